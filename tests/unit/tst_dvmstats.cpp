// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of data vending machines (DVM-2, DVM-3, DVM-4): the case file of an older dashboard, with its
// faults set right; and random markets, against figures that are counted anew from all events in the plainest
// way.
#include "core/nostr/nip90.h"
#include "core/storage/rebuild.h"
#include "tests/support/storefixture.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp now = 1'750'000'000;

VerifiedEvent at(Event event, Timestamp receivedAt = now, Origin origin = Origin::Live)
{
    return verified(std::move(event), 1, fromSeconds(receivedAt), origin);
}

QByteArray keyHex(std::uint32_t number)
{
    return inventKey(number).toHex();
}

Table ask(StoreFixture& store, Question::Subject subject, TimeRange range, Timestamp time = now)
{
    const auto reader = store.openReader();
    StatReader stats(*reader);
    Question question;
    question.subject = subject;
    question.range = range;
    question.now = time;
    auto table = stats.ask(question);
    if (!table)
        qFatal("%s", qPrintable(describe(table.error())));
    return std::move(*table);
}

TimeRange last(Timestamp seconds)
{
    return {now - seconds, now, false};
}

std::uint64_t figure(const Table& table, const char* column, std::size_t row = 0)
{
    return table.value(row, column).toULongLong();
}

/// The row whose first column is this.
std::optional<std::size_t> rowOf(const Table& table, const QByteArray& key)
{
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (table.rows[row][0].toByteArray() == key)
            return row;
    }
    return std::nullopt;
}

Tags answering(const Event& request, QByteArray status = {})
{
    Tags tags{{"e", request.id.toHex()}, {"p", request.pubkey.toHex()}};
    if (!status.isEmpty())
        tags.append({"status", std::move(status)});
    return tags;
}

} // namespace

class TestDvmStats : public QObject {
    Q_OBJECT

private slots:
    void caseFile_data();
    void caseFile();
    void oneJob();
    void oddInput();
    void ownAnswers();
    void manyResults();
    void payments();
    void randomMarket();
    void rebuildAndOlderFormat();
    void afterRetention();
};

void TestDvmStats::caseFile_data()
{
    NOSTRSCOPE_NEEDS_DATA();
    QTest::addColumn<QJsonObject>("scenario");
    const auto scenarios = readJson(u"cases/dvm.json"_s)[u"scenarios"_s].toArray();
    QCOMPARE_GE(scenarios.size(), 7);
    for (const auto& scenario : scenarios)
        QTest::newRow(qPrintable(scenario[u"name"_s].toString())) << scenario.toObject();
}

