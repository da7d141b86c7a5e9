// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/nip66.h"
#include "core/records/monitorview.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace nostrscope {

/// Keeps the newest 30166 of each monitor and relay and the newest 10166 of each monitor (NIP-66). A function
/// of the set of events: any order, duplicates included. Monitors publish while a relay is online only, so
/// "offline" is a report that has grown old. Bounded: strangers sign what comes in here.
class OtherMonitors {
public:
    static constexpr std::size_t maxMonitors = 200; ///< the ones that were heard last stay
    static constexpr std::size_t maxRelaysOfOne = 20'000;
    static constexpr std::size_t leastRanked = 20;

    /// Takes reports of relays with a URL and announcements; other events are nothing to it.
    void add(const Event& event);
    /// Ignores a monitor from now on, as the user asked, or takes it in again (its old reports are gone).
    void setBlocked(const PubKey& monitor, bool blocked);

    enum class Ranks : std::uint8_t { Leave, Compute }; ///< a rank looks at all reports of its monitor
    [[nodiscard]] MonitorView viewOf(const QByteArray& url, UnixMillis now,
                                     Ranks ranks = Ranks::Compute) const;
    [[nodiscard]] std::size_t monitorCount() const { return m_monitors.size(); }

private:
    struct Report {
        Timestamp at = 0;
        EventId id; ///< of two of one second the lowest id wins (NIP-01)
        std::optional<std::chrono::milliseconds> rttOpen;
        std::optional<std::chrono::milliseconds> rttRead;
    };
    struct Monitor {
        MonitorAnnouncement announcement;
        EventId announcementId;
        Timestamp lastHeard = 0;
        std::unordered_map<QByteArray, Report> reports; ///< by URL
        [[nodiscard]] bool isFresh(Timestamp at, UnixMillis now) const;
    };
    [[nodiscard]] Monitor* monitorFor(const PubKey& key, Timestamp at);
    [[nodiscard]] static std::optional<double> rankOf(const Monitor& monitor, const Report& report,
                                                      UnixMillis now);

    std::map<PubKey, Monitor> m_monitors;
    std::set<PubKey> m_blocked;
};

} // namespace nostrscope
