// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "ui/charts/barrank.h"
#include "ui/charts/chartcanvas.h"
#include "ui/charts/heartbeatbar.h"
#include "ui/charts/heatgrid.h"
#include "ui/charts/histogramchart.h"
#include "ui/charts/lanechart.h"
#include "ui/charts/timeaxis.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr UnixMillis start{1'763'683'200'000ms}; // 2025-11-21 00:00:00 UTC

Fmt format()
{
    return Fmt(QLocale::c(), QTimeZone::utc());
}

template <typename Chart> struct Fixture {
    explicit Fixture(const QString& unit = u"events"_s)
        : theme(*qApp)
        , chart(theme, format(), u"Title"_s, unit)
    {
        chart.resize(600, 300);
        chart.show();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&chart, key, modifiers); }
    void click(const QPointF& pos)
    {
        QTest::mouseClick(chart.template findChild<ChartCanvas*>(), Qt::LeftButton, {}, pos.toPoint());
    }
    /// At sizes from one pixel to 8k, in all themes, alone and as a picture.
    void paintEverywhere()
    {
        for (const auto choice : {Theme::Choice::Light, Theme::Choice::HighContrast}) {
            theme.setChoice(choice);
            for (const QSize size : {QSize(1, 1), QSize(90, 60), QSize(600, 300), QSize(7680, 4320)}) {
                chart.setMinimumSize(1, 1);
                chart.resize(size);
                (void)chart.grab();
            }
        }
        theme.setChoice(Theme::Choice::System);
    }
    Theme theme;
    Chart chart;
};

std::vector<BarRank::Bar> bars(int count)
{
    std::vector<BarRank::Bar> made;
    for (int i = 0; i < count; ++i)
        made.push_back({u"bar %1"_s.arg(i), static_cast<double>(i + 1), 0, i});
    return made;
}

LaneChart::Data lanes()
{
    using Shape = LaneChart::Shape;
    LaneChart::Data data;
    data.lanes = {u"A"_s, u"B"_s, u"C"_s};
    data.from = start;
    data.to = start + 100s;
    data.items = {{0, start + 10s, start + 10s, Shape::Dot, {}, u"request"_s, 1, std::nullopt},
                  {2, start + 50s, start + 70s, Shape::Bar, {}, u"work"_s, 2, 0},
                  {1, start + 30s, start + 30s, Shape::Diamond, {}, u"zap"_s, 3, 0}};
    return data;
}

} // namespace

