// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/latencyrollup.h"
#include "core/monitor/uptime.h"

namespace nostrscope {

/// What a score is made of (STA-10). A term without data is none.
struct ScoreInput {
    Uptime uptime; ///< of seven days
    std::uint64_t reads = 0; ///< checks that opened, and …
    std::uint64_t readsOk = 0; ///< … of these, those that were read to the end
    std::optional<double> latency; ///< median open time of seven days, in microseconds
    bool hasFreshInfo = false; ///< a valid NIP-11 document, not older than two days
};

/// 0 … 100 = 40 uptime + 30 reads + 20 place by latency + 10 information document; each term is shown.
struct HealthScore {
    double uptime = 0; ///< 0 … 40
    double reads = 0; ///< 0 … 30
    double latency = 0; ///< 0 … 20
    double info = 0; ///< 0 or 10
    /// The sum, cut to a whole number.
    [[nodiscard]] int total() const { return static_cast<int>(uptime + reads + latency + info); }
    friend bool operator==(const HealthScore&, const HealthScore&) = default;
};

/// Of all relays that are compared, in the order of `inputs`. None where less than half of the time is
/// covered: no score is better than a wrong one. The place by latency is the share of the other scored relays
/// that are slower, equals half; whoever is alone gets all of it; without a latency nothing.
[[nodiscard]] std::vector<std::optional<HealthScore>> scoresOf(std::span<const ScoreInput> inputs);

/// How much of the range figures rest on, 0 … 100.
[[nodiscard]] double dataQualityScore(const Uptime& uptime);

} // namespace nostrscope
