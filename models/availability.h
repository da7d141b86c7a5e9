// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"

#include <chrono>
#include <deque>
#include <vector>

namespace nostrscope {

/// Which part of the wanted relays was connected, minute by minute, as the snapshots of this run told. Kept
/// for 30 days; what was before the start is not known and a gap. While our own network is out nothing is
/// counted: no relay is blamed (COL-8).
class AvailabilityHistory {
public:
    static constexpr std::chrono::seconds step{60};
    static constexpr std::size_t maximumSteps = 30 * 24 * 60;
    static constexpr std::size_t maximumOutages = 200;

    /// Takes a snapshot in order of time; an older one changes nothing.
    void add(const Snapshot& snapshot);

    /// Means of a bucket, 0 … 1; NaN where nothing was measured.
    struct Share {
        double connected;
        double answering; ///< connected, and EOSE or EVENT within 10 min
    };
    /// `count` buckets from `first` on, each `width` > 0 long.
    [[nodiscard]] std::vector<Share> shares(Timestamp first, std::chrono::seconds width,
                                            std::size_t count) const;
    struct Outage {
        UnixMillis from{};
        UnixMillis to{}; ///< the last time it was seen
        friend bool operator==(const Outage&, const Outage&) = default;
    };
    /// Of our own network, oldest first.
    [[nodiscard]] const std::vector<Outage>& outages() const { return m_outages; }

private:
    struct Minute {
        Timestamp start = 0;
        double connected = 0; ///< sum of the samples
        double answering = 0;
        std::uint32_t samples = 0;
    };
    std::deque<Minute> m_minutes; ///< by time
    std::vector<Outage> m_outages;
    UnixMillis m_newest{};
};

} // namespace nostrscope
