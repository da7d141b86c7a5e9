// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archivedata.h"
#include "models/traffichistory.h"
#include "ui/charts/chartdata.h"

namespace nostrscope {

/// Events written and those that were known, each second, of the last hour at most and of the last five
/// minutes at least; what was before the start is a gap.
[[nodiscard]] TimeChartData trafficOverTime(const TrafficHistory& history, UnixMillis asOf);

/// What was stored at the end of each day: what is there now without what arrived since. Then its forecast,
/// half as long as what is known, of one to eight weeks, with a flag on the day when the disk is full. No
/// series before the second day.
[[nodiscard]] TimeChartData sizeOverTime(const ArchiveData& data);

} // namespace nostrscope
