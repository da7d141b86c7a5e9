// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace nostrscope {

struct BackoffRules {
    std::chrono::milliseconds first{1'000};
    std::chrono::milliseconds longest{15 * 60'000};
    std::chrono::milliseconds healthyAfter{5 * 60'000}; ///< a connection that lasted this long starts over
    double jitter = 0.2; ///< ± share
};

/// How long one relay is left alone before the next attempt (COL-8): doubling from `first` to `longest`,
/// with jitter, so that relays which failed together do not come back together. Pure and repeatable by seed.
class Backoff {
public:
    explicit Backoff(std::uint64_t seed, BackoffRules rules = {})
        : m_rules(rules)
        , m_random(seed)
    {
    }
    /// An attempt failed, or a connection ended that had lasted `lasted` (zero: never opened). The delay.
    [[nodiscard]] std::chrono::milliseconds failed(std::chrono::milliseconds lasted);
    /// The relay asked us to slow down (429, rate-limited): the next delay is twice as long.
    void rateLimited();
    void reset() { m_step = 0; }
    [[nodiscard]] unsigned step() const { return m_step; }

private:
    [[nodiscard]] double nextUnit();

    BackoffRules m_rules;
    std::uint64_t m_random;
    unsigned m_step = 0; ///< the next delay is first × 2^step
};

} // namespace nostrscope
