// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/availability.h"

#include <algorithm>
#include <limits>

namespace nostrscope {

void AvailabilityHistory::add(const Snapshot& snapshot)
{
    if (snapshot.asOf <= m_newest)
        return;
    m_newest = snapshot.asOf;
    const auto& vitals = snapshot.vitals;
    if (vitals.ownOutage) {
        const auto from = std::min(vitals.ownOutageSince, snapshot.asOf);
        if (m_outages.empty() || m_outages.back().from != from)
            m_outages.push_back({from, from});
        m_outages.back().to = snapshot.asOf;
        if (m_outages.size() > maximumOutages)
            m_outages.erase(m_outages.begin());
        return;
    }
    const auto wanted = snapshot.overview.wantedRelays;
    if (!vitals.collecting || wanted == 0)
        return;
    const auto time = toSeconds(snapshot.asOf);
    const auto start = time - time % step.count();
    if (m_minutes.empty() || m_minutes.back().start != start)
        m_minutes.push_back({start});
    const auto shareOf = [wanted](std::uint64_t part) {
        return double(std::min(part, wanted)) / double(wanted);
    };
    auto& minute = m_minutes.back();
    minute.connected += shareOf(snapshot.overview.connectedRelays);
    minute.answering += shareOf(snapshot.overview.answeringRelays);
    ++minute.samples;
    if (m_minutes.size() > maximumSteps)
        m_minutes.pop_front();
}

std::vector<AvailabilityHistory::Share>
AvailabilityHistory::shares(Timestamp first, std::chrono::seconds width, std::size_t count) const
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<Share> shares(count, {0, 0});
    std::vector<std::uint32_t> minutes(count, 0);
    for (const auto& minute : m_minutes) {
        if (minute.start < first)
            continue;
        const auto index = static_cast<std::size_t>((minute.start - first) / width.count());
        if (index >= count)
            break;
        // Every minute counts the same, however many snapshots it had.
        shares[index].connected += minute.connected / minute.samples;
        shares[index].answering += minute.answering / minute.samples;
        ++minutes[index];
    }
    for (std::size_t i = 0; i < count; ++i)
        shares[i] = minutes[i] == 0
            ? Share{none, none}
            : Share{shares[i].connected / minutes[i], shares[i].answering / minutes[i]};
    return shares;
}

} // namespace nostrscope
