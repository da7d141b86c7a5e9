// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventbody.h"
#include "core/storage/lookupindex.h"
#include "core/storage/rebuild.h"
#include "core/storage/retentionrun.h"
#include "tests/support/storefixture.h"

#include <QtTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr StoreTuning smallTuning{50, 20, 30, {}, 200};
constexpr Timestamp day = 86400;
constexpr Timestamp now = 1700006400;

std::vector<VerifiedEvent> randomEvents(unsigned seed, int count, int days)
{
    static constexpr Kind kinds[] = {0, 1, 1, 7, 5, 5300, 7000, 9735, 21, 10002, 30023, 1984, 62};
    std::mt19937 random(seed);
    std::vector<VerifiedEvent> events;
    for (int i = 0; i < count; ++i) {
        const auto kind = kinds[random() % std::size(kinds)];
        Tags tags{{"t", QByteArray::number(random() % 9)}, {"d", QByteArray::number(random() % 5)}};
        if (kind == 5)
            tags.append({"e", inventEvent(random() % std::uint64_t(count)).id.toHex()});
        if (kind == 5)
            tags.append({"a", "30023:" + inventKey(1).toHex() + ":2"});
        if (kind == 62)
            tags.append({"relay", "ALL_RELAYS"});
        if (kind == 9735)
            tags.append({"bolt11", "lnbc10u1x"});
        if (kind == 9735)
            tags.append({"p", inventKey(3).toHex()});
        if (random() % 5 == 0)
            tags.append({"expiration", "1800000000"});
        const auto createdAt = now - Timestamp(random() % unsigned(days * day));
        const auto event = inventEvent(std::uint64_t(i), kind, createdAt, tags, QByteArray(300, 'x'),
                                       std::uint32_t(random() % 20));
        // One in ten was future-dated when it came.
        const auto receivedAt = fromSeconds(random() % 10 == 0 ? createdAt - 2000 : createdAt + 5);
        events.push_back(verified(event, std::uint32_t(random() % 4), receivedAt));
    }
    return events;
}

void fill(StoreFixture& store, const std::vector<VerifiedEvent>& events)
{
    for (std::size_t i = 0; i < events.size(); i += 100) {
        const auto end = std::min(events.size(), i + 100);
        std::vector<Sighting> sightings;
        for (auto k = i; k < end; k += 2)
            sightings.push_back({events[k].event.id, RelayId(5), events[k].receivedAt, Origin::Live});
        store.commit({events.begin() + qsizetype(i), events.begin() + qsizetype(end)}, sightings);
        if (i % 300 == 0)
            store.upkeep(fromSeconds(now - day));
    }
}

