// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/healthstore.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Reads what the monitor stored, on any connection. Each answer is of one moment.
class HealthReader {
public:
    explicit HealthReader(SqlDatabase& database)
        : m_database(database)
    {
    }
    [[nodiscard]] StoreResult<HealthStart> start();
    [[nodiscard]] StoreResult<std::vector<CheckRecord>> checks(const HealthRange& range);
    [[nodiscard]] StoreResult<std::vector<LatencyBucket>> rollups(const HealthRange& range, CheckLevel level);
    /// The checks of all relays in the buckets of this size that overlap [from, to), as one.
    [[nodiscard]] StoreResult<LatencyCell> sum(UnixMillis from, UnixMillis to, CheckLevel level);
    [[nodiscard]] StoreResult<std::vector<HealthSpan>> spans(const HealthRange& range);
    [[nodiscard]] StoreResult<std::vector<Incident>> incidents(const IncidentQuery& query);
    /// One that cannot be read is none: it will be made again.
    [[nodiscard]] StoreResult<std::optional<RelayObservation>> observation(RelayId relay);
    [[nodiscard]] StoreResult<std::vector<std::pair<RelayId, UnixMillis>>> observationTimes();

private:
    [[nodiscard]] std::vector<CheckRecord> journalled(const HealthRange& range);

    SqlDatabase& m_database;
};

} // namespace nostrscope
