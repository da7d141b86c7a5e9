// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace nostrscope {

/// The HTTP/1.1 around a WebSocket, both ends, without sockets: heads of requests and answers, the upgrade
/// of RFC 6455 §4, and the plain GET of NIP-11.

/// A head above this is refused (requirements.md, SEC).
inline constexpr qsizetype maxHttpHeadBytes = 16 * 1024;

enum class HttpError : std::uint8_t {
    TooLarge, ///< no end of the head within maxHttpHeadBytes
    BadStartLine,
    BadVersion, ///< not HTTP/1.0 or HTTP/1.1
    BadHeader, ///< no colon, a name with other than token characters, a folded line, a control character
};

/// Header fields in the order they came; names are compared without regard to case.
class HttpHeaders {
public:
    void append(QByteArray name, QByteArray value)
    {
        m_fields.emplace_back(std::move(name), std::move(value));
    }
    /// The first of that name, without white space around it; null when there is none.
    [[nodiscard]] QByteArrayView value(QByteArrayView name) const noexcept;
    /// True when `token` stands in the comma-separated lists of that name; case does not matter.
    [[nodiscard]] bool hasToken(QByteArrayView name, QByteArrayView token) const noexcept;
    [[nodiscard]] const std::vector<std::pair<QByteArray, QByteArray>>& fields() const noexcept
    {
        return m_fields;
    }

private:
    std::vector<std::pair<QByteArray, QByteArray>> m_fields;
};

struct HttpRequestHead {
    QByteArray method;
    QByteArray target;
    HttpHeaders headers;
    qsizetype headBytes = 0; ///< with the empty line; what follows is body or frames
};

struct HttpResponseHead {
    int status = 0; ///< 100 … 599
    QByteArray reason;
    HttpHeaders headers;
    qsizetype headBytes = 0;
};

/// A whole head at the start of `bytes`; an empty optional = more bytes needed.
[[nodiscard]] Expected<std::optional<HttpRequestHead>, HttpError> parseHttpRequest(QByteArrayView bytes);
[[nodiscard]] Expected<std::optional<HttpResponseHead>, HttpError> parseHttpResponse(QByteArrayView bytes);

/// Appends status line, the given fields, Content-Length, Connection: close, and the body.
[[nodiscard]] QByteArray httpResponse(int status, QByteArrayView reason, const HttpHeaders& headers,
                                      QByteArrayView body);

enum class UpgradeError : std::uint8_t {
    NotGet,
    NotUpgrade, ///< no Upgrade: websocket or no Connection: upgrade; a plain request
    BadVersion, ///< Sec-WebSocket-Version is not 13 (answer 426)
    BadKey, ///< Sec-WebSocket-Key is not 16 bytes in base64
    Refused, ///< answer other than 101
    BadAccept, ///< Sec-WebSocket-Accept does not answer our key
    UnaskedExtension, ///< the answer names an extension or protocol that we did not offer
};

/// Sec-WebSocket-Accept for a key (§4.2.2).
[[nodiscard]] QByteArray webSocketAccept(QByteArrayView key);

/// The Sec-WebSocket-Key of a request that asks for an upgrade.
[[nodiscard]] Expected<QByteArray, UpgradeError> upgradeKey(const HttpRequestHead& request);
[[nodiscard]] QByteArray upgradeResponse(QByteArrayView key, const HttpHeaders& extra = {});

/// `host` as in a URL (with a port unless it is the default one), `target` begins with a slash, `key` is 16
/// random bytes in base64.
[[nodiscard]] QByteArray upgradeRequest(QByteArrayView host, QByteArrayView target, QByteArrayView key,
                                        const HttpHeaders& extra = {});
/// None when the answer opens the WebSocket. We never offer extensions or subprotocols.
[[nodiscard]] std::optional<UpgradeError> checkUpgradeResponse(const HttpResponseHead& response,
                                                               QByteArrayView key);

} // namespace nostrscope