class TestPaintedCharts : public QObject {
    Q_OBJECT

private slots:
    /// Every label names its moment once: several days, months or years are told apart.
    void timeAxisNamesDaysAndYears_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("count");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char* name, const QString& from, const QString& to, int count,
                            const QStringList& texts) {
            QTest::newRow(name) << from << to << count << texts;
        };
        row("hours", u"2025-11-21T08:30"_s, u"2025-11-21T11:30"_s, 4, {u"09:00"_s, u"10:00"_s, u"11:00"_s});
        row("over midnight", u"2025-11-20T22:30"_s, u"2025-11-21T01:30"_s, 4,
            {u"23:00"_s, u"21 Nov"_s, u"01:00"_s});
        row("half days", u"2025-11-20T06:00"_s, u"2025-11-22T06:00"_s, 5,
            {u"12:00"_s, u"21 Nov"_s, u"12:00"_s, u"22 Nov"_s});
        row("days", u"2025-11-20"_s, u"2025-11-22"_s, 2, {u"20 Nov"_s, u"21 Nov"_s, u"22 Nov"_s});
        row("days over a new year", u"2025-12-30"_s, u"2026-01-02"_s, 3,
            {u"30 Dec 2025"_s, u"31 Dec"_s, u"1 Jan 2026"_s, u"2 Jan"_s});
        row("months", u"2025-01-15"_s, u"2025-05-15"_s, 4,
            {u"Feb 2025"_s, u"Mar 2025"_s, u"Apr 2025"_s, u"May 2025"_s});
        row("quarters", u"2024-11-15"_s, u"2025-09-15"_s, 4, {u"Jan 2025"_s, u"Apr 2025"_s, u"Jul 2025"_s});
        row("years", u"2020-06-01"_s, u"2025-06-01"_s, 6,
            {u"2021"_s, u"2022"_s, u"2023"_s, u"2024"_s, u"2025"_s});
        row("every second year", u"2019-06-01"_s, u"2025-06-01"_s, 3, {u"2020"_s, u"2022"_s, u"2024"_s});
        row("nothing", u"2025-06-01"_s, u"2025-06-01"_s, 6, {});
    }
    void timeAxisNamesDaysAndYears()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, count);
        const auto time = [](const QString& text) {
            const auto whole = text + (text.contains(u'T') ? u"Z"_s : u"T00:00Z"_s);
            return fromMillis(QDateTime::fromString(whole, Qt::ISODate).toMSecsSinceEpoch());
        };
        const auto ticks = timeTicks(time(from), time(to), count, format());
        QTEST(tickTexts(ticks, format()), "texts");
    }
    void timeAxisBearsAbsurdRanges()
    {
        const auto end = fromSeconds(limits::maxCreatedAt);
        for (const auto from : {fromSeconds(-limits::maxCreatedAt), UnixMillis{}, start}) {
            const auto ticks = timeTicks(from, end, 10, format());
            QVERIFY(ticks.times.size() <= 11);
            QCOMPARE(tickTexts(ticks, format()).size(), ticks.times.size());
        }
    }

    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void ranksAreSortedAndCut()
    {
        Fixture<BarRank> f;
        f.chart.setBars(bars(20), 100);
        QCOMPARE(f.chart.bars().size(), BarRank::maximumBars);
        QCOMPARE(f.chart.bars().front().value, 20.0);
        QCOMPARE(f.chart.others(), 100.0 + 1 + 2 + 3 + 4 + 5);
        const auto table = f.chart.toTable();
        QCOMPARE(table.rows.size(), 16U);
        QCOMPARE(table.rows.back()[0].raw, u"Other"_s);
        QCOMPARE(table.rows.front()[1].raw, u"20"_s);
        QVERIFY(f.chart.summary().contains(u"bar 19 with 20 events"_s));
    }

    void ranksByKeysAndClick()
    {
        Fixture<BarRank> f;
        f.chart.setBars(bars(3), 7);
        QSignalSpy opened(&f.chart, &BarRank::activated);
        f.press(Qt::Key_Down);
        QCOMPARE(f.chart.current(), 0);
        f.press(Qt::Key_Down);
        QCOMPARE(f.chart.cursorText(), u"bar 1: 2 events"_s);
        QCOMPARE(f.chart.accessibleDescription(), f.chart.cursorText());
        f.press(Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).toInt(), 1);
        f.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"bar 1: 2 events"_s);
        f.press(Qt::Key_End);
        f.press(Qt::Key_Return); // "Other" leads nowhere
        QCOMPARE(opened.size(), 1);
        f.press(Qt::Key_Escape);
        QCOMPARE(f.chart.current(), -1);
        f.click(f.chart.rowRect(0).center());
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(1).at(0).toInt(), 2);
        f.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(f.chart.isTableShown());
    }

    void ranksOfOddValues()
    {
        Fixture<BarRank> f;
        f.chart.setBars({{u"a"_s, gap, 0, {}},
                         {u"b"_s, -1, 0, {}},
                         {u"c"_s, HUGE_VAL, 99, {}},
                         {QString(100'000, u'W'), 0, -7, {}}},
                        gap);
        QCOMPARE(f.chart.bars().size(), 2U);
        f.paintEverywhere();
        f.chart.setBars({});
        f.press(Qt::Key_Down);
        f.paintEverywhere();
    }

    void latencyBinsCountAll()
    {
        const std::vector<double> times{0, 0.5, 1, 1.2, 9.9, 10, 250, gap, -3, HUGE_VAL, 1e300};
        const auto bins = latencyBins(times);
        double sum = 0;
        for (std::size_t i = 0; i < bins.size(); ++i) {
            sum += bins[i].count;
            if (i > 0)
                QCOMPARE(bins[i].from, bins[i - 1].to);
        }
        QCOMPARE(sum, 8.0);
        QCOMPARE(bins.size(), 60U);
        QCOMPARE(bins[0].count, 2.0);
        QCOMPARE(bins[1].count, 2.0); // 1 … 1.58
        QCOMPARE(latencyBins({}).size(), 1U);
    }

    void histogramByKeys()
    {
        Fixture<HistogramChart> f(u"checks"_s);
        f.chart.setBins({{0, 10, 1}, {10, 100, 6}, {100, 1000, 3}}, {{u"p50"_s, 55}});
        QVERIFY2(f.chart.summary().contains(u"10 checks, most at 10 ms to 100 ms"_s),
                 qPrintable(f.chart.summary()));
        f.press(Qt::Key_Right);
        f.press(Qt::Key_Right);
        QCOMPARE(f.chart.cursorText(), u"10 ms to 100 ms: 6 checks; 70.00 % lie below 100 ms"_s);
        f.press(Qt::Key_Home);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(0));
        f.press(Qt::Key_Left);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(0));
        f.press(Qt::Key_End);
        f.press(Qt::Key_Right);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(2));
        QCOMPARE(f.chart.toCsv(),
                 QByteArray("From,To,checks,Share\r\n0,10,1,0.1\r\n10,100,6,0.6\r\n100,1000,3,0.3\r\n"));
        f.paintEverywhere();
    }

    void histogramOfOddBins()
    {
        Fixture<HistogramChart> f(u"checks"_s);
        f.chart.setBins({});
        f.paintEverywhere();
        f.chart.setBins({{0, 0, gap}, {5, 1, -1}, {gap, HUGE_VAL, HUGE_VAL}, {-1, 1e308, 1e308}},
                        {{u"x"_s, gap}, {u"y"_s, HUGE_VAL}, {QString(5000, u'z'), 0.5}});
        f.press(Qt::Key_End);
        f.paintEverywhere();
        f.chart.setBins(std::vector<HistogramBin>(10'000, {1, 2, 3}));
        QCOMPARE(f.chart.bins().size(), HistogramChart::maximumBins);
        f.paintEverywhere();
    }

    void heatByKeys()
    {
        Fixture<HeatGrid> f;
        f.chart.setData(
            {{u"Mon"_s, u"Tue"_s}, {u"00"_s, u"01"_s, u"02"_s}, {0, 7, gap, 70, 35, 1}, ChartUnit::Count});
        QCOMPARE(f.chart.step(f.chart.value(0, 0)), 0);
        QCOMPARE(f.chart.step(f.chart.value(0, 1)), 1);
        QCOMPARE(f.chart.step(f.chart.value(0, 2)), -1);
        QCOMPARE(f.chart.step(f.chart.value(1, 0)), 7);
        QCOMPARE(f.chart.step(f.chart.value(1, 1)), 4);
        QVERIFY(f.chart.summary().contains(u"most at Tue, 00 (70 events)"_s));
        QSignalSpy opened(&f.chart, &HeatGrid::activated);
        f.press(Qt::Key_Right); // shows the cursor
        QCOMPARE(f.chart.current(), std::optional(HeatGrid::Cell(0, 0)));
        f.press(Qt::Key_Right);
        f.press(Qt::Key_Down);
        QCOMPARE(f.chart.cursorText(), u"Tue, 01: 35 events"_s);
        f.press(Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        f.press(Qt::Key_End);
        f.press(Qt::Key_Up);
        QCOMPARE(f.chart.cursorText(), u"Mon, 02: no data"_s);
        f.press(Qt::Key_Escape);
        QVERIFY(!f.chart.current());
        f.click(f.chart.cellRect(1, 2).center());
        QCOMPARE(opened.size(), 2);
        QCOMPARE(f.chart.toCsv(), QByteArray("events,00,01,02\r\nMon,0,7,\r\nTue,70,35,1\r\n"));
    }

    void heatShowsDataZeroAndNothing()
    {
        Fixture<HeatGrid> f;
        f.chart.setData({{u"row"_s}, {u"a"_s, u"b"_s, u"c"_s}, {10, 0, gap}, ChartUnit::Count});
        auto* canvas = f.chart.findChild<ChartCanvas*>();
        const auto image = canvas->grab().toImage();
        const auto at = [&](int column) { return f.chart.cellRect(0, column).center().toPoint(); };
        QCOMPARE(image.pixelColor(at(0)), f.theme.colors().heat[6]);
        QCOMPARE(image.pixelColor(at(1)), f.theme.colors().base);
        int hatched = 0;
        for (int x = at(2).x() - 10; x < at(2).x() + 10; ++x)
            hatched += image.pixelColor(x, at(2).y()) == f.theme.colors().hairline ? 1 : 0;
        QVERIFY(hatched > 1 && hatched < 19);
    }

    void heatOfOddData()
    {
        Fixture<HeatGrid> f;
        f.paintEverywhere();
        f.press(Qt::Key_Right);
        QStringList many;
        for (int i = 0; i < 5000; ++i)
            many.append(QString(2000, u'W'));
        f.chart.setData({many, many, {gap, HUGE_VAL, -1, 1e308, 5e-324}, ChartUnit::Bytes});
        f.press(Qt::Key_End);
        f.paintEverywhere();
        f.chart.setData({{u"r"_s}, {}, {}, ChartUnit::Count});
        QVERIFY(!f.chart.current());
        f.paintEverywhere();
    }

    void lanesByKeys()
    {
        Fixture<LaneChart> f(u"UTC"_s);
        f.chart.setData(lanes());
        QSignalSpy opened(&f.chart, &LaneChart::activated);
        f.press(Qt::Key_Right);
        QCOMPARE(f.chart.current(), std::optional<std::size_t>(0));
        f.press(Qt::Key_Right); // by time, not by place in the list
        QCOMPARE(f.chart.current(), std::optional<std::size_t>(2));
        f.press(Qt::Key_Right);
        f.press(Qt::Key_Right);
        QCOMPARE(f.chart.current(), std::optional<std::size_t>(1));
        QCOMPARE(f.chart.cursorText(), u"2025-11-21 00:00:50 to 2025-11-21 00:01:10 UTC, C: work"_s);
        f.press(Qt::Key_Up);
        QCOMPARE(f.chart.current(), std::optional<std::size_t>(2));
        f.press(Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).toInt(), 3);
        f.click(f.chart.itemRect(0).center());
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(1).at(0).toInt(), 1);
        QCOMPARE(f.chart.toTable().rows.size(), 3U);
        QCOMPARE(f.chart.toTable().rows[1][3].raw, u"zap"_s);
        f.press(Qt::Key_Escape);
        QVERIFY(!f.chart.current());
    }

    void lanesShareTheCursor()
    {
        Fixture<LaneChart> f(u"UTC"_s);
        ChartCursor shared;
        f.chart.joinCursor(shared);
        f.chart.setData(lanes());
        const auto before = f.chart.grab().toImage();
        shared.moveTo(start + 85s, nullptr);
        QVERIFY(f.chart.grab().toImage() != before);
    }

    void lanesOfOddData()
    {
        Fixture<LaneChart> f(u"UTC"_s);
        f.paintEverywhere();
        auto data = lanes();
        data.items[0].lane = 99; // an arrow points to it
        data.items[1].cause = 1;
        data.items[2].cause = 77;
        data.items[1].to = UnixMillis(std::chrono::milliseconds(std::numeric_limits<std::int64_t>::max()));
        data.items[2].from = UnixMillis(std::chrono::milliseconds(std::numeric_limits<std::int64_t>::min()));
        f.chart.setData(data);
        QCOMPARE(f.chart.toTable().rows.size(), 2U);
        f.press(Qt::Key_End);
        f.press(Qt::Key_Down);
        f.paintEverywhere();
        data.from = data.to = start;
        f.chart.setData(data);
        f.paintEverywhere();
        data = lanes();
        data.items.resize(20'000, data.items.front());
        for (int i = 0; i < 3000; ++i)
            data.lanes.append(QString(500, u'W'));
        f.chart.setData(data);
        QCOMPARE(f.chart.items().size(), LaneChart::maximumItems);
        f.press(Qt::Key_End);
        f.paintEverywhere();
    }

    void heartbeatByKeys()
    {
        Theme theme(*qApp);
        HeartbeatBar bar(theme, format());
        bar.resize(300, 30);
        bar.show();
        std::vector<HeartbeatBar::Segment> segments;
        for (int i = 0; i < 48; ++i)
            segments.push_back({start + std::chrono::minutes(30 * i),
                                start + std::chrono::minutes(30 * (i + 1)),
                                i == 47      ? Heartbeat(Status::Down)
                                    : i == 0 ? Heartbeat()
                                             : Heartbeat(Status::Online),
                                i == 47 ? u"3 of 3 checks failed"_s : QString()});
        bar.setSegments(segments);
        QCOMPARE(bar.summary(), u"Online 46, Down 1, not measured 1"_s);
        QCOMPARE(bar.accessibleDescription(), bar.summary());
        QTest::keyClick(&bar, Qt::Key_Left);
        QCOMPARE(bar.current(), 47);
        QCOMPARE(bar.accessibleDescription(),
                 u"2025-11-21 23:30:00 to 2025-11-22 00:00:00 UTC: Down, 3 of 3 checks failed"_s);
        QTest::keyClick(&bar, Qt::Key_Left);
        QCOMPARE(bar.current(), 46);
        QTest::keyClick(&bar, Qt::Key_Home);
        QVERIFY(bar.accessibleDescription().endsWith(u"not measured"_s));
        QTest::keyClick(&bar, Qt::Key_Left);
        QCOMPARE(bar.current(), 0);
        QSignalSpy opened(&bar, &HeartbeatBar::activated);
        QTest::keyClick(&bar, Qt::Key_Return);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, {297, 15});
        QCOMPARE(opened.size(), 2);
        QCOMPARE(opened.at(1).at(0).toInt(), 47);
        QTest::keyClick(&bar, Qt::Key_Escape);
        QCOMPARE(bar.current(), -1);
        bar.setSegments({});
        QTest::keyClick(&bar, Qt::Key_Left);
        QCOMPARE(bar.summary(), u"Not measured yet"_s);
        bar.setSegments(std::vector<HeartbeatBar::Segment>(9999));
        QCOMPARE(bar.segments().size(), HeartbeatBar::maximumSegments);
        for (const QSize size : {QSize(1, 1), QSize(48, 16), QSize(7680, 100)}) {
            bar.setMinimumSize(1, 1);
            bar.resize(size);
            (void)bar.grab();
        }
    }

    void rightToLeftKeepsTime()
    {
        Fixture<LaneChart> f(u"UTC"_s);
        f.chart.setLayoutDirection(Qt::RightToLeft);
        f.chart.setData(lanes());
        QVERIFY(f.chart.itemRect(0).x() < f.chart.itemRect(1).x());
        Fixture<HeatGrid> heat;
        heat.chart.setLayoutDirection(Qt::RightToLeft);
        heat.chart.setData({{u"r"_s}, {u"00"_s, u"01"_s}, {1, 2}, ChartUnit::Count});
        QVERIFY(heat.chart.cellRect(0, 0).x() < heat.chart.cellRect(0, 1).x());
    }
};

QTEST_MAIN(TestPaintedCharts)
#include "tst_paintedcharts.moc"
