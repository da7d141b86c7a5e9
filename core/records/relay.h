// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <compare>
#include <cstdint>

namespace nostrscope {

/// The store's dense number of a relay; zero means "no relay" (an imported file).
class RelayId {
public:
    constexpr RelayId() noexcept = default;
    explicit constexpr RelayId(std::uint32_t number) noexcept
        : m_number(number)
    {
    }
    [[nodiscard]] constexpr std::uint32_t number() const noexcept { return m_number; }
    explicit constexpr operator bool() const noexcept { return m_number != 0; }
    friend constexpr auto operator<=>(const RelayId&, const RelayId&) noexcept = default;
    friend size_t qHash(const RelayId& id, size_t seed = 0) noexcept { return ::qHash(id.m_number, seed); }

private:
    std::uint32_t m_number = 0;
};

/// Where a relay of our list came from (COL-1, DIS-1).
enum class RelaySource : std::uint8_t { BuiltIn, Imported, Manual, Discovered };
/// "builtin", "imported", "manual", "discovered": in files, exports and between processes; never translated.
[[nodiscard]] QString toString(RelaySource source);

/// A relay of the list that we keep, as the store holds it.
struct RelayEntry {
    RelayId id;
    QByteArray url; ///< canonical (nostr/relayurl.h)
    QString name; ///< given by a list; may be empty
    QString purpose; ///< of the built-in list: "general", "search" …; may be empty
    RelaySource source = RelaySource::Manual;
    bool paused = false; ///< by the user
    bool starred = false; ///< "watched ★" by the user: checked every few minutes, collected from or not
    UnixMillis addedAt{};
    UnixMillis
        lastEoseAt{}; ///< last contact that answered with EOSE; epoch when never (catch-up starts here)

    friend bool operator==(const RelayEntry&, const RelayEntry&) = default;
};

/// What a live connection is doing. Health as judged by probes comes with the monitor.
enum class LinkState : std::uint8_t {
    Idle, ///< known, not to be connected now
    Waiting, ///< in back-off until `nextTryAt`
    Connecting,
    Connected, ///< open, no answer to our subscription yet
    Live, ///< EOSE or EVENT of our own subscription
    Refused, ///< open, but the relay refused every filter (CLOSED) or wants AUTH
    Failed, ///< the last attempt failed
    Paused, ///< by the user
};

/// Why a connection ended or failed; the connection log keeps it (COL-12).
enum class LinkError : std::uint8_t {
    None,
    Dns,
    ConnectionRefused,
    Timeout,
    Tls,
    HttpStatus, ///< the upgrade was refused; detail = status
    NotWebSocket,
    RemoteClosed,
    TooLarge, ///< a frame above the limit
    ProtocolViolation,
    NeedsProxy, ///< .onion, .i2p, .loki without a SOCKS proxy
    OwnOutage,
    Other,
};

} // namespace nostrscope
