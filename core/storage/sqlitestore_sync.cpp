// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger of the archive.
#include "core/storage/coveragetables.h"
#include "core/storage/eventreader.h"
#include "core/storage/ledgertables.h"
#include "core/storage/sqlitestore_p.h"
#include "core/storage/statreader.h"
#include "core/storage/storewriter.h"

namespace nostrscope {

void SqliteStore::coverage(RelayId relay, QByteArray filter, CallLimits limits, Reply<Coverage> reply)
{
    readTables(std::move(limits), std::move(reply),
               [relay, filter = std::move(filter)](SqlDatabase& database) {
                   return readCoverage(database, relay, filter);
               });
}

void SqliteStore::allCoverage(CallLimits limits, Reply<std::vector<RelayCoverage>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [](SqlDatabase& database) { return readAllCoverage(database); });
}

void SqliteStore::setCoverage(RelayId relay, QByteArray filter, std::vector<CoverageInterval> intervals,
                              Reply<Nothing> reply)
{
    write(std::move(reply),
          [relay, filter = std::move(filter), intervals = std::move(intervals)](WriterWorker& worker) {
              return writeCoverage(worker.database(), relay, filter, intervals);
          });
}

void SqliteStore::syncChoices(CallLimits limits, Reply<std::vector<SyncChoice>> reply)
{
    readTables(std::move(limits), std::move(reply),
               [](SqlDatabase& database) { return readSyncChoices(database); });
}

void SqliteStore::setSyncChoices(std::vector<SyncChoice> choices, Reply<Nothing> reply)
{
    write(std::move(reply), [choices = std::move(choices)](WriterWorker& worker) {
        return writeSyncChoices(worker.database(), choices);
    });
}

void SqliteStore::lowestFloor(std::optional<std::vector<Kind>> kinds, CallLimits limits,
                              Reply<Timestamp> reply)
{
    readTables(std::move(limits), std::move(reply), [kinds = std::move(kinds)](SqlDatabase& database) {
        return readLowestFloor(database, kinds);
    });
}

void SqliteStore::keys(Filter filter, TakeItem take, CallLimits limits, Reply<std::uint64_t> reply)
{
    const std::lock_guard lock(m_keyReaderMutex);
    if (!m_keyReader) {
        auto database = openReader(m_path);
        if (!database) {
            reply(Unexpected(database.error()));
            return;
        }
        m_keyReader =
            std::make_unique<WorkerThread<ReaderWorker>>(QStringLiteral("keys"), std::move(*database));
    }
    m_keyReader->post([limits = std::move(limits), reply = std::move(reply), filter = std::move(filter),
                       take = std::move(take)](ReaderWorker& worker) {
        reply(worker.within(limits, [&](EventReader&, StatReader&, LedgerTables&) {
            return readKeys(worker.database(), filter, take);
        }));
    });
}

} // namespace nostrscope
