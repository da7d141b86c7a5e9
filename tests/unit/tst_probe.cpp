// SPDX-License-Identifier: GPL-3.0-or-later
// What a relay may say to one REQ, and what we make of it.
#include "app/simnet/simrelay.h"
#include "core/nostr/clientmessages.h"
#include "tests/support/eventfactory.h"
#include "tests/unit/probebench.h"
#include "tests/unit/scriptedrelay.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::ProbeBench;
using test::ScriptedRelay;
using Client = ScriptedRelay::Client;

Q_DECLARE_METATYPE(ScriptedRelay::OnRequest)
Q_DECLARE_METATYPE(ScriptedRelay::OnText)

namespace {

/// For what never comes: the outcome does not depend on how long that is.
constexpr auto never = 300ms;

const Event& note()
{
    static const Event event = test::EventFactory(3, 2).make(0, 1, 1'700'000'000, {}, "hello");
    return event;
}

QByteArray eventFrame(const QByteArray& subscription, const QByteArray& json)
{
    return "[\"EVENT\"," + subscription + ',' + json + ']';
}

bool isReq(const QByteArray& text)
{
    return text.startsWith("[\"REQ\"");
}

/// Answers a REQ by lines; `$` stands for the id of the subscription.
ScriptedRelay::OnText saying(const QList<QByteArray>& lines)
{
    return [lines](Client& client, const QByteArray& text) {
        if (!isReq(text))
            return;
        for (auto line : lines)
            client.text(line.replace("$", ScriptedRelay::subscriptionOf(text)));
    };
}

ScriptedRelay::OnRequest answering(const QByteArray& bytes, bool andEnd = false)
{
    return [bytes, andEnd](Client& client, const HttpRequestHead&) {
        client.raw(bytes);
        if (andEnd)
            client.end();
    };
}

/// Durations that were measured are in order and none is negative.
void checkTimes(const ProbeAttempt& attempt)
{
    for (int i = 0; i < probePhaseCount; ++i) {
        const auto took = attempt.times.of(static_cast<ProbePhase>(i));
        QVERIFY(!took || took->count() >= 0);
    }
    const auto of = [&attempt](ProbePhase phase) { return attempt.times.of(phase); };
    if (of(ProbePhase::Open)) {
        QVERIFY(of(ProbePhase::Tcp) && of(ProbePhase::Upgrade));
        QVERIFY(*of(ProbePhase::Open) >= *of(ProbePhase::Tcp) + *of(ProbePhase::Upgrade));
    }
    if (of(ProbePhase::Read))
        QVERIFY(of(ProbePhase::First) && *of(ProbePhase::Read) >= *of(ProbePhase::First));
}

} // namespace

class TestProbe : public QObject {
    Q_OBJECT

private slots:
    void answersToRead_data()
    {
        QTest::addColumn<ScriptedRelay::OnText>("script");
        QTest::addColumn<ProbeCode>("code");
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<bool>("isRead"); // EOSE was timed
        QTest::addColumn<int>("sawEvent"); // −1: not known
        const auto row = [](const char* name, const QList<QByteArray>& lines, ProbeCode code,
                            const char* prefix = "", bool isRead = false, int sawEvent = -1) {
            QTest::newRow(name) << saying(lines) << code << QByteArray(prefix) << isRead << sawEvent;
        };
        const auto event = toJson(note());
        auto forged = note();
        forged.content = "another text";
        const QByteArray eose("[\"EOSE\",$]");
        const auto other = eventFrame("\"other\"", event);

        row("an empty relay can be read", {eose}, ProbeCode::Ok, "", true, 0);
        row("EVENT and EOSE", {eventFrame("$", event), eose}, ProbeCode::Ok, "", true, 1);
        row("EOSE with hints", {"[\"EOSE\",$,[\"finish\"]]"}, ProbeCode::Ok, "", true, 0);
        row("EOSE of another subscription", {"[\"EOSE\",\"other\"]"}, ProbeCode::ReadTimeout);
        row("EVENT of another subscription", {other}, ProbeCode::ReadTimeout);
        row("a forged EVENT is none", {eventFrame("$", toJson(forged)), eose}, ProbeCode::Ok, "", true, 0);
        row("a forged EVENT alone", {eventFrame("$", toJson(forged))}, ProbeCode::ReadTimeout);
        row("an EVENT of another kind",
            {eventFrame("$", toJson(test::EventFactory(3, 2).make(0, 7, 1'700'000'000, {}, "+")))},
            ProbeCode::ReadTimeout);
        row("any OK is no answer", {"[\"OK\",\"" + note().id.toHex() + "\",true,\"\"]"},
            ProbeCode::ReadTimeout);
        row("EVENT, then CLOSED", {eventFrame("$", event), "[\"CLOSED\",$,\"\"]"}, ProbeCode::Ok, "", false,
            1);
        row("auth-required", {"[\"AUTH\",\"c\"]", "[\"CLOSED\",$,\"auth-required: log in\"]"},
            ProbeCode::AuthRequired, "auth-required");
        row("restricted", {"[\"CLOSED\",$,\"restricted: members\"]"}, ProbeCode::Restricted, "restricted");
        row("rate-limited", {"[\"CLOSED\",$,\"rate-limited: slow down\"]"}, ProbeCode::RateLimited,
            "rate-limited");
        row("payment-required", {"[\"CLOSED\",$,\"payment-required: 21 sats\"]"}, ProbeCode::PaymentRequired,
            "payment-required");
        row("another prefix", {"[\"CLOSED\",$,\"ERROR: bad req\"]"}, ProbeCode::ReadClosed, "error");
        row("no prefix", {"[\"CLOSED\",$,\"go away\"]"}, ProbeCode::ReadClosed);
        row("CLOSED of another subscription", {"[\"CLOSED\",\"other\",\"restricted: x\"]"},
            ProbeCode::ReadTimeout);
        row("a push service", {"{\"messageType\":\"hello\"}", eose}, ProbeCode::NotNostr);
        row("plain text", {"hello", eose}, ProbeCode::NotNostr);
        row("an empty frame", {"", eose}, ProbeCode::NotNostr);
        row("an unknown verb first", {"[\"LIMITS\",{\"max\":1}]", eose}, ProbeCode::Ok, "", true, 0);
        row("an array of something first", {"[1,2,3]", eose}, ProbeCode::Ok, "", true, 0);
        row("nonsense later", {"[\"NOTICE\",\"hi\"]", "hello", "{}", eose}, ProbeCode::Ok, "", true, 0);
        row("nothing", {}, ProbeCode::ReadTimeout);
        row("NOTICE alone", {"[\"NOTICE\",\"ERROR: bad req\"]"}, ProbeCode::ReadTimeout);
    }
    void answersToRead()
    {
        QFETCH(ScriptedRelay::OnText, script);
        QFETCH(ProbeCode, code);
        QFETCH(QByteArray, prefix);
        QFETCH(bool, isRead);
        QFETCH(int, sawEvent);
        ScriptedRelay relay(script);
        QVERIFY(relay.listen());
        ProbeBench bench;
        if (code == ProbeCode::ReadTimeout)
            bench.settings.limits.read = never;
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), toString(code));
        QCOMPARE(result.main.prefix, prefix);
        QCOMPARE(result.main.times.of(ProbePhase::Read).has_value(), isRead);
        QCOMPARE(result.sawEvent ? int(*result.sawEvent) : -1, sawEvent);
        QVERIFY(result.main.times.of(ProbePhase::Open));
        QVERIFY(!result.main.times.of(ProbePhase::Dns)); // a literal address
        QCOMPARE(result.main.httpStatus, 101);
        QVERIFY(bench.resolver.asked.isEmpty());
        checkTimes(result.main);
        // one small question, its end, and a polite good-bye
        QVERIFY(relay.texts.constFirst().endsWith(",{\"kinds\":[1],\"limit\":1}]"));
        QTRY_VERIFY(relay.sawClose);
        for (const auto& text : relay.texts)
            QVERIFY2(isReq(text) || text.startsWith("[\"CLOSE\""), text.constData());
    }

    void answersToUpgrade_data()
    {
        QTest::addColumn<ScriptedRelay::OnRequest>("script");
        QTest::addColumn<ProbeCode>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("retryAfter"); // −1: none
        const auto page = [](int status, const char* reason, const char* name = nullptr,
                             const char* value = nullptr) {
            HttpHeaders headers;
            headers.append("Server", "front " + QByteArray(500, 'x'));
            if (name)
                headers.append(name, value);
            return answering(httpResponse(status, reason, headers, "<html>"));
        };
        const auto row = [](const char* name, const ScriptedRelay::OnRequest& script, ProbeCode code,
                            int status = 0, int retryAfter = -1) {
            QTest::newRow(name) << script << code << status << retryAfter;
        };
        row("403", page(403, "Forbidden"), ProbeCode::HttpStatus, 403);
        row("429", page(429, "Too Many Requests", "Retry-After", "60"), ProbeCode::HttpStatus, 429, 60);
        row("503", page(503, "Service Unavailable"), ProbeCode::HttpStatus, 503);
        row("503 for an hour", page(503, "Service Unavailable", "Retry-After", "3600"), ProbeCode::HttpStatus,
            503, 3600);
        row("503 for ever", page(503, "Service Unavailable", "Retry-After", "987654321"),
            ProbeCode::HttpStatus, 503, 86400);
        row("503 for an unknown time", page(503, "Service Unavailable", "Retry-After", "soon"),
            ProbeCode::HttpStatus, 503);
        row("403 with a time", page(403, "Forbidden", "Retry-After", "60"), ProbeCode::HttpStatus, 403);
        row("a page", page(200, "OK"), ProbeCode::HttpStatus, 200);
        row("a redirect is not followed", page(302, "Found", "Location", "ws://127.0.0.1:1/"),
            ProbeCode::HttpStatus, 302);
        row("another key", answering(upgradeResponse("AAAAAAAAAAAAAAAAAAAAAA==")), ProbeCode::UpgradeInvalid,
            101);
        row("101 without fields", answering("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
            ProbeCode::UpgradeInvalid, 101);
        row(
            "an extension that was not offered",
            [](Client& client, const HttpRequestHead& request) {
                HttpHeaders extra;
                extra.append("Sec-WebSocket-Extensions", "permessage-deflate");
                client.upgrade(request, extra);
            },
            ProbeCode::UpgradeInvalid, 101);
        row("not HTTP", answering("220 mail.example.com ESMTP\r\n\r\n"), ProbeCode::UpgradeInvalid);
        row("a head without an end", answering("HTTP/1.1 101 x\r\n" + QByteArray("a: b\r\n").repeated(4000)),
            ProbeCode::UpgradeInvalid);
        row("ends without an answer", answering({}, true), ProbeCode::ClosedEarly);
        row("ends inside the head", answering("HTTP/1.1 101 Swi", true), ProbeCode::ClosedEarly);
    }
    void answersToUpgrade()
    {
        QFETCH(ScriptedRelay::OnRequest, script);
        QFETCH(ProbeCode, code);
        QFETCH(int, status);
        QFETCH(int, retryAfter);
        ScriptedRelay relay(script, {});
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), toString(code));
        QCOMPARE(int(result.main.failedIn), int(ProbePhase::Upgrade));
        QCOMPARE(result.main.httpStatus, status);
        QCOMPARE(result.retryAfter ? int(result.retryAfter->count()) : -1, retryAfter);
        QVERIFY(result.serverHeader.size() <= maxServerHeaderBytes);
        QCOMPARE(result.serverHeader.startsWith("front "), status != 0 && status != 101);
        QVERIFY(result.main.times.of(ProbePhase::Tcp));
        QVERIFY(!result.main.times.of(ProbePhase::Upgrade)); // a failure is no number
        QVERIFY(!result.main.times.of(ProbePhase::Open));
        QCOMPARE(relay.requests.size(), 1u);
        QVERIFY(relay.requests[0].headers.value("User-Agent").startsWith("Nostrscope/"));
    }

    void badFrames_data()
    {
        QTest::addColumn<ScriptedRelay::OnText>("script");
        QTest::addColumn<ProbeCode>("code");
        QTest::addColumn<int>("closeCode");
        const auto row = [](const char* name, const ScriptedRelay::OnText& script, ProbeCode code,
                            int closeCode = 0) { QTest::newRow(name) << script << code << closeCode; };
        row(
            "close with a reason", [](Client& client, const QByteArray&) { client.close(1008, "policy"); },
            ProbeCode::ClosedEarly, 1008);
        row(
            "the end of the connection", [](Client& client, const QByteArray&) { client.end(); },
            ProbeCode::ClosedEarly);
        row(
            "half a frame, then the end",
            [](Client& client, const QByteArray&) {
                client.raw(QByteArray("\x81\x10"
                                      "abc",
                                      5));
                client.end();
            },
            ProbeCode::ClosedEarly);
        row(
            "a message above 1 MiB",
            [](Client& client, const QByteArray&) { client.text(QByteArray(1024 * 1024 + 1, ' ')); },
            ProbeCode::ClosedEarly, 1009);
        row(
            "no frames", [](Client& client, const QByteArray&) { client.raw("HTTP/1.1 400 Bad\r\n\r\n"); },
            ProbeCode::ClosedEarly, 1002);
        row(
            "a binary frame",
            [](Client& client, const QByteArray&) { client.frame(WsOpcode::Binary, QByteArray(4, '\0')); },
            ProbeCode::NotNostr);
        row(
            "pings are answered, not believed",
            [](Client& client, const QByteArray& text) {
                client.frame(WsOpcode::Ping, "x");
                if (isReq(text))
                    client.text("[\"EOSE\"," + ScriptedRelay::subscriptionOf(text) + ']');
            },
            ProbeCode::Ok);
        row(
            "more than we take",
            [](Client& client, const QByteArray&) {
                for (int i = 0; i < 500; ++i)
                    client.text("[\"NOTICE\",\"" + QByteArray(10'000, 'x') + "\"]");
            },
            ProbeCode::ReadTimeout);
    }
    void badFrames()
    {
        QFETCH(ScriptedRelay::OnText, script);
        QFETCH(ProbeCode, code);
        QFETCH(int, closeCode);
        ScriptedRelay relay(script);
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), toString(code));
        QCOMPARE(result.main.closeCode, closeCode);
        QVERIFY(result.evidence.size() <= maxEvidence);
        for (const auto& evidence : result.evidence)
            QVERIFY(evidence.size() <= maxEvidenceBytes);
        checkTimes(result.main);
    }

    void longNoticeIsCut()
    {
        ScriptedRelay relay(saying({"[\"NOTICE\",\"" + QByteArray(100'000, 'n') + "\"]", "[\"EOSE\",$]"}));
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), "ok");
        QCOMPARE(result.evidence.size(), 1u);
        QCOMPARE(result.evidence[0].size(), maxEvidenceBytes);
    }

    /// What decides is kept, however much was said before.
    void decisiveEvidenceIsKept()
    {
        QList<QByteArray> lines(50, "[\"NOTICE\",\"chatter\"]");
        lines.append("[\"CLOSED\",$,\"restricted: members\"]");
        ScriptedRelay relay(saying(lines));
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), "restricted");
        QCOMPARE(result.main.detail, u"restricted: members"_s);
        QCOMPARE(result.evidence.size(), maxEvidence);
        QCOMPARE(result.evidence.back(), QByteArray("CLOSED restricted: members"));
    }

    void challengeIsNotedAndNotAnswered()
    {
        ScriptedRelay relay(saying({"[\"AUTH\",\"c\"]", "[\"EOSE\",$]"}));
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), "ok");
        QVERIFY(result.wantsAuth);
        for (const auto& text : relay.texts)
            QVERIFY(!text.startsWith("[\"AUTH\""));
    }

