// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies that a retention setting removes: which ones, and that nothing else changes.
#include "core/crypto/verify.h"
#include "core/nostr/address.h"
#include "core/nostr/eventparser.h"
#include "core/storage/rebuild.h"
#include "core/storage/retentionrun.h"
#include "core/storage/schema.h"
#include "tests/support/eventfactory.h"
#include "tests/support/storefixture.h"

#include <QtTest>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr StoreTuning smallTuning{50, 20, 30, {}, 200};
constexpr Timestamp start = 1700000000;
constexpr Timestamp now = start + 100 * 86400;
constexpr int gone = 4; ///< the author who asked to be forgotten
constexpr Timestamp goneAt = start + 40000;

/// Signed events of ten authors, so that versions replace each other, deletions and zaps included.
std::vector<Event> makeEvents()
{
    EventFactory factory(31, 10);
    factory.setTime(start, 100);
    auto events = factory.take(500);
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        const auto author = int(random() % 10);
        const auto time = start + Timestamp(random() % 50000);
        const auto target = events[random() % 500].id.toHex();
        const auto place = QByteArray::number(random() % 3);
        switch (i % 5) {
        case 0:
            events.push_back(factory.make(author, 30023, time, {{"d", place}, {"t", "essay"}}, "text"));
            break;
        case 1:
            events.push_back(factory.make(author, 0, time, {{"expiration", "1800000000"}}, "{}"));
            break;
        case 2:
            events.push_back(factory.make(
                author, 5, time,
                {{"e", target}, {"a", "30023:" + factory.key(author).publicKey().toHex() + ":" + place}},
                {}));
            break;
        case 3: {
            Event request;
            request.kind = 9734;
            request.createdAt = time;
            request.tags = {{"p", factory.key(5).publicKey().toHex()}};
            sign(request, factory.key(6));
            events.push_back(factory.make(author, 9735, time + 1,
                                          {{"p", factory.key(5).publicKey().toHex()},
                                           {"bolt11", "lnbc10u1x"},
                                           {"description", toJson(request)}},
                                          {}));
            break;
        }
        default:
            events.push_back(
                factory.make(author, 1, time, {{"t", "note"}, {"expiration", "1800000000"}}, {}));
        }
    }
    events.push_back(factory.make(gone, 62, goneAt, {{"relay", "ALL_RELAYS"}}, {}));
    events.push_back(factory.make(7, 62, goneAt, {{"relay", "wss://one.example.com"}}, {}));
    return events;
}

void fill(StoreFixture& store, const std::vector<Event>& events)
{
    EventParser parser;
    EventVerifier verifier;
    std::vector<VerifiedEvent> batch;
    for (std::size_t i = 0; i < events.size(); ++i) {
        auto one = verified(events[i], std::uint32_t(1 + i % 3), fromSeconds(events[i].createdAt + 5));
        one.zapRequestValid = events[i].kind == 9735 && isZapRequestSigned(events[i], parser, verifier);
        batch.push_back(std::move(one));
        if (batch.size() == 90 || i + 1 == events.size())
            store.commit(std::exchange(batch, {}));
    }
    store.upkeep(fromSeconds(start + 86400));
}

const std::vector<Event>& events()
{
    static const auto all = makeEvents();
    return all;
}

/// Plainly, from the definitions.
bool isSuperseded(const Event& event)
{
    const auto address = Address::of(event);
    return address && std::any_of(events().begin(), events().end(), [&](const Event& other) {
               return Address::of(other) == address
                   && (other.createdAt > event.createdAt
                       || (other.createdAt == event.createdAt && other.id < event.id));
           });
}

bool hasVanished(const Event& event)
{
    static const auto key = events()[events().size() - 2].pubkey;
    return event.pubkey == key && event.kind != 62 && event.createdAt <= goneAt;
}

