// SPDX-License-Identifier: GPL-3.0-or-later
// What simulated relays do for and against a sync of history: NIP-77, and pages that hide something.
#include "app/simnet/simrelay.h"
#include "core/crypto/verify.h"
#include "core/negentropy/negentropyclient.h"
#include "tests/unit/simclient.h"

#include <QTcpSocket>

#include <algorithm>

using namespace nostrscope;
using test::SimClient;

namespace {

constexpr int stored = 1200; // so many need two rounds

struct Net {
    std::unique_ptr<SimRelay> relay;
    std::vector<Event> events;

    explicit Net(SimRelayOptions options)
        : relay(std::make_unique<SimRelay>(std::move(options)))
    {
        if (!relay->listen())
            qFatal("cannot listen: %s", qPrintable(relay->errorString()));
        static const auto keys = KeyPair::generate();
        for (int i = 0; i < stored; ++i) {
            Event event;
            event.createdAt = 1000 + i / 3;
            event.kind = static_cast<Kind>(i % 2 == 0 ? 1 : 7);
            event.content = QByteArray::number(i);
            sign(event, keys);
            events.push_back(event);
            relay->add(event);
        }
    }
    explicit Net(FaultSet faults)
        : Net(SimRelayOptions{.faults = faults})
    {
    }
    /// All but each tenth event.
    [[nodiscard]] NegentropySet mostOfThem() const
    {
        NegentropySet set;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (i % 10 != 0)
                set.add(events[i].createdAt, events[i].id);
        }
        set.seal();
        return set;
    }
};

/// A session over a real socket; `steps` ends early at anything but a NEG-MSG.
struct Session {
    std::vector<EventId> have;
    std::vector<EventId> need;
    std::optional<NegentropyError> error;
    QByteArray refusal; ///< text of a NEG-ERR, CLOSED or NOTICE
    std::optional<std::uint64_t> max;
    int rounds = 0;
};

bool isRefusal(const RelayMessage& message)
{
    return std::holds_alternative<NegErrorMessage>(message) || std::holds_alternative<ClosedMessage>(message)
        || std::holds_alternative<NoticeMessage>(message);
}

Session run(SimClient& client, const NegentropySet& set, const Filter& filter = {},
            const NegentropyLimits& limits = {})
{
    Session session;
    NegentropyClient ours(set, limits);
    client.send(negOpenMessage("n", filter, ours.initiate()));
    std::size_t read = client.messages.size();
    while (true) {
        if (!QTest::qWaitFor([&] { return client.messages.size() > read; }, test::patienceMs)) {
            session.refusal = "timeout";
            return session;
        }
        const auto message = client.messages[read++];
        if (const auto* const error = std::get_if<NegErrorMessage>(&message)) {
            session.refusal = error->text;
            session.max = error->maxRecords;
        } else if (const auto* const closed = std::get_if<ClosedMessage>(&message)) {
            session.refusal = closed->text;
        } else if (const auto* const notice = std::get_if<NoticeMessage>(&message)) {
            session.refusal = notice->text;
        }
        if (isRefusal(message))
            return session;
        const auto* const neg = std::get_if<NegMessage>(&message);
        if (!neg || neg->subscription != "n")
            continue;
        const auto step = ours.reconcile(neg->payload);
        session.rounds = ours.rounds();
        if (!step) {
            session.error = step.error();
            return session;
        }
        session.have.insert(session.have.end(), step->have.begin(), step->have.end());
        session.need.insert(session.need.end(), step->need.begin(), step->need.end());
        if (step->isDone) {
            client.send(negCloseMessage("n"));
            return session;
        }
        client.send(negMsgMessage("n", step->next));
    }
}

} // namespace

