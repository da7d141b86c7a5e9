// SPDX-License-Identifier: GPL-3.0-or-later
// `discover --validate` and `--accept`.
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

StoreResult<std::vector<CandidateDecision>> acceptByRules(const std::vector<AcceptRule>& rules,
                                                          SqliteStore& store, const Clock& clock)
{
    CandidateQuery query;
    query.stage = CandidateStage::Nostr;
    query.limit = static_cast<int>(DiscoveryBounds().candidates);
    const auto page = await<CandidatePage>(
        [&](Reply<CandidatePage> reply) { store.candidates(query, {}, std::move(reply)); });
    if (!page)
        return Unexpected(page.error());
    std::vector<CandidateDecision> decisions;
    std::vector<RelayEntry> entries;
    for (const auto& candidate : page->candidates) {
        const auto* rule = acceptingRule(rules, candidate);
        if (!rule)
            continue;
        decisions.push_back({candidate.url, CandidateState::Accepted, rule->text()});
        entries.push_back(entryFor(candidate, clock.now()));
    }
    const auto added = await<std::vector<RelayEntry>>(
        [&](Reply<std::vector<RelayEntry>> reply) { store.addRelays(entries, std::move(reply)); });
    if (!added)
        return Unexpected(added.error());
    const auto decided =
        await<std::vector<CandidateDecision>>([&](Reply<std::vector<CandidateDecision>> reply) {
            store.decide(decisions, clock.now(), std::move(reply));
        });
    if (!decided)
        return Unexpected(decided.error());
    return decisions;
}

} // namespace nostrscope
