// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"
#include "ui/kit/tables.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t start = 1'763'683'200; // 2025-11-21 00:00:00 UTC
constexpr double gap = std::numeric_limits<double>::quiet_NaN();

const QList allForms{ChartForm::Bars, ChartForm::Area, ChartForm::Share, ChartForm::Lines,
                     ChartForm::Cumulative};

Fmt format()
{
    return Fmt(QLocale::c(), QTimeZone::utc());
}

/// `buckets` of 15 minutes; series i counts (i + 1) × (bucket + 1).
TimeChartData counts(std::size_t buckets, std::size_t series)
{
    TimeChartData data;
    data.first = fromSeconds(start);
    data.bucket = 15min;
    data.asOf = data.first + 15min * static_cast<std::int64_t>(buckets) - 1min;
    data.present.assign(buckets, true);
    for (std::size_t s = 0; s < series; ++s) {
        ChartSeries one;
        one.name = u"series %1"_s.arg(s);
        one.color = s < 6 ? static_cast<int>(s) : -1;
        for (std::size_t i = 0; i < buckets; ++i)
            one.values.push_back(static_cast<double>((s + 1) * (i + 1)));
        data.series.push_back(one);
    }
    return data;
}

struct Fixture {
    explicit Fixture(const QSize& size = {900, 320})
        : theme(*qApp)
        , chart(theme, format(), u"Events"_s, u"events"_s, &window)
    {
        auto* layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(&chart);
        window.resize(size);
        window.show();
        (void)QTest::qWaitForWindowActive(&window);
    }
    /// Gives the data and lets the layout settle.
    void give(TimeChartData data)
    {
        chart.setData(std::move(data));
        QApplication::processEvents();
    }
    ChartSurface& surface() { return *chart.findChild<ChartSurface*>(); }
    ChartLegend& legend() { return *chart.findChild<ChartLegend*>(); }
    QPoint at(std::size_t bucket)
    {
        return {static_cast<int>(surface().middleOf(bucket)),
                static_cast<int>(surface().plot().center().y())};
    }
    QAction* menuAction(const QString& text)
    {
        chart.showMenu({});
        auto* menu = chart.findChild<QMenu*>(u"chartContextMenu"_s);
        for (auto* action : menu->actions()) {
            if (action->text().remove(u'&').startsWith(text))
                return action;
        }
        return nullptr;
    }
    void choose(const QString& text)
    {
        auto* action = menuAction(text);
        QVERIFY2(action != nullptr, qPrintable(text));
        action->trigger();
        delete chart.findChild<QMenu*>(u"chartContextMenu"_s);
    }

    Theme theme;
    QWidget window;
    TimeChart chart;
};

} // namespace

