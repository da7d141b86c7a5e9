// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/certificate.h"
#include "core/net/qwebsockettransport.h"

#include <QTest>
#include <QTimer>
#include <QWebSocketServer>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A numbered message; from a multiple of `padding` bytes up to nearly the largest that is allowed.
QString messageOf(int number, int padding)
{
    constexpr int sizes = 7; // with 64 KiB: up to 384 KiB
    return u"[\"NOTICE\",\"%1%2\"]"_s.arg(number).arg(QString((number % sizes) * padding, u'x'));
}

/// Sends numbered messages as fast as the client reads.
class Sender : public QObject {
    Q_OBJECT

public:
    Sender(bool secure, int count, int padding = 0)
        : m_server(u"test"_s, secure ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode)
        , m_count(count)
        , m_padding(padding)
    {
        if (secure) {
            const auto made = makeCertificate({"127.0.0.1"}, Validity::Valid);
            certificate = made->certificate;
            QSslConfiguration configuration;
            configuration.setLocalCertificate(made->certificate);
            configuration.setPrivateKey(made->key);
            m_server.setSslConfiguration(configuration);
        }
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            m_socket.reset(m_server.nextPendingConnection());
            connect(m_socket.get(), &QWebSocket::bytesWritten, this, &Sender::send);
            send();
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
    }
    QUrl url() const { return m_server.serverUrl(); }
    int sent() const { return m_sent; }
    QWebSocket* socket() const { return m_socket.get(); }

    QSslCertificate certificate;

private:
    void send()
    {
        while (m_sent < m_count && m_socket->bytesToWrite() < 256 * 1024)
            m_socket->sendTextMessage(messageOf(m_sent++, m_padding));
    }

    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_socket;
    const int m_count;
    const int m_padding;
    int m_sent = 0;
};

} // namespace