void TestDvmStats::caseFile()
{
    QFETCH(QJsonObject, scenario);
    // Keys whose order is that of their names, as ties go to the smaller one.
    QMap<QString, PubKey> keys;
    for (const auto& value : scenario[u"events"_s].toArray())
        keys[value[u"pubkey"_s].toString()] = PubKey();
    std::vector<PubKey> sorted;
    for (std::uint32_t i = 1; i <= std::uint32_t(keys.size()); ++i)
        sorted.push_back(inventKey(i));
    std::sort(sorted.begin(), sorted.end());
    for (auto [key, next] = std::pair(keys.begin(), sorted.begin()); key != keys.end(); ++key, ++next)
        *key = *next;
    QMap<QString, std::uint64_t> numbers;
    StoreFixture store;
    for (const auto& value : scenario[u"events"_s].toArray()) {
        const auto number =
            *numbers.insert(value[u"id"_s].toString(),
                            numbers.value(value[u"id"_s].toString(), std::uint64_t(numbers.size()) + 1));
        auto event = inventEvent(number, Kind(value[u"kind"_s].toInt()),
                                 now - Timestamp(value[u"age_s"_s].toDouble()));
        event.pubkey = keys[value[u"pubkey"_s].toString()];
        store.commit({at(event)});
    }
    const auto expected = scenario[u"expected_correct"_s].toObject();
    static const QMap<QString, Timestamp> windows{
        {u"1h"_s, 3600}, {u"24h"_s, 86400}, {u"7d"_s, 7 * 86400}, {u"30d"_s, 30 * 86400}};
    for (const bool folded : {false, true}) {
        if (folded)
            store.fold();
        for (auto window = windows.begin(); window != windows.end(); ++window) {
            const auto wanted = expected[window.key()].toObject();
            const auto totals = ask(store, Question::Subject::DvmTotals, last(*window));
            for (const auto& [column, key] : {std::pair("total_requests", u"total_requests"_s),
                                              {"total_responses", u"total_responses"_s},
                                              {"total_feedback", u"total_feedback"_s},
                                              {"unique_dvms", u"unique_dvms"_s},
                                              {"unique_kinds", u"unique_request_kinds"_s},
                                              {"unique_users", u"unique_users"_s},
                                              {"popular_kind", u"popular_kind"_s},
                                              {"competitive_kind", u"competitive_kind"_s}})
                QVERIFY2(totals.value(0, column).toLongLong() == wanted[key].toInteger()
                             && totals.value(0, column).isNull() == wanted[key].isNull(),
                         qPrintable(window.key() + u' ' + key));
            const auto popular = wanted[u"popular_dvm_by_responses"_s];
            QCOMPARE(totals.value(0, "popular_dvm_by_responses").toByteArray(),
                     popular.isNull() ? QByteArray() : keys[popular.toString()].toHex());
            const auto dvms = ask(store, Question::Subject::Dvms, last(*window));
            const auto perDvm = wanted[u"per_dvm"_s].toObject();
            QCOMPARE(dvms.rows.size(), std::size_t(perDvm.size()));
            for (auto dvm = perDvm.begin(); dvm != perDvm.end(); ++dvm) {
                const auto row = rowOf(dvms, keys[dvm.key()].toHex());
                QVERIFY(row);
                QCOMPARE(figure(dvms, "results", *row), (*dvm)[u"responses"_s].toInteger());
                QCOMPARE(figure(dvms, "feedback", *row), (*dvm)[u"feedback"_s].toInteger());
            }
            const auto kinds = ask(store, Question::Subject::JobKinds, last(*window));
            const auto perKind = wanted[u"per_kind"_s].toObject();
            QCOMPARE(kinds.rows.size(), std::size_t(perKind.size()));
            for (auto kind = perKind.begin(); kind != perKind.end(); ++kind) {
                const auto row = rowOf(kinds, kind.key().toLatin1());
                QVERIFY(row);
                QCOMPARE(figure(kinds, "requests", *row), (*kind)[u"requests"_s].toInteger());
                QCOMPARE(figure(kinds, "results", *row), (*kind)[u"responses"_s].toInteger());
                QCOMPARE(figure(kinds, "dvms", *row), (*kind)[u"dvms"_s].toInteger());
            }
        }
    }
}

/// One job as the vector tells it: feedback after 2 s, a result after 9 s, an error of another provider.
void TestDvmStats::oneJob()
{
    const auto begin = now - 5000;
    const auto request = inventEvent(1, 5000, begin, {}, {}, 1);
    auto payment = inventEvent(2, 7000, begin + 2, answering(request, "payment-required"), {}, 2);
    payment.tags.append({"amount", "5000", "lnbc50n1pxyz"});
    const auto processing = inventEvent(3, 7000, begin + 5, answering(request, "processing"), {}, 2);
    auto result = inventEvent(4, 6000, begin + 9, answering(request), {}, 2);
    result.tags.append({"amount", "5000"});
    const auto wrongKind = inventEvent(5, 6050, begin + 9, answering(request), {}, 2);
    auto unknown = inventEvent(6, 6000, begin + 9, {{"e", QByteArray(64, 'c')}, {"p", keyHex(1)}}, {}, 2);
    const auto failed = inventEvent(7, 7000, begin + 12, answering(request, "error"), {}, 3);
    std::vector<VerifiedEvent> events;
    for (const auto& event : {result, failed, payment, wrongKind, processing, unknown, request})
        events.push_back(at(event, begin + 100, Origin::Import));
    StoreFixture store;
    store.commit(events);

    const auto dvms = ask(store, Question::Subject::Dvms, last(7200));
    QCOMPARE(dvms.rows.size(), std::size_t(2));
    const auto first = *rowOf(dvms, keyHex(2));
    QCOMPARE(figure(dvms, "jobs", first), 1U);
    QCOMPARE(figure(dvms, "answered", first), 1U); // a result implies success
    QCOMPARE(figure(dvms, "results", first), 3U);
    QCOMPARE(figure(dvms, "unmatched", first), 1U);
    QCOMPARE(figure(dvms, "mismatched", first), 1U);
    QCOMPARE(figure(dvms, "payment_required", first), 1U);
    QCOMPARE(figure(dvms, "customers", first), 1U);
    QCOMPARE(figure(dvms, "asked_millisats", first), 5000U); // once, however often it was said
    QCOMPARE(dvms.value(first, "times_are").toByteArray(), QByteArray("stated"));
    QVERIFY(qAbs(dvms.value(first, "feedback_p50_ms").toDouble() - 2000) < 0.03 * 2000);
    QVERIFY(qAbs(dvms.value(first, "result_p50_ms").toDouble() - 9000) < 0.03 * 9000);
    const auto second = *rowOf(dvms, keyHex(3));
    QCOMPARE(figure(dvms, "failed", second), 1U);
    QCOMPARE(figure(dvms, "answered", second), 0U);

    const auto totals = ask(store, Question::Subject::DvmTotals, last(7200));
    QCOMPARE(figure(totals, "jobs"), 1U);
    QCOMPARE(figure(totals, "answered"), 1U);
    QCOMPARE(figure(totals, "failed"), 0U);
    QCOMPARE(totals.value(0, "popular_dvm").toByteArray(), keyHex(2));
    // Unanswered ones are overdue after ten minutes by our clock, not before.
    store.commit(
        {at(inventEvent(8, 5000, now - 601, {}, {}, 1)), at(inventEvent(9, 5000, now - 599, {}, {}, 1))});
    QCOMPARE(figure(ask(store, Question::Subject::DvmTotals, last(7200)), "overdue"), 1U);
    QCOMPARE(figure(ask(store, Question::Subject::DvmTotals, TimeRange::everything()), "overdue"), 1U);
}

