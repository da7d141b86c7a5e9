// SPDX-License-Identifier: GPL-3.0-or-later
// The charts of the page "Archive & sync": what is written each second, and where the size is going.
#include "models/sizeforecast.h"
#include "models/traffichistory.h"
#include "tests/support/fakearchive.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/timechart.h"
#include "ui/kit/infobutton.h"
#include "ui/pages/archivecharts.h"

#include <QBuffer>
#include <QStandardPaths>

#include <cmath>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = 1'763'683'200; // 2025-11-21 00:00:00 UTC
constexpr std::int64_t today = 20'413; // days since the epoch: that day
constexpr double megabyte = 1e6;

Snapshot counted(std::chrono::milliseconds after, std::uint64_t stored, std::uint64_t duplicates)
{
    Snapshot snapshot;
    snapshot.asOf = fromSeconds(start) + after;
    snapshot.vitals.stored = stored;
    snapshot.vitals.duplicates = duplicates;
    return snapshot;
}

/// Of a store with 1,000 bytes each event, at noon of today; events by day, today last.
StoreFigures figuresOf(const QList<int>& days)
{
    StoreFigures figures;
    figures.asOf = fromSeconds(today * 86400 + 12 * 3600);
    figures.events = 100'000;
    figures.usedBytes = 100'000'000;
    figures.diskFreeBytes = 1ULL << 40;
    for (qsizetype i = 0; i < days.size(); ++i)
        figures.days.push_back({today - std::int64_t(days.size() - 1 - i), quint64(days[i])});
    if (!days.isEmpty())
        figures.firstArrival = fromSeconds(figures.days.front().day * 86400 + 3600);
    return figures;
}

TimeChartData sizesOf(const StoreFigures& figures)
{
    FakeEngine engine;
    engine.answers = FakeEngine::Answers::Never;
    ArchiveData data(engine);
    data.refresh();
    emit engine.storeFiguresRead(1, std::make_shared<const StoreFigures>(figures));
    return sizeOverTime(data);
}

} // namespace

