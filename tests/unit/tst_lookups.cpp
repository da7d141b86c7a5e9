// SPDX-License-Identifier: GPL-3.0-or-later
// Look-ups: runs of packed blocks, and merges of them that are cut into slices, fail, or are killed.
#include "core/storage/lookupruns.h"
#include "tests/support/storefixture.h"

#include <QtTest>

#include <map>
#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr std::int64_t highestKey = (std::int64_t(1) << lookupKeyBits) - 1;
constexpr StoreTuning smallTuning{20, 7, 50, {}, 40};
constexpr auto start = fromSeconds(1800000000);

using Entries = std::vector<LookupEntry>;

Entries randomEntries(unsigned seed, std::size_t count, std::int64_t keys)
{
    std::mt19937_64 random(seed);
    Entries entries;
    for (std::size_t i = 0; i < count; ++i)
        entries.push_back(
            {static_cast<std::int64_t>(random() % std::uint64_t(keys)), static_cast<std::int64_t>(i + 1)});
    std::sort(entries.begin(), entries.end());
    return entries;
}

Entries readRun(LookupRunReader& reader, RunNo run)
{
    Entries entries;
    LookupRunReader::Block block;
    while (reader.next(run, block.no, block) && block.no != 0) {
        for (std::size_t i = 0; i < block.entries.size(); ++i)
            entries.push_back(block.entries.at(i));
    }
    return entries;
}

/// Merges in one go.
LookupRun merge(SqlDatabase& database, const Entries& hot, const std::vector<LookupRun>& runs, RunNo target,
                std::size_t blockBytes = 60, const std::vector<bool>* drop = nullptr)
{
    LookupRunWriter writer(database);
    LookupMerge merge(writer, hot, runs, target, blockBytes, drop);
    while (!merge.isDone()) {
        if (!merge.slice(13))
            qFatal("the merge failed");
    }
    return {target, 0, merge.entries()};
}

std::int64_t leftovers(SqlDatabase& database)
{
    return database.value(
        "SELECT count(*) FROM lookup_block WHERE (no >> 56) NOT IN (SELECT run FROM lookup_run)");
}

} // namespace

class TestLookups : public QObject {
    Q_OBJECT

private slots:
    void runsHoldWhatWasMerged_data();
    void runsHoldWhatWasMerged();
    void sameEntryIsKeptOnce();
    void keyWithMoreBlocksThanNumbers();
    void droppedRowsAreLeftOut();
    void damageIsReported();
    void runsAreRemovedInSlices();
    void failedMergeStartsAgain();
    void killedMergeLeavesNothing();
    void staleEntriesLeave();
    void readerSeesOneInstant();
    void olderEventsAreFound();
};

void TestLookups::runsHoldWhatWasMerged_data()
{
    QTest::addColumn<qint64>("keys");
    QTest::newRow("few keys, many blocks of one") << qint64(3);
    QTest::newRow("some") << qint64(300);
    QTest::newRow("all different") << qint64(highestKey);
}

void TestLookups::runsHoldWhatWasMerged()
{
    QFETCH(qint64, keys);
    StoreFixture store;
    auto& database = store.database();
    const auto all = randomEntries(4, 3000, keys);
    std::vector<Entries> parts(3);
    for (std::size_t i = 0; i < all.size(); ++i)
        parts[i * i % 3].push_back(all[i]);
    const auto first = merge(database, parts[0], {}, 5);
    const auto second = merge(database, parts[1], {}, 126);
    // Neighbours that are not to be read.
    (void)merge(database, randomEntries(9, 100, keys), {}, 6);
    (void)merge(database, randomEntries(9, 100, keys), {}, 127);
    const auto result = merge(database, parts[2], {first, second}, 1);
    LookupRunReader reader(database);
    QCOMPARE(result.entries, std::int64_t(all.size()));
    QVERIFY(readRun(reader, 1) == all);
    std::map<std::int64_t, std::vector<std::int64_t>> byKey;
    for (const auto& entry : all)
        byKey[entry.key].push_back(entry.seq);
    for (const auto& [key, rows] : byKey) {
        std::vector<std::int64_t> found;
        QVERIFY(reader.find(1, key, found));
        std::sort(found.begin(), found.end());
        QCOMPARE(found, rows);
    }
    std::vector<std::int64_t> none;
    QVERIFY(reader.find(2, all.front().key, none));
    QVERIFY(none.empty());
}

void TestLookups::sameEntryIsKeptOnce()
{
    StoreFixture store;
    const Entries twice{{1, 1}, {1, 1}, {2, 1}, {2, 1}};
    const auto first = merge(store.database(), twice, {}, 1);
    QCOMPARE(first.entries, 2);
    QCOMPARE(merge(store.database(), twice, {first}, 2).entries, 2);
}

