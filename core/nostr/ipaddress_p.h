// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/nostr: addresses of hosts in relay URLs.
#pragma once

#include <QByteArray>

#include <array>
#include <cstdint>
#include <optional>

namespace nostrscope::detail {

struct IpAddress {
    std::array<std::uint8_t, 16> bytes{}; ///< IPv4 in its mapped form ::ffff:a.b.c.d
    bool isV4 = false;

    /// In a block where no public relay can be: private, shared, local, documentation, translation,
    /// multicast.
    [[nodiscard]] bool isPrivate() const;
    /// As inet_ntop() writes it, without brackets.
    [[nodiscard]] QByteArray text() const;
};

/// Strict forms only: four decimal numbers without leading zeros, or RFC 4291 without a zone.
[[nodiscard]] std::optional<IpAddress> parseIp(const QByteArray& host);

} // namespace nostrscope::detail
