// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rebuild.h"
#include "tests/unit/statscene.h"

#include <QtTest>

#include <map>
#include <random>
#include <set>

using namespace nostrscope;
using namespace nostrscope::test;

class TestStatReader : public QObject {
    Q_OBJECT

private slots:
    void figuresEqualARecount_data();
    void figuresEqualARecount();
    void secondConnectionFollows();
    void figuresHoldDuringAFold();
    void weeksOfAnOlderFile();
    void weeksThatAreMadeAnew();
    void emptyStoreHasNoRows();
    void relayCountersAreSums();
    void cancelledQuestionEnds();
};

void TestStatReader::figuresEqualARecount_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 3; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestStatReader::figuresEqualARecount()
{
    QFETCH(unsigned, seed);
    Scene scene(seed);
    scene.addBatch(1);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    // Nothing folded, some folded, all folded, folded and journal together.
    for (int round = 0; round < 5; ++round) {
        scene.addBatch(250);
        scene.addBatch(50);
        if (round == 2 || round == 3)
            scene.store().fold();
        if (round == 3)
            scene.store().upkeep(fromSeconds(now));
        if (round == 1 || round == 4)
            QVERIFY(scene.store().writer().mapNow(fromSeconds(now)));
        for (int i = 0; i < 40; ++i) {
            compare(reader, scene.rows, randomRange(scene.random()), scene.random());
            if (QTest::currentTestFailed())
                return;
        }
    }
    scene.store().reopen();
    StatReader again(*database);
    compare(again, scene.rows, TimeRange::everything(), scene.random());
}

/// The connection of another process: it is never told when the writer commits, folds or settles.
void TestStatReader::secondConnectionFollows()
{
    Scene scene(9);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    for (int round = 0; round < 40; ++round) {
        scene.addBatch(20);
        if (round % 7 == 3)
            scene.store().fold();
        if (round % 5 == 4)
            scene.store().upkeep(fromSeconds(first + round * 3600));
        if (round % 6 == 2)
            QVERIFY(scene.store().writer().mapNow(fromSeconds(first)));
        if (round == 20)
            scene.store().reopen(true);
        compare(reader, scene.rows, randomRange(scene.random()), scene.random());
        if (QTest::currentTestFailed())
            return;
    }
}

/// Slices of a fold, with batches and kills between them.
void TestStatReader::figuresHoldDuringAFold()
{
    StoreTuning tuning;
    tuning.foldSliceBytes = 2000;
    Scene scene(11, tuning);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    int partly = 0;
    for (int round = 0; round < 120; ++round) {
        if (round % 4 == 0)
            scene.addBatch(30);
        // A new hour each time, so that a fold begins whenever none is underway.
        QVERIFY(scene.store().writer().upkeep(fromSeconds(now + round * 3600), false));
        partly += readFoldState(*database).has_value();
        if (round % 17 == 16)
            scene.store().reopen();
        compare(reader, scene.rows, randomRange(scene.random()), scene.random());
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(partly > 0);
    const auto rebuilt = rebuildTables(scene.store().writer());
    QVERIFY(rebuilt);
    QCOMPARE(rebuilt->differences(), 0U);
}

/// It has no cells of weeks until a rebuild, which does not call that a fault.
void TestStatReader::weeksOfAnOlderFile()
{
    Scene scene(12);
    scene.addBatch(400);
    scene.store().reopenAsVersion(3);
    QVERIFY(scene.store().database().value("SELECT weeks_from FROM state") > first / day / 7);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 20 && !QTest::currentTestFailed(); ++i)
            compare(reader, scene.rows, randomRange(scene.random()), scene.random());
        if (round == 0) { // also late events of these weeks
            scene.addBatch(50);
            scene.store().fold();
        } else if (round == 1) {
            const auto rebuilt = rebuildTables(scene.store().writer());
            QVERIFY(rebuilt);
            QCOMPARE(rebuilt->differences(), 0U);
            QCOMPARE(scene.store().database().value("SELECT weeks_from FROM state"), 0);
        }
    }
}

