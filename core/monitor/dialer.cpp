// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/dialer.h"

#include "core/monitor/certificatefacts.h"
#include "core/monitor/nameresolver.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace nostrscope {

Dialer::Dialer(const ProbeSettings& settings, const ProbeClock& clock, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
{
    m_closeLimit.setSingleShot(true);
    connect(&m_closeLimit, &QTimer::timeout, this, &Dialer::onClosed);
}

Dialer::~Dialer()
{
    abort();
}

void Dialer::open(const DialTarget& target)
{
    m_target = target;
    if (target.isSecure) {
        auto tls = std::make_unique<QSslSocket>();
        auto configuration = tls->sslConfiguration();
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        if (!m_settings.extraRoots.isEmpty())
            configuration.addCaCertificates(m_settings.extraRoots);
        tls->setSslConfiguration(configuration);
        tls->setPeerVerifyName(QString::fromLatin1(target.host));
        connect(tls.get(), &QSslSocket::sslErrors, this, &Dialer::onSslErrors);
        connect(tls.get(), &QSslSocket::encrypted, this, &Dialer::onEncrypted);
        m_socket = std::move(tls);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
    }
    m_socket->setProxy(target.proxy);
    m_socket->setReadBufferSize(probeReadBufferBytes);
    connect(m_socket.get(), &QAbstractSocket::connected, this, &Dialer::onTcpConnected);
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &Dialer::onError);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &Dialer::onClosed);
    connect(m_socket.get(), &QIODevice::readyRead, this, [this] {
        if (m_phase == ProbePhase::Upgrade)
            emit received();
    });
    m_stepAt = m_clock.monotonic();
    // An address is taken as it is; a name goes to the proxy, never to a name server of ours.
    const auto name = target.address.isNull() ? QString::fromLatin1(target.host) : target.address.toString();
    Q_ASSERT(!target.address.isNull() || target.proxy.type() == QNetworkProxy::Socks5Proxy);
    m_socket->connectToHost(name, target.port);
}

void Dialer::onTcpConnected()
{
    const auto now = m_clock.monotonic();
    m_times.set(ProbePhase::Tcp, now - m_stepAt);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (auto* const tls = qobject_cast<QSslSocket*>(m_socket.get())) {
        m_phase = ProbePhase::Tls;
        m_stepAt = m_clock.monotonic();
        tls->startClientEncryption();
        return;
    }
    m_phase = ProbePhase::Upgrade;
    emit connected();
}

/// The handshake goes on, for the facts; whether the connection is used is decided at its end.
void Dialer::onSslErrors(const QList<QSslError>& errors)
{
    auto* const tls = qobject_cast<QSslSocket*>(m_socket.get());
    m_sslErrors = errors;
    m_tlsCode = tlsCodeOf(errors);
    m_certificate = certificateFacts(*tls, errors);
    tls->ignoreSslErrors();
}

void Dialer::onEncrypted()
{
    m_times.set(ProbePhase::Tls, m_clock.monotonic() - m_stepAt);
    m_certificate = certificateFacts(*qobject_cast<QSslSocket*>(m_socket.get()), m_sslErrors);
    if (m_tlsCode != ProbeCode::Ok && m_settings.tlsIsDown) {
        fail(m_tlsCode, m_certificate ? m_certificate->verificationError : QString());
        return;
    }
    m_phase = ProbePhase::Upgrade;
    emit connected();
}

void Dialer::onError(QAbstractSocket::SocketError error)
{
    if (m_ended)
        return;
    if (m_phase == ProbePhase::Upgrade) {
        onClosed();
        return;
    }
    const auto failure = failureOf(error);
    fail(failure.code, failure.detail);
}

DialFailure Dialer::failureOf(QAbstractSocket::SocketError error) const
{
    const auto detail = m_socket->errorString();
    const auto isDirect = m_target.proxy.type() == QNetworkProxy::NoProxy;
    switch (error) {
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return {ProbeCode::ProxyFailed, m_phase, detail};
    default:
        break;
    }
    if (m_phase == ProbePhase::Tls)
        return {ProbeCode::TlsProtocol, m_phase, detail};
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return {ProbeCode::TcpRefused, m_phase, detail};
    case QAbstractSocket::SocketTimeoutError:
        return {ProbeCode::TcpTimeout, m_phase, detail};
    case QAbstractSocket::NetworkError:
        // No way from here says nothing of the relay; a router's "no such host" does.
        return {isDirect && !hasRoute(m_target.address) ? ProbeCode::LocalNetwork : ProbeCode::TcpUnreachable,
                m_phase, detail};
    case QAbstractSocket::SocketResourceError: // out of descriptors or ports
        return {ProbeCode::LocalNetwork, m_phase, detail};
    default:
        return {ProbeCode::TcpUnreachable, m_phase, detail};
    }
}

void Dialer::fail(ProbeCode code, const QString& detail)
{
    if (std::exchange(m_ended, true))
        return;
    const DialFailure failure{code, m_phase, detail.left(maxEvidenceBytes)};
    // Not inside a signal of the socket, which it may not survive.
    QMetaObject::invokeMethod(
        this,
        [this, failure] {
            if (m_silent)
                return;
            m_socket->disconnect(this);
            m_socket->abort();
            emit failed(failure);
        },
        Qt::QueuedConnection);
}

void Dialer::send(const QByteArray& bytes)
{
    if (!m_ended && m_phase == ProbePhase::Upgrade)
        m_socket->write(bytes);
}

QByteArray Dialer::take()
{
    return m_socket ? m_socket->readAll() : QByteArray();
}

void Dialer::close(std::chrono::milliseconds limit)
{
    if (m_ended)
        return;
    m_closeLimit.start(limit);
    m_socket->disconnectFromHost();
}

void Dialer::onClosed()
{
    if (m_phase != ProbePhase::Upgrade || std::exchange(m_ended, true))
        return;
    m_closeLimit.stop();
    const auto detail = m_socket->errorString();
    QMetaObject::invokeMethod(
        this,
        [this, detail] {
            if (m_silent)
                return;
            m_socket->disconnect(this);
            if (m_socket->bytesAvailable() > 0)
                emit received(); // what came before the end
            if (m_silent)
                return;
            m_socket->abort();
            emit closed(detail);
        },
        Qt::QueuedConnection);
}

void Dialer::abort()
{
    m_ended = true;
    m_silent = true;
    m_closeLimit.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

} // namespace nostrscope
