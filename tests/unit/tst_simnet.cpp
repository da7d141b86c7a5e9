// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/population.h"
#include "app/simnet/simnet.h"
#include "app/simnet/simsocket.h"
#include "core/base/clock.h"
#include "core/crypto/verify.h"
#include "tests/unit/simclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTcpSocket>

#include <algorithm>
#include <map>
#include <set>

using namespace nostrscope;
using test::SimClient;

namespace {

const KeyPair& author()
{
    static const auto keys = KeyPair::generate();
    return keys;
}

Event makeEvent(Timestamp time, Kind kind = 1, const QByteArray& content = "hello", Tags tags = {})
{
    Event event;
    event.createdAt = time;
    event.kind = kind;
    event.content = content;
    event.tags = std::move(tags);
    sign(event, author());
    return event;
}

Timestamp now()
{
    return toSeconds(SystemClock().now());
}

void fill(SimRelay& relay, int events, const QByteArray& content = "hello")
{
    for (int i = 0; i < events; ++i)
        relay.add(makeEvent(1000 + i, 1, content));
}

/// A GET by hand; all that came until the end.
QByteArray get(const SimRelay& relay, const QByteArray& target, const QByteArray& fields)
{
    const auto url = QUrl(QString::fromLatin1(relay.url()));
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET " + target + " HTTP/1.1\r\nHost: anything\r\n" + fields + "\r\n");
    if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; },
                         test::patienceMs))
        return "timeout";
    return socket.readAll();
}

} // namespace

