// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/probeclock.h"
#include "core/monitor/probesettings.h"
#include "core/records/probe.h"

#include <QObject>
#include <QSslError>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace nostrscope {

/// Where a connection goes.
struct DialTarget {
    QByteArray host; ///< as in the URL: for SNI, the certificate and the proxy
    QHostAddress address; ///< null when the proxy resolves
    std::uint16_t port = 0;
    bool isSecure = false;
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
};

struct DialFailure {
    ProbeCode code = ProbeCode::TcpUnreachable;
    ProbePhase phase = ProbePhase::Tcp;
    QString detail; ///< of the system, untrusted
};

/// One connection over TCP and, for wss, TLS, with the time of each step. The certificate is recorded whether
/// or not it is good; with `tlsIsDown` nothing is sent on a connection that is not verified. Waits for ever:
/// whoever dials keeps the time. Lives in one thread.
class Dialer : public QObject {
    Q_OBJECT

public:
    Dialer(const ProbeSettings& settings, const ProbeClock& clock, QObject* parent = nullptr);
    ~Dialer() override;

    void open(const DialTarget& target);
    void send(const QByteArray& bytes);
    /// What has come since the last call.
    [[nodiscard]] QByteArray take();
    /// Sends what is left, then ends; closed() follows, by `limit` at the latest.
    void close(std::chrono::milliseconds limit);
    /// Ends at once; no signal follows.
    void abort();

    /// The step that is under way: Tcp, Tls, or Upgrade when both are done.
    [[nodiscard]] ProbePhase phase() const noexcept { return m_phase; }
    /// Of the steps that are done.
    [[nodiscard]] const ProbeTimes& times() const noexcept { return m_times; }
    [[nodiscard]] const std::optional<CertificateFacts>& certificate() const noexcept
    {
        return m_certificate;
    }
    /// Ok, or why the certificate is not believed.
    [[nodiscard]] ProbeCode tlsCode() const noexcept { return m_tlsCode; }

signals:
    void connected();
    /// Instead of connected().
    void failed(const nostrscope::DialFailure& failure);
    void received();
    /// After connected(): the other end is gone, or close() is done.
    void closed(const QString& detail);

private:
    void onTcpConnected();
    void onSslErrors(const QList<QSslError>& errors);
    void onEncrypted();
    void onError(QAbstractSocket::SocketError error);
    void onClosed();
    void fail(ProbeCode code, const QString& detail);
    [[nodiscard]] DialFailure failureOf(QAbstractSocket::SocketError error) const;

    const ProbeSettings& m_settings;
    const ProbeClock& m_clock;
    DialTarget m_target;
    std::unique_ptr<QTcpSocket> m_socket;
    ProbePhase m_phase = ProbePhase::Tcp;
    ProbeTimes m_times;
    std::chrono::microseconds m_stepAt{0};
    QList<QSslError> m_sslErrors;
    std::optional<CertificateFacts> m_certificate;
    ProbeCode m_tlsCode = ProbeCode::Ok;
    QTimer m_closeLimit;
    bool m_ended = false;
    bool m_silent = false; ///< aborted: says no more
};

} // namespace nostrscope