void TestLookups::keyWithMoreBlocksThanNumbers()
{
    StoreFixture store;
    SqlTransaction transaction(store.database()); // quicker
    Entries entries{{3, 1}};
    for (std::int64_t i = 1; i <= 70000; ++i)
        entries.push_back({4, i});
    entries.push_back({5, 1});
    const auto run = merge(store.database(), entries, {}, 1, 1); // an entry a block
    LookupRunReader reader(store.database());
    QVERIFY(readRun(reader, run.number) == entries);
    for (const auto& [key, count] : {std::pair(3, 1U), std::pair(4, 70000U), std::pair(5, 1U)}) {
        std::vector<std::int64_t> rows;
        QVERIFY(reader.find(run.number, key, rows));
        QCOMPARE(rows.size(), count);
    }
    QVERIFY(transaction.commit());
}

void TestLookups::droppedRowsAreLeftOut()
{
    StoreFixture store;
    std::vector<bool> drop(20);
    drop[3] = drop[19] = true;
    const auto first = merge(store.database(), {{1, 3}, {2, 4}, {3, 19}, {4, 20}, {5, 400}}, {}, 1);
    QCOMPARE(merge(store.database(), {}, {first}, 2, 60, &drop).entries, 3);
    LookupRunReader reader(store.database());
    QVERIFY(readRun(reader, 2) == (Entries{{2, 4}, {4, 20}, {5, 400}}));
}

void TestLookups::damageIsReported()
{
    StoreFixture store(smallTuning);
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 100; ++i)
        batch.push_back(verified(inventEvent(i), 1));
    store.commit(batch);
    store.upkeep(start);
    QVERIFY(store.database().exec("UPDATE lookup_block SET data = x'0101'"));
    const auto reader = store.openReader();
    const auto read = EventReader(*reader).byIds({inventEvent(3).id});
    QVERIFY(!read);
    QCOMPARE(read.error().code, StoreErrorCode::Corrupt);
    // Not stored a second time either.
    const auto again = store.writer().commit(store.batch({verified(inventEvent(3), 1)}));
    QVERIFY(!again);
    QCOMPARE(again.error().code, StoreErrorCode::Corrupt);
    QCOMPARE(store.storedIds().size(), 100U);
}

void TestLookups::runsAreRemovedInSlices()
{
    StoreFixture store;
    auto& database = store.database();
    for (const RunNo run : {1, 2, 127})
        (void)merge(database, randomEntries(5, 500, highestKey), {}, run);
    QVERIFY(database.exec("INSERT INTO lookup_run VALUES(2, 0, 0, 500)"));
    LookupRunWriter writer(database);
    QVERIFY(writer.isDropping());
    QCOMPARE(writer.take(), 3); // 1 is not free yet
    while (writer.isDropping())
        QVERIFY(writer.dropSlice(7));
    QCOMPARE(writer.take(), 1);
    QCOMPARE(leftovers(database), 0);
    LookupRunReader reader(database);
    QCOMPARE(readRun(reader, 2).size(), 500U);
}

void TestLookups::failedMergeStartsAgain()
{
    StoreFixture store(smallTuning);
    std::vector<EventId> ids;
    bool didFail = false;
    for (std::uint64_t round = 0; round < 40; ++round) {
        std::vector<VerifiedEvent> batch;
        for (std::uint64_t i = 0; i < 10; ++i) {
            batch.push_back(verified(inventEvent(round * 10 + i, 1, 1700000000, {{"t", "x"}}), 1));
            ids.push_back(batch.back().event.id);
        }
        store.commit(batch);
        (void)store.writer().upkeep(start, false);
        QVERIFY(store.database().exec("PRAGMA query_only = ON"));
        didFail |= !store.writer().upkeep(start, false);
        QVERIFY(store.database().exec("PRAGMA query_only = OFF"));
    }
    QVERIFY(didFail);
    const auto reader = store.openReader();
    for (int pass = 0; pass < 2; ++pass) {
        const auto found = EventReader(*reader).byIds(ids);
        QVERIFY(found);
        QCOMPARE(found->size(), ids.size());
        Filter filter;
        filter.kinds = std::vector<Kind>{1};
        filter.tags['t'] = {"x"};
        const auto page = EventReader(*reader).page(filter, EventOrder::OldestFirst, {}, 1000);
        QVERIFY(page);
        QCOMPARE(page->events.size(), ids.size());
        store.upkeep(start);
    }
    QCOMPARE(leftovers(store.database()), 0);
    QVERIFY(store.database().value("SELECT count(*) FROM lookup_run") <= 9);
}

