// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/linkstatistics.h"
#include "core/records/snapshot.h"
#include "core/records/store.h"

#include <deque>
#include <map>

namespace nostrscope {

/// Keeps one row per relay and cuts them into chunks; a chunk without changes stays the same object.
class RelayRows {
public:
    void setRelays(const std::vector<RelayEntry>& relays);
    void setCounters(const std::map<RelayId, RelayCounters>& counters);
    void setLinks(const std::vector<LinkStatistics>& links, UnixMillis now);
    void setHealth(const std::vector<std::pair<RelayId, std::shared_ptr<const HealthRow>>>& rows);
    void setEventsInRange(const std::map<RelayId, std::uint64_t>& events);
    void add(const CommittedDelta& delta);

    [[nodiscard]] std::vector<std::shared_ptr<const RelayChunk>> chunks();
    /// Fills the figures that are about relays.
    void summarise(Overview& overview, UnixMillis now) const;

private:
    struct Recent {
        std::deque<std::pair<UnixMillis, std::uint64_t>> events; ///< of the last minute, sampled
    };
    std::map<RelayId, RelayRow> m_rows;
    std::map<RelayId, Recent> m_recent;
    std::map<RelayId, RelayCounters> m_counters;
    std::vector<std::shared_ptr<const RelayChunk>> m_chunks;
};

} // namespace nostrscope
