// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/latencycell.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Brings checks from the journal to their hours and cells when their hour is over and a checkpoint of states
/// is after them, and removes what is older than MON-8 keeps, each hour at most six hours of it: a
/// clock that is set ahead for a while costs hours of history and not all of it, and after weeks without the
/// program the rest goes within days. In slices of some milliseconds, each a
/// transaction: cells are functions of the checks that were folded, whenever the process is killed.
class HealthFold {
public:
    explicit HealthFold(SqlDatabase& database)
        : m_database(database)
    {
    }
    /// One slice; true when there is more to do.
    [[nodiscard]] StoreResult<bool> step(UnixMillis now);
    /// How many records a slice folds. Tests make it small.
    void setSlice(int records) { m_slice = records; }

private:
    enum class Done : std::uint8_t { Nothing, Some, Failed };
    [[nodiscard]] Done fold(UnixMillis now);
    /// Before which buckets the run of an hour removes.
    struct Removal {
        std::int64_t hour = 0; ///< of the run
        std::int64_t raw = 0;
        std::array<std::int64_t, checkLevels.size()> cells{}; ///< by level; of what stays for ever nothing
        bool isDone = false;
    };
    [[nodiscard]] Removal removalAt(UnixMillis now);
    [[nodiscard]] Done removeOld(const Removal& removal);
    [[nodiscard]] bool addChecks(std::int64_t hour, RelayId relay, const std::vector<CheckRecord>& checks);
    [[nodiscard]] bool addCells(const std::vector<CheckRecord>& checks);

    SqlDatabase& m_database;
    std::optional<Removal> m_removal;
    int m_slice = 500;
};

} // namespace nostrscope
