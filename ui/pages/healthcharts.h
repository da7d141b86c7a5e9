// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/monitorview.h"
#include "ui/charts/heartbeatbar.h"
#include "ui/charts/lanechart.h"
#include "ui/charts/timechart.h"

#include <functional>

namespace nostrscope {

/// Round-trip times of the range: medians, a band up to the 95th percentile, outages hatched.
[[nodiscard]] TimeChartData latencyOverTime(const RelayHealthDetail& detail);
/// `count` segments of [from, to).
[[nodiscard]] std::vector<HeartbeatBar::Segment> heartbeatOf(const RelayHealthDetail& detail, UnixMillis from,
                                                             UnixMillis to, std::size_t count,
                                                             const Fmt& fmt);
/// One lane for each relay, the one with the newest incident on top; the keys of the items are those of
/// healthtables::incidentKey().
[[nodiscard]] LaneChart::Data incidentLanes(const std::vector<Incident>& incidents, UnixMillis from,
                                            UnixMillis to, const Theme& theme, const Fmt& fmt,
                                            const std::function<QByteArray(RelayId)>& urlOf);

} // namespace nostrscope
