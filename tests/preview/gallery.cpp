// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/preview/gallery.h"

#include "ui/charts/barrank.h"
#include "ui/charts/heartbeatbar.h"
#include "ui/charts/heatgrid.h"
#include "ui/charts/histogramchart.h"
#include "ui/charts/lanechart.h"
#include "ui/charts/timechart.h"

#include <QGridLayout>
#include <QPainter>

#include <cmath>
#include <random>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t buckets = 96;
constexpr UnixMillis start{1'763'683'200'000ms};

TimeChartData eventsOfADay(std::mt19937& random)
{
    TimeChartData data;
    data.first = start;
    data.bucket = 15min;
    data.asOf = data.startOf(buckets) - 6min;
    data.present.assign(buckets, true);
    for (std::size_t i = 30; i < 36; ++i)
        data.present[i] = false;
    const std::pair<QString, double> kinds[] = {{u"1 · Text note"_s, 900}, {u"7 · Reaction"_s, 700},
                                                {u"6 · Repost"_s, 220},    {u"0 · Profile"_s, 150},
                                                {u"9735 · Zap"_s, 120},    {u"30311 · Live event"_s, 90},
                                                {u"Other"_s, 60}};
    std::normal_distribution<double> noise(1, 0.12);
    int color = 0;
    for (const auto& [name, size] : kinds) {
        ChartSeries series{name, color < 6 ? color : -1, {}, {}, {}, false};
        ++color;
        for (std::size_t i = 0; i < buckets; ++i)
            series.values.push_back(std::floor(size * (1.2 + std::sin(static_cast<double>(i) / 15))
                                               * std::max(noise(random), 0.2)));
        data.series.push_back(std::move(series));
    }
    for (std::size_t i = 0; i < buckets; ++i)
        data.previous.push_back(2000 * (1.3 + std::sin(static_cast<double>(i) / 15 + 0.4)));
    data.outages.push_back({data.startOf(30), data.startOf(36), u"no own connection"_s});
    data.flags = {{data.startOf(36), u"restart"_s}, {data.startOf(70) + 3min, u"incident"_s}};
    return data;
}

TimeChartData openTimes(std::mt19937& random)
{
    auto data = eventsOfADay(random);
    data.previous.clear();
    data.series.resize(3);
    const std::pair<QString, double> names[] = {
        {u"open"_s, 120}, {u"read"_s, 260}, {u"NIP-66 reports"_s, 180}};
    for (std::size_t s = 0; s < 3; ++s) {
        auto& series = data.series[s];
        series.name = names[s].first;
        series.isForeign = s == 2;
        for (auto& value : series.values)
            value = names[s].second * (0.8 + value / 4000 / static_cast<double>(s + 1));
        if (s == 0) {
            series.low = series.high = series.values;
            for (auto& value : series.low)
                value *= 0.7;
            for (auto& value : series.high)
                value *= 1.9;
        }
    }
    data.series[1].values[50] = noValue;
    data.series[1].values[52] = noValue;
    return data;
}

/// Sparklines and heartbeats as cells have them.
class Cells final : public QWidget {
public:
    explicit Cells(const Theme& theme)
        : m_theme(theme)
    {
        setFixedHeight(90);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.colors().base);
        painter.fillRect(QRect(0, 60, width(), 30), m_theme.colors().selection);
        std::vector<double> values;
        for (int i = 0; i < 60; ++i)
            values.push_back(i > 20 && i < 28 ? noValue : 5 + std::sin(i / 4.0) * 3 + i % 5);
        const std::vector<Heartbeat> beats = states();
        for (int row = 0; row < 3; ++row) {
            paintSparkline(&painter, QRectF(10, row * 30 + 7, 96, 16), values, m_theme.colors(), row == 2);
            paintHeartbeat(&painter, QRectF(130, row * 30 + 5, 48 * (row + 3), 20), beats, m_theme.colors(),
                           row == 2);
        }
    }

private:
    static std::vector<Heartbeat> states()
    {
        std::vector<Heartbeat> beats(48, Status::Online);
        beats[3] = beats[4] = beats[5] = std::nullopt;
        beats[10] = beats[11] = Status::Degraded;
        beats[20] = beats[21] = beats[22] = Status::Down;
        beats[30] = Status::Unknown;
        beats[31] = Status::Unknown;
        beats[40] = beats[41] = Status::Paused;
        beats[47] = Status::Checking;
        return beats;
    }
    const Theme& m_theme;
};

LaneChart::Data jobTrace(const ThemeColors& colors)
{
    using Shape = LaneChart::Shape;
    LaneChart::Data data;
    data.lanes = {u"Customer"_s, u"DVM Summariser with a rather long name"_s, u"DVM B"_s, u"Payment"_s};
    data.from = start;
    data.to = start + 60s;
    const auto at = [](int second) { return start + std::chrono::seconds(second); };
    data.items = {
        {0, at(3), at(3), Shape::Dot, colors.series[0], u"request, kind 5050"_s, 1, std::nullopt},
        {1, at(6), at(6), Shape::Triangle, colors.state(Status::Degraded), u"payment required"_s, 2, 0},
        {2, at(8), at(8), Shape::Cross, colors.state(Status::Down), u"error"_s, 3, 0},
        {3, at(18), at(18), Shape::Diamond, colors.series[4], u"zap of 21 sat"_s, 4, 1},
        {1, at(20), at(41), Shape::Bar, colors.series[0], u"processing"_s, 5, 3},
        {1, at(42), at(42), Shape::Dot, colors.state(Status::Online), u"result"_s, 6, 0},
        {2, at(30), at(52), Shape::HatchedBar, colors.series[3], u"refused"_s, 7, std::nullopt},
        {0, at(55), at(55), Shape::DashedDot, {}, u"thanks, not seen"_s, 8, std::nullopt},
        {3, at(45), at(59), Shape::DashedBar, colors.series[5], u"open invoice"_s, 9, std::nullopt},
        {1, at(43), at(43), Shape::Tick, colors.text, u"first result"_s, 10, std::nullopt},
    };
    return data;
}

} // namespace

