// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/networker.h"
#include "tests/support/faketransport.h"

#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::fakeEventFrame;

namespace {

constexpr Timestamp start = 1'800'000'000;

/// A net thread's worker in the thread of the test, on a clock that stands still.
struct Bench {
    ManualClock clock{fromSeconds(start)};
    test::FakeNet net{clock};
    test::FakeSink sink;
    CollectorConfig config;
    std::map<RelayId, LinkStatistics> stats;
    std::vector<LogRecord> log;
    std::unique_ptr<NetWorker> worker;

    explicit Bench(std::vector<Kind> kinds = {1, 7})
    {
        config.kinds = std::move(kinds);
        config.tick = 1h; // only by hand
        config.backoff.jitter = 0;
        worker =
            std::make_unique<NetWorker>(config, 20, net.factory(), clock, sink, [this](NetReport&& news) {
                for (const auto& changed : news.changed)
                    stats[changed.relay] = changed;
                log.insert(log.end(), news.log.begin(), news.log.end());
            });
    }
    void add(std::uint32_t id, UnixMillis lastEose = {})
    {
        worker->want({RelayId(id),
                      *RelayUrl::parse(u"wss://relay%1.example.com"_s.arg(id), RelayUrlRules::list()),
                      false,
                      lastEose,
                      {}});
    }
    void pass(std::chrono::milliseconds time)
    {
        for (auto left = time; left > 0ms; left -= 500ms) {
            clock.advance(std::min<std::chrono::milliseconds>(left, 500ms));
            worker->tick();
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }
    test::FakeTransport* connected(std::uint32_t id = 1, UnixMillis lastEose = {})
    {
        add(id, lastEose);
        net.last()->accept();
        return net.last();
    }
    LinkStatistics& of(std::uint32_t id = 1) { return stats[RelayId(id)]; }
};

QByteArray idOf(const QByteArray& request)
{
    return request.split('"').value(3);
}

} // namespace

/// One relay's way through asking, narrowing, history and reconnecting.
class TestRelaySession : public QObject {
    Q_OBJECT

private slots:
    void asksLiveThenHistory()
    {
        Bench bench;
        auto* server = bench.connected(1, fromSeconds(start - 10 * 86400));
        auto said = server->takeSaid();
        QCOMPARE(said, QList<QByteArray>{R"(["REQ","ns1",{"kinds":[1,7],"limit":0}])"});
        server->say(R"(["EOSE","ns1"])");
        bench.pass(1s);
        said = server->takeSaid();
        QCOMPARE(said,
                 QList<QByteArray>{"[\"REQ\",\"ns2\",{\"kinds\":[1,7],\"since\":"
                                   + QByteArray::number(qint64(start - 12 * 86400)) + ",\"limit\":500}]"});
        QCOMPARE(bench.of().state, LinkState::Live);
        QVERIFY(!bench.of().caughtUp);
        QCOMPARE(bench.of().lastEoseAt, fromSeconds(start - 10 * 86400)); // not before history is complete
        server->say(fakeEventFrame("ns2", 1, start - 5));
        server->say(R"(["EOSE","ns2",["finish"]])");
        bench.pass(1s);
        QVERIFY(bench.of().caughtUp);
        QVERIFY(bench.of().lastEoseAt >= fromSeconds(start));
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["CLOSE","ns2"])"});
    }

    void narrowsThenGivesUp()
    {
        std::vector<Kind> kinds;
        for (Kind kind = 0; kind < 50; ++kind)
            kinds.push_back(kind);
        Bench bench(kinds);
        auto* server = bench.connected();
        int rounds = 0;
        for (; rounds < 20; ++rounds) {
            QByteArray last;
            for (const auto& text : server->takeSaid())
                last = text.startsWith("[\"REQ\"") ? text : last;
            if (last.isEmpty())
                break;
            server->say("[\"CLOSED\",\"" + idOf(last) + "\",\"ERROR: bad req: too much\"]");
        }
        QCOMPARE(rounds, 5);
        bench.pass(1s);
        QCOMPARE(bench.of().state, LinkState::Refused);
        QCOMPARE(bench.of().refusal, u"ERROR: bad req: too much"_s);
        QCOMPARE(bench.net.count(), 1); // the connection stays, nothing is retried in it
    }

    void aNoticeIsOnlyAGuess()
    {
        Bench bench;
        auto* server = bench.connected();
        (void)server->takeSaid();
        server->say(R"(["NOTICE","ERROR: bad req: kinds"])");
        bench.pass(2s);
        QVERIFY(server->takeSaid().isEmpty());
        bench.pass(2s);
        QCOMPARE(server->takeSaid().value(0), QByteArray(R"(["CLOSE","ns1"])")); // unanswered: it was meant
        server->say(R"(["NOTICE","invalid something"])");
        server->say(R"(["EOSE","ns2"])");
        bench.pass(10s);
        QCOMPARE(bench.of().state, LinkState::Live); // answered: it was about something else
    }

