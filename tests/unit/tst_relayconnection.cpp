// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/relayconnection.h"
#include "tests/support/faketransport.h"

#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::fakeEventFrame;

namespace {

/// Writes down what the connection tells, one line each.
class Diary final : public RelayConnectionObserver {
public:
    void connectionOpened(std::chrono::milliseconds time) override
    {
        add("opened " + QByteArray::number(qint64(time.count())));
    }
    void connectionEnded(const TransportEnd& end) override
    {
        add("ended " + QByteArray::number(static_cast<int>(end.error)));
        last = end;
    }
    void eventArrived(const QByteArray& subscription, const std::optional<EventKey>& key) override
    {
        add("event " + subscription
            + (key ? ' ' + QByteArray::number(qint64(key->createdAt)) : QByteArray()));
    }
    void eoseReceived(const QByteArray& subscription, bool finish) override
    {
        add("eose " + subscription + (finish ? " finish" : ""));
    }
    void closedReceived(const QByteArray& subscription, const QByteArray& text) override
    {
        add("closed " + subscription + ' ' + text);
    }
    void noticeReceived(const QByteArray& text, const QByteArray& guess) override
    {
        add("notice " + text + '|' + guess);
    }
    void challengeReceived(const QByteArray& challenge) override { add("auth " + challenge); }
    void heldTooLong(bool roomAgain) override { add(roomAgain ? "room" : "held"); }

    void negMessage(const QByteArray& session, const QByteArray& message) override
    {
        add("neg " + session + ' ' + message.toHex());
    }
    void negError(const QByteArray& session, const QByteArray& text,
                  std::optional<std::uint64_t> maxRecords) override
    {
        add("neg-err " + session + ' ' + text
            + (maxRecords ? ' ' + QByteArray::number(qulonglong(*maxRecords)) : QByteArray()));
    }
    void countReceived(const QByteArray& request, std::uint64_t count, bool approximate) override
    {
        add("count " + request + ' ' + QByteArray::number(qulonglong(count)) + (approximate ? " about" : ""));
    }

    void add(const QByteArray& line) { lines.append(line); }
    QList<QByteArray> take() { return std::exchange(lines, {}); }
    QList<QByteArray> lines;
    TransportEnd last;
};

struct Bench {
    ManualClock clock{fromSeconds(1'800'000'000)};
    test::FakeNet net{clock};
    test::FakeSink sink;
    EventParser parser;
    Diary diary;
    RelayConnection connection;

    explicit Bench(const char* url = "wss://relay.example.com")
        : connection(RelayId(7), *RelayUrl::parse(QString::fromLatin1(url), RelayUrlRules::byHand()),
                     net.factory(), clock, parser, sink, diary)
    {
    }
    void wait(std::chrono::milliseconds time)
    {
        clock.advance(time);
        connection.tick();
        QCoreApplication::processEvents();
    }
    test::FakeTransport* opened()
    {
        connection.open({});
        clock.advance(120ms);
        net.last()->accept();
        return net.last();
    }
};

} // namespace

/// One relay's connection against a scripted other end, on a clock that stands still.
class TestRelayConnection : public QObject {
    Q_OBJECT

private slots:
    void dialogue()
    {
        Bench bench;
        auto* server = bench.opened();
        QCOMPARE(server->url(), QUrl(u"wss://relay.example.com"_s));
        QCOMPARE(bench.diary.take(), QList<QByteArray>{"opened 120"});
        QCOMPARE(bench.connection.state(), LinkState::Connected);

        Filter filter;
        filter.kinds = std::vector<Kind>{1};
        filter.limit = 0;
        const auto live = bench.connection.subscribe({filter}, Origin::Live, false);
        const auto old = bench.connection.subscribe({filter}, Origin::CatchUp, true);
        QCOMPARE(server->takeSaid(),
                 (QList<QByteArray>{R"(["REQ","ns1",{"kinds":[1],"limit":0}])",
                                    R"(["REQ","ns2",{"kinds":[1],"limit":0}])"}));

        server->say(fakeEventFrame(live, 1, 100)); // stored: the relay ignored limit 0
        server->say("[\"EOSE\",\"ns1\"]");
        server->say(fakeEventFrame(live, 2, 200));
        server->say(fakeEventFrame(old, 3, 50));
        server->say(R"(["EOSE","ns2",["finish","other"]])");
        server->say("[\"EOSE\",\"nobody\"]");
        server->say(R"(["CLOSED","ns2","error: x"])");
        server->say(R"(["CLOSED","ns2","again"])");
        server->say(R"(["AUTH","abc"])");
        server->say(R"(["OK","?",false,""])");
        QCOMPARE(bench.diary.take(),
                 (QList<QByteArray>{"event ns1", "eose ns1", "event ns2 50", "eose ns2 finish",
                                    "closed ns2 error: x", "auth abc"}));
        QCOMPARE(bench.connection.state(), LinkState::Live);
        QCOMPARE(bench.connection.counters().violations, 0u);
        QVERIFY(server->takeSaid().isEmpty()); // a challenge is not answered

        QTRY_COMPARE(bench.sink.taken().size(), std::size_t(3));
        const auto& taken = bench.sink.taken();
        QCOMPARE(taken[0].origin, Origin::CatchUp);
        QCOMPARE(taken[1].origin, Origin::Live);
        QCOMPARE(taken[2].origin, Origin::CatchUp);
        QCOMPARE(taken[1].json, fakeEventFrame(live, 2, 200));
        QCOMPARE(taken[1].relay, RelayId(7));
        QCOMPARE(taken[1].arrivedAt, bench.clock.now());
        QVERIFY(taken[1].isFrame);
    }

