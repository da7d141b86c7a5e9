// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/discovercommand.h"

#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/longtask.h"
#include "app/cli/relayimport.h"
#include "core/base/limits.h"
#include "core/discover/relaylists.h"
#include "core/discover/storescan.h"
#include "core/nostr/plaintext.h"

#include <QFile>
#include <QFileInfo>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ListReport {
    QString origin;
    ListMentions list;
    MentionGain gain;
};

struct RunReport {
    std::optional<StoreScanReport> scan;
    std::vector<ListReport> lists;
    std::optional<ValidationReport> validation;
    std::optional<std::vector<CandidateDecision>> accepted;
    DiscoveryProgress progress;
    bool isPartly = false;
};

Expected<QByteArray, QString> readFile(const QString& name)
{
    QFile file(name);
    const bool isOpen = name == u"-"_s ? file.open(0, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen || QFileInfo(name).isDir())
        return Unexpected(u"%1: The file cannot be read. Check its name and permissions."_s.arg(name));
    return file.read(qint64(limits::maxRelayListBytes) + 1); // a byte too many is enough to be refused
}

/// Empty, or why the list was not taken.
QString takeList(const QString& name, SqliteStore& store, const Clock& clock, RunReport& report)
{
    const auto content = readFile(name);
    if (!content)
        return content.error();
    auto list = readListMentions(*content, relayListFormat(name), name, clock.now());
    if (!list)
        return u"%1: %2"_s.arg(name, describe(list.error()));
    auto batch = std::make_shared<MentionBatch>(std::move(list->batch));
    const auto gain =
        await<MentionGain>([&](Reply<MentionGain> reply) { store.addMentions(batch, {}, std::move(reply)); });
    if (!gain)
        return describe(gain.error(), store.path());
    report.lists.push_back({name, std::move(*list), *gain});
    return {};
}

QByteArray toJson(const RunReport& report)
{
    MentionGain gain;
    JsonWriter json;
    json.beginObject().key("events").number(report.scan ? report.scan->events : 0);
    json.key("mentions").number(report.scan ? report.scan->mentions : 0);
    if (report.scan)
        gain += report.scan->gain;
    for (const auto& list : report.lists)
        gain += list.gain;
    json.key("found").number(report.progress.candidates + report.progress.refused);
    json.key("valid").number(report.progress.candidates).key("new").number(gain.created);
    json.key("refused").number(report.progress.refused).key("over_budget").number(gain.overBudget);
    json.key("no_room").number(gain.noRoom);
    json.key("complete").boolean(!report.scan || report.scan->complete).key("lists").beginArray();
    for (const auto& one : report.lists) {
        json.beginObject().key("list").text(one.origin).key("entries").number(one.list.entries);
        json.key("valid").number(one.gain.created + one.gain.known + one.gain.noRoom);
        json.key("new").number(one.gain.created).key("repeated").number(one.list.repeated);
        json.key("refused").beginObject();
        for (const auto& [reason, count] : one.list.refused)
            json.key(QByteArrayView(toString(reason))).number(count);
        json.endObject().endObject();
    }
    json.endArray();
    if (report.validation) {
        const auto& done = *report.validation;
        json.key("validation").beginObject().key("looked").number(done.looked);
        json.key("nostr").number(done.nostr).key("readable").number(done.readable);
        json.key("failed").number(done.failed).key("undecided").number(done.undecided);
        json.key("forgotten").number(done.forgotten).key("complete").boolean(done.complete).endObject();
    }
    if (report.accepted) {
        json.key("accepted").beginArray();
        for (const auto& one : *report.accepted)
            json.beginObject().key("url").text(one.url).key("rule").text(one.reason).endObject();
        json.endArray();
    }
    return json.endObject().result();
}

void say(const RunReport& report, Console& console)
{
    if (report.scan)
        console.say(u"%1 events read, %2 relays named in them, %3 of them new"_s.arg(
            grouped(report.scan->events), grouped(report.scan->mentions),
            grouped(report.scan->gain.created)));
    for (const auto& one : report.lists) {
        console.say(u"%1: %2 entries, %3 new relays, %4 known, %5 repeated, %6 refused"_s.arg(
            plainText(one.origin, 200), grouped(one.list.entries), grouped(one.gain.created),
            grouped(one.gain.known), grouped(one.list.repeated), grouped(one.list.refusedTotal())));
        for (const auto& refusal : one.list.first)
            console.error(u"%1, line %2: “%3” is refused: %4."_s.arg(
                plainText(one.origin, 200), QString::number(refusal.line), plainText(refusal.text, 200),
                describe(refusal.reason)));
    }
    if (report.validation)
        console.say(
            u"%1 looked at: %2 are Nostr relays (%3 can be read), %4 are not, %5 undecided, %6 forgotten"_s
                .arg(grouped(report.validation->looked), grouped(report.validation->nostr),
                     grouped(report.validation->readable), grouped(report.validation->failed),
                     grouped(report.validation->undecided), grouped(report.validation->forgotten)));
    if (report.accepted) {
        for (const auto& one : *report.accepted)
            console.say(u"accepted: %1 (%2)"_s.arg(QString::fromLatin1(one.url), one.reason));
    }
    console.say(u"%1 candidates in all"_s.arg(grouped(report.progress.candidates)));
}

