// SPDX-License-Identifier: GPL-3.0-or-later
// `discover` without a word: stored events, lists, validation and rules.
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/discovercommand.h"
#include "app/cli/discovertarget.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/relayimport.h"
#include "core/base/limits.h"
#include "core/discover/relaylists.h"
#include "core/discover/rulepreview.h"
#include "core/nostr/plaintext.h"
#include "core/storage/discoveryreader.h"

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
    std::optional<std::vector<CandidateDecision>> accepted; ///< none: there was no question of it
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
QString takeList(const QString& name, const Options& options, DiscoverTarget& target, const Clock& clock,
                 RunReport& report)
{
    const auto content = readFile(name);
    if (!content)
        return content.error();
    auto list = readListMentions(*content, relayListFormat(name), name, clock.now(), allowsPrivate(options));
    if (!list)
        return u"%1: %2"_s.arg(name, describe(list.error()));
    auto batch = std::make_shared<MentionBatch>(std::move(list->batch));
    const auto gain = target.add(std::move(batch));
    if (!gain)
        return gain.error();
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

ExitCode endOf(RunReport& report, Console& console)
{
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

/// Empty, or why it cannot go on.
QString runAll(const Options& options, DiscoverTarget& target, RunReport& report)
{
    const auto rules = options.values(u"accept"_s);
    const bool validates = options.isSet(u"validate"_s);
    const bool scans = options.isSet(u"from-store"_s)
        || (options.values(u"list"_s).isEmpty() && !validates && rules.isEmpty());
    if (scans || validates) {
        auto run = target.run(scans, validates);
        if (!run)
            return run.error();
        report.scan = run->scan;
        report.validation = run->validation;
        if (validates)
            report.accepted = std::move(run->accepted);
    }
    if (!rules.isEmpty()) {
        const auto accepted = target.acceptBy(rules);
        if (!accepted)
            return accepted.error();
        if (!report.accepted)
            report.accepted.emplace();
        report.accepted->insert(report.accepted->end(), accepted->begin(), accepted->end());
    }
    if (const auto error = target.finish(); !error.isEmpty())
        return error;
    const auto database = openForReading(options);
    if (!database)
        return database.error();
    const auto progress = DiscoveryReader(**database).progress();
    if (!progress)
        return describe(progress.error(), options.databasePath());
    report.progress = *progress;
    return {};
}

} // namespace

ExitCode runDiscover(const Options& options, Console& console)
{
    const SystemClock clock;
    const auto lists = options.values(u"list"_s);
    if (const auto rules = parseRules(options.values(u"accept"_s)); !rules) {
        console.error(noRule(rules.error()));
        return ExitCode::Usage;
    }
    // A list is a beginning: it may make the file. There is nothing in a file that is not there.
    auto target = DiscoverTarget::open(options, clock, console, !lists.isEmpty());
    if (!target)
        return console.fail(target.error());
    RunReport report;
    for (const auto& name : lists) {
        if (const auto error = takeList(name, options, **target, clock, report); !error.isEmpty()) {
            console.error(error); // the others may be better
            report.isPartly = true;
        }
    }
    if (const auto error = runAll(options, **target, report); !error.isEmpty())
        return console.fail(error);
    console.clearProgress();
    if (options.json())
        console.line(toJson(report));
    else
        say(report, console);
    return endOf(report, console);
}

} // namespace nostrscope
