// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartshapes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nostrscope {

namespace {

double orZero(double value)
{
    return std::isnan(value) ? 0 : value;
}

/// Upper and lower edge of one layer, in values, for each bucket.
struct Edges {
    std::vector<double> lower;
    std::vector<double> upper;
};

struct Frame {
    const ValueScale& scale;
    double count; ///< buckets
    [[nodiscard]] QPointF at(double bucket, double value) const
    {
        return {bucket / count, scale.place(value)};
    }
};

/// Runs of present buckets from edge to edge with a point at the middle of each; between runs nothing.
void addArea(ChartFill& fill, const Edges& edges, const Frame& frame, const std::vector<bool>& present)
{
    const auto size = edges.upper.size();
    for (std::size_t i = 0; i < size; ++i) {
        if (!present[i])
            continue;
        const auto add = [&](double bucket) {
            fill.lower << frame.at(bucket, edges.lower[i]);
            fill.upper << frame.at(bucket, edges.upper[i]);
        };
        const auto start = static_cast<double>(i);
        const auto close = [&](double bucket) {
            // Down to the axis, so that the way to the next run encloses nothing.
            fill.lower << frame.at(bucket, 0);
            fill.upper << frame.at(bucket, 0);
        };
        if (i == 0 || !present[i - 1]) {
            close(start);
            add(start);
        }
        add(start + 0.5);
        if (i + 1 == size || !present[i + 1]) {
            add(start + 1);
            close(start + 1);
        }
    }
}

} // namespace

QBrush seriesBrush(int color, const ThemeColors& colors)
{
    static constexpr std::array<Qt::BrushStyle, 6> patterns{Qt::SolidPattern,  Qt::FDiagPattern,
                                                            Qt::HorPattern,    Qt::DiagCrossPattern,
                                                            Qt::Dense4Pattern, Qt::VerPattern};
    if (color < 0 || color >= static_cast<int>(patterns.size()))
        return {colors.secondary, Qt::BDiagPattern};
    return {colors.seriesColor(color),
            colors.isHighContrast ? patterns[static_cast<std::size_t>(color)] : Qt::SolidPattern};
}

QBrush bandBrush(int color, const ThemeColors& colors)
{
    auto tint = colors.seriesColor(color);
    if (colors.isHighContrast)
        return {tint, Qt::Dense6Pattern};
    tint.setAlpha(56);
    return tint;
}

QPen seriesPen(const ChartSeries& series, std::size_t index, const ThemeColors& colors)
{
    static const std::array<QList<qreal>, 6> dashes{{{}, {6, 3}, {2, 2}, {8, 2, 2, 2}, {4, 4}, {1, 3}}};
    QPen pen(colors.seriesColor(series.color), colors.lineWidth());
    // Pieces that meet at an angle leave no notch with square ends; dashes would grow by them.
    pen.setCapStyle(Qt::SquareCap);
    // What others measured, and what nobody did yet, is dashed even when it comes first.
    const auto number = series.color >= 0 && series.color < 6 ? static_cast<std::size_t>(series.color)
                                                              : index % dashes.size();
    const auto& dash = (series.isForeign || series.isForecast) && number == 0 ? dashes[1] : dashes[number];
    if (!dash.isEmpty()) {
        pen.setDashPattern(dash);
        pen.setCapStyle(Qt::FlatCap);
    }
    return pen;
}

std::vector<ChartFill> stackShapes(const TimeChartData& data, const ValueScale& scale,
                                   const ThemeColors& colors)
{
    const auto size = data.size();
    std::vector<ChartFill> fills(data.series.size());
    const Frame frame{scale, std::max<double>(1, static_cast<double>(size))};
    Edges edges{std::vector<double>(size, 0.0), std::vector<double>(size, 0.0)};
    for (std::size_t s = 0; s < fills.size(); ++s) {
        edges.lower = edges.upper;
        for (std::size_t i = 0; i < size; ++i)
            edges.upper[i] = edges.lower[i] + orZero(data.value(s, i));
        addArea(fills[s], edges, frame, data.present);
        fills[s].brush = seriesBrush(data.series[s].color, colors);
        // Neighbouring colours can be close in lightness: a line of the ground keeps them apart; patterns
        // have a line of their own colour around them.
        fills[s].pen =
            QPen(colors.isHighContrast ? colors.seriesColor(data.series[s].color) : colors.base, 1);
    }
    return fills;
}

std::vector<ChartFill> bandShapes(const TimeChartData& data, const ValueScale& scale,
                                  const ThemeColors& colors)
{
    std::vector<ChartFill> fills;
    const Frame frame{scale, std::max<double>(1, static_cast<double>(data.size()))};
    for (const auto& series : data.series) {
        if (series.low.size() != data.size() || series.high.size() != data.size())
            continue;
        std::vector<bool> known(data.size());
        Edges edges{series.low, series.high};
        for (std::size_t i = 0; i < data.size(); ++i)
            known[i] = data.present[i] && !std::isnan(series.low[i]) && !std::isnan(series.high[i]);
        ChartFill fill;
        addArea(fill, edges, frame, known);
        fill.brush = bandBrush(series.color, colors);
        fills.push_back(std::move(fill));
    }
    return fills;
}

} // namespace nostrscope
