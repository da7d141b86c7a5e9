// SPDX-License-Identifier: GPL-3.0-or-later
// Every fault of a simulated relay shows its symptom.
#include "app/simnet/simnet.h"
#include "core/base/clock.h"
#include "core/crypto/verify.h"
#include "core/net/wsframe.h"
#include "tests/unit/simclient.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QLocale>
#include <QTcpSocket>
#include <QTimeZone>

#include <algorithm>

using namespace nostrscope;
using namespace std::chrono_literals;
using test::SimClient;

namespace {

constexpr const char* sampleKey = "dGhlIHNhbXBsZSBub25jZQ==";

Event makeEvent(Timestamp time)
{
    static const auto keys = KeyPair::generate();
    Event event;
    event.createdAt = time;
    event.kind = 1;
    event.content = "hello";
    sign(event, keys);
    return event;
}

Timestamp now()
{
    return toSeconds(SystemClock().now());
}

/// A listening relay with one fault and some stored events.
std::unique_ptr<SimRelay> makeRelay(Fault fault, int events = 100)
{
    SimRelayOptions options;
    options.faults = {fault};
    options.slowness = 200ms;
    options.flapUp = 150ms;
    options.flapDown = 150ms;
    auto relay = std::make_unique<SimRelay>(options);
    if (!relay->listen())
        qFatal("cannot listen: %s", qPrintable(relay->errorString()));
    for (int i = 0; i < events; ++i)
        relay->add(makeEvent(1000 + i));
    return relay;
}

/// All bytes of a relay that answers `request` and ends the connection.
QByteArray exchange(const SimRelay& relay, const QByteArray& request)
{
    const auto url = QUrl(QString::fromLatin1(relay.url()));
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write(request);
    if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; },
                         test::patienceMs))
        return "timeout";
    return socket.readAll();
}

} // namespace

