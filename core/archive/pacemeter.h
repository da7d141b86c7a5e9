// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace nostrscope {

/// The pace of a count that grows: mean of the last ten seconds.
class PaceMeter {
public:
    void add(std::chrono::milliseconds at, std::uint64_t count)
    {
        if (!m_samples.empty() && count < m_samples.back().count)
            m_samples.clear(); // another count began
        m_samples.push_back({at, count});
        while (m_samples.size() > 2 && at - m_samples[1].at >= window)
            m_samples.pop_front();
    }
    void clear() { m_samples.clear(); }
    /// Each second; 0 before there are two samples.
    [[nodiscard]] double perSecond() const
    {
        if (m_samples.size() < 2 || m_samples.back().at <= m_samples.front().at)
            return 0;
        const std::chrono::duration<double> time = m_samples.back().at - m_samples.front().at;
        return static_cast<double>(m_samples.back().count - m_samples.front().count) / time.count();
    }

private:
    static constexpr std::chrono::seconds window{10};
    struct Sample {
        std::chrono::milliseconds at;
        std::uint64_t count;
    };
    std::deque<Sample> m_samples;
};

} // namespace nostrscope
