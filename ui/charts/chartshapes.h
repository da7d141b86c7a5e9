// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/chartlayers.h"
#include "ui/theme/palette.h"

namespace nostrscope {

/// How the values of a TimeChart are drawn.
enum class ChartForm : std::uint8_t {
    Bars, ///< stacked bars
    Lines, ///< a line for each series, with its band if it has one
    Area, ///< stacked areas
    Share, ///< stacked areas, each bucket 100 %
    Cumulative, ///< lines of what was counted since the start of the range
};

/// More buckets than this are drawn as columns: Qt Charts takes 30 ms for seven areas of 250 noisy points and
/// 330 ms for 1,000; rectangles take 5 ms (bench_charts).
inline constexpr std::size_t mostAreaBuckets = 100;

/// Stacked areas of the values, lowest series first.
[[nodiscard]] std::vector<ChartFill> stackShapes(const TimeChartData& data, const ValueScale& scale,
                                                 const ThemeColors& colors);
/// The bands of those series that have one.
[[nodiscard]] std::vector<ChartFill> bandShapes(const TimeChartData& data, const ValueScale& scale,
                                                const ThemeColors& colors);

/// Fill of a series: plain, or a pattern in high contrast and for "Other".
[[nodiscard]] QBrush seriesBrush(int color, const ThemeColors& colors);
[[nodiscard]] QBrush bandBrush(int color, const ThemeColors& colors);
/// Line of a series: its number gives the dash.
[[nodiscard]] QPen seriesPen(const ChartSeries& series, std::size_t index, const ThemeColors& colors);

} // namespace nostrscope
