// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/monitorview.h"

#include <deque>
#include <span>
#include <vector>

namespace nostrscope {

/// The last 24 hours of one relay, for the row that tables show. Pure; times are those of the checks.
class RecentChecks {
public:
    static constexpr std::chrono::hours window{24};

    /// In order of time; what is older than the window goes.
    void add(const CheckRecord& check);
    /// Settled spans; one that begins where a known one began replaces it.
    void add(const HealthSpan& span);

    /// Fills round-trip times, uptime and beats. `pending`: spans that are not settled yet; `everybody`:
    /// those of all relays (gaps of our own network).
    void fill(HealthRow& row, std::span<const HealthSpan> pending, std::span<const HealthSpan> everybody,
              UnixMillis now) const;

private:
    struct Sample {
        UnixMillis at{};
        std::optional<ProbeTimes::Duration> open;
        std::optional<ProbeTimes::Duration> read;
    };
    std::deque<Sample> m_samples;
    std::deque<HealthSpan> m_spans;
};

/// The worst that happened in each half hour of the 24 hours before `now`; where nothing is known, None. A
/// gap or a pause shows only where nothing else is known.
[[nodiscard]] std::array<Beat, HealthRow::beatCount> beatsOf(std::span<const HealthSpan> spans,
                                                             UnixMillis now);

} // namespace nostrscope
