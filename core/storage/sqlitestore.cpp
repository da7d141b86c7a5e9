// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlitestore.h"

#include "core/base/logging.h"
#include "core/storage/eventreader.h"
#include "core/storage/healthfold.h"
#include "core/storage/healthwriter.h"
#include "core/storage/ledgertables.h"
#include "core/storage/schema.h"
#include "core/storage/seenreader.h"
#include "core/storage/sqlitestore_p.h"
#include "core/storage/statreader.h"
#include "core/storage/storewriter.h"

#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto finishDeadline = 3s;
constexpr auto idleInterval = 1000;

/// One per verifying thread, with a connection of its own.
class SqliteIdLookup final : public IdLookup {
public:
    SqliteIdLookup(std::unique_ptr<SqlDatabase> database, std::shared_ptr<const SharedIdBits> bits)
        : m_database(std::move(database))
        , m_bits(std::move(bits))
        , m_reader(*m_database)
    {
    }
    void find(const std::vector<EventId>& ids, std::vector<bool>& known) override
    {
        const auto bits = m_bits ? m_bits->get() : nullptr;
        m_asked.clear();
        m_places.clear();
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (bits && !bits->contains(idKey(ids[i])))
                continue; // nearly all that is new: no page is read for it
            m_asked.push_back(ids[i]);
            m_places.push_back(i);
        }
        known.assign(ids.size(), false);
        if (m_asked.empty())
            return;
        // A failing look-up costs a signature check: the writer decides in the end.
        // What was stored since is in the pipeline's own memory.
        if (!m_reader.findOlder(m_asked, m_found))
            qCWarning(logStore) << "look-up of ids:" << m_database->error().detail;
        for (std::size_t i = 0; i < std::min(m_found.size(), m_places.size()); ++i)
            known[m_places[i]] = m_found[i];
    }

private:
    std::unique_ptr<SqlDatabase> m_database;
    std::shared_ptr<const SharedIdBits> m_bits;
    std::vector<EventId> m_asked;
    std::vector<std::size_t> m_places;
    std::vector<bool> m_found;
    EventReader m_reader;
};

} // namespace

WriterWorker::WriterWorker(std::unique_ptr<StoreWriter> writer, const Clock& clock)
    : m_clock(clock)
    , m_writer(std::move(writer))
    , m_ledger(std::make_unique<LedgerTables>(m_writer->database()))
    , m_health(std::make_unique<HealthWriter>(m_writer->database()))
    , m_fold(std::make_unique<HealthFold>(m_writer->database()))
{
    m_idle.setInterval(idleInterval);
    connect(&m_idle, &QTimer::timeout, this, [this] { upkeep(true); });
    m_idle.start();
}

WriterWorker::~WriterWorker()
{
    m_ledger.reset();
    m_health.reset();
    m_fold.reset();
    m_writer->finish(finishDeadline);
}

StoreResult<std::shared_ptr<const CommittedDelta>> WriterWorker::commit(const EventBatch& batch)
{
    auto result = m_writer->commit(batch);
    if (result)
        upkeep(false);
    return result;
}

SqlDatabase& WriterWorker::database()
{
    return m_writer->database();
}

void WriterWorker::upkeep(bool idle)
{
    auto more = m_writer->upkeep(m_clock.now(), idle);
    if (more && idle)
        more = m_fold->step(m_clock.now());
    if (!more && m_outage.failed(more.error().code))
        qCWarning(logStore) << "upkeep:" << describe(more.error());
    if (!more)
        return;
    if (const auto failures = m_outage.worked(); failures > 0)
        qCWarning(logStore) << "upkeep works again, after" << failures << "failed attempts";
}

ReaderWorker::ReaderWorker(std::unique_ptr<SqlDatabase> database)
    : m_database(std::move(database))
    , m_events(std::make_unique<EventReader>(*m_database))
    , m_stats(std::make_unique<StatReader>(*m_database))
    , m_ledger(std::make_unique<LedgerTables>(*m_database))
{
}

ReaderWorker::~ReaderWorker() = default;

SqliteStore::SqliteStore(QString path, const Clock& clock)
    : m_path(std::move(path))
    , m_clock(clock)
{
}

StoreResult<std::unique_ptr<SqlDatabase>> SqliteStore::openReader(const QString& path)
{
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!database)
        return database;
    if (auto error = prepareReader(**database); error.code != StoreErrorCode::None)
        return Unexpected(error);
    return database;
}

StoreResult<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString& path, Mode mode,
                                                            const Clock& clock)
{
    std::unique_ptr<SqliteStore> store(new SqliteStore(path, clock));
    if (mode == Mode::ReadWrite) {
        store->m_lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
        store->m_lock->setStaleLockTime(0); // stale only when its process is gone
        if (!store->m_lock->tryLock(0)) {
            qint64 pid = 0;
            QString host;
            QString application;
            if (store->m_lock->error() != QLockFile::LockFailedError
                || !store->m_lock->getLockInfo(&pid, &host, &application))
                return Unexpected(
                    StoreError{StoreErrorCode::CannotOpen,
                               QStringLiteral("the lock file %1.lock cannot be made").arg(path)});
            return Unexpected(StoreError{StoreErrorCode::InUse, QString::number(pid)});
        }
        auto writer = StoreWriter::open(path);
        if (!writer)
            return Unexpected(writer.error());
        store->m_lastBatch = (*writer)->lastBatch();
        store->m_wasEmpty = (*writer)->lastSeq() == 0;
        store->m_ids = (*writer)->sharedIds();
        store->m_writer =
            std::make_unique<WorkerThread<WriterWorker>>(QStringLiteral("writer"), std::move(*writer), clock);
    }
    for (auto* reader : {&store->m_eventReader, &store->m_statReader}) {
        auto database = openReader(path);
        if (!database)
            return Unexpected(database.error());
        *reader =
            std::make_unique<WorkerThread<ReaderWorker>>(QStringLiteral("reader"), std::move(*database));
    }
    return store;
}

