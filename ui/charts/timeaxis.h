// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/theme/palette.h"

#include <QFontMetricsF>
#include <QList>
#include <QRectF>
#include <QStringList>

class QPainter;

namespace nostrscope {

/// Of ticks at the beginnings of months, for each month between them.
inline constexpr std::chrono::hours monthStep{30 * 24};

struct TimeTicks {
    std::chrono::seconds step{60};
    QList<UnixMillis> times;
};

/// At most `count` times between `from` and `to`, round in the zone that is shown; none when `to` is not
/// after `from`. Above a week between ticks they are beginnings of months or years.
[[nodiscard]] TimeTicks timeTicks(UnixMillis from, UnixMillis to, int count, const Fmt& fmt);
/// Their labels: times of a day, days, months or years. Where the ticks are of several days or years, the
/// first one of each says which.
[[nodiscard]] QStringList tickTexts(const TimeTicks& ticks, const Fmt& fmt);

/// Ticks and labels of a time axis below `plot`, left to right in every language. Labels stay between 0 and
/// `width`.
void paintTimeAxis(QPainter& painter, const QRectF& plot, double width, UnixMillis from, UnixMillis to,
                   const Fmt& fmt, const ThemeColors& colors, const QFontMetricsF& metrics);

} // namespace nostrscope
