// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/othermonitors.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds tolerance = 15min; ///< a report from further in the future is no report

/// Of two versions of one address the newer counts, of two of one second the lowest id (NIP-01).
bool isNewer(Timestamp at, const EventId& id, Timestamp knownAt, const EventId& knownId)
{
    return at > knownAt || (at == knownAt && id < knownId);
}

} // namespace

bool OtherMonitors::Monitor::isFresh(Timestamp at, UnixMillis now) const
{
    const auto age = std::chrono::seconds(toSeconds(now) - at);
    return age >= -tolerance && age <= announcement.freshFor();
}

OtherMonitors::Monitor* OtherMonitors::monitorFor(const PubKey& key, Timestamp at)
{
    if (m_blocked.contains(key))
        return nullptr;
    const auto known = m_monitors.find(key);
    if (known != m_monitors.end())
        return &known->second;
    if (m_monitors.size() >= maxMonitors) {
        const auto oldest =
            std::min_element(m_monitors.begin(), m_monitors.end(), [](const auto& a, const auto& b) {
                return a.second.lastHeard < b.second.lastHeard;
            });
        if (oldest->second.lastHeard >= at)
            return nullptr;
        m_monitors.erase(oldest);
    }
    return &m_monitors[key];
}

void OtherMonitors::add(const Event& event)
{
    if (const auto announcement = readMonitorAnnouncement(event)) {
        auto* monitor = monitorFor(event.pubkey, event.createdAt);
        if (!monitor)
            return;
        monitor->lastHeard = std::max(monitor->lastHeard, event.createdAt);
        if (isNewer(event.createdAt, event.id, monitor->announcement.createdAt, monitor->announcementId)) {
            monitor->announcement = *announcement;
            monitor->announcementId = event.id;
        }
        return;
    }
    const auto report = readRelayReport(event);
    if (!report || !report->url)
        return;
    auto* monitor = monitorFor(event.pubkey, event.createdAt);
    if (!monitor)
        return;
    monitor->lastHeard = std::max(monitor->lastHeard, event.createdAt);
    const auto& url = report->url->text();
    auto known = monitor->reports.find(url);
    if (known == monitor->reports.end()) {
        if (monitor->reports.size() >= maxRelaysOfOne)
            return;
        known = monitor->reports.emplace(url, Report()).first;
    } else if (!isNewer(event.createdAt, event.id, known->second.at, known->second.id)) {
        return;
    }
    known->second = {event.createdAt, event.id, report->rttOpen, report->rttRead};
}

void OtherMonitors::setBlocked(const PubKey& monitor, bool blocked)
{
    if (blocked) {
        m_blocked.insert(monitor);
        m_monitors.erase(monitor);
    } else {
        m_blocked.erase(monitor);
    }
}

/// By the time to read where it is told, else to open: a rank inside one monitor says nothing of its place.
std::optional<double> OtherMonitors::rankOf(const Monitor& monitor, const Report& report, UnixMillis now)
{
    const auto timeOf = [](const Report& one) { return one.rttRead ? one.rttRead : one.rttOpen; };
    const auto mine = timeOf(report);
    if (!mine)
        return std::nullopt;
    std::size_t others = 0;
    std::size_t slower = 0;
    std::size_t same = 0;
    for (const auto& [url, other] : monitor.reports) {
        const auto time = timeOf(other);
        if (!time || time->count() == 0 || other.rttRead.has_value() != report.rttRead.has_value()
            || !monitor.isFresh(other.at, now))
            continue;
        ++others;
        slower += *time > *mine;
        same += *time == *mine;
    }
    if (others < leastRanked)
        return std::nullopt;
    return (static_cast<double>(slower) + static_cast<double>(same) / 2) / static_cast<double>(others);
}

MonitorView OtherMonitors::viewOf(const QByteArray& url, UnixMillis now, Ranks wanted) const
{
    MonitorView view;
    double ranks = 0;
    int ranked = 0;
    for (const auto& [key, monitor] : m_monitors) {
        const auto found = monitor.reports.find(url);
        if (found == monitor.reports.end())
            continue;
        const auto& report = found->second;
        MonitorOpinion opinion{key,
                               report.at,
                               monitor.isFresh(report.at, now),
                               monitor.isFresh(monitor.lastHeard, now),
                               report.rttOpen,
                               report.rttRead,
                               {}};
        if (opinion.isFresh && wanted == Ranks::Compute)
            opinion.rank01 = rankOf(monitor, report, now);
        view.total += opinion.isActive;
        view.online += opinion.isActive && opinion.isFresh;
        if (opinion.rank01) {
            ranks += *opinion.rank01;
            ++ranked;
        }
        view.opinions.push_back(opinion);
    }
    if (ranked > 0)
        view.rank01 = ranks / ranked;
    std::sort(view.opinions.begin(), view.opinions.end(),
              [](const MonitorOpinion& a, const MonitorOpinion& b) {
                  return std::tie(b.at, a.monitor) < std::tie(a.at, b.monitor);
              });
    return view;
}

} // namespace nostrscope
