// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simrelay.h"
#include "core/collect/collector.h"
#include "core/nostr/eventpeek.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <set>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// An event of the right form; nobody verifies it here.
Event eventOf(std::uint64_t number, Timestamp createdAt, Kind kind = 1)
{
    Event event;
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
        bytes[31 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    event.id = EventId(bytes);
    event.pubkey = PubKey(bytes);
    event.createdAt = createdAt;
    event.kind = kind;
    event.content = "hello";
    return event;
}

struct Bench {
    SystemClock clock;
    RawInbox inbox{limits::ingestInboxBytes};
    CollectorConfig config = CollectorConfig::defaults();
    std::vector<std::unique_ptr<SimRelay>> relays;
    std::unique_ptr<Collector> collector;
    std::map<RelayId, std::set<EventId>> seen;
    std::map<RelayId, std::size_t> live;
    std::vector<LogRecord> log;

    Bench()
    {
        config.backoff = {50ms, 500ms, 5min, 0.2};
        config.tick = 20ms;
        config.reportEvery = 20ms;
        config.probeEvery = 200ms;
        config.times.pingEvery = 500ms;
        // What ends a connection is far away: a machine that is busy for a second is no fault of a relay.
        config.answerWithin = test::patience;
        config.eoseWithin = test::patience;
        config.pageIdle = test::patience;
        config.times.handshake = test::patience;
        config.times.pongWithin = test::patience;
        config.times.closeWithin = test::patience;
    }
    /// For relays that are silent where an answer is due; a healthy one may suffer from it too, for a while.
    void loseSoon()
    {
        config.answerWithin = 300ms;
        config.eoseWithin = 300ms;
        config.pageIdle = 300ms;
        config.times.handshake = 1s;
        config.times.pongWithin = 1s;
        config.times.closeWithin = 500ms;
    }
    ~Bench() { collector.reset(); }

    SimRelay& add(SimRelayOptions options = {}, const char* address = "127.0.0.1")
    {
        options.keepAll = true;
        relays.push_back(std::make_unique<SimRelay>(options));
        if (!relays.back()->listen(QHostAddress(QString::fromLatin1(address))))
            qFatal("no port on %s", address);
        return *relays.back();
    }
    void start(TransportFactory factory = {})
    {
        collector = factory ? std::make_unique<Collector>(config, clock, inbox, factory)
                            : std::make_unique<Collector>(config, clock, inbox);
        QObject::connect(collector.get(), &Collector::logged, collector.get(),
                         [this](const std::vector<LogRecord>& records) {
                             log.insert(log.end(), records.begin(), records.end());
                         });
        for (std::size_t i = 0; i < relays.size(); ++i)
            collector->addRelay({RelayId(static_cast<std::uint32_t>(i + 1)), urlOf(i), false, {}, {}});
        collector->start();
    }
    RelayUrl urlOf(std::size_t i) const
    {
        return *RelayUrl::parse(QString::fromLatin1(relays[i]->url()), RelayUrlRules::byHand());
    }
    /// Takes what is in the inbox, as ingest would.
    void drain(std::size_t bytes = 64 * 1024 * 1024)
    {
        for (const auto& chunk : inbox.tryTake(bytes)) {
            for (const auto& raw : chunk) {
                const auto frame = peekEventFrame(raw.json);
                const auto key = frame ? peekEventKey(frame->event) : std::nullopt;
                if (key)
                    seen[raw.relay].insert(key->id);
                if (raw.origin == Origin::Live)
                    ++live[raw.relay];
            }
        }
    }
    std::size_t drained(std::uint32_t relay)
    {
        drain();
        return seen[RelayId(relay)].size();
    }
    LinkStatistics stats(std::uint32_t relay) const { return collector->statistics().at(RelayId(relay)); }
    bool stop()
    {
        QSignalSpy spy(collector.get(), &Collector::stopped);
        collector->stop();
        return spy.wait(test::patienceMs);
    }
};

} // namespace

