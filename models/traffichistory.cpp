// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/traffichistory.h"

#include <algorithm>
#include <limits>

namespace nostrscope {

Timestamp TrafficHistory::startOf(UnixMillis time)
{
    const auto seconds = toSeconds(time);
    return seconds - seconds % step.count();
}

void TrafficHistory::add(const Snapshot& snapshot)
{
    const Sample sample{snapshot.asOf, snapshot.vitals.stored, snapshot.vitals.duplicates};
    if (m_last && sample.at < m_last->at) {
        const auto start = startOf(sample.at);
        while (!m_steps.empty() && m_steps.back().start >= start)
            m_steps.pop_back();
    } else if (m_last && sample.at > m_last->at && sample.at - m_last->at <= longestPause
               && sample.written >= m_last->written && sample.duplicates >= m_last->duplicates) {
        share(*m_last, sample);
    }
    m_last = sample;
}

/// What came between two snapshots belongs to their steps by the time that they have of it.
void TrafficHistory::share(const Sample& from, const Sample& to)
{
    const auto written = static_cast<double>(to.written - from.written);
    const auto duplicates = static_cast<double>(to.duplicates - from.duplicates);
    const auto whole = std::chrono::duration<double>(to.at - from.at).count();
    for (auto start = startOf(from.at); fromSeconds(start) < to.at; start += step.count()) {
        const auto begin = std::max(from.at, fromSeconds(start));
        const auto end = std::min(to.at, fromSeconds(start) + std::chrono::milliseconds(step));
        const auto seconds = std::chrono::duration<double>(end - begin).count();
        if (m_steps.empty() || m_steps.back().start != start)
            m_steps.push_back({start});
        auto& one = m_steps.back();
        one.seconds += seconds;
        one.written += written * seconds / whole;
        one.duplicates += duplicates * seconds / whole;
    }
    while (m_steps.size() > maximumSteps)
        m_steps.pop_front();
}

std::vector<TrafficHistory::Rate> TrafficHistory::rates(Timestamp first, std::size_t count) const
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<Rate> rates(count, {none, none});
    const auto begin = first - first % step.count();
    for (const auto& one : m_steps) {
        if (one.start < begin)
            continue;
        const auto index = static_cast<std::size_t>((one.start - begin) / step.count());
        if (index >= count)
            break;
        if (one.seconds > 0)
            rates[index] = {one.written / one.seconds, one.duplicates / one.seconds};
    }
    return rates;
}

std::optional<Timestamp> TrafficHistory::begin() const
{
    return m_steps.empty() ? std::nullopt : std::optional(m_steps.front().start);
}

} // namespace nostrscope
