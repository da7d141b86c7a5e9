// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/healthstore.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Writes what the monitor made, on the writer's connection.
class HealthWriter {
public:
    explicit HealthWriter(SqlDatabase& database);

    /// One transaction.
    [[nodiscard]] StoreResult<Nothing> append(const HealthBatch& batch);
    [[nodiscard]] StoreResult<Nothing> acknowledge(std::int64_t incident, std::optional<UnixMillis> at);
    [[nodiscard]] StoreResult<Nothing> setNote(std::int64_t incident, const QString& note);

private:
    [[nodiscard]] bool appendRecords(const HealthBatch& batch);
    [[nodiscard]] bool writeSpans(const HealthBatch& batch);
    [[nodiscard]] bool writeIncident(const Incident& incident);
    [[nodiscard]] bool writeStates(const HealthBatch& batch);
    [[nodiscard]] bool writeObservation(const RelayObservation& observation);

    SqlDatabase& m_database;
    SqlStatement m_insertRecord;
    SqlStatement m_insertSpan;
};

} // namespace nostrscope
