// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/net/pagewalk.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace nostrscope;

namespace {

EventId idOf(std::uint64_t number)
{
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (8 * (7 - i)));
    return EventId(bytes);
}

/// How a relay chooses and sorts the events of a page.
enum class Manner { NewestFirst, NewestButAscending, NewestShuffled, OldestFirst, OldestButDescending };

struct Relay {
    std::vector<EventKey> stored;
    Manner manner = Manner::NewestFirst;
    std::size_t cap = 500;
    bool ignoresWindow = false;
    bool takesZeroForNone = false; ///< `"until":0` in JavaScript
    bool saysFinish = false;
    std::mt19937 random{7};

    std::vector<EventKey> answer(const Filter& filter, bool& all)
    {
        std::vector<EventKey> page;
        for (const auto& key : stored) {
            if (ignoresWindow
                || (key.createdAt >= filter.since.value_or(0)
                    && (key.createdAt <= filter.until.value_or(limits::maxCreatedAt)
                        || (takesZeroForNone && filter.until == 0))))
                page.push_back(key);
        }
        const bool newest = manner != Manner::OldestFirst && manner != Manner::OldestButDescending;
        std::sort(page.begin(), page.end(), [newest](const EventKey& a, const EventKey& b) {
            if (a.createdAt != b.createdAt)
                return newest ? a.createdAt > b.createdAt : a.createdAt < b.createdAt;
            return a.id < b.id;
        });
        const auto count = std::min({page.size(), cap, std::size_t(filter.limit.value_or(500))});
        all = count == page.size();
        page.resize(count);
        if (manner == Manner::NewestButAscending || manner == Manner::OldestButDescending)
            std::reverse(page.begin(), page.end());
        if (manner == Manner::NewestShuffled)
            std::shuffle(page.begin(), page.end(), random);
        return page;
    }
};

constexpr Timestamp now = 1'800'000'000;

std::set<EventId> walk(PageWalk& walk, Relay& relay)
{
    std::set<EventId> seen;
    while (const auto filter = walk.nextRequest()) {
        bool all = false;
        for (const auto& key : relay.answer(*filter, all)) {
            seen.insert(key.id);
            walk.add(key);
        }
        walk.pageEnded(relay.saysFinish && all);
    }
    return seen;
}

} // namespace

Q_DECLARE_METATYPE(Manner)

/// Paging backwards over relays of every manner, against the plain truth of what they store.
class TestPageWalk : public QObject {
    Q_OBJECT

private slots:
    void complete_data()
    {
        QTest::addColumn<Manner>("manner");
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("spread"); // seconds
        QTest::addColumn<int>("cap");
        const std::pair<const char*, Manner> manners[] = {
            {"newest first", Manner::NewestFirst},
            {"newest, ascending", Manner::NewestButAscending},
            {"newest, shuffled", Manner::NewestShuffled},
            {"oldest first", Manner::OldestFirst},
            {"oldest, descending", Manner::OldestButDescending}};
        for (const auto& [name, manner] : manners) {
            for (const int events : {0, 1, 2, 17, 1000, 3000}) {
                for (const int cap : {7, 100, 500, 10000}) {
                    if (events / cap > 200)
                        continue;
                    for (const int spread : {600, 86000})
                        QTest::addRow("%s, %d events in %d s, cap %d", name, events, spread, cap)
                            << manner << events << spread << cap;
                }
            }
        }
    }
    void complete()
    {
        QFETCH(Manner, manner);
        QFETCH(int, events);
        QFETCH(int, spread);
        QFETCH(int, cap);
        Relay relay;
        relay.manner = manner;
        relay.cap = static_cast<std::size_t>(cap);
        std::mt19937 random(static_cast<unsigned>(events * 31 + cap));
        // siblings in plenty, but never more than a page of them
        std::map<Timestamp, int> siblings;
        std::set<EventId> expected;
        for (int i = 0; i < events; ++i) {
            const auto at = now - 100 - static_cast<Timestamp>(random() % static_cast<unsigned>(spread));
            if (++siblings[at] >= cap)
                continue;
            relay.stored.push_back({idOf(random()), at});
            expected.insert(relay.stored.back().id);
        }
        PageWalk walker(Filter(), now - 86400, now);
        QVERIFY(walk(walker, relay) == expected);
        QVERIFY(walker.isComplete());
        // a walk costs a small number of requests over the pages that the events fill
        QVERIFY2(walker.requests() <= 8 + 5 * static_cast<std::uint32_t>(events / std::min(cap, 500)),
                 qPrintable(QString::number(walker.requests())));
    }

