// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/nip90.h"

#include <QJsonObject>

#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace nostrscope {

/// What one machine did. Numbers of events unless said otherwise.
struct DvmMachineTruth {
    std::uint64_t announcements = 0;
    std::uint64_t results = 0; ///< all that it published
    std::uint64_t matchedResults = 0; ///< to a published request of another key, of the right kind
    std::array<std::uint64_t, 6> feedback{}; ///< by JobStatus
    std::unordered_set<PubKey> customers; ///< other keys that got a matched result
    std::int64_t askedMillisats = 0; ///< sum of the amounts that can be read
    std::int64_t paidMillisats = 0; ///< sum of the zaps to its answers
    /// Matched results by seconds since the request; below zero when the machine's clock is behind.
    std::map<std::int64_t, std::uint64_t> resultSeconds;
};

struct DvmKindTruth {
    std::uint64_t requests = 0;
    std::uint64_t results = 0; ///< of the kind of the results, whatever they answer
    std::uint64_t answered = 0; ///< requests with at least one result of the right kind
};

/// What DvmTraffic published so far, counted from what it meant and not by reading events. A request that is
/// published after its answers makes these matched from then on.
struct DvmTruth {
    std::uint64_t events = 0;
    std::uint64_t requests = 0;
    std::uint64_t results = 0;
    std::array<std::uint64_t, 6> feedback{}; ///< by JobStatus
    std::uint64_t announcements = 0; ///< with newer versions of the same
    std::uint64_t profiles = 0;
    std::uint64_t zaps = 0;
    std::uint64_t cancelled = 0; ///< requests with a deletion of their author

    std::uint64_t answered = 0; ///< requests with at least one result of the right kind
    std::uint64_t encrypted = 0; ///< requests
    std::uint64_t chained = 0; ///< requests with an input of type job
    std::uint64_t selfDealt = 0; ///< requests of a machine that answers itself
    std::uint64_t unmatchedResults = 0; ///< name no published request, or none at all
    std::uint64_t unmatchedFeedback = 0;
    std::uint64_t mismatchedResults = 0; ///< name a published request, but are of another kind
    std::uint64_t malformedAmounts = 0; ///< answers
    std::uint64_t futureDated = 0; ///< requests

    std::map<Kind, DvmKindTruth> kinds; ///< by kind of the request
    std::unordered_map<PubKey, DvmMachineTruth> machines; ///< that published anything
    std::unordered_set<PubKey> customers; ///< authors of requests

    [[nodiscard]] std::uint64_t feedbackCount() const;
    /// With the machines by their key.
    [[nodiscard]] QJsonObject toJson() const;
};

} // namespace nostrscope