class TestSimnetSync : public QObject {
    Q_OBJECT

private slots:
    void honest_data()
    {
        QTest::addColumn<qsizetype>("frame");
        QTest::newRow("as strfry") << qsizetype(500'000);
        QTest::newRow("small frames") << qsizetype(4096);
    }
    void honest()
    {
        QFETCH(qsizetype, frame);
        Net net(SimRelayOptions{.negFrameBytes = frame});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        const auto found = run(client, net.mostOfThem());
        QVERIFY(!found.error && found.refusal.isEmpty());
        QVERIFY(found.have.empty());
        QCOMPARE(found.need.size(), std::size_t(stored / 10));
        for (const auto& id : found.need)
            QVERIFY(std::ranges::any_of(net.events, [&id](const Event& event) { return event.id == id; }));

        // a filter narrows both sides; its limit means nothing
        Filter filter;
        filter.kinds = std::vector<Kind>{7};
        filter.limit = 1;
        NegentropySet none;
        none.seal();
        QCOMPARE(run(client, none, filter).need.size(), std::size_t(stored / 2));
        QVERIFY(net.relay->counters().negentropy >= 3);
        QCOMPARE(net.relay->counters().requests, 0u);
    }

    /// The events of a session are those of its beginning; without one there is no answer.
    void sessions()
    {
        Net net(FaultSet{});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        client.send(negMsgMessage("nobody", "a"));
        QTRY_COMPARE(client.count<NegErrorMessage>(), 1);
        QVERIFY(client.all<NegErrorMessage>().front().text.startsWith("closed:"));
        client.send(negOpenMessage("bad", {}, "a\xff"));
        QTRY_COMPARE(client.count<NegErrorMessage>(), 2);
        QCOMPARE(client.all<NegErrorMessage>().back().text, "PROTOCOL-ERROR");
        for (int i = 0; i < 21; ++i)
            client.send(negOpenMessage("s" + QByteArray::number(i), {}, QByteArray::fromHex("6100000200")));
        QTRY_COMPARE(client.count<NoticeMessage>(), 1);
        QVERIFY(client.all<NoticeMessage>().front().text.contains("too many concurrent NEG requests"));
        QCOMPARE(client.count<NegMessage>(), 20);
        client.send(negCloseMessage("s0"));
        client.send(negOpenMessage("again", {}, QByteArray::fromHex("6100000200")));
        QTRY_COMPARE(client.count<NegMessage>(), 21);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](Fault fault, const char* text) {
            QTest::newRow(faultName(fault).data()) << static_cast<int>(fault) << QByteArray(text);
        };
        row(Fault::NegLimit, "blocked: too many query results");
        row(Fault::NegNotice, "ERROR: bad msg: negentropy disabled");
        row(Fault::NegClosed, "closed: you took too long to respond");
        row(Fault::ClosedAuth, "auth-required: we know our readers");
        row(Fault::Restricted, "restricted: only members read here");
    }
    void refusals()
    {
        QFETCH(int, fault);
        QFETCH(QByteArray, text);
        Net net(FaultSet{static_cast<Fault>(fault)});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        const auto found = run(client, net.mostOfThem());
        QCOMPARE(found.refusal, text);
        QCOMPARE(found.max.has_value(), static_cast<Fault>(fault) == Fault::NegLimit);
        if (!found.max)
            return;
        QCOMPARE(*found.max, 200u);
        Filter half; // few enough
        half.since = 1000 + stored / 3 - 60; // the newest 180
        NegentropySet none;
        none.seal();
        QCOMPARE(run(client, none, half).need.size(), std::size_t(180));
    }

