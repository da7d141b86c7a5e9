// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timeaxis.h"

#include <QDateTime>
#include <QPainter>

#include <algorithm>
#include <array>
#include <optional>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

QDate dateOf(UnixMillis time, const Fmt& fmt)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(time), fmt.zone()).date();
}

/// First days of months, all so many months apart that there are at most `count` steps.
TimeTicks monthTicks(UnixMillis from, UnixMillis to, int count, const Fmt& fmt)
{
    constexpr qint64 inYear = 12;
    static constexpr std::array<qint64, 6> steps{1, 2, 3, 6, 12, 24};
    const auto monthOf = [&fmt](UnixMillis time) {
        const auto date = dateOf(time, fmt);
        return date.year() * inYear + date.month() - 1;
    };
    const auto first = monthOf(from);
    const auto last = monthOf(to);
    const auto* fitting =
        std::find_if(steps.begin(), steps.end(), [&](qint64 step) { return (last - first) / step <= count; });
    auto months = fitting == steps.end() ? 60 : *fitting;
    while ((last - first) / months > count)
        months *= 2;
    TimeTicks ticks;
    ticks.step = months * monthStep;
    for (auto month = (first + months - 1) / months * months; month <= last; month += months) {
        const QDate date(static_cast<int>(month / inYear), static_cast<int>(month % inYear) + 1, 1);
        const auto begin = date.startOfDay(fmt.zone()); // not valid before the year 1
        const auto time = fromMillis(begin.toMSecsSinceEpoch());
        if (begin.isValid() && time >= from && time <= to)
            ticks.times.append(time);
    }
    return ticks;
}

} // namespace

TimeTicks timeTicks(UnixMillis from, UnixMillis to, int count, const Fmt& fmt)
{
    static constexpr std::array<std::chrono::seconds, 18> steps{
        1s, 2s, 5s, 10s, 30s, 1min, 5min, 10min, 15min, 30min, 1h, 2h, 3h, 6h, 12h, 24h, 48h, 168h};
    TimeTicks ticks;
    if (to <= from || count < 1)
        return ticks;
    const std::chrono::seconds start(toSeconds(from));
    const std::chrono::seconds span = std::chrono::seconds(toSeconds(to)) - start;
    const auto* fitting =
        std::find_if(steps.begin(), steps.end(), [&](auto step) { return span / step <= count; });
    if (fitting == steps.end())
        return monthTicks(from, to, count, fmt);
    ticks.step = *fitting;
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

QStringList tickTexts(const TimeTicks& ticks, const Fmt& fmt)
{
    QStringList texts;
    std::optional<QDate> before;
    const bool isOverYears = !ticks.times.isEmpty()
        && dateOf(ticks.times.constFirst(), fmt).year() != dateOf(ticks.times.constLast(), fmt).year();
    for (const auto time : ticks.times) {
        const auto date = dateOf(time, fmt);
        // The first tick of a day or a year says which one it is, where there are several.
        const bool isNewDay = before && *before != date;
        const bool isNewYear = isOverYears && (!before || before->year() != date.year());
        before = date;
        if (ticks.step < 1min)
            texts.append(fmt.timeOfDay(time));
        else if (ticks.step < 24h)
            texts.append(fmt.axisTime(time, isNewDay ? std::chrono::seconds(24h) : ticks.step));
        else
            texts.append(fmt.axisTime(time, ticks.step, isNewYear));
    }
    return texts;
}

void paintTimeAxis(QPainter& painter, const QRectF& plot, double width, UnixMillis from, UnixMillis to,
                   const Fmt& fmt, const ThemeColors& colors, const QFontMetricsF& metrics)
{
    const double labelWidth = metrics.horizontalAdvance(QStringLiteral("00 MMM")) + 24;
    const auto ticks =
        timeTicks(from, to, std::clamp(static_cast<int>(plot.width() / labelWidth), 1, 200), fmt);
    const auto span = static_cast<double>((to - from).count());
    const auto texts = tickTexts(ticks, fmt);
    double free = -1e9; // end of the label before
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto time = ticks.times.at(i);
        const auto& text = texts.at(i);
        const double x = plot.left() + plot.width() * static_cast<double>((time - from).count()) / span;
        painter.setPen(QPen(colors.hairline, 0));
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
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
