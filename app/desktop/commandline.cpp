// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/commandline.h"

#include "models/entity.h"
#include "models/settingstable.h"
#include "ui/mainwindow.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CommandLine {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::CommandLine)
};

constexpr int usageError = 2;

Unexpected<CommandLineEnd> usage(const QString& text)
{
    return Unexpected(
        CommandLineEnd{text + u'\n' + CommandLine::tr("See nostrscope --help.") + u'\n', usageError});
}

/// A profile becomes part of file names.
bool isProfileName(const QString& name)
{
    const auto isAllowed = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; };
    return name.size() <= 64 && std::all_of(name.begin(), name.end(), isAllowed);
}

} // namespace

Expected<DesktopOptions, CommandLineEnd> parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLine::tr("Watches the Nostr network: relays, events, figures.\n"
                                                     "Example: nostrscope --demo"));
    const auto pages = MainWindow::pageIds().join(u", "_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, CommandLine::tr("Shows this help."));
    const QCommandLineOption version(u"version"_s, CommandLine::tr("Shows the version."));
    const QCommandLineOption database(
        u"db"_s, CommandLine::tr("Database file; is made when it does not exist."), u"PATH"_s);
    const QCommandLineOption profile(u"profile"_s, CommandLine::tr("Settings and database of this name."),
                                     u"NAME"_s);
    const QCommandLineOption demo(u"demo"_s, CommandLine::tr("Watches a simulated network on this machine."));
    const QCommandLineOption page(u"page"_s, CommandLine::tr("Opens this page: %1.").arg(pages), u"ID"_s);
    const QCommandLineOption reset(u"reset-layout"_s,
                                   CommandLine::tr("Forgets sizes, columns and order of the window."));
    const QCommandLineOption set(
        u"set"_s, CommandLine::tr("A setting for this start, such as format/zone=UTC; may be repeated."),
        u"KEY=VALUE"_s);
    // Hidden from the help: a picture of the window after so many milliseconds, and how long the start took.
    QCommandLineOption screenshot(u"screenshot"_s, {}, u"FILE"_s);
    QCommandLineOption after(u"after"_s, {}, u"MS"_s, u"3000"_s);
    screenshot.setFlags(QCommandLineOption::HiddenFromHelp);
    after.setFlags(QCommandLineOption::HiddenFromHelp);
    QCommandLineOption report(u"report-start"_s, {}, u"NS"_s);
    report.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addPositionalArgument(u"THING"_s,
                                 CommandLine::tr("Files to import, relay addresses, npub, note … to go to."),
                                 u"[THING…]"_s);
    parser.addOptions({help, version, database, profile, demo, page, reset, set, screenshot, after, report});
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Unexpected(CommandLineEnd{parser.helpText(), 0});
    if (parser.isSet(version))
        return Unexpected(
            CommandLineEnd{u"nostrscope "_s + QLatin1StringView(NOSTRSCOPE_VERSION) + u'\n', 0});
    DesktopOptions options;
    const auto things = parser.positionalArguments();
    for (const auto& thing : things) {
        // A file manager hands over addresses of files where a person types a path.
        const QUrl address(thing);
        const QFileInfo file(address.isLocalFile() ? address.toLocalFile() : thing);
        if (parseEntity(thing) && !file.exists())
            options.urls.append(thing);
        else if (file.isFile())
            options.files.append(file.absoluteFilePath());
        else
            return usage(CommandLine::tr("“%1” is no file and nothing of Nostr.").arg(thing));
    }
    options.database = parser.value(database);
    options.profile = parser.value(profile);
    options.page = parser.value(page);
    options.demo = parser.isSet(demo);
    options.resetLayout = parser.isSet(reset);
    options.screenshot = parser.value(screenshot);
    if (!isProfileName(options.profile))
        return usage(CommandLine::tr("A profile name has letters, digits, “-” and “_” only."));
    if (!options.page.isEmpty() && !MainWindow::pageIds().contains(options.page))
        return usage(CommandLine::tr("There is no page “%1”. Pages: %2.").arg(options.page, pages));
    for (const auto& text : parser.values(set)) {
        const auto sign = text.indexOf(u'=');
        const auto key = text.left(std::max<qsizetype>(sign, 0));
        const auto* setting = findSetting(key);
        if (setting == nullptr || setting->page == SettingPage::Nowhere)
            return usage(CommandLine::tr("--set is KEY=VALUE with a setting of docs/settings.md, not “%1”.")
                             .arg(text));
        const auto value = canonicalValue(*setting, text.mid(sign + 1));
        if (!value)
            return usage(CommandLine::tr("The setting %1 is %2, not “%3”.")
                             .arg(key, value.error(), text.mid(sign + 1)));
        options.settings.insert(key, *value);
    }
    bool isNumber = false;
    options.screenshotAfter = std::chrono::milliseconds(parser.value(after).toUInt(&isNumber));
    if (!isNumber)
        return usage(CommandLine::tr("--after takes milliseconds."));
    if (parser.isSet(report)) {
        options.reportStart = parser.value(report).toLongLong(&isNumber);
        if (!isNumber)
            return usage(CommandLine::tr("--report-start takes nanoseconds of CLOCK_MONOTONIC."));
    }
    return options;
}

} // namespace nostrscope
