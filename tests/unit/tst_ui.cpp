// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/commandline.h"
#include "app/desktop/demonetwork.h"
#include "app/desktop/settingsstore.h"
#include "tests/unit/windowfixture.h"
#include "ui/headerbar.h"
#include "ui/kit/card.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/exportdialog.h"
#include "ui/kit/filterbar.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/statusshape.h"
#include "ui/kit/tables.h"
#include "ui/kit/viewbar.h"
#include "ui/pages/logspage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/relaylistdialog.h"
#include "ui/pages/relaypreview.h"
#include "ui/pages/relayspage.h"
#include "ui/pages/startcard.h"
#include "ui/shell/pageregistry.h"
#include "ui/shell/relaycommands.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using Fixture = WindowFixture;

class TestUi : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void everyPageOpensByKey_data()
    {
        QTest::addColumn<int>("relays");
        QTest::newRow("empty") << 0;
        QTest::newRow("few") << 5;
        QTest::newRow("many") << 3000;
    }
    void everyPageOpensByKey()
    {
        QFETCH(int, relays);
        Fixture f(relays);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        QStringList ids; // detail pages have no key
        for (const auto& page : allPages()) {
            if (page.isInSidebar)
                ids.append(page.id);
        }
        for (int i = 0; i < ids.size(); ++i) {
            f.press(static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
            QCOMPARE(f.window->currentPage()->id(), ids.at(i));
            QVERIFY(!f.window->grab().isNull());
        }
    }

    void nothingHappensBeforeStart()
    {
        Fixture f(0);
        QVERIFY(f.find<StartCard>(u"startCard"_s)->isVisible());
        for (const auto* call : {"startCollecting", "addRelays"}) {
            for (const auto& made : f.engine.calls())
                QVERIFY(!made.startsWith(QLatin1StringView(call)));
        }
        QTest::mouseClick(f.find<QPushButton>(u"startCollecting"_s), Qt::LeftButton);
        const auto& calls = f.engine.calls();
        QVERIFY(calls.indexOf(u"checkBuiltInRelays"_s) < calls.indexOf(u"addRelays 2"_s));
        QVERIFY(calls.indexOf(u"addRelays 2"_s) < calls.indexOf(u"startCollecting"_s));
        QTRY_VERIFY(!f.find<StartCard>(u"startCard"_s)->isVisible());
    }

    void ownListMustNotBeEmpty()
    {
        Fixture f(0);
        f.find<QAbstractButton>(u"startOwn"_s)->click();
        QVERIFY(!f.find<QPushButton>(u"startCollecting"_s)->isEnabled());
        f.find<QAbstractButton>(u"startBuiltIn"_s)->click();
        QVERIFY(f.find<QPushButton>(u"startCollecting"_s)->isEnabled());
        QSignalSpy demo(f.window.get(), &MainWindow::demoRequested);
        f.find<QPushButton>(u"startDemo"_s)->click();
        QCOMPARE(demo.count(), 1);
    }

    void addDialogJudgesLines()
    {
        Fixture f(3);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        f.press(Qt::Key_N, Qt::ControlModifier);
        auto* dialog = f.window->findChild<RelayListDialog*>(u"addRelays"_s);
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto* add = dialog->findChild<QPushButton*>(u"add"_s);
        QVERIFY(!add->isEnabled());
        auto* text = dialog->findChild<QPlainTextEdit*>(u"relayText"_s);
        text->setPlainText(
            u"wss://new.example\nhttp://no.example\nwss://relay0.example\nwss://new.example"_s);
        QVERIFY(!add->isEnabled()); // until the new text is judged
        QTRY_VERIFY(add->isEnabled());
        QCOMPARE(dialog->candidates().counts().valid, 1);
        QCOMPARE(dialog->candidates().counts().duplicate, 2);
        QCOMPARE(dialog->candidates().counts().refused, 1);
        add->click();
        QVERIFY(f.engine.calls().contains(u"addRelays 1"_s));
        QTRY_COMPARE(f.find<TableView>(u"relayTable"_s)->model()->rowCount(), 4);
        QVERIFY(f.window->messages().find(u"added"_s) != nullptr);
    }

    void importShowsAPreview()
    {
        Fixture f(3);
        f.window->relayCommands().openPreview(u"/lists/some.txt"_s);
        auto* dialog = f.window->findChild<RelayListDialog*>(u"importRelays"_s);
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->candidates().counts().valid, 2);
        QCOMPARE(dialog->candidates().counts().refused, 1);
        QVERIFY(!f.engine.calls().contains(u"addRelays 2"_s));
        dialog->findChild<QPushButton*>(u"add"_s)->click();
        QVERIFY(f.engine.calls().contains(u"addRelays 2"_s));
    }

    void importOfAMissingFileSaysSo()
    {
        Fixture f(0);
        f.window->relayCommands().openPreview(u"/lists/missing.txt"_s);
        auto* dialog = f.window->findChild<RelayListDialog*>(u"importRelays"_s);
        QVERIFY(!dialog->findChild<QPushButton*>(u"add"_s)->isEnabled());
        const auto* bar = f.window->messages().find(u"failed"_s);
        QVERIFY(bar != nullptr && bar->tone() == Tone::Error);
    }

    void removeAndUndoByKeyboard()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        QCOMPARE(QApplication::focusWidget(), table);
        table->setCurrentIndex(table->model()->index(1, 0));
        f.press(Qt::Key_Delete);
        QVERIFY(f.engine.calls().contains(u"removeRelays 1"_s));
        QTRY_COMPARE(table->model()->rowCount(), 4);
        QVERIFY(f.window->messages().find(u"undo"_s) != nullptr);
        f.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(table->model()->rowCount(), 5);
        QVERIFY(f.window->messages().find(u"undo"_s) == nullptr);
    }

    void pauseResumeAndCopy()
    {
        Fixture f(5);
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        auto* pause = f.find<QAction>(u"relays.pause"_s);
        QVERIFY(!pause->isEnabled());
        table->selectAll();
        QVERIFY(pause->isEnabled());
        pause->trigger();
        QVERIFY(f.engine.calls().contains(u"setPaused 5 1"_s));
        f.find<QAction>(u"relays.copy"_s)->trigger();
        QCOMPARE(QApplication::clipboard()->text().split(u'\n').size(), 5);
        QVERIFY(QApplication::clipboard()->text().contains(u"wss://relay0.example"_s));
    }

    void selectionStaysWithTheRelay()
    {
        Fixture f(300);
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->setCurrentIndex(table->model()->index(7, 0));
        const auto keys = table->selectedKeys();
        QCOMPARE(keys.size(), 1);
        f.engine.rows.erase(f.engine.rows.begin(), f.engine.rows.begin() + 2);
        f.engine.tick();
        QTRY_COMPARE(table->model()->rowCount(), 298);
        table->sortByColumn(RelayTableModel::EventsColumn, Qt::DescendingOrder);
        QCOMPARE(table->selectedKeys(), keys);
    }

    void filterByKeyboard()
    {
        Fixture f(50);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"relays"_s);
        f.press(Qt::Key_F, Qt::ControlModifier);
        auto* filter = f.find<QLineEdit>(u"filter"_s);
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"relay1"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        QCOMPARE(table->model()->rowCount(), 11);
        QTest::keyClicks(filter, u"nothing"_s);
        QCOMPARE(table->model()->rowCount(), 0);
        QVERIFY(!table->isVisible());
        const auto states = f.window->findChildren<EmptyState*>();
        const auto shown = std::find_if(states.begin(), states.end(), [](auto* s) { return s->isVisible(); });
        QVERIFY(shown != states.end() && (*shown)->text().contains(u"relay1nothing"_s));
        (*shown)->findChild<QPushButton*>()->click();
        QCOMPARE(table->model()->rowCount(), 50);
        QVERIFY(filter->text().isEmpty());
    }

    void relaysByViewChipAndCell()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        auto* views = f.find<QTabBar>(u"views"_s);
        auto* filter = f.find<QLineEdit>(u"filter"_s);
        auto* bar = f.window->findChild<FilterBar*>();
        QCOMPARE(views->tabText(0), u"All 60"_s);
        views->setCurrentIndex(2);
        const int down = table->model()->rowCount();
        QVERIFY(down > 0 && down < 60);
        QCOMPARE(views->tabText(2), u"Down %1"_s.arg(down));
        views->setCurrentIndex(0);
        filter->setText(u"relay1 nonsense>5"_s);
        QCOMPARE(table->model()->rowCount(), 11);
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->chips().size(), 2);
        QVERIFY(bar->faultText().contains(u"nonsense>5"_s));
        bar->chips().constFirst()->click();
        QCOMPARE(filter->text(), u"nonsense>5"_s);
        QCOMPARE(table->model()->rowCount(), 60);
        filter->clear();
        QVERIFY(!bar->isVisible());
        // By keyboard: the menu of a cell, Filter by this.
        table->setCurrentIndex(table->model()->index(0, RelayTableModel::StatusColumn));
        const auto word = table->currentIndex().data().toString();
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QApplication::sendEvent(table, &wanted);
        auto* byCell = f.window->findChild<QAction*>(u"filterByCell"_s);
        QVERIFY(byCell != nullptr);
        byCell->trigger();
        QCOMPARE(filter->text(), u"status=%1"_s.arg(word));
        QVERIFY(table->model()->rowCount() < 60);
    }

    void previewTellsOfTheSelectedRelay()
    {
        Fixture f(20);
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        auto* preview = f.window->findChild<RelayPreview*>();
        table->selectRow(0);
        QVERIFY(!preview->valueOf(u"state"_s).isEmpty());
        const auto& row = f.engine.rows.at(table->selectedKeys().constFirst().toUInt() - 1);
        QCOMPARE(preview->valueOf(u"rtt"_s) == Fmt::missing(), !row.health || !row.health->readP50);
        QVERIFY(preview->errors().isEmpty());
        const auto url = table->model()->index(0, RelayTableModel::RelayColumn).data(CopyRole).toString();
        f.engine.addLog(LogLevel::Error, u"\u202etrouble"_s, url);
        f.engine.addLog(LogLevel::Info, u"no trouble"_s, url);
        f.engine.addLog(LogLevel::Error, u"elsewhere"_s, u"wss://other.example"_s);
        f.engine.tick();
        QTRY_COMPARE(preview->errors().size(), 1);
        QVERIFY(preview->errors().constFirst().endsWith(u"  trouble"_s));
        table->selectAll();
        QVERIFY(preview->errors().isEmpty());
        table->setFocus();
        f.press(Qt::Key_Space);
        QVERIFY(!preview->isVisible());
        f.press(Qt::Key_Space);
        QVERIFY(preview->isVisible());
    }

    void savedViewComesBack()
    {
        UiState kept;
        {
            Fixture f(60);
            f.window->showPage(u"relays"_s);
            f.find<QLineEdit>(u"filter"_s)->setText(u"relay1"_s);
            auto* table = f.find<TableView>(u"relayTable"_s);
            table->sortByColumn(RelayTableModel::EventsColumn, Qt::AscendingOrder);
            auto* views = f.window->findChild<ViewBar*>();
            emit views->saveRequested(u"ones"_s);
            views->setCurrent(u"all"_s);
            f.find<QLineEdit>(u"filter"_s)->clear();
            kept = f.window->save();
        }
        Fixture f(60);
        f.window->restore(kept);
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->sortByColumn(RelayTableModel::RateColumn, Qt::DescendingOrder);
        QCOMPARE(table->model()->rowCount(), 60);
        f.window->findChild<ViewBar*>()->setCurrent(u"ones"_s);
        QCOMPARE(table->model()->rowCount(), 11);
        QCOMPARE(f.find<QLineEdit>(u"filter"_s)->text(), u"relay1"_s);
        QCOMPARE(table->saveState().sortColumn, u"events"_s);
    }

    void exportByKey()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"relays"_s);
        f.press(Qt::Key_E, Qt::ControlModifier);
        auto* dialog = f.window->findChild<ExportDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(QFileInfo(dialog->file()).fileName().startsWith(u"relays_"_s));
    }

    void pauseFreezesTheDisplay()
    {
        Fixture f(20);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"logs"_s);
        auto* live = f.find<QToolButton>(u"live"_s);
        f.press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(live->text().startsWith(u"Paused "_s));
        const auto frozen = live->text();
        auto* table = f.find<TableView>(u"logTable"_s);
        const int lines = table->model()->rowCount();
        for (int i = 0; i < 5; ++i) {
            f.engine.tick();
            f.engine.addLog(LogLevel::Info, u"line"_s);
        }
        QCOMPARE(table->model()->rowCount(), lines);
        QCOMPARE(live->text(), frozen);
        auto* waiting = f.find<QToolButton>(u"logWaiting"_s);
        QVERIFY(waiting->isVisible() && waiting->text().startsWith(u'5'));
        waiting->click();
        QCOMPARE(table->model()->rowCount(), lines + 5);
        QVERIFY(live->text().startsWith(u"Live "_s));
        QVERIFY(live->text() != frozen);
    }

    void logLevelAndEmptyState()
    {
        Fixture f(2);
        f.engine.addLog(LogLevel::Info, u"fine"_s);
        f.window->showPage(u"logs"_s);
        auto* logs = f.window->findChild<LogsPage*>();
        auto* table = f.find<TableView>(u"logTable"_s);
        logs->setMinimumLevel(LogLevel::Error);
        QCOMPARE(table->model()->rowCount(), 0);
        QVERIFY(!table->isVisible());
        f.engine.addLog(LogLevel::Error, u"broken"_s);
        QTRY_VERIFY(table->isVisible());
        table->setCurrentIndex(table->model()->index(0, 0));
        QVERIFY(f.find<QPlainTextEdit>(u"logDetail"_s)->toPlainText().contains(u"broken"_s));
        f.find<QPushButton>(u"logShowAll"_s)->click();
        QCOMPARE(table->model()->rowCount(), 2);
    }

    /// A database that cannot be opened: no snapshot, so no word of an empty list or of all being well.
    void nothingIsSaidBeforeTheFirstSnapshot()
    {
        FakeEngine engine;
        Theme theme(*qApp);
        MainWindow window(engine, theme, Fmt(QLocale::c(), QTimeZone::utc()), 0ms);
        window.show();
        auto* overview = window.findChild<OverviewPage*>();
        QVERIFY(!overview->attention().isVisible());
        QVERIFY(!window.findChild<StartCard*>()->isVisible());
        engine.publish();
        QTRY_VERIFY(window.findChild<StartCard*>()->isVisible());
    }

    void worstFirstOnTheOverview()
    {
        Fixture f(10);
        auto* overview = f.window->findChild<OverviewPage*>();
        QVERIFY(overview->attention().items().isEmpty());
        f.engine.state.vitals.ownOutage = true;
        f.engine.state.vitals.storeError = u"the disk is full"_s;
        f.engine.publish();
        QTRY_COMPARE(overview->attention().items().size(), 2);
        QCOMPARE(overview->attention().items().constFirst().status, Status::Down);
        QVERIFY(f.window->messages().find(u"store"_s) == nullptr); // said once
        auto* retry = overview->attention().findChild<QPushButton*>();
        QVERIFY(retry != nullptr && retry->text().contains(u"Retry"_s)); // of the first row
        retry->click();
        QVERIFY(f.engine.calls().contains(u"retryStore"_s));
        f.window->showPage(u"relays"_s);
        f.engine.publish();
        QTRY_VERIFY(f.window->messages().find(u"store"_s) != nullptr);
        QVERIFY(f.window->messages().find(u"outage"_s) != nullptr);
    }

    /// Figures that nobody renews say so, until there are newer ones.
    void aSilentEngineMakesFiguresStale()
    {
        Fixture f(10, 1ms);
        const auto* live = f.window->findChild<HeaderBar*>()->liveButton();
        const auto* card = f.find<Card>(u"cardRelays"_s);
        QTRY_VERIFY(f.window->feed().isStale());
        QCOMPARE(live->accessibleName(), u"Stale 23:36:22"_s);
        QVERIFY2(card->sample().contains(u"stale, as of 23:36:22"_s), qPrintable(card->sample()));
        QSignalSpy stale(&f.window->feed(), &LiveFeed::staleChanged);
        f.engine.tick();
        QTRY_COMPARE(stale.value(0).value(0), QVariant(false));
        QTRY_COMPARE(stale.value(1).value(0), QVariant(true)); // silent again
        QCOMPARE(live->accessibleName(), u"Stale 23:36:23"_s);
    }

    void chartCursorByKeyboard()
    {
        Fixture f(10);
        auto& chart = f.window->findChild<OverviewPage*>()->chart();
        QVERIFY(chart.accessibleDescription().contains(u"most at"_s));
        QTest::keyClick(&chart, Qt::Key_End);
        QVERIFY(chart.cursor().has_value());
        const auto last = *chart.cursor();
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(*chart.cursor(), last - 1);
        QVERIFY(chart.cursorText().contains(u"1 · Note"_s));
        QVERIFY(chart.cursorText().contains(u"UTC"_s));
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(*chart.cursor(), 0U);
        QTest::keyClick(&chart, Qt::Key_Escape);
        QVERIFY(!chart.cursor());
    }

    void rangeIsAsked()
    {
        Fixture f(10);
        auto* range = f.find<QPushButton>(u"range"_s);
        const auto actions = range->menu()->actions();
        QVERIFY(actions.size() >= 7);
        actions.at(3)->trigger();
        QVERIFY(f.engine.calls().contains(u"setRange 7d"_s));
        QVERIFY(range->text().contains(u"7 days"_s));
        QCOMPARE(f.find<QToolButton>(u"zone"_s)->text(), u"UTC"_s);
    }

    void lookIsKept()
    {
        const QTemporaryDir folder;
        const SettingsStore store(folder.filePath(u"a.ini"_s));
        {
            Fixture f(5);
            f.window->showPage(u"relays"_s);
            f.window->showPage(u"logs"_s);
            auto* table = f.find<TableView>(u"relayTable"_s);
            table->sortByColumn(RelayTableModel::OpenColumn, Qt::AscendingOrder);
            table->setColumnWidth(RelayTableModel::RateColumn, 333);
            table->setColumnHidden(RelayTableModel::OthersColumn, true);
            auto state = f.window->save();
            state.range = RangePreset::Month;
            store.save(state);
        }
        Fixture f(5);
        f.window->restore(store.load());
        QCOMPARE(f.window->currentPage()->id(), u"logs"_s);
        QVERIFY(f.engine.calls().contains(u"setRange 30d"_s));
        QCOMPARE(f.window->save().tables.value(u"relays"_s).sortColumn, u"open"_s); // of a page not opened
        f.window->showPage(u"relays"_s);
        const auto table = f.window->save().tables.value(u"relays"_s);
        QCOMPARE(table.sortColumn, u"open"_s);
        QVERIFY(!table.isDescending);
        QVERIFY(table.hidden.contains(u"others"_s));
        QCOMPARE(table.hidden.size(), 2 + RelayTableModel::columns - RelayTableModel::firstOptional);
        QCOMPARE(table.widths.value(u"rate"_s), 333);
        store.resetLayout();
        QVERIFY(store.load().tables.isEmpty());
        QVERIFY(store.load().page.isEmpty());
    }

    void shapesDiffer()
    {
        QList<QImage> seen;
        for (int status = 0; status < 6; ++status) {
            const auto image = statusPixmap(static_cast<Status>(status), Qt::black, 16, 1).toImage();
            QVERIFY(!seen.contains(image));
            seen.append(image);
        }
    }

    void commandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status"); // −1: starts
        QTest::newRow("plain") << QStringList{} << -1;
        QTest::newRow("all") << QStringList{u"--db"_s, u"/tmp/a b.sqlite"_s, u"--page"_s, u"relays"_s} << -1;
        QTest::newRow("help") << QStringList{u"--help"_s} << 0;
        QTest::newRow("version") << QStringList{u"--version"_s} << 0;
        QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << 2;
        QTest::newRow("unknown page") << QStringList{u"--page"_s, u"nonsense"_s} << 2;
        QTest::newRow("profile is no path") << QStringList{u"--profile"_s, u"../x"_s} << 2;
        QTest::newRow("positional") << QStringList{u"x"_s} << 2;
    }
    void commandLine()
    {
        QFETCH(QStringList, arguments);
        arguments.prepend(u"nostrscope"_s);
        const auto options = parseCommandLine(arguments);
        QTEST(options ? -1 : options.error().status, "status");
    }

    void demoWithoutSimnetSaysSo()
    {
        DemoNetwork demo(u"/nonexistent/nostrscope-simnet"_s);
        QSignalSpy failed(&demo, &DemoNetwork::failed);
        demo.start();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.first().first().toString().contains(u"/nonexistent/nostrscope-simnet"_s));
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestUi test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ui.moc"
