// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/relayurl.h"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace nostrscope {

inline constexpr Kind relayDiscoveryKind = 30166;
inline constexpr Kind relayMonitorKind = 10166;

/// What another monitor says of a relay, kind 30166 (NIP-66), with the tags outside the NIP that are in
/// circulation. Each value is read for itself: one that is no value is as if it were not there. Texts are
/// untrusted and cut at maxMonitorText bytes.
struct RelayReport {
    std::optional<RelayUrl> url; ///< none: the relay is named by `key`
    std::optional<PubKey> key; ///< of a relay without a URL
    PubKey monitor;
    Timestamp createdAt = 0;
    std::optional<RelayNetwork> network;
    QByteArray type; ///< "PublicOutbox" …
    std::vector<int> nips; ///< in order, each once
    std::map<QByteArray, bool> requires_; ///< "auth", "payment", "pow", "writes", "ssl" → whether it is so
    std::vector<Kind> acceptedKinds;
    std::vector<Kind> refusedKinds;
    std::vector<QByteArray> topics;
    QByteArray geohash; ///< the longest
    std::vector<QByteArray> addresses; ///< as the monitor saw them
    QByteArray software;
    QByteArray version;
    QByteArray isp;
    QByteArray country; ///< two letters
    /// As that monitor measures: not comparable with another one or with us.
    std::optional<std::chrono::milliseconds> rttOpen;
    std::optional<std::chrono::milliseconds> rttRead;
    std::optional<std::chrono::milliseconds> rttWrite;
    std::optional<Timestamp> certificateUntil;
};
inline constexpr qsizetype maxMonitorText = 256;

/// None for another kind, and when no `d` tag names a relay.
[[nodiscard]] std::optional<RelayReport> readRelayReport(const Event& event);

/// How a monitor announces itself, kind 10166 (NIP-66).
struct MonitorAnnouncement {
    PubKey monitor;
    Timestamp createdAt = 0;
    std::optional<std::chrono::seconds> frequency; ///< 1 s … 90 days
    std::map<QByteArray, std::chrono::milliseconds> timeouts; ///< by check; "*" = all
    std::vector<QByteArray> checks;
    QByteArray geohash; ///< the longest

    /// How old a report may be while its relay counts as online: twice the frequency, a day when unknown.
    [[nodiscard]] std::chrono::seconds freshFor() const;
};
[[nodiscard]] std::optional<MonitorAnnouncement> readMonitorAnnouncement(const Event& event);

} // namespace nostrscope
