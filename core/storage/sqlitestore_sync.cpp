// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger of the archive.
#include "core/storage/coveragetables.h"
#include "core/storage/eventreader.h"
#include "core/storage/eventstatus.h"
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

/// The thread that reads keys has a connection of its own: questions of the window do not wait for it.
WorkerThread<ReaderWorker>* SqliteStore::keyReader(StoreError& error)
{
    const std::lock_guard lock(m_keyReaderMutex);
    if (!m_keyReader) {
        auto database = openReader(m_path);
        if (!database) {
            error = database.error();
            return nullptr;
        }
        m_keyReader =
            std::make_unique<WorkerThread<ReaderWorker>>(QStringLiteral("keys"), std::move(*database));
    }
    return m_keyReader.get();
}

void SqliteStore::keys(Filter filter, TakeItem take, CallLimits limits, Reply<std::uint64_t> reply)
{
    StoreError error;
    auto* reader = keyReader(error);
    if (reader == nullptr) {
        reply(Unexpected(error));
        return;
    }
    reader->post([limits = std::move(limits), reply = std::move(reply), filter = std::move(filter),
                  take = std::move(take)](ReaderWorker& worker) {
        reply(worker.within(limits, [&](EventReader&, StatReader&, LedgerTables&) {
            return readKeys(worker.database(), filter, take);
        }));
    });
}

void SqliteStore::forUpload(std::vector<EventId> ids, Timestamp now, CallLimits limits,
                            Reply<std::vector<EventForUpload>> reply)
{
    StoreError error;
    auto* reader = keyReader(error);
    if (reader == nullptr) {
        reply(Unexpected(error));
        return;
    }
    reader->post([limits = std::move(limits), reply = std::move(reply), ids = std::move(ids),
                  now](ReaderWorker& worker) {
        reply(worker.within(
            limits,
            [&](EventReader& events, StatReader&, LedgerTables&) -> StoreResult<std::vector<EventForUpload>> {
                auto stored = events.byIds(ids);
                if (!stored)
                    return Unexpected(stored.error());
                EventStatus status(worker.database());
                std::vector<EventForUpload> all;
                all.reserve(stored->size());
                for (auto& one : *stored) {
                    const auto visibility = status.of(one.event, now);
                    if (!visibility)
                        return Unexpected(worker.database().error());
                    all.push_back({std::move(one.event), *visibility});
                }
                return all;
            }));
    });
}

} // namespace nostrscope
