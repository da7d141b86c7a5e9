// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/backoff.h"
#include "core/collect/ownoutage.h"
#include "core/collect/subscriptionplan.h"
#include "core/net/relayconnection.h"

#include <QString>

#include <vector>

namespace nostrscope {

struct SocksProxy {
    QString host;
    std::uint16_t port = 0; ///< 0 = none: relays of that network are not reachable

    friend bool operator==(const SocksProxy&, const SocksProxy&) = default;
};

/// Everything that can be set about live collection. Defaults are the product's.
struct CollectorConfig {
    std::vector<Kind> kinds; ///< asked live and in catch-up; empty = every kind
    CatchUpRules catchUp;
    bool wantCatchUp = true;
    std::uint32_t pageLimit = 500; ///< 10-5000; what most relays give at most
    int maxConnections = 250; ///< 1-1000
    int handshakesAtOnce = 20; ///< 1-100
    int relaysPerThread = 500; ///< 1-1000
    BackoffRules backoff;
    OwnOutageRules ownOutage;
    ConnectionTimes times; ///< `handshake` is a ceiling beside that of the network
    std::chrono::milliseconds answerWithin{10'000}; ///< a first REQ without any answer is sent once more
    std::chrono::milliseconds eoseWithin{15'000}; ///< afterwards a live subscription counts as live
    std::chrono::milliseconds pageIdle{20'000}; ///< silence that ends a page of history
    std::chrono::milliseconds tick{100};
    std::chrono::milliseconds reportEvery{250};
    std::chrono::milliseconds probeEvery{5'000}; ///< during an outage of our own: is the line back?
    SocksProxy tor;
    SocksProxy i2p;
    SocksProxy loki;
    std::uint64_t seed = 0; ///< of jitter; give a random one

    /// The default kinds (COL-3): the general ones, DVM feedback and every registered DVM request and result.
    [[nodiscard]] static CollectorConfig defaults();
    /// Empty, or an English sentence that names the first setting out of range.
    [[nodiscard]] QString problem() const;
};

} // namespace nostrscope
