// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/wshandshake.h"

#include <QTest>

using namespace nostrscope;

Q_DECLARE_METATYPE(nostrscope::HttpError)
Q_DECLARE_METATYPE(nostrscope::UpgradeError)

namespace {

constexpr const char* sampleKey = "dGhlIHNhbXBsZSBub25jZQ=="; // RFC 6455 §1.3

QByteArray upgrade(const QByteArray& fields)
{
    return "GET /chat HTTP/1.1\r\nHost: relay.example\r\n" + fields + "\r\n";
}

HttpRequestHead request(const QByteArray& bytes)
{
    auto parsed = parseHttpRequest(bytes);
    if (!parsed || !*parsed)
        qFatal("test request does not parse: %s", bytes.constData());
    return **parsed;
}

HttpResponseHead response(const QByteArray& bytes)
{
    auto parsed = parseHttpResponse(bytes);
    if (!parsed || !*parsed)
        qFatal("test answer does not parse: %s", bytes.constData());
    return **parsed;
}

} // namespace

class TestWsHandshake : public QObject {
    Q_OBJECT

private slots:
    void accept() { QCOMPARE(webSocketAccept(sampleKey), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); }

    void bothEndsAgree()
    {
        HttpHeaders extra;
        extra.append("User-Agent", "test");
        const auto asked = request(upgradeRequest("h:1", "/", sampleKey, extra));
        QCOMPARE(asked.method, "GET");
        QCOMPARE(asked.target, "/");
        QCOMPARE(asked.headers.value("host"), "h:1");
        QCOMPARE(asked.headers.value("USER-AGENT"), "test");
        const auto key = upgradeKey(asked);
        QVERIFY(key.has_value());
        QCOMPARE(*key, sampleKey);
        QVERIFY(!checkUpgradeResponse(response(upgradeResponse(*key)), sampleKey));
    }

