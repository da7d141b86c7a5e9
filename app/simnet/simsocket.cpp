// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simsocket.h"

#include <QSslSocket>

namespace nostrscope {

namespace {

using namespace std::chrono_literals;

constexpr WsDecoder::Limits clientLimits{1024 * 1024, 1024 * 1024};
constexpr auto requestDeadline = 10s;
constexpr auto closeDeadline = 10s;
/// A client that does not read its answers is not read either.
constexpr qint64 pauseReadingBytes = 8 * 1024 * 1024;

} // namespace

SimSocket::SimSocket(std::unique_ptr<QTcpSocket> socket, QObject* parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_decoder(WsRole::Server, clientLimits)
{
    m_clock.start();
    m_socket->setReadBufferSize(static_cast<qint64>(clientLimits.maxFrameBytes) + 64 * 1024);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QIODevice::readyRead, this, &SimSocket::readInput);
    if (auto* const tls = qobject_cast<QSslSocket*>(m_socket.get()))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &SimSocket::onWritten);
    else
        connect(m_socket.get(), &QIODevice::bytesWritten, this, &SimSocket::onWritten);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &SimSocket::onDisconnected);
    m_delayTimer.setSingleShot(true);
    connect(&m_delayTimer, &QTimer::timeout, this, &SimSocket::sendDelayed);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &SimSocket::abort);
    m_deadline.start(requestDeadline);
}

SimSocket::~SimSocket()
{
    m_socket->disconnect(this);
}

void SimSocket::readInput()
{
    if (m_phase == Phase::Closed || queuedBytes() > pauseReadingBytes)
        return; // onWritten() comes back
    if (m_phase == Phase::Http)
        readHttp();
    else if (m_phase == Phase::Open || m_phase == Phase::Closing)
        readFrames();
    else
        (void)m_socket->readAll();
}

void SimSocket::readHttp()
{
    m_head.append(m_socket->readAll());
    const auto parsed = parseHttpRequest(m_head);
    if (!parsed) {
        answer(httpResponse(400, "Bad Request", {}, {}));
        return;
    }
    if (!*parsed)
        return;
    m_head.remove(0, (*parsed)->headBytes);
    m_phase = Phase::Answered;
    m_deadline.stop();
    emit requested(**parsed);
}

void SimSocket::readFrames()
{
    m_decoder.feed(m_socket->readAll());
    while (auto message = m_decoder.next()) {
        handle(*message);
        if (m_phase != Phase::Open && m_phase != Phase::Closing)
            return;
    }
    if (m_decoder.error() != WsError::None && m_phase == Phase::Open)
        startClose(closeCodeFor(m_decoder.error()), "bad frame");
}

void SimSocket::handle(const WsMessage& message)
{
    switch (message.opcode) {
    case WsOpcode::Text:
        if (m_phase == Phase::Open)
            emit textReceived(message.payload);
        return;
    case WsOpcode::Ping:
        if (m_phase == Phase::Open)
            sendFrame(WsOpcode::Pong, message.payload);
        return;
    case WsOpcode::Close:
        if (m_phase == Phase::Open)
            startClose(1000, {});
        finishAfterWriting();
        return;
    case WsOpcode::Binary:
    case WsOpcode::Pong:
    case WsOpcode::Continuation:
        return;
    }
    Q_UNREACHABLE();
}

void SimSocket::answer(const QByteArray& http)
{
    m_phase = Phase::Answered;
    write(http);
    finishAfterWriting();
}

void SimSocket::acceptUpgrade(const QByteArray& http)
{
    write(http);
    m_phase = Phase::Open;
    m_decoder.feed(m_head);
    m_head.clear();
    // What came behind the request is read once the caller is done.
    QMetaObject::invokeMethod(this, &SimSocket::readInput, Qt::QueuedConnection);
}

void SimSocket::sendFrame(WsOpcode opcode, QByteArrayView payload)
{
    if (!isOpen() || m_mute)
        return;
    QByteArray frame;
    frame.reserve(payload.size() + 10);
    appendWsFrame(frame, opcode, payload);
    write(std::move(frame));
}

