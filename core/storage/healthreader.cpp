// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/healthreader.h"

#include "core/records/healthcodec.h"

#include <algorithm>
#include <limits>

namespace nostrscope {

namespace {

/// Holds one state of the file for several statements.
class ReadMoment {
public:
    explicit ReadMoment(SqlDatabase& database)
        : m_database(database)
        , m_isOurs(!database.inTransaction() && database.exec("BEGIN"))
    {
    }
    ~ReadMoment()
    {
        if (!m_isOurs)
            return;
        const auto error = m_database.error();
        m_database.exec("ROLLBACK");
        m_database.restoreError(error);
    }
    Q_DISABLE_COPY_MOVE(ReadMoment)

private:
    SqlDatabase& m_database;
    bool m_isOurs;
};

StoreError damaged(const char* what)
{
    return {StoreErrorCode::Corrupt, QStringLiteral("%1 cannot be read").arg(QLatin1StringView(what))};
}

template <typename T> StoreResult<T> answer(SqlDatabase& database, T value)
{
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return value;
}

/// The buckets of a range that a table can have, by the key that is first in it.
std::pair<std::int64_t, std::int64_t> within(SqlDatabase& database, const char* ends, int level,
                                             const HealthRange& range, CheckLevel length)
{
    SqlStatement find(database, ends);
    if (!find.bind(1, level).step() || find.isNull(0))
        return {0, -1};
    const std::pair bounds{find.integer(0), find.integer(1)};
    find.reset();
    return {std::max(bucketOf(range.from, length), bounds.first),
            std::min(bucketOf(range.to - std::chrono::milliseconds(1), length), bounds.second)};
}

} // namespace

StoreResult<HealthStart> HealthReader::start()
{
    m_database.clearError();
    const ReadMoment moment(m_database);
    HealthStart start;
    SqlStatement states(m_database, "SELECT relay, data FROM health_state ORDER BY relay");
    while (states.step())
        start.states.push_back(
            {RelayId(static_cast<std::uint32_t>(states.integer(0))), states.blob(1).toByteArray()});
    SqlStatement tail(m_database,
                      "SELECT relay, at, data FROM health_journal WHERE no > (SELECT through FROM "
                      "health_progress) ORDER BY no");
    while (tail.step()) {
        auto record = decodeRecord(tail.blob(2), RelayId(static_cast<std::uint32_t>(tail.integer(0))),
                                   fromMillis(tail.integer(1)));
        if (!record)
            return Unexpected(damaged("a check"));
        start.tail.push_back(std::move(*record));
    }
    return answer(m_database, std::move(start));
}

std::vector<CheckRecord> HealthReader::journalled(const HealthRange& range)
{
    std::vector<CheckRecord> checks;
    // The journal holds an hour or two: reading it costs less than an index on it would.
    SqlStatement rows(m_database,
                      "SELECT at, data FROM health_journal WHERE relay = ? AND at >= ? AND at < ?");
    rows.bind(1, range.relay.number()).bind(2, toMillis(range.from)).bind(3, toMillis(range.to));
    while (rows.step()) {
        const auto record = decodeRecord(rows.blob(1), range.relay, fromMillis(rows.integer(0)));
        if (record && std::holds_alternative<CheckRecord>(*record))
            checks.push_back(std::get<CheckRecord>(*record));
    }
    return checks;
}

StoreResult<std::vector<CheckRecord>> HealthReader::checks(const HealthRange& range)
{
    m_database.clearError();
    const ReadMoment moment(m_database);
    std::vector<CheckRecord> all;
    const auto [first, last] =
        within(m_database,
               "SELECT (SELECT min(hour) FROM check_hour), (SELECT max(hour) FROM check_hour) WHERE ? >= 0",
               0, range, CheckLevel::Hour);
    SqlStatement find(m_database, "SELECT data FROM check_hour WHERE hour = ? AND relay = ?");
    for (auto hour = first; hour <= last; ++hour) {
        if (find.bind(1, hour).bind(2, range.relay.number()).step()
            && !decodeChecks(find.blob(0), range.relay, all))
            return Unexpected(damaged("an hour of checks"));
        find.reset();
        if (m_database.error().code != StoreErrorCode::None)
            return Unexpected(m_database.error());
    }
    for (auto& check : journalled(range))
        all.push_back(check);
    std::erase_if(all,
                  [&](const CheckRecord& check) { return check.at < range.from || check.at >= range.to; });
    std::stable_sort(all.begin(), all.end(),
                     [](const CheckRecord& left, const CheckRecord& right) { return left.at < right.at; });
    return answer(m_database, std::move(all));
}

StoreResult<std::vector<LatencyBucket>> HealthReader::rollups(const HealthRange& range, CheckLevel level)
{
    m_database.clearError();
    const ReadMoment moment(m_database);
    std::map<std::int64_t, LatencyCell> cells;
    const auto number = static_cast<int>(level);
    const auto [first, last] = within(m_database,
                                      "SELECT (SELECT min(bucket) FROM check_rollup WHERE level = ?1), "
                                      "(SELECT max(bucket) FROM check_rollup WHERE level = ?1)",
                                      number, range, level);
    SqlStatement find(m_database,
                      "SELECT data FROM check_rollup WHERE level = ? AND bucket = ? AND relay = ?");
    for (auto bucket = first; bucket <= last; ++bucket) {
        if (find.bind(1, number).bind(2, bucket).bind(3, range.relay.number()).step()
            && !cells[bucket].addBlob(find.blob(0)))
            return Unexpected(damaged("a cell of checks"));
        find.reset();
        if (m_database.error().code != StoreErrorCode::None)
            return Unexpected(m_database.error());
    }
    // Whole buckets, also where the range begins or ends within one.
    const auto from = bucketStart(bucketOf(range.from, level), level);
    const auto to = bucketStart(bucketOf(range.to - std::chrono::milliseconds(1), level) + 1, level);
    for (const auto& check : journalled({range.relay, from, to}))
        cells[bucketOf(check.at, level)].add(check);
    std::vector<LatencyBucket> buckets;
    for (auto& [bucket, cell] : cells)
        buckets.push_back({bucketStart(bucket, level), std::move(cell)});
    return answer(m_database, std::move(buckets));
}

StoreResult<LatencyCell> HealthReader::sum(UnixMillis from, UnixMillis to, CheckLevel level)
{
    m_database.clearError();
    const ReadMoment moment(m_database);
    const auto first = bucketOf(from, level);
    const auto last = bucketOf(to - std::chrono::milliseconds(1), level);
    LatencyCell total;
    SqlStatement cells(m_database,
                       "SELECT data FROM check_rollup WHERE level = ? AND bucket BETWEEN ? AND ?");
    cells.bind(1, static_cast<int>(level)).bind(2, first).bind(3, last);
    while (cells.step()) {
        if (!total.addBlob(cells.blob(0)))
            return Unexpected(damaged("a cell of checks"));
    }
    SqlStatement tail(m_database, "SELECT relay, at, data FROM health_journal WHERE at >= ? AND at < ?");
    tail.bind(1, toMillis(bucketStart(first, level))).bind(2, toMillis(bucketStart(last + 1, level)));
    while (tail.step()) {
        const auto record = decodeRecord(tail.blob(2), RelayId(static_cast<std::uint32_t>(tail.integer(0))),
                                         fromMillis(tail.integer(1)));
        if (record && std::holds_alternative<CheckRecord>(*record))
            total.add(std::get<CheckRecord>(*record));
    }
    return answer(m_database, std::move(total));
}

StoreResult<std::vector<HealthSpan>> HealthReader::spans(const HealthRange& range)
{
    m_database.clearError();
    std::vector<HealthSpan> spans;
    SqlStatement rows(m_database,
                      "SELECT relay, from_ms, to_ms, kind FROM health_span WHERE relay IN (0, ?1) AND "
                      "from_ms < ?3 AND to_ms > ?2 ORDER BY from_ms");
    rows.bind(1, range.relay.number()).bind(2, toMillis(range.from)).bind(3, toMillis(range.to));
    while (rows.step()) {
        if (rows.integer(3) < 0 || rows.integer(3) >= spanKindCount)
            return Unexpected(damaged("a span of uptime"));
        spans.push_back({RelayId(static_cast<std::uint32_t>(rows.integer(0))), fromMillis(rows.integer(1)),
                         fromMillis(rows.integer(2)), static_cast<SpanKind>(rows.integer(3))});
    }
    return answer(m_database, std::move(spans));
}

StoreResult<std::vector<Incident>> HealthReader::incidents(const IncidentQuery& query)
{
    m_database.clearError();
    std::vector<Incident> incidents;
    SqlStatement rows(
        m_database,
        "SELECT no, relay, data, note, acknowledged_at, iif(?7, evidence, x'') FROM incident WHERE "
        "(?1 < 0 OR relay = ?1) AND (?2 = 0 OR (to_ms IS NULL AND relay NOT IN (SELECT id FROM relay WHERE "
        "removed <> 0))) AND (to_ms IS NULL OR to_ms >= ?3) "
        "AND from_ms < ?4 AND no < ?5 ORDER BY no DESC LIMIT ?6");
    constexpr auto last = std::numeric_limits<std::int64_t>::max();
    rows.bind(1, query.relay ? std::int64_t(query.relay->number()) : -1).bind(2, int(query.onlyOpen));
    rows.bind(3, toMillis(query.from)).bind(4, query.to ? toMillis(*query.to) : last);
    rows.bind(5, query.beforeNumber.value_or(last)).bind(6, std::max(query.limit, 0));
    rows.bind(7, int(query.withEvidence));
    while (rows.step()) {
        auto incident = decodeIncident(rows.blob(2), RelayId(static_cast<std::uint32_t>(rows.integer(1))));
        if (!incident || !decodeEvidence(rows.blob(5), incident->evidence))
            return Unexpected(damaged("an incident"));
        incident->number = rows.integer(0);
        incident->note = rows.text(3);
        if (!rows.isNull(4))
            incident->acknowledged = fromMillis(rows.integer(4));
        incidents.push_back(std::move(*incident));
    }
    return answer(m_database, std::move(incidents));
}

StoreResult<std::optional<RelayObservation>> HealthReader::observation(RelayId relay)
{
    m_database.clearError();
    std::optional<RelayObservation> observation;
    SqlStatement find(m_database, "SELECT at, data FROM relay_observation WHERE relay = ?");
    if (find.bind(1, relay.number()).step()) {
        if (auto findings = decodeFindings(find.blob(1)))
            observation = RelayObservation{relay, fromMillis(find.integer(0)), std::move(*findings)};
    }
    find.reset();
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return observation;
}

StoreResult<std::vector<std::pair<RelayId, UnixMillis>>> HealthReader::observationTimes()
{
    m_database.clearError();
    std::vector<std::pair<RelayId, UnixMillis>> times;
    SqlStatement rows(m_database, "SELECT relay, at FROM relay_observation");
    while (rows.step())
        times.emplace_back(RelayId(static_cast<std::uint32_t>(rows.integer(0))), fromMillis(rows.integer(1)));
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return times;
}

} // namespace nostrscope
