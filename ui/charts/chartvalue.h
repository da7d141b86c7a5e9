// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"

#include <QList>

#include <limits>

namespace nostrscope {

/// What the numbers of a chart are; decides their text and whether they may be added up.
enum class ChartUnit : std::uint8_t {
    Count, ///< whole things
    Decimal, ///< rates and means
    Milliseconds,
    Bytes, ///< a size; the sizes of several times have no sum
    Ratio, ///< 0 … 1, shown as percent
};

inline constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

/// Values of several series or buckets have a sum that means something.
[[nodiscard]] bool isAdditive(ChartUnit unit);
/// Text of a value; "—" for NaN. In full: no "1.23 M".
[[nodiscard]] QString chartValue(const Fmt& fmt, ChartUnit unit, double value, bool inFull = false);
/// Text of a grid line: percent and rates without decimals where they are zeros.
[[nodiscard]] QString axisValue(const Fmt& fmt, ChartUnit unit, double value);
/// For exports: C locale, no unit, empty for NaN.
[[nodiscard]] QString rawValue(double value);

/// A value axis from 0 (or, logarithmic, from a power of ten) with at most six grid lines.
struct ValueScale {
    bool isLog = false;
    double bottom = 0;
    double top = 1;
    QList<double> ticks{0, 1};

    /// `maximum` is what must fit; 0 and what is not finite give an axis up to 1.
    [[nodiscard]] static ValueScale linear(double maximum, ChartUnit unit);
    /// `minimum`: the smallest value above zero. What lies below the axis is drawn at its bottom.
    [[nodiscard]] static ValueScale logarithmic(double minimum, double maximum);
    /// 0 (bottom) … 1 (top); NaN stays NaN.
    [[nodiscard]] double place(double value) const;
};

} // namespace nostrscope
