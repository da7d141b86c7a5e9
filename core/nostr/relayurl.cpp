// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/relayurl.h"

#include "core/base/limits.h"
#include "core/nostr/ipaddress_p.h"

#include <QList>
#include <QUrl>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace nostrscope {

using detail::parseIp;

namespace {

constexpr qsizetype maxHostLength = 253;
constexpr qsizetype maxLabelLength = 63;

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isAlphanumeric(char c)
{
    return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
}
int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isLabel(QByteArrayView label)
{
    return !label.isEmpty() && label.size() <= maxLabelLength && label.front() != '-' && label.back() != '-'
        && std::all_of(label.begin(), label.end(),
                       [](char c) { return isLower(c) || isDigit(c) || c == '-' || c == '_'; });
}

/// Resolvers read a name whose last label is a number ("0x7f" too) as an IPv4 address of the old forms,
/// which may hide a private one.
bool isNumber(QByteArrayView label)
{
    const bool isHex = label.startsWith("0x");
    const auto digits = isHex ? label.sliced(2) : label;
    return std::all_of(digits.begin(), digits.end(),
                       [isHex](char c) { return isHex ? hexValue(c) >= 0 : isDigit(c); });
}

/// A name of at least two labels. RFC 2181 §11 leaves the alphabet open; underscores are in use.
bool isHostname(const QByteArray& host)
{
    const auto labels = host.split('.');
    return labels.size() >= 2 && host.size() <= maxHostLength
        && std::all_of(labels.begin(), labels.end(), isLabel) && !isNumber(labels.back());
}

bool isBase32(QByteArrayView text, qsizetype length)
{
    return text.size() == length
        && std::all_of(text.begin(), text.end(), [](char c) { return isLower(c) || (c >= '2' && c <= '7'); });
}

bool isOnion(const QByteArray& host, const QByteArray& name)
{
    const auto dot = name.lastIndexOf('.');
    const auto key = name.mid(dot + 1);
    return (isBase32(key, 56) || isBase32(key, 16)) && (dot < 0 || isHostname(host));
}

bool isI2p(const QByteArray& host, const QByteArray& name)
{
    if (name.endsWith(".b32"))
        return isBase32(name.chopped(4), 52);
    return isHostname(host);
}

bool isLocalName(const QByteArray& host)
{
    if (host == "localhost")
        return true;
    static constexpr std::array endings{".localhost", ".localdomain", ".local", ".internal"};
    return isHostname(host) && std::any_of(endings.begin(), endings.end(), [&host](const char* end) {
               return host.endsWith(end);
           });
}

std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded.append(text[i]);
            continue;
        }
        if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0)
            return std::nullopt;
        decoded.append(static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2])));
        i += 2;
    }
    return decoded;
}

/// The path without empty and dot segments. A path that is not made of plain segments is what stuck to a
/// URL in a text (another URL, an encoded line break): it is dropped, the relay is kept.
QByteArray canonicalPath(const QString& path)
{
    QByteArray joined;
    QList<QByteArray> kept;
    const auto segments = path.toUtf8().split('/');
    for (const auto& segment : segments) {
        if (segment == "..") {
            if (!kept.isEmpty())
                kept.removeLast();
        } else if (segment != ".") {
            kept.append(segment);
        }
    }
    for (const auto& segment : std::as_const(kept)) {
        if (segment.isEmpty())
            continue;
        const auto decoded = percentDecoded(segment);
        if (!decoded)
            return {};
        const auto partsOfSegment = decoded->split('/');
        for (const auto& part : partsOfSegment) {
            const bool isPlain = !part.isEmpty() && isAlphanumeric(part.front())
                && isAlphanumeric(part.back()) && std::all_of(part.begin(), part.end(), [](char c) {
                       return isAlphanumeric(c) || std::strchr("-._~:", c) != nullptr;
                   });
            if (!isPlain)
                return {};
        }
        joined += '/';
        for (qsizetype i = 0; i < segment.size(); ++i) { // %2f and %2F are one
            const bool isHex = (i > 0 && segment[i - 1] == '%') || (i > 1 && segment[i - 2] == '%');
            joined += isHex && segment[i] >= 'a' ? static_cast<char>(segment[i] - 0x20) : segment[i];
        }
    }
    return joined;
}

