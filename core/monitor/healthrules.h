// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace nostrscope {

/// The numbers of monitors.md §5.3 and §5.6.
struct HealthRules {
    int failures = 3; ///< in a row: down
    int successes = 2; ///< in a row: up again
    std::array<std::chrono::milliseconds, 2> retryDelays{std::chrono::seconds(20), std::chrono::seconds(40)};
    bool tlsIsDown = true; ///< false: a bad certificate is a warning only

    /// Degraded: p95 of the last `slowWindow` above slowAbove, or above slowFactor medians of seven days and
    /// above slowFloor.
    enum class SlowBy : unsigned char { Read, Open } slowBy = SlowBy::Read;
    std::chrono::microseconds slowAbove = std::chrono::milliseconds(1500);
    int slowFactor = 3;
    std::chrono::microseconds slowFloor = std::chrono::milliseconds(500);
    std::size_t slowWindow = 10;
    int slowRun = 3; ///< so many results in a row, and so many slow ones among the last slowWindow
    std::size_t medianFrom = 24; ///< hours with a result, before the median counts

    std::size_t flapChanges = 4; ///< confirmed changes …
    std::chrono::milliseconds flapWindow = std::chrono::hours(6); ///< … within
    std::chrono::milliseconds flapQuiet = std::chrono::hours(2); ///< without change ends it

    double ownShare01 = 0.6; ///< of relays that answered before fail together: it is our own network
    std::size_t ownRelays = 5; ///< so many at least …
    std::size_t ownNetworks = 3; ///< … on so many IP networks
    std::chrono::milliseconds warmUp = std::chrono::minutes(1); ///< after sleep failures do not count
};

} // namespace nostrscope
