// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/syncstore.h"
#include "core/storage/sqlite.h"

/// The ledger of the archive in its tables; primary data, no rebuild touches it.
namespace nostrscope {

[[nodiscard]] StoreResult<Coverage> readCoverage(SqlDatabase& database, RelayId relay,
                                                 const QByteArray& filter);
[[nodiscard]] StoreResult<std::vector<RelayCoverage>> readAllCoverage(SqlDatabase& database);
/// On the connection of the writer.
[[nodiscard]] StoreResult<Nothing> writeCoverage(SqlDatabase& database, RelayId relay,
                                                 const QByteArray& filter,
                                                 const std::vector<CoverageInterval>& intervals);
[[nodiscard]] StoreResult<std::vector<SyncChoice>> readSyncChoices(SqlDatabase& database);
/// On the connection of the writer.
[[nodiscard]] StoreResult<Nothing> writeSyncChoices(SqlDatabase& database,
                                                    const std::vector<SyncChoice>& choices);
/// SyncStore::lowestFloor().
[[nodiscard]] StoreResult<Timestamp> readLowestFloor(SqlDatabase& database,
                                                     const std::optional<std::vector<Kind>>& kinds);
/// SyncStore::keys().
[[nodiscard]] StoreResult<std::uint64_t> readKeys(SqlDatabase& database, const Filter& filter,
                                                  const SyncStore::TakeItem& take);

} // namespace nostrscope