/// Ids that stay when these floors hold.
std::vector<EventId> expectedIds(const std::vector<VerifiedEvent>& events, const RetentionReport& report)
{
    RetentionFloors floors;
    for (const auto& group : report.groups)
        floors.set(group.group, group.floor);
    std::vector<EventId> ids;
    for (const auto& one : events) {
        if (!floors.isBelow(one.event.kind, one.event.createdAt))
            ids.push_back(one.event.id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

Timestamp floorOf(const RetentionReport& report, KindGroup group)
{
    for (const auto& one : report.groups) {
        if (one.group == group)
            return one.floor;
    }
    return 0;
}

/// Nothing may speak of an event that is gone, and nothing may be missing.
void checkTables(StoreFixture& store)
{
    const auto found = checkDatabase(store.database());
    QVERIFY(found);
    QCOMPARE(*found, QStringList());
    const auto count = [&](const char* sql) { return store.database().value(sql); };
    QCOMPARE(count("SELECT count(*) FROM lookup_stale WHERE seq IN (SELECT seq FROM event)"), 0);
    SqlStatement events(store.database(), "SELECT seq FROM event");
    QSet<std::int64_t> present;
    while (events.step())
        present.insert(events.integer(0));
    for (const auto what : {Lookup::Id, Lookup::Author, Lookup::Tag})
        QVERIFY(present.contains(lookupRows(store.database(), what)));
    const auto report = rebuildTables(store.writer());
    QVERIFY(report);
    for (const auto& table : report->tables) {
        if (table.name != QStringLiteral("zap")) // their requests were never signed
            QVERIFY2(table.differences == 0, qPrintable(table.name));
    }
}

} // namespace

class TestRetention : public QObject {
    Q_OBJECT

private slots:
    void groups_data();
    void groups();
    void dryRunTellsWhatARunDoes();
    void figuresOfAllStay();
    void whatIsBelowIsNotTakenAgain();
    void endedEarlyItGoesOn();
    void floorsNeverFall();
    void sizeBudgetTakesTheOldest();
    void sizeBudgetSparesTheYoung();
    void enoughSpaceChangesNothing();
    void storeWorksOn();
};

void TestRetention::groups_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("group");
    const auto row = [](int kind, const char* group) {
        QTest::addRow("%d", kind) << kind << QString::fromLatin1(group);
    };
    row(1, "notes");
    row(7, "reactions");
    row(0, "profiles");
    row(5000, "dvm");
    row(7000, "dvm");
    row(7001, "other");
    row(4999, "other");
    row(9735, "zaps");
    row(34236, "video");
    row(10002, "relays");
    row(62, "other");
}

void TestRetention::groups()
{
    QFETCH(int, kind);
    QFETCH(QString, group);
    QCOMPARE(QString::fromLatin1(toString(kindGroup(static_cast<Kind>(kind)))), group);
}

void TestRetention::dryRunTellsWhatARunDoes()
{
    const auto events = randomEvents(1, 900, 200);
    StoreFixture store(smallTuning);
    fill(store, events);
    RetentionPolicy policy;
    policy.now = now;
    policy.floors = {{KindGroup::Notes, now - 20 * day + 17},
                     {KindGroup::Dvm, now - 100 * day},
                     {KindGroup::Other, now - 50 * day}};
    const auto reader = store.openReader();
    const auto plan = planRetention(*reader, policy);
    QVERIFY(plan);
    QCOMPARE(store.storedIds().size(), events.size());
    const auto expected = expectedIds(events, *plan);
    QVERIFY(expected.size() < events.size());
    QCOMPARE(plan->events, quint64(events.size() - expected.size()));
    QVERIFY(plan->bytes > 0);
    QCOMPARE(floorOf(*plan, KindGroup::Notes) % 3600, 0);
    QVERIFY(floorOf(*plan, KindGroup::Notes) <= policy.floors[KindGroup::Notes]);

    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    QCOMPARE(report->events, plan->events);
    QCOMPARE(report->left, 0U);
    QCOMPARE(store.storedIds(), expected);
    checkTables(store);
    store.reopen();
    QCOMPARE(store.storedIds(), expected);
    checkTables(store);
}

void TestRetention::figuresOfAllStay()
{
    StoreFixture store(smallTuning);
    fill(store, randomEvents(2, 600, 100));
    store.fold();
    const QStringList table{QStringLiteral("rollup")};
    const auto before = dump(store.database(), table);
    RetentionPolicy policy;
    policy.now = now;
    for (const auto group : kindGroups)
        policy.floors[group] = now - 30 * day;
    QVERIFY(applyRetention(store.writer(), policy));
    QCOMPARE(difference(dump(store.database(), table), before), QString());
    checkTables(store);
    QCOMPARE(difference(dump(store.database(), table), before), QString());
}

void TestRetention::whatIsBelowIsNotTakenAgain()
{
    const auto events = randomEvents(3, 300, 100);
    StoreFixture store(smallTuning);
    fill(store, events);
    RetentionPolicy policy;
    policy.now = now;
    policy.floors[KindGroup::Notes] = now - 10 * day;
    QVERIFY(applyRetention(store.writer(), policy));
    const auto kept = store.storedIds();
    const auto delta = store.commit(events);
    QCOMPARE(store.storedIds(), kept);
    for (std::size_t i = 0; i < events.size(); ++i) {
        const bool isBelow =
            kindGroup(events[i].event.kind) == KindGroup::Notes && events[i].event.createdAt < now - 10 * day;
        QCOMPARE(delta->result.outcomes[i], isBelow ? Outcome::BelowFloor : Outcome::Duplicate);
    }
    store.reopen();
    QCOMPARE(store.commit(events)->result.outcomes, delta->result.outcomes);
    QCOMPARE(store.storedIds(), kept);
}

void TestRetention::endedEarlyItGoesOn()
{
    const auto events = randomEvents(4, 900, 100);
    StoreFixture store(smallTuning);
    fill(store, events);
    RetentionPolicy policy;
    policy.now = now;
    for (const auto group : kindGroups)
        policy.floors[group] = now - 10 * day;
    const auto plan = planRetention(store.database(), policy);
    int calls = 0;
    const auto first = applyRetention(store.writer(), policy, [&](quint64, quint64) { return ++calls < 3; });
    QVERIFY(first);
    QVERIFY(first->events > 0);
    QVERIFY(first->left > 0);
    QCOMPARE(first->events + first->left, plan->events);
    QCOMPARE(store.storedIds().size(), events.size() - first->events);
    checkTables(store);
    // The floors are raised, so the next run needs no word of them.
    const auto second = applyRetention(store.writer(), {{}, {}, now});
    QVERIFY(second);
    QCOMPARE(second->events, first->left);
    QCOMPARE(store.storedIds(), expectedIds(events, *plan));
    checkTables(store);
}

void TestRetention::floorsNeverFall()
{
    StoreFixture store(smallTuning);
    fill(store, randomEvents(5, 200, 50));
    RetentionPolicy policy;
    policy.now = now;
    policy.floors[KindGroup::Notes] = now - 10 * day;
    QVERIFY(applyRetention(store.writer(), policy));
    policy.floors[KindGroup::Notes] = now - 20 * day;
    QVERIFY(applyRetention(store.writer(), policy));
    QCOMPARE(store.database().value("SELECT created_at FROM retention_floor WHERE kind_group = 'notes'"),
             (now - 10 * day) / 3600 * 3600);
}

void TestRetention::sizeBudgetTakesTheOldest()
{
    const auto events = randomEvents(6, 3000, 400);
    StoreFixture store(smallTuning);
    fill(store, events);
    store.fold();
    RetentionPolicy policy;
    policy.now = now;
    policy.sizeBudgetBytes = quint64(store.database().value("PRAGMA page_count")) * 8192 * 7 / 10;
    const auto plan = planRetention(store.database(), policy);
    QVERIFY(plan);
    // About three in ten, and one date for all groups: the oldest go first.
    QVERIFY(plan->events > events.size() / 5 && plan->events < events.size() / 2);
    QCOMPARE(floorOf(*plan, KindGroup::Notes), floorOf(*plan, KindGroup::Video));
    QCOMPARE(floorOf(*plan, KindGroup::Notes), floorOf(*plan, KindGroup::Dvm));
    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    QCOMPARE(store.storedIds(), expectedIds(events, *plan));
    checkTables(store);
    // The same budget asks for nothing more, though pages are half empty until a vacuum.
    const auto again = planRetention(store.database(), policy);
    QVERIFY(again);
    QVERIFY2(again->events < plan->events / 10, qPrintable(QString::number(again->events)));
    QVERIFY(vacuumDatabase(store.database(), store.path()));
    QVERIFY(store.database().value("PRAGMA page_count") * 8192
            < std::int64_t(*policy.sizeBudgetBytes) * 12 / 10);
}

void TestRetention::sizeBudgetSparesTheYoung()
{
    const auto events = randomEvents(7, 1000, 120);
    StoreFixture store(smallTuning);
    fill(store, events);
    RetentionPolicy policy;
    policy.now = now;
    policy.sizeBudgetBytes = 1;
    const auto plan = planRetention(store.database(), policy);
    QVERIFY(plan);
    QCOMPARE(floorOf(*plan, KindGroup::Notes), (now - 90 * day) / 3600 * 3600);
    QCOMPARE(floorOf(*plan, KindGroup::Reactions), (now - 90 * day) / 3600 * 3600);
    QCOMPARE(floorOf(*plan, KindGroup::Dvm), (now - 30 * day) / 3600 * 3600);
    QVERIFY(floorOf(*plan, KindGroup::Video) <= now);
}

void TestRetention::enoughSpaceChangesNothing()
{
    StoreFixture store(smallTuning);
    fill(store, randomEvents(8, 200, 400));
    RetentionPolicy policy;
    policy.now = now;
    policy.sizeBudgetBytes = quint64(20) << 30;
    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    QVERIFY(report->groups.empty());
    QCOMPARE(report->events, 0U);
    QCOMPARE(store.storedIds().size(), 200U);
}

void TestRetention::storeWorksOn()
{
    StoreFixture store(smallTuning);
    fill(store, randomEvents(9, 300, 100));
    RetentionPolicy policy;
    policy.now = now;
    for (const auto group : kindGroups)
        policy.floors[group] = now - 30 * day;
    QVERIFY(applyRetention(store.writer(), policy));
    const auto kept = store.storedIds().size();
    // New events of sealed and of open hours, sightings of old ones, all survive a rebuild.
    policy.floors[KindGroup::Notes] = now - 20 * day;
    QVERIFY(applyRetention(store.writer(), policy));
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 60; ++i)
        batch.push_back(
            verified(inventEvent(10000 + i, 7, now - 29 * day + Timestamp(i) * 40000), 2, fromSeconds(now)));
    store.commit(batch, {{store.storedIds().front(), RelayId(6), fromSeconds(now), Origin::Live}});
    checkTables(store);
    store.upkeep(fromSeconds(now + day));
    store.reopen();
    QVERIFY(store.storedIds().size() > 60U && store.storedIds().size() <= kept + 60);
    checkTables(store);
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