std::vector<EventId> expected(const TrimPolicy& policy)
{
    std::vector<EventId> ids;
    for (const auto& event : events()) {
        if ((policy.superseded && isSuperseded(event)) || (policy.vanished && hasVanished(event)))
            ids.push_back(event.id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<EventId> trimmedIds(SqlDatabase& database)
{
    std::vector<EventId> ids;
    SqlStatement rows(database, "SELECT id FROM event WHERE length(body) = 0");
    while (rows.step())
        ids.push_back(EventId::fromBytes(rows.blob(0)).value());
    std::sort(ids.begin(), ids.end());
    return ids;
}

const QStringList derivedTables{QStringLiteral("version"),          QStringLiteral("deletion"),
                                QStringLiteral("address_deletion"), QStringLiteral("vanish"),
                                QStringLiteral("expiry"),           QStringLiteral("zap"),
                                QStringLiteral("rollup"),           QStringLiteral("sighting")};

void checkTables(StoreFixture& store)
{
    const auto found = checkDatabase(store.database());
    QVERIFY(found);
    QCOMPARE(*found, QStringList());
    const auto rebuilt = rebuildTables(store.writer());
    QVERIFY(rebuilt);
    for (const auto& table : rebuilt->tables)
        QVERIFY2(table.differences == 0, qPrintable(table.name));
}

RetentionPolicy policyOf(bool superseded, bool vanished)
{
    RetentionPolicy policy;
    policy.now = now;
    policy.trim = {superseded, vanished};
    return policy;
}

} // namespace

class TestTrim : public QObject {
    Q_OBJECT

private slots:
    void offByDefault();
    void onlyBodiesGo_data();
    void onlyBodiesGo();
    void trimmedIsNotBad();
    void trimmedIsLeftOutAndCounted();
    void trimmedIsNotStoredAgain();
    void endedEarlyItGoesOn();
    void trimmedCanBeRemoved();
    void wrongRowsAreStillFound();
    void olderFileIsMigrated();
};

void TestTrim::offByDefault()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    RetentionPolicy policy;
    policy.now = now;
    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    QCOMPARE(report->trim.events(), 0U);
    QCOMPARE(trimmedIds(store.database()).size(), 0U);
}

void TestTrim::onlyBodiesGo_data()
{
    QTest::addColumn<bool>("superseded");
    QTest::addColumn<bool>("vanished");
    QTest::newRow("superseded") << true << false;
    QTest::newRow("vanished") << false << true;
    QTest::newRow("both") << true << true;
}

void TestTrim::onlyBodiesGo()
{
    QFETCH(bool, superseded);
    QFETCH(bool, vanished);
    StoreFixture store(smallTuning);
    fill(store, events());
    store.fold();
    const auto policy = policyOf(superseded, vanished);
    const auto before = dump(store.database(), derivedTables);
    const auto ids = store.storedIds();
    const auto wanted = expected(policy.trim);
    QVERIFY(wanted.size() > 20);
    const auto bytes = store.database().value("SELECT sum(length(body)) FROM event");

    const auto reader = store.openReader();
    const auto plan = planRetention(*reader, policy);
    QVERIFY(plan);
    QCOMPARE(plan->trim.events(), quint64(wanted.size()));
    QCOMPARE(trimmedIds(store.database()).size(), 0U);

    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    QCOMPARE(report->events, 0U);
    QVERIFY(report->trim.complete);
    QCOMPARE(report->trim.superseded, plan->trim.superseded);
    QCOMPARE(report->trim.vanished, plan->trim.vanished);
    QCOMPARE(report->trim.bytes, plan->trim.bytes);
    QCOMPARE(store.database().value("SELECT sum(length(body)) FROM event"),
             bytes - std::int64_t(report->trim.bytes));
    QCOMPARE(trimmedIds(store.database()), wanted);
    QCOMPARE(store.storedIds(), ids);
    QCOMPARE(difference(dump(store.database(), derivedTables), before), QString());
    checkTables(store);
    QCOMPARE(difference(dump(store.database(), derivedTables), before), QString());
    // No look-up points to what cannot be read any more.
    SqlStatement trimmed(store.database(), "SELECT seq FROM trimmed");
    const auto tagged = lookupRows(store.database(), Lookup::Tag);
    while (trimmed.step())
        QVERIFY(!tagged.contains(trimmed.integer(0)));
    const auto again = applyRetention(store.writer(), policy);
    QVERIFY(again);
    QCOMPARE(again->trim.events(), 0U);
    store.reopen();
    checkTables(store);
}

void TestTrim::trimmedIsNotBad()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    const auto policy = policyOf(true, true);
    QVERIFY(applyRetention(store.writer(), policy));
    const auto report = verifyEvents(store.database());
    QVERIFY(report);
    QCOMPARE(report->bad, 0U);
    QCOMPARE(report->trimmed, quint64(expected(policy.trim).size()));
    QCOMPARE(report->ok, quint64(store.storedIds().size()) - report->trimmed);
    const auto rebuilt = rebuildTables(store.writer());
    QVERIFY(rebuilt);
    QVERIFY(rebuilt->trimmedRows > 0);
}

