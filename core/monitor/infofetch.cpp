// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/infofetch.h"

#include "core/base/limits.h"
#include "core/nostr/nip11.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxConditionLength = 256;

/// What a server gave us once goes back to it as it is, but never as another line of the request.
void appendField(QByteArray& request, QByteArrayView name, const QByteArray& value)
{
    const bool isPlain = std::all_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
    });
    if (!value.isEmpty() && value.size() <= maxConditionLength && isPlain)
        request.append(name).append(": ").append(value).append("\r\n");
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

InfoFetch::InfoFetch(const ProbeTools& tools, const RelayUrl& url, const DialTarget& target,
                     InfoConditions conditions, QObject* parent)
    : QObject(parent)
    , m_tools(tools)
    , m_limits(tools.settings.limitsFor(url.network()))
    , m_target(target)
    , m_conditions(std::move(conditions))
    , m_url(QUrl::fromEncoded("http" + url.text().sliced(2))) // ws → http, wss → https
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { end(InfoCode::Timeout); });
}

void InfoFetch::start()
{
    m_result.at = m_tools.clock.now();
    m_deadline.start(m_limits.info);
    dial();
}

void InfoFetch::cancel()
{
    m_ended = true;
    m_deadline.stop();
    if (m_dialer)
        m_dialer->abort();
}

void InfoFetch::dial()
{
    m_target.isSecure = m_url.scheme() == "https"_L1;
    m_target.port = static_cast<std::uint16_t>(m_url.port(m_target.isSecure ? 443 : 80));
    m_answer = std::make_unique<HttpAnswer>(limits::maxRelayInformationBytes);
    m_dialer = std::make_unique<Dialer>(m_tools.settings, m_tools.clock);
    connect(m_dialer.get(), &Dialer::connected, this, &InfoFetch::onConnected);
    connect(m_dialer.get(), &Dialer::received, this, &InfoFetch::onReceived);
    connect(m_dialer.get(), &Dialer::closed, this, &InfoFetch::onClosed);
    connect(m_dialer.get(), &Dialer::failed, this,
            [this](const DialFailure& failure) { end(InfoCode::Network, failure.detail); });
    m_dialer->open(m_target);
}

void InfoFetch::onConnected()
{
    auto path = m_url.path(QUrl::FullyEncoded);
    if (path.isEmpty())
        path = u"/"_s;
    if (m_url.hasQuery())
        path += u'?' + m_url.query(QUrl::FullyEncoded);
    QByteArray request = "GET " + path.toLatin1()
        + " HTTP/1.1\r\nHost: " + m_url.authority(QUrl::FullyEncoded).toLatin1()
        + "\r\nAccept: application/nostr+json\r\nAccept-Encoding: identity\r\nConnection: close\r\n";
    appendField(request, "User-Agent", m_tools.settings.userAgent);
    appendField(request, "If-None-Match", m_conditions.etag);
    appendField(request, "If-Modified-Since", m_conditions.lastModified);
    m_sentAt = m_tools.clock.monotonic();
    m_dialer->send(request + "\r\n");
}

void InfoFetch::onReceived()
{
    if (!m_ended)
        judge(m_answer->feed(m_dialer->take()));
}

void InfoFetch::onClosed()
{
    if (!m_ended)
        judge(m_answer->end());
}

void InfoFetch::judge(HttpAnswer::State state)
{
    m_result.httpStatus = m_answer->status();
    switch (state) {
    case HttpAnswer::State::More:
        // Neither the page behind a redirect nor that of an error is waited for.
        if (m_result.httpStatus != 0 && (m_result.httpStatus < 200 || m_result.httpStatus > 299))
            takeAnswer();
        return;
    case HttpAnswer::State::Done:
        takeAnswer();
        return;
    case HttpAnswer::State::TooLarge:
        end(InfoCode::TooLarge, u"more than 1 MiB"_s);
        return;
    case HttpAnswer::State::Malformed:
        end(InfoCode::Network, u"the answer is not HTTP, or was cut"_s);
        return;
    }
    Q_UNREACHABLE();
}

void InfoFetch::takeAnswer()
{
    const auto status = m_result.httpStatus;
    m_result.serverHeader = m_answer->header("Server", maxServerHeaderBytes);
    if (asksForPatience(status))
        m_result.retryAfter = parseRetryAfter(m_answer->header("Retry-After"), m_tools.clock.now());
    const bool isConditional = !m_conditions.etag.isEmpty() || !m_conditions.lastModified.isEmpty();
    if (isRedirect(status))
        redirect();
    else if (status == 304 && isConditional)
        end(InfoCode::NotModified);
    else if (status < 200 || status > 299)
        end(InfoCode::HttpStatus, u"HTTP status %1"_s.arg(status));
    else
        takeDocument();
}

void InfoFetch::takeDocument()
{
    const auto encoding = m_answer->header("Content-Encoding").toLower();
    if (!encoding.isEmpty() && encoding != "identity") {
        end(InfoCode::NotJson,
            u"encoded as “%1”, which was not asked for"_s.arg(QString::fromUtf8(encoding)));
        return;
    }
    const auto took = m_tools.clock.monotonic() - m_sentAt;
    m_result.body = m_answer->body();
    m_result.etag = m_answer->header("ETag", maxConditionLength);
    m_result.lastModified = m_answer->header("Last-Modified", maxConditionLength);
    if (parseRelayInformation(m_result.body)) {
        m_result.took = took;
        end(InfoCode::Ok);
    } else {
        end(InfoCode::NotJson, u"the body is no JSON object"_s);
    }
}

void InfoFetch::redirect()
{
    const auto location = QUrl::fromEncoded(m_answer->header("Location", 2048), QUrl::StrictMode);
    const auto next = m_url.resolved(location);
    const bool isHttp =
        next.scheme() == "https"_L1 || (next.scheme() == "http"_L1 && m_url.scheme() != "https"_L1);
    const auto text = next.toDisplayString();
    if (!location.isValid() || !isHttp || next.host() != m_url.host() || !next.userInfo().isEmpty()) {
        end(InfoCode::Redirect, u"to another place: %1"_s.arg(text));
    } else if (++m_redirects > maxRedirects) {
        end(InfoCode::Redirect, u"more than %1, the last to %2"_s.arg(QString::number(maxRedirects), text));
    } else {
        m_dialer->disconnect(this);
        m_url = next.adjusted(QUrl::RemoveFragment);
        // Not inside the signal of the old connection.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_ended)
                    dial();
            },
            Qt::QueuedConnection);
    }
}

void InfoFetch::end(InfoCode code, const QString& detail)
{
    if (std::exchange(m_ended, true))
        return;
    m_deadline.stop();
    m_dialer->disconnect(this); // it ends with us: here its socket may be in the middle of a signal
    m_result.code = code;
    m_result.detail = detail.left(maxEvidenceBytes);
    emit finished();
}

} // namespace nostrscope
