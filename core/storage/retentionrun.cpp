// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/retentionrun.h"

#include "core/storage/eventbody.h"
#include "core/storage/factwriter.h"
#include "core/storage/floorscan.h"
#include "core/storage/holes.h"
#include "core/storage/storewriter.h"

#include <QElapsedTimer>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr Timestamp hourSeconds = 3600;
constexpr Timestamp daySeconds = 86400;
constexpr qint64 sliceMillis = 50;
constexpr std::size_t firstSlice = 100;
constexpr std::size_t largestSlice = 5000;

/// Youngest events that a size budget may take (STO-4).
Timestamp budgetLimit(KindGroup group, Timestamp now)
{
    switch (group) {
    case KindGroup::Dvm:
        return now - 30 * daySeconds;
    case KindGroup::Notes:
    case KindGroup::Reactions:
        return now - 90 * daySeconds;
    case KindGroup::Profiles:
    case KindGroup::Zaps:
    case KindGroup::Video:
    case KindGroup::Relays:
    case KindGroup::Other:
        break;
    }
    return now;
}

Timestamp wholeHour(Timestamp time)
{
    return std::max<Timestamp>(time, 0) / hourSeconds * hourSeconds;
}

/// Bytes of the pages in use.
quint64 pageBytes(SqlDatabase& database)
{
    const auto pages = database.value("PRAGMA page_count") - database.value("PRAGMA freelist_count");
    return static_cast<quint64>(pages * database.value("PRAGMA page_size"));
}

/// Bytes that events need.
quint64 usedBytes(SqlDatabase& database)
{
    const auto pages = pageBytes(database);
    return pages - std::min(pages, holeBytes(database));
}

RetentionFloors storedFloors(SqlDatabase& database)
{
    RetentionFloors floors;
    SqlStatement rows(database, "SELECT kind_group, created_at FROM retention_floor");
    while (rows.step()) {
        for (const auto group : kindGroups) {
            if (rows.text(0) == QLatin1StringView(toString(group)))
                floors.set(group, rows.integer(1));
        }
    }
    return floors;
}

StoreError lastOf(const SqlDatabase& database)
{
    return database.error().code == StoreErrorCode::None ? StoreError{StoreErrorCode::Failed, {}}
                                                         : database.error();
}

/// Date below which so many events are, counting only those that the budget may take.
Timestamp cutFor(SqlDatabase& database, quint64 events, Timestamp now)
{
    SqlStatement rows(database,
                      "SELECT created_at, kind FROM event INDEXED BY event_time ORDER BY created_at");
    Timestamp cut = 0;
    while (events > 0 && rows.step()) {
        const auto createdAt = rows.integer(0);
        if (createdAt >= now)
            break;
        if (createdAt < wholeHour(budgetLimit(kindGroup(static_cast<Kind>(rows.integer(1))), now)))
            --events;
        cut = createdAt + 1;
    }
    rows.reset();
    return cut == 0 ? 0 : wholeHour(cut - 1) + hourSeconds;
}

struct Plan {
    RetentionFloors floors;
    quint64 bytesPerEvent = 0;
    RetentionReport report;
};

Plan makePlan(SqlDatabase& database, const RetentionPolicy& policy)
{
    Plan plan;
    const auto before = storedFloors(database);
    const auto stored =
        static_cast<quint64>(database.value("SELECT count(*) FROM event INDEXED BY event_time"));
    const auto used = usedBytes(database);
    const auto perEvent = stored == 0 ? 0 : used / stored;
    plan.bytesPerEvent = perEvent;
    Timestamp cut = 0;
    if (policy.sizeBudgetBytes && used > *policy.sizeBudgetBytes && perEvent > 0)
        cut = cutFor(database, (used - *policy.sizeBudgetBytes + perEvent - 1) / perEvent, policy.now);
    std::map<KindGroup, RetentionReport::Group> groups;
    Timestamp highest = 0;
    for (const auto group : kindGroups) {
        const auto wanted = policy.floors.find(group);
        const auto byAge = wanted == policy.floors.end() ? 0 : wholeHour(wanted->second);
        const auto bySize = std::min(cut, wholeHour(budgetLimit(group, policy.now)));
        const auto floor = std::max({before.of(group), byAge, bySize});
        plan.floors.set(group, floor);
        highest = std::max(highest, floor);
        groups[group] = {group, before.of(group), floor, 0, 0};
    }
    SqlStatement rows(database,
                      "SELECT created_at, kind FROM event INDEXED BY event_time WHERE created_at < ?");
    rows.bind(1, highest);
    while (rows.step()) {
        const auto kind = static_cast<Kind>(rows.integer(1));
        if (plan.floors.isBelow(kind, rows.integer(0)))
            ++groups[kindGroup(kind)].events;
    }
    for (auto& [group, one] : groups) {
        one.bytes = one.events * perEvent;
        plan.report.events += one.events;
        plan.report.bytes += one.bytes;
        if (one.events > 0 || one.floor != one.floorBefore)
            plan.report.groups.push_back(one);
    }
    return plan;
}