class TestSimnetFaults : public QObject {
    Q_OBJECT

private slots:
    void refuse()
    {
        const auto relay = makeRelay(Fault::Refuse);
        SimClient client(relay->url());
        QTRY_VERIFY(client.failed);
        QCOMPARE(client.socket.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void slow()
    {
        const auto relay = makeRelay(Fault::Slow);
        QElapsedTimer clock;
        clock.start();
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        QVERIFY(clock.restart() >= 150);
        client.req("a", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QVERIFY(clock.elapsed() >= 150); // 200 ms, less what a coarse timer may be early
        QCOMPARE(client.count<EventMessage>(), 100);
    }

    void silent()
    {
        const auto relay = makeRelay(Fault::Silent);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        client.send(eventMessage(makeEvent(now())));
        QTRY_COMPARE(relay->counters().published, 1U);
        QCOMPARE(relay->counters().requests, 1U);
        QCOMPARE(relay->queuedBytes(), 0); // nothing was sent, nothing waits
        QVERIFY(client.texts.empty());
        QVERIFY(!client.closed);
    }

    void drop()
    {
        const auto relay = makeRelay(Fault::Drop);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        QTRY_VERIFY(client.closed);
        QCOMPARE(client.count<EoseMessage>(), 0);
        QVERIFY(client.count<EventMessage>() < 30);
    }

    void garbage()
    {
        const auto relay = makeRelay(Fault::Garbage);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        const auto ended = [&] {
            const auto ends = client.all<EoseMessage>();
            return std::ranges::any_of(ends, [](const auto& end) { return end.subscription == "a"; });
        };
        QTRY_VERIFY(ended());
        QCOMPARE(client.count<EventMessage>(), 100);
        QVERIFY(client.count<MalformedMessage>() > 5);
        QVERIFY(client.binaries > 0);
        QVERIFY(!client.closed);
    }

    void giant()
    {
        const auto relay = makeRelay(Fault::Giant);
        SimClient modest(relay->url());
        modest.socket.setMaxAllowedIncomingMessageSize(1024 * 1024);
        modest.socket.setMaxAllowedIncomingFrameSize(1024 * 1024);
        SimClient generous(relay->url());
        QTRY_VERIFY(modest.opened && generous.opened);
        modest.req("a", "{}");
        generous.req("a", "{}");
        QTRY_VERIFY(modest.closed);
        QCOMPARE(modest.count<EventMessage>(), 100);
        QTRY_COMPARE(generous.texts.size(), 102U); // events, EOSE and the giant
        QVERIFY(generous.texts.back().size() > 8 * 1024 * 1024);
    }

    void spoilt_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("verdict");
        QTest::newRow("bad-id") << static_cast<int>(Fault::BadId) << static_cast<int>(Verdict::BadId);
        QTest::newRow("bad-sig") << static_cast<int>(Fault::BadSig)
                                 << static_cast<int>(Verdict::BadSignature);
    }
    void spoilt()
    {
        QFETCH(const int, fault);
        QFETCH(const int, verdict);
        const auto relay = makeRelay(static_cast<Fault>(fault));
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QCOMPARE(client.count<EventMessage>(), 100);
        EventVerifier verifier;
        std::uint64_t good = 0;
        std::uint64_t bad = 0;
        for (const auto& message : client.all<EventMessage>()) {
            const auto found = verifier.verify(message.event);
            QVERIFY(found == Verdict::Valid || static_cast<int>(found) == verdict);
            (found == Verdict::Valid ? good : bad) += 1;
        }
        QVERIFY(good > 40 && bad > 10);
        QTRY_COMPARE(relay->counters().sent, good);
        QCOMPARE(relay->counters().spoilt, bad);
    }

    void future()
    {
        const auto relay = makeRelay(Fault::Future, 5);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        EventVerifier verifier;
        int ahead = 0;
        for (const auto& message : client.all<EventMessage>()) {
            QCOMPARE(verifier.verify(message.event), Verdict::Valid);
            ahead += message.event.createdAt > now() + 24 * 60 * 60 ? 1 : 0;
        }
        QCOMPARE(ahead, 20);
        QCOMPARE(client.count<EventMessage>(), 25);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("closed-auth") << static_cast<int>(Fault::ClosedAuth) << QByteArray("auth-required");
        QTest::newRow("restricted") << static_cast<int>(Fault::Restricted) << QByteArray("restricted");
    }
    void refusals()
    {
        QFETCH(const int, fault);
        QFETCH(const QByteArray, reason);
        const auto relay = makeRelay(static_cast<Fault>(fault));
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        client.send(countMessage("b", {Filter{}}));
        client.send(eventMessage(makeEvent(now())));
        QTRY_COMPARE(client.count<ClosedMessage>(), 2);
        QTRY_COMPARE(client.count<OkMessage>(), 1);
        for (const auto& message : client.all<ClosedMessage>())
            QCOMPARE(reasonPrefix(message.text), reason);
        QCOMPARE(reasonPrefix(client.all<OkMessage>().front().text), reason);
        QVERIFY(!client.all<OkMessage>().front().accepted);
        QCOMPARE(client.count<AuthMessage>() > 0, reason == "auth-required");
        relay->add(makeEvent(5000));
        QCOMPARE(relay->queuedBytes(), 0);
        QCOMPARE(client.count<EventMessage>(), 0);
    }

    void rateLimit()
    {
        const auto relay = makeRelay(Fault::RateLimit);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        for (const auto* const id : {"a", "b", "c"})
            client.req(id, R"({"limit":1})");
        QTRY_COMPARE(client.count<ClosedMessage>(), 1);
        QCOMPARE(client.all<ClosedMessage>().front().subscription, "c");
        QCOMPARE(reasonPrefix(client.all<ClosedMessage>().front().text), "rate-limited");
        QCOMPARE(client.count<EoseMessage>(), 2);
    }

    void cap()
    {
        const auto relay = makeRelay(Fault::Cap);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"limit":80})");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QCOMPARE(client.count<EventMessage>(), 50);
        QCOMPARE(client.all<EventMessage>().front().event.createdAt, 1099);
    }

