// SPDX-License-Identifier: GPL-3.0-or-later
// The information document (NIP-11), from servers that mean well and from others.
#include "app/simnet/simrelay.h"
#include "core/base/limits.h"
#include "core/monitor/httpbody.h"
#include "tests/unit/probebench.h"
#include "tests/unit/scriptedrelay.h"

#include <QSignalSpy>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::ProbeBench;
using test::ScriptedRelay;
using Client = ScriptedRelay::Client;

Q_DECLARE_METATYPE(ScriptedRelay::OnRequest)

namespace {

const QByteArray document = R"({"name":"a relay","supported_nips":[1,11]})";

InfoResult fetch(ProbeBench& bench, const QByteArray& url, const InfoConditions& conditions = {})
{
    const auto relay = ProbeBench::request(url).url;
    DialTarget target;
    target.host = relay.host();
    target.address = QHostAddress(QHostAddress::LocalHost);
    target.port = relay.port();
    target.isSecure = relay.isSecure();
    InfoFetch fetch(bench.tools, relay, target, conditions);
    QSignalSpy ended(&fetch, &InfoFetch::finished);
    QEventLoop loop;
    QObject::connect(&fetch, &InfoFetch::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(2 * test::patience, &loop, &QEventLoop::quit);
    fetch.start();
    loop.exec();
    if (ended.count() != 1)
        qFatal("the fetch ended %d times", int(ended.count()));
    return fetch.result();
}

QByteArray page(int status, const QByteArray& body,
                std::initializer_list<std::pair<QByteArray, QByteArray>> fields = {})
{
    HttpHeaders headers;
    for (const auto& [name, value] : fields)
        headers.append(name, value);
    return httpResponse(status, "x", headers, body);
}

ScriptedRelay::OnRequest saying(const QByteArray& bytes, bool andEnd = true)
{
    return [bytes, andEnd](Client& client, const HttpRequestHead&) {
        client.raw(bytes);
        if (andEnd)
            client.end();
    };
}

QByteArray chunked(const QList<QByteArray>& chunks)
{
    QByteArray bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (const auto& chunk : chunks)
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    return bytes + "0\r\n\r\n";
}

} // namespace

class TestInfoFetch : public QObject {
    Q_OBJECT

private slots:
    void answers_data()
    {
        QTest::addColumn<ScriptedRelay::OnRequest>("script");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const ScriptedRelay::OnRequest& script, const char* code,
                            int status = 200) {
            QTest::newRow(name) << script << QByteArray(code) << status;
        };
        const auto mega = qsizetype(limits::maxRelayInformationBytes);
        row("a document", saying(page(200, document)), "ok");
        row("any 2xx", saying(page(206, document)), "ok", 206);
        row("of another type", saying(page(200, document, {{"Content-Type", "text/plain"}})), "ok");
        row("with a byte order mark", saying(page(200, "\xef\xbb\xbf" + document)), "ok");
        row("in chunks", saying(chunked({document.first(7), document.sliced(7)})), "ok");
        row("without length", saying("HTTP/1.1 200 OK\r\n\r\n" + document), "ok");
        row("kept open", saying(page(200, document), false), "ok");
        row("just small enough", saying(page(200, "{}" + QByteArray(mega - 2, ' '))), "ok");
        row("too large by a byte", saying(page(200, "{}" + QByteArray(mega - 1, ' ')), false), "too-large");
        row("50 MB announced", saying("HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n{", false),
            "too-large");
        row(
            "50 MB unannounced",
            [](Client& client, const HttpRequestHead&) {
                client.raw("HTTP/1.1 200 OK\r\n\r\n");
                for (int i = 0; i < 50; ++i)
                    client.raw(QByteArray(1024 * 1024, ' '));
            },
            "too-large");
        row(
            "50 MB in chunks",
            [](Client& client, const HttpRequestHead&) {
                client.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (int i = 0; i < 50; ++i)
                    client.raw("100000\r\n" + QByteArray(1024 * 1024, ' ') + "\r\n");
            },
            "too-large");
        row("a chunk extension without end",
            saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + QByteArray(300'000, 'x'),
                   false),
            "too-large");
        row("a length that is no number", saying("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}"),
            "network", 0);
        row("two lengths", saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
            "network", 0);
        row("a head without an end",
            saying("HTTP/1.1 200 OK\r\n" + QByteArray("a: b\r\n").repeated(5000), false), "too-large", 0);
        row("cut", saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), "network");
        row("a page", saying(page(200, "<html>")), "not-json");
        row("a list", saying(page(200, "[1]")), "not-json");
        row("a number", saying(page(200, "7")), "not-json");
        row("nothing", saying(page(204, {})), "not-json", 204);
        row("nested deep", saying(page(200, QByteArray("{\"a\":").repeated(5000))), "not-json");
        // 1 MiB of zeros in 1 KiB; never unpacked
        row("a gzip bomb",
            saying(page(200, QByteArray::fromHex("1f8b0800000000000203"), {{"Content-Encoding", "gzip"}})),
            "not-json");
        row("gzip under another name", saying(page(200, document, {{"Content-Encoding", "br"}})), "not-json");
        row("identity is no encoding", saying(page(200, document, {{"Content-Encoding", "identity"}})), "ok");
        row("404", saying(page(404, document)), "http-status", 404);
        row("429", saying(page(429, {})), "http-status", 429);
        row("304 that was not asked for", saying(page(304, {})), "http-status", 304);
        row("503 with a page without end", saying("HTTP/1.1 503 Busy\r\n\r\n<html>", false), "http-status",
            503);
        row("a status that is none", saying("HTTP/1.1 000 OK\r\nContent-Length: 2\r\n\r\n{}"), "network", 0);
        row("not HTTP", saying("hello\r\n\r\n"), "network", 0);
        row("the end", saying({}), "network", 0);
        row("elsewhere", saying(page(302, {}, {{"Location", "http://192.0.2.1/"}})), "redirect", 302);
        row("to a file", saying(page(302, {}, {{"Location", "file:///etc/passwd"}})), "redirect", 302);
        row("with a password", saying(page(302, {}, {{"Location", "http://a:b@127.0.0.1/"}})), "redirect",
            302);
        row("nowhere", saying(page(302, {})), "redirect", 302);
    }
    void answers()
    {
        QFETCH(ScriptedRelay::OnRequest, script);
        QFETCH(QByteArray, code);
        QFETCH(int, status);
        ScriptedRelay relay(script, {});
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = fetch(bench, relay.url());
        QCOMPARE(QByteArray(toString(result.code)), code);
        QCOMPARE(result.httpStatus, status);
        QVERIFY(std::size_t(result.body.size()) <= limits::maxRelayInformationBytes);
        QCOMPARE(result.took.has_value(), code == "ok");
        QVERIFY(!result.took || result.took->count() >= 0);
        QCOMPARE(relay.requests.size(), 1u);
        const auto& request = relay.requests[0];
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.headers.value("Accept"), QByteArrayView("application/nostr+json"));
        QCOMPARE(request.headers.value("Accept-Encoding"), QByteArrayView("identity"));
        QCOMPARE(request.headers.value("Host"),
                 QByteArrayView("127.0.0.1:" + QByteArray::number(relay.port())));
        QVERIFY(request.headers.value("User-Agent").startsWith("Nostrscope/"));
    }

    void retryAfter_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<int>("seconds"); // −1: none
        QTest::newRow("too many") << 429 << QByteArray("90") << 90;
        QTest::newRow("busy") << 503 << QByteArray("7") << 7;
        QTest::newRow("for ever") << 503 << QByteArray("1000000000") << 86400;
        QTest::newRow("a word") << 503 << QByteArray("later") << -1;
        QTest::newRow("nothing") << 503 << QByteArray() << -1;
        QTest::newRow("moved") << 404 << QByteArray("90") << -1;
    }
    void retryAfter()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, field);
        QFETCH(int, seconds);
        ScriptedRelay relay(saying(page(status, "<html>", {{"Retry-After", field}})), {});
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = fetch(bench, relay.url());
        QCOMPARE(toString(result.code), "http-status");
        QCOMPARE(result.retryAfter ? int(result.retryAfter->count()) : -1, seconds);
    }

    /// One byte a moment keeps no connection alive.
    void slowDrip()
    {
        QTimer drip;
        ScriptedRelay relay(
            [&drip](Client& client, const HttpRequestHead&) {
                client.raw("HTTP/1.1 200 OK\r\n\r\n{");
                connect(&drip, &QTimer::timeout, client.socket,
                        [socket = client.socket] { socket->write(" "); });
                drip.start(10ms);
            },
            {});
        QVERIFY(relay.listen());
        ProbeBench bench;
        bench.settings.limits.info = 500ms;
        const auto result = fetch(bench, relay.url());
        QCOMPARE(toString(result.code), "timeout");
        QVERIFY(!result.took);
        drip.stop();
    }

    void redirectsOnOneHost()
    {
        ScriptedRelay relay(
            [](Client& client, const HttpRequestHead& request) {
                if (request.target == "/nostr?a=b")
                    client.raw(page(200, document));
                else
                    client.raw(page(301, {}, {{"Location", "/nostr?a=b#part"}}));
            },
            {});
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto result = fetch(bench, relay.url() + "/path");
        QCOMPARE(toString(result.code), "ok");
        QCOMPARE(result.body, document);
        QCOMPARE(relay.requests.size(), 2u);
        QCOMPARE(relay.requests[0].target, QByteArray("/path"));
    }

    void redirectLoop()
    {
        ScriptedRelay relay(
            [](Client& client, const HttpRequestHead& request) {
                client.raw(page(302, {}, {{"Location", request.target + 'x'}}));
            },
            {});
        QVERIFY(relay.listen());
        ProbeBench bench;
        QCOMPARE(toString(fetch(bench, relay.url()).code), "redirect");
        QCOMPARE(relay.requests.size(), std::size_t(InfoFetch::maxRedirects + 1));
    }

    void conditions()
    {
        ScriptedRelay relay(
            [](Client& client, const HttpRequestHead& request) {
                if (request.headers.value("If-None-Match") == "\"v1\"")
                    client.raw("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
                else
                    client.raw(page(200, document,
                                    {{"ETag", "\"v1\""},
                                     {"Last-Modified", "Wed, 21 Oct 2026 07:28:00 GMT"},
                                     {"Server", QByteArray(1000, 's')}}));
            },
            {});
        QVERIFY(relay.listen());
        ProbeBench bench;
        const auto first = fetch(bench, relay.url());
        QCOMPARE(toString(first.code), "ok");
        QCOMPARE(first.etag, QByteArray("\"v1\""));
        QCOMPARE(first.serverHeader.size(), maxServerHeaderBytes);
        const auto second = fetch(bench, relay.url(), {first.etag, first.lastModified});
        QCOMPARE(toString(second.code), "not-modified");
        QVERIFY(second.body.isEmpty());
        QCOMPARE(relay.requests[1].headers.value("If-Modified-Since"),
                 QByteArrayView("Wed, 21 Oct 2026 07:28:00 GMT"));
        // What a server once said never makes another line of our request.
        (void)fetch(bench, relay.url(), {"\"a\"\r\nX-Evil: 1", {}});
        QVERIFY(relay.requests[2].headers.value("X-Evil").isNull());
        QVERIFY(relay.requests[2].headers.value("If-None-Match").isNull());
    }

    void withTheProbe_data()
    {
        QTest::addColumn<int>("fault"); // −1: none
        QTest::addColumn<QByteArray>("code"); // empty: not fetched
        QTest::newRow("a relay") << -1 << QByteArray("ok");
        QTest::newRow("refused") << int(Fault::Refuse) << QByteArray();
        QTest::newRow("no relay") << int(Fault::NotNostr) << QByteArray("not-json");
        QTest::newRow("blocked") << int(Fault::Http403) << QByteArray("http-status");
        QTest::newRow("needs AUTH") << int(Fault::ClosedAuth) << QByteArray("ok");
    }
    void withTheProbe()
    {
        QFETCH(int, fault);
        QFETCH(QByteArray, code);
        SimRelayOptions options;
        if (fault >= 0)
            options.faults = {static_cast<Fault>(fault)};
        SimRelay relay(options);
        QVERIFY(relay.listen());
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        request.relay = RelayId(7);
        request.info.emplace();
        const auto result = bench.run(request);
        QCOMPARE(bench.info.has_value(), !code.isEmpty());
        if (bench.info) {
            QCOMPARE(QByteArray(toString(bench.info->code)), code);
            QCOMPARE(bench.info->relay, RelayId(7));
        }
        QCOMPARE(result.main.times.of(ProbePhase::Info).has_value(), code == "ok");
    }

    /// Nothing is asked over a connection that is not verified.
    void notWithoutTrust()
    {
        SimRelayOptions options;
        options.certificate = makeCertificate({"127.0.0.1"}, Validity::Valid);
        SimRelay relay(options);
        QVERIFY(relay.listen());
        ProbeBench bench;
        auto request = ProbeBench::request(relay.url());
        request.info.emplace();
        QCOMPARE(toString(bench.run(request).main.code), "tls-untrusted");
        QVERIFY(!bench.info);
        bench.settings.extraRoots = {options.certificate->certificate};
        QCOMPARE(toString(bench.run(request).main.code), "ok");
        QVERIFY(bench.info);
        QCOMPARE(toString(bench.info->code), "ok");
    }
};

QTEST_GUILESS_MAIN(TestInfoFetch)
#include "tst_infofetch.moc"
