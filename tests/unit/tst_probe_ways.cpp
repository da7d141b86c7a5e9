// SPDX-License-Identifier: GPL-3.0-or-later
// The way to a relay: names, address families, TLS. And the try to write.
#include "app/simnet/simrelay.h"
#include "core/monitor/certificatefacts.h"
#include "core/monitor/dnsfacts.h"
#include "core/records/latencycell.h"
#include "tests/support/eventfactory.h"
#include "tests/unit/probebench.h"
#include "tests/unit/scriptedrelay.h"

#include <QJsonObject>
#include <QSslSocket>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::ProbeBench;
using test::ScriptedRelay;
using Client = ScriptedRelay::Client;

Q_DECLARE_METATYPE(ScriptedRelay::OnText)

namespace {

const QHostAddress four(QHostAddress::LocalHost);
const QHostAddress six(QHostAddress::LocalHostIPv6);

ScriptedRelay::OnText readable()
{
    return [](Client& client, const QByteArray& text) {
        if (text.startsWith("[\"REQ\""))
            client.text("[\"EOSE\"," + ScriptedRelay::subscriptionOf(text) + ']');
    };
}

ResolvedName leadingTo(const QList<QHostAddress>& addresses)
{
    return {ProbeCode::Ok, addresses, {}, 1500us};
}

QJsonObject eventOf(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).array().at(1).toObject();
}

} // namespace

class TestProbeWays : public QObject {
    Q_OBJECT

private slots:
    // --- names

    void namesThatDoNotResolve_data()
    {
        QTest::addColumn<ProbeCode>("code");
        QTest::newRow("no such name") << ProbeCode::DnsNxDomain;
        QTest::newRow("silence") << ProbeCode::DnsTimeout;
        QTest::newRow("servers fail") << ProbeCode::DnsServFail;
    }
    void namesThatDoNotResolve()
    {
        QFETCH(ProbeCode, code);
        ProbeBench bench;
        bench.resolver.names["relay.example.com"] = {code, {}, u"why"_s, 7ms};
        const auto result = bench.run("wss://relay.example.com");
        QCOMPARE(toString(result.main.code), toString(code));
        QCOMPARE(int(result.main.failedIn), int(ProbePhase::Dns));
        QCOMPARE(result.main.detail, u"why"_s);
        QVERIFY(result.main.times == ProbeTimes());
        QVERIFY(!result.dns);
    }