void TestLookups::killedMergeLeavesNothing()
{
    StoreFixture store(smallTuning);
    bool didLeave = false;
    for (std::uint64_t round = 0; round < 30; ++round) {
        std::vector<VerifiedEvent> batch;
        for (std::uint64_t i = 0; i < 30; ++i)
            batch.push_back(verified(inventEvent(round * 30 + i, 1, 1700000000, {{"t", "x"}}), 1));
        store.commit(batch);
        for (std::uint64_t slice = 0; slice < round % 7; ++slice)
            QVERIFY(store.writer().upkeep(start, false));
        store.reopen();
        didLeave |= leftovers(store.database()) > 0;
    }
    QVERIFY(didLeave);
    store.upkeep(start);
    QCOMPARE(leftovers(store.database()), 0);
    std::vector<EventId> ids;
    for (std::uint64_t i = 0; i < 900; ++i)
        ids.push_back(inventEvent(i).id);
    const auto reader = store.openReader();
    const auto found = EventReader(*reader).byIds(ids);
    QVERIFY(found);
    QCOMPARE(found->size(), ids.size());
}

void TestLookups::staleEntriesLeave()
{
    StoreFixture store(smallTuning);
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 200; ++i)
        batch.push_back(verified(inventEvent(i, 1, 1700000000, {{"t", "x"}}), 1));
    store.commit(batch);
    QVERIFY(store.writer().settleEverything(start));
    auto& database = store.database();
    const auto entriesOf = [&](Lookup what) {
        return database.value(
            ("SELECT sum(entries) FROM lookup_run WHERE what = " + QByteArray::number(int(what)))
                .constData());
    };
    // Too few to rewrite everything for.
    QVERIFY(database.exec("INSERT INTO lookup_stale VALUES(1)"));
    QVERIFY(store.writer().dropStale());
    QCOMPARE(entriesOf(Lookup::Tag), 200);
    // 50 events are gone, 50 others have lost their tags only.
    QVERIFY(database.exec("INSERT OR IGNORE INTO lookup_stale SELECT seq FROM event WHERE seq <= 100;"
                          "DELETE FROM event WHERE seq <= 50"));
    QVERIFY(store.writer().dropStale());
    QCOMPARE(entriesOf(Lookup::Id), 150);
    QCOMPARE(entriesOf(Lookup::Author), 150);
    QCOMPARE(entriesOf(Lookup::Tag), 100);
    QCOMPARE(database.value("SELECT count(*) FROM lookup_stale"), 0);
    QCOMPARE(leftovers(database), 0);
    const auto again = store.commit({verified(inventEvent(60), 2)});
    QCOMPARE(again->result.outcomes.front(), Outcome::Duplicate);
}

void TestLookups::readerSeesOneInstant()
{
    StoreFixture store(smallTuning);
    const auto commitSome = [&](std::uint64_t from) {
        std::vector<VerifiedEvent> batch;
        for (std::uint64_t i = from; i < from + 50; ++i)
            batch.push_back(verified(inventEvent(i, 1, 1700000000, {{"t", "x"}}), 1));
        store.commit(batch);
        store.upkeep(start);
    };
    commitSome(0);
    const auto connection = store.openReader();
    EventReader reader(*connection);
    QVERIFY(connection->exec("BEGIN"));
    std::vector<bool> found;
    QVERIFY(reader.find({inventEvent(0).id}, found));
    QVERIFY(found[0]);
    commitSome(50); // replaces the runs that the open question reads
    QVERIFY(reader.find({inventEvent(0).id, inventEvent(70).id}, found));
    QVERIFY(found[0]);
    QVERIFY(!found[1]);
    QVERIFY(connection->exec("COMMIT"));
    QVERIFY(reader.find({inventEvent(0).id, inventEvent(70).id}, found));
    QVERIFY(found[0] && found[1]);
}

void TestLookups::olderEventsAreFound()
{
    StoreFixture store(smallTuning);
    const auto commitSome = [&](std::uint64_t from, std::uint64_t count) {
        std::vector<VerifiedEvent> batch;
        for (std::uint64_t i = from; i < from + count; ++i)
            batch.push_back(verified(inventEvent(i), 1));
        store.commit(batch);
    };
    commitSome(0, 50);
    store.upkeep(start);
    commitSome(50, 3); // not merged
    const auto connection = store.openReader();
    EventReader reader(*connection);
    std::vector<bool> found;
    QVERIFY(reader.findOlder({inventEvent(0).id, inventEvent(51).id, inventEvent(60).id}, found));
    QCOMPARE(found, (std::vector<bool>{true, true, false}));
    commitSome(60, 50);
    store.upkeep(start); // all are merged now
    QVERIFY(reader.findOlder({inventEvent(0).id, inventEvent(51).id, inventEvent(60).id}, found));
    QCOMPARE(found, (std::vector<bool>{true, true, true}));
    commitSome(200, 1);
    QVERIFY(reader.find({inventEvent(200).id}, found));
    QVERIFY(found[0]);
}

QTEST_GUILESS_MAIN(TestLookups)
#include "tst_lookups.moc"