    void siblingsAcrossThePageEnd()
    {
        Relay relay;
        relay.cap = 10;
        for (std::uint64_t i = 0; i < 8; ++i)
            relay.stored.push_back({idOf(100 + i), now - 1000});
        for (std::uint64_t i = 0; i < 8; ++i)
            relay.stored.push_back({idOf(200 + i), now - 2000});
        PageWalk walker(Filter(), 0, now);
        QCOMPARE(walk(walker, relay).size(), std::size_t(16));
        QVERIFY(walker.gaps().empty());
        QVERIFY(walker.isComplete());
    }

    void moreSiblingsThanTheCap()
    {
        Relay relay;
        relay.cap = 10;
        for (std::uint64_t i = 0; i < 25; ++i)
            relay.stored.push_back({idOf(100 + i), now - 1000});
        relay.stored.push_back({idOf(1), now - 500});
        relay.stored.push_back({idOf(2), now - 5000});
        PageWalk walker(Filter(), 0, now);
        const auto seen = walk(walker, relay);
        QVERIFY(seen.contains(idOf(1)));
        QVERIFY2(seen.contains(idOf(2)), "a crowded second must not hide what is older");
        QCOMPARE(walker.gaps(), std::vector<Timestamp>{now - 1000});
    }

    /// Its first page is one crowded second: what is newer must be found nevertheless.
    void oldestFirstWithACrowdedBeginning()
    {
        Relay relay;
        relay.manner = Manner::OldestFirst;
        relay.cap = 2;
        for (std::uint64_t i = 0; i < 4; ++i)
            relay.stored.push_back({idOf(100 + i), 0});
        relay.stored.push_back({idOf(1), 500});
        relay.stored.push_back({idOf(2), 700});
        PageWalk walker(Filter(), {0, 1000}, now, PageOrder::Unknown, {});
        const auto seen = walk(walker, relay);
        QVERIFY(seen.contains(idOf(1)));
        QVERIFY(seen.contains(idOf(2)));
        QCOMPARE(walker.gaps(), std::vector<Timestamp>{0});
    }

    void futureEventsAreAskedFor()
    {
        Relay relay;
        relay.stored = {{idOf(1), now + 86400}, {idOf(2), now - 10}};
        PageWalk walker(Filter(), now - 86400, now);
        QCOMPARE(walk(walker, relay).size(), std::size_t(2));
        QVERIFY(walker.isComplete());
    }

    void finishHintSavesRequests()
    {
        Relay relay;
        relay.saysFinish = true;
        for (std::uint64_t i = 0; i < 20; ++i)
            relay.stored.push_back({idOf(i), now - 1000 - static_cast<Timestamp>(i)});
        PageWalk walker(Filter(), 0, now);
        QCOMPARE(walk(walker, relay).size(), std::size_t(20));
        QCOMPARE(walker.requests(), 1u);
        QVERIFY(walker.isComplete());
    }

    void relayThatIgnoresUntil()
    {
        Relay relay;
        relay.ignoresWindow = true;
        relay.cap = 10;
        for (std::uint64_t i = 0; i < 100; ++i)
            relay.stored.push_back({idOf(i), now - 1000 - static_cast<Timestamp>(i)});
        PageWalk walker(Filter(), 0, now);
        (void)walk(walker, relay);
        QVERIFY(walker.isOver());
        QVERIFY(!walker.isComplete());
        QVERIFY(walker.requests() < 10);
    }