    /// Only when asked for; by a key of nobody.
    void authenticatesWhenAllowed_data()
    {
        QTest::addColumn<bool>("allowed");
        QTest::newRow("not allowed") << false;
        QTest::newRow("allowed") << true;
    }
    void authenticatesWhenAllowed()
    {
        QFETCH(bool, allowed);
        SimRelayOptions options;
        options.auth = true;
        SimRelay relay(options);
        QVERIFY(relay.listen());
        relay.add(note());
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        request.authenticate = allowed;
        const auto result = bench.run(request);
        QVERIFY(result.wantsAuth);
        QCOMPARE(toString(result.main.code), allowed ? "ok" : "auth-required");
        QCOMPARE(result.main.times.of(ProbePhase::Auth).has_value(), allowed);
        QCOMPARE(result.sawEvent.value_or(false), allowed);
        checkTimes(result.main);
    }

    void silentSteps()
    {
        ProbeBench bench;
        bench.settings.limits.connect = never;
        ScriptedRelay mute([](Client&, const HttpRequestHead&) {}, {});
        QVERIFY(mute.listen());
        const auto upgrade = bench.run(mute.url());
        // the server may have been as slow as we were impatient; then the connection itself is late
        QVERIFY(upgrade.main.code == ProbeCode::ReadTimeout || upgrade.main.code == ProbeCode::TcpTimeout);
        QVERIFY(!upgrade.main.times.of(ProbePhase::Open));

        // A listener whose queue is full: the kernel drops further SYNs.
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof name;
        auto* const raw = reinterpret_cast<sockaddr*>(&name);
        QVERIFY(::bind(listener, raw, size) == 0 && ::listen(listener, 0) == 0
                && ::getsockname(listener, raw, &size) == 0);
        std::vector<int> fillers;
        for (int i = 0; i < 8; ++i) {
            fillers.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            (void)::connect(fillers.back(), raw, size);
        }
        const auto tcp = bench.run("ws://127.0.0.1:" + QByteArray::number(ntohs(name.sin_port)));
        QCOMPARE(toString(tcp.main.code), "tcp-timeout");
        QCOMPARE(int(tcp.main.failedIn), int(ProbePhase::Tcp));
        QVERIFY(!tcp.main.times.of(ProbePhase::Tcp));
        for (const int filler : fillers)
            ::close(filler);
        ::close(listener);
    }

