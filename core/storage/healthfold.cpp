// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/healthfold.h"

#include "core/base/logging.h"
#include "core/records/healthcodec.h"

#include <algorithm>
#include <tuple>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr int removeSlice = 1000; // rows
/// Of the oldest that is stored, in one hour: the wall clock alone may not remove more.
constexpr auto removedAtOnce = 6h;

} // namespace

StoreResult<bool> HealthFold::step(UnixMillis now)
{
    m_database.clearError();
    auto done = fold(now);
    // Old rows become older by the hour only.
    const auto hour = bucketOf(now, CheckLevel::Hour);
    if (done == Done::Nothing && (!m_removal || m_removal->hour != hour))
        m_removal = removalAt(now);
    if (done == Done::Nothing && !m_removal->isDone) {
        done = removeOld(*m_removal);
        m_removal->isDone = done == Done::Nothing;
    }
    if (done == Done::Failed)
        return Unexpected(m_database.error());
    return done == Done::Some;
}

HealthFold::Done HealthFold::fold(UnixMillis now)
{
    const auto thisHour = bucketStart(bucketOf(now, CheckLevel::Hour), CheckLevel::Hour);
    std::map<std::pair<std::int64_t, std::uint32_t>, std::vector<CheckRecord>> hours;
    std::vector<CheckRecord> all;
    std::int64_t last = 0;
    SqlTransaction transaction(m_database);
    if (!transaction.isOpen())
        return Done::Failed;
    {
        SqlStatement rows(m_database,
                          "SELECT no, relay, at, data FROM health_journal WHERE no <= (SELECT through FROM "
                          "health_progress) ORDER BY no LIMIT ?");
        rows.bind(1, m_slice);
        while (rows.step()) {
            const RelayId relay(static_cast<std::uint32_t>(rows.integer(1)));
            const auto at = fromMillis(rows.integer(2));
            // One from the future (the clock was ahead) must not hold up the others.
            if (at >= thisHour && at < thisHour + 2h)
                break;
            last = rows.integer(0);
            const auto record = decodeRecord(rows.blob(3), relay, at);
            if (!record)
                qCWarning(logStore) << "a check that cannot be read is dropped, number" << last;
            else if (const auto* check = std::get_if<CheckRecord>(&*record)) {
                hours[{bucketOf(at, CheckLevel::Hour), relay.number()}].push_back(*check);
                all.push_back(*check);
            }
        }
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Done::Failed;
    if (last == 0)
        return Done::Nothing;
    for (const auto& [key, checks] : hours) {
        if (!addChecks(key.first, RelayId(key.second), checks))
            return Done::Failed;
    }
    SqlStatement remove(m_database, "DELETE FROM health_journal WHERE no <= ?");
    if (!addCells(all) || !remove.bind(1, last).run() || !transaction.commit())
        return Done::Failed;
    return Done::Some;
}

bool HealthFold::addChecks(std::int64_t hour, RelayId relay, const std::vector<CheckRecord>& checks)
{
    SqlStatement find(m_database, "SELECT data FROM check_hour WHERE hour = ? AND relay = ?");
    std::vector<CheckRecord> all;
    if (find.bind(1, hour).bind(2, relay.number()).step() && !decodeChecks(find.blob(0), relay, all))
        qCWarning(logStore) << "checks of relay" << relay.number() << "in hour" << hour << "are damaged";
    find.reset();
    all.insert(all.end(), checks.begin(), checks.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const CheckRecord& left, const CheckRecord& right) { return left.at < right.at; });
    const auto data = encodeChecks(all);
    SqlStatement write(m_database, "INSERT OR REPLACE INTO check_hour(hour, relay, data) VALUES(?, ?, ?)");
    return write.bind(1, hour).bind(2, relay.number()).bind(3, data).run();
}

bool HealthFold::addCells(const std::vector<CheckRecord>& checks)
{
    std::map<std::tuple<CheckLevel, std::int64_t, std::uint32_t>, LatencyCell> cells;
    for (const auto& check : checks) {
        for (const auto level : checkLevels)
            cells[{level, bucketOf(check.at, level), check.relay.number()}].add(check);
    }
    SqlStatement find(m_database,
                      "SELECT data FROM check_rollup WHERE level = ? AND bucket = ? AND relay = ?");
    SqlStatement write(m_database,
                       "INSERT OR REPLACE INTO check_rollup(level, bucket, relay, data) VALUES(?, ?, ?, ?)");
    for (auto& [key, cell] : cells) {
        const auto& [level, bucket, relay] = key;
        if (find.bind(1, static_cast<int>(level)).bind(2, bucket).bind(3, relay).step()) {
            LatencyCell before;
            if (before.addBlob(find.blob(0)))
                cell.add(before);
            else
                qCWarning(logStore) << "a cell of relay" << relay << "is damaged";
        }
        find.reset();
        const auto data = cell.toBlob();
        if (!write.bind(1, static_cast<int>(level)).bind(2, bucket).bind(3, relay).bind(4, data).run())
            return false;
    }
    return m_database.error().code == StoreErrorCode::None;
}

HealthFold::Removal HealthFold::removalAt(UnixMillis now)
{
    Removal removal;
    removal.hour = bucketOf(now, CheckLevel::Hour);
    const auto bounded = [this](const char* oldest, int level, std::int64_t before, CheckLevel length) {
        SqlStatement find(m_database, oldest);
        if (!find.bind(1, level).step() || find.isNull(0))
            return before;
        return std::min<std::int64_t>(before, find.integer(0) + removedAtOnce / lengthOf(length));
    };
    removal.raw = bounded("SELECT min(hour) FROM check_hour WHERE ?1 = 0", 0,
                          bucketOf(now - checksKeptFor, CheckLevel::Hour), CheckLevel::Hour);
    for (const auto level : checkLevels) {
        if (const auto kept = keptFor(level))
            removal.cells.at(static_cast<std::size_t>(level)) =
                bounded("SELECT min(bucket) FROM check_rollup WHERE level = ?1", static_cast<int>(level),
                        bucketOf(now - *kept, level), level);
    }
    return removal;
}

HealthFold::Done HealthFold::removeOld(const Removal& removal)
{
    const auto removed = [this](const char* sql, int level, std::int64_t before) {
        SqlStatement remove(m_database, sql);
        int rows = 0;
        for (remove.bind(1, before).bind(2, level).bind(3, removeSlice); remove.step();)
            ++rows;
        return rows;
    };
    if (removed(
            "DELETE FROM check_hour WHERE ?2 = 0 AND (hour, relay) IN (SELECT hour, relay FROM check_hour "
            "WHERE hour < ?1 ORDER BY hour, relay LIMIT ?3) RETURNING hour",
            0, removal.raw)
        > 0)
        return Done::Some;
    for (const auto level : checkLevels) {
        if (!keptFor(level))
            continue;
        if (removed(
                "DELETE FROM check_rollup WHERE level = ?2 AND (bucket, relay) IN (SELECT bucket, relay FROM "
                "check_rollup WHERE level = ?2 AND bucket < ?1 ORDER BY bucket, relay LIMIT ?3) RETURNING "
                "bucket",
                static_cast<int>(level), removal.cells.at(static_cast<std::size_t>(level)))
            > 0)
            return Done::Some;
    }
    return m_database.error().code == StoreErrorCode::None ? Done::Nothing : Done::Failed;
}

} // namespace nostrscope