    void splitAtEveryByte()
    {
        const auto head = upgradeRequest("h", "/", sampleKey);
        const auto wire = head + "frames";
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            const auto parsed = parseHttpRequest(wire.first(cut));
            QVERIFY(parsed.has_value());
            QCOMPARE(parsed->has_value(), cut >= head.size());
            if (*parsed)
                QCOMPARE((*parsed)->headBytes, head.size());
        }
        const auto answer = upgradeResponse(sampleKey);
        for (qsizetype cut = 0; cut <= answer.size(); ++cut) {
            const auto parsed = parseHttpResponse(answer.first(cut));
            QVERIFY(parsed.has_value());
            QCOMPARE(parsed->has_value(), cut == answer.size());
        }
    }

    void badRequests_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<HttpError>("error");
        const auto row = [](const char* name, const QByteArray& bytes, HttpError error) {
            QTest::newRow(name) << bytes << error;
        };
        row("empty line", "\r\n", HttpError::BadStartLine);
        row("TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01\n\n", 8), HttpError::BadStartLine);
        row("one word", "GET\r\n\r\n", HttpError::BadStartLine);
        row("no target", "GET  HTTP/1.1\r\n\r\n", HttpError::BadStartLine);
        row("space in target", "GET /a b HTTP/1.1\r\n\r\n", HttpError::BadStartLine);
        row("control in target", "GET /\x01 HTTP/1.1\r\n\r\n", HttpError::BadStartLine);
        row("method not a token", "G(T / HTTP/1.1\r\n\r\n", HttpError::BadStartLine);
        row("HTTP 2", "GET / HTTP/2\r\n\r\n", HttpError::BadVersion);
        row("HTTP 0.9", "GET / HTTP/0.9\r\n\r\n", HttpError::BadVersion);
        row("no colon", "GET / HTTP/1.1\r\nHost h\r\n\r\n", HttpError::BadHeader);
        row("no name", "GET / HTTP/1.1\r\n: h\r\n\r\n", HttpError::BadHeader);
        row("space before colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n", HttpError::BadHeader);
        row("folded", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", HttpError::BadHeader);
        row("bare CR in value", "GET / HTTP/1.1\r\nA: b\rB: c\r\n\r\n", HttpError::BadHeader);
        row("NUL in value", QByteArray("GET / HTTP/1.1\r\nA: b\0c\r\n\r\n", 27), HttpError::BadHeader);
        row("endless line", "GET /" + QByteArray(maxHttpHeadBytes, 'a'), HttpError::TooLarge);
        row("endless fields", "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(3000),
            HttpError::TooLarge);
    }
    void badRequests()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const HttpError, error);
        const auto parsed = parseHttpRequest(bytes);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error(), error);
    }

    void headLimit()
    {
        const QByteArray frame = "GET / HTTP/1.1\r\nA: \r\n\r\n";
        auto bytes = frame;
        bytes.insert(frame.size() - 4, QByteArray(maxHttpHeadBytes - frame.size(), 'a'));
        QCOMPARE(bytes.size(), maxHttpHeadBytes);
        QCOMPARE(request(bytes).headBytes, maxHttpHeadBytes);
        bytes.insert(frame.size() - 4, 'a');
        QVERIFY(!parseHttpRequest(bytes));
    }

    void badResponses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<HttpError>("error");
        const auto row = [](const char* name, const QByteArray& bytes, HttpError error) {
            QTest::newRow(name) << bytes << error;
        };
        row("empty line", "\r\n", HttpError::BadStartLine);
        row("short", "HTTP/1.1 10\r\n\r\n", HttpError::BadStartLine);
        row("letters", "HTTP/1.1 1a1 x\r\n\r\n", HttpError::BadStartLine);
        row("four digits", "HTTP/1.1 1011 x\r\n\r\n", HttpError::BadStartLine);
        row("status 600", "HTTP/1.1 600 x\r\n\r\n", HttpError::BadStartLine);
        row("status 099", "HTTP/1.1 099 x\r\n\r\n", HttpError::BadStartLine);
        row("ssh", "SSH-2.0-OpenSSH_9.2\r\n\r\n", HttpError::BadStartLine);
        row("HTTP 1.2", "HTTP/1.2 200 OK\r\n\r\n", HttpError::BadVersion);
        row("smtp", "220 mail.example ESMTP\r\n\r\n", HttpError::BadStartLine);
        row("field", "HTTP/1.1 200 OK\r\nx\r\n\r\n", HttpError::BadHeader);
        row("endless", QByteArray(maxHttpHeadBytes, 'x'), HttpError::TooLarge);
    }
    void badResponses()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const HttpError, error);
        const auto parsed = parseHttpResponse(bytes);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error(), error);
    }

    void tolerated()
    {
        const auto lf = request("get / HTTP/1.0\nHOST:h\n\n");
        QCOMPARE(lf.headers.value("host"), "h");
        QCOMPARE(response("HTTP/1.1 503\r\n\r\n").status, 503);
        const auto refused = response("HTTP/1.1 403 Access  denied\r\nServer: x\r\n\r\n<html>");
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.reason, "Access  denied");
    }

    void upgradeRequests_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("error"); // -1 = none
        const QByteArray up = "Upgrade: websocket\r\n";
        const QByteArray connection = "Connection: Upgrade\r\n";
        const QByteArray version = "Sec-WebSocket-Version: 13\r\n";
        const QByteArray keyField = QByteArray("Sec-WebSocket-Key: ") + sampleKey + "\r\n";
        const auto row = [](const char* name, const QByteArray& fields, int error) {
            QTest::newRow(name) << upgrade(fields) << error;
        };
        row("good", up + connection + version + keyField, -1);
        row("case and lists",
            "uPGRADE: h2c, WebSocket\r\nCONNECTION: keep-alive , upgrade\r\nsec-websocket-version:13\r\n"
                + keyField,
            -1);
        row("two Connection fields", up + "Connection: keep-alive\r\n" + connection + version + keyField, -1);
        row("NIP-11", "Accept: application/nostr+json\r\n", static_cast<int>(UpgradeError::NotUpgrade));
        row("no Connection", up + version + keyField, static_cast<int>(UpgradeError::NotUpgrade));
        row("Upgrade: websockets", "Upgrade: websockets\r\n" + connection + version + keyField,
            static_cast<int>(UpgradeError::NotUpgrade));
        row("version 8", up + connection + "Sec-WebSocket-Version: 8\r\n" + keyField,
            static_cast<int>(UpgradeError::BadVersion));
        row("no version", up + connection + keyField, static_cast<int>(UpgradeError::BadVersion));
        row("no key", up + connection + version, static_cast<int>(UpgradeError::BadKey));
        row("short key", up + connection + version + "Sec-WebSocket-Key: YWJj\r\n",
            static_cast<int>(UpgradeError::BadKey));
        row("key not base64", up + connection + version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ*==\r\n",
            static_cast<int>(UpgradeError::BadKey));
    }
    void upgradeRequests()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, error);
        const auto key = upgradeKey(request(bytes));
        QCOMPARE(key.has_value() ? -1 : static_cast<int>(key.error()), error);
    }
    void upgradeByPost()
    {
        auto bytes = upgradeRequest("h", "/", sampleKey);
        bytes.replace("GET ", "POST ");
        QCOMPARE(upgradeKey(request(bytes)).error(), UpgradeError::NotGet);
    }

    void upgradeAnswers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<UpgradeError>("error");
        const auto good = upgradeResponse(sampleKey);
        const auto changed = [&](const char* from, const char* to) {
            auto bytes = good;
            return bytes.replace(from, to);
        };
        QTest::newRow("200") << changed("101", "200") << UpgradeError::Refused;
        QTest::newRow("403") << httpResponse(403, "Forbidden", {}, "no") << UpgradeError::Refused;
        QTest::newRow("no Upgrade") << changed("Upgrade: websocket\r\n", "") << UpgradeError::NotUpgrade;
        QTest::newRow("other accept") << changed("s3pP", "S3pP") << UpgradeError::BadAccept;
        QTest::newRow("extension") << changed("Connection",
                                              "Sec-WebSocket-Extensions: permessage-deflate\r\nConnection")
                                   << UpgradeError::UnaskedExtension;
        QTest::newRow("protocol") << changed("Connection", "Sec-WebSocket-Protocol: chat\r\nConnection")
                                  << UpgradeError::UnaskedExtension;
    }
    void upgradeAnswers()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const UpgradeError, error);
        QCOMPARE(checkUpgradeResponse(response(bytes), sampleKey), std::optional(error));
    }

    void plainAnswer()
    {
        HttpHeaders headers;
        headers.append("Content-Type", "application/nostr+json");
        const auto bytes = httpResponse(200, "OK", headers, "{}");
        const auto parsed = response(bytes);
        QCOMPARE(parsed.status, 200);
        QCOMPARE(parsed.headers.value("content-length"), "2");
        QCOMPARE(bytes.sliced(parsed.headBytes), "{}");
    }
};

QTEST_APPLESS_MAIN(TestWsHandshake)
#include "tst_wshandshake.moc"