ExitCode runDiscover(const Options& options, Console& console)
{
    const SystemClock clock;
    const auto lists = options.values(u"list"_s);
    const bool validates = options.isSet(u"validate"_s);
    std::vector<AcceptRule> rules;
    for (const auto& text : options.values(u"accept"_s)) {
        const auto rule = AcceptRule::parse(text);
        if (!rule) {
            console.error(
                u"“%1” is no rule. Write for example: readable, authors>=5, source=relay-list"_s.arg(
                    plainText(text, 200)));
            return ExitCode::Usage;
        }
        rules.push_back(*rule);
    }
    const bool fromStore = options.isSet(u"from-store"_s) || (lists.isEmpty() && !validates && rules.empty());
    // A list is a beginning: it may make the file. There is nothing in a file that is not there.
    auto store = lists.isEmpty() ? openExisting(options, clock) : openForWriting(options, clock);
    if (!store)
        return console.fail(store.error());
    RunReport report;
    for (const auto& name : lists) {
        if (const auto error = takeList(name, **store, clock, report); !error.isEmpty()) {
            console.error(error); // the others may be better
            report.isPartly = true;
        }
    }
    if (fromStore) {
        const auto scan = scanStore(**store, {}, progressOn(console, u"Reading events"_s));
        if (!scan)
            return console.fail(describe(scan.error(), options.databasePath()));
        report.scan = *scan;
    }
    if (validates) {
        report.validation = validateCandidates(options, **store, clock, console);
        if (report.validation->error.code != StoreErrorCode::None)
            return console.fail(describe(report.validation->error, options.databasePath()));
    }
    if (!rules.empty()) {
        const auto accepted = acceptByRules(rules, **store, clock);
        if (!accepted)
            return console.fail(describe(accepted.error(), options.databasePath()));
        report.accepted = *accepted;
    }
    const auto finished = await<Nothing>(
        [&](Reply<Nothing> reply) { (*store)->finishDiscovery(clock.now(), std::move(reply)); });
    const auto progress = await<DiscoveryProgress>(
        [&](Reply<DiscoveryProgress> reply) { (*store)->discoveryProgress({}, std::move(reply)); });
    if (!finished || !progress)
        return console.fail(describe(finished ? progress.error() : finished.error(), options.databasePath()));
    report.progress = *progress;
    console.clearProgress();
    if (options.json())
        console.line(toJson(report));
    else
        say(report, console);
    if ((report.scan && !report.scan->complete) || (report.validation && !report.validation->complete)) {
        console.error(u"Cancelled. The next run goes on where this one ended."_s);
        return ExitCode::Failed;
    }
    if (report.isPartly && report.lists.empty() && !report.scan)
        return ExitCode::Failed;
    for (const auto& one : report.lists)
        report.isPartly |= one.list.refusedTotal() > 0;
    return report.isPartly ? ExitCode::Partly : ExitCode::Done;
}

ExitCode dispatch(const Options& options, Console& console)
{
    if (options.arguments().isEmpty())
        return runDiscover(options, console);
    const auto name = options.arguments().first();
    const auto count = options.arguments().size() - 1;
    if (name == u"candidates"_s && count == 0)
        return runDiscoverCandidates(options, console);
    if (name == u"duplicates"_s && count == 0)
        return runDiscoverDuplicates(options, console);
    if (name == u"accept"_s || name == u"reject"_s || name == u"never"_s || name == u"reopen"_s) {
        if (count > 0)
            return runDiscoverDecide(options, console);
        console.error(u"“discover %1” needs one or more URLs."_s.arg(name));
        return ExitCode::Usage;
    }
    console.error(
        name == u"candidates"_s || name == u"duplicates"_s
            ? u"“discover %1” takes no argument."_s.arg(name)
            : u"There is no “discover %1”: candidates, duplicates, accept, reject, never or reopen."_s.arg(
                name));
    return ExitCode::Usage;
}

} // namespace

Command discoverCommand()
{
    Command command;
    command.name = u"discover"_s;
    command.synopsis =
        u"[--from-store] [--list FILE]… [--validate] [--accept RULE]… | candidates | duplicates | accept|reject|never|reopen URL…"_s;
    command.summary =
        u"Finds relays that we do not watch: in stored events (what came since the last run) and in lists."_s;
    command.example = u"  nostrscope-cli discover\n"
                      "  nostrscope-cli --json discover --list relays.txt --from-store\n"
                      "  nostrscope-cli discover --validate --accept \"readable, authors>=5\"\n"
                      "  nostrscope-cli discover candidates --stage review --sort authors --limit 20\n"
                      "  nostrscope-cli discover accept wss://relay.example.com"_s;
    command.options = {
        {u"from-store"_s, u"Read stored events; the default without --list."_s},
        {u"list"_s, u"Read a list of relays (.txt, .json, .csv; “-”: standard input). May be repeated."_s,
         u"FILE"_s},
        {u"validate"_s,
         u"Look whether the candidates whose time has come are Nostr relays at all: connects to them."_s},
        {u"accept"_s,
         u"Put what was validated and fits on the list: readable, authors>=N, mentions>=N, "
         "source=NAME+NAME, with commas between; all must hold. May be repeated."_s,
         u"RULE"_s},
        {u"stage"_s, u"With candidates: all, review, reached, nostr, readable, listed or decided."_s,
         u"STAGE"_s, u"all"_s},
        {u"source"_s,
         u"With candidates: only of this source (relay-list, monitor, hint, entity, contacts, "
         "recommendation, relay-set, zap-request, nip05, list). May be repeated."_s,
         u"SOURCE"_s},
        {u"sort"_s, u"With candidates: mentions, authors, first-seen, checked or url."_s, u"ORDER"_s,
         u"mentions"_s},
        {u"limit"_s, u"With candidates: at most so many."_s, u"N"_s, u"1000"_s},
        {u"reason"_s, u"With reject and never: why."_s, u"TEXT"_s},
    };
    command.minArguments = 0;
    command.maxArguments = -1;
    command.run = dispatch;
    return command;
}

} // namespace nostrscope