    void eventsOfNobodyAreNotForwarded()
    {
        Bench bench;
        auto* server = bench.opened();
        const auto mine = bench.connection.subscribe({Filter()}, Origin::Live, false);
        server->say(fakeEventFrame("other", 1, 1));
        server->say(fakeEventFrame("", 1, 1));
        server->say("[\"EVENT\",\"n\\u0073" + mine.mid(2) + "\",{}]");
        server->sayBinary(10);
        server->say("[\"LIMITS\",{}]");
        server->say("nonsense");
        QCOMPARE(bench.connection.counters().violations, 6u);
        // what was asked for stays welcome after CLOSE, as it may be on its way
        bench.connection.unsubscribe(mine);
        QCOMPARE(server->takeSaid().last(), "[\"CLOSE\",\"" + mine + "\"]");
        server->say(fakeEventFrame(mine, 9, 1));
        QTRY_COMPARE(bench.sink.taken().size(), std::size_t(1));
        QCOMPARE(bench.connection.counters().violations, 6u);
    }

    /// History that was asked for is of another origin than what was missed, and progress is told all the
    /// same.
    void originBeforeEose()
    {
        Bench bench;
        auto* server = bench.opened();
        const auto sub = bench.connection.subscribe({Filter()}, Origin::Archive, false, Origin::Archive);
        bench.diary.take();
        server->say(fakeEventFrame(sub, 1, 1));
        server->say("[\"EOSE\",\"" + sub + "\"]");
        server->say(fakeEventFrame(sub, 2, 1));
        QCOMPARE(bench.diary.take(), (QList<QByteArray>{"event " + sub, "eose " + sub, "event " + sub}));
        QTRY_COMPARE(bench.sink.taken().size(), std::size_t(2));
        QCOMPARE(bench.sink.taken()[0].origin, Origin::Archive);
        QCOMPARE(bench.sink.taken()[1].origin, Origin::Archive);
    }

