// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/limits.h"
#include "core/net/transport.h"

#include <QNetworkProxy>
#include <QPointer>
#include <QSslError>
#include <QStringEncoder>
#include <QWebSocket>

namespace nostrscope {

struct QWebSocketTransportOptions {
    std::size_t maxMessageBytes = limits::maxLiveMessageBytes;
    /// While no large frame arrives.
    std::size_t readBufferBytes = limits::readBufferBytes;
    /// Above the message limit, or a large frame stalls the socket without an error.
    std::size_t largeReadBufferBytes = limits::liveReadBufferBytes;
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    /// Further trusted roots, for tests on loopback; the system's are always trusted.
    QList<QSslCertificate> extraRoots;

    /// For history and NIP-77, where a relay answers by frames of up to limits::maxArchiveMessageBytes.
    [[nodiscard]] static QWebSocketTransportOptions forHistory()
    {
        QWebSocketTransportOptions options;
        options.maxMessageBytes = limits::maxArchiveMessageBytes;
        options.largeReadBufferBytes = limits::maxArchiveMessageBytes + limits::readBufferBytes;
        return options;
    }
};

/// Transport on QWebSocket. A certificate that does not hold ends the connection (LinkError::Tls).
class QWebSocketTransport final : public Transport {
    Q_OBJECT

public:
    QWebSocketTransport(const Clock& clock, QWebSocketTransportOptions options, QObject* parent = nullptr);
    ~QWebSocketTransport() override;

    void open(const QUrl& url) override;
    void sendText(const QByteArray& utf8) override;
    void ping() override;
    void close() override;
    void abort() override;
    void pause() override;
    void resume() override;
    [[nodiscard]] QHostAddress peerAddress() const override { return m_socket.peerAddress(); }

private:
    void fitReadBuffer();
    void onText(const QString& text);
    void onError(QAbstractSocket::SocketError error);
    void onSslErrors(const QList<QSslError>& errors);
    void endLater();
    void judgeEnd();

    const Clock& m_clock;
    const QWebSocketTransportOptions m_options;
    QWebSocket m_socket;
    QPointer<QAbstractSocket> m_stream; ///< below m_socket; null when this Qt does not show it
    QStringEncoder m_encoder{QStringEncoder::Utf8, QStringEncoder::Flag::Stateless};
    std::vector<char> m_scratch;
    TransportEnd m_end;
    bool m_paused = false;
    bool m_opened = false;
    bool m_ended = false;
};

/// What QWebSocket 6.4 says when an upgrade is refused; it gives the HTTP status only inside its text.
[[nodiscard]] TransportEnd endOfHandshake(QAbstractSocket::SocketError error, const QString& text);

} // namespace nostrscope
