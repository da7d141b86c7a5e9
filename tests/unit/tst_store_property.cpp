// SPDX-License-Identifier: GPL-3.0-or-later
// The promise of the store (architecture.md §3): what it holds is a function of the set of events and
// sightings. Each case is stored in many random orders, with duplicates, cut into batches at random, folded,
// merged, settled and killed in between; all tables must come out the same.
#include "core/nostr/address.h"
#include "tests/support/storefixture.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr Timestamp base = 1700000000;
constexpr int orders = 200;
constexpr StoreTuning smallTuning{10, 4, 3, {3, 5, 4}, 40, 5, 8, 3, 500};

/// An event and the relays that show it. When and how it arrives first is part of the event's row, so it is
/// the same in every order.
struct Item {
    Event event;
    std::vector<std::uint32_t> relays;
    UnixMillis receivedAt;
    bool zapRequestValid = false;
};
using Items = std::vector<Item>;

class Case {
public:
    explicit Case(unsigned seed)
        : m_random(seed)
    {
    }
    void add(Kind kind, Timestamp createdAt, Tags tags = {}, std::uint32_t author = 1,
             QByteArray content = {})
    {
        Item item;
        item.event =
            inventEvent(items.size() + 1, kind, createdAt, std::move(tags), std::move(content), author);
        for (std::uint32_t relay = 0; relay < 4; ++relay) {
            if (m_random() % 2)
                item.relays.push_back(relay);
        }
        if (item.relays.empty())
            item.relays.push_back(1);
        // Some are here long before the time that they claim.
        item.receivedAt = fromSeconds(createdAt + (m_random() % 8 == 0 ? -100000 : 10));
        item.zapRequestValid = m_random() % 2 == 0;
        items.push_back(item);
    }
    [[nodiscard]] QByteArray idOf(std::size_t index) const { return items[index].event.id.toHex(); }
    [[nodiscard]] std::mt19937& random() { return m_random; }

    Items items;

private:
    std::mt19937 m_random;
};

Case versions()
{
    Case made(1);
    for (Timestamp i = 0; i < 24; ++i) {
        made.add(0, base + i / 4, {}, std::uint32_t(1 + i % 2)); // ties of four
        made.add(30023, base + i / 6, {{"d", i % 2 ? QByteArray("a") : QByteArray(100, 'l')}}, 1,
                 QByteArray(int(i), 'x'));
        made.add(10002, base - i * 4000, {{"d", "ignored"}});
    }
    return made;
}

Case deletions()
{
    Case made(2);
    const auto author = inventKey(1).toHex();
    const auto stranger = inventKey(2).toHex();
    for (Timestamp i = 0; i < 12; ++i) {
        made.add(1, base + i);
        made.add(34235, base + 50 * i, {{"d", "v:" + QByteArray::number(qlonglong(i % 3))}});
    }
    for (Timestamp i = 0; i < 12; ++i) {
        const auto& some = made.items[made.random()() % 24].event;
        made.add(5, base + 20 * i, {{"e", some.id.toHex()}, {"e", "odd"}, {"e"}}, std::uint32_t(1 + i % 2));
        made.add(5, base + 30 * i, {{"a", "34235:" + author + ":v:" + QByteArray::number(qlonglong(i % 4))}},
                 std::uint32_t(1 + i % 2));
        made.add(5, base + i,
                 {{"a", "34235:" + stranger + ":v:1"}, {"a", "0:" + author + ':'}, {"a", "1:x"}});
    }
    return made;
}

Case vanishAndExpiry()
{
    Case made(3);
    for (Timestamp i = 0; i < 15; ++i) {
        made.add(62, base + 10 * (i % 5),
                 {{"relay", i % 3 ? QByteArray("ALL_RELAYS") : QByteArray("wss://one.example")}},
                 std::uint32_t(1 + i % 4));
        made.add(1, base + i, {{"expiration", QByteArray::number(qlonglong(base + 100 - i))}},
                 std::uint32_t(1 + i % 4));
        made.add(1, base + i, {{"expiration", i % 2 ? QByteArray("never") : QByteArray("-5")}});
    }
    return made;
}

Case zaps()
{
    Case made(4);
    const auto recipient = inventKey(3).toHex();
    for (int i = 0; i < 30; ++i) {
        static constexpr const char* invoices[] = {"lnbc210n1x", "lnbc1m1x", "lnbc1x",
                                                   "lnbc9000000000000000000001x", "bad"};
        const auto request =
            inventEvent(1000 + std::uint64_t(i), 9734, base, {{"p", recipient}, {"amount", "21000"}}, {}, 9);
        made.add(9735, base + 600 * i,
                 {{"p", recipient}, {"bolt11", invoices[i % 5]}, {"description", toJson(request)}},
                 std::uint32_t(1 + i % 3));
    }
    return made;
}

Case mixed()
{
    Case made(5);
    for (auto* part : {versions, deletions, vanishAndExpiry, zaps}) {
        const auto some = part();
        for (std::size_t i = 0; i < some.items.size(); i += 3) {
            const auto& event = some.items[i].event;
            made.add(event.kind, event.createdAt, event.tags, std::uint32_t(1 + i % 3), event.content);
        }
    }
    made.add(20001, base); // ephemeral: in no table
    return made;
}

