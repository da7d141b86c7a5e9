// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/slareport.h"

namespace nostrscope {

using namespace std::chrono_literals;

CheckLevel levelFor(UnixMillis from, UnixMillis to) noexcept
{
    const auto length = to - from;
    return length <= 48h ? CheckLevel::FiveMinutes : length <= 60 * 24h ? CheckLevel::Hour : CheckLevel::Day;
}

SlaRow slaOf(std::span<const HealthSpan> spans, std::span<const LatencyBucket> cells,
             std::span<const Incident> incidents, UnixMillis from, UnixMillis to, UnixMillis knownSince)
{
    SlaRow row;
    row.uptime = uptimeOf(spans, from, to);
    LatencyHistogram open;
    LatencyHistogram read;
    for (const auto& [start, cell] : cells) {
        row.checks += cell.up + cell.limited + cell.failed;
        row.failures += cell.failed;
        open.add(cell.open);
        read.add(cell.read);
    }
    row.open = latencyOf(open);
    row.read = latencyOf(read);
    row.outages = outagesOf(incidents, row.uptime, from, to, knownSince);
    return row;
}

} // namespace nostrscope
