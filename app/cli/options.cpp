// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<QCommandLineOption> globalOptions()
{
    return {
        {u"db"_s, u"The database file (that of the profile)."_s, u"PATH"_s},
        {u"profile"_s, u"Name of a profile: a database and settings of its own (default)."_s, u"NAME"_s},
        {u"config"_s, u"Read settings from this file."_s, u"FILE.ini"_s},
        {u"set"_s, u"A setting for this run; may be repeated."_s, u"KEY=VALUE"_s},
        {u"json"_s, u"Print compact JSON on standard output and nothing else there."_s},
        {{u"v"_s, u"verbose"_s}, u"Say more on standard error."_s},
        {{u"h"_s, u"help"_s}, u"Show the help of the program or of the command."_s},
        {u"version"_s, u"Show the version."_s},
    };
}

const Command* find(const std::vector<Command>& commands, const QString& name)
{
    const auto found = std::ranges::find(commands, name, &Command::name);
    return found == commands.end() ? nullptr : &*found;
}

/// The first word that is no global option and no value of one; empty when there is none.
Expected<QString, QString> commandName(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    parser.addOptions(globalOptions());
    if (!parser.parse(arguments))
        return Unexpected(parser.errorText());
    return parser.positionalArguments().value(0);
}

} // namespace

Expected<Options, QString> Options::parse(const QStringList& arguments, const std::vector<Command>& commands,
                                          const QProcessEnvironment& environment)
{
    const auto name = commandName(arguments);
    if (!name)
        return Unexpected(name.error());
    Options options;
    options.m_command = find(commands, *name);
    if (!options.m_command && !name->isEmpty())
        return Unexpected(u"There is no command “%1”."_s.arg(*name));
    options.m_parser = std::make_unique<QCommandLineParser>();
    auto& parser = *options.m_parser;
    parser.addOptions(globalOptions());
    if (options.m_command)
        parser.addOptions(options.m_command->options);
    if (!parser.parse(arguments))
        return Unexpected(parser.errorText());
    if (parser.isSet(u"help"_s)) {
        options.m_wish = Wish::Help;
        options.makeHelp(commands);
        return options;
    }
    if (parser.isSet(u"version"_s)) {
        options.m_wish = Wish::Version;
        return options;
    }
    if (!options.m_command)
        return Unexpected(u"A command is missing."_s);
    if (auto error = options.setUp(); !error.isEmpty())
        return Unexpected(error);
    if (auto error = options.load(environment); !error.isEmpty())
        return Unexpected(error);
    return options;
}

QString Options::setUp()
{
    m_arguments = m_parser->positionalArguments().mid(1);
    if (m_arguments.size() < m_command->minArguments)
        return u"“%1” needs more: %1 %2"_s.arg(m_command->name, m_command->synopsis);
    if (m_command->maxArguments >= 0 && m_arguments.size() > m_command->maxArguments)
        return u"“%1” takes no argument “%2”."_s.arg(m_command->name,
                                                     m_arguments.at(m_command->maxArguments));
    return {};
}

QString Options::load(const QProcessEnvironment& environment)
{
    auto settings = Settings::load(m_parser->value(u"config"_s), environment);
    if (!settings)
        return settings.error();
    m_settings = std::move(*settings);
    for (const auto& text : m_parser->values(u"set"_s)) {
        if (auto error = m_settings.setFromText(text); !error.isEmpty())
            return error;
    }
    if (m_parser->isSet(u"profile"_s)) {
        m_settings.set(u"database/profile"_s, m_parser->value(u"profile"_s));
        m_settings.set(u"database/path"_s, {}); // asked for by name: nearer than a path of the file
    }
    if (m_parser->isSet(u"db"_s)) {
        m_settings.set(u"database/path"_s, m_parser->value(u"db"_s));
        if (m_parser->value(u"db"_s).isEmpty())
            return u"--db is empty."_s;
    }
    return choosePath();
}

QString Options::choosePath()
{
    m_databasePath = m_settings.value(u"database/path"_s);
    if (m_databasePath.contains(u"://"_s))
        return u"A database at “%1” is not supported: give the path of a file."_s.arg(m_databasePath);
    if (!m_databasePath.isEmpty())
        return {};
    const auto problems = m_settings.layers().problems({u"database/"_s});
    if (!problems.isEmpty())
        return problems.constFirst();
    const auto profile = m_settings.value(u"database/profile"_s);
    const auto data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    m_databasePath = data + u"/nostrscope/"_s + profile + u".sqlite"_s;
    m_isProfilePath = true;
    return {};
}

void Options::makeHelp(const std::vector<Command>& commands)
{
    if (m_command) {
        QCommandLineParser own;
        own.addOptions(m_command->options);
        own.addOptions(globalOptions());
        auto text = own.helpText();
        text = text.mid(text.indexOf(u"Options:"_s));
        m_helpText = u"Usage: nostrscope-cli [options] %1 %2\n%3\n\n%4\nExample:\n%5\n"_s.arg(
            m_command->name, m_command->synopsis, m_command->summary, text, m_command->example);
        return;
    }
    QString list;
    for (const auto& command : commands)
        list += u"  %1  %2\n"_s.arg(command.name.leftJustified(8), command.summary);
    auto text = m_parser->helpText();
    text = text.mid(text.indexOf(u"Options:"_s));
    m_helpText =
        u"Usage: nostrscope-cli [options] COMMAND …\nWatches the Nostr network from one machine.\n\n"
        "Commands (COMMAND --help shows more):\n%1\n%2\nSettings of --set and of --config FILE.ini ([group] "
        "name = value):\n%3\n"
        "Exit status: 0 done, 1 failed, 2 wrong usage, 3 partly done (details on standard error).\n\n"
        "Example:\n  nostrscope-cli --db t.sqlite --json import events.jsonl.gz\n"_s.arg(
            list, text, Settings::describeAll());
}

} // namespace nostrscope