/// Requests, answers of several providers and zaps, of every odd kind: chains that refer to what comes later,
/// to nothing and to themselves; answers of the wrong kind; providers that answer themselves.
Case jobs()
{
    Case made(6);
    auto& random = made.random();
    const auto customer = [&] { return std::uint32_t(1 + random() % 3); };
    const auto provider = [&] { return std::uint32_t(3 + random() % 3); }; // 3 is both
    for (int i = 0; i < 12; ++i)
        made.add(Kind(5000 + i % 2), base + 500 * i, i % 5 ? Tags() : Tags{{"encrypted"}}, customer());
    for (int i = 0; i < 40; ++i) {
        const auto job = random() % 6 ? made.idOf(random() % 12) : QByteArray(64, 'c');
        const auto at = base + Timestamp(random() % 7000);
        const auto p = inventKey(customer()).toHex();
        if (i % 2)
            made.add(
                Kind(6000 + random() % 2), at,
                {{"e", job}, {"p", p}, {"amount", QByteArray::number(1000 * (random() % 5)), "lnbc210n1x"}},
                provider());
        else
            made.add(7000, at,
                     {{"e", job},
                      {"p", i % 4 ? p : QByteArray("odd")},
                      {"status", random() % 2 ? QByteArray("error") : QByteArray("processing")},
                      {"amount", random() % 2 ? QByteArray("-1") : QByteArray("4000000000000")}},
                     provider());
    }
    for (int i = 0; i < 8; ++i)
        made.add(
            9735, base + 900 * i,
            {{"p", inventKey(4).toHex()}, {"bolt11", "lnbc210n1x"}, {"e", made.idOf(12 + random() % 40)}}, 9);
    made.add(6000, base, {{"e", "odd"}}, 4);
    made.add(6000, base, {}, 4);
    return made;
}

/// One arrival: the event itself, or only its id.
struct Arrival {
    std::size_t item;
    std::uint32_t relay;
    bool whole;
};

std::vector<Arrival> arrivalsOf(const Items& items, std::mt19937& random)
{
    std::vector<Arrival> arrivals;
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (const auto relay : items[i].relays) {
            const std::size_t copies = random() % 4 == 0 ? 2 : 1;
            for (std::size_t k = 0; k < copies; ++k)
                arrivals.push_back({i, relay, true});
        }
    }
    std::shuffle(arrivals.begin(), arrivals.end(), random);
    // What was stored in an earlier batch may come as a mere sighting (ingest knows the id).
    std::vector<bool> isStored(items.size(), false);
    for (auto& arrival : arrivals) {
        arrival.whole = !isStored[arrival.item] || random() % 2 == 0;
        isStored[arrival.item] = true;
    }
    return arrivals;
}

QMap<QString, QStringList> storeIn(const Items& items, std::mt19937& random)
{
    StoreFixture store(smallTuning);
    store.database().exec("PRAGMA synchronous = OFF");
    const auto arrivals = arrivalsOf(items, random);
    const auto cut = 1 + random() % arrivals.size();
    for (std::size_t at = 0; at < arrivals.size();) {
        std::vector<VerifiedEvent> events;
        std::vector<Sighting> sightings;
        const auto end = std::min(arrivals.size(), at + 1 + random() % cut);
        for (; at < end; ++at) {
            const auto& item = items[arrivals[at].item];
            const auto relay = RelayId(arrivals[at].relay);
            if (arrivals[at].whole)
                events.push_back({item.event, relay, item.receivedAt, Origin::Live, item.zapRequestValid});
            else
                sightings.push_back({item.event.id, relay, item.receivedAt, Origin::Live});
        }
        store.commit(std::move(events), std::move(sightings));
        switch (random() % 12) {
        case 0:
            store.fold();
            break;
        case 1:
            store.upkeep(fromSeconds(base));
            break;
        case 2:
            store.upkeep(fromSeconds(base + 10000000)); // everything settles
            break;
        case 3: // a slice of a fold or merge, and perhaps a kill after it
            if (!store.writer().upkeep(fromSeconds(base + 20000000 + Timestamp(at) * 3600), false))
                qFatal("no upkeep");
            break;
        case 4:
            store.reopen();
            store.database().exec("PRAGMA synchronous = OFF");
            break;
        default:
            break;
        }
    }
    store.fold();
    if (!store.writer().mapNow(fromSeconds(base)))
        qFatal("the bitmaps of relays cannot be made");
    auto tables = dump(store.database());
    tables.insert(dump(store.database(), {QStringLiteral("relay_day")}));
    return tables;
}

} // namespace

class TestStoreProperty : public QObject {
    Q_OBJECT

private slots:
    void anyOrderGivesTheSameTables_data();
    void anyOrderGivesTheSameTables();
};

void TestStoreProperty::anyOrderGivesTheSameTables_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("versions") << 0;
    QTest::newRow("deletions") << 1;
    QTest::newRow("vanish and expiry") << 2;
    QTest::newRow("zaps") << 3;
    QTest::newRow("mixed") << 4;
    QTest::newRow("jobs") << 5;
}

void TestStoreProperty::anyOrderGivesTheSameTables()
{
    QFETCH(int, number);
    static constexpr Case (*cases[])() = {versions, deletions, vanishAndExpiry, zaps, mixed, jobs};
    const auto items = cases[number]().items;
    std::mt19937 random(static_cast<unsigned>(number) + 77);
    const auto expected = storeIn(items, random);
    QVERIFY(!expected.value(QStringLiteral("rollup")).isEmpty());
    QCOMPARE(expected.value(QStringLiteral("relay_day")).size(),
             expected.value(QStringLiteral("sighting")).size());
    for (int order = 1; order < orders; ++order) {
        const auto found = storeIn(items, random);
        const auto different = difference(expected, found) + difference(found, expected);
        QVERIFY2(different.isEmpty(), qPrintable(QStringLiteral("order %1, %2").arg(order).arg(different)));
    }
}

QTEST_GUILESS_MAIN(TestStoreProperty)
#include "tst_store_property.moc"
