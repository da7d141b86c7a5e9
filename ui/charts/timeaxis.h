// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/theme/palette.h"

#include <QFontMetricsF>
#include <QList>
#include <QRectF>

class QPainter;

namespace nostrscope {

struct TimeTicks {
    std::chrono::seconds step{60};
    QList<UnixMillis> times;
};

/// At most `count` times between `from` and `to`, round in the zone that is shown; none when `to` is not
/// after `from`.
[[nodiscard]] TimeTicks timeTicks(UnixMillis from, UnixMillis to, int count, const Fmt& fmt);

/// Ticks and labels of a time axis below `plot`, left to right in every language. Labels stay between 0 and
/// `width`.
void paintTimeAxis(QPainter& painter, const QRectF& plot, double width, UnixMillis from, UnixMillis to,
                   const Fmt& fmt, const ThemeColors& colors, const QFontMetricsF& metrics);

} // namespace nostrscope
