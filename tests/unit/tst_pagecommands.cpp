// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the page that is shown (export, print, read again, chart as table), the charts of the
// pages Overview and Activity, the table of relays by keyboard, the tray.
#include "models/availability.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/barrank.h"
#include "ui/charts/heatgrid.h"
#include "ui/charts/timechart.h"
#include "ui/kit/card.h"
#include "ui/kit/exportdialog.h"
#include "ui/kit/infobutton.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/tables.h"
#include "ui/kit/viewbar.h"
#include "ui/pages/page.h"
#include "ui/pages/pagecharts.h"
#include "ui/pages/relaylistdialog.h"
#include "ui/pages/relaypreview.h"
#include "ui/shell/pageprint.h"
#include "ui/shell/trayicon.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFrame>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPrintPreviewDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextDocument>
#include <QUrl>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Fixture = WindowFixture;

namespace {

Snapshot snapshotAt(UnixMillis asOf, std::uint64_t wanted, std::uint64_t connected)
{
    Snapshot snapshot;
    snapshot.asOf = asOf;
    snapshot.vitals.collecting = true;
    snapshot.overview.wantedRelays = wanted;
    snapshot.overview.connectedRelays = connected;
    snapshot.overview.answeringRelays = connected / 2;
    return snapshot;
}

constexpr UnixMillis start{1'763'681'760'000ms}; // begins a minute

QMenu* openMenu()
{
    return qobject_cast<QMenu*>(QApplication::activePopupWidget());
}

} // namespace