/// A reader keeps sums of whole weeks: those of cells that were wrong go with the rebuild.
void TestStatReader::weeksThatAreMadeAnew()
{
    Scene scene(13);
    scene.addBatch(400);
    scene.store().fold();
    QVERIFY(scene.store().database().exec(
        "UPDATE rollup SET data = (SELECT data FROM rollup WHERE level = 1 LIMIT 1) WHERE level = 3"));
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    const TimeRange range{first - 1, first + days * day, false};
    const auto events = [&] {
        const auto table = reader.ask({Question::Subject::Overview, range, now, std::chrono::hours(1), 0});
        return table ? table->value(0, "total_events").toULongLong() : 0;
    };
    const auto wrong = events();
    const auto rebuilt = rebuildTables(scene.store().writer());
    QVERIFY(rebuilt);
    QVERIFY(rebuilt->differences() > 0);
    QVERIFY(events() != wrong);
    compare(reader, scene.rows, range, scene.random());
}

void TestStatReader::emptyStoreHasNoRows()
{
    StoreFixture store;
    const auto database = store.openReader();
    StatReader reader(*database);
    for (const auto& range : {TimeRange::everything(), TimeRange::last(std::chrono::hours(24), now)}) {
        const auto overview = reader.ask({Question::Subject::Overview, range, now, std::chrono::hours(1), 0});
        QVERIFY(overview);
        QCOMPARE(overview->value(0, "total_events").toULongLong(), 0ULL);
        for (const auto subject : {Question::Subject::Kinds, Question::Subject::Activity,
                                   Question::Subject::Series, Question::Subject::Relays}) {
            const auto table = reader.ask({subject, range, now, std::chrono::hours(1), 0});
            QVERIFY(table);
            QVERIFY(table->rows.empty());
        }
    }
}

void TestStatReader::relayCountersAreSums()
{
    StoreFixture store;
    const auto database = store.openReader();
    StatReader reader(*database);
    const auto at = fromSeconds(now);
    store.commit({verified(inventEvent(1), 1, at), verified(inventEvent(1), 2, at)});
    store.fold();
    EventBatch batch = store.batch({verified(inventEvent(2), 2, at + std::chrono::hours(48))});
    batch.refused[RelayId(2)][0] = 5;
    batch.quarantine.push_back({InvalidReason::Malformed, RelayId(2), at, "{"});
    QVERIFY(store.writer().commit(batch));
    const auto all = reader.relayCounters();
    QVERIFY(all);
    QCOMPARE(all->throughBatch, batch.number);
    const auto& counters = all->relays;
    QCOMPARE(counters.at(RelayId(1)).novel, 1U);
    QCOMPARE(counters.at(RelayId(2)).seen, 2U);
    QCOMPARE(counters.at(RelayId(2)).novel, 1U);
    QCOMPARE(counters.at(RelayId(2)).duplicates, 1U);
    QCOMPARE(counters.at(RelayId(2)).invalid, 5U);
}

void TestStatReader::cancelledQuestionEnds()
{
    Scene scene(4);
    scene.addBatch(3000);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    CallLimits limits;
    limits.cancelled = std::make_shared<std::atomic<bool>>(true);
    database->setLimits(limits);
    const auto table =
        reader.ask({Question::Subject::Series, {first, now, false}, now, std::chrono::seconds(60), 0});
    QVERIFY(!table);
    QCOMPARE(table.error().code, StoreErrorCode::Cancelled);
    database->clearLimits();
    QVERIFY(!database->inTransaction());
    QVERIFY(reader.ask({Question::Subject::Kinds, {first, now, false}, now, std::chrono::seconds(60), 0}));
}

QTEST_GUILESS_MAIN(TestStatReader)
#include "tst_statreader.moc"
