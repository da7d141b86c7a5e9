// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdio>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

ExitCode run(const Options& options, Console& console)
{
    switch (options.wish()) {
    case Options::Wish::Help:
        console.write(options.helpText().toUtf8());
        return ExitCode::Done;
    case Options::Wish::Version:
        console.line("nostrscope-cli " NOSTRSCOPE_VERSION);
        return ExitCode::Done;
    case Options::Wish::Run:
        break;
    }
    if (!options.verbose())
        QLoggingCategory::setFilterRules(u"*.info=false\n*.debug=false"_s);
    for (const auto& key : options.settings().unknownKeys())
        console.note(u"the setting “%1” is not known here and ignored"_s.arg(key));
    return options.command().run(options, console);
}

} // namespace

int main(int argc, char** argv)
{
    watchSignals();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"nostrscope-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(NOSTRSCOPE_VERSION));
    Console console;
    const auto commands = allCommands();
    const auto options =
        Options::parse(QCoreApplication::arguments(), commands, QProcessEnvironment::systemEnvironment());
    if (!options) {
        console.error(options.error() + u" Try --help."_s);
        return static_cast<int>(ExitCode::Usage);
    }
    auto code = run(*options, console);
    if (!console.finish()) {
        console.error(u"Standard output could not be written."_s);
        code = ExitCode::Failed;
    }
    return static_cast<int>(code);
}
