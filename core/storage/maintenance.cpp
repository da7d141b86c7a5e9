// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/maintenance.h"

#include "core/storage/holes.h"
#include "core/storage/lookupcheck.h"
#include "core/storage/sqlite.h"
#include "core/storage/storewriter.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <sqlite3.h>

namespace nostrscope {

namespace {

constexpr qsizetype maxSentences = 100;
constexpr int backupSlicePages = 256; // 2 MiB, a few milliseconds

bool goesOn(const Progress& progress, quint64 done, quint64 total)
{
    return !progress || progress(done, total);
}

/// A question whose answer is 0 when all is well.
struct Agreement {
    const char* sql;
    const char* sentence; ///< %1 = the answer
};
constexpr Agreement agreements[] = {
    {"SELECT count(*) FROM event WHERE seq >= (SELECT next_seq FROM state)",
     "%1 events lie above the end of the store"},
    {"SELECT count(*) FROM event WHERE author NOT IN (SELECT no FROM author)",
     "%1 events have an unknown author"},
    {"SELECT max(id_merged, author_merged, tag_merged) >= next_seq FROM state",
     "a look-up claims more than was stored"},
    {"SELECT mapped_seq >= next_seq FROM state", "bitmaps of relays claim more than was stored"},
    {"SELECT count(*) FROM relay_day_journal WHERE batch > (SELECT batch FROM state)",
     "%1 journals of late sightings are of no batch"},
    {"SELECT folded_batch > batch FROM state", "rollups claim a batch that was not committed"},
    {"SELECT count(*) FROM rollup_journal WHERE batch > (SELECT batch FROM state)",
     "%1 rollup journals are of no batch"},
    {"SELECT count(*) FROM sighting_journal WHERE batch > (SELECT batch FROM state)",
     "%1 sighting journals are of no batch"},
    {"SELECT count(*) FROM sighting WHERE seq NOT IN (SELECT seq FROM event)",
     "%1 lists of sightings are of no event"},
    {"SELECT count(*) FROM version WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.seq = version.seq AND "
     "event.id = version.id)",
     "%1 newest versions are no stored event"},
    {"SELECT count(*) FROM version_recent WHERE seq NOT IN (SELECT seq FROM event)",
     "%1 recent versions are no stored event"},
    {"SELECT count(*) FROM expiry WHERE seq NOT IN (SELECT seq FROM event)",
     "%1 expiry times are of no event"},
    {"SELECT count(*) FROM zap WHERE seq NOT IN (SELECT seq FROM event)", "%1 zaps are of no event"},
    {"SELECT count(*) FROM trimmed WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.seq = trimmed.seq AND "
     "length(event.body) = 0)",
     "%1 events are marked as trimmed and are not"},
    {"SELECT count(*) FROM event WHERE length(body) = 0 AND seq NOT IN (SELECT seq FROM trimmed)",
     "%1 events have lost their body"},
    {"SELECT (SELECT through FROM health_progress) > coalesce((SELECT seq FROM sqlite_sequence WHERE "
     "name = 'health_journal'), 0)",
     "states of relays claim checks that were not stored"},
    {"SELECT count(*) FROM health_span WHERE to_ms <= from_ms", "%1 spans of uptime are empty"},
    {"SELECT count(*) FROM relay_document_seen WHERE sha256 NOT IN (SELECT sha256 FROM relay_document)",
     "%1 documents of relays are missing"},
};

QString temporaryFolder()
{
    const auto named = qEnvironmentVariable("SQLITE_TMPDIR", qEnvironmentVariable("TMPDIR"));
    return !named.isEmpty()                         ? named
        : QDir(QStringLiteral("/var/tmp")).exists() ? QStringLiteral("/var/tmp")
                                                    : QDir::tempPath();
}

StoreError lastOf(const SqlDatabase& database)
{
    return database.error().code == StoreErrorCode::None ? StoreError{StoreErrorCode::Failed, {}}
                                                         : database.error();
}

} // namespace

StoreResult<QStringList> checkDatabase(SqlDatabase& reader, const Progress& progress)
{
    reader.clearError();
    const quint64 total = std::size(agreements) + 2;
    QStringList sentences;
    if (!goesOn(progress, 0, total))
        return Unexpected(StoreError{StoreErrorCode::Cancelled, {}});
    {
        SqlStatement integrity(reader, "PRAGMA integrity_check(100)");
        while (integrity.step()) {
            if (integrity.text(0) != QLatin1StringView("ok"))
                sentences << integrity.text(0);
        }
    }
    quint64 done = 1;
    for (const auto& agreement : agreements) {
        if (!goesOn(progress, done++, total))
            return Unexpected(StoreError{StoreErrorCode::Cancelled, {}});
        if (const auto answer = reader.value(agreement.sql); answer != 0)
            sentences << QString::fromLatin1(agreement.sentence)
                             .replace(QStringLiteral("%1"), QString::number(qlonglong(answer)));
    }
    sentences << checkLookups(reader);
    // Damage can stop a question; what was found so far tells more than the error.
    if (reader.error().code != StoreErrorCode::None && sentences.isEmpty())
        return Unexpected(reader.error());
    (void)goesOn(progress, total, total);
    return sentences.mid(0, maxSentences);
}

StoreResult<Nothing> vacuumDatabase(SqlDatabase& writer, const QString& path)
{
    writer.clearError();
    const auto bytes = writer.value("PRAGMA page_count") * writer.value("PRAGMA page_size");
    const auto folder = QFileInfo(path).absolutePath();
    for (const auto& place : {folder, temporaryFolder()}) {
        const QStorageInfo disk(place);
        if (disk.isValid() && disk.bytesAvailable() < bytes + bytes / 16)
            return Unexpected(StoreError{
                StoreErrorCode::DiskFull,
                QStringLiteral("%1 MB are needed in %2").arg((bytes + bytes / 16) / 1000000).arg(place)});
    }
    // The copy must not be made in memory.
    const bool done = writer.exec("PRAGMA temp_store = FILE") && writer.exec("VACUUM");
    const auto error = lastOf(writer);
    writer.exec("PRAGMA temp_store = MEMORY");
    if (!done)
        return Unexpected(error);
    forgetHoles(writer);
    writer.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return Nothing{};
}

struct Backup::Private {
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    QString target;
    QString part;
    std::unique_ptr<sqlite3, Close> copy;
    sqlite3_backup* backup = nullptr;

