// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/nostr/eventparser.h"
#include "tests/support/eventfactory.h"
#include "tests/support/storefixture.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace std::chrono_literals;

namespace {

const auto start = fromSeconds(1800000000);
const QByteArray samePrefix = "\x80\x01\x02\x03\x04\x05\x06\x07";

/// Small enough that a handful of events is merged in several slices.
constexpr StoreTuning smallTuning{8, 3, 4, {}, 40};

Outcome outcomeOf(const std::shared_ptr<const CommittedDelta>& delta, std::size_t index = 0)
{
    return delta->result.outcomes.at(index);
}

bool isStored(StoreFixture& store, const EventId& id)
{
    const auto database = store.openReader();
    EventReader reader(*database);
    std::vector<bool> found;
    return reader.find({id}, found) && found.at(0);
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private slots:
    void oddEventsComeBackAsTheyWere();
    void vectorsComeBackAsTheyWere();
    void idsWithOnePrefixAreApart_data();
    void idsWithOnePrefixAreApart();
    void duplicatesAreSightings();
    void sightingsSettle();
    void unstoredIsCounted();
    void repeatedBatchChangesNothing();
    void failedCommitLeavesMemoryAsBefore();
    void lookupsHoldDuringMerge();
    void eventsWithoutTagsMoveTheTagMark();
    void newReaderSeesWhatWasMerged();
};

void TestStore::oddEventsComeBackAsTheyWere()
{
    const EventFactory factory(3, 4);
    Tags manyTags;
    for (int i = 0; i < 2500; ++i)
        manyTags.append({"e", QByteArray(64, 'a')});
    const std::vector<Event> events{
        factory.make(0, 1, 0, {}, {}),
        factory.make(0, 65535, (std::int64_t(1) << 53) - 1, {{}, {""}, {"", ""}}, "far future"),
        factory.make(1, 1, 1700000000, manyTags, "many tags"),
        factory.make(1, 1, 1700000000, {{"t", QByteArrayView("a\0b", 3)}}, QByteArray("x\0y", 3)),
        factory.make(2, 30023, 1700000000, {{"d", QByteArray(100000, 'd')}}, "long identifier"),
        factory.make(2, 7, 1700000000, {{"e", QByteArray(64, 'A')}, {"p", QByteArray(64, 'b')}}, "+"),
        factory.make(3, 1, 1700000000, {{"t", QByteArray(513, 't')}}, QByteArray(1000 * 1000, 'x')),
    };
    StoreFixture store;
    std::vector<VerifiedEvent> batch;
    std::vector<EventId> ids;
    for (const auto& event : events) {
        batch.push_back(verified(event, 1));
        ids.push_back(event.id);
    }
    store.commit(std::move(batch));
    for (int round = 0; round < 2; ++round) {
        const auto database = store.openReader();
        EventReader reader(*database);
        const auto stored = reader.byIds(ids);
        QVERIFY(stored);
        QCOMPARE(stored->size(), events.size());
        EventVerifier verifier;
        for (std::size_t i = 0; i < events.size(); ++i) {
            QCOMPARE(stored->at(i).event, events[i]);
            QCOMPARE(verifier.verify(stored->at(i).event), Verdict::Valid);
            QCOMPARE(stored->at(i).seq, i + 1);
        }
        store.reopen(true);
    }
}

void TestStore::vectorsComeBackAsTheyWere()
{
    NOSTRSCOPE_NEEDS_DATA();
    StoreFixture store;
    std::vector<Event> events;
    EventParser parser;
    for (const auto& line : readLines(QStringLiteral("events/general.jsonl"))) {
        if (events.size() < 2000) {
            if (auto event = parser.parseEvent(line); event && kindClass(event->kind) != KindClass::Ephemeral)
                events.push_back(std::move(*event));
        }
    }
    QVERIFY(events.size() > 100);
    std::vector<VerifiedEvent> batch;
    for (const auto& event : events)
        batch.push_back(verified(event));
    store.commit(std::move(batch));
    const auto database = store.openReader();
    EventReader reader(*database);
    for (const auto& event : events) {
        const auto stored = reader.byIds({event.id});
        QVERIFY(stored && stored->size() == 1);
        QCOMPARE(stored->front().event, event);
    }
}

void TestStore::idsWithOnePrefixAreApart_data()
{
    QTest::addColumn<bool>("merged");
    QTest::newRow("in memory") << false;
    QTest::newRow("merged") << true;
}

void TestStore::idsWithOnePrefixAreApart()
{
    QFETCH(bool, merged);
    StoreFixture store(smallTuning);
    std::vector<Event> events;
    for (std::uint64_t i = 0; i < 12; ++i)
        events.push_back(inventEvent(i, 1, 1700000000, {}, {}, 1, samePrefix));
    std::vector<VerifiedEvent> first;
    for (std::size_t i = 0; i < 6; ++i)
        first.push_back(verified(events[i]));
    store.commit(first);
    if (merged)
        store.upkeep(start);
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(isStored(store, events[i].id), i < 6);
    const auto delta =
        store.commit({verified(events[0]), verified(events[7]), verified(events[5]), verified(events[7])});
    QCOMPARE(outcomeOf(delta, 0), Outcome::Duplicate);
    QCOMPARE(outcomeOf(delta, 1), Outcome::Stored);
    QCOMPARE(outcomeOf(delta, 2), Outcome::Duplicate);
    QCOMPARE(outcomeOf(delta, 3), Outcome::Duplicate);
    store.reopen();
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(isStored(store, events[i].id), i < 6 || i == 7);
    QCOMPARE(store.storedIds().size(), 7U);
}

void TestStore::duplicatesAreSightings()
{
    StoreFixture store;
    const auto a = inventEvent(1);
    const auto b = inventEvent(2);
    auto delta = store.commit(
        {verified(a, 1, start), verified(a, 2, start + 2s), verified(b, 0, start, Origin::Import)});
    QCOMPARE(outcomeOf(delta, 0), Outcome::Stored);
    QCOMPARE(outcomeOf(delta, 1), Outcome::Duplicate);
    QCOMPARE(outcomeOf(delta, 2), Outcome::Stored);
    QCOMPARE(delta->result.lastSeq, 2U);
    QCOMPARE(delta->events.size(), 2U);
    QCOMPARE(delta->relays.at(RelayId(1)).novel, 1U);
    QCOMPARE(delta->relays.at(RelayId(2)).novel, 0U);
    QCOMPARE(delta->relays.at(RelayId(2)).duplicates, 1U);
    // Again from a relay that showed it already: a duplicate, but nothing newly seen. An unknown id: nothing.
    delta = store.commit({},
                         {{a.id, RelayId(1), start + 3s, Origin::Live},
                          {b.id, RelayId(3), start + 3s, Origin::Live},
                          {inventEvent(3).id, RelayId(1), start, Origin::Live}});
    QCOMPARE(delta->relays.at(RelayId(1)).duplicates, 1U);
    QCOMPARE(delta->relays.at(RelayId(1)).seen, 0U);
    QCOMPARE(delta->relays.at(RelayId(3)).seen, 1U);
    const auto lines = dump(store.database(), {QStringLiteral("sighting")}).value(QStringLiteral("sighting"));
    const auto hexA = QString::fromLatin1(a.id.toHex());
    const auto hexB = QString::fromLatin1(b.id.toHex());
    QStringList expected{hexA + QStringLiteral("|1"), hexA + QStringLiteral("|2"),
                         hexB + QStringLiteral("|3")};
    expected.sort();
    QCOMPARE(lines, expected);
}

void TestStore::sightingsSettle()
{
    StoreFixture store(smallTuning);
    std::vector<VerifiedEvent> events;
    for (std::uint64_t i = 0; i < 20; ++i)
        events.push_back(verified(inventEvent(i), 1 + std::uint32_t(i % 3), start));
    store.commit(events);
    std::vector<Sighting> again;
    for (const auto& event : events)
        again.push_back({event.event.id, RelayId(4), start + 5s, Origin::Live});
    store.commit({}, again);
    const QStringList table{QStringLiteral("sighting")};
    const auto before = dump(store.database(), table);
    QCOMPARE(before.first().size(), 40);
    QCOMPARE(store.database().value("SELECT count(*) FROM sighting"), 0);

    store.upkeep(start + 5min);
    QCOMPARE(store.database().value("SELECT count(*) FROM sighting"), 0);
    store.reopen(); // the journal gives them back
    QCOMPARE(dump(store.database(), table), before);
    store.upkeep(start + 11min);
    QCOMPARE(store.database().value("SELECT count(*) FROM sighting"), 20);
    QCOMPARE(dump(store.database(), table), before);
    store.reopen(); // blobs and journal together
    QCOMPARE(dump(store.database(), table), before);

    // A late one goes into the blob, and one that is known changes nothing.
    auto delta = store.commit({},
                              {{events[0].event.id, RelayId(9), start + 1h, Origin::Live},
                               {events[0].event.id, RelayId(4), start + 1h, Origin::Live}});
    QCOMPARE(delta->relays.at(RelayId(9)).seen, 1U);
    QCOMPARE(delta->relays.at(RelayId(4)).seen, 0U);
    QCOMPARE(dump(store.database(), table).first().size(), 41);
    // The journal does not stay for ever.
    for (int i = 0; i < 40; ++i) {
        store.commit({verified(inventEvent(1000 + std::uint64_t(i)), 1, start + 2h + i * 1h)});
        store.upkeep(start + 2h + i * 1h + 11min);
    }
    QVERIFY(store.database().value("SELECT count(*) FROM sighting_journal") < 30);
    QCOMPARE(dump(store.database(), table).first().size(), 81);
}

void TestStore::unstoredIsCounted()
{
    StoreFixture store;
    const auto removed = inventEvent(4);
    QVERIFY(store.database().exec("INSERT INTO retention_floor VALUES('notes', 1700000000)"));
    SqlStatement tombstone(store.database(), "INSERT INTO tombstone VALUES(?)");
    QVERIFY(tombstone.bind(1, removed.id.view()).run());
    store.writer().reloadFloors();
    const auto delta =
        store.commit({verified(inventEvent(1, 20001), 1), verified(inventEvent(2, 1, 1699999999), 1),
                      verified(inventEvent(3, 1, 1700000000), 1), verified(removed, 1),
                      verified(inventEvent(5, 7, 1699999999), 1), verified(inventEvent(6, 29999), 2)});
    const std::vector expected{Outcome::Ephemeral,  Outcome::BelowFloor, Outcome::Stored,
                               Outcome::BelowFloor, Outcome::Stored,     Outcome::Ephemeral};
    QCOMPARE(delta->result.outcomes, expected);
    QCOMPARE(store.storedIds().size(), 2U);
    const auto count = [&](const char* sql) { return store.database().value(sql); };
    QCOMPARE(count("SELECT sum(count) FROM uncounted WHERE reason = 'ephemeral'"), 2);
    QCOMPARE(count("SELECT sum(count) FROM uncounted WHERE reason = 'below_floor'"), 1);
    QCOMPARE(count("SELECT sum(count) FROM uncounted WHERE reason = 'tombstone'"), 1);
    store.reopen();
    QCOMPARE(outcomeOf(store.commit({verified(removed, 1)})), Outcome::BelowFloor);
}

void TestStore::repeatedBatchChangesNothing()
{
    StoreFixture store;
    const auto batch =
        store.batch({verified(inventEvent(1), 1)}, {{inventEvent(1).id, RelayId(2), start, Origin::Live}});
    QVERIFY(store.writer().commit(batch));
    store.fold();
    const auto before = dump(store.database());
    const auto again = store.writer().commit(batch);
    QVERIFY(again);
    QVERIFY((*again)->rollups.isEmpty());
    QCOMPARE((*again)->result.lastSeq, 1U);
    store.reopen();
    QVERIFY(store.writer().commit(batch));
    store.fold();
    QCOMPARE(difference(dump(store.database()), before), QString());
}

void TestStore::failedCommitLeavesMemoryAsBefore()
{
    StoreFixture store(smallTuning);
    StoreFixture calm(smallTuning);
    std::uint64_t number = 0;
    const auto makeEvents = [&](int count, qsizetype bytes) {
        std::vector<VerifiedEvent> events;
        for (int i = 0; i < count; ++i, ++number)
            events.push_back(verified(
                inventEvent(number, number % 5 == 0 ? 0 : 1, 1700000000 + Timestamp(number),
                            {{"t", QByteArray::number(qulonglong(number % 7))}}, QByteArray(bytes, 'x'),
                            std::uint32_t(number % 40), number % 3 == 0 ? samePrefix : QByteArray()),
                1 + std::uint32_t(number % 4), start));
        return events;
    };
    const auto first = makeEvents(50, 100);
    for (auto* one : {&store, &calm})
        one->commit(first, {{first[3].event.id, RelayId(9), start, Origin::Live}});
    const auto large = makeEvents(400, 4000);
    std::vector<Sighting> sightings;
    for (const auto& event : first)
        sightings.push_back({event.event.id, RelayId(7), start + 1s, Origin::Live});
    const auto batch = store.batch(large, sightings);
    const auto pages = store.database().value("PRAGMA page_count");
    QVERIFY(store.database().exec(qPrintable(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + 60))));
    for (int attempt = 0; attempt < 3; ++attempt) {
        const auto failed = store.writer().commit(batch);
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, StoreErrorCode::DiskFull);
        QCOMPARE(store.writer().lastSeq(), 50U);
        QVERIFY(!store.database().inTransaction());
        // Upkeep may fail or not; nothing may be lost by it.
        (void)store.writer().upkeep(start + 1h, true);
    }
    // What is small still fits, and comes before the batch that waits.
    QVERIFY(store.database().exec("PRAGMA max_page_count = 100000000"));
    QVERIFY(store.writer().commit(batch));
    QVERIFY(calm.writer().commit(batch));
    for (auto* one : {&store, &calm}) {
        one->upkeep(start + 2h);
        one->fold();
    }
    QCOMPARE(store.storedIds().size(), 450U);
    QCOMPARE(difference(dump(store.database()), dump(calm.database())), QString());
    QCOMPARE(store.database().value("SELECT sum(seen) FROM relay_counter"),
             calm.database().value("SELECT sum(seen) FROM relay_counter"));
    for (const auto& event : large)
        QCOMPARE(outcomeOf(store.commit({event})), Outcome::Duplicate);
    store.reopen();
    QCOMPARE(difference(dump(store.database()), dump(calm.database())), QString());
}

