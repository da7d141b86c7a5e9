// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "core/records/store.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Relays, connection log and settings, on any connection; writing calls need the writer's.
class LedgerTables {
public:
    explicit LedgerTables(SqlDatabase& database);

    [[nodiscard]] StoreResult<std::vector<RelayEntry>> relays();
    [[nodiscard]] StoreResult<std::vector<RelayEntry>> addRelays(const std::vector<RelayEntry>& relays);
    [[nodiscard]] StoreResult<Nothing> setRemoved(const std::vector<RelayId>& relays, bool removed);
    [[nodiscard]] StoreResult<Nothing> setPaused(const std::vector<RelayId>& relays, bool paused);
    [[nodiscard]] StoreResult<Nothing> setStarred(const std::vector<RelayId>& relays, bool starred);
    [[nodiscard]] StoreResult<Nothing> setLastEose(const std::vector<std::pair<RelayId, UnixMillis>>& times);
    /// Keeps 30 days (COL-12).
    [[nodiscard]] StoreResult<Nothing> appendLog(const std::vector<LogRecord>& records);

private:
    template <typename Items, typename Function>
    [[nodiscard]] StoreResult<Nothing> forAll(const Items& items, Function function);
    [[nodiscard]] RelayEntry entryOf(SqlStatement& row) const;

    SqlDatabase& m_database;
};

} // namespace nostrscope
