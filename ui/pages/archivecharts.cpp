// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/archivecharts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

struct ArchiveCharts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::ArchiveCharts)
};

constexpr std::int64_t daySeconds = 86400;
constexpr std::size_t fewestSteps = 30;
constexpr std::size_t shortestForecast = 7; ///< days
constexpr std::size_t longestForecast = 56;

ChartSeries lineOf(const QString& name, int color)
{
    ChartSeries line;
    line.name = name;
    line.color = color;
    return line;
}

/// From the day of the figures on; the line begins with what is there.
void addForecast(TimeChartData& data, const SizeForecast& forecast, const StoreFigures& figures)
{
    const auto known = data.size();
    const auto ahead = std::clamp(known / 2, shortestForecast, longestForecast);
    const auto size = known + ahead;
    data.present.resize(size, true);
    for (auto& one : data.series)
        one.values.resize(size, noValue);
    auto line = lineOf(ArchiveCharts::tr("Forecast"), 0); // the same thing, later
    line.isForecast = true;
    line.values.assign(size, noValue);
    line.low = line.high = line.values;
    for (auto i = known - 1; i < size; ++i) {
        const auto seconds = std::chrono::duration<double>(data.startOf(i + 1) - figures.asOf).count();
        const auto at = forecast.after(i < known ? 0 : seconds / double(daySeconds));
        line.values[i] = at.expected;
        line.low[i] = at.low;
        line.high[i] = at.high;
    }
    data.series.push_back(std::move(line));
    const auto full = forecast.daysUntil(double(figures.usedBytes) + double(figures.diskFreeBytes));
    if (full && *full <= double(ahead))
        data.flags.push_back(
            {figures.asOf + std::chrono::milliseconds(std::llround(*full * double(daySeconds) * 1000)),
             ArchiveCharts::tr("the disk is full")});
}

} // namespace

TimeChartData trafficOverTime(const TrafficHistory& history, UnixMillis asOf)
{
    TimeChartData data;
    data.bucket = TrafficHistory::step;
    data.asOf = asOf;
    const auto begin = history.begin();
    if (!begin)
        return data;
    const auto step = TrafficHistory::step.count();
    const auto last = TrafficHistory::startOf(asOf);
    const auto known = static_cast<std::size_t>(std::max<Timestamp>((last - *begin) / step, 0)) + 1;
    const auto size = std::clamp(known, fewestSteps, TrafficHistory::maximumSteps);
    const auto first = last - static_cast<Timestamp>(size - 1) * step;
    data.first = fromSeconds(first);
    auto written = lineOf(ArchiveCharts::tr("Written"), 0);
    auto duplicates = lineOf(ArchiveCharts::tr("Duplicates"), 1);
    for (const auto& rate : history.rates(first, size)) {
        data.present.push_back(!std::isnan(rate.written));
        written.values.push_back(rate.written);
        duplicates.values.push_back(rate.duplicates);
    }
    data.series = {std::move(written), std::move(duplicates)};
    return data;
}

TimeChartData sizeOverTime(const ArchiveData& archive)
{
    TimeChartData data;
    data.bucket = std::chrono::seconds(daySeconds);
    const auto each = archive.bytesPerEvent();
    if (!each || archive.figures()->days.size() < 2)
        return data;
    const auto& figures = *archive.figures();
    data.asOf = figures.asOf;
    data.first = fromSeconds(figures.days.front().day * daySeconds);
    std::vector<double> sizes(figures.days.size());
    auto size = double(figures.usedBytes);
    for (auto i = sizes.size(); i-- > 0;) {
        sizes[i] = std::max(size, 0.0);
        size -= double(figures.days[i].events) * *each;
    }
    data.present.assign(sizes.size(), true);
    data.series.push_back(lineOf(ArchiveCharts::tr("Size"), 0));
    data.series.back().values = std::move(sizes);
    if (const auto forecast = archive.forecast())
        addForecast(data, *forecast, figures);
    return data;
}

} // namespace nostrscope