    void rateLimitWaits()
    {
        Bench bench;
        auto* server = bench.connected();
        (void)server->takeSaid();
        server->say(R"(["CLOSED","ns1","rate-limited: slow down"])");
        bench.pass(14s);
        QVERIFY(server->takeSaid().isEmpty());
        bench.pass(2s);
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["REQ","ns2",{"kinds":[1,7],"limit":0}])"});
        QCOMPARE(bench.of().rateLimits, 1u);
    }

    void relayThatLosesWhatComesEarly()
    {
        Bench bench;
        auto* server = bench.connected();
        QCOMPARE(server->takeSaid().size(), 1);
        bench.pass(11s);
        QCOMPARE(server->takeSaid().last(), QByteArray(R"(["REQ","ns2",{"kinds":[1,7],"limit":0}])"));
        server->say(R"(["EOSE","ns2"])");
        server->end({LinkError::RemoteClosed, u"bye"_s, 0});
        bench.pass(3s);
        QCOMPARE(bench.net.count(), 2);
        server = bench.net.last();
        server->accept();
        QVERIFY(server->takeSaid().isEmpty());
        bench.pass(2s);
        QCOMPARE(server->takeSaid().size(), 1);
    }

    void backsOffBetweenAttempts()
    {
        Bench bench;
        bench.add(1);
        const std::chrono::milliseconds delays[] = {1s, 2s, 4s, 8s};
        qsizetype attempts = 1;
        for (const auto delay : delays) {
            bench.net.last()->end({LinkError::HttpStatus, u"503"_s, 503});
            QCoreApplication::processEvents();
            bench.pass(delay - 500ms);
            QCOMPARE(bench.net.count(), attempts);
            QCOMPARE(bench.of().state, LinkState::Failed);
            QCOMPARE(bench.of().lastHttpStatus, 503);
            bench.pass(1s);
            QCOMPARE(bench.net.count(), ++attempts);
        }
    }

    void handshakesAtOnce()
    {
        Bench bench;
        for (std::uint32_t id = 1; id <= 30; ++id)
            bench.add(id);
        QCOMPARE(bench.net.count(), 20);
        bench.net.at(3)->accept();
        bench.net.at(7)->end({LinkError::ConnectionRefused, u"no"_s, 0});
        bench.pass(1s);
        QCOMPARE(bench.net.count(), 22);
    }

    void interruptedHistoryIsNotContact()
    {
        Bench bench;
        const auto before = fromSeconds(start - 86400);
        auto* server = bench.connected(1, before);
        server->say(R"(["EOSE","ns1"])");
        bench.pass(1s);
        server->say(fakeEventFrame("ns2", 1, start - 5));
        server->end({LinkError::RemoteClosed, u"bye"_s, 0});
        bench.pass(1s);
        QCOMPARE(bench.of().lastEoseAt, before);
        QCOMPARE(bench.of().state, LinkState::Waiting);
        QCOMPARE(bench.of().failures, 1u);
    }

    void longPauseMeansCatchUpAgain()
    {
        Bench bench;
        auto* server = bench.connected();
        server->say(R"(["EOSE","ns1"])");
        bench.pass(1s);
        server->say(R"(["EOSE","ns2"])");
        bench.pass(1s);
        QVERIFY(bench.of().caughtUp);
        (void)server->takeSaid();
        bench.sink.makeRoom(0);
        server->say(fakeEventFrame("ns1", 1, start));
        bench.pass(30s);
        QVERIFY(server->isPaused());
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["CLOSE","ns1"])"});
        bench.sink.makeRoom(1000);
        bench.pass(1s);
        QCOMPARE(bench.sink.taken().size(), std::size_t(1));
        const auto live = server->takeSaid();
        QCOMPARE(live.size(), 1);
        server->say("[\"EOSE\",\"" + idOf(live.first()) + "\"]");
        bench.pass(1s);
        QVERIFY(server->takeSaid().value(0).contains("\"since\""));
        QCOMPARE(bench.of().longHolds, 1u);
    }

    void theLogIsBounded()
    {
        Bench bench;
        auto* server = bench.connected();
        for (int i = 0; i < 5000; ++i)
            server->say(R"(["NOTICE","hello"])");
        bench.pass(1s);
        QVERIFY(bench.log.size() <= 31);
        bench.pass(61s);
        server->say(R"(["NOTICE","again"])");
        bench.pass(1s);
        QVERIFY(bench.log.back().message.contains(u"left out"_s));
        QCOMPARE(bench.of().notices, 5001u);
    }

    void stopping()
    {
        Bench bench;
        auto* server = bench.connected();
        (void)server->takeSaid();
        bench.worker->stop(3s);
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["CLOSE","ns1"])"});
        bench.pass(1s);
        QCOMPARE(bench.of().state, LinkState::Idle);
        bench.pass(60s);
        QCOMPARE(bench.net.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRelaySession)
#include "tst_relaysession.moc"
