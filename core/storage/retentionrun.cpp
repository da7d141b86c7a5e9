// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/retentionrun.h"

#include "core/storage/eventremover.h"
#include "core/storage/holes.h"
#include "core/storage/storewriter.h"

#include <QElapsedTimer>

#include <algorithm>
#include <memory>

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
    quint64 stored = 0;
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
    plan.stored = stored;
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
        else if (!plan.report.oldestKept)
            plan.report.oldestKept = rows.integer(0);
    }
    SqlStatement above(database,
                       "SELECT min(created_at) FROM event INDEXED BY event_time WHERE created_at >= ?");
    if (!plan.report.oldestKept && above.bind(1, highest).step() && !above.isNull(0))
        plan.report.oldestKept = above.integer(0);
    for (auto& [group, one] : groups) {
        one.bytes = one.events * perEvent;
        plan.report.events += one.events;
        plan.report.bytes += one.bytes;
        if (one.events > 0 || one.floor != one.floorBefore)
            plan.report.groups.push_back(one);
    }
    return plan;
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

namespace {

/// One run, driven from any thread; what touches the writer's connection goes through `access`.
class RetentionRun {
public:
    RetentionRun(const WriterAccess& access, SqlDatabase& reader, const RetentionPolicy& policy, Plan plan,
                 const Progress& progress);
    [[nodiscard]] StoreResult<RetentionReport> run();

private:
    [[nodiscard]] bool goesOn(quint64 done);
    void settle();
    void archive();
    void remove();
    void trim();
    [[nodiscard]] bool failed() const { return m_error.code != StoreErrorCode::None; }

    const WriterAccess& m_access;
    SqlDatabase& m_reader;
    const RetentionPolicy& m_policy;
    const Plan m_plan;
    const Progress& m_progress;
    RetentionReport m_report;
    StoreError m_error;
    quint64 m_before = 0; ///< of the progress: what earlier parts did
    quint64 m_total = 0;
    static constexpr int mostUpkeep = 1000; ///< slices; then what is left is done in one
};

RetentionRun::RetentionRun(const WriterAccess& access, SqlDatabase& reader, const RetentionPolicy& policy,
                           Plan plan, const Progress& progress)
    : m_access(access)
    , m_reader(reader)
    , m_policy(policy)
    , m_plan(std::move(plan))
    , m_progress(progress)
    , m_report(m_plan.report)
{
    const auto events = m_report.events;
    m_total = events + (policy.archiveFolder.isEmpty() ? 0 : events)
        + (policy.trim.isOff() ? 0 : m_plan.stored - std::min(events, m_plan.stored));
}

bool RetentionRun::goesOn(quint64 done)
{
    return !m_progress || m_progress(m_before + done, std::max(m_before + done, m_total));
}

/// Sealed hours must hold everything before their events go, and nothing may come below the floors any more.
void RetentionRun::settle()
{
    bool more = true;
    for (int i = 0; more && i < mostUpkeep && !failed(); ++i) {
        m_access([&](StoreWriter& writer) {
            writer.holdFloors(m_plan.floors);
            const auto upkeep = writer.upkeep(fromSeconds(m_policy.now), true);
            more = upkeep && *upkeep;
            if (!upkeep)
                m_error = upkeep.error();
        });
    }
    if (failed())
        return;
    m_access([&](StoreWriter& writer) {
        if (const auto settled = writer.settleEverything(fromSeconds(m_policy.now)); !settled)
            m_error = settled.error();
    });
}

/// Before the floors of the file rise: when this fails everything is as it was.
void RetentionRun::archive()
{
    if (m_policy.archiveFolder.isEmpty() || m_report.events == 0)
        return;
    auto archived = archiveBelow(m_reader, m_plan.floors, m_policy.archiveFolder, m_policy.trim.vanished,
                                 m_report.events, [this](quint64 done, quint64) { return goesOn(done); });
    if (!archived) {
        m_error = archived.error();
        return;
    }
    m_report.archive = std::move(*archived);
    m_before += m_report.events;
}

void RetentionRun::remove()
{
    std::unique_ptr<EventRemover> remover; // lives on the writer's connection
    m_access([&](StoreWriter& writer) {
        remover = std::make_unique<EventRemover>(writer.database(), m_plan.floors);
    });
    quint64 done = 0;
    quint64 freed = 0;
    bool more = true;
    for (auto slice = firstSlice; more && !failed() && goesOn(done);) {
        m_access([&](StoreWriter& writer) {
            auto& database = writer.database();
            database.clearError();
            QElapsedTimer timer;
            timer.start();
            const auto before = pageBytes(database);
            const auto removed = remover->removeSlice(slice);
            if (!removed)
                m_error = lastOf(database);
            more = removed && *removed > 0;
            done += removed.value_or(0);
            freed += before - std::min(before, pageBytes(database));
            slice = timer.elapsed() > sliceMillis / 2 ? std::max<std::size_t>(slice / 2, 1)
                                                      : std::min(slice * 2, largestSlice);
        });
    }
    m_report.left = m_report.events - std::min(done, m_report.events);
    m_report.events = done;
    m_report.bytes = done * m_plan.bytesPerEvent;
    m_before += done;
    m_access([&](StoreWriter& writer) {
        remover.reset();
        if (failed())
            return;
        if (const auto dropped = writer.dropStale(); !dropped)
            m_error = dropped.error();
        else if (m_report.bytes > freed && !addHoles(writer.database(), m_report.bytes - freed))
            m_error = lastOf(writer.database());
    });
}

void RetentionRun::trim()
{
    m_report.trim.complete = m_report.left == 0;
    if (m_report.left > 0 || m_policy.trim.isOff())
        return;
    auto trimmed = applyTrim(m_access, m_policy.trim, [this](quint64 done, quint64) { return goesOn(done); });
    if (!trimmed) {
        m_error = trimmed.error();
        return;
    }
    m_report.trim = *trimmed;
    m_access([&](StoreWriter& writer) {
        if (m_report.trim.bytes > 0 && !addHoles(writer.database(), m_report.trim.bytes))
            m_error = lastOf(writer.database());
    });
}

StoreResult<RetentionReport> RetentionRun::run()
{
    settle();
    if (!failed())
        archive();
    m_access([&](StoreWriter& writer) {
        if (!failed() && !storeFloors(writer, m_plan.floors))
            m_error = lastOf(writer.database());
        if (failed())
            writer.reloadFloors(); // those that were held
    });
    if (!failed())
        remove();
    if (!failed())
        trim();
    if (failed())
        return Unexpected(m_error);
    return std::move(m_report);
}

} // namespace

StoreResult<RetentionReport> applyRetention(const WriterAccess& access, SqlDatabase& reader,
                                            const RetentionPolicy& policy, const Progress& progress)
{
    reader.clearError();
    auto plan = makePlan(reader, policy);
    if (reader.error().code != StoreErrorCode::None)
        return Unexpected(reader.error());
    return RetentionRun(access, reader, policy, std::move(plan), progress).run();
}

StoreResult<RetentionReport> applyRetention(StoreWriter& writer, const RetentionPolicy& policy,
                                            const Progress& progress)
{
    return applyRetention(directAccess(writer), writer.database(), policy, progress);
}

} // namespace nostrscope
