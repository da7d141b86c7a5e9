// SPDX-License-Identifier: GPL-3.0-or-later
// `discover --validate`.
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/interrupt.h"
#include "app/cli/longtask.h"
#include "app/settings/probesettingsof.h"

#include <QEventLoop>
#include <QRandomGenerator>
#include <QTimer>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

ValidationReport validateCandidates(const Options& options, SqliteStore& store, const Clock& clock,
                                    Console& console)
{
    ValidatorConfig config;
    config.probe = makeProbeSettings(options.settings().layers());
    config.allowPrivate = allowsPrivate(options);
    config.seed = QRandomGenerator::global()->generate();
    Validator validator(config, store, clock);
    ValidationReport report;
    QEventLoop loop;
    QObject::connect(&validator, &Validator::finished, &loop, [&](const ValidationReport& done) {
        report = done;
        loop.quit();
    });
    const auto progress = progressOn(console, u"Validating"_s);
    QObject::connect(&validator, &Validator::progressed, &loop,
                     [&](quint64 done, quint64 total) { (void)progress(done, total); });
    QTimer interrupted;
    QObject::connect(&interrupted, &QTimer::timeout, &loop, [&] {
        if (interruption())
            validator.cancel();
    });
    interrupted.start(100ms);
    QTimer::singleShot(0, &validator, [&] { validator.run(); });
    loop.exec();
    return report;
}

} // namespace nostrscope
