// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pagecharts.h"

#include "models/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct PageCharts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::PageCharts)
};

constexpr int daysOfWeek = 7;
constexpr int hoursOfDay = 24;

/// Buckets and time of a chart about the range of the snapshot; no series yet.
TimeChartData frameOf(const Snapshot& snapshot)
{
    TimeChartData data;
    data.first = fromSeconds(snapshot.series.firstBucket);
    data.bucket = snapshot.series.bucket;
    data.asOf = snapshot.asOf;
    data.present = snapshot.series.listening;
    return data;
}

} // namespace

TimeChartData eventsOverTime(UiContext& context, const Snapshot& snapshot)
{
    auto data = frameOf(snapshot);
    std::vector<std::optional<Kind>> kinds;
    for (const auto& line : snapshot.series.lines)
        kinds.push_back(line.kind);
    const auto colors = context.kindColors.of(kinds);
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const auto& line = snapshot.series.lines[i];
        data.series.push_back({line.kind ? context.fmt.kind(*line.kind) : PageCharts::tr("Other"),
                               colors[i],
                               toValues(line.counts),
                               {},
                               {},
                               false});
    }
    return data;
}

TimeChartData availabilityOverTime(UiContext& context, const Snapshot& snapshot)
{
    // Of the colours of series: those that are nearest to "online" and to its neighbour.
    constexpr int connectedColor = 0;
    constexpr int answeringColor = 2;
    auto data = frameOf(snapshot);
    const auto& history = context.feed.availability();
    const auto shares = history.shares(snapshot.series.firstBucket, data.bucket, data.present.size());
    ChartSeries connected{PageCharts::tr("Connected"), connectedColor, {}, {}, {}, false};
    ChartSeries answering{PageCharts::tr("Answering"), answeringColor, {}, {}, {}, false};
    bool isEmpty = true;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        connected.values.push_back(shares[i].connected);
        answering.values.push_back(shares[i].answering);
        data.present[i] = shares[i].connected == shares[i].connected; // not a number: a gap
        isEmpty = isEmpty && !data.present[i];
    }
    for (const auto& outage : history.outages())
        data.outages.push_back({outage.from, outage.to, PageCharts::tr("our own connection was out")});
    if (!isEmpty)
        data.series = {std::move(answering), std::move(connected)};
    return data;
}

TimeChartData totalsOverTime(const Table& table, const Question& question, const QString& name, int color)
{
    TimeChartData counts;
    if (table.rows.empty())
        return counts;
    const auto width = question.bucket.count();
    const auto last = question.range.all ? question.now : question.range.to;
    const auto begin = question.range.all ? table.value(0, "bucket").toLongLong() : question.range.from + 1;
    const auto first = begin - begin % width;
    const auto size = static_cast<std::size_t>((last - first) / width) + 1;
    const auto skipped = size > TimeChartData::maximumBuckets ? size - TimeChartData::maximumBuckets : 0;
    std::vector<double> values(size - skipped);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto at = static_cast<std::size_t>((table.value(i, "bucket").toLongLong() - first) / width);
        if (at >= skipped && at < size)
            values[at - skipped] = table.value(i, "events").toDouble();
    }
    counts.first = fromSeconds(first + static_cast<Timestamp>(skipped) * width);
    counts.bucket = question.bucket;
    counts.asOf = fromSeconds(question.now);
    counts.present.assign(values.size(), true);
    counts.series.push_back({name, color, std::move(values), {}, {}, false});
    return counts;
}

HeatGrid::Data weekHours(const Table& table, const QLocale& locale)
{
    HeatGrid::Data data;
    data.values.assign(std::size_t(daysOfWeek * hoursOfDay), noValue);
    const int first = locale.firstDayOfWeek();
    for (int i = 0; i < daysOfWeek; ++i)
        data.rows.append(locale.standaloneDayName((first - 1 + i) % daysOfWeek + 1, QLocale::ShortFormat));
    for (int hour = 0; hour < hoursOfDay; ++hour)
        data.columns.append(locale.toString(hour));
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const int day = table.value(i, "weekday").toInt(); // 1: Monday
        const int hour = table.value(i, "hour").toInt();
        if (day < 1 || day > daysOfWeek || hour < 0 || hour >= hoursOfDay)
            continue;
        const int row = (day - first + daysOfWeek) % daysOfWeek;
        if (table.value(i, "covered").toBool())
            data.values[static_cast<std::size_t>(row * hoursOfDay + hour)] =
                table.value(i, "events").toDouble();
    }
    return data;
}

void showKindRank(BarRank& chart, UiContext& context, const std::vector<KindRow>& rows)
{
    auto order = rows;
    const auto top = std::min(BarRank::maximumBars, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(top), order.end(),
                      [](const KindRow& a, const KindRow& b) {
                          return a.events != b.events ? a.events > b.events : a.kind < b.kind;
                      });
    std::vector<BarRank::Bar> bars;
    double others = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i < top)
            bars.push_back({words::kindText(order[i].kind, context.fmt), double(order[i].events),
                            context.kindColors.known(order[i].kind), order[i].kind});
        else
            others += double(order[i].events);
    }
    chart.setBars(std::move(bars), others);
}

} // namespace nostrscope
