// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/wshandshake.h"

#include <QCryptographicHash>

#include <algorithm>

namespace nostrscope {

namespace {

/// tchar of RFC 9110: what a method or a field name consists of.
bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// Printable bytes, spaces, tabs and what is above ASCII (obs-text).
bool isFieldText(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool sameText(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// The lines of a head, without their ends. CRLF, and for tolerance a bare LF.
struct Head {
    std::vector<QByteArrayView> lines;
    qsizetype bytes = 0;
};

Expected<std::optional<Head>, HttpError> splitHead(QByteArrayView bytes)
{
    Head head;
    const auto window = bytes.first(std::min(bytes.size(), maxHttpHeadBytes));
    for (;;) {
        const auto end = window.indexOf('\n', head.bytes);
        if (end < 0)
            break;
        auto line = window.sliced(head.bytes, end - head.bytes);
        if (line.endsWith('\r'))
            line.chop(1);
        head.bytes = end + 1;
        if (line.isEmpty())
            return std::optional(std::move(head));
        head.lines.push_back(line);
    }
    if (bytes.size() >= maxHttpHeadBytes)
        return Unexpected(HttpError::TooLarge);
    return std::optional<Head>();
}

std::optional<HttpError> readFields(const Head& head, HttpHeaders& headers)
{
    for (std::size_t i = 1; i < head.lines.size(); ++i) {
        const auto line = head.lines[i];
        const auto colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.first(colon)) || !isFieldText(line.sliced(colon + 1)))
            return HttpError::BadHeader;
        headers.append(line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray());
    }
    return std::nullopt;
}

bool isHttp1(QByteArrayView version)
{
    return version == "HTTP/1.1" || version == "HTTP/1.0";
}

void appendField(QByteArray& out, QByteArrayView name, QByteArrayView value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

QByteArrayView HttpHeaders::value(QByteArrayView name) const noexcept
{
    for (const auto& field : m_fields) {
        if (sameText(field.first, name))
            return field.second;
    }
    return {};
}

bool HttpHeaders::hasToken(QByteArrayView name, QByteArrayView token) const noexcept
{
    for (const auto& field : m_fields) {
        if (!sameText(field.first, name))
            continue;
        QByteArrayView rest(field.second);
        while (!rest.isEmpty()) {
            const auto comma = rest.indexOf(',');
            const auto item = comma < 0 ? rest : rest.first(comma);
            if (sameText(item.trimmed(), token))
                return true;
            rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        }
    }
    return false;
}

Expected<std::optional<HttpRequestHead>, HttpError> parseHttpRequest(QByteArrayView bytes)
{
    const auto head = splitHead(bytes);
    if (!head)
        return Unexpected(head.error());
    if (!*head)
        return std::optional<HttpRequestHead>();
    if ((*head)->lines.empty())
        return Unexpected(HttpError::BadStartLine);
    const auto line = (*head)->lines.front();
    const auto first = line.indexOf(' ');
    const auto last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first + 1 || !isToken(line.first(first)))
        return Unexpected(HttpError::BadStartLine);
    const auto target = line.sliced(first + 1, last - first - 1);
    if (target.contains(' ') || !isFieldText(target) || target.contains('\t'))
        return Unexpected(HttpError::BadStartLine);
    if (!isHttp1(line.sliced(last + 1)))
        return Unexpected(HttpError::BadVersion);
    HttpRequestHead request{line.first(first).toByteArray(), target.toByteArray(), {}, (*head)->bytes};
    if (const auto error = readFields(**head, request.headers))
        return Unexpected(*error);
    return std::optional(std::move(request));
}

Expected<std::optional<HttpResponseHead>, HttpError> parseHttpResponse(QByteArrayView bytes)
{
    const auto head = splitHead(bytes);
    if (!head)
        return Unexpected(head.error());
    if (!*head)
        return std::optional<HttpResponseHead>();
    const auto line = (*head)->lines.empty() ? QByteArrayView() : (*head)->lines.front();
    // "HTTP/1.1 101" and, with or without a space, a reason
    if (line.size() < 12 || line[8] != ' ' || (line.size() > 12 && line[12] != ' '))
        return Unexpected(HttpError::BadStartLine);
    if (!isHttp1(line.first(8)))
        return Unexpected(HttpError::BadVersion);
    HttpResponseHead response;
    for (const char c : line.sliced(9, 3)) {
        if (c < '0' || c > '9')
            return Unexpected(HttpError::BadStartLine);
        response.status = response.status * 10 + (c - '0');
    }
    if (response.status < 100 || response.status > 599 || !isFieldText(line.sliced(12)))
        return Unexpected(HttpError::BadStartLine);
    response.reason = line.sliced(12).trimmed().toByteArray();
    response.headBytes = (*head)->bytes;
    if (const auto error = readFields(**head, response.headers))
        return Unexpected(*error);
    return std::optional(std::move(response));
}

QByteArray httpResponse(int status, QByteArrayView reason, const HttpHeaders& headers, QByteArrayView body)
{
    QByteArray out("HTTP/1.1 ");
    out.append(QByteArray::number(status)).append(' ').append(reason).append("\r\n");
    for (const auto& field : headers.fields())
        appendField(out, field.first, field.second);
    appendField(out, "Content-Length", QByteArray::number(body.size()));
    appendField(out, "Connection", "close");
    out.append("\r\n").append(body);
    return out;
}

QByteArray webSocketAccept(QByteArrayView key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(key);
    hash.addData(QByteArrayView("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
    return hash.result().toBase64();
}

Expected<QByteArray, UpgradeError> upgradeKey(const HttpRequestHead& request)
{
    if (!request.headers.hasToken("Upgrade", "websocket")
        || !request.headers.hasToken("Connection", "upgrade"))
        return Unexpected(UpgradeError::NotUpgrade);
    if (request.method != "GET")
        return Unexpected(UpgradeError::NotGet);
    if (request.headers.value("Sec-WebSocket-Version") != "13")
        return Unexpected(UpgradeError::BadVersion);
    auto key = request.headers.value("Sec-WebSocket-Key").toByteArray();
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() != 16)
        return Unexpected(UpgradeError::BadKey);
    return key;
}

QByteArray upgradeResponse(QByteArrayView key, const HttpHeaders& extra)
{
    QByteArray out("HTTP/1.1 101 Switching Protocols\r\n");
    appendField(out, "Upgrade", "websocket");
    appendField(out, "Connection", "Upgrade");
    appendField(out, "Sec-WebSocket-Accept", webSocketAccept(key));
    for (const auto& field : extra.fields())
        appendField(out, field.first, field.second);
    out.append("\r\n");
    return out;
}

QByteArray upgradeRequest(QByteArrayView host, QByteArrayView target, QByteArrayView key,
                          const HttpHeaders& extra)
{
    QByteArray out("GET ");
    out.append(target).append(" HTTP/1.1\r\n");
    appendField(out, "Host", host);
    appendField(out, "Upgrade", "websocket");
    appendField(out, "Connection", "Upgrade");
    appendField(out, "Sec-WebSocket-Version", "13");
    appendField(out, "Sec-WebSocket-Key", key);
    for (const auto& field : extra.fields())
        appendField(out, field.first, field.second);
    out.append("\r\n");
    return out;
}

std::optional<UpgradeError> checkUpgradeResponse(const HttpResponseHead& response, QByteArrayView key)
{
    const auto& headers = response.headers;
    if (response.status != 101)
        return UpgradeError::Refused;
    if (!headers.hasToken("Upgrade", "websocket") || !headers.hasToken("Connection", "upgrade"))
        return UpgradeError::NotUpgrade;
    if (headers.value("Sec-WebSocket-Accept") != webSocketAccept(key))
        return UpgradeError::BadAccept;
    if (!headers.value("Sec-WebSocket-Extensions").isEmpty()
        || !headers.value("Sec-WebSocket-Protocol").isEmpty())
        return UpgradeError::UnaskedExtension;
    return std::nullopt;
}

} // namespace nostrscope
