// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/rollup.h"
#include "core/storage/sqlite.h"

#include <optional>

namespace nostrscope {

/// Widths of buckets that are kept. Ranges are put together from the widest that fit. Weeks count from the
/// Unix epoch, a Thursday.
enum class RollupLevel : std::uint8_t { Hour = 0, Day = 1, All = 2, Week = 3 };

inline constexpr std::int64_t daysOfWeek = 7;
/// Hours of a bucket; not for All.
[[nodiscard]] constexpr std::int64_t hoursOf(RollupLevel level) noexcept
{
    return level == RollupLevel::Week ? daysOfWeek * 24 : level == RollupLevel::Day ? 24 : 1;
}

/// Splits a journal blob; false when it is damaged.
[[nodiscard]] bool readJournal(QByteArrayView blob, RollupDelta& cells, RelayDelta& relays);

/// How far a fold has come, for readers in between: cells up to `done` (in the order of CellKey) already hold
/// what the journal up to `throughBatch` says of them. Nothing while no cell is folded.
struct FoldState {
    std::int64_t throughBatch = 0;
    CellKey done;
};
[[nodiscard]] std::optional<FoldState> readFoldState(SqlDatabase& database);

/// The writer's half of the rollups: a journal row per batch, and the fold of many rows into cells, so
/// that a cell is written once an hour and not once a second. A fold goes in slices, each a transaction of
/// its own; how far it is stands in `rollup_fold`, so that after a kill the rest is folded and nothing twice.
class RollupStore {
public:
    /// `schema`: "main", or "temp" for a rebuild beside it; the journal is always that of the file.
    explicit RollupStore(SqlDatabase& database, QByteArrayView schema = "main");

    /// Inside the transaction of the batch.
    [[nodiscard]] bool append(std::uint64_t batch, const RollupDelta& cells, const RelayDelta& relays);
    void afterCommit();
    /// Journal bytes waiting since the last fold.
    [[nodiscard]] std::size_t pendingBytes() const { return m_pendingBytes; }

    /// Begins to fold what the journal holds now; also goes on with a fold that a kill interrupted.
    [[nodiscard]] bool startFold();
    [[nodiscard]] bool isFolding() const { return m_phase != Phase::None; }
    /// The next slice, in the caller's transaction: reads journal rows, or adds about `work` bytes of cells.
    /// Then afterSlice() or afterRollback().
    [[nodiscard]] bool foldSlice(std::size_t work);
    void afterSlice();
    void afterRollback();

    /// Adds hours to the cells of all levels, in the caller's transaction.
    [[nodiscard]] bool addCells(const RollupDelta& cells);

private:
    enum class Phase : std::uint8_t { None, Reading, Writing };

    [[nodiscard]] bool readSlice(std::size_t work);
    [[nodiscard]] bool writeSlice(std::size_t work);
    [[nodiscard]] bool endFold();
    void resetFold();
    [[nodiscard]] bool addCell(RollupLevel level, Dimension dimension, std::int64_t bucket,
                               std::uint32_t value, const RollupCell& cell);
    [[nodiscard]] bool addRelays(const RelayDelta& relays);
    [[nodiscard]] bool addRelay(SqlStatement& read, SqlStatement& write, const RelayDay& key,
                                RelayMeasure sum);

    SqlDatabase& m_database;
    SqlStatement m_append;
    SqlStatement m_journal;
    SqlStatement m_readCell;
    SqlStatement m_writeCell;
    SqlStatement m_removeCell;
    SqlStatement m_readDay;
    SqlStatement m_writeDay;
    SqlStatement m_readWeek;
    SqlStatement m_writeWeek;
    SqlStatement m_writeFold;
    std::size_t m_pendingBytes = 0;
    std::size_t m_uncommittedBytes = 0;
    std::size_t m_cellBytes = 0; ///< written so far

    Phase m_phase = Phase::None;
    RollupDelta m_cells; ///< of the journal rows that are being folded
    RelayDelta m_relays;
    std::int64_t m_readBatch = 0; ///< last row in m_cells
    std::int64_t m_throughBatch = 0; ///< last row of this fold
    std::size_t m_foldBytes = 0; ///< of its rows
    std::optional<CellKey> m_done; ///< last cell that is folded and committed
    std::optional<CellKey> m_sliceDone; ///< the same, not committed
    bool m_hasEnded = false; ///< with the slice that is not committed
};

/// Bucket number of an hour at a level.
[[nodiscard]] constexpr std::int64_t bucketAt(RollupLevel level, HourNo hour) noexcept
{
    if (level == RollupLevel::All)
        return 0;
    return hour == futureHour ? hour : hour / hoursOf(level);
}

} // namespace nostrscope