    void hostile_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("error"); // -1: none
        const auto row = [](Fault fault, int error) {
            QTest::newRow(faultName(fault).data()) << static_cast<int>(fault) << error;
        };
        row(Fault::NegEndless, static_cast<int>(NegentropyError::TooManyRounds));
        row(Fault::NegWrong, static_cast<int>(NegentropyError::NoProgress));
        row(Fault::NegVersion, static_cast<int>(NegentropyError::OtherVersion));
        row(Fault::NegHuge, static_cast<int>(NegentropyError::TooManyIds));
    }
    void hostile()
    {
        QFETCH(int, fault);
        QFETCH(int, error);
        Net net(FaultSet{static_cast<Fault>(fault)});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        NegentropyLimits limits;
        limits.rounds = 40;
        limits.needIds = 10'000;
        const auto found = run(client, net.mostOfThem(), {}, limits);
        QVERIFY2(found.error, found.refusal.constData());
        QCOMPARE(static_cast<int>(*found.error), error);
    }

    void silent()
    {
        Net net(FaultSet{Fault::NegSilent});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        client.send(negOpenMessage("n", {}, QByteArray::fromHex("6100000200")));
        client.req("a", "{\"limit\":1}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QCOMPARE(client.texts.size(), std::size_t(2)); // an event and its EOSE
        QCOMPARE(net.relay->counters().negentropy, 1u);
    }

    void unasked()
    {
        Net net(FaultSet{Fault::NegUnasked});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        client.send(negOpenMessage("n", {}, QByteArray::fromHex("6100000200")));
        QTRY_COMPARE(client.texts.size(), std::size_t(4));
        const auto messages = client.all<NegMessage>();
        QCOMPARE(messages.size(), std::size_t(3));
        QCOMPARE(messages[0].subscription, "nobody-asked");
        QCOMPARE(messages[1].subscription, "n");
        QCOMPARE(messages[2].payload, messages[1].payload);
        QCOMPARE(client.all<NegErrorMessage>().front().subscription, "nobody-asked");
    }

    /// What NIP-77 lists and a REQ does not give; counted all the same.
    void vanishing()
    {
        Net net(FaultSet{Fault::Vanishing});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        NegentropySet none;
        none.seal();
        QCOMPARE(run(client, none).need.size(), std::size_t(stored));
        client.req("a", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        const int given = client.count<EventMessage>();
        QVERIFY2(given > stored * 8 / 10 && given < stored, qPrintable(QString::number(given)));
        client.send(countMessage("c", {Filter{}}));
        QTRY_COMPARE(client.count<CountMessage>(), 1);
        QCOMPARE(client.all<CountMessage>().front().count, quint64(stored));
        client.req("b", "{}"); // always the same ones
        QTRY_COMPARE(client.count<EoseMessage>(), 2);
        QCOMPARE(client.count<EventMessage>(), 2 * given);
    }

    void halfAnswer()
    {
        Net net(FaultSet{Fault::HalfAnswer});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        client.send(countMessage("c", {Filter{}})); // answered after it would have ended
        QTRY_COMPARE(client.count<CountMessage>(), 1);
        QTRY_COMPARE(client.count<EventMessage>(), stored / 2);
        client.req("b", R"({"limit":0})");
        client.send(countMessage("d", {Filter{}}));
        QTRY_COMPARE(client.count<CountMessage>(), 2);
        QCOMPARE(client.count<EventMessage>(), stored / 2);
        QCOMPARE(client.count<EoseMessage>(), 0);
    }

    void shuffled()
    {
        Net net(FaultSet{Fault::Shuffled});
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"limit":100})");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        const auto events = client.all<EventMessage>();
        QCOMPARE(events.size(), std::size_t(100)); // the newest, as asked
        const auto time = [](const EventMessage& message) { return message.event.createdAt; };
        QVERIFY(std::ranges::min(events, {}, time).event.createdAt >= 1000 + (stored - 102) / 3);
        QVERIFY(!std::ranges::is_sorted(events, {}, time));
        QVERIFY(!std::ranges::is_sorted(events, std::ranges::greater(), time));
    }

    void bounds()
    {
        SimRelayOptions options{.faults = {Fault::Cap, Fault::RateLimit}};
        options.pageCap = 7;
        options.rateRequests = 3;
        Net net(options);
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        for (const auto* const id : {"a", "b", "c", "d"})
            client.req(id, "{}");
        QTRY_COMPARE(client.count<ClosedMessage>(), 1);
        QTRY_COMPARE(client.count<EoseMessage>(), 3);
        QCOMPARE(client.count<EventMessage>(), 21);
        NegentropySet none;
        none.seal();
        QCOMPARE(run(client, none).refusal, "rate-limited: slow down");
    }

    void claims_data()
    {
        QTest::addColumn<bool>("speaks");
        QTest::newRow("on") << true;
        QTest::newRow("off") << false;
    }
    void claims()
    {
        QFETCH(bool, speaks);
        Net net(SimRelayOptions{.nip77 = speaks});
        const auto url = QUrl(QString::fromLatin1(net.relay->url()));
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        socket.write("GET / HTTP/1.1\r\nHost: x\r\nAccept: application/nostr+json\r\n\r\n");
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(socket.readAll().contains(",77]"), speaks);
        SimClient client(net.relay->url());
        QTRY_VERIFY(client.opened);
        const auto found = run(client, net.mostOfThem());
        QCOMPARE(found.refusal, speaks ? QByteArray() : QByteArray("ERROR: bad msg: negentropy disabled"));
    }
};

QTEST_GUILESS_MAIN(TestSimnetSync)
#include "tst_simnet_sync.moc"
