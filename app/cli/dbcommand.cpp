// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/database.h"
#include "app/cli/jsonwriter.h"
#include "app/cli/maintenancecommands.h"
#include "app/cli/pagescommands.h"
#include "core/storage/schema.h"
#include "core/storage/statreader.h"

#include <QFileInfo>
#include <QLockFile>
#include <QStorageInfo>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The process that writes now; none when nobody does.
std::optional<qint64> writerOf(const QString& path)
{
    QLockFile lock(path + u".lock"_s);
    lock.setStaleLockTime(0);
    qint64 pid = 0;
    QString host;
    QString application;
    if (!QFileInfo::exists(path + u".lock"_s) || !lock.getLockInfo(&pid, &host, &application)
        || !QFileInfo::exists(u"/proc/%1"_s.arg(pid)))
        return std::nullopt;
    return pid;
}

ExitCode runInfo(const Options& options, Console& console)
{
    const SystemClock clock;
    auto database = openForReading(options);
    if (!database) {
        console.error(database.error());
        return ExitCode::Failed;
    }
    Question question;
    question.range = TimeRange::everything();
    question.now = toSeconds(clock.now());
    const auto table = StatReader(**database).ask(question);
    if (!table) {
        console.error(describe(table.error(), options.databasePath()));
        return ExitCode::Failed;
    }
    const auto& path = options.databasePath();
    const auto sizeOf = [](const QString& file) { return static_cast<quint64>(QFileInfo(file).size()); };
    const auto free = static_cast<quint64>(
        std::max<qint64>(QStorageInfo(QFileInfo(path).absolutePath()).bytesAvailable(), 0));
    const auto events = table->value(0, "events_ever").toULongLong();
    const auto authors = table->value(0, "unique_authors").toULongLong();
    const auto relays = table->value(0, "total_relays").toULongLong();
    const auto writer = writerOf(path);
    if (options.json()) {
        JsonWriter json;
        json.beginObject()
            .key("path")
            .text(QFileInfo(path).absoluteFilePath())
            .key("format")
            .number(schemaVersion);
        json.key("events").number(events).key("authors").number(authors).key("relays").number(relays);
        json.key("bytes").number(sizeOf(path)).key("wal_bytes").number(sizeOf(path + u"-wal"_s));
        json.key("disk_free_bytes").number(free).key("writer_pid");
        if (writer)
            json.number(*writer);
        else
            json.null();
        console.line(json.endObject().result());
        return ExitCode::Done;
    }
    TextTable text({{u"Database"_s, false}, {QFileInfo(path).absoluteFilePath(), false}});
    text.addRow({u"Format"_s, QString::number(schemaVersion)});
    text.addRow({u"Events"_s, grouped(events)});
    text.addRow({u"Authors"_s, grouped(authors)});
    text.addRow({u"Relays"_s, grouped(relays)});
    text.addRow({u"Size"_s, bytesText(sizeOf(path))});
    text.addRow({u"Write-ahead log"_s, bytesText(sizeOf(path + u"-wal"_s))});
    text.addRow({u"Free on the disk"_s, bytesText(free)});
    text.addRow({u"Written by"_s, writer ? u"pid %1"_s.arg(*writer) : u"nobody now"_s});
    console.write(text.toString().toUtf8());
    return ExitCode::Done;
}

ExitCode runDb(const Options& options, Console& console)
{
    struct Action {
        QString name;
        qsizetype arguments;
        ExitCode (*run)(const Options& options, Console& console);
    };
    static const Action actions[] = {
        {u"info"_s, 0, runInfo},         {u"migrate"_s, 0, runMigrate},
        {u"check"_s, 0, runCheck},       {u"vacuum"_s, 0, runVacuum},
        {u"backup"_s, 1, runBackup},     {u"retention"_s, 0, runRetention},
        {u"compress"_s, 0, runCompress}, {u"quarantine"_s, 0, runQuarantine},
    };
    const auto name = options.arguments().first();
    for (const auto& action : actions) {
        if (action.name != name)
            continue;
        if (options.arguments().size() == action.arguments + 1)
            return action.run(options, console);
        console.error(action.arguments == 0 ? u"“db %1” takes no argument."_s.arg(name)
                                            : u"“db %1” needs one file."_s.arg(name));
        return ExitCode::Usage;
    }
    console.error(
        u"There is no “db %1”: info, migrate, check, vacuum, backup, retention, compress or quarantine."_s
            .arg(name));
    return ExitCode::Usage;
}

} // namespace

Command dbCommand()
{
    Command command;
    command.name = u"db"_s;
    command.synopsis = u"info|migrate|check|vacuum|backup FILE|retention [--dry-run]|compress|quarantine"_s;
    command.summary = u"Looks after the database file."_s;
    command.example = u"  nostrscope-cli --json db info\n"
                      "  nostrscope-cli db backup copy.sqlite\n"
                      "  nostrscope-cli db retention --dry-run --size 10 --keep reactions=90d"_s;
    command.options = {
        {u"dry-run"_s, u"With retention: only show what would be removed."_s},
        {u"size"_s, u"With retention: remove the oldest events above this size; 0 for no bound (20)."_s,
         u"GIB"_s},
        {u"keep"_s,
         u"With retention: remove events of these kinds dated before: notes, reactions, profiles, dvm, zaps, "
         u"video, "
         "relays or other; repeatable."_s,
         u"GROUP=AGE"_s},
        {u"archive"_s,
         u"With retention: write what is removed into this folder first, one YYYY-MM.jsonl.zst for each month."_s,
         u"FOLDER"_s},
        {u"trim-superseded"_s,
         u"With retention: remove the content of versions that a newer one replaced; the events stay."_s},
        {u"honour-vanish"_s,
         u"With retention: remove the content of events whose author asked all relays to forget them "
         u"(NIP-62); "
         "the events stay."_s},
        pageLimitOption(),
    };
    command.minArguments = 1;
    command.maxArguments = -1;
    command.run = runDb;
    return command;
}

} // namespace nostrscope