/// Removes events with all rows that only speak of them. Sums stay: buckets below the floor are sealed.
class EventRemover {
public:
    EventRemover(StoreWriter& writer, const RetentionFloors& floors);

    /// One transaction of at most `most` events, oldest first; how many it removed, none on an error.
    [[nodiscard]] std::optional<quint64> removeSlice(std::size_t most);

private:
    [[nodiscard]] bool remove(std::int64_t seq);
    [[nodiscard]] bool removeVersion(std::int64_t seq, std::int64_t author, const Event& event,
                                     bool isReadable);

    SqlDatabase& m_database;
    const BodyDictionaries m_dictionaries;
    FloorScan m_scan;
    SqlStatement m_event;
    SqlStatement m_version;
    SqlStatement m_versionOfRow;
    std::vector<SqlStatement> m_bySeq;
};

EventRemover::EventRemover(StoreWriter& writer, const RetentionFloors& floors)
    : m_database(writer.database())
    , m_dictionaries(m_database)
    , m_scan(m_database, floors)
    , m_event(m_database, "SELECT author, kind, body FROM event WHERE seq = ?")
    , m_version(m_database,
                "DELETE FROM version WHERE author = ? AND kind = ? AND identifier = ? AND seq = ?")
    , m_versionOfRow(m_database, "DELETE FROM version WHERE author = ? AND kind = ? AND seq = ?")
{
    for (const auto* sql :
         {"DELETE FROM sighting WHERE seq = ?", "DELETE FROM expiry WHERE seq = ?",
          "DELETE FROM zap WHERE seq = ?", "DELETE FROM trimmed WHERE seq = ?",
          "DELETE FROM event WHERE seq = ?", "INSERT OR IGNORE INTO lookup_stale VALUES(?)"})
        m_bySeq.emplace_back(m_database, sql);
}

bool EventRemover::removeVersion(std::int64_t seq, std::int64_t author, const Event& event, bool isReadable)
{
    const auto kindOf = kindClass(event.kind);
    if (kindOf != KindClass::Addressable && kindOf != KindClass::Replaceable)
        return true;
    if (!isReadable) // the identifier went with the body: look through all of the author's
        return m_versionOfRow.bind(1, author).bind(2, int(event.kind)).bind(3, seq).run();
    const auto key = kindOf == KindClass::Addressable ? identifierKey(identifier(event)) : QByteArray();
    return m_version.bind(1, author).bind(2, int(event.kind)).bind(3, key).bind(4, seq).run();
}

bool EventRemover::remove(std::int64_t seq)
{
    if (!m_event.bind(1, seq).step())
        return m_database.error().code == StoreErrorCode::None;
    Event event;
    event.kind = static_cast<Kind>(m_event.integer(1));
    const auto author = m_event.integer(0);
    const bool isReadable = decodeBody(m_event.blob(2), m_dictionaries, event);
    m_event.reset();
    bool ok = removeVersion(seq, author, event, isReadable);
    for (auto& statement : m_bySeq)
        ok = ok && statement.bind(1, seq).run();
    return ok;
}

