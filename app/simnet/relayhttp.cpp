// SPDX-License-Identifier: GPL-3.0-or-later
// What a SimRelay answers to HTTP: upgrades, NIP-11, and the faults that show there.
#include "app/simnet/simrelay.h"
#include "core/nostr/json.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace nostrscope {

HttpHeaders SimRelay::dateHeader() const
{
    HttpHeaders headers;
    const auto time = QDateTime::fromSecsSinceEpoch(now(), QTimeZone::utc());
    headers.append("Date", QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1());
    return headers;
}

std::optional<QByteArray> SimRelay::plainAnswer(const HttpRequestHead& request) const
{
    auto headers = dateHeader();
    if (has(Fault::Http403) || has(Fault::Http429) || has(Fault::Http503)) {
        headers.append("Content-Type", "text/html");
        if (has(Fault::Http429)) {
            headers.append("Retry-After", "120");
            return httpResponse(429, "Too Many Requests", headers, "<html>Slow down</html>");
        }
        return has(Fault::Http403) ? httpResponse(403, "Forbidden", headers, "<html>Access denied</html>")
                                   : httpResponse(503, "Service Unavailable", headers, "<html>Busy</html>");
    }
    const auto path = QByteArrayView(request.target);
    const auto query = path.indexOf('?');
    if ((query < 0 ? path : path.first(query)) != "/")
        return httpResponse(404, "Not Found", headers, "the relay is at /\n");
    const auto key = upgradeKey(request);
    if (key)
        return std::nullopt;
    switch (key.error()) {
    case UpgradeError::BadVersion:
        headers.append("Sec-WebSocket-Version", "13");
        return httpResponse(426, "Upgrade Required", headers, {});
    case UpgradeError::NotUpgrade:
        return pageAnswer(request);
    case UpgradeError::NotGet:
    case UpgradeError::BadKey:
    case UpgradeError::Refused:
    case UpgradeError::BadAccept:
    case UpgradeError::UnaskedExtension:
        break;
    }
    return httpResponse(400, "Bad Request", headers, {});
}

QByteArray SimRelay::pageAnswer(const HttpRequestHead& request) const
{
    auto headers = dateHeader();
    headers.append("Access-Control-Allow-Origin", "*");
    headers.append("Access-Control-Allow-Headers", "*");
    headers.append("Access-Control-Allow-Methods", "GET, OPTIONS");
    if (request.method == "OPTIONS")
        return httpResponse(204, "No Content", headers, {});
    if (request.method != "GET")
        return httpResponse(405, "Method Not Allowed", headers, {});
    if (!has(Fault::NotNostr) && request.headers.hasToken("Accept", "application/nostr+json")) {
        headers.append("Content-Type", "application/nostr+json");
        return httpResponse(200, "OK", headers, informationDocument());
    }
    headers.append("Content-Type", "text/plain");
    return httpResponse(200, "OK", headers, has(Fault::NotNostr) ? "push service\n" : "a Nostr relay\n");
}

QByteArray SimRelay::informationDocument() const
{
    QByteArray out("{\"name\":");
    appendJsonString(m_options.name, out);
    out.append(",\"description\":\"simulated, on this machine only\",\"supported_nips\":[1,9,11,40,42,45,62");
    out.append(m_options.nip77 ? ",77]," : "],");
    out.append("\"software\":\"nostrscope-simnet\",\"version\":\"" NOSTRSCOPE_VERSION "\",\"limitation\":{");
    out.append("\"max_message_length\":1048576,\"max_subscriptions\":200,\"max_subid_length\":64,");
    if (has(Fault::Cap))
        out.append("\"max_limit\":500,"); // a claim: in truth it gives 50
    out.append("\"auth_required\":").append(needsAuth() ? "true" : "false");
    out.append(",\"payment_required\":false,\"restricted_writes\":");
    out.append(has(Fault::Restricted) ? "true" : "false").append("}}");
    return out;
}

} // namespace nostrscope
