// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/retentionarchive.h"

#include "core/storage/archivefile.h"
#include "core/storage/eventbody.h"
#include "core/storage/floorscan.h"

#include <QDateTime>
#include <QDir>
#include <QLockFile>
#include <QTimeZone>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t sliceEvents = 1000;

/// First second of the month after the one of `time`, and its name.
std::pair<Timestamp, QString> monthOf(Timestamp time)
{
    const auto date = QDateTime::fromSecsSinceEpoch(time, QTimeZone::utc()).date();
    const QDate first(date.year(), date.month(), 1);
    return {first.addMonths(1).startOfDay(QTimeZone::utc()).toSecsSinceEpoch(), first.toString(u"yyyy-MM"_s)};
}

class Archive {
public:
    Archive(SqlDatabase& database, const RetentionFloors& floors, QString folder, bool leaveOutVanished);
    [[nodiscard]] StoreResult<ArchiveReport> write(quint64 total, const Progress& progress);

private:
    [[nodiscard]] bool prepareFolder();
    [[nodiscard]] bool writeEvent(std::int64_t seq, Timestamp createdAt);
    [[nodiscard]] bool finishFile();
    [[nodiscard]] StoreError lastError() const;
    StoreError undo(StoreError error);

    SqlDatabase& m_database;
    const QString m_folder;
    QLockFile m_lock;
    const BodyDictionaries m_dictionaries;
    FloorScan m_scan;
    SqlStatement m_event;
    std::unique_ptr<ArchiveFile> m_file;
    Timestamp m_monthEnd = 0; ///< of m_file
    QByteArray m_line;
    QString m_error;
    ArchiveReport m_report;
};

Archive::Archive(SqlDatabase& database, const RetentionFloors& floors, QString folder, bool leaveOutVanished)
    : m_database(database)
    , m_folder(std::move(folder))
    , m_lock(QDir(m_folder).filePath(u".nostrscope-archive.lock"_s))
    , m_dictionaries(database)
    , m_scan(database, floors)
    , m_event(database,
              leaveOutVanished
                  ? "SELECT event.id, author.pubkey, event.kind, CASE WHEN event.kind != 62 AND "
                    "event.created_at <= vanish.until THEN x'' ELSE event.body END FROM event JOIN author ON "
                    "author.no = event.author LEFT JOIN vanish ON vanish.author = event.author WHERE "
                    "event.seq = ?"
                  : "SELECT event.id, author.pubkey, event.kind, event.body FROM event JOIN author ON "
                    "author.no = event.author WHERE event.seq = ?")
{
    m_lock.setStaleLockTime(0); // stale only when its process is gone
}

StoreError Archive::lastError() const
{
    if (m_database.error().code != StoreErrorCode::None)
        return m_database.error();
    return {StoreErrorCode::ArchiveFailed, m_file && m_error.isEmpty() ? m_file->errorText() : m_error};
}

/// The events are still in the database: what was written is of no use, and would be twice next time.
StoreError Archive::undo(StoreError error)
{
    m_file.reset();
    for (const auto& file : m_report.files)
        QFile::remove(file);
    return error;
}

bool Archive::prepareFolder()
{
    if (!QDir().mkpath(m_folder)) {
        m_error = u"the folder %1 cannot be made"_s.arg(m_folder);
        return false;
    }
    // Two at once would write the same part file.
    if (!m_lock.tryLock(0)) {
        m_error = m_lock.error() == QLockFile::LockFailedError
            ? u"another process writes to %1"_s.arg(m_folder)
            : u"the folder %1 cannot be written"_s.arg(m_folder);
        return false;
    }
    return true;
}

bool Archive::finishFile()
{
    if (!m_file)
        return true;
    const auto path = m_file->finish();
    if (path.isEmpty())
        return false;
    m_report.files << path;
    m_report.bytes += m_file->bytes();
    m_file.reset();
    return true;
}

bool Archive::writeEvent(std::int64_t seq, Timestamp createdAt)
{
    if (!m_event.bind(1, seq).step())
        return m_database.error().code == StoreErrorCode::None;
    const auto id = EventId::fromBytes(m_event.blob(0));
    const auto author = PubKey::fromBytes(m_event.blob(1));
    Event event;
    event.id = id.value_or(EventId());
    event.pubkey = author.value_or(PubKey());
    event.createdAt = createdAt;
    event.kind = static_cast<Kind>(m_event.integer(2));
    const bool isReadable = id && author && decodeBody(m_event.blob(3), m_dictionaries, event);
    m_event.reset();
    if (!isReadable) {
        ++m_report.leftOut;
        return true;
    }
    if (m_file && createdAt >= m_monthEnd && !finishFile())
        return false;
    if (!m_file) {
        const auto [end, name] = monthOf(createdAt);
        m_monthEnd = end;
        m_file = std::make_unique<ArchiveFile>(m_folder, name);
    }
    m_line.resize(0);
    appendJson(event, m_line);
    m_line.append('\n');
    ++m_report.events;
    return m_file->write(m_line);
}

StoreResult<ArchiveReport> Archive::write(quint64 total, const Progress& progress)
{
    if (!prepareFolder())
        return Unexpected(lastError());
    quint64 done = 0;
    for (;;) {
        if (progress && !progress(done, std::max(done, total)))
            return Unexpected(undo({StoreErrorCode::Cancelled, {}}));
        const auto rows = m_scan.next(sliceEvents);
        if (rows.empty())
            break;
        for (const auto& row : rows) {
            if (!writeEvent(row.seq, row.createdAt))
                return Unexpected(undo(lastError()));
        }
        done += rows.size();
    }
    if (m_database.error().code != StoreErrorCode::None || !finishFile())
        return Unexpected(undo(lastError()));
    return std::move(m_report);
}

} // namespace

StoreResult<ArchiveReport> archiveBelow(SqlDatabase& database, const RetentionFloors& floors,
                                        const QString& folder, bool leaveOutVanished, quint64 total,
                                        const Progress& progress)
{
    database.clearError();
    return Archive(database, floors, folder, leaveOutVanished).write(total, progress);
}

} // namespace nostrscope
