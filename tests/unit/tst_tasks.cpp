// SPDX-License-Identifier: GPL-3.0-or-later
// The list of tasks: figures, pause, cancel, what the window says of them.
#include "models/overallstate.h"
#include "models/taskmodel.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/messagebar.h"
#include "ui/shell/miniwindow.h"
#include "ui/shell/taskpopup.h"

#include <QAbstractItemModelTester>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using Fixture = WindowFixture;

class TestTasks : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void timeLeftComesWhenTheRateIsSteady()
    {
        ManualClock clock(UnixMillis{});
        TaskModel tasks(clock);
        const QAbstractItemModelTester tester(&tasks, QAbstractItemModelTester::FailureReportingMode::Fatal);
        tasks.report(1, u"a"_s, 0, 1000, false, {});
        QVERIFY(!tasks.rate(1) && !tasks.timeLeft(1));
        qint64 done = 0;
        for (int second = 1; second <= 4; ++second) {
            clock.advance(1s);
            tasks.report(1, u"a"_s, done += 10, 1000, false, {});
        }
        QCOMPARE(*tasks.rate(1), 10.0);
        QVERIFY(!tasks.timeLeft(1)); // four seconds are too few
        for (int second = 5; second <= 10; ++second) {
            clock.advance(1s);
            tasks.report(1, u"a"_s, done += 10, 1000, false, {});
        }
        QCOMPARE(tasks.timeLeft(1)->count(), 90);
        // A sudden standstill: no promise until it is steady again.
        clock.advance(20s);
        tasks.report(1, u"a"_s, done, 1000, false, {});
        QVERIFY(!tasks.timeLeft(1));
    }

    void aPauseIsNoTimeOfWork()
    {
        ManualClock clock(UnixMillis{});
        TaskModel tasks(clock);
        tasks.report(1, u"a"_s, 0, 1000, false, {});
        for (int second = 1; second <= 10; ++second) {
            clock.advance(1s);
            tasks.report(1, u"a"_s, 10 * second, 1000, false, {});
        }
        QVERIFY(tasks.timeLeft(1).has_value());
        tasks.setPaused(1, true);
        QVERIFY(!tasks.timeLeft(1));
        clock.advance(1h);
        tasks.report(1, u"a"_s, 100, 1000, false, {}); // a late report of before
        QCOMPARE(tasks.find(1)->state, Task::State::Paused);
        tasks.setPaused(1, false);
        for (int second = 0; second <= 10; ++second) {
            tasks.report(1, u"a"_s, 100 + 10 * second, 1000, false, {});
            clock.advance(1s);
        }
        QCOMPARE(*tasks.rate(1), 10.0);
    }

    void badFigures_data()
    {
        QTest::addColumn<qint64>("done");
        QTest::addColumn<qint64>("total");
        QTest::newRow("unknown total") << qint64(10) << qint64(0);
        QTest::newRow("negative") << qint64(-10) << qint64(-1);
        QTest::newRow("more than all") << qint64(2000) << qint64(1000);
        QTest::newRow("huge") << qint64(1) << std::numeric_limits<qint64>::max();
    }
    void badFigures()
    {
        QFETCH(qint64, done);
        QFETCH(qint64, total);
        ManualClock clock(UnixMillis{});
        TaskModel tasks(clock);
        for (int second = 0; second <= 10; ++second) {
            tasks.report(1, u"a"_s, done / 2 + second, total, false, {});
            clock.advance(1s);
        }
        if (const auto left = tasks.timeLeft(1))
            QVERIFY(left->count() >= 0 && *left <= 366 * 24h);
        QVERIFY(tasks.find(1)->done >= 0 && tasks.find(1)->total >= 0);
    }

    void endedTasksAreForgotten()
    {
        ManualClock clock(UnixMillis{});
        TaskModel tasks(clock);
        const QAbstractItemModelTester tester(&tasks, QAbstractItemModelTester::FailureReportingMode::Fatal);
        tasks.report(0, u"long"_s, 0, 10, false, {});
        for (int id = 1; id <= 100; ++id)
            tasks.report(id, u"short"_s, 10, 10, true, id % 2 == 0 ? u"broken"_s : QString());
        QCOMPARE(tasks.rowCount(), int(TaskModel::maximumEnded) + 1);
        QCOMPARE(tasks.activeCount(), 1);
        QVERIFY(tasks.find(0) != nullptr && tasks.find(100) != nullptr && tasks.find(1) == nullptr);
        QCOMPARE(tasks.find(100)->state, Task::State::Failed);
        tasks.report(100, u"again"_s, 0, 10, false, {}); // news of one that ended
        QCOMPARE(tasks.find(100)->state, Task::State::Failed);
    }

    void windowShowsPausesAndCancels()
    {
        Fixture f(3);
        auto* part = f.find<QToolButton>(u"statusTask"_s);
        QVERIFY(!part->isVisible());
        emit f.engine.taskChanged(7, u"/data/a.jsonl"_s, 40, 100, false, {});
        QVERIFY(part->isVisible());
        QVERIFY(part->text().contains(u"a.jsonl"_s) && part->text().contains(u"40"_s));
        QVERIFY(part->text().contains(Fmt::missing())); // no time left is known
        QCOMPARE(f.find<QProgressBar>(u"statusBar"_s)->value(), 400);
        part->click();
        auto* list = f.find<TaskPopup>(u"taskPopup"_s);
        QVERIFY(list != nullptr && list->isVisible());
        auto* pause = list->findChild<QPushButton*>(u"taskPause"_s);
        pause->click();
        QVERIFY(f.engine.calls().contains(u"pauseTask 7 1"_s));
        QVERIFY(part->text().contains(u"paused"_s));
        pause->click();
        QVERIFY(f.engine.calls().contains(u"pauseTask 7 0"_s));
        list->findChild<QPushButton*>(u"taskCancel"_s)->click();
        QVERIFY(f.engine.calls().contains(u"cancelTask 7"_s));
        QCOMPARE(f.window->tasks().find(7)->state, Task::State::Cancelled);
        QVERIFY(!part->isVisible());
        const auto* bar = f.window->messages().find(u"task7"_s);
        QVERIFY(bar != nullptr && bar->tone() == Tone::Info);
        QVERIFY(bar->text().contains(u"stored"_s)); // what was kept
        list->close();
    }

    void worstStateWins_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<Status>("status");
        QTest::newRow("well") << 0 << Status::Online;
        QTest::newRow("stopped") << 1 << Status::Paused;
        QTest::newRow("degraded") << 2 << Status::Degraded;
        QTest::newRow("own outage") << 3 << Status::Degraded;
        QTest::newRow("failed") << 4 << Status::Down;
        QTest::newRow("store") << 5 << Status::Down;
        QTest::newRow("no relay") << 6 << Status::Checking;
    }
    void worstStateWins()
    {
        QFETCH(int, fault);
        Snapshot snapshot;
        snapshot.vitals.collecting = fault != 1;
        snapshot.services.resize(2);
        snapshot.overview.wantedRelays = 5;
        snapshot.overview.connectedRelays = fault == 6 ? 0 : 5;
        if (fault == 2 || fault == 4)
            snapshot.services[1].state =
                fault == 2 ? ServiceStatus::State::Degraded : ServiceStatus::State::Failed;
        snapshot.vitals.ownOutage = fault == 3 || fault == 4;
        if (fault == 5)
            snapshot.vitals.storeError = u"full"_s;
        const auto state = overallState(snapshot);
        QTEST(state.status, "status");
        QVERIFY(!state.text.isEmpty());
    }

    void miniWindow()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto& mini = f.window->miniWindow();
        f.press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(mini.isVisible());
        QVERIFY(mini.windowFlags() & Qt::WindowStaysOnTopHint);
        for (std::size_t i = 0; i < 2 * MiniWindow::maximumSamples; ++i) {
            f.engine.tick();
            mini.update(*f.engine.takeSnapshot());
        }
        QCOMPARE(mini.samples().size(), MiniWindow::maximumSamples);
        QVERIFY(mini.accessibleName().contains(u"All well"_s));
        QVERIFY(!mini.grab().isNull());
        QSignalSpy opened(&mini, &MiniWindow::opened);
        QTest::keyClick(&mini, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        f.window->close();
        QVERIFY(!mini.isVisible());
    }
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestTasks test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_tasks.moc"
