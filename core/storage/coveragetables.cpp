// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/coveragetables.h"

#include "core/base/limits.h"
#include "core/storage/retention.h"

#include <algorithm>
#include <set>

namespace nostrscope {

namespace {

constexpr const char* columns = "low, high, state, reason, detail, at FROM sync_interval ";

CoverageInterval intervalOf(SqlStatement& row, int first)
{
    CoverageInterval interval;
    interval.low = row.integer(first);
    interval.high = row.integer(first + 1);
    interval.state = static_cast<CoverageState>(row.integer(first + 2));
    interval.reason = static_cast<CoverageReason>(row.integer(first + 3));
    interval.detail = row.blob(first + 4).toByteArray();
    interval.at = fromMillis(row.integer(first + 5));
    return interval;
}

/// `IN (1,2,3)` of numbers of our own.
template <typename Numbers> QByteArray inList(const Numbers& numbers)
{
    QByteArray list = "(";
    for (const auto number : numbers) {
        if (list.size() > 1)
            list += ',';
        list += QByteArray::number(static_cast<qint64>(number));
    }
    return list + ')';
}

} // namespace

StoreResult<Coverage> readCoverage(SqlDatabase& database, RelayId relay, const QByteArray& filter)
{
    database.clearError();
    SqlStatement rows(database,
                      QByteArray("SELECT ") + columns
                          + "WHERE relay = ? AND filter = (SELECT no FROM sync_filter WHERE json = ?) "
                            "ORDER BY low");
    rows.bind(1, relay.number()).bind(2, filter);
    std::vector<CoverageInterval> intervals;
    while (rows.step())
        intervals.push_back(intervalOf(rows, 0));
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return Coverage(intervals);
}

StoreResult<std::vector<RelayCoverage>> readAllCoverage(SqlDatabase& database)
{
    database.clearError();
    SqlStatement rows(database,
                      "SELECT i.relay, f.json, i.low, i.high, i.state, i.reason, i.detail, i.at "
                      "FROM sync_interval i JOIN sync_filter f ON f.no = i.filter "
                      "ORDER BY i.relay, f.json, i.low");
    std::vector<RelayCoverage> all;
    std::vector<CoverageInterval> intervals;
    const auto finish = [&] {
        if (!all.empty())
            all.back().coverage = Coverage(intervals);
        intervals.clear();
    };
    while (rows.step()) {
        const RelayId relay(static_cast<std::uint32_t>(rows.integer(0)));
        const auto filter = rows.blob(1);
        if (all.empty() || all.back().relay != relay || all.back().filter != filter) {
            finish();
            all.push_back({relay, filter.toByteArray(), {}});
        }
        intervals.push_back(intervalOf(rows, 2));
    }
    finish();
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return all;
}

StoreResult<Nothing> writeCoverage(SqlDatabase& database, RelayId relay, const QByteArray& filter,
                                   const std::vector<CoverageInterval>& intervals)
{
    database.clearError();
    SqlTransaction transaction(database);
    SqlStatement addFilter(database, "INSERT OR IGNORE INTO sync_filter(json) VALUES(?)");
    SqlStatement findFilter(database, "SELECT no FROM sync_filter WHERE json = ?");
    if (!addFilter.bind(1, filter).run() || !findFilter.bind(1, filter).step())
        return Unexpected(database.error());
    const auto number = findFilter.integer(0);
    findFilter.reset();
    // What an interval touches, with the neighbours that it may merge with.
    SqlStatement near(database,
                      QByteArray("SELECT ") + columns
                          + "WHERE relay = ? AND filter = ? AND low <= ? AND high >= ? ORDER BY low");
    SqlStatement remove(
        database, "DELETE FROM sync_interval WHERE relay = ? AND filter = ? AND low <= ? AND high >= ?");
    SqlStatement insert(database,
                        "INSERT INTO sync_interval(relay, filter, low, high, state, reason, detail, at) "
                        "VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& interval : intervals) {
        const auto bindRange = [&](SqlStatement& statement) -> SqlStatement& {
            return statement.bind(1, relay.number())
                .bind(2, number)
                .bind(3, std::min(interval.high, limits::maxCreatedAt - 1) + 1)
                .bind(4, interval.low - 1);
        };
        std::vector<CoverageInterval> touched;
        bindRange(near);
        while (near.step())
            touched.push_back(intervalOf(near, 0));
        Coverage coverage(touched);
        coverage.set(interval);
        if (!bindRange(remove).run())
            return Unexpected(database.error());
        for (const auto& one : coverage.intervals()) {
            insert.bind(1, relay.number()).bind(2, number).bind(3, one.low).bind(4, one.high);
            insert.bind(5, int(one.state)).bind(6, int(one.reason));
            insert.bind(7, one.detail.left(maxCoverageDetail)).bind(8, toMillis(one.at));
            if (!insert.run())
                return Unexpected(database.error());
        }
    }
    if (!transaction.isOpen() || !transaction.commit())
        return Unexpected(database.error());
    return Nothing();
}

StoreResult<std::vector<SyncChoice>> readSyncChoices(SqlDatabase& database)
{
    database.clearError();
    SqlStatement rows(database, "SELECT relay, priority, paused FROM sync_relay ORDER BY relay");
    std::vector<SyncChoice> choices;
    while (rows.step()) {
        const auto priority =
            std::clamp<std::int64_t>(rows.integer(1), int(SyncPriority::Low), int(SyncPriority::High));
        choices.push_back({RelayId(static_cast<std::uint32_t>(rows.integer(0))),
                           static_cast<SyncPriority>(priority), rows.integer(2) != 0});
    }
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return choices;
}

StoreResult<Nothing> writeSyncChoices(SqlDatabase& database, const std::vector<SyncChoice>& choices)
{
    database.clearError();
    SqlTransaction transaction(database);
    SqlStatement set(database, "INSERT OR REPLACE INTO sync_relay(relay, priority, paused) VALUES(?, ?, ?)");
    for (const auto& choice : choices) {
        set.bind(1, choice.relay.number()).bind(2, int(choice.priority)).bind(3, int(choice.isPaused));
        if (!set.run())
            return Unexpected(database.error());
    }
    if (!transaction.isOpen() || !transaction.commit())
        return Unexpected(database.error());
    return Nothing();
}

StoreResult<Timestamp> readLowestFloor(SqlDatabase& database, const std::optional<std::vector<Kind>>& kinds)
{
    database.clearError();
    const auto floors = storedFloors(database);
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    std::set<KindGroup> groups;
    if (kinds) {
        for (const auto kind : *kinds)
            groups.insert(kindGroup(kind));
    } else {
        groups.insert(kindGroups.begin(), kindGroups.end());
    }
    std::optional<Timestamp> lowest;
    for (const auto group : groups)
        lowest = std::min(lowest.value_or(floors.of(group)), floors.of(group));
    return lowest.value_or(0);
}

StoreResult<std::uint64_t> readKeys(SqlDatabase& database, const Filter& filter,
                                    const SyncStore::TakeItem& take)
{
    database.clearError();
    if (!filter.tags.empty() || !filter.search.isEmpty())
        return Unexpected(StoreError{StoreErrorCode::Failed, QStringLiteral("a filter with tags")});
    std::vector<std::int64_t> authors;
    if (filter.authors) {
        SqlStatement find(database, "SELECT no FROM author WHERE pubkey = ?");
        for (const auto& author : *filter.authors) {
            if (find.bind(1, author.view()).step())
                authors.push_back(find.integer(0));
            find.reset();
        }
    }
    QByteArray sql = "SELECT created_at, id FROM event WHERE created_at BETWEEN ? AND ?";
    if (filter.kinds)
        sql += " AND kind IN " + inList(*filter.kinds);
    if (filter.authors)
        sql += " AND author IN " + inList(authors);
    SqlStatement rows(database, sql);
    rows.bind(1, filter.since.value_or(0)).bind(2, filter.until.value_or(limits::maxCreatedAt));
    std::uint64_t count = 0;
    while (rows.step()) {
        const auto id = EventId::fromBytes(rows.blob(1));
        if (!id
            || (filter.ids && std::find(filter.ids->begin(), filter.ids->end(), *id) == filter.ids->end()))
            continue;
        take(rows.integer(0), *id);
        ++count;
    }
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    return count;
}

} // namespace nostrscope
