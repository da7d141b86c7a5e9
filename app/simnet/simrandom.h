// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace nostrscope {

/// splitmix64: the same numbers on every machine and library, which <random> distributions do not promise.
class SimRandom {
public:
    /// Streams of one seed that differ in `stream` are independent.
    explicit SimRandom(std::uint64_t seed, std::uint64_t stream = 0)
        : m_state(seed ^ (stream * 0xd1342543de82ef95U))
    {
        (void)next();
    }
    std::uint64_t next() noexcept
    {
        m_state += 0x9e3779b97f4a7c15U;
        auto z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// 0 … bound − 1; bound is at least 1.
    std::size_t below(std::size_t bound) noexcept { return static_cast<std::size_t>(next() % bound); }
    /// first … last, both included.
    int between(int first, int last) noexcept
    {
        return first + static_cast<int>(below(static_cast<std::size_t>(last - first + 1)));
    }
    /// 0 ≤ x < 1.
    double unit() noexcept { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability01) noexcept { return unit() < probability01; }

private:
    std::uint64_t m_state;
};

/// Ranks 0 … count − 1, rank r with weight 1 / (r + 1)^exponent: few do most of the talking.
class Zipf {
public:
    Zipf(std::size_t count, double exponent)
        : m_cumulated(count)
    {
        double sum = 0;
        for (std::size_t rank = 0; rank < count; ++rank) {
            sum += 1.0 / std::pow(static_cast<double>(rank + 1), exponent);
            m_cumulated[rank] = sum;
        }
    }
    [[nodiscard]] std::size_t pick(SimRandom& random) const
    {
        const auto at =
            std::upper_bound(m_cumulated.begin(), m_cumulated.end(), random.unit() * m_cumulated.back());
        return std::min(static_cast<std::size_t>(at - m_cumulated.begin()), m_cumulated.size() - 1);
    }

private:
    std::vector<double> m_cumulated;
};

} // namespace nostrscope