void TestTrim::trimmedIsLeftOutAndCounted()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    const auto policy = policyOf(true, true);
    QVERIFY(applyRetention(store.writer(), policy));
    const auto database = store.openReader();
    EventReader reader(*database);
    const auto wanted = expected(policy.trim);
    const auto page = reader.page({}, EventOrder::OldestFirst, {}, 100000);
    QVERIFY(page);
    QCOMPARE(page->events.size(), store.storedIds().size() - wanted.size());
    QCOMPARE(reader.trimmedCount({}).value(), std::uint64_t(wanted.size()));
    Filter filter;
    filter.kinds = {{30023}};
    filter.tags['t'] = {"essay"};
    std::uint64_t articles = 0;
    std::uint64_t current = 0;
    for (const auto& event : events()) {
        const bool isTrimmed = std::binary_search(wanted.begin(), wanted.end(), event.id);
        articles += event.kind == 30023 && isTrimmed;
        current += event.kind == 30023 && !isTrimmed && event.tags.firstValue("t") == "essay";
    }
    QVERIFY(articles > 0);
    QCOMPARE(reader.trimmedCount(filter).value(), articles);
    QCOMPARE(reader.page(filter, EventOrder::OldestFirst, {}, 1000)->events.size(), std::size_t(current));
    QCOMPARE(reader.byIds({wanted.front()})->size(), 0U);
}

void TestTrim::trimmedIsNotStoredAgain()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    QVERIFY(applyRetention(store.writer(), policyOf(true, true)));
    const auto ids = trimmedIds(store.database());
    fill(store, events());
    QCOMPARE(trimmedIds(store.database()), ids);
    QCOMPARE(store.database().value("SELECT count(*) FROM event"), std::int64_t(events().size()));
    checkTables(store);
}

void TestTrim::endedEarlyItGoesOn()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    QVERIFY(store.writer().settleEverything(fromSeconds(now)));
    const TrimPolicy policy{true, true};
    int calls = 0;
    const auto first = applyTrim(store.writer(), policy, [&](quint64, quint64) { return ++calls < 2; });
    QVERIFY(first);
    QVERIFY(!first->complete);
    QVERIFY(first->events() > 0 && first->events() < expected(policy).size());
    checkTables(store);
    const auto second = applyTrim(store.writer(), policy);
    QVERIFY(second && second->complete);
    QCOMPARE(first->events() + second->events(), quint64(expected(policy).size()));
    QCOMPARE(trimmedIds(store.database()), expected(policy));
    checkTables(store);
}

void TestTrim::trimmedCanBeRemoved()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    auto policy = policyOf(true, true);
    QVERIFY(applyRetention(store.writer(), policy));
    for (const auto group : kindGroups)
        policy.floors[group] = start + 30000;
    const auto report = applyRetention(store.writer(), policy);
    QVERIFY(report);
    QVERIFY(report->events > 0);
    checkTables(store);
    for (const auto group : kindGroups)
        policy.floors[group] = now;
    QVERIFY(applyRetention(store.writer(), policy));
    QCOMPARE(store.storedIds().size(), 0U);
    for (const auto* table :
         {"SELECT count(*) FROM trimmed", "SELECT count(*) FROM version", "SELECT count(*) FROM lookup_run",
          "SELECT count(*) FROM lookup_block", "SELECT count(*) FROM lookup_stale"})
        QCOMPARE(store.database().value(table), 0);
    checkTables(store);
}

void TestTrim::wrongRowsAreStillFound()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    QVERIFY(applyRetention(store.writer(), policyOf(true, true)));
    // Rows of events that have their body are computed anew.
    QVERIFY(
        store.database().exec("UPDATE expiry SET at = 1 WHERE seq = (SELECT min(seq) FROM expiry WHERE seq "
                              "NOT IN (SELECT seq FROM trimmed)); UPDATE event SET body = x'' WHERE seq = "
                              "(SELECT min(seq) FROM event WHERE length(body) > 0)"));
    const auto rebuilt = rebuildTables(store.writer());
    QVERIFY(rebuilt);
    QVERIFY(rebuilt->differences() > 0);
    // A body that nobody trimmed is damage.
    const auto found = checkDatabase(store.database());
    QVERIFY(found);
    QCOMPARE(found->size(), 1);
    QVERIFY(found->first().contains(QStringLiteral("lost their body")));
}

void TestTrim::olderFileIsMigrated()
{
    StoreFixture store(smallTuning);
    fill(store, events());
    store.reopenAsVersion(1);
    QVERIFY(applyRetention(store.writer(), policyOf(true, false)));
    QCOMPARE(trimmedIds(store.database()), expected({true, false}));
}

QTEST_GUILESS_MAIN(TestTrim)
#include "tst_trim.moc"