    void negentropyDialogue()
    {
        Bench bench;
        auto* server = bench.opened();
        bench.diary.take();
        Filter filter;
        filter.kinds = std::vector<Kind>{1};
        auto& link = bench.connection;
        const auto session = link.negOpen(filter, QByteArray::fromHex("6100000200"));
        QCOMPARE(session, "ns1");
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["NEG-OPEN","ns1",{"kinds":[1]},"6100000200"])"});
        server->say(R"(["NOTICE","later"])"); // a guess is the session, until it is answered
        server->say(R"(["NEG-MSG","ns1","61ff"])");
        server->say(R"(["NOTICE","after"])");
        QCOMPARE(link.state(), LinkState::Live);
        link.negSend(session, "a\x02");
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["NEG-MSG","ns1","6102"])"});
        server->say(R"(["NEG-MSG","ns1","61"])");
        link.negClose(session);
        link.negClose(session);
        link.negSend(session, "a");
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["NEG-CLOSE","ns1"])"});
        QCOMPARE(bench.diary.take(),
                 (QList<QByteArray>{"notice later|ns1", "neg ns1 61ff", "notice after|", "neg ns1 61"}));
        QCOMPARE(link.counters().violations, 0u);
        QCOMPARE(link.counters().requests, 0u); // they are REQ
    }

    void negentropyRefused()
    {
        Bench bench;
        auto* server = bench.opened();
        bench.diary.take();
        auto& link = bench.connection;
        (void)link.negOpen({}, "a");
        (void)link.negOpen({}, "a");
        const auto lost = link.negOpen({}, "a");
        (void)server->takeSaid();
        server->say(R"(["NEG-ERR","ns1","blocked: too many query results",1000000])");
        server->say(R"(["CLOSED","ns2","auth-required: log in"])");
        server->say(R"(["NEG-ERR","ns3","closed: slow","7"])"); // no number
        link.negSend(lost, "a");
        link.negClose(lost);
        QVERIFY(server->takeSaid().isEmpty());
        QCOMPARE(bench.diary.take(),
                 (QList<QByteArray>{"neg-err ns1 blocked: too many query results 1000000",
                                    "closed ns2 auth-required: log in", "neg-err ns3 closed: slow"}));
        QCOMPARE(link.counters().violations, 0u);
    }

    /// What was not asked for is counted and goes nowhere.
    void unrequestedNegentropy()
    {
        Bench bench;
        auto* server = bench.opened();
        bench.diary.take();
        auto& link = bench.connection;
        server->say(R"(["NEG-MSG","ns1","61"])");
        server->say(R"(["NEG-ERR","ns1","closed: x"])");
        QCOMPARE(link.counters().violations, 2u);
        const auto session = link.negOpen({}, "a");
        const auto sub = link.subscribe({Filter()}, Origin::Live, false);
        server->say("[\"NEG-MSG\",\"" + sub + "\",\"61\"]"); // another kind of request
        QCOMPARE(link.counters().violations, 3u);
        server->say("[\"NEG-MSG\",\"" + session + "\",\"61\"]");
        server->say("[\"NEG-MSG\",\"" + session + "\",\"61\"]"); // a second answer
        server->say("[\"COUNT\",\"" + session + "\",{\"count\":1}]");
        QCOMPARE(link.counters().violations, 5u);
        QCOMPARE(bench.diary.take(), QList<QByteArray>{"neg " + session + " 61"});
        link.negSend(session, "a");
        link.negClose(session);
        server->say("[\"NEG-MSG\",\"" + session + "\",\"61\"]"); // was on its way
        QCOMPARE(link.counters().violations, 5u);
        server->say("[\"NEG-MSG\",\"" + session + "\",\"61\"]");
        QCOMPARE(link.counters().violations, 6u);
        for (int i = 0; i < 60; ++i) // a flood of them ends the connection
            server->say("[\"NEG-MSG\",\"" + session + "\",\"61\"]");
        QTRY_COMPARE(link.state(), LinkState::Idle);
        QCOMPARE(bench.diary.last.error, LinkError::ProtocolViolation);
    }

    void counting()
    {
        Bench bench;
        auto* server = bench.opened();
        bench.diary.take();
        auto& link = bench.connection;
        for (int i = 0; i < 5; ++i)
            (void)link.count({Filter()});
        QCOMPARE(server->takeSaid().first(), R"(["COUNT","ns1",{}])");
        server->say(R"(["COUNT","ns1",{"count":7}])");
        server->say(R"(["COUNT","ns1",{"count":7}])"); // once is enough
        QCOMPARE(link.counters().violations, 1u);
        server->say(R"(["COUNT","ns2",{"count":8,"approximate":true}])");
        server->say(R"(["COUNT","ns3",{"count":9,"limited":true}])");
        server->say(R"(["CLOSED","ns4","unsupported: x"])");
        link.cancelCount("ns5");
        QCOMPARE(server->takeSaid(), QList<QByteArray>{R"(["CLOSE","ns5"])"});
        server->say(R"(["COUNT","ns5",{"count":1}])");
        QCOMPARE(bench.diary.take(),
                 (QList<QByteArray>{"count ns1 7", "count ns2 8 about", "count ns3 9 about",
                                    "closed ns4 unsupported: x"}));
        QCOMPARE(link.counters().violations, 1u);
    }

    void exchangesEndWithTheConnection()
    {
        Bench bench;
        auto* server = bench.opened();
        auto& link = bench.connection;
        (void)link.negOpen({}, "a");
        (void)link.count({Filter()});
        (void)server->takeSaid();
        link.close();
        QCOMPARE(server->takeSaid(), (QList<QByteArray>{R"(["CLOSE","ns2"])", R"(["NEG-CLOSE","ns1"])"}));
        QTRY_COMPARE(link.state(), LinkState::Idle);
        server = bench.opened();
        server->say(R"(["NEG-MSG","ns1","61"])"); // of the connection before
        QCOMPARE(link.counters().violations, 1u);
    }

    void noticeGoesToTheNewestUnansweredRequest()
    {
        Bench bench;
        auto* server = bench.opened();
        const auto a = bench.connection.subscribe({Filter()}, Origin::Live, false);
        const auto b = bench.connection.subscribe({Filter()}, Origin::Live, false);
        bench.diary.take();
        server->say(R"(["NOTICE","ERROR: bad req"])");
        server->say("[\"EOSE\",\"" + b + "\"]");
        server->say(R"(["NOTICE","two"])");
        server->say(fakeEventFrame(a, 1, 1));
        server->say(R"(["NOTICE","three"])");
        QCOMPARE(bench.diary.take(),
                 (QList<QByteArray>{"notice ERROR: bad req|" + b, "eose " + b, "notice two|" + a,
                                    "event " + a, "notice three|"}));
    }

    void nonsenseEndsIt_data()
    {
        QTest::addColumn<bool>("spokeBefore");
        QTest::addColumn<LinkError>("error");
        QTest::newRow("never spoke Nostr") << false << LinkError::NotWebSocket;
        QTest::newRow("spoke it before") << true << LinkError::ProtocolViolation;
    }
    void nonsenseEndsIt()
    {
        QFETCH(bool, spokeBefore);
        Bench bench;
        auto* server = bench.opened();
        if (spokeBefore)
            server->say(R"(["NOTICE","hello"])");
        for (int i = 0; i < 60; ++i)
            server->say("<html>");
        QTRY_COMPARE(bench.connection.state(), LinkState::Idle);
        QTEST(bench.diary.last.error, "error");
    }

    void noAnswerToTheHandshake()
    {
        Bench bench;
        bench.connection.open({});
        bench.wait(9s);
        QCOMPARE(bench.connection.state(), LinkState::Connecting);
        bench.wait(2s);
        QCOMPARE(bench.connection.state(), LinkState::Idle);
        QCOMPARE(bench.diary.last.error, LinkError::Timeout);
        bench.opened(); // and again
        QCOMPARE(bench.connection.state(), LinkState::Connected);
    }

    void refusedUpgrade()
    {
        Bench bench;
        bench.connection.open({});
        bench.net.last()->end({LinkError::HttpStatus, u"403"_s, 403});
        QTRY_COMPARE(bench.diary.last.httpStatus, 403);
        QCOMPARE(bench.connection.state(), LinkState::Idle);
    }

    void overlayNetworksNeedAProxy_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::newRow("tor") << QByteArray("ws://" + QByteArray(56, 'a') + ".onion");
        QTest::newRow("i2p") << QByteArray("ws://relay.i2p");
        QTest::newRow("loki") << QByteArray("ws://" + QByteArray(52, 'y') + ".loki");
    }
    void overlayNetworksNeedAProxy()
    {
        QFETCH(QByteArray, url);
        Bench bench(url.constData());
        bench.connection.open({});
        QVERIFY(bench.diary.lines.isEmpty()); // never from inside open()
        QTRY_COMPARE(bench.diary.last.error, LinkError::NeedsProxy);
        QCOMPARE(bench.net.count(), 0);
    }

    void pingsAndPongs()
    {
        Bench bench;
        auto* server = bench.opened();
        bench.wait(44s);
        QCOMPARE(server->pings(), 0);
        bench.wait(2s);
        QCOMPARE(server->pings(), 1);
        bench.wait(19s);
        server->answerPing();
        bench.wait(19s);
        QCOMPARE(bench.connection.state(), LinkState::Connected);
        bench.wait(30s);
        QCOMPARE(server->pings(), 2);
        bench.wait(21s); // the watchdog: also what a stalled read buffer looks like
        QCOMPARE(bench.diary.last.error, LinkError::Timeout);
    }

    void backPressure()
    {
        Bench bench;
        auto* server = bench.opened();
        const auto sub = bench.connection.subscribe({Filter()}, Origin::Live, false);
        server->say("[\"EOSE\",\"" + sub + "\"]");
        bench.sink.makeRoom(2);
        server->say(fakeEventFrame(sub, 1, 1));
        server->say(fakeEventFrame(sub, 2, 1));
        QTRY_COMPARE(bench.sink.taken().size(), std::size_t(2));
        server->say(fakeEventFrame(sub, 3, 1));
        QTRY_VERIFY(server->isPaused());
        server->say(fakeEventFrame(sub, 4, 1));
        server->say("[\"EOSE\",\"x\"]");
        bench.wait(10s);
        QVERIFY(bench.connection.isHeld());
        QCOMPARE(server->pings(), 0);
        bench.sink.makeRoom(100);
        bench.connection.flush();
        QVERIFY(!server->isPaused());
        QTRY_COMPARE(bench.sink.taken().size(), std::size_t(4));
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(bench.sink.taken()[i].json, fakeEventFrame(sub, i + 1, 1));
        QCOMPARE(bench.connection.counters().holds, 1u);
        QCOMPARE(bench.connection.counters().longHolds, 0u);
    }

    void heldTooLong()
    {
        Bench bench;
        auto* server = bench.opened();
        const auto sub = bench.connection.subscribe({Filter()}, Origin::Live, false);
        bench.sink.makeRoom(0);
        server->say(fakeEventFrame(sub, 1, 1));
        QTRY_VERIFY(server->isPaused());
        server->say(fakeEventFrame(sub, 2, 1)); // in the buffers of the network
        bench.diary.take();
        (void)server->takeSaid();
        bench.wait(21s);
        QCOMPARE(bench.diary.take(), QList<QByteArray>{"held"});
        QCOMPARE(server->takeSaid(), QList<QByteArray>{"[\"CLOSE\",\"" + sub + "\"]"});
        bench.wait(100s);
        QVERIFY(bench.diary.take().isEmpty());
        bench.sink.makeRoom(100);
        bench.connection.flush();
        QCOMPARE(bench.diary.take(), QList<QByteArray>{"room"});
        QTRY_COMPARE(bench.sink.taken().size(), std::size_t(2)); // nothing that arrived is lost
        QCOMPARE(bench.connection.counters().longHolds, 1u);
        QCOMPARE(bench.connection.counters().violations, 0u);
        QCOMPARE(bench.connection.state(), LinkState::Live);
    }

    /// What was received before the socket died waits for the sink beyond it.
    void pendingOutlivesTheSocket()
    {
        Bench bench;
        auto* server = bench.opened();
        const auto sub = bench.connection.subscribe({Filter()}, Origin::Live, false);
        bench.sink.makeRoom(0);
        server->say(fakeEventFrame(sub, 1, 1));
        server->end({LinkError::RemoteClosed, {}, 0});
        QTRY_COMPARE(bench.connection.state(), LinkState::Idle);
        QCOMPARE(bench.connection.pendingFrames(), std::size_t(1));
        bench.sink.makeRoom(1);
        bench.connection.flush();
        QCOMPARE(bench.sink.taken().size(), std::size_t(1));
        QVERIFY(!bench.connection.isHeld());
    }

    void closing()
    {
        Bench bench;
        auto* server = bench.opened();
        const auto sub = bench.connection.subscribe({Filter()}, Origin::Live, false);
        (void)server->takeSaid();
        server->ignoreClose();
        bench.connection.close();
        QCOMPARE(server->takeSaid(), QList<QByteArray>{"[\"CLOSE\",\"" + sub + "\"]"});
        QVERIFY(server->isClosing());
        server->say(fakeEventFrame(sub, 1, 1)); // on its way
        bench.wait(1s);
        QCOMPARE(bench.connection.state(), LinkState::Connected);
        bench.wait(2s);
        QTRY_COMPARE(bench.connection.state(), LinkState::Idle);
        QCOMPARE(bench.diary.last.error, LinkError::None);
        QCOMPARE(bench.sink.taken().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestRelayConnection)
#include "tst_relayconnection.moc"