std::optional<quint64> EventRemover::removeSlice(std::size_t most)
{
    const auto victims = m_scan.next(most);
    if (victims.empty())
        return m_database.error().code == StoreErrorCode::None ? std::optional<quint64>(0) : std::nullopt;
    SqlTransaction transaction(m_database);
    if (!transaction.isOpen())
        return std::nullopt;
    for (const auto& victim : victims) {
        if (!remove(victim.seq))
            return std::nullopt;
    }
    if (!transaction.commit())
        return std::nullopt;
    return victims.size();
}

bool storeFloors(StoreWriter& writer, const RetentionFloors& floors)
{
    auto& database = writer.database();
    SqlTransaction transaction(database);
    SqlStatement put(database,
                     "INSERT INTO retention_floor VALUES(?, ?) ON CONFLICT DO UPDATE SET created_at = "
                     "max(created_at, excluded.created_at)");
    for (const auto group : kindGroups) {
        if (floors.of(group) > 0
            && !put.bindText(1, QString::fromLatin1(toString(group))).bind(2, floors.of(group)).run())
            return false;
    }
    if (!transaction.isOpen() || !transaction.commit())
        return false;
    writer.reloadFloors();
    return true;
}

} // namespace

StoreResult<RetentionReport> planRetention(SqlDatabase& reader, const RetentionPolicy& policy,
                                           const Progress& progress)
{
    reader.clearError();
    auto plan = makePlan(reader, policy);
    if (reader.error().code != StoreErrorCode::None)
        return Unexpected(reader.error());
    auto trimmed = planTrim(reader, policy.trim, plan.floors, progress);
    if (!trimmed)
        return Unexpected(trimmed.error());
    plan.report.trim = *trimmed;
    return std::move(plan.report);
}

StoreResult<RetentionReport> applyRetention(StoreWriter& writer, const RetentionPolicy& policy,
                                            const Progress& progress)
{
    auto& database = writer.database();
    database.clearError();
    auto plan = makePlan(database, policy);
    auto& report = plan.report;
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    // Sealed hours must hold everything before their events go.
    if (const auto settled = writer.settleEverything(fromSeconds(policy.now)); !settled)
        return Unexpected(settled.error());
    if (!policy.archiveFolder.isEmpty() && report.events > 0) {
        // Before the floors rise: when this fails everything is as it was. Nothing is committed meanwhile,
        // so what is removed is what was written.
        auto archived = archiveBelow(database, plan.floors, policy.archiveFolder, policy.trim.vanished,
                                     report.events, progress);
        if (!archived)
            return Unexpected(archived.error());
        report.archive = std::move(*archived);
    }
    if (!storeFloors(writer, plan.floors))
        return Unexpected(lastOf(database));
    EventRemover remover(writer, plan.floors);
    const auto before = pageBytes(database);
    quint64 done = 0;
    QElapsedTimer timer;
    for (auto slice = firstSlice;;) {
        if (progress && !progress(done, std::max(done, report.events)))
            break;
        timer.start();
        const auto removed = remover.removeSlice(slice);
        if (!removed)
            return Unexpected(lastOf(database));
        if (*removed == 0)
            break;
        done += *removed;
        slice = timer.elapsed() > sliceMillis / 2 ? std::max<std::size_t>(slice / 2, 1)
                                                  : std::min(slice * 2, largestSlice);
    }
    report.left = report.events - std::min(done, report.events);
    report.events = done;
    report.bytes = done * plan.bytesPerEvent;
    if (const auto dropped = writer.dropStale(); !dropped)
        return Unexpected(dropped.error());
    const auto freed = before - std::min(before, pageBytes(database));
    if (report.bytes > freed && !addHoles(database, report.bytes - freed))
        return Unexpected(lastOf(database));
    report.trim.complete = report.left == 0;
    if (report.left > 0)
        return std::move(report);
    auto trimmed = applyTrim(writer, policy.trim, progress);
    if (!trimmed)
        return Unexpected(trimmed.error());
    report.trim = *trimmed;
    if (report.trim.bytes > 0 && !addHoles(database, report.trim.bytes))
        return Unexpected(lastOf(database));
    return std::move(report);
}

} // namespace nostrscope
