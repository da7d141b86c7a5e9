// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/nameresolver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace nostrscope {

struct WebRequest {
    QUrl url; ///< http:// or https://
    qint64 maxBytes = 1024 * 1024; ///< of the body
    std::chrono::milliseconds deadline{30'000}; ///< of all of it
    int maxRedirects = 5; ///< 0: a redirect is a failure
    /// The host may be, or lead to, a private address. What another host redirects to never may.
    bool allowPrivate = false;
    QByteArray userAgent = {};
    QList<QSslCertificate> extraRoots = {}; ///< trusted beside the roots of the system
};

struct WebAnswer {
    QString error; ///< a sentence; empty: the body is whole
    int httpStatus = 0;
    QUrl url; ///< after redirects
    QByteArray contentType;
    QByteArray body;
};

/// One GET of a document that the user asked for. Connects to the very address that was judged, so that the
/// name cannot lead elsewhere meanwhile; never from https to http; no cookies, no compressed bodies, no
/// proxy. Lives in one thread.
class WebFetch : public QObject {
    Q_OBJECT

public:
    WebFetch(QNetworkAccessManager& network, NameResolver& resolver, WebRequest request,
             QObject* parent = nullptr);
    ~WebFetch() override;

    void start();
    [[nodiscard]] const WebAnswer& answer() const { return m_answer; }

signals:
    /// Once; not to be deleted in a slot that is called directly.
    void finished();

private:
    void go();
    void onResolved(const ResolvedName& name);
    void get(const QHostAddress& address);
    void onReadyRead();
    void onFinished();
    void redirect(const QByteArray& location);
    void end(const QString& error = {});
    void dropReply();

    QNetworkAccessManager& m_network;
    NameResolver& m_resolver;
    const WebRequest m_request;
    QUrl m_url;
    WebAnswer m_answer;
    QNetworkReply* m_reply = nullptr;
    QTimer m_deadline;
    int m_redirects = 0;
    bool m_hasEnded = false;
};

} // namespace nostrscope
