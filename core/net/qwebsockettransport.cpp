// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/qwebsockettransport.h"

#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QTimer>
#include <QWebSocketProtocol>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

LinkError linkErrorOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return LinkError::Dns;
    case QAbstractSocket::ConnectionRefusedError:
        return LinkError::ConnectionRefused;
    case QAbstractSocket::RemoteHostClosedError:
        return LinkError::RemoteClosed;
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return LinkError::Timeout;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return LinkError::Tls;
    default:
        return LinkError::Other;
    }
}

/// Our own refusal of what the peer sent, by the close code that QWebSocket chose for it.
LinkError linkErrorOf(QWebSocketProtocol::CloseCode code)
{
    switch (code) {
    case QWebSocketProtocol::CloseCodeTooMuchData:
        return LinkError::TooLarge;
    case QWebSocketProtocol::CloseCodeProtocolError:
    case QWebSocketProtocol::CloseCodeWrongDatatype:
        return LinkError::ProtocolViolation;
    default:
        return LinkError::RemoteClosed;
    }
}

} // namespace

TransportEnd endOfHandshake(QAbstractSocket::SocketError error, const QString& text)
{
    static const QRegularExpression status(u"http status code: (\\d{3})"_s);
    const auto match = status.match(text);
    if (match.hasMatch())
        return {LinkError::HttpStatus, text, match.captured(1).toInt()};
    // a 400 without a version header gets no number from QWebSocket 6.4
    if (text.contains("Unknown error condition"_L1))
        return {LinkError::HttpStatus, text, 400};
    if (text.contains("statusline"_L1) || text.contains("Accept-Key"_L1) || text.contains("Malformed"_L1)
        || text.contains("Invalid"_L1))
        return {LinkError::NotWebSocket, text, 0};
    return {linkErrorOf(error), text, 0};
}

QWebSocketTransport::QWebSocketTransport(const Clock& clock, QWebSocketTransportOptions options,
                                         QObject* parent)
    : Transport(parent)
    , m_clock(clock)
    , m_options(std::move(options))
{
    Q_ASSERT(m_options.largeReadBufferBytes > m_options.maxMessageBytes);
    m_socket.setProxy(m_options.proxy);
    m_socket.setMaxAllowedIncomingFrameSize(m_options.maxMessageBytes);
    m_socket.setMaxAllowedIncomingMessageSize(m_options.maxMessageBytes);
    if (!m_options.extraRoots.isEmpty()) {
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.addCaCertificates(m_options.extraRoots);
        m_socket.setSslConfiguration(configuration);
    }
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_opened = true;
        // Many small messages, each after an answer: held back for the peer's delayed ACK, 40 ms each.
        if (m_stream)
            m_stream->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        emit opened();
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &QWebSocketTransport::onText);
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray& data) { emit binaryReceived(data.size()); });
    connect(&m_socket, &QWebSocket::pong, this, &Transport::ponged);
    connect(&m_socket, &QWebSocket::disconnected, this, &QWebSocketTransport::endLater);
    // `errorOccurred` exists from Qt 6.5 on
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            &QWebSocketTransport::onError);
    connect(&m_socket, &QWebSocket::sslErrors, this, &QWebSocketTransport::onSslErrors);
}

QWebSocketTransport::~QWebSocketTransport()
{
    m_socket.disconnect(this);
}

void QWebSocketTransport::open(const QUrl& url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      u"Nostrscope/"_s + QLatin1StringView(NOSTRSCOPE_VERSION));
    m_socket.open(request);
    m_stream = m_socket.findChild<QAbstractSocket*>(QString(), Qt::FindDirectChildrenOnly);
    if (m_stream) // connected after QWebSocket, so called when that has taken what it could
        connect(m_stream, &QIODevice::readyRead, this, &QWebSocketTransport::fitReadBuffer);
    resume(); // the socket exists only now; its buffer would be unbounded otherwise
}

void QWebSocketTransport::sendText(const QByteArray& utf8)
{
    if (!m_ended)
        m_socket.sendTextMessage(QString::fromUtf8(utf8));
}

void QWebSocketTransport::ping()
{
    if (!m_ended)
        m_socket.ping();
}

void QWebSocketTransport::close()
{
    if (m_opened && !m_ended)
        m_socket.close();
    else
        abort();
}

void QWebSocketTransport::abort()
{
    endLater();
}

void QWebSocketTransport::pause()
{
    m_paused = true;
    if (!m_ended)
        m_socket.setReadBufferSize(1);
}

void QWebSocketTransport::resume()
{
    m_paused = false;
    fitReadBuffer();
}

/// A large buffer only while the small one is full of a frame that is not whole yet.
void QWebSocketTransport::fitReadBuffer()
{
    if (m_ended || m_paused)
        return;
    const bool isLarge = !m_stream || m_stream->bytesAvailable() >= qint64(m_options.readBufferBytes);
    const auto wanted = qint64(isLarge ? m_options.largeReadBufferBytes : m_options.readBufferBytes);
    if (m_socket.readBufferSize() != wanted)
        m_socket.setReadBufferSize(wanted);
}

void QWebSocketTransport::onText(const QString& text)
{
    if (m_ended)
        return;
    // exact size: QString::toUtf8() keeps room for three bytes a character, which waits in queues with it
    const auto needed = static_cast<std::size_t>(m_encoder.requiredSpace(text.size()));
    if (m_scratch.size() < needed)
        m_scratch.resize(needed);
    const char* end = m_encoder.appendToBuffer(m_scratch.data(), text);
    const QByteArray utf8(m_scratch.data(), end - m_scratch.data());
    if (m_scratch.size() > 256 * 1024)
        m_scratch = {};
    emit textReceived(utf8, m_clock.now());
}

void QWebSocketTransport::onError(QAbstractSocket::SocketError error)
{
    // after an open, the end of the peer is judged by its close code
    if (m_end.error == LinkError::None && (!m_opened || error != QAbstractSocket::RemoteHostClosedError))
        m_end = m_opened ? TransportEnd{linkErrorOf(error), m_socket.errorString(), 0}
                         : endOfHandshake(error, m_socket.errorString());
    // an error may come before, after or without disconnected(): together they are one transition
    if (!m_opened)
        endLater();
    else
        QTimer::singleShot(0, this, [this] {
            if (m_socket.state() == QAbstractSocket::UnconnectedState)
                endLater();
        });
}

void QWebSocketTransport::onSslErrors(const QList<QSslError>& errors)
{
    QStringList texts;
    for (const auto& error : errors.first(std::min<qsizetype>(errors.size(), 3)))
        texts << error.errorString();
    m_end = {LinkError::Tls, texts.join(u"; "_s), 0};
}

/// Ends in the next turn of the event loop, when everything that belongs to the end has been said.
void QWebSocketTransport::endLater()
{
    if (std::exchange(m_ended, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_socket.disconnect(this);
        if (m_end.error == LinkError::None)
            judgeEnd();
        m_socket.abort();
        emit closed(m_end);
    });
}

void QWebSocketTransport::judgeEnd()
{
    const auto code = m_socket.closeCode();
    m_end.error = m_opened ? linkErrorOf(code) : LinkError::NotWebSocket;
    m_end.detail = m_socket.closeReason();
    if (m_end.detail.isEmpty())
        m_end.detail = m_opened ? u"closed by the relay (code %1)"_s.arg(static_cast<int>(code))
                                : u"the connection ended during the handshake"_s;
}

} // namespace nostrscope
