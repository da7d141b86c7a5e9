// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timeaxis.h"

#include <QDateTime>
#include <QPainter>

#include <algorithm>
#include <array>

namespace nostrscope {

using namespace std::chrono_literals;

TimeTicks timeTicks(UnixMillis from, UnixMillis to, int count, const Fmt& fmt)
{
    static constexpr std::array<std::chrono::seconds, 19> steps{
        1s, 2s, 5s, 10s, 30s, 1min, 5min, 10min, 15min, 30min, 1h, 2h, 3h, 6h, 12h, 24h, 48h, 168h, 720h};
    TimeTicks ticks;
    if (to <= from || count < 1)
        return ticks;
    const std::chrono::seconds start(toSeconds(from));
    const std::chrono::seconds span = std::chrono::seconds(toSeconds(to)) - start;
    ticks.step = steps.back();
    while (span / ticks.step > count)
        ticks.step *= 2;
    for (const auto candidate : steps) {
        if (span / candidate <= count) {
            ticks.step = std::min(ticks.step, candidate);
            break;
        }
    }
    const std::chrono::seconds offset(
        fmt.zone().offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMillis(from), QTimeZone::utc())));
    const auto local = start + offset;
    // Rounded up also before 1970.
    auto tick = local - ((local % ticks.step) + ticks.step) % ticks.step;
    if (tick < local)
        tick += ticks.step;
    for (; tick <= local + span; tick += ticks.step)
        ticks.times.append(fromSeconds((tick - offset).count()));
    return ticks;
}

void paintTimeAxis(QPainter& painter, const QRectF& plot, double width, UnixMillis from, UnixMillis to,
                   const Fmt& fmt, const ThemeColors& colors, const QFontMetricsF& metrics)
{
    const double labelWidth = metrics.horizontalAdvance(QStringLiteral("00 MMM")) + 24;
    const auto ticks =
        timeTicks(from, to, std::clamp(static_cast<int>(plot.width() / labelWidth), 1, 200), fmt);
    const auto span = static_cast<double>((to - from).count());
    double free = -1e9; // end of the label before
    for (const auto time : ticks.times) {
        const double x = plot.left() + plot.width() * static_cast<double>((time - from).count()) / span;
        painter.setPen(QPen(colors.hairline, 0));
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
        const auto text = ticks.step < 1min ? fmt.timeOfDay(time) : fmt.axisTime(time, ticks.step);
        const double textWidth = metrics.horizontalAdvance(text);
        // The first and the last label stay inside instead of being cut.
        const double left = std::clamp(x - textWidth / 2, 0.0, std::max(0.0, width - textWidth));
        if (left < free)
            continue;
        free = left + textWidth + 6;
        painter.setPen(colors.secondary);
        painter.drawText(QPointF(left, plot.bottom() + 4 + metrics.ascent()), text);
    }
}

} // namespace nostrscope