class TestArchiveCharts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void forecast_data()
    {
        QTest::addColumn<QList<double>>("growth");
        QTest::addColumn<double>("days");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<double>("expected");
        QTest::addColumn<double>("reach"); // of the cone, to both sides of what is expected
        const QList<double> none;
        QTest::newRow("no day") << none << 1.0 << false << 0.0 << 0.0;
        QTest::newRow("one day") << QList<double>{5} << 1.0 << false << 0.0 << 0.0;
        QTest::newRow("steady") << QList<double>{5, 5, 5} << 10.0 << true << 150.0 << 0.0;
        QTest::newRow("now") << QList<double>{4, 6} << 0.0 << true << 100.0 << 0.0;
        // s = √2, t(1) = 3.0777, after four days √(4 + 16/2).
        QTest::newRow("two days") << QList<double>{4, 6} << 4.0 << true << 120.0
                                  << 3.0777 * std::sqrt(2.0) * std::sqrt(12.0);
        // s = 2, t(2) = 1.8856, after one day √(1 + 1/3).
        QTest::newRow("three days") << QList<double>{3, 5, 7} << 1.0 << true << 105.0
                                    << 1.8856 * 2 * std::sqrt(4.0 / 3);
        // Of eight days the last seven: mean 10, s = √(6 · 1 / 6) = 1, t(6) = 1.4398.
        QTest::newRow("the last seven") << QList<double>{900, 9, 11, 9, 11, 9, 11, 10} << 7.0 << true << 170.0
                                        << 1.4398 * std::sqrt(14.0);
        QTest::newRow("nonsense is nothing")
            << QList<double>{-3, std::nan(""), INFINITY} << 3.0 << true << 100.0 << 0.0;
    }

    void forecast()
    {
        QFETCH(const QList<double>, growth);
        QFETCH(const double, days);
        QFETCH(const bool, isThere);
        QFETCH(const double, expected);
        QFETCH(const double, reach);
        const auto forecast = SizeForecast::of(100, {growth.begin(), growth.end()});
        QCOMPARE(forecast.has_value(), isThere);
        if (!isThere)
            return;
        const auto at = forecast->after(days);
        QVERIFY(std::abs(at.expected - expected) < 1e-9);
        QVERIFY(std::abs(at.high - (expected + reach)) < 1e-3);
        QVERIFY(std::abs(at.low - std::max(100.0, expected - reach)) < 1e-3);
        QVERIFY(forecast->days() <= SizeForecast::mostDays);
    }

    void coneOpens()
    {
        const auto forecast = SizeForecast::of(100, {1, 5, 2, 9});
        QVERIFY(forecast);
        double width = 0;
        for (int day = 1; day < 60; ++day) {
            const auto at = forecast->after(day);
            QVERIFY(at.low >= 100 && at.low <= at.expected && at.expected <= at.high);
            QVERIFY(at.high - at.expected > width);
            width = at.high - at.expected;
        }
        QCOMPARE(*forecast->daysUntil(100), 0.0);
        QVERIFY(std::abs(*forecast->daysUntil(100 + 4.25 * 8) - 8) < 1e-9);
        QVERIFY(!SizeForecast::of(100, {0, 0})->daysUntil(200));
    }

    void sizes_data()
    {
        QTest::addColumn<QList<int>>("days"); // today last
        QTest::addColumn<int>("series");
        QTest::addColumn<int>("buckets");
        QTest::newRow("nothing") << QList<int>{} << 0 << 0;
        QTest::newRow("first day") << QList<int>{10} << 0 << 0;
        QTest::newRow("second day") << QList<int>{10, 10} << 1 << 2;
        // The first day began at some hour: one whole day.
        QTest::newRow("third day") << QList<int>{10, 10, 10} << 1 << 3;
        QTest::newRow("fourth day") << QList<int>{10, 10, 10, 10} << 2 << 4 + 7;
        QTest::newRow("forty days") << QList<int>(40, 10) << 2 << 40 + 20;
        QTest::newRow("a year") << QList<int>(365, 10) << 2 << 365 + 56;
    }

    void sizes()
    {
        QFETCH(const QList<int>, days);
        QFETCH(const int, series);
        QFETCH(const int, buckets);
        const auto data = sizesOf(figuresOf(days));
        QCOMPARE(int(data.series.size()), series);
        QCOMPARE(int(data.size()), buckets);
        if (series < 2)
            return;
        const auto known = std::size_t(days.size());
        QCOMPARE(data.value(0, known - 1), 100 * megabyte);
        QCOMPARE(data.value(0, known - 2), 100 * megabyte - 10'000);
        QVERIFY(std::isnan(data.value(0, known)));
        const auto& line = data.series[1];
        QVERIFY(line.isForecast);
        QVERIFY(std::isnan(line.values[known - 2]));
        QCOMPARE(line.values[known - 1], 100 * megabyte); // it begins where the other ends
        QCOMPARE(line.values[known], 100 * megabyte + 15'000); // a day and a half from noon
        QCOMPARE(line.low[known], line.high[known]); // ten each day: no spread
        QVERIFY(data.flags.empty());
    }

    void flagWhenTheDiskIsFull()
    {
        auto figures = figuresOf({10, 1000, 3000, 10});
        figures.diskFreeBytes = 4'000'000; // two days of the mean of 2 MB
        const auto data = sizesOf(figures);
        QCOMPARE(data.flags.size(), 1U);
        QCOMPARE(data.flags.front().time, figures.asOf + 48h);
        figures.diskFreeBytes = 400'000'000;
        QVERIFY(sizesOf(figures).flags.empty()); // not in this week
    }

    void traffic()
    {
        TrafficHistory history;
        QVERIFY(!history.begin());
        history.add(counted(0s, 1000, 50));
        QVERIFY(!history.begin()); // of when the first thousand came nobody knows
        history.add(counted(5s, 1100, 50)); // 20/s
        history.add(counted(25s, 1500, 90)); // 20/s and 2/s: five of its seconds are in the first step
        QCOMPARE(*history.begin(), start);
        const auto rates = history.rates(start - 10, 5);
        QVERIFY(std::isnan(rates[0].written));
        QCOMPARE(rates[1].written, 20.0);
        QCOMPARE(rates[1].duplicates, 1.0);
        QCOMPARE(rates[2].written, 20.0);
        QCOMPARE(rates[2].duplicates, 2.0);
        QCOMPARE(rates[3].duplicates, 2.0); // half a step is measured
        QVERIFY(std::isnan(rates[4].written));
    }

    void trafficHasGaps()
    {
        TrafficHistory history;
        history.add(counted(0s, 0, 0));
        history.add(counted(10s, 10, 0));
        history.add(counted(10min, 90'000, 0)); // the computer slept
        history.add(counted(10min + 10s, 90'010, 0));
        history.add(counted(10min + 20s, 5, 0)); // another run
        history.add(counted(10min + 30s, 25, 0));
        auto rates = history.rates(start, 70);
        QCOMPARE(rates[0].written, 1.0);
        QVERIFY(std::isnan(rates[1].written) && std::isnan(rates[59].written));
        QCOMPARE(rates[60].written, 1.0);
        QVERIFY(std::isnan(rates[61].written));
        QCOMPARE(rates[62].written, 2.0);
        // The clock was set back: what lies in the future is forgotten.
        history.add(counted(10s, 25, 0));
        history.add(counted(20s, 55, 0));
        rates = history.rates(start, 70);
        QCOMPARE(rates[0].written, 1.0);
        QCOMPARE(rates[1].written, 3.0);
        QVERIFY(std::isnan(rates[60].written));
    }

    void trafficIsBounded()
    {
        TrafficHistory history;
        for (std::uint64_t i = 0; i <= 1000; ++i)
            history.add(counted(std::chrono::seconds(i * 10), i * 10, i * 20));
        QCOMPARE(*history.begin(), start + (1000 - Timestamp(TrafficHistory::maximumSteps)) * 10);
        const auto data = trafficOverTime(history, fromSeconds(start + 10'000 - 1));
        QCOMPARE(data.size(), TrafficHistory::maximumSteps);
        QCOMPARE(data.series.size(), 2U);
        QCOMPARE(data.series[0].values.back(), 1.0);
        QCOMPARE(data.series[1].values.back(), 2.0);
        QCOMPARE(data.first, fromSeconds(*history.begin()));
    }

    void shortTrafficHasRoom()
    {
        TrafficHistory history;
        QVERIFY(trafficOverTime(history, fromSeconds(start)).series.empty());
        history.add(counted(0s, 0, 0));
        history.add(counted(15s, 30, 0));
        const auto data = trafficOverTime(history, fromSeconds(start) + 15s);
        QCOMPARE(data.size(), 30U); // five minutes
        QCOMPARE(std::count(data.present.begin(), data.present.end(), true), 2);
        QVERIFY(!data.isComplete(29));
    }

    void chartsOfThePage()
    {
        WindowFixture f(20);
        QVERIFY(f.window->showPage(u"archive"_s, u"tab:storage"_s));
        auto* traffic = f.find<TimeChart>(u"archiveTraffic"_s);
        for (int i = 0; i < 3; ++i) {
            f.engine.state.vitals.stored += 70;
            f.engine.state.vitals.duplicates += 140;
            f.engine.tick();
            const auto shown = f.engine.state.number;
            QTRY_COMPARE(f.window->feed().shown()->number, shown);
        }
        QTRY_COMPARE(traffic->data().series.size(), 2U);
        QVERIFY(statsOf(traffic->data().series[0].values).last > 0);
        QVERIFY(traffic->toTable().header.contains(u"Duplicates"_s));
        QVERIFY(!traffic->toTable().header.contains(u"Sum"_s));
        for (const auto& name : {u"archiveTraffic"_s, u"archiveChart"_s})
            QVERIFY(f.find<TimeChart>(name)->findChild<InfoButton*>()->text().size() > 50);
    }

    void forecastInTableAndFiles()
    {
        WindowFixture f(20);
        QVERIFY(f.window->showPage(u"archive"_s, u"tab:storage"_s));
        auto* chart = f.find<TimeChart>(u"archiveChart"_s);
        QCOMPARE(chart->data().series.size(), 2U);
        const QStringList header{u"Time (UTC)"_s, u"Size"_s, u"Forecast"_s, u"Forecast: at least"_s,
                                 u"Forecast: at most"_s};
        QCOMPARE(chart->toTable().header, header);
        const auto csv = chart->toCsv().split('\n');
        QVERIFY(csv.front().startsWith("Time (UTC),Size,Forecast,Forecast: at least,Forecast: at most"));
        QCOMPARE(csv.at(1).trimmed().split(',').size(), 5);
        QVERIFY(csv.at(1).trimmed().endsWith(",,,")); // the past has no forecast
        const auto last = csv.at(csv.size() - 2).trimmed().split(',');
        QVERIFY(last.at(1).isEmpty());
        QVERIFY(last.at(3).toDouble() <= last.at(2).toDouble());
        QVERIFY(last.at(2).toDouble() < last.at(4).toDouble());
        // The sentence for screen readers ends with the forecast, and its peak is no forecast.
        QVERIFY(chart->summary().contains(u"; Forecast for 20"_s));
        // Cursor in the future.
        chart->setCursorAt(chart->data().size() - 1);
        QVERIFY(chart->cursorText().contains(u"Forecast: "_s));
        QVERIFY(chart->cursorText().contains(u" to "_s));
        chart->setCursorAt(std::nullopt);
        // Line and cone are in pictures and drawings: without them these are others.
        const auto picture = chart->toImage(1);
        QByteArray drawing;
        QBuffer buffer(&drawing);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && chart->writeSvg(buffer));
        chart->setSeriesHidden(u"Forecast"_s, true);
        QCOMPARE(chart->toTable().header, (QStringList{u"Time (UTC)"_s, u"Size"_s}));
        QVERIFY(chart->toImage(1) != picture);
        QByteArray without;
        QBuffer other(&without);
        QVERIFY(other.open(QIODevice::WriteOnly) && chart->writeSvg(other));
        QVERIFY(without.size() < drawing.size());
    }

    void rangesOfTheFutureAreNone()
    {
        WindowFixture f(20);
        QVERIFY(f.window->showPage(u"archive"_s, u"tab:storage"_s));
        auto* chart = f.find<TimeChart>(u"archiveChart"_s);
        int asked = 0;
        connect(chart, &TimeChart::rangeSelected, this, [&asked] { ++asked; });
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_End);
        QTest::keyClick(chart, Qt::Key_Return);
        QCOMPARE(asked, 0);
        QTest::keyClick(chart, Qt::Key_Home);
        QTest::keyClick(chart, Qt::Key_Return);
        QCOMPARE(asked, 1);
    }
};

QTEST_MAIN(TestArchiveCharts)
#include "tst_archivecharts.moc"
