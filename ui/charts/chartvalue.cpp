// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartvalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

constexpr int steps = 5; // six lines with that of zero
/// No count, size or time of ours comes near it, and sums of it stay finite.
constexpr double greatest = 1e30;

std::uint64_t toCount(double value)
{
    constexpr double limit = 18446744073709549568.0; // the greatest double below 2⁶⁴
    return value >= limit ? std::numeric_limits<std::uint64_t>::max()
                          : static_cast<std::uint64_t>(std::round(std::max(value, 0.0)));
}

/// The round step (1, 2, 5 × 10ⁿ) that needs at most `steps` steps to `maximum`.
double niceStep(double maximum)
{
    const double raw = maximum / steps;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

/// Sizes are read in steps of 1,024.
double niceByteStep(double maximum)
{
    double unit = 1;
    while (unit * 1024 <= maximum / steps)
        unit *= 1024;
    const double step = niceStep(std::max(maximum / unit, 1.0)) * unit;
    return std::max(step, 1.0);
}

} // namespace

bool isAdditive(ChartUnit unit)
{
    return unit == ChartUnit::Count;
}

QString chartValue(const Fmt& fmt, ChartUnit unit, double value, bool inFull)
{
    if (!std::isfinite(value))
        return Fmt::missing();
    switch (unit) {
    case ChartUnit::Count:
        return inFull ? fmt.numberFull(toCount(value)) : fmt.number(toCount(value));
    case ChartUnit::Decimal:
        return value == 0 ? fmt.number(0) : fmt.decimal(value);
    case ChartUnit::Milliseconds:
        if (value == 0)
            return fmt.number(0);
        return fmt.latency(
            std::chrono::milliseconds(static_cast<std::int64_t>(std::round(std::clamp(value, 0.0, 9e15)))));
    case ChartUnit::Bytes:
        return fmt.bytes(toCount(value));
    case ChartUnit::Ratio:
        return fmt.percent(value);
    }
    Q_UNREACHABLE();
}

QString axisValue(const Fmt& fmt, ChartUnit unit, double value)
{
    const double percent = std::round(value * 100);
    if (unit == ChartUnit::Ratio && std::abs(percent - value * 100) < 1e-9)
        return QCoreApplication::translate("nostrscope::TimeChart", "%1 %")
            .arg(fmt.locale().toString(percent, 'f', 0));
    // 500 below 1,000, not 500.0.
    if (unit == ChartUnit::Decimal && value >= 1 && std::abs(value - std::round(value)) < 1e-9)
        return fmt.number(toCount(value));
    return chartValue(fmt, unit, value);
}

QString rawValue(double value)
{
    if (!std::isfinite(value))
        return {};
    return QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
}

ValueScale ValueScale::linear(double maximum, ChartUnit unit)
{
    ValueScale scale;
    scale.ticks.clear();
    if (!std::isfinite(maximum) || maximum <= 0)
        maximum = 1;
    maximum = std::clamp(maximum, 1e-12, greatest);
    double step = unit == ChartUnit::Bytes ? niceByteStep(maximum) : niceStep(maximum);
    if (unit == ChartUnit::Count || unit == ChartUnit::Milliseconds) // below one it says "<1 ms" only
        step = std::max(step, 1.0);
    const int count = std::max(1, static_cast<int>(std::ceil(maximum / step - 1e-9)));
    for (int i = 0; i <= count; ++i)
        scale.ticks.append(step * i);
    scale.top = scale.ticks.constLast();
    return scale;
}

ValueScale ValueScale::logarithmic(double minimum, double maximum)
{
    ValueScale scale;
    scale.isLog = true;
    scale.ticks.clear();
    if (!std::isfinite(maximum) || maximum <= 0)
        maximum = 10;
    maximum = std::clamp(maximum, 1e-12, greatest);
    if (!std::isfinite(minimum) || minimum <= 0 || minimum > maximum)
        minimum = maximum / 10;
    minimum = std::max(minimum, 1e-12);
    const int low = static_cast<int>(std::floor(std::log10(minimum) + 1e-9));
    const int high = std::max(low + 1, static_cast<int>(std::ceil(std::log10(maximum) - 1e-9)));
    const int stride = (high - low + steps - 1) / steps;
    const int last = low + (high - low + stride - 1) / stride * stride;
    for (int exponent = low; exponent <= last; exponent += stride)
        scale.ticks.append(std::pow(10.0, exponent));
    scale.bottom = scale.ticks.constFirst();
    scale.top = scale.ticks.constLast();
    return scale;
}

double ValueScale::place(double value) const
{
    if (std::isnan(value))
        return value;
    if (!isLog)
        return std::clamp((value - bottom) / (top - bottom), 0.0, 1.0);
    if (value <= bottom)
        return 0;
    return std::clamp(std::log10(value / bottom) / std::log10(top / bottom), 0.0, 1.0);
}

} // namespace nostrscope
