// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/latencyrollup.h"
#include "core/monitor/uptime.h"

namespace nostrscope {

/// What a report on service levels says of one relay over a range; definitions: docs/monitor.md.
struct SlaRow {
    Uptime uptime;
    std::uint64_t checks = 0; ///< decisive ones
    std::uint64_t failures = 0;
    OutageFigures outages;
    LatencyFigures open; ///< microseconds
    LatencyFigures read;
};

/// From what is stored of one relay in [from, to). `cells` are rollups of any one level that overlap the
/// range: those at its edges count whole. `knownSince`: its first check.
[[nodiscard]] SlaRow slaOf(std::span<const HealthSpan> spans, std::span<const LatencyBucket> cells,
                           std::span<const Incident> incidents, UnixMillis from, UnixMillis to,
                           UnixMillis knownSince);

/// The level whose cells a range is put together from: at most 1,440 of them up to 60 days: five minutes up
/// to two days, hours, beyond days.
[[nodiscard]] CheckLevel levelFor(UnixMillis from, UnixMillis to) noexcept;

} // namespace nostrscope
