// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/backoff.h"
#include "core/collect/collectorconfig.h"
#include "core/collect/ownoutage.h"
#include "core/collect/subscriptionplan.h"
#include "core/net/handshakelimit.h"
#include "core/nostr/kinds.h"

#include <QTest>

#include <set>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// The pure parts of live collection: delays, outages, filters, starts.
class TestCollectPlan : public QObject {
    Q_OBJECT

private slots:
    void backoffDoublesUpToItsLimit()
    {
        Backoff backoff(42);
        Backoff again(42);
        auto expected = 1000.0;
        bool jittered = false;
        for (int i = 0; i < 30; ++i) {
            const auto delay = backoff.failed(0ms);
            QCOMPARE(delay, again.failed(0ms)); // repeatable
            QVERIFY(double(delay.count()) >= expected * 0.8 - 1);
            QVERIFY(double(delay.count()) <= expected * 1.2 + 1);
            jittered = jittered || std::abs(double(delay.count()) - expected) > expected * 0.02;
            expected = std::min(expected * 2, 900'000.0);
        }
        QVERIFY(jittered);
    }
    void backoffResetsAfterHealth()
    {
        Backoff backoff(1);
        for (int i = 0; i < 6; ++i)
            (void)backoff.failed(4min);
        QCOMPARE(backoff.step(), 6u); // four minutes are not healthy enough
        QVERIFY(backoff.failed(5min) <= 1200ms);
        QCOMPARE(backoff.step(), 1u);
    }
    void rateLimitDoubles()
    {
        Backoff backoff(1);
        backoff.rateLimited();
        const auto delay = backoff.failed(0ms);
        QVERIFY(delay >= 1600ms && delay <= 2400ms);
        for (int i = 0; i < 100; ++i)
            backoff.rateLimited();
        QVERIFY(backoff.failed(0ms) <= 18min);
    }

    void handshakeLimit()
    {
        QCOMPARE(HandshakeLimit(RelayNetwork::Clearnet).current(), 10s);
        QCOMPARE(HandshakeLimit(RelayNetwork::Tor).current(), 30s);
        QCOMPARE(HandshakeLimit(RelayNetwork::Loki).current(), 30s);
        QCOMPARE(HandshakeLimit(RelayNetwork::I2p).current(), 45s);
        HandshakeLimit limit(RelayNetwork::Clearnet);
        for (int i = 0; i < 4; ++i)
            limit.succeeded(100ms);
        QCOMPARE(limit.current(), 10s); // too little is known
        limit.succeeded(100ms);
        QCOMPARE(limit.current(), 3s);
        for (int i = 0; i < 10; ++i)
            limit.succeeded(1500ms);
        QCOMPARE(limit.current(), 4500ms);
        for (int i = 0; i < 10; ++i)
            limit.succeeded(9s);
        QCOMPARE(limit.current(), 10s);
        for (int i = 0; i < 300; ++i)
            limit.succeeded(50ms);
        QCOMPARE(limit.current(), 3s); // old habits are forgotten
        limit.timedOut();
        QCOMPARE(limit.current(), 10s);
    }

    void networks()
    {
        const auto key = [](const char* text) {
            return OwnOutage::networkOf(QHostAddress(QString::fromLatin1(text)), "host");
        };
        QCOMPARE(key("192.0.2.1"), key("192.0.2.200"));
        QVERIFY(key("192.0.2.1") != key("192.0.3.1"));
        QCOMPARE(key("::ffff:192.0.2.1"), key("192.0.2.9"));
        QCOMPARE(key("2001:db8:1:2::1"), key("2001:db8:1:3::9"));
        QVERIFY(key("2001:db8:1::1") != key("2001:db8:2::1"));
        QCOMPARE(OwnOutage::networkOf(QHostAddress(), "host"), QByteArray("host"));
    }

    void ownOutage_data()
    {
        QTest::addColumn<int>("relays");
        QTest::addColumn<int>("networks");
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("secondsBetween");
        QTest::addColumn<bool>("isOut");
        QTest::newRow("all at once") << 10 << 10 << 10 << 0 << true;
        QTest::newRow("six of ten") << 10 << 10 << 6 << 0 << true;
        QTest::newRow("five of ten") << 10 << 10 << 5 << 0 << false;
        QTest::newRow("one operator on two networks") << 10 << 2 << 10 << 0 << false;
        QTest::newRow("three networks") << 10 << 3 << 10 << 0 << true;
        QTest::newRow("one after the other") << 10 << 10 << 7 << 20 << false;
        QTest::newRow("two relays in all") << 2 << 2 << 2 << 0 << false;
    }
    void ownOutage()
    {
        QFETCH(int, relays);
        QFETCH(int, networks);
        QFETCH(int, lost);
        QFETCH(int, secondsBetween);
        OwnOutage outage;
        std::chrono::milliseconds now = 1h;
        for (int i = 0; i < relays; ++i)
            outage.opened(RelayId(static_cast<std::uint32_t>(i + 1)), QByteArray::number(i % networks), now);
        now += 1h;
        int told = 0;
        for (int i = 0; i < lost; ++i) {
            told += outage.lost(RelayId(static_cast<std::uint32_t>(i + 1)), now) ? 1 : 0;
            now += std::chrono::seconds(secondsBetween);
        }
        QTEST(outage.isOut(), "isOut");
        QCOMPARE(told, outage.isOut() ? 1 : 0);
        if (outage.isOut()) {
            QCOMPARE(outage.blameless().size(), static_cast<std::size_t>(lost));
            outage.opened(RelayId(1), "0", now);
            QVERIFY(!outage.isOut());
        }
    }
    void closedByUsIsNoOutage()
    {
        OwnOutage outage;
        for (std::uint32_t i = 1; i <= 10; ++i)
            outage.opened(RelayId(i), QByteArray::number(i), 1h);
        for (std::uint32_t i = 1; i <= 9; ++i)
            outage.closed(RelayId(i));
        QVERIFY(!outage.lost(RelayId(10), 2h));
        QVERIFY(!outage.lost(RelayId(10), 2h)); // not connected any more
    }
    void offlineFromTheStart()
    {
        OwnOutage outage;
        for (std::uint32_t i = 1; i <= 4; ++i)
            QVERIFY(!outage.attemptFailed(RelayId(i), QByteArray::number(i), 1s));
        QVERIFY(outage.attemptFailed(RelayId(5), "5", 2s));
        OwnOutage other;
        other.opened(RelayId(9), "9", 1s);
        for (std::uint32_t i = 1; i <= 50; ++i)
            QVERIFY(!other.attemptFailed(RelayId(i), QByteArray::number(i), 2s)); // one works: they are dead
    }

    void starts_data()
    {
        QTest::addColumn<qint64>("absolute"); // -1: none
        QTest::addColumn<qint64>("eose"); // 0: never
        QTest::addColumn<qint64>("newest"); // -1: none
        QTest::addColumn<qint64>("general");
        QTest::addColumn<qint64>("dvm");
        constexpr qint64 now = 1'800'000'000, day = 86400;
        QTest::newRow("empty store") << qint64(-1) << qint64(0) << qint64(-1) << now - day << now - 20 * day;
        QTest::newRow("last contact")
            << qint64(-1) << now - 10 * day << now - 5 * day << now - 12 * day << now - 12 * day;
        QTest::newRow("newest event")
            << qint64(-1) << qint64(0) << now - 5 * day << now - 7 * day << now - 7 * day;
        QTest::newRow("newest in the future")
            << qint64(-1) << qint64(0) << now + 500 * day << now - 2 * day << now - 2 * day;
        QTest::newRow("contact in the future")
            << qint64(-1) << now + 500 * day << qint64(-1) << now - 2 * day << now - 2 * day;
        QTest::newRow("everything") << qint64(0) << now - 10 * day << now << qint64(0) << qint64(0);
        QTest::newRow("never below zero") << qint64(-1) << qint64(0) << qint64(5) << qint64(0) << qint64(0);
    }
    void starts()
    {
        QFETCH(qint64, absolute);
        QFETCH(qint64, eose);
        QFETCH(qint64, newest);
        CatchUpRules rules;
        if (absolute >= 0)
            rules.absoluteSince = absolute;
        const auto start = catchUpStart(rules, fromSeconds(eose),
                                        newest < 0 ? std::nullopt : std::optional<Timestamp>(newest),
                                        fromSeconds(1'800'000'000));
        QTEST(qint64(start.general), "general");
        QTEST(qint64(start.dvm), "dvm");
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Refusal>("refusal");
        QTest::newRow("rate") << QByteArray("rate-limited: slow down") << Refusal::RateLimited;
        QTest::newRow("rate in words") << QByteArray("ERROR: too many requests") << Refusal::RateLimited;
        QTest::newRow("auth") << QByteArray("auth-required: we only serve members") << Refusal::AuthRequired;
        QTest::newRow("restricted") << QByteArray("restricted: no") << Refusal::Policy;
        QTest::newRow("blocked") << QByteArray("blocked: you") << Refusal::Policy;
        QTest::newRow("paid") << QByteArray("payment-required: 21 sats") << Refusal::Policy;
        QTest::newRow("strfry") << QByteArray("ERROR: bad req: too many kinds") << Refusal::Narrow;
        QTest::newRow("invalid") << QByteArray("invalid: filter") << Refusal::Narrow;
        QTest::newRow("nothing") << QByteArray() << Refusal::Narrow;
    }
    void refusals()
    {
        QFETCH(QByteArray, text);
        QTEST(refusalOf(text), "refusal");
    }
    void notices()
    {
        QVERIFY(noticeIsRefusal("ERROR: bad req: filter item too large"));
        QVERIFY(noticeIsRefusal("rate-limited: wait"));
        QVERIFY(!noticeIsRefusal("Welcome to our relay"));
    }

    void planNarrowsAndGivesUp()
    {
        std::vector<Kind> kinds;
        for (Kind kind = 0; kind < 30; ++kind)
            kinds.push_back(kind);
        for (Kind kind = 5000; kind < 5030; ++kind)
            kinds.push_back(kind);
        SubscriptionPlan plan(kinds);
        std::size_t lastLargest = 61;
        int steps = 0;
        do {
            const auto requests = plan.liveRequests();
            QVERIFY(!requests.empty() && requests.size() <= 8);
            std::set<Kind> asked;
            std::size_t largest = 0;
            for (const auto& filters : requests) {
                QVERIFY(!filters.empty());
                for (const auto& filter : filters) {
                    QVERIFY(filter.kinds && !filter.kinds->empty());
                    QVERIFY(filter.limit && *filter.limit <= 1);
                    asked.insert(filter.kinds->begin(), filter.kinds->end());
                    largest = std::max(largest, filter.kinds->size());
                }
            }
            QVERIFY(largest <= lastLargest || asked.size() == 4);
            lastLargest = largest;
            QVERIFY(asked.size() == kinds.size() || asked == (std::set<Kind>{0, 1, 3, 7}));
            for (const auto& history : plan.historyFilters(false)) {
                QVERIFY(!history.filter.since && !history.filter.until && !history.filter.limit);
                for (const auto kind : *history.filter.kinds)
                    QCOMPARE(isDvmKind(kind), history.isDvm);
            }
            QVERIFY(++steps < 10);
        } while (plan.refused("ERROR: bad req: no"));
        QVERIFY(plan.gaveUp());
        QVERIFY(plan.liveRequests().empty());
        QCOMPARE(plan.reason(), QByteArray("ERROR: bad req: no"));
        QCOMPARE(steps, 5);
    }
    void planTriesAnotherLimitFirst()
    {
        SubscriptionPlan plan({1, 2});
        QCOMPARE(plan.liveRequests().front().front().toJson(), R"({"kinds":[1,2],"limit":0})");
        QVERIFY(plan.refused("invalid: limit must be positive"));
        QCOMPARE(plan.liveRequests().front().front().toJson(), R"({"kinds":[1,2],"limit":1})");
        QCOMPARE(plan.historyFilters(true).size(), std::size_t(1));
    }

    void configuration()
    {
        auto config = CollectorConfig::defaults();
        QCOMPARE(config.problem(), QString());
        QVERIFY(std::count(config.kinds.begin(), config.kinds.end(), Kind(7000)) == 1);
        QVERIFY(std::count(config.kinds.begin(), config.kinds.end(), Kind(30166)) == 1);
        config.maxConnections = 1001;
        QVERIFY(config.problem().contains(u"connections"_s));
        config = CollectorConfig::defaults();
        config.kinds.clear(); // every kind
        QCOMPARE(config.problem(), QString());
    }

    void everyKindFallsBackToTheCommonOnes()
    {
        SubscriptionPlan plan({});
        QCOMPARE(plan.liveRequests().front().front().toJson(), QByteArray("{\"limit\":0}"));
        QCOMPARE(plan.historyFilters(true).size(), 1U);
        QVERIFY(!plan.historyFilters(true).front().filter.kinds);
        QVERIFY(!plan.isNarrowed());
        QVERIFY(plan.refused("blocked: filter too broad"));
        QVERIFY(plan.isNarrowed());
        QVERIFY(*plan.liveRequests().front().front().kinds == defaultLiveKinds());
    }
};

QTEST_GUILESS_MAIN(TestCollectPlan)
#include "tst_collectplan.moc"