void TestStore::lookupsHoldDuringMerge()
{
    StoreFixture store(smallTuning);
    const auto watching = store.openReader();
    EventReader reader(*watching); // one that stays, beside new ones
    std::vector<Event> events;
    const auto checkAll = [&] {
        const auto database = store.openReader();
        EventReader fresh(*database);
        std::vector<EventId> ids{inventEvent(999999).id};
        for (const auto& event : events)
            ids.push_back(event.id);
        for (auto* one : {&reader, &fresh}) {
            std::vector<bool> found;
            QVERIFY(one->find(ids, found));
            QVERIFY(!found[0]);
            for (std::size_t i = 1; i < found.size(); ++i)
                QVERIFY2(found[i], qPrintable(QString::number(i)));
            Filter filter;
            filter.authors = std::vector{inventKey(1)};
            filter.kinds = std::vector<Kind>{1};
            filter.tags['t'] = {"1"};
            const auto page = one->page(filter, EventOrder::OldestFirst, {}, 1000);
            QVERIFY(page);
            const auto expected = std::count_if(events.begin(), events.end(),
                                                [&](const Event& event) { return filter.matches(event); });
            QCOMPARE(page->events.size(), std::size_t(expected));
        }
    };
    for (int round = 0; round < 12; ++round) {
        std::vector<VerifiedEvent> batch;
        for (int i = 0; i < 5; ++i) {
            const auto number = events.size();
            events.push_back(inventEvent(number, 1, 1700000000 + Timestamp(number),
                                         {{"t", QByteArray::number(qulonglong(number % 3))}}, {},
                                         std::uint32_t(number % 4)));
            batch.push_back(verified(events.back(), 1));
        }
        store.commit(batch);
        checkAll();
        QVERIFY(store.writer().upkeep(start, round % 2 == 0));
        checkAll();
        if (round % 4 == 3)
            store.reopen(round % 8 == 3);
        for (const auto& event : events)
            QCOMPARE(outcomeOf(store.commit({verified(event, 2)})), Outcome::Duplicate);
        if (QTest::currentTestFailed())
            return;
    }
    store.upkeep(start + 1h);
    QVERIFY(store.database().value("SELECT sum(entries) FROM lookup_run WHERE what = 0") > 50);
    QVERIFY(store.database().value("SELECT count(*) FROM lookup_run WHERE level = 2") > 0);
    checkAll();
    QCOMPARE(store.storedIds().size(), events.size());
}

void TestStore::eventsWithoutTagsMoveTheTagMark()
{
    StoreFixture store(smallTuning);
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 30; ++i)
        batch.push_back(verified(inventEvent(i), 1));
    store.commit(batch);
    store.upkeep(start);
    // Else every start would read the bodies of all events again.
    QCOMPARE(store.database().value("SELECT tag_merged FROM state"), 30);
    QCOMPARE(store.database().value("SELECT id_merged FROM state"), 30);
}

void TestStore::newReaderSeesWhatWasMerged()
{
    StoreFixture store(smallTuning);
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 30; ++i)
        batch.push_back(verified(inventEvent(i), 1));
    store.commit(batch);
    store.reopen(true);
    QCOMPARE(store.database().value("SELECT id_merged FROM state"), 30);
    QVERIFY(isStored(store, inventEvent(29).id));
    QVERIFY(!isStored(store, inventEvent(30).id));
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
