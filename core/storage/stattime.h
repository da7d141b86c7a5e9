// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/rollup.h"

#include <QVariant>

namespace nostrscope {

inline constexpr std::int64_t hourSeconds = 3600;
inline constexpr std::int64_t daySeconds = 86400;
[[nodiscard]] constexpr std::int64_t floorTo(std::int64_t value, std::int64_t unit)
{
    return value >= 0 ? value / unit : -((-value + unit - 1) / unit);
}
[[nodiscard]] constexpr std::int64_t ceilTo(std::int64_t value, std::int64_t unit)
{
    return -floorTo(-value, unit);
}

/// Whole hours inside [first, last]; empty when begin >= end.
struct Inner {
    HourNo begin;
    HourNo end; ///< exclusive
};
[[nodiscard]] constexpr Inner innerHours(Timestamp first, Timestamp last)
{
    return {ceilTo(first, hourSeconds), floorTo(last + 1, hourSeconds)};
}

[[nodiscard]] inline double share(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0.0 : double(part) / double(whole);
}
/// A count in a table.
[[nodiscard]] inline QVariant number(std::uint64_t value)
{
    return QVariant::fromValue<qulonglong>(value);
}

} // namespace nostrscope
