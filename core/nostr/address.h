// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <optional>

namespace nostrscope {

/// What an `a` tag names: all versions of a replaceable or addressable event (NIP-01).
struct Address {
    Kind kind = 0;
    PubKey author;
    QByteArray identifier; ///< of the `d` tag; empty for plain replaceable kinds

    /// `kind:pubkey:d`, split at the first two colons only: the identifier may hold more. None when kind or
    /// pubkey is malformed, or the kind is not one that has versions.
    [[nodiscard]] static std::optional<Address> parse(QByteArrayView text);
    /// The address of an event; none when its kind has no versions.
    [[nodiscard]] static std::optional<Address> of(const Event& event);

    [[nodiscard]] QByteArray text() const { return address(kind, author, identifier); }

    friend bool operator==(const Address&, const Address&) = default;
};

/// A number of decimal digits only, 0 … 2^63 − 1, as tags carry times, amounts and kinds.
[[nodiscard]] std::optional<std::int64_t> parseDigits(QByteArrayView text) noexcept;
/// Digits of a kind, 0 … 65535.
[[nodiscard]] std::optional<Kind> parseKind(QByteArrayView text) noexcept;

} // namespace nostrscope
