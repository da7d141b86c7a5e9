// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/maintenancecommands.h"

#include "app/cli/database.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/longtask.h"
#include "core/records/timerange.h"
#include "core/storage/compression.h"
#include "core/storage/retentionrun.h"
#include "core/storage/schema.h"
#include "core/storage/storewriter.h"
#include "models/retentionsettings.h"

#include <QDateTime>
#include <QFileInfo>
#include <QTimeZone>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

quint64 sizeOf(const QString& path)
{
    return static_cast<quint64>(QFileInfo(path).size());
}

Expected<RetentionPolicy, QString> policyOf(const Options& options, Timestamp now)
{
    const auto problems = options.settings().layers().problems({u"retention/"_s});
    if (!problems.isEmpty())
        return Unexpected(problems.constFirst());
    auto policy = retentionPolicy(options.settings().layers(), now);
    if (options.isSet(u"size"_s)) {
        const auto text = options.value(u"size"_s);
        bool isNumber = false;
        const auto size = text.toDouble(&isNumber);
        if (!isNumber || !(size >= 0 && size <= 1e6))
            return Unexpected(u"--size is a number of GiB, 0 for no bound, not “%1”."_s.arg(text));
        policy.sizeBudgetBytes.reset();
        if (size > 0)
            policy.sizeBudgetBytes = static_cast<quint64>(size * bytesPerGiB);
    }
    policy.trim.superseded = policy.trim.superseded || options.isSet(u"trim-superseded"_s);
    policy.trim.vanished = policy.trim.vanished || options.isSet(u"honour-vanish"_s);
    if (options.isSet(u"archive"_s))
        policy.archiveFolder = options.value(u"archive"_s);
    for (const auto& rule : options.values(u"keep"_s)) {
        const auto sign = rule.indexOf(u'=');
        const auto time = sign < 0 ? std::nullopt : parseTime(QStringView(rule).sliced(sign + 1), now);
        const auto name = rule.first(std::max<qsizetype>(sign, 0)).toLatin1();
        const auto* group = std::find_if(kindGroups.begin(), kindGroups.end(),
                                         [&name](KindGroup one) { return name == toString(one); });
        if (!time || group == kindGroups.end())
            return Unexpected(u"--keep is GROUP=AGE such as notes=365d, not “%1”."_s.arg(rule));
        policy.floors[*group] = *time;
    }
    return policy;
}

void report(const RetentionReport& report, bool isDry, const Options& options, Console& console)
{
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("dry_run").boolean(isDry).key("events").number(report.events);
        json.key("bytes").number(report.bytes).key("left").number(report.left).key("groups").beginArray();
        for (const auto& group : report.groups) {
            json.beginObject().key("group").text(QByteArrayView(toString(group.group)));
            json.key("floor_before").number(group.floorBefore).key("floor").number(group.floor);
            json.key("events").number(group.events).key("bytes").number(group.bytes).endObject();
        }
        json.endArray().key("trimmed").beginObject();
        json.key("superseded").number(report.trim.superseded).key("vanished").number(report.trim.vanished);
        json.key("bytes").number(report.trim.bytes).key("complete").boolean(report.trim.complete).endObject();
        json.key("archive").beginObject().key("events").number(report.archive.events);
        json.key("bytes").number(report.archive.bytes).key("left_out").number(report.archive.leftOut);
        json.key("files").beginArray();
        for (const auto& file : report.archive.files)
            json.text(file);
        console.line(json.endArray().endObject().endObject().result());
        return;
    }
    TextTable table({{u"Kinds"_s, false}, {u"Kept from"_s, false}, {u"Events"_s}, {u"Bytes"_s}});
    for (const auto& group : report.groups)
        table.addRow(
            {QString::fromLatin1(toString(group.group)),
             QDateTime::fromSecsSinceEpoch(group.floor, QTimeZone::utc()).toUTC().toString(Qt::ISODate),
             grouped(group.events), bytesText(group.bytes)});
    console.write(table.toString().toUtf8());
    console.say(u"%1 events, about %2, %3"_s.arg(grouped(report.events), bytesText(report.bytes),
                                                 isDry ? u"would be removed"_s : u"removed"_s));
    for (const auto& file : report.archive.files)
        console.say(u"written before: %1"_s.arg(file));
    if (report.trim.events() > 0)
        console.say(u"content of %1 superseded and %2 vanished events, %3, %4"_s.arg(
            grouped(report.trim.superseded), grouped(report.trim.vanished), bytesText(report.trim.bytes),
            isDry ? u"would be removed"_s : u"removed; the events stay"_s));
}

} // namespace

ExitCode runCheck(const Options& options, Console& console)
{
    auto database = openForReading(options);
    if (!database)
        return console.fail(database.error());
    const auto problems = checkDatabase(**database, progressOn(console, u"Checking"_s));
    if (!problems)
        return console.fail(describe(problems.error(), options.databasePath()));
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("ok").boolean(problems->isEmpty()).key("problems").beginArray();
        for (const auto& problem : *problems)
            json.text(problem);
        console.line(json.endArray().endObject().result());
    } else {
        for (const auto& problem : *problems)
            console.say(problem);
        if (problems->isEmpty())
            console.line("The database is whole");
    }
    if (!problems->isEmpty())
        console.error(
            u"Make a copy of the file, run “rebuild”; or “export” what can be read and import it anew."_s);
    return problems->isEmpty() ? ExitCode::Done : ExitCode::Failed;
}

