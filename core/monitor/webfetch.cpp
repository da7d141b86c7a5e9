// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/webfetch.h"

#include "core/base/coretext.h"
#include "core/nostr/plaintext.h"
#include "core/nostr/relayurl.h"

#include <QNetworkProxy>
#include <QSslConfiguration>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxTextLength = 200;
constexpr qsizetype maxLocation = 2048;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

QString shown(const QUrl& url)
{
    return plainText(url.toDisplayString(), maxTextLength);
}

} // namespace

WebFetch::WebFetch(QNetworkAccessManager& network, NameResolver& resolver, WebRequest request,
                   QObject* parent)
    : QObject(parent)
    , m_network(network)
    , m_resolver(resolver)
    , m_request(std::move(request))
    , m_url(m_request.url)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { end(CoreText::tr("The server did not answer in time.")); });
}

WebFetch::~WebFetch()
{
    dropReply();
}

void WebFetch::start()
{
    m_deadline.start(m_request.deadline);
    go();
}

void WebFetch::go()
{
    const bool isWeb = m_url.scheme() == "https"_L1 || m_url.scheme() == "http"_L1;
    const auto host = m_url.host(QUrl::FullyEncoded).toLatin1();
    const auto network = relayNetworkOf(host);
    if (!m_url.isValid() || !isWeb || host.isEmpty() || !m_url.userInfo().isEmpty()) {
        end(CoreText::tr("%1 is no address of a web page.").arg(shown(m_url)));
        return;
    }
    if (network && *network != RelayNetwork::Clearnet && *network != RelayNetwork::Local) {
        end(CoreText::tr("%1 can only be reached through a proxy, which is not done here.")
                .arg(shown(m_url)));
        return;
    }
    if (const QHostAddress literal(QString::fromLatin1(host)); !literal.isNull()) {
        ResolvedName name;
        name.code = ProbeCode::Ok;
        name.addresses = {literal};
        onResolved(name);
        return;
    }
    m_resolver.resolve(host, m_request.deadline, this,
                       [this](const ResolvedName& name) { onResolved(name); });
}

void WebFetch::onResolved(const ResolvedName& name)
{
    if (m_hasEnded)
        return;
    if (name.code != ProbeCode::Ok) {
        end(CoreText::tr("There is no address for %1.").arg(plainText(m_url.host(), maxTextLength)));
        return;
    }
    const bool mayBePrivate = m_request.allowPrivate && m_url.host() == m_request.url.host();
    QHostAddress chosen;
    for (const auto& address : name.addresses) {
        if (!mayBePrivate && isPrivateAddress(address))
            continue;
        if (chosen.isNull() || (!hasRoute(chosen) && hasRoute(address)))
            chosen = address;
    }
    if (chosen.isNull())
        end(CoreText::tr("%1 leads into a private network.").arg(plainText(m_url.host(), maxTextLength)));
    else
        get(chosen);
}

void WebFetch::get(const QHostAddress& address)
{
    auto url = m_url;
    url.setHost(address.toString());
    QNetworkRequest request(url);
    request.setRawHeader("Host", m_url.authority(QUrl::FullyEncoded).toLatin1());
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Connection", "close"); // the address is one of many names
    request.setRawHeader("User-Agent", m_request.userAgent);
    request.setPeerVerifyName(m_url.host());
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (!m_request.extraRoots.isEmpty()) {
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(m_request.extraRoots);
        request.setSslConfiguration(tls);
    }
    m_network.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(m_request.maxBytes + 1);
    connect(m_reply, &QNetworkReply::readyRead, this, &WebFetch::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &WebFetch::onFinished);
}

void WebFetch::onReadyRead()
{
    if (m_hasEnded || m_reply == nullptr)
        return;
    const auto status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (isRedirect(status)) {
        (void)m_reply->readAll(); // the page behind it is not for us
        return;
    }
    m_answer.body += m_reply->read(m_request.maxBytes + 1 - m_answer.body.size());
    if (m_answer.body.size() > m_request.maxBytes)
        end(CoreText::tr("It is longer than %1 bytes.").arg(m_request.maxBytes));
}

void WebFetch::onFinished()
{
    if (m_hasEnded || m_reply == nullptr)
        return;
    onReadyRead();
    if (m_hasEnded)
        return;
    m_answer.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.url = m_url;
    if (isRedirect(m_answer.httpStatus)) {
        redirect(m_reply->rawHeader("Location"));
        return;
    }
    m_answer.contentType = m_reply->rawHeader("Content-Type");
    if (m_answer.httpStatus == 0)
        end(CoreText::tr("The connection failed: %1").arg(plainText(m_reply->errorString(), maxTextLength)));
    else if (m_answer.httpStatus != 200)
        end(CoreText::tr("The server answered HTTP %1.").arg(m_answer.httpStatus));
    else if (m_reply->error() != QNetworkReply::NoError)
        end(CoreText::tr("The answer was cut: %1").arg(plainText(m_reply->errorString(), maxTextLength)));
    else
        end();
}

void WebFetch::redirect(const QByteArray& location)
{
    const auto next = QUrl::fromEncoded(location.left(maxLocation), QUrl::StrictMode);
    const auto url = m_url.resolved(next).adjusted(QUrl::RemoveFragment);
    if (!next.isValid() || location.isEmpty() || location.size() > maxLocation) {
        end(CoreText::tr("The server redirects to nowhere."));
    } else if (m_url.scheme() == "https"_L1 && url.scheme() != "https"_L1) {
        end(CoreText::tr("The server redirects to %1, which is not protected.").arg(shown(url)));
    } else if (++m_redirects > m_request.maxRedirects) {
        end(CoreText::tr("The server redirects too often, at last to %1.").arg(shown(url)));
    } else {
        dropReply();
        m_answer.body.clear();
        m_url = url;
        go();
    }
}

void WebFetch::dropReply()
{
    if (m_reply == nullptr)
        return;
    auto* reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void WebFetch::end(const QString& error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_deadline.stop();
    dropReply();
    m_answer.error = error;
    if (!error.isEmpty())
        m_answer.body.clear();
    emit finished();
}

} // namespace nostrscope
