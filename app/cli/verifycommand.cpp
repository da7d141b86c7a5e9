// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/database.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/longtask.h"
#include "core/storage/rebuild.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

ExitCode runVerify(const Options& options, Console& console)
{
    auto database = openForReading(options);
    if (!database) {
        console.error(database.error());
        return ExitCode::Failed;
    }
    const auto report = verifyEvents(**database, progressOn(console, u"Verifying"_s));
    if (!report) {
        console.error(describe(report.error(), options.databasePath()));
        return ExitCode::Failed;
    }
    for (const auto& bad : report->first)
        console.note(u"%1: %2"_s.arg(QString::fromLatin1(bad.id.toHex()), bad.reason));
    if (options.json()) {
        JsonWriter json;
        json.beginObject().key("verified").number(report->ok + report->bad).key("ok").number(report->ok);
        json.key("bad").number(report->bad).key("trimmed").number(report->trimmed);
        json.key("complete").boolean(report->complete).key("bad_events").beginArray();
        for (const auto& bad : report->first)
            json.beginObject().key("id").text(bad.id.toHex()).key("reason").text(bad.reason).endObject();
        console.line(json.endArray().endObject().result());
    } else {
        console.say(u"%1 events are right, %2 are not, %3 are trimmed"_s.arg(
            grouped(report->ok), grouped(report->bad), grouped(report->trimmed)));
    }
    if (!report->complete)
        console.error(u"Cancelled. The counts are of the part that was read."_s);
    return report->bad == 0 && report->complete ? ExitCode::Done : ExitCode::Failed;
}

QByteArray toJson(const RebuildReport& report)
{
    JsonWriter json;
    json.beginObject()
        .key("differences")
        .number(report.differences())
        .key("sealed")
        .number(report.sealedCells)
        .key("trimmed_rows")
        .number(report.trimmedRows);
    json.key("tables").beginArray();
    for (const auto& table : report.tables)
        json.beginObject()
            .key("table")
            .text(table.name)
            .key("rows")
            .number(table.rows)
            .key("differences")
            .number(table.differences)
            .endObject();
    return json.endArray().endObject().result();
}

ExitCode runRebuild(const Options& options, Console& console)
{
    const SystemClock clock;
    auto store = openExisting(options, clock);
    if (!store) {
        console.error(store.error());
        return ExitCode::Failed;
    }
    StoreResult<RebuildReport> report = RebuildReport();
    (*store)->withWriter(
        [&](StoreWriter& writer) { report = rebuildTables(writer, progressOn(console, u"Rebuilding"_s)); });
    if (!report) {
        console.error(report.error().code == StoreErrorCode::Cancelled
                          ? u"Cancelled. Nothing was changed."_s
                          : describe(report.error(), options.databasePath()));
        return ExitCode::Failed;
    }
    if (options.json()) {
        console.line(toJson(*report));
    } else {
        TextTable table({{u"Table"_s, false}, {u"Rows"_s}, {u"Differences"_s}});
        for (const auto& row : report->tables)
            table.addRow({row.name, grouped(row.rows), grouped(row.differences)});
        console.write(table.toString().toUtf8());
        if (report->sealedCells > 0)
            console.say(u"%1 hours below the retention floor were kept as they are"_s.arg(
                grouped(report->sealedCells)));
        if (report->trimmedRows > 0)
            console.say(
                u"%1 rows of trimmed events were kept as they are"_s.arg(grouped(report->trimmedRows)));
    }
    if (report->differences() > 0)
        console.error(u"%1 rows were wrong and are right now."_s.arg(grouped(report->differences())));
    return report->differences() > 0 ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

Command verifyCommand()
{
    Command command;
    command.name = u"verify"_s;
    command.summary =
        u"Computes id and signature of every stored event again; exit status 1 if one is wrong."_s;
    command.example = u"  nostrscope-cli --json verify"_s;
    command.run = runVerify;
    return command;
}

Command rebuildCommand()
{
    Command command;
    command.name = u"rebuild"_s;
    command.summary = u"Computes all figures anew from the stored events; exit status 1 if any was wrong."_s;
    command.example = u"  nostrscope-cli --json rebuild"_s;
    command.run = runRebuild;
    return command;
}

} // namespace nostrscope
