// SPDX-License-Identifier: GPL-3.0-or-later
// Recording and replaying from the menu of the window.
#include "tests/unit/windowfixture.h"
#include "ui/kit/messagebar.h"
#include "ui/shell/recordcommands.h"
#include "ui/shell/replaydialog.h"
#include "ui/shell/taskpopup.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

class TestRecordCommands : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void recordAndStop();
    void recordingTellsThatNothingIsConnected();
    void importGoesBeforeARecording();
    void replay();
    void replayInto_data();
    void replayInto();

private:
    static RecordCommands& commandsOf(Fixture& f)
    {
        auto* commands = f.window->findChild<RecordCommands*>();
        if (commands == nullptr)
            qFatal("no commands");
        return *commands;
    }
};

void TestRecordCommands::recordAndStop()
{
    Fixture f(5);
    auto* action = f.window->actions().find(u"data.record"_s);
    QCOMPARE(ActionRegistry::plainText(action->text()), u"Record traffic"_s);
    action->trigger();
    auto* dialog = f.window->findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr && dialog->acceptMode() == QFileDialog::AcceptSave);
    dialog->reject();
    commandsOf(f).startRecording(u"/home/anna/traffic.nsrec"_s);
    QCOMPARE(f.engine.lastOrder().kind, TaskKind::Record);
    QCOMPARE(f.engine.lastOrder().file, u"/home/anna/traffic.nsrec"_s);
    // name, frames, bytes and time in the status line and in the list of tasks
    const auto line = f.find<QToolButton>(u"statusTask"_s)->text();
    QVERIFY2(line.startsWith(u"Recording · 1234 frame(s) · "_s), qPrintable(line));
    f.window->actions().find(u"view.tasks"_s)->trigger();
    auto* popup = f.find<TaskPopup>(u"taskPopup"_s);
    const auto labels = popup->findChildren<QLabel*>();
    const auto has = [&](const QString& text) {
        return std::any_of(labels.begin(), labels.end(),
                           [&](const auto* label) { return label->text().contains(text); });
    };
    QVERIFY(has(u"Recording to traffic.nsrec"_s));
    QVERIFY(has(u"1234 frame(s) · "_s));
    QVERIFY(has(u"KiB · "_s) || has(u"kB · "_s));
    auto* stop = popup->findChild<QPushButton*>(u"taskCancel"_s);
    QCOMPARE(stop->text(), u"Stop"_s);
    QVERIFY(!popup->findChild<QPushButton*>(u"taskPause"_s)->isVisible());
    popup->close();
    QCOMPARE(ActionRegistry::plainText(action->text()), u"Stop recording traffic"_s);
    action->trigger();
    QVERIFY(f.engine.calls().contains(u"cancelTask 1"_s));
    QCOMPARE(ActionRegistry::plainText(action->text()), u"Record traffic"_s);
    auto* bar = f.window->messages().find(u"task1"_s);
    QVERIFY(bar != nullptr);
    QVERIFY2(bar->text().contains("12345 frame(s) and 67 other message(s)"_L1), qPrintable(bar->text()));
    QCOMPARE(bar->tone(), Tone::Ok);
}

void TestRecordCommands::recordingTellsThatNothingIsConnected()
{
    Fixture f(0);
    commandsOf(f).startRecording(u"/home/anna/traffic.nsrec"_s);
    auto* bar = f.window->messages().find(u"record"_s);
    QVERIFY(bar != nullptr && bar->text().contains("No relay is connected"_L1));
    f.window->actions().find(u"data.record"_s)->trigger();
    QVERIFY(f.window->messages().find(u"record"_s) == nullptr);
}

