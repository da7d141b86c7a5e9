// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/relay.h"

#include <QString>

#include <optional>

namespace nostrscope {

/// What live collection knows of one relay; counters of this run.
struct LinkStatistics {
    RelayId relay;
    LinkState state = LinkState::Idle;
    UnixMillis stateSince{};
    UnixMillis nextTryAt{}; ///< meaningful while Waiting or Failed
    LinkError lastError = LinkError::None;
    QString lastErrorDetail; ///< text of the relay or the system; untrusted
    int lastHttpStatus = 0; ///< of a refused upgrade
    std::optional<std::chrono::milliseconds> openTime; ///< of the last success
    UnixMillis lastEventAt{};
    UnixMillis lastEoseAt{}; ///< up to here nothing is missing, as far as the relay told; epoch = never
    bool caughtUp = false; ///< history of this connection is complete
    bool wantsAuth = false; ///< sent a challenge; it is recorded, not answered
    QString refusal; ///< why it answers no (further) filter; untrusted
    std::uint64_t attempts = 0;
    std::uint64_t opens = 0;
    std::uint64_t failures = 0; ///< attempts and connections that failed, own outages not counted
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t frames = 0; ///< messages of any verb
    std::uint64_t events = 0; ///< EVENT frames handed on
    std::uint64_t requests = 0; ///< REQ sent
    std::uint64_t closedReceived = 0;
    std::uint64_t notices = 0;
    std::uint64_t rateLimits = 0;
    std::uint64_t violations = 0;
    std::uint64_t holds = 0; ///< reading paused for want of room in the inbox
    std::uint64_t longHolds = 0; ///< … so long that subscriptions were closed
    std::uint64_t historyEvents = 0; ///< received by catch-up
    std::uint64_t historyGaps = 0; ///< seconds in which siblings may be missing

    friend bool operator==(const LinkStatistics&, const LinkStatistics&) = default;
};

} // namespace nostrscope