/// The host in ASCII, lowercase, percent-decoded, no trailing dots, no brackets; empty when it cannot be one.
QByteArray asciiHost(QStringView host)
{
    if (host.startsWith(u'[')) {
        if (!host.endsWith(u']'))
            return {};
        const auto inner = host.sliced(1, host.size() - 2).toUtf8();
        return inner.contains(':') && !inner.contains('%') && parseIp(inner) ? inner : QByteArray();
    }
    QStringList labels;
    const auto parts = host.split(u'.');
    for (const auto label : parts) {
        const bool isAscii =
            std::all_of(label.begin(), label.end(), [](QChar c) { return c.unicode() < 0x80; });
        // Label by label: toAce() refuses underscores, which are in use, in names that need no conversion.
        const auto ace = isAscii ? label.toLatin1() : QUrl::toAce(label.toString());
        if (ace.isEmpty() && !label.isEmpty())
            return {};
        labels.append(QString::fromLatin1(ace));
    }
    const auto decoded = percentDecoded(labels.join(u'.').toLatin1());
    if (!decoded)
        return {};
    auto ascii = decoded->toLower();
    while (ascii.endsWith('.'))
        ascii.chop(1);
    return ascii.contains(':') ? QByteArray() : ascii;
}

/// 1 … 65535 as one to five digits; none when malformed.
std::optional<std::uint16_t> parsePort(QStringView text)
{
    if (text.isEmpty() || text.size() > 5
        || !std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    const auto port = text.toUInt();
    return port >= 1 && port <= 65535 ? std::optional(static_cast<std::uint16_t>(port)) : std::nullopt;
}

struct Split {
    bool isSecure = true;
    QStringView authority;
    QStringView path;
};

Expected<Split, RelayUrlError> split(QStringView text, RelayUrlRules rules)
{
    Split parts;
    auto rest = text;
    const auto isScheme = [&text](QStringView scheme) {
        return text.startsWith(scheme, Qt::CaseInsensitive);
    };
    if (isScheme(u"wss:") || isScheme(u"ws:")) {
        parts.isSecure = isScheme(u"wss:");
        rest = rest.sliced(parts.isSecure ? 4 : 3);
        if (!rest.startsWith(u"//"))
            return Unexpected(RelayUrlError::NoHost);
        rest = rest.sliced(2);
    } else {
        const auto end =
            std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'/' || c == u'?'; });
        const auto host = text.first(end - text.begin());
        if (!rules.allowBareHost || text.contains(u"://") || host.isEmpty() || host.contains(u'@'))
            return Unexpected(RelayUrlError::BadScheme);
    }
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
    const auto authorityEnd = std::find_if(rest.begin(), rest.end(), isEnd);
    parts.authority = rest.first(authorityEnd - rest.begin());
    rest = rest.sliced(parts.authority.size());
    const auto pathEnd =
        std::find_if(rest.begin(), rest.end(), [](QChar c) { return c == u'?' || c == u'#'; });
    parts.path = rest.first(pathEnd - rest.begin());
    return parts;
}

} // namespace

const char* toString(RelayNetwork network) noexcept
{
    switch (network) {
    case RelayNetwork::Clearnet:
        return "clearnet";
    case RelayNetwork::Tor:
        return "tor";
    case RelayNetwork::I2p:
        return "i2p";
    case RelayNetwork::Loki:
        return "loki";
    case RelayNetwork::Local:
        return "local";
    }
    Q_UNREACHABLE();
}