std::unique_ptr<QWidget> makeGallery(const Theme& theme, const Fmt& fmt)
{
    std::mt19937 random(7);
    auto gallery = std::make_unique<QWidget>();
    auto* layout = new QGridLayout(gallery.get());
    layout->setSpacing(8);
    auto* cursor = new ChartCursor(gallery.get());
    const auto addTime = [&](int row, int column, const QString& title, const QString& unit, ChartForm form,
                             const TimeChartData& data, ChartUnit valueUnit) {
        auto* chart = new TimeChart(theme, fmt, title, unit);
        chart->setValueUnit(valueUnit);
        chart->setForms({form, ChartForm::Lines});
        chart->setForm(form);
        chart->joinCursor(*cursor);
        chart->setData(data);
        layout->addWidget(chart, row, column);
        return chart;
    };
    const auto events = eventsOfADay(random);
    addTime(0, 0, u"Events"_s, u"events"_s, ChartForm::Bars, events, ChartUnit::Count);
    addTime(0, 1, u"Events as lines"_s, u"events"_s, ChartForm::Lines, events, ChartUnit::Count);
    addTime(1, 0, u"Events, all together"_s, u"events"_s, ChartForm::Cumulative, events, ChartUnit::Count);
    addTime(1, 1, u"Share of kinds"_s, u"events"_s, ChartForm::Share, events, ChartUnit::Count);
    addTime(2, 0, u"Open time"_s, u"p50 with p95"_s, ChartForm::Lines, openTimes(random),
            ChartUnit::Milliseconds);
    addTime(2, 1, u"Open time, logarithmic"_s, u"p50 with p95"_s, ChartForm::Lines, openTimes(random),
            ChartUnit::Milliseconds)
        ->setLogarithmic(true);

    auto* ranks = new BarRank(theme, fmt, u"Kinds"_s, u"events"_s);
    std::vector<BarRank::Bar> bars;
    for (int i = 0; i < 12; ++i)
        bars.push_back({u"%1 · kind with a name"_s.arg(i * 37), 90'000.0 / (i + 1), i < 6 ? i : 0, i});
    ranks->setBars(std::move(bars), 12'345);
    layout->addWidget(ranks, 3, 0);

    auto* histogram = new HistogramChart(theme, fmt, u"Open time"_s, u"checks"_s);
    std::vector<double> times;
    std::lognormal_distribution<double> spread(5, 0.9);
    for (int i = 0; i < 4000; ++i)
        times.push_back(spread(random));
    histogram->setBins(latencyBins(times), {{u"p50"_s, 148}, {u"p95"_s, 650}});
    layout->addWidget(histogram, 3, 1);

    auto* heat = new HeatGrid(theme, fmt, u"Events by weekday and hour"_s, u"events"_s);
    HeatGrid::Data week;
    for (int day = 1; day <= 7; ++day)
        week.rows.append(fmt.locale().dayName(day, QLocale::ShortFormat));
    for (int hour = 0; hour < 24; ++hour)
        week.columns.append(u"%1:00"_s.arg(hour, 2, 10, QChar(u'0')));
    for (int i = 0; i < 7 * 24; ++i)
        week.values.push_back(i / 24 == 6 && i % 24 > 14 ? noValue
                                  : i % 24 == 4          ? 0
                                                : 5000 * (1 + std::sin(i % 24 / 4.0)) * (1 + i / 24));
    heat->setData(week);
    layout->addWidget(heat, 4, 0);

    auto* lanes = new LaneChart(theme, fmt, u"Job trace"_s, u"UTC"_s);
    lanes->setData(jobTrace(theme.colors()));
    layout->addWidget(lanes, 4, 1);

    auto* beats = new HeartbeatBar(theme, fmt);
    std::vector<HeartbeatBar::Segment> segments;
    for (int i = 0; i < 48; ++i) {
        const auto from = start + std::chrono::minutes(30 * i);
        Heartbeat state = Status::Online;
        if (i % 17 == 5)
            state = Status::Degraded;
        else if (i > 30 && i < 34)
            state = Status::Down;
        else if (i < 4)
            state = std::nullopt;
        segments.push_back({from, from + 30min, state, u"12 checks"_s});
    }
    beats->setSegments(std::move(segments));
    layout->addWidget(beats, 5, 0);
    layout->addWidget(new Cells(theme), 5, 1);
    for (int row = 0; row < 5; ++row)
        layout->setRowStretch(row, row == 3 ? 5 : 4);
    return gallery;
}

} // namespace nostrscope
