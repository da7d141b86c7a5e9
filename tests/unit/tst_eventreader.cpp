// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/storefixture.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr StoreTuning smallTuning{64, 20, 16, {}, 200};

/// The reader against a plain list of what was stored.
class Oracle {
public:
    void add(const Event& event) { m_events.push_back(event); }
    /// Indexes of what matches, in the order of pages.
    [[nodiscard]] std::vector<std::uint64_t> matching(const Filter& filter, EventOrder order) const
    {
        std::vector<std::uint64_t> rows;
        for (std::size_t i = 0; i < m_events.size(); ++i) {
            if (filter.matches(m_events[i]))
                rows.push_back(i + 1);
        }
        std::sort(rows.begin(), rows.end(), [&](std::uint64_t a, std::uint64_t b) {
            const auto left = std::pair(m_events[a - 1].createdAt, a);
            const auto right = std::pair(m_events[b - 1].createdAt, b);
            return order == EventOrder::OldestFirst ? left < right : right < left;
        });
        return rows;
    }
    [[nodiscard]] const std::vector<Event>& events() const { return m_events; }

private:
    std::vector<Event> m_events;
};

Event randomEvent(std::mt19937& random, std::uint64_t number)
{
    static constexpr Kind kinds[] = {0, 1, 1, 1, 3, 7, 30000, 30023};
    Tags tags;
    const auto count = random() % 4;
    for (unsigned i = 0; i < count; ++i) {
        static constexpr const char* names[] = {"e", "p", "t", "x", "c", "client", "d"};
        tags.append({names[random() % std::size(names)], QByteArray::number(random() % 5)});
    }
    if (random() % 20 == 0)
        tags.append({"t", QByteArray(600, 'l')});
    return inventEvent(number, kinds[random() % std::size(kinds)], 1700000000 + Timestamp(random() % 40),
                       tags, {}, std::uint32_t(random() % 6));
}

Filter randomFilter(std::mt19937& random, const std::vector<Event>& events)
{
    Filter filter;
    const auto chance = [&](unsigned share) { return random() % 100 < share; };
    if (chance(20)) {
        filter.ids.emplace();
        for (unsigned i = 0; i < 1 + random() % 20; ++i)
            filter.ids->push_back(inventEvent(random() % (events.size() * 2)).id);
    }
    if (chance(40)) {
        filter.authors.emplace();
        for (unsigned i = 0; i < 1 + random() % 3; ++i)
            filter.authors->push_back(inventKey(std::uint32_t(random() % 8)));
    }
    if (chance(40))
        filter.kinds = random() % 2 ? std::vector<Kind>{1, 7} : std::vector<Kind>{1, 3, 30000};
    while (chance(40))
        filter.tags["eptxcd"[random() % 6]] = random() % 10 == 0
            ? std::vector<QByteArray>{QByteArray(600, 'l'), "1"}
            : std::vector<QByteArray>{QByteArray::number(random() % 6), QByteArray::number(random() % 6)};
    if (chance(30))
        filter.since = 1700000000 + Timestamp(random() % 40);
    if (chance(30))
        filter.until = 1700000000 + Timestamp(random() % 40);
    return filter;
}

} // namespace

class TestEventReader : public QObject {
    Q_OBJECT

private slots:
    void pagesEqualAPlainList_data();
    void pagesEqualAPlainList();
    void cursorsSurviveNewEvents();
    void emptyStore();
    void damagedBodyCostsItself();
    void storedFieldsComeBack();
};