ExitCode runVacuum(const Options& options, Console& console)
{
    const SystemClock clock;
    auto store = openExisting(options, clock);
    if (!store)
        return console.fail(store.error());
    const auto& path = options.databasePath();
    const auto before = sizeOf(path);
    StoreResult<Nothing> done = Nothing();
    (*store)->withWriter([&](StoreWriter& writer) { done = vacuumDatabase(writer.database(), path); });
    if (!done)
        return console.fail(describe(done.error(), path));
    store->reset(); // the last checkpoint gives the space back
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("bytes_before").number(before).key("bytes").number(sizeOf(path)).endObject();
        console.line(json.result());
    } else {
        console.say(u"%1 before, %2 now"_s.arg(bytesText(before), bytesText(sizeOf(path))));
    }
    return ExitCode::Done;
}

ExitCode runCompress(const Options& options, Console& console)
{
    const SystemClock clock;
    auto store = openExisting(options, clock);
    if (!store)
        return console.fail(store.error());
    StoreResult<CompressReport> done = CompressReport();
    (*store)->withWriter(
        [&](StoreWriter& writer) { done = compressBodies(writer, progressOn(console, u"Compressing"_s)); });
    if (!done)
        return console.fail(describe(done.error(), options.databasePath()));
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("dictionaries").number(done->dictionaries).key("events").number(done->events);
        json.key("bytes_before").number(done->bytesBefore).key("bytes").number(done->bytes);
        console.line(json.key("complete").boolean(done->complete).endObject().result());
    } else {
        console.say(u"%1 new dictionaries; %2 events, %3 before, %4 now"_s.arg(
            grouped(done->dictionaries), grouped(done->events), bytesText(done->bytesBefore),
            bytesText(done->bytes)));
        if (done->events > 0)
            console.say(u"The space is used for new events; “db vacuum” gives it back to the disk"_s);
    }
    return done->complete ? ExitCode::Done : console.fail(u"Cancelled. The next run goes on."_s);
}

ExitCode runBackup(const Options& options, Console& console)
{
    const auto target = options.arguments().at(1);
    if (QFileInfo::exists(target))
        return console.fail(u"%1: There is a file of that name already. Choose another one."_s.arg(target));
    const SystemClock clock;
    auto store = openExisting(options, clock);
    if (!store)
        return console.fail(store.error());
    StoreResult<Nothing> done = Nothing();
    (*store)->withWriter([&](StoreWriter& writer) {
        done = backupDatabase(writer.database(), target, progressOn(console, u"Copying pages"_s));
    });
    if (!done)
        return console.fail(done.error().code == StoreErrorCode::Cancelled
                                ? u"Cancelled. No file was written."_s
                                : describe(done.error(), target));
    if (options.json()) {
        JsonWriter json;
        console.line(json.beginObject()
                         .key("file")
                         .text(target)
                         .key("bytes")
                         .number(sizeOf(target))
                         .endObject()
                         .result());
    } else {
        console.say(u"%1: %2"_s.arg(target, bytesText(sizeOf(target))));
    }
    return ExitCode::Done;
}

ExitCode runMigrate(const Options& options, Console& console)
{
    const SystemClock clock;
    const auto store = openExisting(options, clock); // opening for writing does it
    if (!store)
        return console.fail(store.error());
    if (options.json()) {
        JsonWriter json;
        console.line(json.beginObject().key("format").number(schemaVersion).endObject().result());
    } else {
        console.say(u"The database has format %1, the present one"_s.arg(schemaVersion));
    }
    return ExitCode::Done;
}

ExitCode runRetention(const Options& options, Console& console)
{
    const SystemClock clock;
    const auto policy = policyOf(options, toSeconds(clock.now()));
    if (!policy) {
        console.error(policy.error());
        return ExitCode::Usage;
    }
    if (options.isSet(u"dry-run"_s)) {
        auto database = openForReading(options);
        if (!database)
            return console.fail(database.error());
        const auto plan = planRetention(**database, *policy, progressOn(console, u"Looking"_s));
        if (!plan)
            return console.fail(describe(plan.error(), options.databasePath()));
        report(*plan, true, options, console);
        return plan->trim.complete ? ExitCode::Done
                                   : console.fail(u"Cancelled. The counts are of the part that was read."_s);
    }
    auto store = openExisting(options, clock);
    if (!store)
        return console.fail(store.error());
    StoreResult<RetentionReport> done = RetentionReport();
    (*store)->withWriter([&](StoreWriter& writer) {
        done = applyRetention(writer, *policy, progressOn(console, u"Retention"_s));
    });
    if (!done)
        return console.fail(done.error().code == StoreErrorCode::Cancelled
                                ? u"Cancelled. Nothing was removed."_s
                                : describe(done.error(), options.databasePath()));
    if (done->archive.leftOut > 0)
        console.note(u"%1 events had no content that could be written to the archive."_s.arg(
            grouped(done->archive.leftOut)));
    report(*done, false, options, console);
    if (done->left == 0)
        return done->trim.complete ? ExitCode::Done : console.fail(u"Cancelled. The next run goes on."_s);
    return console.fail(
        u"Cancelled. The next run removes the %1 events that are left."_s.arg(grouped(done->left)));
}

} // namespace nostrscope