class TestCharts : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void keysMoveTheCursor()
    {
        Fixture f;
        f.give(counts(10, 2));
        f.chart.setFocus();
        QTest::keyClick(&f.chart, Qt::Key_Left);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(9));
        QTest::keyClick(&f.chart, Qt::Key_Left);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(8));
        QTest::keyClick(&f.chart, Qt::Key_Home);
        QTest::keyClick(&f.chart, Qt::Key_Left);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(0));
        QTest::keyClick(&f.chart, Qt::Key_End);
        QTest::keyClick(&f.chart, Qt::Key_Right);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(9));
        const auto text = f.chart.cursorText();
        QVERIFY2(text.contains(u"2025-11-21 02:15:00 UTC"_s), qPrintable(text));
        QVERIFY2(text.contains(u"30 events"_s), qPrintable(text)); // the sum
        QVERIFY2(text.contains(u"series 1: 20 events (66.66 %)"_s), qPrintable(text));
        QVERIFY2(text.contains(u"not complete"_s), qPrintable(text));
        QCOMPARE(f.chart.accessibleDescription(), text);
        QTest::keyClick(&f.chart, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), text);
        QTest::keyClick(&f.chart, Qt::Key_Escape);
        QVERIFY(!f.chart.cursor());
        QCOMPARE(f.chart.accessibleDescription(), f.chart.summary());
    }

    void rightToLeftKeepsTime()
    {
        Fixture f;
        f.window.setLayoutDirection(Qt::RightToLeft);
        f.give(counts(10, 2));
        QVERIFY(f.surface().middleOf(0) < f.surface().middleOf(9));
        QTest::keyClick(&f.chart, Qt::Key_Home);
        QTest::keyClick(&f.chart, Qt::Key_Right);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(1));
    }

    void draggingAsksForARange()
    {
        Fixture f;
        f.give(counts(20, 2));
        QSignalSpy asked(&f.chart, &TimeChart::rangeSelected);
        QTest::mousePress(&f.surface(), Qt::LeftButton, {}, f.at(12));
        QTest::mouseMove(&f.surface(), f.at(8));
        QTest::mouseMove(&f.surface(), f.at(4));
        QTest::mouseRelease(&f.surface(), Qt::LeftButton, {}, f.at(4));
        QCOMPARE(asked.size(), 1);
        // From the first second of bucket 4 to the last one of bucket 12; `from` is exclusive.
        const TimeRange expected{start + 4 * 900 - 1, start + 13 * 900 - 1, false};
        QCOMPARE(asked.at(0).at(0).value<TimeRange>(), expected);
    }

    void rangesEndWithTheData()
    {
        Fixture f;
        f.give(counts(20, 1));
        QSignalSpy asked(&f.chart, &TimeChart::rangeSelected);
        QTest::mousePress(&f.surface(), Qt::LeftButton, {}, f.at(15));
        QTest::mouseMove(&f.surface(), f.at(19));
        QTest::mouseRelease(&f.surface(), Qt::LeftButton, {}, {f.surface().width() + 500, 20});
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.at(0).at(0).value<TimeRange>().to, start + 20 * 900 - 60);
    }

    void keysMarkARange()
    {
        Fixture f;
        f.give(counts(20, 1));
        QSignalSpy asked(&f.chart, &TimeChart::rangeSelected);
        QTest::keyClick(&f.chart, Qt::Key_Home);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(&f.chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&f.chart, Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        const TimeRange expected{start - 1, start + 4 * 900 - 1, false};
        QCOMPARE(asked.at(0).at(0).value<TimeRange>(), expected);
    }

    void clickPinsTheCursor()
    {
        Fixture f;
        f.give(counts(10, 1));
        QTest::mouseMove(&f.surface(), f.at(2));
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(2));
        QTest::mouseClick(&f.surface(), Qt::LeftButton, {}, f.at(3));
        QTest::mouseMove(&f.surface(), f.at(7));
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(3));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&f.surface(), &leave);
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(3));
        QTest::mouseClick(&f.surface(), Qt::LeftButton, {}, f.at(3));
        QApplication::sendEvent(&f.surface(), &leave);
        QVERIFY(!f.chart.cursor());
    }

    void chartsShareACursor()
    {
        Fixture f;
        ChartCursor shared;
        TimeChart other(f.theme, format(), u"Other"_s, u"relays"_s, &f.window);
        f.chart.joinCursor(shared);
        other.joinCursor(shared);
        other.show();
        f.give(counts(20, 1));
        auto coarse = counts(5, 1);
        coarse.bucket = 1h;
        other.setData(coarse);
        f.chart.setCursorAt(6); // 01:30 … 01:45
        QCOMPARE(other.cursor(), std::optional<std::size_t>(1));
        QTest::keyClick(&other, Qt::Key_End); // 04:00 … 05:00: its middle is 04:30
        QCOMPARE(f.chart.cursor(), std::optional<std::size_t>(18));
        shared.moveTo(std::nullopt, nullptr);
        QVERIFY(!f.chart.cursor() && !other.cursor());
    }

    void legendHidesAndIsolates()
    {
        Fixture f;
        f.give(counts(10, 3));
        auto& legend = f.legend();
        QCOMPARE(legend.rowCount(), 3);
        QCOMPARE(legend.row(0).name, u"series 2"_s); // uppermost first
        QCOMPARE(legend.row(0).values[0], u"30"_s); // last
        QCOMPARE(legend.row(0).values[2], u"30"_s); // max
        QTest::mouseClick(&legend, Qt::LeftButton, {}, legend.rowRect(0).center());
        QVERIFY(f.chart.isSeriesHidden(u"series 2"_s));
        QCOMPARE(f.chart.toTable().header.size(), 4); // time, two series, sum
        QVERIFY(!f.chart.toTable().header.contains(u"series 2"_s));
        QTest::mouseClick(&legend, Qt::LeftButton, Qt::AltModifier, legend.rowRect(1).center());
        QVERIFY(f.chart.isSeriesHidden(u"series 0"_s) && f.chart.isSeriesHidden(u"series 2"_s));
        QVERIFY(!f.chart.isSeriesHidden(u"series 1"_s));
        QTest::mouseClick(&legend, Qt::LeftButton, Qt::AltModifier, legend.rowRect(1).center());
        QVERIFY(!f.chart.isSeriesHidden(u"series 0"_s));
        // By keys.
        legend.setFocus();
        QTest::keyClick(&legend, Qt::Key_Down);
        QTest::keyClick(&legend, Qt::Key_Space);
        QVERIFY(f.chart.isSeriesHidden(u"series 1"_s));
        QTest::keyClick(&legend, Qt::Key_Return);
        QVERIFY(!f.chart.isSeriesHidden(u"series 1"_s) && f.chart.isSeriesHidden(u"series 0"_s));
    }

    void tableEqualsTheData()
    {
        Fixture f;
        auto data = counts(6, 2);
        data.present[3] = false;
        data.series[0].values[1] = gap;
        f.give(data);
        const auto table = f.chart.toTable();
        QCOMPARE(table.rows.size(), 6U);
        const QStringList header{u"Time (UTC)"_s, u"series 0"_s, u"series 1"_s, u"Sum"_s};
        QCOMPARE(table.header, header);
        for (std::size_t i = 0; i < 6; ++i) {
            for (std::size_t s = 0; s < 2; ++s) {
                const double value = f.chart.data().value(s, i);
                QCOMPARE(table.rows[i][s + 1].raw, std::isnan(value) ? QString() : QString::number(value));
            }
        }
        QCOMPARE(table.rows[3][3].raw, QString());
        QCOMPARE(table.rows[3][3].shown, Fmt::missing());
        QCOMPARE(f.chart.toCsv(),
                 QByteArray("Time (UTC),series 0,series 1,Sum\r\n"
                            "2025-11-21T00:00:00+00:00,1,2,3\r\n"
                            "2025-11-21T00:15:00+00:00,,4,4\r\n"
                            "2025-11-21T00:30:00+00:00,3,6,9\r\n"
                            "2025-11-21T00:45:00+00:00,,,\r\n"
                            "2025-11-21T01:00:00+00:00,5,10,15\r\n"
                            "2025-11-21T01:15:00+00:00,6,12,18\r\n"));
    }

    void csvQuotes()
    {
        ChartTable table;
        table.header = {u"a \"b\""_s, u"c,d"_s};
        table.rows.push_back({ChartTable::text(u"line\nbreak"_s), ChartTable::text(u"plain"_s)});
        QCOMPARE(table.toCsv(), QByteArray("\"a \"\"b\"\"\",\"c,d\"\r\n\"line\nbreak\",plain\r\n"));
    }

    void tableByKeys()
    {
        Fixture f;
        f.give(counts(6, 2));
        f.chart.setFocus();
        QTest::keyClick(&f.chart, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(f.chart.isTableShown());
        auto* view = f.chart.tableView();
        QCOMPARE(QApplication::focusWidget(), view);
        QCOMPARE(view->model()->rowCount(), 6);
        QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(view->currentIndex().row(), 1);
        // New data come into the open table without taking the place in it.
        auto more = counts(7, 2);
        f.give(more);
        f.chart.setForm(ChartForm::Lines); // draws at once
        QCOMPARE(view->model()->rowCount(), 7);
        QCOMPARE(view->currentIndex().row(), 1);
        QTest::keyClick(view, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!f.chart.isTableShown());
        QCOMPARE(QApplication::focusWidget(), &f.chart);
    }

    void tableModelKeepsTheContract()
    {
        ChartTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto table = [](int rows, int columns) {
            ChartTable made;
            for (int c = 0; c < columns; ++c)
                made.header.append(QString::number(c));
            for (int r = 0; r < rows; ++r)
                made.rows.emplace_back(static_cast<std::size_t>(columns),
                                       ChartTable::text(QString::number(r)));
            return made;
        };
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (const auto& [rows, columns] :
             {std::pair(0, 0), {3, 2}, {5, 2}, {1, 2}, {0, 2}, {4, 2}, {4, 3}}) {
            model.setTable(table(rows, columns));
            QCOMPARE(model.rowCount(), rows);
            QCOMPARE(model.columnCount(), columns);
        }
        QCOMPARE(resets.size(), 2); // only for other columns
        auto ragged = table(2, 3);
        ragged.rows[0].clear();
        model.setTable(ragged);
        QCOMPARE(model.index(0, 2).data().toString(), QString());
    }

    void menuByKeyAndMouse()
    {
        Fixture f;
        f.give(counts(6, 2));
        const auto menu = [&f] { return f.chart.findChild<QMenu*>(u"chartContextMenu"_s); };
        QTest::keyClick(&f.chart, Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(menu() != nullptr && menu()->isVisible());
        delete menu();
        QContextMenuEvent byKey(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(&f.chart, &byKey);
        QVERIFY(menu() != nullptr && menu()->isVisible());
        delete menu();
        QContextMenuEvent byMouse(QContextMenuEvent::Mouse, {5, 5}, f.surface().mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&f.surface(), &byMouse);
        QVERIFY(menu() != nullptr && menu()->isVisible());
        delete menu();
        QTest::mouseClick(f.chart.findChild<QToolButton*>(u"chartMenu"_s), Qt::LeftButton);
        QVERIFY(menu() != nullptr && menu()->isVisible());
        delete menu();
    }

    void formsAndScales()
    {
        Fixture f;
        f.give(counts(6, 2));
        const auto subtitle = [&f] {
            for (auto* label : f.chart.findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly)) {
                if (label->text() != f.chart.title())
                    return label->text();
            }
            return QString();
        };
        QCOMPARE(subtitle(), u"events per 15 min · UTC"_s);
        f.choose(u"Logarithmic"_s);
        QVERIFY(f.chart.isLogarithmic());
        QCOMPARE(f.chart.form(), ChartForm::Lines);
        QVERIFY(subtitle().contains(u"logarithmic"_s));
        QCOMPARE(f.surface().scale().bottom, 1.0);
        f.choose(u"Bars"_s); // a stack has no logarithmic scale
        QVERIFY(!f.chart.isLogarithmic());
        QCOMPARE(f.surface().scale().bottom, 0.0);
        f.choose(u"Cumulative"_s);
        QCOMPARE(f.chart.toTable().rows.back()[1].raw, u"21"_s); // 1 + … + 6
        QVERIFY(f.surface().scale().top >= 42);
        f.choose(u"Linear"_s);
        QCOMPARE(f.chart.form(), ChartForm::Cumulative);
        f.chart.setForms({ChartForm::Share});
        QCOMPARE(f.chart.form(), ChartForm::Share);
        QCOMPARE(f.surface().scale().top, 1.0);
        QCOMPARE(f.chart.toTable().rows[0][1].shown, u"33.33 %"_s);
        f.chart.setValueUnit(ChartUnit::Milliseconds);
        QCOMPARE(f.chart.form(), ChartForm::Lines);
        QVERIFY(f.menuAction(u"Bars"_s) == nullptr);
    }

    void marksAreTold()
    {
        Fixture f;
        auto data = counts(6, 1);
        data.flags.push_back({data.first + 20min, u"restart"_s});
        data.outages.push_back({data.first + 31min, data.first + 33min, u"own outage"_s});
        data.previous = {5, 4, 3, 2, 1, 0};
        f.give(data);
        f.chart.setCursorAt(1);
        QVERIFY(f.chart.cursorText().contains(u"restart at 00:20:00"_s));
        QVERIFY(f.chart.cursorText().contains(u"period before: 4 events"_s));
        QVERIFY(!f.chart.cursorText().contains(u"own outage"_s));
        f.chart.setCursorAt(2);
        QVERIFY(f.chart.cursorText().contains(u"own outage"_s));
        f.chart.setSeriesHidden(u"series 0"_s, true);
        QVERIFY(!f.chart.cursorText().contains(u"period before"_s)); // it is the sum of all
    }

    void gapsAreNotDrawn()
    {
        Fixture f;
        auto data = counts(30, 1);
        for (std::size_t i = 10; i < 20; ++i)
            data.present[i] = false;
        for (const auto form : {ChartForm::Bars, ChartForm::Area, ChartForm::Lines}) {
            f.chart.setForms({form});
            f.chart.setForm(form);
            f.give(data);
            f.window.hide();
            f.window.show(); // draws at once
            const auto image = f.surface().grab().toImage();
            const auto color = f.theme.colors().series[0];
            const auto inked = [&](std::size_t from, std::size_t to) {
                int count = 0;
                for (int x = f.at(from).x(); x < f.at(to).x(); ++x) {
                    for (int y = 0; y < image.height(); ++y)
                        count += image.pixelColor(x, y) == color ? 1 : 0;
                }
                return count;
            };
            QVERIFY(inked(1, 9) > 0);
            QCOMPARE(inked(11, 18), 0);
            QVERIFY(inked(21, 28) > 0);
        }
    }

    void exports()
    {
        Fixture f;
        f.give(counts(20, 7));
        const auto image = f.chart.toImage(2);
        QCOMPARE(image.size(), f.chart.size() * 2);
        QCOMPARE(f.chart.toImage(0).devicePixelRatio(), 0.25);
        QCOMPARE(f.chart.toImage(gap).devicePixelRatio(), 0.25);
        QByteArray svg;
        QBuffer buffer(&svg);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(f.chart.writeSvg(buffer));
        QVERIFY(svg.contains("<svg") && svg.contains("Events") && svg.contains("<rect"));
        QVERIFY(!svg.contains("<image")); // a drawing, not a picture in a frame
        const QTemporaryDir folder;
        for (const auto& name : {u"a.png"_s, u"b.svg"_s, u"c.CSV"_s}) {
            QCOMPARE(f.chart.exportTo(folder.filePath(name)), QString());
            QVERIFY(QFileInfo(folder.filePath(name)).size() > 100);
        }
        QVERIFY(!f.chart.exportTo(folder.filePath(u"d.exe"_s)).isEmpty());
        QVERIFY(!f.chart.exportTo(folder.filePath(u"none/e.png"_s)).isEmpty());
        QVERIFY(!QFileInfo::exists(folder.filePath(u"d.exe"_s)));
    }

    void unseenChartsHaveTheirPicture()
    {
        Theme theme(*qApp);
        TimeChart chart(theme, format(), u"Events"_s, u"events"_s);
        chart.resize(600, 300);
        const auto empty = chart.toImage(1);
        chart.setData(counts(20, 2));
        QVERIFY(chart.toImage(1) != empty);
    }

    void isAChartForScreenReaders()
    {
        Fixture f;
        f.give(counts(6, 2));
        auto* face = QAccessible::queryAccessibleInterface(&f.chart);
        QVERIFY(face != nullptr);
        QCOMPARE(face->role(), QAccessible::Chart);
        QCOMPARE(face->text(QAccessible::Name), u"Events"_s);
        QVERIFY2(f.chart.summary().contains(u"63 events in all, most at 2025-11-21 01:15:00 UTC"_s),
                 qPrintable(f.chart.summary()));
    }

    void oddDataIsSafe_data()
    {
        QTest::addColumn<TimeChartData>("values");
        QTest::newRow("nothing") << TimeChartData{};
        QTest::newRow("no buckets") << counts(0, 3);
        QTest::newRow("no series") << counts(5, 0);
        QTest::newRow("one bucket") << counts(1, 1);
        QTest::newRow("too many") << counts(5000, 12);
        auto data = counts(10, 7);
        for (auto& series : data.series)
            series.values.assign(10, static_cast<double>(std::numeric_limits<std::uint64_t>::max()));
        QTest::newRow("greatest counts") << data;
        data.series[0].values = {gap, HUGE_VAL, -1, -HUGE_VAL, 1e308, 5e-324};
        QTest::newRow("impossible values") << data;
        data.present.assign(10, false);
        QTest::newRow("all gaps") << data;
        data = counts(10, 1);
        data.first = UnixMillis(std::chrono::milliseconds(std::numeric_limits<std::int64_t>::min()));
        data.bucket = std::chrono::seconds(std::numeric_limits<std::int64_t>::max());
        QTest::newRow("absurd times") << data;
        data = counts(10, 1);
        data.bucket = 0s;
        QTest::newRow("no width") << data;
        data = counts(10, 1);
        data.series[0].values.assign(10, 0.0);
        QTest::newRow("zeros") << data;
        data = counts(10, 2);
        data.series[0].name = QString(100'000, u'W');
        data.series[1].name = u"<b>bold</b>\u202E"_s;
        data.flags.assign(5000, {data.first, QString(5000, u'x')});
        data.outages.assign(
            5000,
            {UnixMillis(std::chrono::milliseconds(std::numeric_limits<std::int64_t>::min() / 2)),
             UnixMillis(std::chrono::milliseconds(std::numeric_limits<std::int64_t>::max() / 4)),
             {}});
        QTest::newRow("hostile texts and marks") << data;
    }
    void oddDataIsSafe()
    {
        QFETCH(TimeChartData, values);
        for (const QSize size : {QSize(1, 1), QSize(300, 120)}) {
            Fixture f;
            f.chart.setMinimumSize(1, 1);
            f.chart.setForms(allForms);
            f.window.resize(size);
            f.chart.resize(size);
            f.give(values);
            for (const auto form : allForms) {
                f.chart.setForm(form);
                QTest::keyClick(&f.chart, Qt::Key_End);
                (void)f.chart.grab();
            }
            f.chart.setLogarithmic(true);
            (void)f.chart.grab();
            (void)f.chart.toTable();
            (void)f.chart.summary();
            QTest::mouseMove(&f.surface(), f.surface().rect().center());
            QTest::keyClick(&f.chart, Qt::Key_Return);
            (void)f.chart.toImage(1);
        }
    }

    void hugeWidgetIsSafe()
    {
        Fixture f({7680, 4320});
        auto data = counts(1000, 7);
        for (std::size_t i = 0; i < 1000; i += 2)
            data.present[i] = false;
        f.give(data);
        const auto image = f.chart.toImage(4);
        QVERIFY(static_cast<double>(image.width()) * image.height() < 64.1e6);
        f.chart.setForm(ChartForm::Lines);
        QTest::keyClick(&f.chart, Qt::Key_End);
        (void)f.chart.grab();
    }

    void anotherZone()
    {
        Fixture f;
        f.give(counts(4, 1));
        f.chart.setCursorAt(0);
        f.chart.setFmt(Fmt(QLocale::c(), QTimeZone(3600)));
        QVERIFY2(f.chart.cursorText().contains(u"2025-11-21 01:00:00"_s), qPrintable(f.chart.cursorText()));
        QVERIFY(f.chart.toCsv().contains("2025-11-21T01:00:00+01:00,1"));
    }

    void surplusIsFolded()
    {
        auto data = counts(1500, 12);
        data.tidy(true);
        QCOMPARE(data.size(), TimeChartData::maximumBuckets);
        QCOMPARE(data.series.size(), TimeChartData::maximumSeries);
        QCOMPARE(data.startOf(0), fromSeconds(start + 500 * 900));
        // 7 + 8 + … + 12 times the number of the bucket.
        QCOMPARE(data.series.back().values.front(), 57.0 * 501);
        QCOMPARE(data.series.back().color, -1);
    }

    void scales_data()
    {
        QTest::addColumn<double>("maximum");
        QTest::addColumn<int>("unit");
        for (const double maximum :
             {0.0, 1.0, 7.0, 99.0, 100.0, 1e6, 1.8446744073709552e19, HUGE_VAL, gap, -5.0}) {
            for (const auto unit : {ChartUnit::Count, ChartUnit::Decimal, ChartUnit::Milliseconds,
                                    ChartUnit::Bytes, ChartUnit::Ratio})
                QTest::addRow("%g %d", maximum, static_cast<int>(unit)) << maximum << static_cast<int>(unit);
        }
        QTest::newRow("fraction") << 0.004 << static_cast<int>(ChartUnit::Decimal);
        QTest::newRow("below a millisecond") << 0.4 << static_cast<int>(ChartUnit::Milliseconds);
        QTest::newRow("few bytes") << 3.0 << static_cast<int>(ChartUnit::Bytes);
        QTest::newRow("GiB") << 18.4 * 1024 * 1024 * 1024 << static_cast<int>(ChartUnit::Bytes);
    }
    void scales()
    {
        QFETCH(double, maximum);
        QFETCH(int, unit);
        const auto linear = ValueScale::linear(maximum, static_cast<ChartUnit>(unit));
        QCOMPARE(linear.ticks.constFirst(), 0.0);
        QVERIFY(linear.ticks.size() >= 2 && linear.ticks.size() <= 6);
        QVERIFY(linear.place(0) == 0.0);
        QVERIFY(linear.place(HUGE_VAL) == 1.0);
        const auto log = ValueScale::logarithmic(maximum / 1000, maximum);
        QVERIFY(log.ticks.size() >= 2 && log.ticks.size() <= 6);
        QVERIFY(log.place(0) == 0.0);
        if (std::isfinite(maximum) && maximum > 0 && maximum < 1e18) {
            QVERIFY(linear.top >= maximum * (1 - 1e-9));
            QVERIFY(log.top >= maximum * (1 - 1e-9));
        }
        QStringList texts;
        for (const double tick : linear.ticks)
            texts.append(chartValue(format(), static_cast<ChartUnit>(unit), tick));
        QVERIFY(!texts.contains(QString()));
        if (static_cast<ChartUnit>(unit) == ChartUnit::Milliseconds && maximum < 1e9)
            QCOMPARE(texts.removeDuplicates(), 0); // an axis says no two lines the same
    }

    void axisTexts_data()
    {
        QTest::addColumn<int>("unit");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("rate") << int(ChartUnit::Decimal) << 500.0 << u"500"_s;
        QTest::newRow("great rate") << int(ChartUnit::Decimal) << 2500.0 << u"2500"_s;
        QTest::newRow("half a rate") << int(ChartUnit::Decimal) << 0.5 << u"0.5"_s;
        QTest::newRow("no rate") << int(ChartUnit::Decimal) << 0.0 << u"0"_s;
        QTest::newRow("share") << int(ChartUnit::Ratio) << 0.25 << u"25 %"_s;
        QTest::newRow("size") << int(ChartUnit::Bytes) << 2048.0 << u"2.0 KiB"_s;
    }

    void axisTexts()
    {
        QFETCH(const int, unit);
        QFETCH(const double, value);
        QTEST(axisValue(format(), static_cast<ChartUnit>(unit), value), "text");
    }

    void themesAndTips()
    {
        Fixture f;
        f.give(counts(20, 3));
        for (const auto choice : {Theme::Choice::Dark, Theme::Choice::HighContrast, Theme::Choice::Light}) {
            f.theme.setChoice(choice);
            f.chart.setFocus();
            QTest::keyClick(&f.chart, Qt::Key_End);
            auto* tip = f.window.findChild<ChartTip*>();
            QVERIFY(tip != nullptr && tip->isVisible());
            QVERIFY(f.window.rect().contains(tip->geometry()));
            QCOMPARE(f.surface().grab().toImage().pixelColor(1, 1), f.theme.colors().base);
            QTest::keyClick(&f.chart, Qt::Key_Escape);
            QVERIFY(!tip->isVisible());
        }
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
