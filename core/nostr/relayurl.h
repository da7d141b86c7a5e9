// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <cstdint>
#include <optional>

namespace nostrscope {

enum class RelayNetwork : std::uint8_t { Clearnet, Tor, I2p, Loki, Local };
[[nodiscard]] const char* toString(RelayNetwork network) noexcept;

/// The network of a host (no port, no brackets); none when the text is no host we could name. Private and
/// reserved addresses and names that never leave a local network are Local.
[[nodiscard]] std::optional<RelayNetwork> relayNetworkOf(QByteArrayView host);

/// Why a text is not a relay URL that we may use.
enum class RelayUrlError : std::uint8_t {
    Empty,
    TooLong,
    ControlCharacter,
    BadScheme,
    NoHost,
    BadHost,
    BadPort,
    PrivateAddress,
};
[[nodiscard]] const char* toString(RelayUrlError error) noexcept;

/// How a relay URL came to us decides what it may be (MON-11).
struct RelayUrlRules {
    bool keepWs = false; ///< given by hand or in a list: a clearnet ws:// stays ws://; else it becomes wss://
    bool allowPrivate = false; ///< private and reserved addresses, localhost
    bool allowBareHost = false; ///< "relay.example.com" gets wss:// (CSV columns, Add dialog)

    [[nodiscard]] static constexpr RelayUrlRules discovered() { return {}; }
    [[nodiscard]] static constexpr RelayUrlRules list() { return {.keepWs = true}; }
    [[nodiscard]] static constexpr RelayUrlRules byHand() { return {true, true, true}; }
};

/// A relay URL in canonical form: two texts for one relay give one value (MON-11).
class RelayUrl {
public:
    [[nodiscard]] static Expected<RelayUrl, RelayUrlError> parse(QStringView text, RelayUrlRules rules);

    [[nodiscard]] const QByteArray& text() const noexcept { return m_text; } ///< ASCII, no trailing slash
    [[nodiscard]] RelayNetwork network() const noexcept { return m_network; }
    [[nodiscard]] const QByteArray& host() const noexcept
    {
        return m_host;
    } ///< lowercase, IPv6 without brackets
    [[nodiscard]] bool isSecure() const noexcept { return m_text.startsWith("wss:"); }
    [[nodiscard]] std::uint16_t port() const noexcept
    {
        return m_port;
    } ///< the default of the scheme if none was given

    friend bool operator==(const RelayUrl& a, const RelayUrl& b) { return a.m_text == b.m_text; }

private:
    RelayUrl() = default;
    QByteArray m_text;
    QByteArray m_host;
    std::uint16_t m_port = 0;
    RelayNetwork m_network = RelayNetwork::Clearnet;
};

} // namespace nostrscope