    void oldestFirst()
    {
        const auto relay = makeRelay(Fault::OldestFirst);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"limit":10})");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        const auto events = client.all<EventMessage>();
        QCOMPARE(events.front().event.createdAt, 1090);
        QCOMPARE(events.back().event.createdAt, 1099);
    }

    void noEose()
    {
        const auto relay = makeRelay(Fault::NoEose);
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        client.send(countMessage("b", {Filter{}}));
        QTRY_COMPARE(client.count<CountMessage>(), 1);
        QCOMPARE(client.count<EventMessage>(), 100);
        QCOMPARE(client.count<EoseMessage>(), 0);
    }

    void flap()
    {
        const auto relay = makeRelay(Fault::Flap);
        // Whether an attempt meets the relay up or down is a matter of time, so each is repeated until it
        // does.
        const auto meets = [&](bool up) {
            SimClient client(relay->url());
            const auto isKnown = [&] { return client.opened || client.failed; };
            if (!QTest::qWaitFor(isKnown, test::patienceMs) || client.opened != up)
                return false;
            return !up || QTest::qWaitFor([&] { return client.closed; }, test::patienceMs); // thrown out
        };
        for (const bool up : {true, false, true}) {
            bool met = false;
            QTRY_VERIFY(met || (met = meets(up))); // the macro evaluates more than once
        }
    }

    void httpStatus_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("status");
        QTest::newRow("http-403") << static_cast<int>(Fault::Http403) << 403;
        QTest::newRow("http-503") << static_cast<int>(Fault::Http503) << 503;
    }
    void httpStatus()
    {
        QFETCH(const int, fault);
        QFETCH(const int, status);
        const auto relay = makeRelay(static_cast<Fault>(fault));
        SimClient client(relay->url());
        QTRY_VERIFY(client.failed);
        QVERIFY(!client.opened);
        const auto answer = parseHttpResponse(exchange(*relay, upgradeRequest("h", "/", sampleKey)));
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->status, status);
        QCOMPARE(checkUpgradeResponse(**answer, sampleKey), std::optional(UpgradeError::Refused));
    }

    void notNostr()
    {
        const auto relay = makeRelay(Fault::NotNostr);
        SimClient client(relay->url());
        QTRY_COMPARE(client.count<MalformedMessage>(), 1);
        client.req("a", "{}");
        QTRY_COMPARE(client.count<MalformedMessage>(), 2);
        QVERIFY(client.texts.front().startsWith("{\"type\""));
        const auto page = exchange(*relay, "GET / HTTP/1.1\r\nAccept: application/nostr+json\r\n\r\n");
        QVERIFY(page.startsWith("HTTP/1.1 200") && !page.contains("nostr+json"));
    }

    void expiredTls()
    {
        SimnetOptions options;
        options.relays = 1;
        options.stored = 0;
        options.faults = {{Fault::ExpiredTls, 1}};
        Simnet simnet(options);
        QCOMPARE(simnet.start(), std::nullopt);
        const auto url = simnet.urls().front();
        QVERIFY(url.startsWith("wss://"));
        SimClient client(url);
        QList<QSslError> errors;
        connect(&client.socket, &QWebSocket::sslErrors, &client,
                [&errors](const QList<QSslError>& found) { errors = found; });
        QTRY_VERIFY(client.failed);
        const auto expired = [](const QSslError& error) {
            return error.error() == QSslError::CertificateExpired;
        };
        QVERIFY(std::ranges::any_of(errors, expired));
    }

    void clockSkew()
    {
        const auto relay = makeRelay(Fault::ClockSkew);
        const auto answer = parseHttpResponse(exchange(*relay, "GET / HTTP/1.1\r\n\r\n"));
        QVERIFY(answer && *answer);
        const auto date = QString::fromLatin1((*answer)->headers.value("date"));
        const auto time = QLocale::c().toDateTime(date, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        QVERIFY(time.isValid());
        const auto clock = QDateTime(time.date(), time.time(), QTimeZone::utc()).toSecsSinceEpoch();
        QVERIFY2(clock < now() - 7100 && clock > now() - 7300, qPrintable(date));
        SimClient client(relay->url());
        QTRY_VERIFY(client.opened);
        client.send(eventMessage(makeEvent(now())));
        QTRY_COMPARE(client.count<OkMessage>(), 1);
        QCOMPARE(reasonPrefix(client.all<OkMessage>().front().text), "invalid");
    }

    void partialFrame()
    {
        const auto relay = makeRelay(Fault::PartialFrame);
        QByteArray request = upgradeRequest("h", "/", sampleKey);
        appendWsFrame(request, WsOpcode::Text, R"(["REQ","a",{}])", 0x12345678U);
        const auto bytes = exchange(*relay, request);
        const auto answer = parseHttpResponse(bytes);
        QVERIFY(answer && *answer);
        WsDecoder decoder(WsRole::Client, {1024 * 1024, 1024 * 1024});
        decoder.feed(QByteArrayView(bytes).sliced((*answer)->headBytes));
        std::uint64_t whole = 0;
        while (decoder.next())
            ++whole;
        QCOMPARE(decoder.error(), WsError::None);
        QVERIFY(decoder.isInsideMessage());
        QVERIFY(whole >= 1 && whole < 10);
        QCOMPARE(relay->counters().sent, whole);
    }

    /// All of them on one relay: it stays alive, and so does the program.
    void mixed()
    {
        SimnetOptions options;
        options.relays = 8;
        options.stored = 200;
        options.rate = 100;
        options.duration = 500ms;
        for (int i = 0; i < faultCount; ++i)
            options.faults.push_back({static_cast<Fault>(i), 0.4});
        Simnet simnet(options);
        QCOMPARE(simnet.start(), std::nullopt);
        std::vector<std::unique_ptr<SimClient>> clients;
        for (const auto& url : simnet.urls()) {
            clients.push_back(std::make_unique<SimClient>(url));
            auto* const client = clients.back().get();
            connect(&client->socket, &QWebSocket::connected, client, [client] { client->req("all", "{}"); });
        }
        bool finished = false;
        connect(&simnet, &Simnet::finished, this, [&finished] { finished = true; });
        QTRY_VERIFY(finished);
        QCOMPARE(simnet.created(), 250U);
    }
};

QTEST_GUILESS_MAIN(TestSimnetFaults)
#include "tst_simnet_faults.moc"