void TestDvmStats::oddInput()
{
    StoreFixture store;
    // An empty window, and nothing at all.
    for (const auto subject :
         {Question::Subject::DvmTotals, Question::Subject::Dvms, Question::Subject::JobKinds}) {
        for (const auto& range : {last(3600), TimeRange::everything(), TimeRange{now, now - 10, false}})
            QVERIFY(ask(store, subject, range).complete);
    }
    const auto year2106 = Timestamp(4'294'967'296);
    const auto request = inventEvent(1, 5000, year2106, {}, {}, 1);
    std::vector<VerifiedEvent> events{at(request)};
    events.push_back(at(inventEvent(2, 6000, now - 10, answering(request), {}, 2)));
    std::uint64_t number = 3;
    for (const char* amount : {"-5", "99999999999999999999999", "lots", "1e3", "2100000000000000000", ""}) {
        auto tags = answering(request, "surprised");
        tags.append({"amount", amount});
        events.push_back(at(inventEvent(number++, 7000, now - 10, tags, {}, 2)));
    }
    for (const auto& tag : {Tags{{"e"}}, Tags{{"e", "xyz"}}, Tags{{"e", QByteArray(63, 'a')}}, Tags()})
        events.push_back(at(inventEvent(number++, 6000, now - 10, tag, {}, 2)));
    events.push_back(
        at(inventEvent(number++, 6999, std::numeric_limits<std::int64_t>::max() >> 10, {}, {}, 2)));
    for (auto& event : events)
        event.origin = Origin::Import; // times are the stated ones
    store.commit(events);
    const auto dvms = ask(store, Question::Subject::Dvms, last(3600));
    QCOMPARE(figure(dvms, "results"), 5U);
    QCOMPARE(figure(dvms, "other_status"), 6U);
    QCOMPARE(figure(dvms, "asked"), 0U); // a job of the future is in no bounded range
    const auto ever = ask(store, Question::Subject::Dvms, TimeRange::everything());
    QCOMPARE(figure(ever, "results"), 6U);
    QCOMPARE(figure(ever, "asked"), 1U);
    QCOMPARE(figure(ever, "asked_millisats"), 0U); // all the bitcoin there is, is no price
    QVERIFY(ever.value(0, "result_p50_ms").isNull()); // answered before it was asked
    QCOMPARE(figure(ask(store, Question::Subject::JobKinds, TimeRange::everything()), "results", 0), 5U);
}

/// Who answers itself is marked, and neither popular nor an answer to anybody.
void TestDvmStats::ownAnswers()
{
    StoreFixture store;
    const auto own = inventEvent(1, 5300, now - 100, {}, {}, 1);
    const auto real = inventEvent(2, 5300, now - 100, {}, {}, 2);
    std::vector<VerifiedEvent> events{at(inventEvent(3, 6300, now - 90, answering(real), {}, 5)), at(own),
                                      at(real)};
    for (std::uint64_t i = 0; i < 20; ++i)
        events.push_back(at(inventEvent(10 + i, 6300, now - 80, answering(own), {}, 1)));
    store.commit(events);
    const auto totals = ask(store, Question::Subject::DvmTotals, last(3600));
    QCOMPARE(totals.value(0, "popular_dvm").toByteArray(), keyHex(5));
    QCOMPARE(totals.value(0, "popular_dvm_by_responses").toByteArray(), keyHex(5));
    QCOMPARE(figure(totals, "total_responses"), 21U); // every event counts in totals
    QCOMPARE(figure(totals, "answered"), 1U);
    QCOMPARE(figure(totals, "own"), 20U);
    const auto dvms = ask(store, Question::Subject::Dvms, last(3600));
    QCOMPARE(figure(dvms, "own", *rowOf(dvms, keyHex(1))), 20U);
    QCOMPARE(figure(dvms, "customers", *rowOf(dvms, keyHex(1))), 0U);
}

/// Popular is who serves most people, not who says most.
void TestDvmStats::manyResults()
{
    StoreFixture store;
    const auto request = inventEvent(1, 5000, now - 500, {}, {}, 1);
    std::vector<VerifiedEvent> events{at(request)};
    for (std::uint64_t i = 0; i < 10'000; ++i)
        events.push_back(at(inventEvent(100 + i, 6000, now - 400, answering(request), {}, 7)));
    for (std::uint64_t i = 0; i < 2; ++i) {
        const auto other = inventEvent(20'000 + i, 5000, now - 500, {}, {}, 2 + std::uint32_t(i));
        events.push_back(at(other));
        events.push_back(at(inventEvent(30'000 + i, 6000, now - 400, answering(other), {}, 8)));
    }
    store.commit(events);
    const auto dvms = ask(store, Question::Subject::Dvms, last(3600));
    QCOMPARE(dvms.rows[0][0].toByteArray(), keyHex(8));
    QCOMPARE(figure(dvms, "results", 1), 10'000U);
    QCOMPARE(figure(dvms, "answered", 1), 1U);
    QCOMPARE(figure(dvms, "customers", 1), 1U);
}

/// Zap receipts, before and after the answer they are for.
void TestDvmStats::payments()
{
    StoreFixture store;
    const auto request = inventEvent(1, 5000, now - 500, {}, {}, 1);
    const auto result = inventEvent(2, 6000, now - 400, answering(request), {}, 2);
    const auto zapOf = [](std::uint64_t number, const Event& target, Timestamp time) {
        return inventEvent(number, 9735, time,
                           {{"p", keyHex(2)}, {"bolt11", "lnbc210n1x"}, {"e", target.id.toHex()}}, {}, 9);
    };
    store.commit({at(zapOf(3, result, now - 300)), at(request)});
    QVERIFY(ask(store, Question::Subject::Dvms, last(3600)).rows.empty());
    store.commit({at(result), at(zapOf(4, result, now - 200)), at(zapOf(5, request, now - 100))});
    const auto dvms = ask(store, Question::Subject::Dvms, last(3600));
    QCOMPARE(figure(dvms, "paid"), 2U);
    QCOMPARE(figure(dvms, "paid_millisats"), 42'000U);
    QCOMPARE(figure(ask(store, Question::Subject::Dvms, last(250)), "paid"),
             1U); // by the time of the receipt
}

void TestDvmStats::randomMarket()
{
    std::mt19937 random(5);
    struct Made {
        Event event;
        Timestamp receivedAt;
    };
    std::vector<Made> made;
    std::vector<Event> requests;
    const auto time = [&] { return now - Timestamp(random() % (3 * 86400)); };
    for (std::uint64_t i = 0; i < 300; ++i) {
        requests.push_back(
            inventEvent(i + 1, Kind(5000 + random() % 3), time(), {}, {}, 1 + std::uint32_t(random() % 6)));
        if (random() % 5) // some are never seen
            made.push_back({requests.back(), requests.back().createdAt + 1});
    }
    for (std::uint64_t i = 0; i < 1200; ++i) {
        const auto& request = requests[random() % requests.size()];
        const auto created = std::min(now, request.createdAt + Timestamp(random() % 4000));
        const bool isResult = random() % 2;
        const auto provider = 5 + std::uint32_t(random() % 6);
        auto event = isResult
            ? inventEvent(1000 + i, Kind(6000 + random() % 3), created, answering(request), {}, provider)
            : inventEvent(1000 + i, 7000, created, answering(request, random() % 3 ? "processing" : "error"),
                          {}, provider);
        made.push_back({event, created + 2});
    }
    std::shuffle(made.begin(), made.end(), random);
    StoreFixture store;
    for (std::size_t i = 0; i < made.size(); i += 100) {
        std::vector<VerifiedEvent> batch;
        for (std::size_t k = i; k < std::min(made.size(), i + 100); ++k)
            batch.push_back(at(made[k].event, made[k].receivedAt));
        store.commit(batch);
        if (random() % 3 == 0)
            store.fold();
    }
    std::map<EventId, Event> stored;
    for (const auto& one : made)
        stored[one.event.id] = one.event;
    for (int round = 0; round < 40; ++round) {
        const auto from = now - Timestamp(random() % (3 * 86400));
        const auto to = round % 4 == 0 ? now : std::min<Timestamp>(now, from + Timestamp(random() % 200'000));
        const auto isIn = [&](const Event& event) { return event.createdAt > from && event.createdAt <= to; };
        struct Wanted {
            std::uint64_t results = 0, own = 0, unmatched = 0, mismatched = 0, errors = 0;
            std::set<QByteArray> customers;
            std::set<EventId> jobs, answered, failing;
        };
        std::map<QByteArray, Wanted> wanted;
        std::set<EventId> answered;
        std::uint64_t jobs = 0;
        for (const auto& [id, event] : stored) {
            if (dvmRole(event.kind) == DvmRole::Request) {
                jobs += isIn(event);
                continue;
            }
            const auto found = stored.find(*EventId::fromHex(event.tags.at(0).at(1).toByteArray()));
            const auto* request = found == stored.end() ? nullptr : &found->second;
            const auto customer = event.tags.at(1).at(1).toByteArray();
            const auto provider = event.pubkey.toHex();
            const bool isOwn = customer == provider;
            const bool isResult = event.kind != 7000;
            if (isIn(event)) {
                auto& row = wanted[provider];
                row.own += isOwn;
                if (!isOwn) {
                    row.results += isResult;
                    row.errors += event.tags.size() > 2 && event.tags.at(2).at(1) == "error";
                    row.unmatched += request == nullptr;
                    row.mismatched += isResult && request && request->kind + 1000 != event.kind;
                    if (isResult)
                        row.customers.insert(customer);
                }
            }
            if (request && isIn(*request) && !isOwn && (!isResult || request->kind + 1000 == event.kind)) {
                auto& row = wanted[provider];
                row.jobs.insert(request->id);
                if (isResult) {
                    row.answered.insert(request->id);
                    answered.insert(request->id);
                } else if (event.tags.at(2).at(1) == "error") {
                    row.failing.insert(request->id);
                }
            }
        }
        const auto dvms = ask(store, Question::Subject::Dvms, {from, to, false});
        QCOMPARE(dvms.rows.size(), wanted.size());
        for (const auto& [provider, row] : wanted) {
            const auto at = rowOf(dvms, provider);
            QVERIFY(at);
            QCOMPARE(figure(dvms, "results", *at), row.results);
            QCOMPARE(figure(dvms, "own", *at), row.own);
            QCOMPARE(figure(dvms, "unmatched", *at), row.unmatched);
            QCOMPARE(figure(dvms, "mismatched", *at), row.mismatched);
            QCOMPARE(figure(dvms, "error", *at), row.errors);
            QCOMPARE(figure(dvms, "customers", *at), row.customers.size());
            QCOMPARE(figure(dvms, "jobs", *at), row.jobs.size());
            QCOMPARE(figure(dvms, "answered", *at), row.answered.size());
            const auto failed = std::count_if(row.failing.begin(), row.failing.end(),
                                              [&](const EventId& id) { return !row.answered.contains(id); });
            QCOMPARE(figure(dvms, "failed", *at), std::uint64_t(failed));
        }
        const auto totals = ask(store, Question::Subject::DvmTotals, {from, to, false});
        QCOMPARE(figure(totals, "jobs"), jobs);
        QCOMPARE(figure(totals, "answered"), answered.size());
    }
}

void TestDvmStats::rebuildAndOlderFormat()
{
    std::mt19937 random(8);
    StoreFixture store;
    std::vector<VerifiedEvent> events;
    std::vector<Event> requests;
    for (std::uint64_t i = 0; i < 60; ++i) {
        requests.push_back(inventEvent(i + 1, 5000, now - Timestamp(random() % 90'000), {}, {},
                                       1 + std::uint32_t(random() % 5)));
        if (i % 4)
            events.push_back(at(requests.back()));
    }
    for (std::uint64_t i = 0; i < 200; ++i)
        events.push_back(at(inventEvent(100 + i, i % 3 ? 6000 : 7000, now - Timestamp(random() % 90'000),
                                        answering(requests[random() % 60], "error"), {},
                                        4 + std::uint32_t(random() % 5))));
    for (std::uint64_t i = 0; i < 20; ++i)
        events.push_back(at(inventEvent(
            500 + i, 9735, now - 10,
            {{"p", keyHex(5)}, {"bolt11", "lnbc210n1x"}, {"e", events[random() % 200].event.id.toHex()}}, {},
            9)));
    std::shuffle(events.begin(), events.end(), random);
    store.commit(events);
    store.fold();
    const auto before = dump(store.database());
    QVERIFY(!before.value(u"dvm_payment"_s).isEmpty() && !before.value(u"dvm_waiting"_s).isEmpty());
    const auto rebuilt = rebuildTables(store.writer());
    QVERIFY(rebuilt);
    QCOMPARE(rebuilt->differences(), quint64(0));
    store.database().exec("UPDATE dvm_work SET results = results + 1; DELETE FROM dvm_seen");
    const auto mended = rebuildTables(store.writer());
    QVERIFY(mended && mended->differences() > 0);
    QCOMPARE(difference(before, dump(store.database())), QString());

    // A file that was written before these tables were there: counted in idle slices.
    store.reopenAsVersion(12);
    QVERIFY(!ask(store, Question::Subject::Dvms, last(100'000)).complete);
    // Meanwhile live events refer to what is not counted yet.
    const auto paid = *std::find_if(events.begin(), events.end(),
                                    [](const VerifiedEvent& one) { return one.event.kind == 6000; });
    store.commit(
        {at(inventEvent(900, 6000, now - 5, answering(requests[1]), {}, 4)),
         at(inventEvent(901, 9735, now - 5,
                        {{"p", keyHex(5)}, {"bolt11", "lnbc210n1x"}, {"e", paid.event.id.toHex()}}, {}, 9))});
    store.upkeep(fromSeconds(now));
    QVERIFY(ask(store, Question::Subject::Dvms, last(100'000)).complete);
    store.fold();
    const auto filled = dump(store.database());
    const auto again = rebuildTables(store.writer());
    QVERIFY(again);
    for (const auto& table : again->tables)
        QVERIFY2(table.differences == 0, qPrintable(u"%1: %2"_s.arg(table.name).arg(table.differences)));
    QCOMPARE(difference(filled, dump(store.database())), QString());
}

/// Retention removes requests; their answers, which stay or come later, still know whose they were.
void TestDvmStats::afterRetention()
{
    StoreFixture store;
    const auto oldRequest = inventEvent(1, 5000, now - 90'000, {}, {}, 1);
    const auto removedAnswer = inventEvent(2, 7000, now - 89'000, answering(oldRequest, "processing"), {}, 2);
    const auto answer = inventEvent(3, 6000, now - 50, answering(oldRequest), {}, 2);
    store.commit({at(oldRequest), at(removedAnswer), at(answer)});
    store.fold();
    const auto before = ask(store, Question::Subject::Dvms, TimeRange::everything());
    QCOMPARE(figure(before, "answered"), 1U);
    SqlDatabase& database = store.database();
    for (const std::int64_t seq : {1, 2}) {
        SqlStatement remove(database, "DELETE FROM event WHERE seq = ?");
        SqlStatement sightings(database, "DELETE FROM sighting WHERE seq = ?");
        QVERIFY(remove.bind(1, seq).run() && sightings.bind(1, seq).run());
    }
    const auto rebuilt = rebuildTables(store.writer());
    QVERIFY(rebuilt);
    const auto after = ask(store, Question::Subject::Dvms, TimeRange::everything());
    QCOMPARE(after.rows, before.rows);
}

QTEST_GUILESS_MAIN(TestDvmStats)
#include "tst_dvmstats.moc"