SqliteStore::~SqliteStore()
{
    m_eventReader.reset(); // readers first: the last checkpoint needs the file for itself
    m_statReader.reset();
    m_keyReader.reset();
    m_writer.reset();
}

void SqliteStore::commit(std::shared_ptr<const EventBatch> batch,
                         Reply<std::shared_ptr<const CommittedDelta>> reply)
{
    write(std::move(reply),
          [batch = std::move(batch)](WriterWorker& worker) { return worker.commit(*batch); });
}

void SqliteStore::byIds(std::vector<EventId> ids, CallLimits limits, Reply<std::vector<StoredEvent>> reply)
{
    read(*m_eventReader, std::move(limits), std::move(reply),
         [ids = std::move(ids)](EventReader& events, StatReader&, LedgerTables&) {
             return events.byIds(ids);
         });
}

void SqliteStore::page(Filter filter, EventOrder order, std::optional<EventCursor> after, int count,
                       CallLimits limits, Reply<EventPage> reply)
{
    read(*m_eventReader, std::move(limits), std::move(reply),
         [=, filter = std::move(filter)](EventReader& events, StatReader&, LedgerTables&) {
             return events.page(filter, order, after, count);
         });
}

void SqliteStore::seenOn(std::uint64_t seq, CallLimits limits, Reply<std::vector<SeenOn>> reply)
{
    m_eventReader->post([=, reply = std::move(reply)](ReaderWorker& worker) {
        reply(worker.within(limits, [&worker, seq](EventReader&, StatReader&, LedgerTables&) {
            return readSeenOn(worker.database(), seq);
        }));
    });
}

std::unique_ptr<IdLookup> SqliteStore::openIdLookup()
{
    if (m_wasEmpty)
        return nullptr;
    auto database = openReader(m_path);
    return database ? std::make_unique<SqliteIdLookup>(std::move(*database), m_ids) : nullptr;
}

void SqliteStore::ask(Question question, CallLimits limits, Reply<Table> reply)
{
    read(*m_statReader, std::move(limits), std::move(reply),
         [question](EventReader&, StatReader& stats, LedgerTables&) { return stats.ask(question); });
}

void SqliteStore::relays(Reply<std::vector<RelayEntry>> reply)
{
    read(*m_statReader, {}, std::move(reply),
         [](EventReader&, StatReader&, LedgerTables& ledger) { return ledger.relays(); });
}

void SqliteStore::addRelays(std::vector<RelayEntry> relays, Reply<std::vector<RelayEntry>> reply)
{
    write(std::move(reply),
          [relays = std::move(relays)](WriterWorker& worker) { return worker.ledger().addRelays(relays); });
}

void SqliteStore::removeRelays(std::vector<RelayId> relays, bool removed, Reply<Nothing> reply)
{
    write(std::move(reply), [relays = std::move(relays), removed](WriterWorker& worker) {
        return worker.ledger().setRemoved(relays, removed);
    });
}

void SqliteStore::setPaused(std::vector<RelayId> relays, bool paused, Reply<Nothing> reply)
{
    write(std::move(reply), [relays = std::move(relays), paused](WriterWorker& worker) {
        return worker.ledger().setPaused(relays, paused);
    });
}

void SqliteStore::setStarred(std::vector<RelayId> relays, bool starred, Reply<Nothing> reply)
{
    write(std::move(reply), [relays = std::move(relays), starred](WriterWorker& worker) {
        return worker.ledger().setStarred(relays, starred);
    });
}

void SqliteStore::setLastEose(std::vector<std::pair<RelayId, UnixMillis>> times, Reply<Nothing> reply)
{
    write(std::move(reply),
          [times = std::move(times)](WriterWorker& worker) { return worker.ledger().setLastEose(times); });
}

void SqliteStore::relayCounters(Reply<AllRelayCounters> reply)
{
    read(*m_statReader, {}, std::move(reply),
         [](EventReader&, StatReader& stats, LedgerTables&) { return stats.relayCounters(); });
}

void SqliteStore::appendConnectionLog(std::vector<LogRecord> records, Reply<Nothing> reply)
{
    write(std::move(reply), [records = std::move(records)](WriterWorker& worker) {
        return worker.ledger().appendLog(records);
    });
}

void SqliteStore::withWriter(const std::function<void(StoreWriter&)>& function)
{
    Q_ASSERT(m_writer);
    m_writer->call([&](WriterWorker& worker) { function(worker.writer()); });
}

void SqliteStore::finishReads()
{
    m_eventReader->call([](ReaderWorker&) {});
    m_statReader->call([](ReaderWorker&) {});
}

SqliteStore::Size SqliteStore::size() const
{
    const auto bytes = [](const QString& path) { return static_cast<std::uint64_t>(QFileInfo(path).size()); };
    // Not QStorageInfo: it reads the table of mounts, which is long to read and missing in some containers.
    std::error_code error;
    const auto disk = std::filesystem::space(QFileInfo(m_path).absolutePath().toStdString(),
                                             error); // UTF-8, as Qt names files on Linux
    return {bytes(m_path), bytes(m_path + QStringLiteral("-wal")), error ? 0 : disk.available};
}

} // namespace nostrscope
