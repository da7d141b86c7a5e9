// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/healthwriter.h"

#include "core/records/healthcodec.h"

namespace nostrscope {

namespace {

constexpr qsizetype maxNote = 10'000;

} // namespace

HealthWriter::HealthWriter(SqlDatabase& database)
    : m_database(database)
    , m_insertRecord(database, "INSERT INTO health_journal(relay, at, data) VALUES(?, ?, ?)")
    , m_insertSpan(database,
                   "INSERT OR REPLACE INTO health_span(relay, from_ms, to_ms, kind) VALUES(?, ?, ?, ?)")
{
}

StoreResult<Nothing> HealthWriter::append(const HealthBatch& batch)
{
    m_database.clearError();
    SqlTransaction transaction(m_database);
    if (!transaction.isOpen() || !appendRecords(batch) || !writeSpans(batch))
        return Unexpected(m_database.error());
    for (const auto& incident : batch.incidents) {
        if (!writeIncident(incident))
            return Unexpected(m_database.error());
    }
    SqlStatement withdraw(m_database, "DELETE FROM incident WHERE relay = ? AND from_ms = ?");
    for (const auto& key : batch.withdrawn) {
        if (!withdraw.bind(1, key.relay.number()).bind(2, toMillis(key.firstFailure)).run())
            return Unexpected(m_database.error());
    }
    for (const auto& observation : batch.observations) {
        if (!writeObservation(observation))
            return Unexpected(m_database.error());
    }
    SqlStatement forget(m_database, "DELETE FROM health_state WHERE relay = ?");
    for (const auto relay : batch.forgotten) {
        if (!forget.bind(1, relay.number()).run())
            return Unexpected(m_database.error());
    }
    if ((batch.isCheckpoint && !writeStates(batch)) || !transaction.commit())
        return Unexpected(m_database.error());
    return Nothing{};
}

bool HealthWriter::appendRecords(const HealthBatch& batch)
{
    for (const auto& record : batch.records) {
        const auto [relay, at] =
            std::visit([](const auto& one) { return std::pair(one.relay, one.at); }, record);
        const auto data = encodeRecord(record);
        if (!m_insertRecord.bind(1, relay.number()).bind(2, toMillis(at)).bind(3, data).run())
            return false;
    }
    return true;
}

bool HealthWriter::writeSpans(const HealthBatch& batch)
{
    for (const auto& span : batch.spans) {
        m_insertSpan.bind(1, span.relay.number()).bind(2, toMillis(span.from)).bind(3, toMillis(span.to));
        if (!m_insertSpan.bind(4, static_cast<int>(span.kind)).run())
            return false;
    }
    return true;
}

bool HealthWriter::writeIncident(const Incident& incident)
{
    std::vector<QByteArray> evidence;
    std::optional<Incident> before;
    SqlStatement find(m_database, "SELECT evidence, data FROM incident WHERE relay = ? AND from_ms = ?");
    const auto from = toMillis(incident.firstFailure);
    if (find.bind(1, incident.relay.number()).bind(2, from).step()) {
        (void)decodeEvidence(find.blob(0), evidence); // of damaged evidence what can be read stays
        before = decodeIncident(find.blob(1), incident.relay);
    }
    find.reset();
    // A replay knows results only: it has no evidence to add, and nobody told it what others saw.
    for (const auto& text : incident.evidence)
        evidence.push_back(text);
    auto merged = incident;
    if (merged.othersTotal == 0 && before) {
        merged.othersUp = before->othersUp;
        merged.othersTotal = before->othersTotal;
    }
    const auto blob = encodeEvidence(evidence);
    const auto data = encodeIncident(merged);
    SqlStatement write(
        m_database,
        "INSERT INTO incident(relay, from_ms, to_ms, data, evidence, note) VALUES(?, ?, ?, ?, ?, '') "
        "ON CONFLICT(relay, from_ms) DO UPDATE SET to_ms = excluded.to_ms, data = excluded.data, "
        "evidence = excluded.evidence");
    write.bind(1, incident.relay.number()).bind(2, from).bind(4, data).bind(5, blob);
    if (incident.isOpen())
        write.bindNull(3);
    else
        write.bind(3, toMillis(incident.firstSuccess.value_or(*incident.closed)));
    return write.run();
}

bool HealthWriter::writeStates(const HealthBatch& batch)
{
    SqlStatement write(m_database, "INSERT OR REPLACE INTO health_state(relay, data) VALUES(?, ?)");
    for (const auto& state : batch.states) {
        if (!write.bind(1, state.relay.number()).bind(2, state.blob).run())
            return false;
    }
    return m_database.exec("UPDATE health_progress SET through = coalesce((SELECT seq FROM sqlite_sequence "
                           "WHERE name = 'health_journal'), 0)");
}

bool HealthWriter::writeObservation(const RelayObservation& observation)
{
    const auto data = encodeFindings(observation.findings);
    SqlStatement write(m_database,
                       "INSERT OR REPLACE INTO relay_observation(relay, at, data) VALUES(?, ?, ?)");
    write.bind(1, observation.relay.number()).bind(2, toMillis(observation.at));
    return write.bind(3, data).run();
}

StoreResult<Nothing> HealthWriter::acknowledge(std::int64_t incident, std::optional<UnixMillis> at)
{
    m_database.clearError();
    SqlStatement write(m_database, "UPDATE incident SET acknowledged_at = ? WHERE no = ?");
    if (at)
        write.bind(1, toMillis(*at));
    else
        write.bindNull(1);
    if (!write.bind(2, incident).run())
        return Unexpected(m_database.error());
    return Nothing{};
}

StoreResult<Nothing> HealthWriter::setNote(std::int64_t incident, const QString& note)
{
    m_database.clearError();
    SqlStatement write(m_database, "UPDATE incident SET note = ? WHERE no = ?");
    if (!write.bindText(1, note.left(maxNote)).bind(2, incident).run())
        return Unexpected(m_database.error());
    return Nothing{};
}

} // namespace nostrscope
