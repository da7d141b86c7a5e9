// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/relayurl.h"

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QString>

#include <chrono>
#include <cstdint>

namespace nostrscope {

/// How long a probe waits in each part of its way. One table for the whole product (monitors.md §5.1).
struct ProbeLimits {
    std::chrono::milliseconds dns{5'000};
    std::chrono::milliseconds connect{10'000}; ///< TCP, TLS and the answer to the upgrade together
    std::chrono::milliseconds read{10'000};
    std::chrono::milliseconds write{10'000};
    std::chrono::milliseconds info{10'000}; ///< the whole document, redirects included
    std::chrono::milliseconds close{1'000}; ///< for a polite end, after everything was measured

    friend bool operator==(const ProbeLimits&, const ProbeLimits&) = default;
};

/// A SOCKS5 proxy that resolves names itself; port 0 = none.
struct ProbeProxy {
    QString host;
    std::uint16_t port = 0;

    friend bool operator==(const ProbeProxy&, const ProbeProxy&) = default;
};

enum class FamilyChoice : std::uint8_t {
    IPv6First, ///< IPv6 decides when it gets to an open WebSocket, else IPv4
    IPv4First,
};

/// Everything that can be set about probes. Defaults are the product's.
struct ProbeSettings {
    ProbeLimits limits; ///< of clearnet and local relays
    int overlayFactor = 3; ///< Tor, I2P and Lokinet get so many times as long
    ProbeProxy tor;
    ProbeProxy i2p;
    ProbeProxy loki;
    QByteArray userAgent = "Nostrscope/" NOSTRSCOPE_VERSION " (relay monitor)";
    FamilyChoice family = FamilyChoice::IPv6First;
    bool tlsIsDown = true; ///< false: an unverified connection is used and its certificate only reported
    QList<QSslCertificate> extraRoots; ///< trusted beside the roots of the system

    [[nodiscard]] ProbeLimits limitsFor(RelayNetwork network) const;
    /// None for clearnet and local relays, whatever proxy the system has: we measure the direct way.
    /// For Tor, I2P and Lokinet without a proxy the type is DefaultProxy: such a relay is not to be tried.
    [[nodiscard]] QNetworkProxy proxyFor(RelayNetwork network) const;
};

[[nodiscard]] constexpr bool isOverlay(RelayNetwork network) noexcept
{
    return network == RelayNetwork::Tor || network == RelayNetwork::I2p || network == RelayNetwork::Loki;
}

/// A frame of a relay that answers our small questions (monitors.md §5.10) …
inline constexpr std::size_t maxProbeMessageBytes = 1024 * 1024;
/// … and everything that it may send us during one probe.
inline constexpr qint64 maxProbeBytes = 4 * 1024 * 1024;
/// … and while it answers the questions about its claims: two lists of notes, and what is under way.
inline constexpr qint64 maxObserveBytes = 3 * maxProbeBytes;
/// What a socket reads ahead; the decoder takes a frame in parts, so a small one never stalls.
inline constexpr qint64 probeReadBufferBytes = 64 * 1024;
/// Of the Server header.
inline constexpr qsizetype maxServerHeaderBytes = 200;

} // namespace nostrscope
