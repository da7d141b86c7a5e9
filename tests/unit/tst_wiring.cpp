// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the window do to each other: charts and range, zone, cursor, history, breadcrumb.
#include "tests/unit/windowfixture.h"
#include "ui/charts/chartsurface.h"
#include "ui/charts/timechart.h"
#include "ui/headerbar.h"
#include "ui/kit/timerangebar.h"
#include "ui/pages/page.h"
#include "ui/sidebar.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using Fixture = WindowFixture;

namespace {

/// Its page is open; the chart has data.
TimeChart* chartOf(const Fixture& f, const QString& page, const QString& name)
{
    if (!f.window->showPage(page))
        return nullptr;
    auto* chart = f.find<TimeChart>(name);
    return chart != nullptr && QTest::qWaitFor([chart] { return chart->data().size() > 4; }, test::patienceMs)
        ? chart
        : nullptr;
}

TimeRange bucketsOf(const TimeChart& chart, std::size_t first, std::size_t last)
{
    const auto& data = chart.data();
    return {toSeconds(data.startOf(first)) - 1, toSeconds(data.startOf(last + 1)) - 1, false};
}

} // namespace

class TestWiring : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void chartsSetTheRange_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("name");
        QTest::newRow("overview") << u"overview"_s << u"eventsChart"_s;
        QTest::newRow("activity") << u"activity"_s << u"activityChart"_s;
        QTest::newRow("kind") << u"kind"_s << u"kindChart"_s;
    }
    void chartsSetTheRange()
    {
        QFETCH(QString, page);
        QFETCH(QString, name);
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* chart = chartOf(f, page, name);
        QVERIFY(chart != nullptr);
        const auto wanted = bucketsOf(*chart, 1, 3);
        chart->setFocus();
        f.press(Qt::Key_Home);
        f.press(Qt::Key_Right);
        f.press(Qt::Key_Right, Qt::ShiftModifier);
        f.press(Qt::Key_Right, Qt::ShiftModifier);
        f.press(Qt::Key_Return);
        QCOMPARE(f.window->save().range, RangeChoice::fixed(wanted));
        QCOMPARE(f.engine.state.range, wanted);
        QVERIFY(f.engine.calls().contains(u"setCustomRange"_s));

        // The range is part of the history, and zooming out starts from it.
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage()->id(), page);
        QCOMPARE(f.window->save().range, RangeChoice(RangePreset::Day));
        f.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.window->save().range, RangeChoice::fixed(wanted));
        f.press(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        const auto wide = f.window->save().range.resolve(0);
        QVERIFY(wide.from < wanted.from && wide.to > wanted.to);
    }

    void aDragSetsTheRange()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->resize(1280, 800);
        auto* chart = chartOf(f, u"overview"_s, u"eventsChart"_s);
        QVERIFY(chart != nullptr);
        auto* surface = chart->findChild<ChartSurface*>();
        QTRY_VERIFY(surface->plot().width() > 100);
        const auto wanted = bucketsOf(*chart, 10, 20);
        const auto at = [surface](std::size_t bucket) {
            return QPoint(static_cast<int>(surface->middleOf(bucket)), surface->height() / 2);
        };
        QTest::mousePress(surface, Qt::LeftButton, {}, at(10));
        QTest::mouseMove(surface, at(15));
        QTest::mouseMove(surface, at(20));
        QTest::mouseRelease(surface, Qt::LeftButton, {}, at(20));
        QCOMPARE(f.window->save().range, RangeChoice::fixed(wanted));
        QVERIFY(f.find<QPushButton>(u"range"_s)->accessibleName().contains(u"2025-11-"_s));
    }

    /// The newest bucket may be a few seconds old.
    void theNewestBucketIsARange()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_1, Qt::AltModifier);
        auto* chart = chartOf(f, u"overview"_s, u"eventsChart"_s);
        QVERIFY(chart != nullptr);
        QTRY_COMPARE(chart->data().bucket, std::chrono::seconds(60));
        chart->setFocus();
        f.press(Qt::Key_End);
        f.press(Qt::Key_Return);
        const auto range = f.window->save().range;
        QVERIFY(range.isFixed());
        const auto resolved = range.resolve(0);
        QCOMPARE(resolved.to - resolved.from, RangeModel::shortest.count());
    }

    void zoneIsSwitchedByOneClickAndChartsFollow()
    {
        Fixture f(5);
        f.window.reset();
        f.window =
            std::make_unique<MainWindow>(f.engine, f.theme, Fmt(QLocale::c(), QTimeZone("Asia/Kathmandu")));
        f.engine.publish();
        f.window->show();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* chart = chartOf(f, u"overview"_s, u"eventsChart"_s);
        QVERIFY(chart != nullptr);
        const auto local = chart->toTable().rows.front().front();
        QVERIFY(local.raw.endsWith(u"+05:45"_s));
        f.find<QToolButton>(u"zone"_s)->click();
        const auto utc = chart->toTable().rows.front().front();
        QVERIFY2(utc.raw.endsWith(u"+00:00"_s), qPrintable(utc.raw));
        QCOMPARE(utc.order, local.order);
        QVERIFY(utc.shown != local.shown);
        // What is read out follows too.
        QVERIFY(chart->accessibleDescription().contains(u"UTC"_s));
        f.find<QToolButton>(u"zone"_s)->click();
        QCOMPARE(chart->toTable().rows.front().front(), local);
    }

    void headerNamesTheKeysInForce()
    {
        Fixture f(5);
        auto* button = f.find<QPushButton>(u"range"_s);
        emit button->menu()->aboutToShow();
        QVERIFY(button->menu()->actions().constFirst()->text().endsWith(u"\tAlt+1"_s));
        QVERIFY(f.window->actions().setKey(u"range.1h"_s, QKeySequence(Qt::CTRL | Qt::Key_J)));
        emit button->menu()->aboutToShow();
        QVERIFY(button->menu()->actions().constFirst()->text().endsWith(u"\tCtrl+J"_s));
        QVERIFY(f.find<QToolButton>(u"rangeBack"_s)->toolTip().contains(u"Alt+Shift+Left"_s));
        QVERIFY(f.window->actions().setKey(u"view.live"_s, QKeySequence(Qt::Key_F2)));
        QVERIFY(f.find<QToolButton>(u"live"_s)->toolTip().contains(u"F2"_s));
    }

    void breadcrumbLeadsBack()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* link = f.find<QToolButton>(u"titleLink"_s);
        QVERIFY(!link->isVisible());
        QVERIFY(f.window->showPage(u"kind"_s, u"7"_s));
        QVERIFY(link->isVisible());
        QCOMPARE(link->text(), f.window->currentPage()->title());
        QVERIFY(f.find<QLabel>(u"title"_s)->text().contains(u'7'));
        QVERIFY(f.find<QAbstractButton>(u"page_activity"_s)->isChecked());
        link->setFocus();
        f.press(Qt::Key_Space);
        QCOMPARE(f.window->currentPage()->id(), u"activity"_s);
        QCOMPARE(f.window->currentPage()->selection(), u"7"_s);
        QVERIFY(!link->isVisible());
    }

    void arrowsOfTheHistoryTurnAround()
    {
        Fixture f(5);
        const auto image = [&f](const QString& id) {
            return f.window->actions().find(id)->icon().pixmap(16, 16).toImage();
        };
        const auto back = image(u"go.back"_s);
        const auto forward = image(u"go.forward"_s);
        QVERIFY(back != forward);
        f.window->setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(image(u"go.back"_s), forward);
        QCOMPARE(image(u"go.forward"_s), back);
        // Time runs from left to right in every language.
        QCOMPARE(f.window->findChild<TimeRangeBar*>()->layoutDirection(), Qt::LeftToRight);
        f.window->setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(image(u"go.back"_s), back);
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestWiring test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_wiring.moc"
