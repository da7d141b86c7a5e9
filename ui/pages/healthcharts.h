// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/monitorview.h"
#include "ui/charts/heartbeatbar.h"
#include "ui/charts/histogramchart.h"
#include "ui/charts/lanechart.h"
#include "ui/charts/timechart.h"

#include <functional>

namespace nostrscope {

/// Round-trip times of the range: medians, a band up to the 95th percentile, outages hatched.
[[nodiscard]] TimeChartData latencyOverTime(const RelayHealthDetail& detail);
/// Checks of the points of a range that were answered and that failed, in bars.
[[nodiscard]] TimeChartData checksOverTime(const RelayHealthDetail& detail);
/// One relay in a chart that compares several.
struct ComparedRelay {
    QString name;
    const RelayHealthDetail* detail = nullptr; ///< null: not read yet
};
/// The medians of one phase (open or read) of several relays over the same range.
[[nodiscard]] TimeChartData comparedLatency(const std::vector<ComparedRelay>& relays, ProbePhase phase);
/// How often which time; the marks are the median and the 95th percentile.
void showLatencyBars(HistogramChart& chart, const std::vector<LatencyBar>& bars,
                     const LatencySummary& summary);
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