    /// The faults of the simulated network.
    void simulatedFaults_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, Fault fault, const char* code, int status = 101) {
            QTest::newRow(name) << int(fault) << QByteArray(code) << status;
        };
        row("refuse", Fault::Refuse, "tcp-refused", 0);
        row("silent", Fault::Silent, "read-timeout");
        row("closed-auth", Fault::ClosedAuth, "auth-required");
        row("restricted", Fault::Restricted, "restricted");
        row("http-403", Fault::Http403, "http-status", 403);
        row("http-429", Fault::Http429, "http-status", 429);
        row("http-503", Fault::Http503, "http-status", 503);
        row("not-nostr", Fault::NotNostr, "not-nostr");
        row("bad-sig", Fault::BadSig, "ok");
        row("garbage", Fault::Garbage, "ok");
        row("clock-skew", Fault::ClockSkew, "ok");
    }
    void simulatedFaults()
    {
        QFETCH(int, fault);
        QFETCH(QByteArray, code);
        QFETCH(int, status);
        SimRelayOptions options;
        options.faults = {static_cast<Fault>(fault)};
        SimRelay relay(options);
        QVERIFY(relay.listen());
        relay.add(note());
        ProbeBench bench;
        if (code == "read-timeout")
            bench.settings.limits = {never, test::patience, never, never, never, never};
        const auto result = bench.run(relay.url());
        QCOMPARE(QByteArray(toString(result.main.code)), code);
        QCOMPARE(result.main.httpStatus, status);
        checkTimes(result.main);
    }

    /// An event, and EOSE never: readable, but no time to read.
    void eventWithoutEose()
    {
        SimRelayOptions options;
        options.faults = {Fault::NoEose};
        SimRelay relay(options);
        QVERIFY(relay.listen());
        relay.add(note());
        ProbeBench bench;
        bench.settings.limits.read = 3s; // three turns of one event loop
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), "ok");
        QVERIFY(result.main.times.of(ProbePhase::First));
        QVERIFY(!result.main.times.of(ProbePhase::Read));
        QCOMPARE(result.sawEvent, std::optional(true));
    }

    void clockSteps_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::newRow("set back") << qint64(-1);
        QTest::newRow("slept") << qint64(8);
    }
    void clockSteps()
    {
        QFETCH(qint64, hours);
        SimRelay relay({});
        QVERIFY(relay.listen());
        ProbeBench bench;
        bench.clock.step = std::chrono::hours(hours);
        const auto result = bench.run(relay.url());
        QCOMPARE(toString(result.main.code), "clock-step");
        QVERIFY(result.main.times == ProbeTimes());
        QVERIFY(!result.otherFamily);
        QCOMPARE(int(verdictOf(result.main.code, 0)), int(ProbeVerdict::Undecided));
    }

    void cancelEndsAtOnce()
    {
        ScriptedRelay relay(saying({}));
        QVERIFY(relay.listen());
        ProbeBench bench;
        Probe probe(bench.tools, ProbeBench::request(relay.url()));
        int ends = 0;
        connect(&probe, &Probe::addressChosen, &probe, &Probe::proceed);
        connect(&probe, &Probe::finished, &probe, [&ends](const ProbeResult& result) {
            ++ends;
            QCOMPARE(toString(result.main.code), "cancelled");
        });
        probe.start();
        QTRY_VERIFY(!relay.texts.isEmpty());
        probe.cancel();
        QCOMPARE(ends, 1);
        probe.cancel();
        QCoreApplication::processEvents();
        QCOMPARE(ends, 1);
    }
};

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
