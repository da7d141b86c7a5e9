// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/pagescommands.h"
#include "app/cli/relayimport.h"
#include "app/cli/relaysimportcommand.h"
#include "app/cli/relaytarget.h"
#include "core/nostr/plaintext.h"

#include <QDateTime>
#include <QTimeZone>

#include <unordered_map>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

using Entries = std::vector<RelayEntry>;
using Action = RelayChange::Action;

/// The network of a url that we made canonical ourselves.
QString networkOf(const QByteArray& url)
{
    const auto parsed = RelayUrl::parse(QString::fromLatin1(url), RelayUrlRules::byHand());
    return parsed ? QString::fromLatin1(nostrscope::toString(parsed->network())) : QString();
}

QString timeText(UnixMillis time)
{
    return QDateTime::fromSecsSinceEpoch(toSeconds(time), QTimeZone::utc()).toUTC().toString(Qt::ISODate);
}

QString stateText(const RelayEntry& relay)
{
    QStringList words;
    if (relay.starred)
        words.append(u"watched"_s);
    if (relay.paused)
        words.append(u"paused"_s);
    return words.isEmpty() ? u"–"_s : words.join(u", "_s);
}

void printJson(const Entries& relays, Console& console)
{
    JsonWriter json;
    json.beginObject().key("relays").beginArray();
    for (const auto& relay : relays) {
        json.beginObject().key("url").text(relay.url).key("name").text(relay.name);
        json.key("purpose").text(relay.purpose).key("network").text(networkOf(relay.url));
        json.key("source").text(toString(relay.source)).key("paused").boolean(relay.paused);
        json.key("watched").boolean(relay.starred);
        json.key("added_at").number(toSeconds(relay.addedAt)).key("last_eose_at");
        if (relay.lastEoseAt == UnixMillis())
            json.null();
        else
            json.number(toSeconds(relay.lastEoseAt));
        json.endObject();
    }
    console.line(json.endArray().endObject().result());
}

ExitCode runList(const Options& options, Console& console)
{
    const auto relays = storedRelays(options);
    if (!relays)
        return console.fail(relays.error());
    if (options.json()) {
        printJson(*relays, console);
        return ExitCode::Done;
    }
    TextTable table({{u"Relay"_s, false},
                     {u"Source"_s, false},
                     {u"Purpose"_s, false},
                     {u"State"_s, false},
                     {u"Last contact"_s, false}});
    for (const auto& relay : *relays)
        table.addRow({plainText(relay.url, 80), toString(relay.source), plainText(relay.purpose, 40),
                      stateText(relay),
                      relay.lastEoseAt == UnixMillis() ? u"never"_s : timeText(relay.lastEoseAt)});
    console.write(table.toString().toUtf8());
    console.say(u"%1 relays"_s.arg(grouped(relays->size())));
    return ExitCode::Done;
}

/// What add, remove, pause … did with each of their arguments.
struct Outcome {
    QList<QByteArray> done;
    QList<QByteArray> unchanged;
    std::vector<std::pair<QString, QString>> refused; ///< argument, reason
};

ExitCode report(const Outcome& outcome, const QString& done, const QString& unchanged, const Options& options,
                Console& console)
{
    for (const auto& [input, reason] : outcome.refused)
        console.error(u"“%1” is refused: %2."_s.arg(plainText(input, 200), reason));
    if (options.json()) {
        JsonWriter json;
        const auto list = [&json](const QString& key, const QList<QByteArray>& urls) {
            json.key(key.toLatin1()).beginArray();
            for (const auto& url : urls)
                json.text(url);
            json.endArray();
        };
        json.beginObject();
        list(done, outcome.done);
        list(unchanged, outcome.unchanged);
        json.key("refused").beginArray();
        for (const auto& [input, reason] : outcome.refused)
            json.beginObject().key("input").text(input).key("reason").text(reason).endObject();
        console.line(json.endArray().endObject().result());
    } else {
        for (const auto& url : outcome.done)
            console.say(u"%1: %2"_s.arg(done, QString::fromLatin1(url)));
        for (const auto& url : outcome.unchanged)
            console.say(u"%1: %2"_s.arg(unchanged, QString::fromLatin1(url)));
    }
    return outcome.refused.empty() ? ExitCode::Done : ExitCode::Partly;
}

std::unordered_map<std::string, RelayEntry> byUrl(const Entries& relays)
{
    std::unordered_map<std::string, RelayEntry> map;
    for (const auto& relay : relays)
        map.emplace(relay.url.toStdString(), relay);
    return map;
}

