// SPDX-License-Identifier: GPL-3.0-or-later
// Dictionaries that are trained from stored bodies, and what becomes of events old and new.
#include "core/storage/compression.h"
#include "core/storage/rebuild.h"
#include "core/storage/retentionrun.h"
#include "tests/support/storefixture.h"

#include <QtTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr StoreTuning smallTuning{500, 200, 300, {}, 200};
constexpr Timestamp now = 1700100000;

/// Notes of words that repeat, with tags; one in ten is a profile, too few for a dictionary.
std::vector<VerifiedEvent> makeEvents(std::uint64_t first, int count)
{
    static constexpr const char* words[] = {
        "bitcoin",  "nostr",     "good",   "morning", "https://example.com/",
        "relay",    "lightning", "zap",    "people",  "freedom",
        "protocol", "client",    "coffee", "world",   "network"};
    std::mt19937 random(static_cast<unsigned>(first));
    std::vector<VerifiedEvent> events;
    for (int i = 0; i < count; ++i) {
        QByteArray text;
        for (int k = 0; k < 20; ++k)
            text += QByteArray(words[random() % std::size(words)]) + ' ';
        const auto kind = Kind(i % 10 == 0 ? 0 : 1);
        events.push_back(verified(
            inventEvent(first + std::uint64_t(i), kind, 1700000000 + i,
                        {{"t", words[random() % 15]}, {"client", "some client", "wss://relay.example.com"}},
                        text, std::uint32_t(random() % 50)),
            1));
    }
    return events;
}

void fill(StoreFixture& store, const std::vector<VerifiedEvent>& events)
{
    for (std::size_t i = 0; i < events.size(); i += 500)
        store.commit(
            {events.begin() + qsizetype(i), events.begin() + qsizetype(std::min(events.size(), i + 500))});
}

std::vector<Event> allOf(EventReader& reader)
{
    const auto page = reader.page({}, EventOrder::OldestFirst, {}, 100000);
    if (!page)
        qFatal("no page");
    std::vector<Event> events;
    for (const auto& stored : page->events)
        events.push_back(stored.event);
    return events;
}

std::int64_t compressed(SqlDatabase& database)
{
    return database.value("SELECT count(*) FROM event WHERE substr(body, 1, 1) = x'01'");
}

} // namespace

class TestCompression : public QObject {
    Q_OBJECT

private slots:
    void tooFewSamples();
    void oldAndNewBodiesShrink();
    void endedEarlyItGoesOn();
    void retentionReadsCompressedBodies();
};

void TestCompression::tooFewSamples()
{
    StoreFixture store(smallTuning);
    fill(store, makeEvents(0, 1000));
    const auto report = compressBodies(store.writer());
    QVERIFY(report);
    QCOMPARE(report->dictionaries, 0U);
    QCOMPARE(report->events, 0U);
    QCOMPARE(compressed(store.database()), 0);
}

void TestCompression::oldAndNewBodiesShrink()
{
    StoreFixture store(smallTuning);
    fill(store, makeEvents(0, 3000));
    const auto connection = store.openReader();
    EventReader reader(*connection); // opened before there was any dictionary
    const auto before = allOf(reader);
    QCOMPARE(before.size(), std::size_t(3000));
    const auto sum = store.database().value("SELECT sum(length(body)) FROM event");
    const auto report = compressBodies(store.writer());
    QVERIFY(report);
    QVERIFY(report->complete);
    QCOMPARE(report->dictionaries, 1U); // 2,700 notes, 300 profiles
    QCOMPARE(report->events, 2700U);
    QCOMPARE(compressed(store.database()), 2700);
    QVERIFY(report->bytes * 10 < report->bytesBefore * 8);
    QCOMPARE(store.database().value("SELECT sum(length(body)) FROM event"),
             sum - std::int64_t(report->bytesBefore - report->bytes));
    QVERIFY(allOf(reader) == before);
    // New ones use it at once, and after a start.
    fill(store, makeEvents(10000, 100));
    QCOMPARE(compressed(store.database()), 2790);
    store.reopen();
    fill(store, makeEvents(20000, 100));
    QCOMPARE(compressed(store.database()), 2880);
    QCOMPARE(allOf(reader).size(), std::size_t(3200));
    const auto again = compressBodies(store.writer());
    QVERIFY(again);
    QCOMPARE(again->dictionaries, 0U);
    QCOMPARE(again->events, 0U);
    const auto rebuilt = rebuildTables(store.writer());
    QVERIFY(rebuilt);
    QCOMPARE(rebuilt->differences(), 0U);
    const auto found = checkDatabase(store.database());
    QVERIFY(found);
    QCOMPARE(*found, QStringList());
}

void TestCompression::endedEarlyItGoesOn()
{
    StoreFixture store(smallTuning);
    fill(store, makeEvents(0, 3000));
    int calls = 0;
    const auto first = compressBodies(store.writer(), [&](quint64, quint64) { return ++calls < 2; });
    QVERIFY(first);
    QVERIFY(!first->complete);
    QVERIFY(first->events > 0 && first->events < 2700);
    store.reopen();
    const auto second = compressBodies(store.writer());
    QVERIFY(second);
    QCOMPARE(first->events + second->events, 2700U);
    QCOMPARE(compressed(store.database()), 2700);
}

void TestCompression::retentionReadsCompressedBodies()
{
    StoreFixture store(smallTuning);
    fill(store, makeEvents(0, 3000));
    QVERIFY(compressBodies(store.writer()));
    RetentionPolicy policy;
    policy.now = now;
    policy.trim.superseded = true;
    policy.floors[KindGroup::Notes] = 1700002800; // a whole hour
    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    QVERIFY(report->events > 0 && report->trim.superseded > 0);
    SqlStatement readable(store.database(),
                          "SELECT seq FROM event WHERE seq NOT IN (SELECT seq FROM trimmed)");
    QSet<std::int64_t> present;
    while (readable.step())
        present.insert(readable.integer(0));
    QVERIFY(present.contains(lookupRows(store.database(), Lookup::Tag)));
    const auto found = checkDatabase(store.database());
    QVERIFY(found);
    QCOMPARE(*found, QStringList());
}

QTEST_GUILESS_MAIN(TestCompression)
#include "tst_compression.moc"
