// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/healthjudge.h"
#include "core/storage/healthreader.h"

namespace nostrscope {

/// The health of relays as a database holds it. The store has spans that are settled only; the newest ones
/// are in the states of the monitor, which are replayed once, as at a start.
class HealthFile {
public:
    [[nodiscard]] static StoreResult<HealthFile> open(SqlDatabase& database);

    [[nodiscard]] HealthReader& reader() { return m_reader; }
    /// By its checks; unknown when there are none.
    [[nodiscard]] HealthStatus statusOf(RelayId relay) const { return m_judge.statusOf(relay); }
    /// All spans of a relay in [from, to), and those of our own network.
    [[nodiscard]] StoreResult<std::vector<HealthSpan>> spans(RelayId relay, UnixMillis from, UnixMillis to);

private:
    explicit HealthFile(SqlDatabase& database)
        : m_reader(database)
    {
    }
    HealthReader m_reader;
    HealthJudge m_judge;
};

} // namespace nostrscope