class TestSimnet : public QObject {
    Q_OBJECT

private slots:
    void storedThenEose()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        fill(relay, 10);
        SimClient client(relay.url());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"since":1003,"until":1008,"limit":3})");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        std::vector<Timestamp> times;
        for (const auto& message : client.all<EventMessage>())
            times.push_back(message.event.createdAt);
        QCOMPARE(times, (std::vector<Timestamp>{1008, 1007, 1006}));
        QVERIFY(std::holds_alternative<EoseMessage>(client.messages.back()));
        QCOMPARE(relay.counters().requests, 1U);
        QCOMPARE(relay.counters().sent, 3U);
    }

    void liveUntilClose()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        fill(relay, 3);
        SimClient client(relay.url());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"kinds":[7],"limit":0})");
        client.req("b", R"({"kinds":[1],"limit":0})");
        QTRY_COMPARE(client.count<EoseMessage>(), 2);
        relay.add(makeEvent(2000));
        QTRY_COMPARE(client.count<EventMessage>(), 1);
        QCOMPARE(client.all<EventMessage>().front().subscription, "b");
        client.send(closeMessage("b"));
        client.send(countMessage("c", {Filter{}}));
        QTRY_COMPARE(client.count<CountMessage>(), 1);
        QCOMPARE(client.all<CountMessage>().front().count, 4U);
        relay.add(makeEvent(2001));
        relay.add(makeEvent(2002, 7));
        QTRY_COMPARE(client.count<EventMessage>(), 2);
        QCOMPARE(client.all<EventMessage>().back().event.kind, Kind(7));
        QCOMPARE(relay.counters().sent, 2U);
    }

    void information()
    {
        SimRelay relay({.name = "x \"y\""});
        QVERIFY(relay.listen());
        const auto answer = get(relay, "/", "accept: application/nostr+json\r\n");
        const auto head = parseHttpResponse(answer);
        QVERIFY(head && *head);
        QCOMPARE((*head)->status, 200);
        QCOMPARE((*head)->headers.value("content-type"), "application/nostr+json");
        QCOMPARE((*head)->headers.value("access-control-allow-origin"), "*");
        const auto document = QJsonDocument::fromJson(answer.sliced((*head)->headBytes)).object();
        QCOMPARE(document[QLatin1StringView("name")].toString(), QStringLiteral("x \"y\""));
        QVERIFY(get(relay, "/", "").contains("a Nostr relay"));
        QVERIFY(get(relay, "/other", "").startsWith("HTTP/1.1 404"));
        QVERIFY(get(relay, "/", "bad field\r\n").startsWith("HTTP/1.1 400"));
    }

    void publishing()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        SimClient reader(relay.url());
        SimClient writer(relay.url());
        QTRY_VERIFY(reader.opened && writer.opened);
        reader.req("a", R"({"limit":0})");
        QTRY_COMPARE(reader.count<EoseMessage>(), 1);
        const auto event = makeEvent(now());
        auto forged = event;
        forged.content = "other";
        Tags keep;
        keep.append({"-"});
        for (const auto& one :
             {event, event, forged, makeEvent(now() + 5000), makeEvent(now(), 1, "p", keep)})
            writer.send(eventMessage(one));
        QTRY_COMPARE(writer.count<OkMessage>(), 5);
        const auto answers = writer.all<OkMessage>();
        const std::vector<std::pair<bool, QByteArray>> expected{{true, {}},
                                                                {true, "duplicate"},
                                                                {false, "invalid"},
                                                                {false, "invalid"},
                                                                {false, "auth-required"}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(answers[i].accepted, expected[i].first);
            QCOMPARE(reasonPrefix(answers[i].text), expected[i].second);
        }
        QTRY_COMPARE(reader.count<EventMessage>(), 1);
        QCOMPARE(reader.all<EventMessage>().front().event, event);
        QCOMPARE(relay.counters().published, 1U);
    }

    void badRequests()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        SimClient client(relay.url());
        QTRY_VERIFY(client.opened);
        client.send("{");
        client.send(R"(["HELLO"])");
        client.req("a", R"({"kinds":["x"]})");
        client.send(R"(["NEG-OPEN","n",{},"zz"])");
        QTRY_COMPARE(client.count<NoticeMessage>(), 3);
        QTRY_COMPARE(client.count<ClosedMessage>(), 1);
        QCOMPARE(client.all<ClosedMessage>().front().subscription, "a");
        QVERIFY(!client.closed);
    }

    void rules()
    {
        RelayStore store(RelayStore::Rules::Nostr);
        RelayStore archive(RelayStore::Rules::KeepAll);
        const auto add = [&](const Event& event) {
            const auto one = std::make_shared<const SimEvent>(event);
            (void)archive.add(one, 5000);
            return store.add(one, 5000, "ws://here");
        };
        using enum RelayStore::Outcome;
        const auto note = makeEvent(100);
        QCOMPARE(add(note), Stored);
        QCOMPARE(add(note), Duplicate);
        QCOMPARE(add(makeEvent(200, 0, "new")), Stored);
        QCOMPARE(add(makeEvent(150, 0, "old")), Superseded);
        QCOMPARE(add(makeEvent(300, 0, "newest")), Stored);
        QCOMPARE(store.size(), 2U);
        QCOMPARE(add(makeEvent(300, 20001)), Ephemeral);
        Tags past;
        past.append({"expiration", "4999"});
        QCOMPARE(add(makeEvent(100, 1, "gone", past)), Expired);
        Tags soon;
        soon.append({"expiration", "5001"});
        QCOMPARE(add(makeEvent(100, 1, "soon", soon)), Stored);
        QCOMPARE(store.count({Filter{}}, 5000), 3U);
        QCOMPARE(store.count({Filter{}}, 5001), 2U);
        const auto late = makeEvent(120, 1, "late");
        Tags targets;
        targets.append({"e", note.id.toHex()});
        targets.append({"e", late.id.toHex()});
        targets.append({"a", "0:" + note.pubkey.toHex() + ":"});
        QCOMPARE(add(makeEvent(400, 5, "", targets)), Stored);
        QCOMPARE(add(note), Deleted);
        QCOMPARE(add(late), Deleted);
        QCOMPARE(add(makeEvent(350, 0, "before the deletion")), Deleted);
        QCOMPARE(add(makeEvent(401, 0, "after the deletion")), Stored);
        Tags elsewhere;
        elsewhere.append({"relay", "ws://there"});
        QCOMPARE(add(makeEvent(410, 62, "", elsewhere)), Stored);
        QCOMPARE(add(makeEvent(405, 1, "still here")), Stored);
        Tags here;
        here.append({"relay", "ws://here"});
        QCOMPARE(add(makeEvent(420, 62, "", here)), Stored);
        QCOMPARE(store.size(), 2U); // the two requests
        QCOMPARE(add(makeEvent(420, 1, "too late")), Deleted);
        QCOMPARE(add(makeEvent(421, 1, "comes back")), Stored);
        QCOMPARE(archive.size(), 16U);
    }

    void othersCannotDelete()
    {
        RelayStore store(RelayStore::Rules::Nostr);
        const auto note = makeEvent(100);
        (void)store.add(std::make_shared<const SimEvent>(note), 5000);
        Event deletion;
        deletion.kind = 5;
        deletion.createdAt = 200;
        deletion.tags.append({"e", note.id.toHex()});
        sign(deletion, KeyPair::generate());
        (void)store.add(std::make_shared<const SimEvent>(deletion), 5000);
        QCOMPARE(store.size(), 2U);
    }

    void authentication()
    {
        SimRelay relay({.auth = true});
        QVERIFY(relay.listen());
        fill(relay, 2);
        SimClient client(relay.url());
        QTRY_COMPARE(client.count<AuthMessage>(), 1);
        client.req("a", "{}");
        client.send(eventMessage(makeEvent(now())));
        QTRY_COMPARE(client.count<ClosedMessage>(), 1);
        QCOMPARE(reasonPrefix(client.all<ClosedMessage>().front().text), "auth-required");
        QTRY_COMPARE(client.count<OkMessage>(), 1);
        QVERIFY(!client.all<OkMessage>().front().accepted);
        const auto challenge = client.all<AuthMessage>().back().challenge;
        const auto proof = [&](const QByteArray& relayUrl, const QByteArray& text) {
            Tags tags;
            tags.append({"relay", relayUrl});
            tags.append({"challenge", text});
            return authMessage(makeEvent(now(), 22242, "", tags));
        };
        client.send(proof(relay.url(), "other"));
        client.send(proof("ws://other", challenge));
        client.send(proof(relay.url() + '/', challenge));
        QTRY_COMPARE(client.count<OkMessage>(), 4);
        const auto answers = client.all<OkMessage>();
        QCOMPARE((std::vector<bool>{answers[1].accepted, answers[2].accepted, answers[3].accepted}),
                 (std::vector<bool>{false, false, true}));
        client.req("a", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QCOMPARE(client.count<EventMessage>(), 2);
    }

    /// Answers wait for a client that does not read; nothing is lost when it reads again.
    void answersWaitForTheReader()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        fill(relay, 300, QByteArray(100 * 1024, 'x'));
        SimClient client(relay.url());
        QTRY_VERIFY(client.opened);
        client.socket.setReadBufferSize(1);
        client.req("a", "{}");
        QTRY_VERIFY(relay.queuedBytes() > 512 * 1024);
        QVERIFY(relay.queuedBytes() < 2 * SimSocket::answerQueueBytes);
        QVERIFY(!relay.isIdle());
        client.socket.setReadBufferSize(1024 * 1024);
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QCOMPARE(client.count<EventMessage>(), 300);
        QTRY_COMPARE(relay.counters().sent, 300U);
        QVERIFY(relay.isIdle());
    }

    void hopelessReaderIsCutOff()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        SimClient client(relay.url());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"limit":0})");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        client.socket.setReadBufferSize(1);
        fill(relay, 90, QByteArray(1000 * 1000, 'x')); // more than the kernel and the queue hold
        QCOMPARE(relay.counters().dropped, 1U);
        QVERIFY(relay.counters().sent < 90U);
        QTRY_COMPARE(relay.clientCount(), 0);
    }

    void tls()
    {
        const auto certificate = makeCertificate({"127.0.0.1"}, Validity::Valid);
        QVERIFY(certificate);
        SimRelay relay({.certificate = certificate});
        QVERIFY(relay.listen());
        QVERIFY(relay.url().startsWith("wss://127.0.0.1:"));
        fill(relay, 50);
        SimClient client(relay.url());
        QSslConfiguration trusting;
        trusting.setCaCertificates({certificate->certificate});
        client.socket.abort();
        client.socket.setSslConfiguration(trusting);
        client.socket.open(QUrl(QString::fromLatin1(relay.url())));
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        QCOMPARE(client.count<EventMessage>(), 50);
        QTRY_COMPARE(relay.counters().sent, 50U);
    }

    void sameSeedSameEvents()
    {
        const auto corpus = [](std::uint64_t seed) {
            Population population(seed, {"wss://a.example", "wss://b.example"});
            std::vector<Event> events;
            for (int i = 0; i < 3000; ++i)
                events.push_back(population.next(1'700'000'000 + i));
            return events;
        };
        const auto events = corpus(7);
        QCOMPARE(corpus(7), events);
        QVERIFY(corpus(8).front().id != events.front().id);
        EventVerifier verifier;
        EventParser parser;
        std::map<Kind, int> kinds;
        std::map<PubKey, int> authors;
        std::set<EventId> ids;
        for (const auto& event : events) {
            QCOMPARE(verifier.verify(event), Verdict::Valid);
            ++kinds[event.kind];
            ++authors[event.pubkey];
            ids.insert(event.id);
            if (event.kind != 9735)
                continue;
            QVERIFY(event.tags.firstValue("bolt11").startsWith("lnbc"));
            const auto request = parser.parseEvent(event.tags.firstValue("description"));
            QVERIFY(request.has_value());
            QCOMPARE(verifier.verify(*request), Verdict::Valid);
            QCOMPARE(request->kind, Kind(9734));
        }
        QCOMPARE(ids.size(), events.size());
        for (const auto kind : std::initializer_list<Kind>{0, 1, 3, 5, 6, 7, 16, 62, 1111, 1984, 9735, 10002})
            QVERIFY2(kinds[kind] > 0, qPrintable(QString::number(kind)));
        QVERIFY(kinds[1] > kinds[7] && kinds[7] > kinds[6]);
        const auto busiest =
            std::ranges::max_element(authors, {}, [](const auto& entry) { return entry.second; });
        QVERIFY(busiest->second > 20 * static_cast<int>(events.size() / authors.size()));
    }

    void noEventTwiceInOneSecond()
    {
        Population population(1, {"wss://a.example"});
        std::set<EventId> ids;
        for (int i = 0; i < 8000; ++i)
            ids.insert(population.next(1'700'000'000).id);
        QCOMPARE(ids.size(), 8000U);
    }

    void faultsBySeed()
    {
        const std::vector<FaultShare> shares{{Fault::Slow, 0.25}, {Fault::Drop, 0.001}, {Fault::Cap, 0}};
        const auto sets = assignFaults(40, 3, shares);
        QCOMPARE(assignFaults(40, 3, shares), sets);
        QVERIFY(assignFaults(40, 4, shares) != sets);
        const auto count = [&](Fault fault) {
            return std::ranges::count_if(sets, [&](const FaultSet& set) { return set.has(fault); });
        };
        QCOMPARE(count(Fault::Slow), 10);
        QCOMPARE(count(Fault::Drop), 1);
        QCOMPARE(count(Fault::Cap), 0);
        for (int i = 0; i < faultCount; ++i) {
            const auto fault = static_cast<Fault>(i);
            const auto parsed = parseFault(QString::fromLatin1(faultName(fault)) + QStringLiteral(":0.5"));
            QVERIFY(parsed.has_value());
            QCOMPARE(parsed->fault, fault);
            QCOMPARE(parsed->share01, 0.5);
        }
        for (const auto* const bad : {"", "what", "slow:", "slow:2", "slow:-1", "slow:x", "slow:nan"})
            QVERIFY2(!parseFault(QString::fromLatin1(bad)), bad);
    }

    /// The summary is the truth about what clients got.
    void summaryIsWhatClientsCounted()
    {
        SimnetOptions options;
        options.relays = 6;
        options.rate = 200;
        options.minCopies = 2;
        options.maxCopies = 4;
        options.stored = 100;
        Simnet simnet(options);
        QCOMPARE(simnet.start(), std::nullopt);
        QSignalSpy finished(&simnet, &Simnet::finished);
        std::vector<std::unique_ptr<SimClient>> clients;
        for (const auto& url : simnet.urls()) {
            clients.push_back(std::make_unique<SimClient>(url));
            auto* const client = clients.back().get();
            connect(&client->socket, &QWebSocket::connected, client, [client] { client->req("all", "{}"); });
        }
        for (const auto& client : clients)
            QTRY_VERIFY(client->count<EoseMessage>() == 1);
        QTRY_VERIFY(simnet.created() >= 220);
        simnet.stop();
        QTRY_COMPARE(finished.size(), 1);
        const auto summary = simnet.summary();
        QCOMPARE(summary[QLatin1StringView("created")].toInteger(), static_cast<qint64>(simnet.created()));
        const auto relays = summary[QLatin1StringView("relays")].toObject();
        std::set<EventId> all;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            const auto& client = *clients[i];
            QTRY_VERIFY(client.closed);
            std::set<EventId> ids;
            for (const auto& message : client.all<EventMessage>())
                ids.insert(message.event.id);
            const auto entry = relays[QString::fromLatin1(simnet.urls()[i])].toObject();
            QCOMPARE(entry[QLatin1StringView("sent")].toInt(), static_cast<int>(ids.size()));
            QCOMPARE(entry[QLatin1StringView("sent_total")].toInt(), client.count<EventMessage>());
            QCOMPARE(entry[QLatin1StringView("requests")].toInt(), 1);
            all.insert(ids.begin(), ids.end());
        }
        // Only what was replaced or deleted before anybody asked can be missing.
        QVERIFY(all.size() > 200U);
    }

    void floodSendsDistinctEvents()
    {
        SimnetOptions options;
        options.relays = 2;
        options.stored = 0;
        options.flood = true;
        options.floodPool = 2000;
        Simnet simnet(options);
        QCOMPARE(simnet.start(), std::nullopt);
        SimClient client(simnet.urls().front());
        QTRY_VERIFY(client.opened);
        client.req("all", R"({"limit":0})");
        QTRY_VERIFY(client.count<EventMessage>() >= 2000);
        const auto events = client.all<EventMessage>();
        std::set<EventId> ids;
        for (std::size_t i = 0; i < 2000; ++i)
            ids.insert(events[i].event.id);
        QCOMPARE(ids.size(), 2000U);
        QSignalSpy finished(&simnet, &Simnet::finished);
        simnet.stop();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(simnet.relay(0).counters().sent, 2000U);
        QTRY_COMPARE(client.count<EventMessage>(), static_cast<int>(simnet.relay(0).counters().sentTotal));
    }

    void spreadAddresses()
    {
        SimnetOptions options;
        options.relays = 6;
        options.spread = true;
        options.stored = 0;
        Simnet simnet(options);
        QCOMPARE(simnet.start(), std::nullopt);
        std::set<QString> hosts;
        for (const auto& url : simnet.urls())
            hosts.insert(QUrl(QString::fromLatin1(url)).host());
        QCOMPARE(hosts.size(), 6U);
        QVERIFY(hosts.contains(QStringLiteral("127.1.0.1")) && hosts.contains(QStringLiteral("127.1.1.2")));
        SimClient client(simnet.urls().back());
        QTRY_VERIFY(client.opened);
    }
};

QTEST_GUILESS_MAIN(TestSimnet)
#include "tst_simnet.moc"