/// Pausing a socket by its read buffer: what back-pressure rests on (limits.md is measured on Qt 6.4).
class TestBackPressure : public QObject {
    Q_OBJECT

private slots:
    void pauseLosesNothing_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("padding");
        QTest::newRow("ws") << false << 200'000 << 0;
        QTest::newRow("wss") << true << 200'000 << 0;
        constexpr auto step = static_cast<int>(limits::readBufferBytes);
        QTest::newRow("ws, also larger than the buffer") << false << 400 << step;
        QTest::newRow("wss, also larger than the buffer") << true << 400 << step;
    }
    void pauseLosesNothing()
    {
        QFETCH(bool, secure);
        QFETCH(int, count);
        QFETCH(int, padding);
        const int pauseEvery = count / 20;
        Sender sender(secure, count, padding);
        SystemClock clock;
        QWebSocketTransportOptions options;
        if (secure)
            options.extraRoots = {sender.certificate};
        QWebSocketTransport transport(clock, options);
        int received = 0, wrong = 0, pauses = 0, slack = 0, lastSent = -1, nextPause = pauseEvery;
        bool paused = false;
        connect(&transport, &Transport::textReceived, this, [&](const QByteArray& text) {
            wrong += text == messageOf(received, padding).toUtf8() ? 0 : 1;
            ++received;
            slack += paused ? 1 : 0;
            if (received >= nextPause && !paused) { // in the middle of the stream
                transport.pause();
                paused = true;
                ++pauses;
                lastSent = -1;
            }
        });
        QTimer watch; // resumes when the sender is stuck
        connect(&watch, &QTimer::timeout, this, [&] {
            if (paused && std::exchange(lastSent, sender.sent()) == sender.sent()) {
                nextPause = received + pauseEvery;
                paused = false;
                transport.resume();
            }
        });
        transport.open(sender.url());
        watch.start(7);
        QTRY_COMPARE(received, count);
        QCOMPARE(wrong, 0);
        QVERIFY(pauses > 1);
        qInfo("%d pauses, %d messages while paused", pauses, slack);
    }

    /// While paused, what arrives is bounded by the buffers: the sender gets stuck.
    void pausedSocketStopsTheSender()
    {
        Sender sender(false, 2'000'000'000);
        SystemClock clock;
        QWebSocketTransport transport(clock, {});
        qint64 bytes = 0;
        connect(&transport, &Transport::textReceived, this,
                [&](const QByteArray& text) { bytes += text.size(); });
        connect(&transport, &Transport::opened, &transport, &Transport::pause);
        transport.open(sender.url());
        QTRY_VERIFY(sender.sent() > 0);
        int last = -1, unchanged = 0;
        QTimer watch;
        connect(&watch, &QTimer::timeout, this,
                [&] { unchanged = std::exchange(last, sender.sent()) == sender.sent() ? unchanged + 1 : 0; });
        watch.start(20);
        QTRY_VERIFY(unchanged >= 10);
        QVERIFY2(bytes <= qint64(2 * limits::liveReadBufferBytes), qPrintable(QString::number(bytes)));
    }

    /// A message at the limit arrives, one above it ends the connection with a reason: no silent stall.
    void messageLimit_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<bool>("arrives");
        QTest::addColumn<bool>("history");
        bool history = false;
        const auto row = [&history](const char* name, std::size_t size, bool arrives) {
            for (const bool secure : {false, true})
                QTest::addRow("%s %s%s", secure ? "wss" : "ws", name, history ? ", history" : "")
                    << secure << qsizetype(size) << arrives << history;
        };
        row("small", 1000, true);
        row("as the small buffer", limits::readBufferBytes, true);
        row("a little larger", limits::readBufferBytes + 100, true);
        row("twice as large", 2 * limits::readBufferBytes, true);
        row("at the limit", limits::maxLiveMessageBytes, true);
        row("above", limits::maxLiveMessageBytes + 1, false);
        row("far above", 4 * limits::maxLiveMessageBytes, false);
        history = true;
        row("at the limit", limits::maxArchiveMessageBytes, true);
        row("above", limits::maxArchiveMessageBytes + 1, false);
    }
    void messageLimit()
    {
        QFETCH(bool, secure);
        QFETCH(qsizetype, size);
        QFETCH(bool, arrives);
        QFETCH(bool, history);
        Sender sender(secure, 0);
        SystemClock clock;
        auto options = history ? QWebSocketTransportOptions::forHistory() : QWebSocketTransportOptions();
        if (secure)
            options.extraRoots = {sender.certificate};
        QWebSocketTransport transport(clock, options);
        qsizetype received = 0;
        TransportEnd end;
        connect(&transport, &Transport::textReceived, this,
                [&](const QByteArray& text) { received = text.size(); });
        connect(&transport, &Transport::closed, this, [&](const TransportEnd& reason) { end = reason; });
        transport.open(sender.url());
        QTRY_VERIFY(sender.socket());
        sender.socket()->setOutgoingFrameSize(quint64(8) * 1024 * 1024); // one frame
        sender.socket()->sendTextMessage(QString(size, u'x'));
        if (arrives) {
            QTRY_COMPARE(received, size);
        } else {
            QTRY_COMPARE(end.error, LinkError::TooLarge);
            QCOMPARE(received, 0);
        }
    }

    void handshakeTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<LinkError>("error");
        QTest::addColumn<int>("status");
        QTest::newRow("status") << u"x: Unhandled http status code: 403 (Forbidden)."_s
                                << LinkError::HttpStatus << 403;
        QTest::newRow("bad request") << u"x: Unknown error condition encountered. Aborting connection."_s
                                     << LinkError::HttpStatus << 400;
        QTest::newRow("no HTTP") << u"Invalid statusline in response: foo."_s << LinkError::NotWebSocket << 0;
        QTest::newRow("refused") << u"Connection refused"_s << LinkError::ConnectionRefused << 0;
    }
    void handshakeTexts()
    {
        QFETCH(QString, text);
        const auto end = endOfHandshake(QAbstractSocket::ConnectionRefusedError, text);
        QTEST(end.error, "error");
        QTEST(end.httpStatus, "status");
    }
};

QTEST_GUILESS_MAIN(TestBackPressure)
#include "tst_backpressure.moc"