    void relayThatTakesZeroForNone()
    {
        Relay relay;
        relay.takesZeroForNone = true;
        relay.cap = 10;
        relay.stored.push_back({idOf(1000), 0});
        for (std::uint64_t i = 0; i < 100; ++i)
            relay.stored.push_back({idOf(i), now - 1000 - static_cast<Timestamp>(i)});
        PageWalk walker(Filter(), 0, now);
        QCOMPARE(walk(walker, relay).size(), std::size_t(101));
        QVERIFY(walker.isComplete());
        QCOMPARE(walker.gaps(), std::vector<Timestamp>{0}); // more events of second 0 could not be asked for
    }

    void relayThatInvents()
    {
        // new ids for ever at the same second, then at ever new seconds: the number of requests ends it
        PageWalk::Rules rules;
        rules.maxRequests = 50;
        PageWalk walker(Filter(), 0, now, PageOrder::Unknown, rules);
        std::uint64_t number = 0;
        while (const auto filter = walker.nextRequest()) {
            for (int i = 0; i < 500; ++i)
                walker.add(EventKey{idOf(++number), 1000});
            walker.pageEnded(false);
        }
        QVERIFY(walker.requests() <= 50u);
        QVERIFY(!walker.isComplete());
    }

    void unreadableEventsOnly()
    {
        PageWalk walker(Filter(), 0, now);
        (void)walker.nextRequest();
        walker.add(std::nullopt);
        walker.pageEnded(false);
        QVERIFY(walker.isOver());
        QVERIFY(!walker.isComplete());
    }

    void silence()
    {
        PageWalk walker(Filter(), 0, now);
        QVERIFY(walker.nextRequest());
        walker.add(EventKey{idOf(1), now - 5000});
        walker.pageTimedOut(); // progress: goes on below
        const auto filter = walker.nextRequest();
        QVERIFY(filter);
        walker.pageTimedOut();
        while (walker.nextRequest())
            walker.pageTimedOut();
        QVERIFY(!walker.isComplete());
    }

    void requestsCarryTheBase()
    {
        Filter base;
        base.kinds = std::vector<Kind>{1, 7};
        PageWalk walker(base, 1234, now);
        QCOMPARE(walker.nextRequest()->toJson(), R"({"kinds":[1,7],"since":1234,"limit":500})");
        walker.add(EventKey{idOf(1), now});
        walker.pageEnded(false);
        const auto second = walker.nextRequest();
        QCOMPARE(second->until, std::optional<Timestamp>(now)); // inclusive
        QCOMPARE(second->since, std::optional<Timestamp>(1234));
    }

    /// What was proven about a relay spares the test on the next walk; what was not is not believed.
    void orderIsRemembered()
    {
        Relay relay;
        relay.manner = Manner::OldestFirst;
        relay.cap = 10;
        for (std::uint64_t i = 0; i < 100; ++i)
            relay.stored.push_back({idOf(i), now - 1000 - static_cast<Timestamp>(i)});
        PageWalk first(Filter(), 0, now);
        QCOMPARE(walk(first, relay).size(), std::size_t(100));
        QCOMPARE(first.order(), PageOrder::OldestFirst);
        PageWalk second(Filter(), 0, now, first.order(), {});
        QCOMPARE(walk(second, relay).size(), std::size_t(100));
        Relay small;
        small.stored = {{idOf(1), now - 5000}};
        PageWalk third(Filter(), 0, now);
        QCOMPARE(walk(third, small).size(), std::size_t(1));
        QCOMPARE(third.order(), PageOrder::Unknown);
    }
};

QTEST_GUILESS_MAIN(TestPageWalk)
#include "tst_pagewalk.moc"