/// A recording has no end to wait for: the status line shows what has.
void TestRecordCommands::importGoesBeforeARecording()
{
    Fixture f(5);
    commandsOf(f).startRecording(u"/home/anna/traffic.nsrec"_s);
    StoreTaskOrder order;
    order.kind = TaskKind::Export;
    order.file = u"/home/anna/out.jsonl"_s;
    f.engine.startStoreTask(order);
    const auto line = f.find<QToolButton>(u"statusTask"_s)->text();
    QVERIFY2(line.startsWith("Export to out.jsonl"_L1), qPrintable(line));
}

void TestRecordCommands::replay()
{
    Fixture f(5);
    f.window->actions().find(u"data.replay"_s)->trigger();
    auto* choice = f.window->findChild<QFileDialog*>();
    QVERIFY(choice != nullptr && choice->fileMode() == QFileDialog::ExistingFile);
    choice->reject();

    const QTemporaryDir folder;
    QFile(folder.filePath(u"hour.sqlite"_s)).open(QIODevice::WriteOnly);
    commandsOf(f).openReplayOf(folder.filePath(u"hour.nsrec"_s));
    auto* dialog = f.window->findChild<ReplayDialog*>();
    QVERIFY(dialog != nullptr);
    auto* database = dialog->findChild<QLineEdit*>(u"replayDatabase"_s);
    auto* start = dialog->findChild<QPushButton*>(u"replayStart"_s);
    QCOMPARE(database->text(), folder.filePath(u"hour-2.sqlite"_s)); // the other name is taken
    QVERIFY(start->isEnabled());
    for (const auto& bad :
         {folder.filePath(u"hour.sqlite"_s), folder.filePath(u"none/a.sqlite"_s), QString()}) {
        database->setText(bad);
        QVERIFY(!start->isEnabled());
        QVERIFY(!dialog->findChild<QLabel*>(u"replayProblem"_s)->text().isEmpty());
    }
    dialog->findChild<QRadioButton*>(u"replayForget"_s)->setChecked(true);
    QVERIFY(start->isEnabled() && !database->isEnabled());
}

void TestRecordCommands::replayInto_data()
{
    QTest::addColumn<bool>("keeps");
    QTest::newRow("a new database") << true;
    QTest::newRow("nothing") << false;
}

void TestRecordCommands::replayInto()
{
    QFETCH(const bool, keeps);
    Fixture f(5);
    QSignalSpy wanted(f.window.get(), &MainWindow::databaseRequested);
    const QTemporaryDir folder;
    commandsOf(f).openReplayOf(folder.filePath(u"hour.nsrec"_s));
    auto* dialog = f.window->findChild<ReplayDialog*>();
    dialog->findChild<QRadioButton*>(keeps ? u"replayKeep"_s : u"replayForget"_s)->setChecked(true);
    dialog->findChild<QComboBox*>(u"replaySpeed"_s)->setCurrentIndex(1);
    dialog->findChild<QPushButton*>(u"replayStart"_s)->click();
    const auto order = f.engine.lastOrder();
    QCOMPARE(order.kind, TaskKind::Replay);
    QCOMPARE(order.file, folder.filePath(u"hour.nsrec"_s));
    QCOMPARE(order.database, keeps ? folder.filePath(u"hour.sqlite"_s) : QString());
    QCOMPARE(order.speed, 1.0);
    f.engine.endTask(1);
    auto* bar = f.window->messages().find(u"task1"_s);
    QVERIFY(bar != nullptr);
    QVERIFY2(bar->text().contains("12345 frame(s) of 5 relay(s)"_L1), qPrintable(bar->text()));
    QCOMPARE(bar->text().contains("Nothing of it was kept"_L1), !keeps);
    const auto buttons = bar->findChildren<QAbstractButton*>();
    const auto open = std::find_if(buttons.begin(), buttons.end(), [](const auto* button) {
        return button->text().contains("Open in a new window"_L1);
    });
    QCOMPARE(open != buttons.end(), keeps);
    if (!keeps)
        return;
    (*open)->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), order.database);
}

QTEST_MAIN(TestRecordCommands)
#include "tst_recordcommands.moc"
