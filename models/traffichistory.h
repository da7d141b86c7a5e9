// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

namespace nostrscope {

/// What was written and what came twice in the last hour, by the counters of the snapshots: of collecting, of
/// histories and of imports together. What was before the start is not known and a gap.
class TrafficHistory {
public:
    static constexpr std::chrono::seconds step{10};
    static constexpr std::size_t maximumSteps = 360;
    /// Between two snapshots; what was counted in a longer one belongs to no step (a suspended computer).
    static constexpr std::chrono::milliseconds longestPause{60'000};

    /// Takes a snapshot in order of time. After a step back (a clock that was set) what lies in the future is
    /// forgotten; smaller counters are those of another run.
    void add(const Snapshot& snapshot);

    /// Means of a step, for each second; NaN where nothing was measured.
    struct Rate {
        double written;
        double duplicates;
    };
    /// `count` steps from the one that contains `first` on.
    [[nodiscard]] std::vector<Rate> rates(Timestamp first, std::size_t count) const;
    /// Start of the oldest step; none before the second snapshot.
    [[nodiscard]] std::optional<Timestamp> begin() const;
    /// Start of the step that contains the time.
    [[nodiscard]] static Timestamp startOf(UnixMillis time);

private:
    struct Step {
        Timestamp start = 0;
        double seconds = 0; ///< of it that were measured
        double written = 0;
        double duplicates = 0;
    };
    struct Sample {
        UnixMillis at{};
        std::uint64_t written = 0;
        std::uint64_t duplicates = 0;
    };
    void share(const Sample& from, const Sample& to);

    std::deque<Step> m_steps; ///< by time
    std::optional<Sample> m_last;
};

} // namespace nostrscope