/// The collector with real sockets on loopback against simulated relays.
class TestCollector : public QObject {
    Q_OBJECT

private slots:
    void historyThenLive()
    {
        Bench bench;
        auto& relay = bench.add();
        const auto now = toSeconds(bench.clock.now());
        for (std::uint64_t i = 0; i < 1800; ++i) // several pages, three events a second
            relay.add(eventOf(i, now - 3600 - static_cast<Timestamp>(i / 3)));
        relay.add(eventOf(9001, now - 19 * 86400, 5050)); // DVM kinds reach back further
        relay.add(eventOf(9002, now - 19 * 86400, 1)); // too old for the rest
        bench.start();
        QTRY_COMPARE(bench.drained(1), std::size_t(1801));
        QTRY_VERIFY(bench.stats(1).caughtUp);
        QVERIFY(!bench.seen[RelayId(1)].contains(eventOf(9002, 0).id));
        QCOMPARE(bench.stats(1).state, LinkState::Live);
        QCOMPARE(bench.stats(1).historyGaps, 0u);
        QVERIFY(bench.stats(1).lastEoseAt > fromSeconds(now - 5));
        QCOMPARE(bench.live[RelayId(1)], std::size_t(0)); // what was stored is not live
        relay.add(eventOf(10001, now));
        relay.add(eventOf(10002, now - 86400 * 300)); // old by its own account, live by arrival
        relay.add(eventOf(10003, now, 4)); // a kind that we do not ask for
        QTRY_COMPARE(bench.drained(1), std::size_t(1803));
        QCOMPARE(bench.live[RelayId(1)], std::size_t(2));
        QVERIFY(bench.stop());
        QCOMPARE(bench.stats(1).state, LinkState::Idle);
        QCOMPARE(relay.clientCount(), 0);
    }

    void everythingSinceZero()
    {
        Bench bench;
        auto& relay = bench.add();
        for (std::uint64_t i = 0; i < 700; ++i)
            relay.add(eventOf(i, static_cast<Timestamp>(i * i)));
        bench.config.catchUp.absoluteSince = 0;
        bench.start();
        QTRY_COMPARE(bench.drained(1), std::size_t(700));
    }