ExitCode runAdd(const Options& options, Console& console)
{
    const SystemClock clock;
    Outcome outcome;
    Entries wanted;
    for (const auto& text : options.arguments().mid(1)) {
        const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
        if (!url) {
            outcome.refused.emplace_back(text, describe(url.error()));
            continue;
        }
        RelayEntry entry;
        entry.url = url->text();
        entry.source = RelaySource::Manual;
        entry.addedAt = clock.now();
        wanted.push_back(entry);
    }
    const auto list = openRelays(options, clock, console);
    if (!list)
        return console.fail(list.error());
    if (const auto error = list->target->change({Action::Add, wanted}); !error.isEmpty())
        return console.fail(error);
    auto known = byUrl(list->relays);
    for (const auto& relay : wanted) {
        const bool isNew = known.emplace(relay.url.toStdString(), relay).second;
        (isNew ? outcome.done : outcome.unchanged).append(relay.url);
    }
    return report(outcome, u"added"_s, u"known"_s, options, console);
}

/// All but add and import: of relays that are in the list.
ExitCode change(const Options& options, Console& console, const QString& done, Action action,
                bool (*isDone)(const RelayEntry& relay))
{
    const SystemClock clock;
    const auto list = openRelays(options, clock, console);
    if (!list)
        return console.fail(list.error());
    const auto known = byUrl(list->relays);
    Outcome outcome;
    RelayChange wanted{action, {}};
    for (const auto& text : options.arguments().mid(1)) {
        const auto url = RelayUrl::parse(text, RelayUrlRules::byHand());
        const auto found = url ? known.find(url->text().toStdString()) : known.end();
        if (found == known.end()) {
            outcome.refused.emplace_back(text, url ? u"not in the list"_s : describe(url.error()));
        } else if (isDone(found->second)) {
            outcome.unchanged.append(url->text());
        } else {
            wanted.relays.push_back(found->second);
            outcome.done.append(url->text());
        }
    }
    if (const auto error = list->target->change(wanted); !error.isEmpty())
        return console.fail(error);
    return report(outcome, done, u"unchanged"_s, options, console);
}

ExitCode runRemove(const Options& options, Console& console)
{
    return change(options, console, u"removed"_s, Action::Remove, [](const RelayEntry&) { return false; });
}

ExitCode runPause(const Options& options, Console& console)
{
    return change(options, console, u"paused"_s, Action::Pause,
                  [](const RelayEntry& relay) { return relay.paused; });
}

ExitCode runResume(const Options& options, Console& console)
{
    return change(options, console, u"resumed"_s, Action::Resume,
                  [](const RelayEntry& relay) { return !relay.paused; });
}

ExitCode runWatch(const Options& options, Console& console)
{
    return change(options, console, u"watched"_s, Action::Watch,
                  [](const RelayEntry& relay) { return relay.starred; });
}

ExitCode runUnwatch(const Options& options, Console& console)
{
    return change(options, console, u"unwatched"_s, Action::Unwatch,
                  [](const RelayEntry& relay) { return !relay.starred; });
}

ExitCode runRelays(const Options& options, Console& console)
{
    struct Subcommand {
        QString name;
        qsizetype least;
        qsizetype most;
        ExitCode (*run)(const Options& options, Console& console);
    };
    constexpr qsizetype any = 10'000;
    static const Subcommand actions[] = {
        {u"list"_s, 0, 0, runList},       {u"add"_s, 1, any, runAdd},
        {u"remove"_s, 1, any, runRemove}, {u"import"_s, 1, 1, runRelaysImport},
        {u"pause"_s, 1, any, runPause},   {u"resume"_s, 1, any, runResume},
        {u"watch"_s, 1, any, runWatch},   {u"unwatch"_s, 1, any, runUnwatch},
        {u"log"_s, 0, 1, runRelaysLog},
    };
    const auto name = options.arguments().first();
    const auto count = options.arguments().size() - 1;
    for (const auto& action : actions) {
        if (action.name != name)
            continue;
        if (count >= action.least && count <= action.most)
            return action.run(options, console);
        console.error(action.most == 0
                          ? u"“relays %1” takes no argument."_s.arg(name)
                          : u"“relays %1” needs %2."_s.arg(name,
                                                           action.least == 0      ? u"at most one URL"_s
                                                               : action.most == 1 ? u"one file"_s
                                                                                  : u"one or more URLs"_s));
        return ExitCode::Usage;
    }
    console.error(
        u"There is no “relays %1”: list, add, remove, import, pause, resume, watch, unwatch or log."_s.arg(
            name));
    return ExitCode::Usage;
}

} // namespace

Command relaysCommand()
{
    Command command;
    command.name = u"relays"_s;
    command.synopsis =
        u"list|add URL…|remove URL…|import FILE|pause URL…|resume URL…|watch URL…|unwatch URL…|log [URL]"_s;
    command.summary =
        u"Shows and changes the relay list. import reads .txt, .json and .csv; “builtin” is our own list. "
        "Watched relays are checked every few minutes."_s;
    command.example = u"  nostrscope-cli relays import builtin\n"
                      "  nostrscope-cli relays add relay.example.com ws://127.0.0.1:7777\n"
                      "  nostrscope-cli --json relays import relays.txt --dry-run"_s;
    command.options = {{u"dry-run"_s, u"With import: only show what would be added."_s}, pageLimitOption()};
    command.minArguments = 1;
    command.maxArguments = -1;
    command.run = runRelays;
    return command;
}

} // namespace nostrscope