    /// A name from the network that leads into this machine or the house is never followed.
    void privateAddressesOfStrangers_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("loopback") << QByteArray("127.0.0.1") << false;
        QTest::newRow("loopback, given by hand") << QByteArray("127.0.0.1") << true;
        QTest::newRow("a router") << QByteArray("192.168.1.1") << false;
        QTest::newRow("link-local") << QByteArray("169.254.169.254") << false;
        QTest::newRow("IPv6 loopback") << QByteArray("::1") << false;
        QTest::newRow("mapped") << QByteArray("::ffff:127.0.0.1") << false;
        QTest::newRow("unique local") << QByteArray("fd00::1") << false;
    }
    void privateAddressesOfStrangers()
    {
        QFETCH(QByteArray, address);
        QFETCH(bool, allowed);
        ScriptedRelay relay(readable());
        QVERIFY(relay.listen(QHostAddress::AnyIPv4));
        ProbeBench bench;
        bench.resolver.names["relay.example.com"] = leadingTo({QHostAddress(QString::fromLatin1(address))});
        auto request = ProbeBench::request(relay.url("relay.example.com"));
        request.allowPrivate = allowed;
        const auto result = bench.run(request);
        QCOMPARE(toString(result.main.code), allowed ? "ok" : "private-address");
        QCOMPARE(relay.connections, allowed ? 1 : 0);
        QCOMPARE(result.main.times.of(ProbePhase::Dns), std::optional<std::chrono::microseconds>(1500us));
    }
    void privateLiterals()
    {
        ScriptedRelay relay(readable());
        QVERIFY(relay.listen());
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        request.allowPrivate = false;
        QCOMPARE(toString(bench.run(request).main.code), "private-address");
        QCOMPARE(relay.connections, 0);
    }

    void systemResolver()
    {
        SystemResolver resolver;
        std::optional<ResolvedName> name;
        resolver.resolve("localhost", test::patience, this, [&](const ResolvedName& got) { name = got; });
        QVERIFY(!name); // later, never at once
        QTRY_VERIFY(name.has_value());
        QCOMPARE(toString(name->code), "ok");
        QVERIFY(!name->addresses.isEmpty() && name->addresses.constFirst().isLoopback());
        QVERIFY(name->took.count() >= 0);
        // whoever asked may be gone
        auto* const gone = new QObject;
        resolver.resolve("localhost", test::patience, gone, [](const ResolvedName&) { qFatal("called"); });
        delete gone;
        name.reset();
        resolver.resolve("localhost", test::patience, this, [&](const ResolvedName& got) { name = got; });
        QTRY_VERIFY(name.has_value());
    }

    void dnsFactsAreKept()
    {
        ScriptedRelay relay(readable());
        QVERIFY(relay.listen());
        ProbeBench bench;
        bench.resolver.names["relay.example.com"] = leadingTo({four});
        bench.resolver.facts = {{}, 300s, "edge.example.net", {"ns1.example.com"}, "host.example.net"};
        auto request = ProbeBench::request(relay.url("relay.example.com"));
        request.wantDnsFacts = true;
        const auto result = bench.run(request);
        QVERIFY(result.dns);
        QCOMPARE(result.dns->cname, QByteArray("edge.example.net"));
        QCOMPARE(result.dns->ttl, std::optional(300s));
        QCOMPARE(result.dns->addresses, QList<QByteArray>{"127.0.0.1"});
        QCOMPARE(bench.resolver.asked,
                 (QList<QByteArray>{"relay.example.com", "relay.example.com", "127.0.0.1"}));
    }

    void reverseNames()
    {
        QCOMPARE(reverseName(QHostAddress(u"192.0.2.7"_s)), QByteArray("7.2.0.192.in-addr.arpa"));
        QCOMPARE(reverseName(QHostAddress(u"2001:db8::567:89ab"_s)),
                 QByteArray("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"));
    }

    // --- address families

    void bothFamilies_data()
    {
        QTest::addColumn<bool>("onV6"); // who listens there
        QTest::addColumn<bool>("onV4");
        QTest::addColumn<bool>("v6First");
        QTest::addColumn<bool>("mainIsV6");
        QTest::addColumn<QByteArray>("main");
        QTest::addColumn<QByteArray>("other");
        const auto row = [](const char* name, bool v6, bool v4, bool first, bool main, const char* code,
                            const char* other) {
            QTest::newRow(name) << v6 << v4 << first << main << QByteArray(code) << QByteArray(other);
        };
        row("both work", true, true, true, true, "ok", "ok");
        row("both work, IPv4 first", true, true, false, false, "ok", "ok");
        row("IPv6 is broken", false, true, true, false, "ok", "tcp-refused");
        row("IPv4 is broken", true, false, false, true, "ok", "tcp-refused");
        row("none works", false, false, true, true, "tcp-refused", "tcp-refused");
    }
    void bothFamilies()
    {
        QFETCH(bool, onV6);
        QFETCH(bool, onV4);
        QFETCH(bool, v6First);
        QFETCH(bool, mainIsV6);
        QFETCH(QByteArray, main);
        QFETCH(QByteArray, other);
        QTcpServer canV6;
        if (!canV6.listen(six))
            QSKIP("this machine has no IPv6");
        canV6.close();
        ScriptedRelay relay(readable());
        QVERIFY(relay.listen(onV6 && onV4 ? QHostAddress(QHostAddress::Any) : onV6 ? six : four));
        const auto port = relay.port();
        ScriptedRelay gone(readable());
        QVERIFY(gone.listen(six));
        const auto closedPort = onV6 || onV4 ? port : gone.port();
        if (!onV6 && !onV4)
            gone.stopListening();
        ProbeBench bench;
        bench.settings.family = v6First ? FamilyChoice::IPv6First : FamilyChoice::IPv4First;
        bench.resolver.names["relay.example.com"] = leadingTo({four, six});
        const auto result = bench.run("ws://relay.example.com:" + QByteArray::number(closedPort));
        QCOMPARE(QByteArray(toString(result.main.code)), main);
        QCOMPARE(int(result.main.family), int(mainIsV6 ? AddressFamily::IPv6 : AddressFamily::IPv4));
        QVERIFY(result.otherFamily);
        QCOMPARE(QByteArray(toString(result.otherFamily->code)), other);
        QVERIFY(result.otherFamily->family != result.main.family);
        QVERIFY(!result.otherFamily->times.of(ProbePhase::Read)); // up to the upgrade only
        QCOMPARE(result.otherFamily->times.of(ProbePhase::Open).has_value(), other == "ok");
    }

    // --- TLS

    void certificates_data()
    {
        QTest::addColumn<bool>("isExpired");
        QTest::addColumn<bool>("isOther"); // for another name
        QTest::addColumn<bool>("isTrusted"); // its issuer
        QTest::addColumn<bool>("tlsIsDown");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, bool expired, bool other, bool trusted, bool down,
                            const char* code) {
            QTest::newRow(name) << expired << other << trusted << down << QByteArray(code);
        };
        row("good", false, false, true, true, "ok");
        row("own", false, false, false, true, "tls-untrusted");
        row("expired", true, false, false, true, "tls-expired");
        row("expired, trusted", true, false, true, true, "tls-expired");
        row("another name", false, true, true, true, "tls-name");
        row("own, only a warning", false, false, false, false, "ok");
        row("expired, only a warning", true, false, true, false, "ok");
    }
    void certificates()
    {
        QFETCH(bool, isExpired);
        QFETCH(bool, isOther);
        QFETCH(bool, isTrusted);
        QFETCH(bool, tlsIsDown);
        QFETCH(QByteArray, code);
        CertificateNames names;
        if (isOther)
            names.dns = {"elsewhere.example.com"};
        else
            names.addresses = {"127.0.0.1"};
        SimRelayOptions options;
        options.certificate = makeCertificateFor(names, isExpired ? Validity::Expired : Validity::Valid);
        QVERIFY(options.certificate);
        SimRelay relay(options);
        QVERIFY(relay.listen());
        ProbeBench bench;
        bench.settings.tlsIsDown = tlsIsDown;
        if (isTrusted)
            bench.settings.extraRoots = {options.certificate->certificate};
        const auto result = bench.run(relay.url());
        QCOMPARE(QByteArray(toString(result.main.code)), code);

        // The cells of the store say the same as the state.
        LatencyCell cell;
        cell.add(checkOf(result, CheckOrigin::Scheduled));
        QCOMPARE(cell.failed, code == "ok" ? 0U : 1U);
        QCOMPARE(cell.up, code == "ok" ? 1U : 0U);

        // Facts are kept whatever the verdict.
        QVERIFY(result.certificate);
        const auto& facts = *result.certificate;
        const auto& leaf = options.certificate->certificate;
        QCOMPARE(facts.sha256, leaf.digest(QCryptographicHash::Sha256));
        QCOMPARE(facts.subject, u"nostrscope-simnet"_s);
        QCOMPARE(toMillis(facts.validUntil), leaf.expiryDate().toMSecsSinceEpoch());
        QCOMPARE(facts.chainValidUntil, facts.validUntil);
        QCOMPARE(facts.protocol, u"TLS 1.3"_s);
        QVERIFY(!facts.cipher.isEmpty() && facts.publicKeySha256.size() == 32);
        const bool isGood = isTrusted && !isExpired && !isOther;
        QCOMPARE(facts.verificationError.isEmpty(), isGood);

        // Nothing is sent over a connection that is not verified.
        QCOMPARE(relay.counters().connections, code == "ok" ? 1u : 0u);
        QVERIFY(result.main.times.of(ProbePhase::Tls)); // the handshake itself went well
        QCOMPARE(result.main.times.of(ProbePhase::Open).has_value(), code == "ok");
        if (code != "ok")
            QCOMPARE(int(result.main.failedIn), int(ProbePhase::Tls));
    }

    /// Whatever is said over TLS, and wherever that ends.
    void overTls_data()
    {
        QTest::addColumn<int>("fault"); // −1: none
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("info");
        const auto row = [](const char* name, int fault, const char* code, const char* info) {
            QTest::newRow(name) << fault << QByteArray(code) << QByteArray(info);
        };
        row("good", -1, "ok", "ok");
        row("blocked", int(Fault::Http403), "http-status", "http-status");
        row("no relay", int(Fault::NotNostr), "not-nostr", "not-json");
        row("members only", int(Fault::Restricted), "restricted", "ok");
        row("garbage", int(Fault::Garbage), "ok", "ok");
    }
    void overTls()
    {
        QFETCH(int, fault);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, info);
        SimRelayOptions options;
        options.certificate = makeCertificate({"127.0.0.1"}, Validity::Valid);
        if (fault >= 0)
            options.faults = {static_cast<Fault>(fault)};
        SimRelay relay(options);
        QVERIFY(relay.listen());
        ProbeBench bench;
        bench.settings.extraRoots = {options.certificate->certificate};
        auto request = ProbeBench::request(relay.url());
        request.info.emplace();
        const auto result = bench.run(request);
        QCOMPARE(QByteArray(toString(result.main.code)), code);
        QVERIFY(bench.info);
        QCOMPARE(QByteArray(toString(bench.info->code)), info);
        QVERIFY(result.certificate && result.certificate->verificationError.isEmpty());
        QTRY_COMPARE(relay.clientCount(), 0); // nothing stays open
    }

    void noTlsThere()
    {
        QTcpServer plain;
        QVERIFY(plain.listen(four));
        connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
            auto* const socket = plain.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        ProbeBench bench;
        const auto result = bench.run("wss://127.0.0.1:" + QByteArray::number(plain.serverPort()));
        QCOMPARE(toString(result.main.code), "tls-protocol");
        QVERIFY(!result.certificate);
        QVERIFY(!result.main.times.of(ProbePhase::Tls));
    }

    void hostileCertificate()
    {
        CertificateNames names;
        names.common = "<b>\xe2\x80\xae"
                       "evil\n\x01";
        names.dns = {QByteArray(4000, 'a'), "<img src=x>", "*.*.*", "\x01\x02"};
        for (int i = 0; i < 500; ++i)
            names.dns.push_back("n" + QByteArray::number(i) + ".example.com");
        SimRelayOptions options;
        options.certificate = makeCertificateFor(names, Validity::Valid);
        QVERIFY(options.certificate);
        SimRelay relay(options);
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), "tls-name");
        QVERIFY(result.certificate);
        QVERIFY(result.certificate->names.size() <= 100);
        for (const auto& name : result.certificate->names)
            QVERIFY(name.size() <= 256);
        QVERIFY(result.certificate->subject.startsWith(u"<b>"_s)); // as it is; views make it plain
    }

    void noCertificate() { QVERIFY(!certificateFacts(QList<QSslCertificate>(), {})); }

    // --- writing

    void writesAndReadsBack()
    {
        SimRelay relay({});
        QVERIFY(relay.listen());
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        QVERIFY(!bench.run(request).writeCode); // never unasked
        request.write = true;
        const auto result = bench.run(request);
        QCOMPARE(toString(result.main.code), "ok");
        QVERIFY(result.writeCode);
        QCOMPARE(toString(*result.writeCode), "ok");
        QVERIFY(result.main.times.of(ProbePhase::Write));
        QCOMPARE(relay.counters().published, 1u);
        QCOMPARE(relay.store().size(), std::size_t(0)); // ephemeral: nothing stays
    }

    void writeAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer"); // to EVENT; @ = its id, $ = the subscription, # = the event
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* answer, const char* code) {
            QTest::newRow(name) << QByteArray(answer) << QByteArray(code);
        };
        row("accepted and back", "[\"OK\",\"@\",true,\"\"]\n[\"EVENT\",$,#]", "ok");
        row("back, then accepted", "[\"EVENT\",$,#]\n[\"OK\",\"@\",true,\"\"]", "ok");
        row("refused", "[\"OK\",\"@\",false,\"blocked: not you\"]", "write-rejected");
        row("refused, but back", "[\"EVENT\",$,#]\n[\"OK\",\"@\",false,\"mute: nobody\"]", "write-rejected");
        row("OK for another event",
            "[\"OK\",\"0000000000000000000000000000000000000000000000000000000000000001\",true,\"\"]",
            "write-timeout");
        row("OK for an unreadable one", "[\"OK\",\"?\",true,\"\"]", "write-timeout");
        row("accepted and never seen again", "[\"OK\",\"@\",true,\"\"]", "write-timeout");
        row("silence", "", "write-timeout");
        row("the subscription ends", "[\"CLOSED\",$,\"error: no\"]", "write-rejected");
        row("another event comes back", "[\"OK\",\"@\",true,\"\"]\n[\"EVENT\",$,{}]", "write-timeout");
    }
    void writeAnswers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, code);
        QByteArray subscription;
        ScriptedRelay relay([&](Client& client, const QByteArray& text) {
            if (text.startsWith("[\"REQ\"")) {
                subscription = ScriptedRelay::subscriptionOf(text);
                client.text("[\"EOSE\"," + subscription + ']');
            } else if (text.startsWith("[\"EVENT\"")) {
                const auto id = eventOf(text)[u"id"_s].toString().toLatin1();
                const auto json = text.sliced(9).chopped(1);
                for (auto line : answer.split('\n')) {
                    if (!line.isEmpty())
                        client.text(line.replace("@", id).replace("$", subscription).replace("#", json));
                }
            }
        });
        QVERIFY(relay.listen());
        ProbeBench bench;
        if (code == "write-timeout")
            bench.settings.limits.write = 300ms;
        auto request = ProbeBench::request(relay.url());
        request.write = true;
        QSet<QString> ids;
        for (int run = 0; run < 2; ++run) {
            relay.texts.clear();
            const auto result = bench.run(request);
            QCOMPARE(toString(result.main.code), "ok"); // it can be read all the same
            QVERIFY(result.writeCode);
            QCOMPARE(QByteArray(toString(*result.writeCode)), code);
            QCOMPARE(result.main.times.of(ProbePhase::Write).has_value(), code == "ok");
            for (const auto& text : relay.texts) {
                if (!text.startsWith("[\"EVENT\""))
                    continue;
                const auto event = eventOf(text);
                const auto kind = event[u"kind"_s].toInt();
                QVERIFY(kind >= 20000 && kind < 30000); // never 30166, never stored
                ids.insert(event[u"id"_s].toString());
                ids.insert(event[u"pubkey"_s].toString());
            }
        }
        QCOMPARE(ids.size(), 4); // never one event or one key twice
    }

    /// A relay that cannot be read is not written to.
    void noWriteAfterRefusal()
    {
        ScriptedRelay relay([](Client& client, const QByteArray& text) {
            if (text.startsWith("[\"REQ\""))
                client.text("[\"CLOSED\"," + ScriptedRelay::subscriptionOf(text) + ",\"restricted: no\"]");
        });
        QVERIFY(relay.listen());
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        request.write = true;
        const auto result = bench.run(request);
        QCOMPARE(toString(result.main.code), "restricted");
        QVERIFY(!result.writeCode);
        for (const auto& text : relay.texts)
            QVERIFY(!text.startsWith("[\"EVENT\""));
    }
};

QTEST_GUILESS_MAIN(TestProbeWays)
#include "tst_probe_ways.moc"