void TestEventReader::pagesEqualAPlainList_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 4; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestEventReader::pagesEqualAPlainList()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    StoreFixture store(smallTuning);
    Oracle oracle;
    const auto watching = store.openReader();
    EventReader reader(*watching);
    for (int round = 0; round < 6; ++round) {
        std::vector<VerifiedEvent> batch;
        for (int i = 0; i < 60; ++i) {
            oracle.add(randomEvent(random, oracle.events().size()));
            batch.push_back(verified(oracle.events().back(), 1));
        }
        store.commit(batch);
        if (round % 2 == 1)
            QVERIFY(store.writer().upkeep(fromSeconds(1800000000), true));
        for (int i = 0; i < 80; ++i) {
            const auto filter = randomFilter(random, oracle.events());
            const auto order = random() % 2 ? EventOrder::OldestFirst : EventOrder::NewestFirst;
            const auto expected = oracle.matching(filter, order);
            const int count = 1 + int(random() % 50);
            std::vector<std::uint64_t> rows;
            std::optional<EventCursor> cursor;
            do {
                const auto page = reader.page(filter, order, cursor, count);
                QVERIFY(page);
                QVERIFY(page->events.size() <= std::size_t(count));
                QVERIFY(!page->next || page->events.size() == std::size_t(count));
                for (const auto& stored : page->events) {
                    QCOMPARE(stored.event, oracle.events()[stored.seq - 1]);
                    rows.push_back(stored.seq);
                }
                cursor = page->next;
            } while (cursor);
            QVERIFY2(rows == expected, filter.toJson().constData());
        }
    }
}

void TestEventReader::cursorsSurviveNewEvents()
{
    StoreFixture store;
    std::vector<VerifiedEvent> batch;
    for (std::uint64_t i = 0; i < 10; ++i)
        batch.push_back(verified(inventEvent(i))); // all of one second
    store.commit(batch);
    const auto database = store.openReader();
    EventReader reader(*database);
    auto page = reader.page({}, EventOrder::OldestFirst, {}, 4);
    QVERIFY(page && page->next);
    // A later arrival of an earlier second is before the cursor, one of the same second after it.
    store.commit({verified(inventEvent(20, 1, 1699999999)), verified(inventEvent(21))});
    std::vector<std::uint64_t> rows;
    page = reader.page({}, EventOrder::OldestFirst, page->next, 100);
    QVERIFY(page);
    for (const auto& stored : page->events)
        rows.push_back(stored.seq);
    QCOMPARE(rows, (std::vector<std::uint64_t>{5, 6, 7, 8, 9, 10, 12}));
}

void TestEventReader::emptyStore()
{
    StoreFixture store;
    const auto database = store.openReader();
    EventReader reader(*database);
    for (const auto order : {EventOrder::OldestFirst, EventOrder::NewestFirst}) {
        const auto page = reader.page({}, order, {}, 10);
        QVERIFY(page && page->events.empty() && !page->next);
    }
    const auto none = reader.byIds({inventEvent(1).id});
    QVERIFY(none && none->empty());
}

void TestEventReader::damagedBodyCostsItself()
{
    StoreFixture store;
    store.commit({verified(inventEvent(1)), verified(inventEvent(2)), verified(inventEvent(3))});
    QVERIFY(store.database().exec("UPDATE event SET body = x'00ff' WHERE seq = 2"));
    const auto database = store.openReader();
    EventReader reader(*database);
    const auto page = reader.page({}, EventOrder::OldestFirst, {}, 10);
    QVERIFY(page);
    QCOMPARE(page->events.size(), 2U);
    store.reopen(); // also the look-ups that are read from bodies
    QCOMPARE(store.storedIds().size(), 3U);
}

void TestEventReader::storedFieldsComeBack()
{
    StoreFixture store;
    const auto at = fromMillis(1800000000123);
    store.commit({verified(inventEvent(1), 1, at, Origin::Archive)});
    const auto database = store.openReader();
    EventReader reader(*database);
    const auto stored = reader.byIds({inventEvent(1).id});
    QVERIFY(stored && stored->size() == 1);
    QCOMPARE(stored->front().receivedAt, at);
    QCOMPARE(stored->front().origin, Origin::Archive);
}

QTEST_GUILESS_MAIN(TestEventReader)
#include "tst_eventreader.moc"
