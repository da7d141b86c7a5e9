// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/rollup.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Widths of buckets that are kept. Ranges are put together from the widest that fit.
enum class RollupLevel : std::uint8_t { Hour = 0, Day = 1, All = 2 };

/// Splits a journal blob; false when it is damaged.
[[nodiscard]] bool readJournal(QByteArrayView blob, RollupDelta& cells, RelayDelta& relays);

/// The writer's half of the rollups: a journal row per batch, and the fold of many rows into cells, so
/// that a cell is written once an hour and not once a second.
class RollupStore {
public:
    /// `schema`: "main", or "temp" for a rebuild beside it; the journal is always that of the file.
    explicit RollupStore(SqlDatabase& database, QByteArrayView schema = "main");

    /// Inside the transaction of the batch.
    [[nodiscard]] bool append(std::uint64_t batch, const RollupDelta& cells, const RelayDelta& relays);
    void afterCommit();
    /// Journal bytes waiting since the last fold.
    [[nodiscard]] std::size_t pendingBytes() const { return m_pendingBytes; }
    /// Folds all journal rows, in the caller's transaction; afterFold() when it is committed.
    [[nodiscard]] bool fold();
    void afterFold() { m_pendingBytes = 0; }

    /// Adds hours to the cells of all levels, in the caller's transaction.
    [[nodiscard]] bool addCells(const RollupDelta& cells);

private:
    [[nodiscard]] bool addCell(RollupLevel level, Dimension dimension, std::int64_t bucket,
                               std::uint32_t value, const RollupCell& cell);
    [[nodiscard]] bool addRelays(const RelayDelta& relays);

    SqlDatabase& m_database;
    SqlStatement m_append;
    SqlStatement m_journal;
    SqlStatement m_readCell;
    SqlStatement m_writeCell;
    SqlStatement m_readRelay;
    SqlStatement m_writeRelay;
    std::size_t m_pendingBytes = 0;
    std::size_t m_uncommittedBytes = 0;
};

/// Bucket number of an hour at a level.
[[nodiscard]] constexpr std::int64_t bucketAt(RollupLevel level, HourNo hour) noexcept
{
    if (level == RollupLevel::All)
        return 0;
    return level == RollupLevel::Hour || hour == futureHour ? hour : hour / 24;
}

} // namespace nostrscope
