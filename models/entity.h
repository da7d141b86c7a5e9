// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace nostrscope {

/// Something of Nostr that a user pastes to go there.
struct Entity {
    enum class Type : std::uint8_t {
        Relay, ///< key: canonical url
        Author, ///< key: hex of the public key
        Event, ///< key: hex of the id
        Address, ///< key: kind:pubkey:identifier
        EventKind, ///< key: the number
        Hashtag, ///< key: without #
        Hex, ///< 64 digits: an id or a public key, one cannot tell; key: the digits
        Secret, ///< somebody's secret key; no key, it is not kept
    };
    Type type = Type::Relay;
    QString key;

    friend bool operator==(const Entity&, const Entity&) = default;
};

/// Reads ws:// and wss:// URLs, NIP-19 texts and `nostr:` URIs of them, 64 hex digits, "#tag", and
/// "kind 1", "kind:1" or a bare number up to 65535. None for other text and for anything beyond 5,000
/// characters.
[[nodiscard]] std::optional<Entity> parseEntity(QStringView text);

} // namespace nostrscope