    [[nodiscard]] StoreError error() const
    {
        const auto code = sqlite3_errcode(copy.get()) & 0xff;
        return {code == SQLITE_FULL || code == SQLITE_IOERR ? StoreErrorCode::DiskFull
                                                            : StoreErrorCode::Failed,
                QString::fromUtf8(sqlite3_errmsg(copy.get()))};
    }
};

Backup::Backup(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

StoreResult<std::unique_ptr<Backup>> Backup::start(SqlDatabase& writer, const QString& target)
{
    if (QFile::exists(target))
        return Unexpected(StoreError{StoreErrorCode::CannotOpen, QStringLiteral("%1 exists").arg(target)});
    auto data = std::make_unique<Private>();
    data->target = target;
    data->part = target + QStringLiteral(".part");
    QFile::remove(data->part); // of a copy that was interrupted
    sqlite3* handle = nullptr;
    const int code =
        sqlite3_open_v2(QFile::encodeName(data->part).constData(), &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    data->copy.reset(handle);
    if (code != SQLITE_OK)
        return Unexpected(StoreError{StoreErrorCode::CannotOpen, data->error().detail});
    data->backup = sqlite3_backup_init(handle, "main", writer.handle(), "main");
    if (!data->backup)
        return Unexpected(data->error());
    return std::unique_ptr<Backup>(new Backup(std::move(data)));
}

Backup::~Backup()
{
    if (!d->backup)
        return;
    sqlite3_backup_finish(d->backup);
    d->copy.reset();
    QFile::remove(d->part);
}

StoreResult<bool> Backup::step(int pages)
{
    const int code = sqlite3_backup_step(d->backup, pages);
    if (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return true;
    if (code != SQLITE_DONE)
        return Unexpected(d->error());
    if (sqlite3_backup_finish(std::exchange(d->backup, nullptr)) != SQLITE_OK)
        return Unexpected(d->error());
    d->copy.reset();
    if (!QFile::rename(d->part, d->target))
        return Unexpected(
            StoreError{StoreErrorCode::CannotOpen, QStringLiteral("%1 cannot be renamed").arg(d->part)});
    return false;
}

quint64 Backup::done() const
{
    return d->backup ? total() - static_cast<quint64>(sqlite3_backup_remaining(d->backup)) : total();
}

quint64 Backup::total() const
{
    return d->backup ? static_cast<quint64>(sqlite3_backup_pagecount(d->backup)) : 1;
}

namespace {

/// `run` takes a function of the writer's connection there and waits.
template <typename Run>
StoreResult<Nothing> backUp(const Run& run, const QString& target, const Progress& progress)
{
    std::unique_ptr<Backup> backup;
    StoreError error;
    bool more = true;
    quint64 done = 0;
    quint64 total = 0;
    run([&](SqlDatabase& writer) {
        auto started = Backup::start(writer, target);
        if (started)
            backup = std::move(*started);
        else
            error = started.error();
    });
    while (backup && more && error.code == StoreErrorCode::None) {
        if (!goesOn(progress, done, total)) {
            error = {StoreErrorCode::Cancelled, {}};
            break;
        }
        run([&](SqlDatabase&) {
            const auto stepped = backup->step(backupSlicePages);
            more = stepped && *stepped;
            if (!stepped)
                error = stepped.error();
            done = backup->done();
            total = backup->total();
        });
    }
    run([&](SqlDatabase&) { backup.reset(); }); // it belongs to the connection
    if (error.code != StoreErrorCode::None)
        return Unexpected(error);
    return Nothing{};
}

} // namespace

StoreResult<Nothing> backupDatabase(const WriterAccess& access, const QString& target,
                                    const Progress& progress)
{
    const auto run = [&access](const auto& function) {
        access([&](StoreWriter& writer) { function(writer.database()); });
    };
    return backUp(run, target, progress);
}

StoreResult<Nothing> backupDatabase(SqlDatabase& writer, const QString& target, const Progress& progress)
{
    return backUp([&writer](const auto& function) { function(writer); }, target, progress);
}

} // namespace nostrscope
