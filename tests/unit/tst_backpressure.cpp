// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/certificate.h"
#include "core/net/qwebsockettransport.h"

#include <QTest>
#include <QTimer>
#include <QWebSocketServer>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Sends numbered messages as fast as the client reads.
class Sender : public QObject {
    Q_OBJECT

public:
    Sender(bool secure, int count)
        : m_server(u"test"_s, secure ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode)
        , m_count(count)
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
            m_socket->sendTextMessage(u"[\"NOTICE\",\"%1\"]"_s.arg(m_sent++));
    }

    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_socket;
    const int m_count;
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
        QTest::newRow("ws") << false;
        QTest::newRow("wss") << true;
    }
    void pauseLosesNothing()
    {
        QFETCH(bool, secure);
        constexpr int count = 200'000;
        Sender sender(secure, count);
        SystemClock clock;
        QWebSocketTransportOptions options;
        if (secure)
            options.extraRoots = {sender.certificate};
        QWebSocketTransport transport(clock, options);
        int received = 0, wrong = 0, pauses = 0, slack = 0;
        bool paused = false;
        connect(&transport, &Transport::textReceived, this, [&](const QByteArray& text) {
            wrong += text == "[\"NOTICE\",\"" + QByteArray::number(received) + "\"]" ? 0 : 1;
            ++received;
            slack += paused ? 1 : 0;
        });
        // pauses by the clock of the event loop, in the middle of the stream, resumes when the sender is
        // stuck
        QTimer toggle;
        int lastSent = -1;
        connect(&toggle, &QTimer::timeout, this, [&] {
            if (!paused) {
                transport.pause();
                paused = true;
                ++pauses;
            } else if (sender.sent() == lastSent) {
                transport.resume();
                paused = false;
            }
            lastSent = sender.sent();
        });
        transport.open(sender.url());
        toggle.start(7);
        QTRY_COMPARE_WITH_TIMEOUT(received, count, 60000);
        QCOMPARE(wrong, 0);
        QVERIFY(pauses > 3);
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
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<bool>("arrives");
        QTest::newRow("at the limit") << qsizetype(limits::maxLiveMessageBytes) << true;
        QTest::newRow("above") << qsizetype(limits::maxLiveMessageBytes + 1) << false;
        QTest::newRow("far above") << qsizetype(4 * limits::maxLiveMessageBytes) << false;
    }
    void messageLimit()
    {
        QFETCH(qsizetype, size);
        QFETCH(bool, arrives);
        Sender sender(false, 0);
        SystemClock clock;
        QWebSocketTransport transport(clock, {});
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