const char* toString(RelayUrlError error) noexcept
{
    switch (error) {
    case RelayUrlError::Empty:
        return "empty";
    case RelayUrlError::TooLong:
        return "too_long";
    case RelayUrlError::ControlCharacter:
        return "control_character";
    case RelayUrlError::BadScheme:
        return "bad_scheme";
    case RelayUrlError::NoHost:
        return "no_host";
    case RelayUrlError::BadHost:
        return "bad_host";
    case RelayUrlError::BadPort:
        return "bad_port";
    case RelayUrlError::PrivateAddress:
        return "private_address";
    }
    Q_UNREACHABLE();
}

std::optional<RelayNetwork> relayNetworkOf(QByteArrayView hostText)
{
    const auto host = hostText.toByteArray().toLower();
    if (host.endsWith(".onion"))
        return isOnion(host, host.chopped(6)) ? std::optional(RelayNetwork::Tor) : std::nullopt;
    if (host.endsWith(".i2p"))
        return isI2p(host, host.chopped(4)) ? std::optional(RelayNetwork::I2p) : std::nullopt;
    if (host.endsWith(".loki"))
        return isBase32(host.chopped(5), 52) ? std::optional(RelayNetwork::Loki) : std::nullopt;
    if (isLocalName(host))
        return RelayNetwork::Local;
    if (const auto ip = parseIp(host))
        return ip->isPrivate() ? RelayNetwork::Local : RelayNetwork::Clearnet;
    return isHostname(host) ? std::optional(RelayNetwork::Clearnet) : std::nullopt;
}

Expected<RelayUrl, RelayUrlError> RelayUrl::parse(QStringView text, RelayUrlRules rules)
{
    text = text.trimmed();
    if (text.isEmpty())
        return Unexpected(RelayUrlError::Empty);
    if (text.size() > qsizetype(limits::maxRelayUrlLength))
        return Unexpected(RelayUrlError::TooLong);
    if (std::any_of(text.begin(), text.end(),
                    [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; }))
        return Unexpected(RelayUrlError::ControlCharacter);
    const auto parts = split(text, rules);
    if (!parts)
        return Unexpected(parts.error());

    auto authority = parts->authority;
    if (const auto at = authority.lastIndexOf(u'@'); at >= 0) {
        if (authority.first(at).contains(u'@'))
            return Unexpected(RelayUrlError::BadHost);
        authority = authority.sliced(at + 1); // credentials are not part of a relay's name
    }
    std::optional<std::uint16_t> port;
    if (const auto colon = authority.lastIndexOf(u':'); colon > authority.lastIndexOf(u']')) {
        port = parsePort(authority.sliced(colon + 1));
        if (!port)
            return Unexpected(RelayUrlError::BadPort);
        authority = authority.first(colon);
    }
    if (authority.isEmpty())
        return Unexpected(RelayUrlError::NoHost);

    RelayUrl url;
    url.m_host = asciiHost(authority);
    const auto network = relayNetworkOf(url.m_host);
    if (!network)
        return Unexpected(RelayUrlError::BadHost);
    if (*network == RelayNetwork::Local && !rules.allowPrivate)
        return Unexpected(RelayUrlError::PrivateAddress);
    url.m_network = *network;
    if (const auto ip = parseIp(url.m_host))
        url.m_host = ip->text();

    // Overlay networks encrypt by themselves and their names get no certificates.
    const bool isOverlay = *network != RelayNetwork::Clearnet && *network != RelayNetwork::Local;
    const bool mayBePlain = rules.keepWs || *network == RelayNetwork::Local;
    const bool isSecure = !isOverlay && (parts->isSecure || !mayBePlain);
    const std::uint16_t defaultPort = isSecure ? 443 : 80;
    url.m_port = port.value_or(defaultPort);
    url.m_text = isSecure ? "wss://" : "ws://";
    url.m_text += url.m_host.contains(':') ? '[' + url.m_host + ']' : url.m_host;
    if (url.m_port != defaultPort)
        url.m_text += ':' + QByteArray::number(url.m_port);
    url.m_text += canonicalPath(parts->path.toString());
    if (url.m_text.size() > qsizetype(limits::maxRelayUrlLength))
        return Unexpected(RelayUrlError::TooLong);
    return url;
}

} // namespace nostrscope