void SimSocket::sendEvent(QByteArrayView prefix, QByteArrayView json, const SimEventPtr& event)
{
    if (!isOpen() || m_mute)
        return;
    const auto size = prefix.size() + json.size() + 1;
    QByteArray frame;
    frame.reserve(size + 10);
    appendWsFrameHead(frame, WsOpcode::Text, static_cast<std::size_t>(size));
    frame.append(prefix).append(json).append(']');
    write(std::move(frame), event);
}

void SimSocket::sendCut(QByteArrayView text)
{
    if (!isOpen())
        return;
    QByteArray frame;
    appendWsFrame(frame, WsOpcode::Text, text);
    frame.truncate(frame.size() / 2);
    write(std::move(frame));
    m_phase = Phase::Answered;
    finishAfterWriting();
}

void SimSocket::startClose(std::uint16_t code, QByteArrayView reason)
{
    if (!isOpen()) {
        if (m_phase == Phase::Http)
            abort();
        return;
    }
    sendFrame(WsOpcode::Close, wsClosePayload(code, reason));
    m_phase = Phase::Closing;
    m_deadline.start(closeDeadline);
}

void SimSocket::abort()
{
    m_delayTimer.stop();
    m_delayed.clear();
    m_delayedBytes = 0;
    m_socket->abort();
    onDisconnected(); // a TLS socket in its handshake does not say so
}

qint64 SimSocket::queuedBytes() const
{
    const auto* const tls = qobject_cast<const QSslSocket*>(m_socket.get());
    return m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0) + m_delayedBytes;
}

void SimSocket::onWritten()
{
    // Encrypted bytes do not map to plain ones: all of them must be gone.
    const auto* const tls = qobject_cast<const QSslSocket*>(m_socket.get());
    if (!tls || tls->encryptedBytesToWrite() == 0)
        m_flushed = m_accepted - m_socket->bytesToWrite();
    while (!m_inFlight.empty() && m_inFlight.front().end <= m_flushed) {
        const auto event = std::move(m_inFlight.front().event);
        m_inFlight.pop_front();
        emit delivered(event);
    }
    const auto queued = queuedBytes();
    if (queued <= pauseReadingBytes && m_socket->bytesAvailable() > 0)
        readInput();
    if (isOpen() && queued < answerQueueBytes)
        emit roomFreed();
}

void SimSocket::onDisconnected()
{
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Closed;
    m_deadline.stop();
    m_inFlight.clear();
    emit closed();
}

void SimSocket::write(QByteArray bytes, const SimEventPtr& event)
{
    if (m_delay.count() == 0) {
        writeNow(bytes, event);
        return;
    }
    m_delayedBytes += bytes.size();
    m_delayed.push_back({m_clock.elapsed() + m_delay.count(), std::move(bytes), event});
    if (!m_delayTimer.isActive())
        m_delayTimer.start(m_delay);
}

void SimSocket::writeNow(const QByteArray& bytes, const SimEventPtr& event)
{
    m_socket->write(bytes);
    m_accepted += bytes.size();
    if (event)
        m_inFlight.push_back({m_accepted, event});
}

void SimSocket::sendDelayed()
{
    while (!m_delayed.empty() && m_delayed.front().due <= m_clock.elapsed()) {
        const auto next = std::move(m_delayed.front());
        m_delayed.pop_front();
        m_delayedBytes -= next.bytes.size();
        writeNow(next.bytes, next.event);
    }
    if (!m_delayed.empty())
        m_delayTimer.start(std::chrono::milliseconds(m_delayed.front().due - m_clock.elapsed()));
    else if (m_finishing)
        m_socket->disconnectFromHost();
}

/// The socket ends when its last byte has left; a client that reads nothing is cut off.
void SimSocket::finishAfterWriting()
{
    m_finishing = true;
    m_deadline.start(closeDeadline);
    if (m_delayed.empty())
        m_socket->disconnectFromHost();
}

} // namespace nostrscope