class TestPageCommands : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    // --- availability

    void availabilityIsTheMeanOfMinutes()
    {
        AvailabilityHistory history;
        history.add(snapshotAt(start, 10, 10));
        for (int i = 1; i <= 30; ++i) // one minute with many samples counts as one minute
            history.add(snapshotAt(start + 1min + std::chrono::seconds(i), 10, 5));
        history.add(snapshotAt(start + 4min, 10, 2));
        const auto shares = history.shares(toSeconds(start), 2min, 4);
        QCOMPARE(shares.size(), 4U);
        QCOMPARE(shares[0].connected, 0.75);
        QCOMPARE(shares[0].answering, (0.5 + 0.2) / 2);
        QVERIFY(std::isnan(shares[1].connected)); // nothing measured: a gap, not a zero
        QCOMPARE(shares[2].connected, 0.2);
        QVERIFY(std::isnan(shares[3].connected));
        QVERIFY(history.shares(toSeconds(start) + 86400, 1min, 3).size() == 3U);
        QVERIFY(history.shares(toSeconds(start), 1min, 0).empty());
    }

    void availabilityBlamesNobodyForOurOutage()
    {
        AvailabilityHistory history;
        history.add(snapshotAt(start, 10, 10));
        for (int i = 1; i < 5; ++i) {
            auto out = snapshotAt(start + std::chrono::minutes(i), 10, 0);
            out.vitals.ownOutage = true;
            out.vitals.ownOutageSince = start + 30s;
            history.add(out);
        }
        history.add(snapshotAt(start + 5min, 10, 8));
        const auto shares = history.shares(toSeconds(start), 1min, 6);
        QCOMPARE(shares[0].connected, 1.0);
        QVERIFY(std::isnan(shares[2].connected));
        QCOMPARE(shares[5].connected, 0.8);
        QCOMPARE(history.outages(), (std::vector<AvailabilityHistory::Outage>{{start + 30s, start + 4min}}));
    }

    void availabilityTakesNoNonsense()
    {
        AvailabilityHistory history;
        history.add(snapshotAt(start + 5min, 10, 10));
        history.add(snapshotAt(start, 10, 0)); // the clock was set back
        history.add(snapshotAt(start + 6min, 0, 0)); // nothing is wanted
        auto stopped = snapshotAt(start + 7min, 10, 0);
        stopped.vitals.collecting = false;
        history.add(stopped);
        history.add(snapshotAt(start + 8min, 10, 20)); // more than wanted
        const auto shares = history.shares(toSeconds(start), 1min, 10);
        int known = 0;
        for (const auto& share : shares) {
            if (!std::isnan(share.connected)) {
                QCOMPARE(share.connected, 1.0);
                ++known;
            }
        }
        QCOMPARE(known, 2);
        for (std::size_t i = 0; i < AvailabilityHistory::maximumSteps + 100; ++i)
            history.add(snapshotAt(start + 10min + i * 1min, 4, 1));
        QVERIFY(std::isnan(history.shares(toSeconds(start), 1min, 20).back().connected)); // forgotten
    }

    void overviewShowsAvailability()
    {
        Fixture f(40);
        f.engine.tick();
        auto* chart = f.find<TimeChart>(u"availabilityChart"_s);
        QVERIFY(chart != nullptr);
        QTRY_COMPARE(chart->data().series.size(), 2U);
        const auto& data = chart->data();
        const auto last = data.bucketAt(data.asOf);
        QVERIFY(last);
        const auto& overview = f.engine.state.overview;
        const auto wanted = double(overview.wantedRelays);
        QVERIFY(overview.answeringRelays < overview.connectedRelays);
        QCOMPARE(data.series[1].values[*last], double(overview.connectedRelays) / wanted);
        QCOMPARE(data.series[0].values[*last], double(overview.answeringRelays) / wanted);
        QVERIFY(!data.present.front()); // before the start nothing is known
        QVERIFY(chart->summary().contains(u'%'));
    }

    // --- cards

    void cardsCompareAndSayOfWhat()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_4, Qt::ControlModifier);
        auto* card = f.find<Card>(u"cardActivityEvents"_s);
        QTRY_VERIFY(card->detail().contains(u"before"_s));
        QVERIFY(card->detail().contains(u'%'));
        QVERIFY(card->sample().startsWith(u"Last 24 hours"_s));
        QVERIFY(card->sample().contains(u"now"_s));
        // The "i" is reached by Tab and read by keyboard.
        card->setFocus();
        f.press(Qt::Key_Tab);
        auto* info = qobject_cast<InfoButton*>(QApplication::focusWidget());
        QVERIFY(info != nullptr && card->isAncestorOf(info));
        f.press(Qt::Key_Space);
        auto* popup = QApplication::activePopupWidget();
        QVERIFY(popup != nullptr && popup->objectName() == "infoPopup"_L1);
        QVERIFY(info->text().contains(u"Different verified events"_s));
        QTest::keyClick(popup, Qt::Key_Escape);
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
        // While the display is paused a figure does not claim to be of now.
        f.press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(card->sample().contains(u"as of "_s));
    }

    void overviewComparesWithThePeriodBefore()
    {
        Fixture f(5);
        f.engine.publish();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        const auto cards = f.window->findChildren<Card*>();
        QTRY_VERIFY(std::any_of(cards.begin(), cards.end(),
                                [](const Card* card) { return card->detail().contains(u" before"_s); }));
        const auto asked = f.engine.questions().size();
        f.press(Qt::Key_4, Qt::AltModifier);
        QTRY_VERIFY(f.engine.questions().size() > asked);
        const auto& question = f.engine.questions().back();
        QCOMPARE(question.range.to - question.range.from, 7 * 86400);
        QVERIFY(question.range.to < toSeconds(f.engine.state.asOf));
    }

    // --- panes

    void f6VisitsEveryPane_data()
    {
        QTest::addColumn<QString>("page");
        for (const auto& id : MainWindow::pageIds())
            QTest::newRow(qPrintable(id)) << id;
    }
    void f6VisitsEveryPane()
    {
        QFETCH(QString, page);
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(page);
        const auto panes = f.window->currentPage()->panes();
        QSet<const QWidget*> missing;
        for (const auto* pane : panes) {
            if (pane->isVisible() && (pane->focusPolicy() & Qt::TabFocus) != 0)
                missing.insert(pane);
        }
        QSet<const QWidget*> seen;
        for (auto* focus = QApplication::focusWidget(); !seen.contains(focus);
             focus = QApplication::focusWidget()) {
            seen.insert(focus);
            for (const auto* pane : panes) {
                if (pane->isAncestorOf(focus) || pane == focus)
                    missing.remove(pane);
            }
            f.press(Qt::Key_F6);
            QVERIFY(QApplication::focusWidget() != nullptr);
        }
        QVERIFY(seen.size() >= 3); // sidebar, header, page
        QVERIFY(missing.isEmpty());
    }

    // --- activity

    void kindsOfAChartNeverShareAColour()
    {
        KindColors colors;
        QCOMPARE(colors.of(1), 0);
        QCOMPARE(colors.of(std::nullopt), -1);
        const std::vector<std::optional<Kind>> kinds{30023, 1, 10003, 0, 9734, 7, std::nullopt};
        const auto given = colors.of(kinds);
        QSet<int> used(given.begin(), given.end());
        QCOMPARE(used.size(), 7); // six colours and that of "Other"
        QCOMPARE(given[1], 0);
        QCOMPARE(given[3], 3);
        QCOMPARE(given[5], 1);
        // A kind keeps what it had where that is free.
        QCOMPARE(colors.of(std::vector<std::optional<Kind>>{30023}), std::vector<int>{given[0]});
        QCOMPARE(colors.known(30023), given[0]);
        QCOMPARE(colors.known(40), -1);
        const std::vector<std::optional<Kind>> many(20, Kind(40));
        for (const int color : colors.of(many)) // more than a chart shows
            QVERIFY(color >= 0 && color < 6);
    }

    void heatMapAndRank()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_4, Qt::ControlModifier);
        auto* week = f.find<HeatGrid>(u"activityWeek"_s);
        auto* rank = f.find<BarRank>(u"activityRank"_s);
        QTRY_COMPARE(rank->bars().size(), BarRank::maximumBars);
        QCOMPARE(rank->bars().front().key.toInt(), 1);
        QVERIFY(rank->others() > 0);
        QTRY_VERIFY(week->value(0, 12) > 0);
        QVERIFY(std::isnan(week->value(6, 20))); // not covered by the range
        QVERIFY(week->title().contains(u"UTC"_s));
        rank->setFocus();
        f.press(Qt::Key_Down);
        f.press(Qt::Key_Down);
        f.press(Qt::Key_Return);
        QCOMPARE(f.window->currentPage()->id(), u"kind"_s);
        QCOMPARE(f.window->currentPage()->selection(), u"7"_s);
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage()->id(), u"activity"_s);
    }

    void weekBeginsWhereTheLocaleSays()
    {
        Table table;
        table.columns = {"weekday", "hour", "events", "covered"};
        table.rows.push_back({1, 0, 5, true}); // Monday
        table.rows.push_back({7, 23, 9, true}); // Sunday
        table.rows.push_back({8, 0, 1, true});
        table.rows.push_back({1, 24, 1, true});
        const auto german = weekHours(table, QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(german.rows.size(), 7);
        QCOMPARE(german.values.size(), 168U);
        QCOMPARE(german.values[0], 5.0);
        QCOMPARE(german.values[6 * 24 + 23], 9.0);
        QVERIFY(std::isnan(german.values[1]));
        const auto american = weekHours(table, QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(american.values[24], 5.0);
        QCOMPARE(american.values[23], 9.0);
    }

    void previousPeriodIsUnderTheSameBuckets()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_4, Qt::ControlModifier);
        auto* chart = f.find<TimeChart>(u"activityChart"_s);
        QTRY_VERIFY(!chart->data().previous.empty());
        const auto& data = chart->data();
        QCOMPARE(data.previous.size(), data.size());
        // The fake's totals are a function of time: bucket by bucket a day earlier.
        const auto width = data.bucket.count();
        const auto at = toSeconds(data.startOf(3)) - 86400;
        const double wave = 1.0 + 0.5 * std::sin(double(at / width) / 9.0);
        QCOMPARE(data.previous[3], std::floor(9.0 * double(width) * wave));
        QVERIFY(chart->toTable().header.contains(u"Period before"_s));
        f.press(Qt::Key_7, Qt::AltModifier); // all time has nothing before it
        QTRY_VERIFY(chart->data().previous.empty());
    }

    // --- export, print, read again, chart as table

    void exportTakesWhatHasTheKeys()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_E, Qt::ControlModifier);
        auto* dialog = f.window->findChild<ExportDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible()); // the first table of the overview
        QVERIFY(QFileInfo(dialog->file()).fileName().startsWith(u"overview_"_s));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(f.window->findChild<ExportDialog*>() == nullptr);
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_4, Qt::ControlModifier);
        f.press(Qt::Key_E, Qt::ControlModifier);
        dialog = f.window->findChild<ExportDialog*>();
        QVERIFY(dialog != nullptr && QFileInfo(dialog->file()).fileName().startsWith(u"activity_"_s));
        QVERIFY(dialog->file().contains(u"_24h"_s));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(f.window->findChild<ExportDialog*>() == nullptr);
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.find<TimeChart>(u"activityChart"_s)->setFocus();
        f.press(Qt::Key_E, Qt::ControlModifier);
        QVERIFY(f.window->findChild<ExportDialog*>() == nullptr); // a chart has a dialog of its own
        QVERIFY(QApplication::activeModalWidget() != nullptr);
        QApplication::activeModalWidget()->close();
    }

    void relaysAreExportedAsShown()
    {
        QTemporaryDir folder;
        Fixture f(30);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        f.find<QLineEdit>(u"filter"_s)->setText(u"relay1"_s);
        f.press(Qt::Key_E, Qt::ControlModifier);
        auto* dialog = f.window->findChild<ExportDialog*>();
        QVERIFY(dialog != nullptr);
        const auto file = folder.filePath(u"out.csv"_s);
        dialog->findChild<QLineEdit*>(u"exportFile"_s)->setText(file);
        QSignalSpy chosen(dialog, &ExportDialog::folderChosen);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto lines = written.readAll().trimmed().split('\n');
        auto* table = f.find<TableView>(u"relayTable"_s);
        QCOMPARE(lines.size(), 1 + table->model()->rowCount());
        QVERIFY(lines.at(1).contains(table->model()->index(0, 1).data(ExportRole).toString().toUtf8()));
        QCOMPARE(f.window->save().exportFolder, folder.path());
    }

    void printIsLightAndWhole()
    {
        Fixture f(5);
        f.theme.setChoice(Theme::Choice::Dark);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_4, Qt::ControlModifier);
        auto* chart = f.find<TimeChart>(u"activityChart"_s);
        QTRY_VERIFY(chart->data().size() > 4);
        const auto document = printDocument(*f.window->currentPage(), f.window->context());
        const auto text = document->toPlainText();
        QVERIFY(text.contains(u"Activity"_s) && text.contains(u"Last 24 hours"_s) && text.contains(u"UTC"_s));
        QVERIFY(text.contains(f.find<Card>(u"cardActivityEvents"_s)->value()));
        QVERIFY(text.contains(u"30023"_s)); // a row of the table
        const auto image =
            document->resource(QTextDocument::ImageResource, QUrl(u"chart:0"_s)).value<QImage>();
        QVERIFY(!image.isNull());
        QVERIFY(image.pixelColor(2, 2).lightness() > 240);
        // The window has its own colours again.
        QCOMPARE(f.theme.choice(), Theme::Choice::Dark);
        QVERIFY(chart->toImage(1).pixelColor(2, 2).lightness() < 60);
    }

    void printOpensAPreview()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.press(Qt::Key_P, Qt::ControlModifier);
        auto* preview = f.window->findChild<QPrintPreviewDialog*>();
        QVERIFY(preview != nullptr && preview->isVisible());
        QTest::keyClick(preview, Qt::Key_Escape);
        QTRY_VERIFY(f.window->findChild<QPrintPreviewDialog*>() == nullptr);
    }

    void f5ReadsAgain_data()
    {
        QTest::addColumn<QString>("page");
        for (const auto& id : {u"overview"_s, u"activity"_s, u"kind"_s})
            QTest::newRow(qPrintable(id)) << id;
    }
    void f5ReadsAgain()
    {
        QFETCH(QString, page);
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(page);
        const auto before = f.engine.questions().size();
        QVERIFY(before > 0);
        f.press(Qt::Key_F5);
        QVERIFY(f.engine.questions().size() > before);
    }

    void chartAsTableByKey()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* chart = f.find<TimeChart>(u"eventsChart"_s);
        f.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(chart->isTableShown());
        QVERIFY(chart->isAncestorOf(QApplication::focusWidget()));
        f.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!chart->isTableShown());
        auto* other = f.find<TimeChart>(u"availabilityChart"_s);
        other->setFocus();
        f.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(other->isTableShown() && !chart->isTableShown());
        f.window->showPage(u"relays"_s);
        QVERIFY(!f.window->actions().find(u"page.chartTable"_s)->isEnabled());
    }

    void menusByKeyboard()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        const QList<std::pair<QString, QString>> places{
            {u"overview"_s, u"eventsChart"_s},  {u"overview"_s, u"availabilityChart"_s},
            {u"overview"_s, u"topRelays"_s},    {u"overview"_s, u"services"_s},
            {u"relays"_s, u"relayTable"_s},     {u"relays"_s, u"views"_s},
            {u"activity"_s, u"activityWeek"_s}, {u"activity"_s, u"activityRank"_s},
            {u"activity"_s, u"kindTable"_s},    {u"kind"_s, u"kindChart"_s},
            {u"kind"_s, u"kindAuthors"_s},      {u"kind"_s, u"kindRelays"_s},
            {u"kind"_s, u"kindEvents"_s},       {u"logs"_s, u"logTable"_s}};
        for (const auto& [page, name] : places) {
            f.window->showPage(page);
            auto* widget = f.find<QWidget>(name);
            QVERIFY2(widget != nullptr, qPrintable(name));
            if (auto* table = qobject_cast<TableView*>(widget);
                table != nullptr && table->model()->rowCount() > 0)
                table->setCurrentIndex(table->model()->index(0, 0));
            widget->setFocus();
            f.press(Qt::Key_F10, Qt::ShiftModifier);
            QVERIFY2(openMenu() != nullptr && !openMenu()->isEmpty(), qPrintable(name));
            QTest::keyClick(openMenu(), Qt::Key_Escape);
            QTRY_VERIFY(openMenu() == nullptr);
        }
    }

    void headerMenuByKeyboard()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->setCurrentIndex(table->model()->index(0, RelayTableModel::EventsColumn));
        f.press(Qt::Key_F10, Qt::ShiftModifier);
        auto* rows = openMenu();
        QVERIFY(rows != nullptr);
        auto* column = rows->findChild<QAction*>(u"columnMenu"_s);
        QVERIFY(column != nullptr);
        rows->close();
        column->trigger();
        QVERIFY(openMenu() != nullptr);
        QCOMPARE(openMenu()->objectName(), u"headerMenu"_s);
        openMenu()->close();
    }

    // --- relays

    void aViewIsSavedByKeyboard()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        f.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(f.find<QLineEdit>(u"filter"_s), u"relay2"_s);
        auto* tabs = f.find<QTabBar>(u"views"_s);
        tabs->setFocus();
        f.press(Qt::Key_F10, Qt::ShiftModifier);
        auto* menu = openMenu();
        QVERIFY(menu != nullptr);
        menu->actions().constFirst()->trigger(); // Save this view…
        menu->close();
        auto* dialog = f.window->findChild<QInputDialog*>(u"saveView"_s);
        QVERIFY(dialog != nullptr);
        dialog->setTextValue(u"mine"_s);
        QTest::keyClick(dialog, Qt::Key_Return);
        auto* views = f.window->findChild<ViewBar*>();
        QTRY_COMPARE(views->current(), u"mine"_s);
        f.find<QLineEdit>(u"filter"_s)->clear();
        tabs->setFocus();
        for (int i = 0; i < tabs->count(); ++i)
            f.press(Qt::Key_Left);
        QCOMPARE(views->current(), u"all"_s);
        for (int i = 0; i < tabs->count(); ++i)
            f.press(Qt::Key_Right);
        QCOMPARE(views->current(), u"mine"_s);
        QCOMPARE(f.find<QLineEdit>(u"filter"_s)->text(), u"relay2"_s);
    }

    void previewByKeyboard()
    {
        Fixture f(20);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        auto* preview = f.window->findChild<RelayPreview*>();
        const bool before = preview->isVisible();
        f.press(Qt::Key_Space);
        QVERIFY(preview->isVisible() != before);
        f.press(Qt::Key_Space);
        QCOMPARE(preview->isVisible(), before);
    }

    void droppedListHasAPreview()
    {
        Fixture f(3);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        QMimeData data;
        data.setText(u"wss://new.example\nhttp://wrong.example\nwss://relay0.example\nwss://new.example"_s);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.window.get(), &drop);
        auto* dialog = f.window->findChild<RelayListDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        // Nothing is added before it is confirmed.
        QVERIFY(f.engine.calls().filter(u"addRelays"_s).isEmpty());
        auto* add = dialog->findChild<QPushButton*>(u"add"_s);
        QTRY_VERIFY(add->isEnabled());
        add->click();
        QCOMPARE(f.engine.rows.size(), 4U);
    }

    void droppedFilesGoWhereTheyBelong()
    {
        QTemporaryDir folder;
        const auto list = folder.filePath(u"relays.txt"_s);
        const auto events = folder.filePath(u"events.jsonl"_s);
        for (const auto& name : {list, events}) {
            QFile file(name);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        Fixture f(3);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(list), QUrl::fromLocalFile(events)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(f.window.get(), &drop);
        QVERIFY(f.engine.calls().contains(u"previewImport "_s + events));
        QVERIFY(f.engine.calls().contains(u"checkRelayFile "_s + list));
        QVERIFY(f.window->findChild<RelayListDialog*>(u"importRelays"_s) != nullptr);
    }

    void undoRestoresEverythingOfARelay()
    {
        Fixture f(8);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.engine.rows[2].entry.name = u"named"_s;
        f.engine.rows[2].entry.purpose = u"search"_s;
        f.engine.publish();
        f.window->showPage(u"relays"_s);
        const auto before = f.engine.rows;
        auto* table = f.find<TableView>(u"relayTable"_s);
        QVERIFY(f.window->showPage(u"relays"_s, QString::number(before[2].entry.id.number())));
        f.press(Qt::Key_Delete);
        QTRY_COMPARE(table->model()->rowCount(), 7);
        f.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(table->model()->rowCount(), 8);
        QCOMPARE(f.engine.rows, before); // name, purpose, figures: everything
        QVERIFY(f.engine.calls().contains(u"restoreRelays 1"_s));
    }

    void watchingIsUndone()
    {
        Fixture f(8);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        const auto ids = [&f] {
            QList<uint> starred;
            for (const auto& row : f.engine.rows) {
                if (row.entry.starred)
                    starred.append(row.entry.id.number());
            }
            return starred;
        };
        const auto before = ids();
        QCOMPARE(before.size(), 1);
        table->setFocus();
        table->selectAll();
        f.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(ids().size(), 8);
        auto* bar = f.window->messages().find(u"undo"_s);
        QVERIFY(bar != nullptr);
        f.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(ids(), before); // only those that were not watched before
        QVERIFY(f.window->messages().find(u"undo"_s) == nullptr);
        f.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(ids().size(), 8);
        QTRY_VERIFY(!f.window->actions().find(u"relays.watch"_s)->isEnabled());
        f.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(ids().isEmpty());
        f.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(ids().size(), 8);
        f.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(ids(), before);
    }

    // --- tray

    void trayIsMutedForAnHour()
    {
        Fixture f(5);
        auto* mute = f.window->actions().find(u"tray.mute"_s);
        QVERIFY(!mute->isEnabled());
        QVERIFY(!f.window->actions().reason(u"tray.mute"_s).isEmpty());
        f.window->showTray(true);
        QVERIFY(mute->isEnabled());
        auto* tray = f.window->findChild<TrayIcon*>();
        mute->trigger();
        QVERIFY(mute->isChecked());
        QVERIFY(tray->toolTip().contains(u"muted until "_s));
        mute->trigger();
        QVERIFY(!mute->isChecked());
        QVERIFY(!tray->toolTip().contains(u"muted"_s));
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestPageCommands test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pagecommands.moc"