    void faults_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<LinkError>("error"); // None: the connection lives
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<bool>("complete"); // all events arrive
        const auto row = [](const char* name, Fault fault, LinkError error, int status, bool complete) {
            QTest::newRow(name) << static_cast<int>(fault) << error << status << complete;
        };
        row("refuse", Fault::Refuse, LinkError::ConnectionRefused, 0, false);
        row("silent", Fault::Silent, LinkError::Timeout, 0, false);
        row("http-403", Fault::Http403, LinkError::HttpStatus, 403, false);
        row("http-503", Fault::Http503, LinkError::HttpStatus, 503, false);
        row("not-nostr", Fault::NotNostr, LinkError::NotWebSocket, 0, false);
        row("giant", Fault::Giant, LinkError::TooLarge, 0, false);
        row("garbage", Fault::Garbage, LinkError::None, 0, true);
        row("cap", Fault::Cap, LinkError::None, 0, true);
        row("oldest-first", Fault::OldestFirst, LinkError::None, 0, true);
        row("no-eose", Fault::NoEose, LinkError::None, 0, true);
        row("bad-id", Fault::BadId, LinkError::None, 0, true);
        row("bad-sig", Fault::BadSig, LinkError::None, 0, true);
        row("future", Fault::Future, LinkError::None, 0, true);
        row("clock-skew", Fault::ClockSkew, LinkError::None, 0, true);
        row("slow", Fault::Slow, LinkError::None, 0, true);
        row("closed-auth", Fault::ClosedAuth, LinkError::None, 0, false);
        row("restricted", Fault::Restricted, LinkError::None, 0, false);
        row("rate-limit", Fault::RateLimit, LinkError::None, 0, false);
    }
    void faults()
    {
        QFETCH(int, fault);
        QFETCH(LinkError, error);
        QFETCH(int, httpStatus);
        QFETCH(bool, complete);
        Bench bench;
        bench.loseSoon();
        SimRelayOptions options;
        options.faults.add(static_cast<Fault>(fault));
        options.slowness = 50ms;
        auto& relay = bench.add(options);
        auto& healthy = bench.add();
        const auto now = toSeconds(bench.clock.now());
        std::set<EventId> expected;
        for (std::uint64_t i = 0; i < 300; ++i) {
            const auto event = eventOf(i, now - 3600 - static_cast<Timestamp>(i / 2));
            relay.add(event);
            healthy.add(event);
            expected.insert(event.id);
        }
        bench.start();
        QTRY_COMPARE(bench.drained(2), expected.size()); // nobody suffers from another's fault
        if (error != LinkError::None) {
            QTRY_COMPARE(bench.stats(1).lastError, error);
            QCOMPARE(bench.stats(1).lastHttpStatus, httpStatus);
            QVERIFY(!bench.stats(1).lastErrorDetail.isEmpty());
            QTRY_VERIFY(bench.stats(1).attempts >= 2); // and it is tried again
        }
        if (complete) {
            const auto missing = [&] {
                bench.drain();
                std::size_t count = 0;
                for (const auto& id : expected)
                    count += bench.seen[RelayId(1)].contains(id) ? 0 : 1;
                // broken on purpose by the relay: their id is another one
                return static_cast<Fault>(fault) == Fault::BadId ? count / 200 : count;
            };
            QTRY_COMPARE(missing(), std::size_t(0));
        }
        if (static_cast<Fault>(fault) == Fault::ClosedAuth) {
            QTRY_COMPARE(bench.stats(1).state, LinkState::Refused);
            QVERIFY(bench.stats(1).wantsAuth);
        }
        if (static_cast<Fault>(fault) == Fault::Restricted) {
            QTRY_COMPARE(bench.stats(1).state, LinkState::Refused);
            QVERIFY(!bench.stats(1).refusal.isEmpty());
        }
        if (static_cast<Fault>(fault) == Fault::RateLimit)
            QTRY_VERIFY(bench.stats(1).rateLimits > 0);
        if (static_cast<Fault>(fault) == Fault::Garbage)
            QTRY_VERIFY(bench.stats(1).violations > 0);
        QVERIFY(bench.stop());
    }

    /// Relays that end the connection again and again: each time it is opened anew, nothing half is taken for
    /// an event, others do not notice.
    void cutOff_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<quint64>("stored"); // events; drop takes what is not on the wire yet with it
        QTest::addColumn<bool>("complete"); // all can arrive between two ends
        QTest::newRow("drop") << static_cast<int>(Fault::Drop) << quint64(1) << true;
        QTest::newRow("partial-frame") << static_cast<int>(Fault::PartialFrame) << quint64(300) << false;
        QTest::newRow("flap") << static_cast<int>(Fault::Flap) << quint64(300) << true;
    }
    void cutOff()
    {
        QFETCH(int, fault);
        QFETCH(quint64, stored);
        QFETCH(bool, complete);
        Bench bench;
        SimRelayOptions options;
        options.faults.add(static_cast<Fault>(fault));
        options.flapUp = 3s; // enough for everything, also on a slow machine
        options.flapDown = 200ms;
        auto& relay = bench.add(options);
        auto& healthy = bench.add();
        const auto now = toSeconds(bench.clock.now());
        std::set<EventId> expected;
        for (std::uint64_t i = 0; i < stored; ++i) {
            const auto event = eventOf(i, now - 3600 - static_cast<Timestamp>(i / 2));
            relay.add(event);
            healthy.add(event);
            expected.insert(event.id);
        }
        bench.start();
        QTRY_COMPARE(bench.drained(2), expected.size());
        QTRY_VERIFY(bench.stats(1).opens >= 3);
        QVERIFY(bench.stats(1).failures >= 2);
        if (complete)
            QTRY_COMPARE(bench.drained(1), expected.size());
        else
            QTRY_VERIFY(bench.drained(1) > 0);
        const auto& seen = bench.seen[RelayId(1)];
        QVERIFY(std::includes(expected.begin(), expected.end(), seen.begin(), seen.end()));
        QCOMPARE(bench.stats(2).failures, 0U);
        QVERIFY(bench.stop());
    }

    void expiredCertificate()
    {
        Bench bench;
        SimRelayOptions options;
        options.certificate = makeCertificate({"127.0.0.1"}, Validity::Expired);
        QVERIFY(options.certificate);
        bench.add(options);
        bench.start();
        QTRY_COMPARE(bench.stats(1).lastError, LinkError::Tls);
        QVERIFY(!bench.stats(1).lastErrorDetail.isEmpty());
    }

    void reconnectsAfterADrop()
    {
        Bench bench;
        auto& relay = bench.add();
        const auto now = toSeconds(bench.clock.now());
        relay.add(eventOf(1, now - 100));
        bench.start();
        QTRY_COMPARE(bench.drained(1), std::size_t(1));
        QTRY_VERIFY(bench.stats(1).caughtUp);
        relay.abortClients();
        QTRY_VERIFY(bench.stats(1).opens >= 2 || bench.stats(1).state == LinkState::Waiting);
        relay.add(eventOf(2, now - 90)); // in the time between, or later: it must arrive
        QTRY_COMPARE(bench.drained(1), std::size_t(2));
        QTRY_COMPARE(bench.stats(1).opens, 2u);
        QCOMPARE(bench.stats(1).failures, 1u);
    }

    void ownOutageBlamesNobody()
    {
        Bench bench;
        for (const auto* address : {"127.1.1.1", "127.2.1.1", "127.3.1.1", "127.4.1.1", "127.5.1.1"})
            bench.add({}, address);
        bench.start();
        const auto live = [&bench] {
            int count = 0;
            for (const auto& [id, stats] : bench.collector->statistics())
                count += stats.state == LinkState::Live ? 1 : 0;
            return count;
        };
        QTRY_COMPARE(live(), 5);
        QSignalSpy spy(bench.collector.get(), &Collector::ownOutageChanged);
        for (auto& relay : bench.relays) {
            relay->stopListening();
            relay->abortClients();
        }
        QTRY_VERIFY(bench.collector->ownOutage());
        QTRY_VERIFY(
            std::all_of(bench.collector->statistics().begin(), bench.collector->statistics().end(),
                        [](const auto& pair) { return pair.second.lastError == LinkError::OwnOutage; }));
        QCOMPARE(spy.takeFirst().first().toBool(), true);
        for (auto& relay : bench.relays) {
            const QUrl url(QString::fromLatin1(relay->url()));
            QVERIFY(relay->listen(QHostAddress(url.host()), static_cast<std::uint16_t>(url.port())));
        }
        QTRY_VERIFY(!bench.collector->ownOutage());
        QCOMPARE(bench.collector->ownOutageSince(), UnixMillis{});
        for (const auto& [id, stats] : bench.collector->statistics())
            QVERIFY(stats.failures <= 1); // probes of a dead line at most
    }

    /// Each message of a change holds all relays: one for each of ten thousand was 7 GB.
    void pausingManyIsOneChange()
    {
        Bench bench;
        std::vector<RelayId> all;
        for (int i = 0; i < 5; ++i) {
            bench.add();
            all.push_back(RelayId(static_cast<std::uint32_t>(i + 1)));
        }
        bench.start();
        QTRY_COMPARE(bench.stats(5).state, LinkState::Live);
        QSignalSpy changes(bench.collector.get(), &Collector::changed);
        bench.collector->setPaused(all, true);
        QCOMPARE(changes.count(), 1);
        for (std::uint32_t relay = 1; relay <= 5; ++relay)
            QCOMPARE(bench.stats(relay).state, LinkState::Paused);
    }

    void pausingRemovingAndTheLimit()
    {
        Bench bench;
        for (int i = 0; i < 3; ++i)
            bench.add();
        bench.config.maxConnections = 2;
        bench.start();
        QTRY_COMPARE(bench.stats(2).state, LinkState::Live);
        QTRY_COMPARE(bench.stats(1).state, LinkState::Live);
        QCOMPARE(bench.stats(3).state, LinkState::Idle);
        QCOMPARE(bench.collector->wantedRelays(), std::size_t(2));
        bench.collector->setPaused({RelayId(1)}, true);
        QTRY_COMPARE(bench.stats(3).state, LinkState::Live);
        QTRY_COMPARE(bench.stats(1).state, LinkState::Paused);
        QTRY_COMPARE(bench.relays[0]->clientCount(), 0);
        bench.collector->removeRelay(RelayId(2));
        QTRY_COMPARE(bench.relays[1]->clientCount(), 0);
        QCOMPARE(bench.collector->statistics().size(), std::size_t(2));
        bench.collector->setPaused({RelayId(1)}, false);
        QTRY_COMPARE(bench.stats(1).state, LinkState::Live);
        QVERIFY(bench.stop());
        QVERIFY(!bench.collector->isRunning());
        bench.collector->start();
        QTRY_COMPARE(bench.stats(1).state, LinkState::Live);
    }

    /// A relay that sends as fast as it can, a reader that is slower: another relay is not held up, and
    /// nothing that was accepted is lost.
    void floodersDoNotStarveOthers()
    {
        Bench bench;
        auto& flooder = bench.add();
        auto& quiet = bench.add();
        const auto now = toSeconds(bench.clock.now());
        std::vector<SimEventPtr> pool;
        for (std::uint64_t i = 0; i < 5000; ++i)
            pool.push_back(std::make_shared<const SimEvent>(eventOf(100'000 + i, now)));
        RawInbox small(256 * 1024);
        Collector collector(bench.config, bench.clock, small);
        for (std::size_t i = 0; i < 2; ++i)
            collector.addRelay({RelayId(static_cast<std::uint32_t>(i + 1)), bench.urlOf(i), false, {}, {}});
        collector.start();
        QTRY_COMPARE(collector.statistics().at(RelayId(2)).state, LinkState::Live);
        flooder.setFlood(&pool, 0);
        std::size_t flooded = 0;
        std::uint64_t sent = 0;
        std::set<EventId> calm;
        const auto step = [&] {
            for (const auto& chunk : small.tryTake(32 * 1024)) {
                if (chunk.front().relay == RelayId(1))
                    flooded += chunk.size();
                else
                    for (const auto& raw : chunk)
                        calm.insert(peekEventKey(peekEventFrame(raw.json)->event)->id);
            }
        };
        const QDeadlineTimer end(test::patience);
        const auto holds = [&] { return collector.statistics().at(RelayId(1)).holds; };
        // As long as it takes until the flooder was held back and much of it came through nevertheless.
        while ((sent < 200 || flooded <= 1000) && !end.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
            if (sent < 200 && holds() > 0) {
                quiet.add(eventOf(sent, now));
                ++sent;
            }
            step();
        }
        while (calm.size() < sent && !end.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
            step();
        }
        QCOMPARE(calm.size(), std::size_t(200));
        QVERIFY2(holds() > 0, "the flooder was never slowed down: the test shows nothing");
        QVERIFY(flooded > 1000);
        flooder.setFlood(nullptr, 0);
        QSignalSpy stopped(&collector, &Collector::stopped);
        collector.stop();
        const QDeadlineTimer stopEnd(test::patience);
        while (stopped.isEmpty() && !stopEnd.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
            step();
        }
        QCOMPARE(stopped.size(), 1);
        while (small.bytes() > 0)
            step();
        QCOMPARE(std::uint64_t(flooded), collector.statistics().at(RelayId(1)).events);
    }
};

QTEST_GUILESS_MAIN(TestCollector)
#include "tst_collector.moc"
