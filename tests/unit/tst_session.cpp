// SPDX-License-Identifier: GPL-3.0-or-later
// From start to end of the program: one instance, what a crash leaves, what is asked and stored at the end.
#include "app/desktop/application.h"
#include "app/desktop/singleinstance.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/card.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/tables.h"
#include "ui/pages/page.h"
#include "ui/settings/keysdialog.h"
#include "ui/shell/quitdialog.h"

#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QLocalSocket>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <QTreeWidget>

#include <csignal>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

namespace {

/// A second start waits for the first, which lives in this thread: it gets one of its own.
SingleInstance::Role startSecond(const QString& database, const QString& folder,
                                 const StartArguments& arguments)
{
    auto role = SingleInstance::Role::First;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        SingleInstance second(database, folder);
        role = second.start(arguments);
    }));
    thread->start();
    while (!thread->wait(1))
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    return role;
}

/// The program on a fake engine.
struct Program {
    explicit Program(const QString& database, DesktopOptions options = {})
    {
        options.database = database;
        application = std::make_unique<Application>(*qApp, options, [this](const DesktopEngineConfig&) {
            auto made = std::make_unique<FakeEngine>();
            engine = made.get();
            engine->populate(3);
            engine->publish();
            return made;
        });
        application->start();
    }
    FakeEngine* engine = nullptr;
    std::unique_ptr<Application> application;
};

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_folder.isValid());
        qputenv("XDG_STATE_HOME", m_folder.filePath(u"state"_s).toUtf8());
    }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    // --- one instance

    void aSecondStartHandsOver()
    {
        const auto database = m_folder.filePath(u"a.sqlite"_s);
        SingleInstance first(database, m_folder.path());
        QSignalSpy received(&first, &SingleInstance::received);
        QCOMPARE(first.start({}), SingleInstance::Role::First);
        const StartArguments arguments{{u"/lists/a b.txt"_s}, {u"wss://relay.example"_s}, u"logs"_s};
        QCOMPARE(startSecond(database, m_folder.path(), arguments), SingleInstance::Role::HandedOver);
        QTRY_COMPARE(received.count(), 1);
        QCOMPARE(received.first().first().value<StartArguments>(), arguments);
        // The same file by another name is the same database, another file is not.
        QDir(m_folder.path()).mkdir(u"x"_s);
        QCOMPARE(startSecond(m_folder.filePath(u"x/../a.sqlite"_s), m_folder.path(), {}),
                 SingleInstance::Role::HandedOver);
        QCOMPARE(startSecond(m_folder.filePath(u"b.sqlite"_s), m_folder.path(), {}),
                 SingleInstance::Role::First);
    }

    void whatACrashLeftDoesNotCount()
    {
        const auto database = m_folder.filePath(u"c.sqlite"_s);
        QString path;
        {
            SingleInstance first(database, m_folder.path());
            QCOMPARE(first.start({}), SingleInstance::Role::First);
            path = first.socketPath();
        }
        QFile stale(path);
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        SingleInstance next(database, m_folder.path());
        QCOMPARE(next.start({}), SingleInstance::Role::First);
        QCOMPARE(startSecond(database, m_folder.path(), {}), SingleInstance::Role::HandedOver);
    }

    void messages_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("valid");
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("noise") << QByteArray("\0\xff{", 3) << false;
        QTest::newRow("array") << QByteArray("[]\n") << false;
        QTest::newRow("empty object") << QByteArray("{}\n") << true;
        QTest::newRow("wrong types") << QByteArray(R"({"files":7,"urls":[1,{}],"page":[]})") << true;
        QTest::newRow("deep") << QByteArray(20'000, '[') << false;
        QTest::newRow("long") << QByteArray(SingleInstance::maximumMessage + 1, 'x') << false;
    }
    void messages()
    {
        QFETCH(QByteArray, message);
        const auto decoded = SingleInstance::decode(message);
        QTEST(decoded.has_value(), "valid");
        if (decoded)
            QVERIFY(decoded->files.isEmpty() && decoded->urls.isEmpty() && decoded->page.isEmpty());
    }

    void messagesAreBounded()
    {
        StartArguments many;
        for (int i = 0; i < 500; ++i)
            many.urls.append(u"wss://r%1.example"_s.arg(i));
        const auto decoded = SingleInstance::decode(SingleInstance::encode(many));
        QCOMPARE(decoded->urls.size(), SingleInstance::maximumArguments);
        many.urls.append(QString(SingleInstance::maximumMessage, u'x'));
        QCOMPARE(SingleInstance::decode(SingleInstance::encode(many)), StartArguments());
    }

    void garbageOnTheSocketIsCutOff()
    {
        const auto database = m_folder.filePath(u"d.sqlite"_s);
        SingleInstance first(database, m_folder.path());
        QSignalSpy received(&first, &SingleInstance::received);
        QCOMPARE(first.start({}), SingleInstance::Role::First);
        QLocalSocket socket;
        socket.connectToServer(first.socketPath());
        socket.write(QByteArray(3 * SingleInstance::maximumMessage, 'x'));
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(received.count(), 0);
        QCOMPARE(startSecond(database, m_folder.path(), {}), SingleInstance::Role::HandedOver);
    }

    // --- what a crash leaves

    void markOfASession()
    {
        const auto database = m_folder.filePath(u"m.sqlite"_s);
        {
            SessionMarker marker(database, m_folder.path());
            QVERIFY(!marker.begin());
            marker.end();
        }
        {
            SessionMarker marker(database, m_folder.path());
            QVERIFY(!marker.begin());
        } // no end(): a crash
        SessionMarker marker(database, m_folder.path());
        const auto crashed = marker.begin();
        QVERIFY(crashed && crashed->secsTo(QDateTime::currentDateTime()) < 3600);
        marker.end();
    }

    void recoveryBarAfterACrash()
    {
        const auto database = m_folder.filePath(u"r.sqlite"_s);
        {
            SessionMarker crashed(database);
            QVERIFY(!crashed.begin());
        }
        Program program(database);
        QVERIFY(program.engine->calls().contains(u"checkDatabase"_s));
        auto& window = program.application->window();
        const auto* bar = window.messages().find(u"crash"_s);
        QVERIFY(bar != nullptr && bar->tone() == Tone::Info);
        bar->findChild<QPushButton*>()->click();
        QCOMPARE(window.currentPage()->id(), u"logs"_s);
        emit program.engine->databaseChecked(-2, u"row 7 is missing"_s);
        QCOMPARE(window.messages().find(u"crash"_s)->tone(), Tone::Error);
        QSignalSpy finished(program.application.get(), &Application::finished);
        window.close();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(program.engine->calls().contains(u"shutDown"_s));
        Program next(database);
        QVERIFY(next.application->window().messages().find(u"crash"_s) == nullptr);
        next.application->window().close();
    }

    /// A picture or a report of the start runs beside the session that has the database.
    void besideASessionNothingIsMarkedOrChecked_data()
    {
        QTest::addColumn<QString>("screenshot");
        QTest::addColumn<bool>("report");
        QTest::newRow("picture") << m_folder.filePath(u"picture.png"_s) << false;
        QTest::newRow("report of the start") << QString() << true;
    }
    void besideASessionNothingIsMarkedOrChecked()
    {
        QFETCH(QString, screenshot);
        QFETCH(bool, report);
        const auto database = m_folder.filePath(u"beside.sqlite"_s);
        SessionMarker running(database);
        QVERIFY(!running.begin());
        {
            DesktopOptions options;
            options.screenshot = screenshot;
            if (report)
                options.reportStart = 0;
            Program beside(database, options);
            QVERIFY(!beside.engine->calls().contains(u"checkDatabase"_s));
            QVERIFY(beside.application->window().messages().find(u"crash"_s) == nullptr);
            QSignalSpy finished(beside.application.get(), &Application::finished);
            beside.application->window().close();
            QTRY_COMPARE(finished.count(), 1);
        }
        QVERIFY(QFile::exists(running.path())); // the mark is that of the session
        running.end();
    }

    void aDatabaseInUseIsNotCalledDamaged()
    {
        const auto database = m_folder.filePath(u"used.sqlite"_s);
        {
            SessionMarker crashed(database);
            QVERIFY(!crashed.begin());
        }
        Program program(database);
        const auto inUse = u"The database is in use by pid 7. Close that program, or use another --db."_s;
        emit program.engine->storeUnavailable(inUse);
        emit program.engine->databaseChecked(-2, u"It cannot be opened."_s);
        const auto* bar = program.application->window().messages().find(u"crash"_s);
        QVERIFY(bar != nullptr);
        QVERIFY2(bar->text().contains(inUse), qPrintable(bar->text()));
        QVERIFY2(!bar->text().contains(u"damaged"_s), qPrintable(bar->text()));
        program.application->window().close();
    }

    void argumentsLeadToTheirPlace()
    {
        Program program(m_folder.filePath(u"g.sqlite"_s));
        auto& window = program.application->window();
        program.application->open({}, {u"wss://relay1.example"_s}, {});
        QCOMPARE(window.currentPage()->id(), u"relay"_s);
        QCOMPARE(window.currentPage()->selection(), u"2"_s);
        program.application->open({u"/data/a.jsonl"_s}, {}, u"logs"_s);
        QCOMPARE(window.currentPage()->id(), u"logs"_s);
        QVERIFY(program.engine->calls().contains(u"previewImport /data/a.jsonl"_s));
        program.application->open({}, {u"nonsense"_s}, {});
        QVERIFY(window.messages().find(u"argument"_s) != nullptr);
        window.close();
    }

    // --- the end

    void quitAsksWhileATaskRuns()
    {
        Fixture f(3);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        QSignalSpy closing(f.window.get(), &MainWindow::closing);
        emit f.engine.taskChanged(1, u"a.jsonl"_s, 1, 100, false, {});
        f.press(Qt::Key_Q, Qt::ControlModifier);
        auto* dialog = f.find<QuitDialog>(u"quitDialog"_s);
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(f.window->isVisible());
        QVERIFY(!dialog->findChild<QPushButton*>(u"quitContinue"_s)->isEnabled()); // there is no tray
        QTest::keyClick(dialog, Qt::Key_Return); // Enter loses nothing
        QTRY_VERIFY(f.find<QuitDialog>(u"quitDialog"_s) == nullptr);
        QCOMPARE(closing.count(), 0);
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.press(Qt::Key_Q, Qt::ControlModifier);
        QTest::keyClick(f.find<QuitDialog>(u"quitDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(f.find<QuitDialog>(u"quitDialog"_s) == nullptr);
        QCOMPARE(closing.count(), 0);
        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.press(Qt::Key_Q, Qt::ControlModifier);
        f.find<QPushButton>(u"quitStop"_s)->click();
        QCOMPARE(closing.count(), 1);
        QVERIFY(!f.window->isVisible());
    }

    void quitDoesNotAskWithoutTasks()
    {
        Fixture f(3);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        QSignalSpy closing(f.window.get(), &MainWindow::closing);
        emit f.engine.taskChanged(1, u"a.jsonl"_s, 100, 100, true, {});
        f.press(Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(closing.count(), 1);
    }

    void withoutATrayTheWindowDoesNotHide()
    {
        Fixture f(3);
        f.window->showTray(false);
        QVERIFY(!f.window->actions().find(u"window.closeToTray"_s)->isEnabled());
        UiState state = f.window->save();
        QVERIFY(!state.settings.flag(u"window/closeToTray")); // off by default
        state.settings.set(SettingOrigin::File, u"window/closeToTray"_s, u"true"_s);
        f.window->restore(state);
        QSignalSpy closing(f.window.get(), &MainWindow::closing);
        f.window->close();
        QCOMPARE(closing.count(), 1);
    }

    void closingHidesInTheTrayAndQuitQuits()
    {
        Fixture f(3);
        UiState state = f.window->save();
        state.settings.set(SettingOrigin::File, u"window/closeToTray"_s, u"true"_s);
        f.window->restore(state);
        f.window->showTray(true);
        QSignalSpy closing(f.window.get(), &MainWindow::closing);
        f.window->close();
        QVERIFY(!f.window->isVisible());
        QCOMPARE(closing.count(), 0);
        f.window->bringToFront();
        QVERIFY(f.window->isVisible());
        f.window->quit();
        QCOMPARE(closing.count(), 1);
    }

    /// The end of a desktop session is no crash, and stops a task without a question.
    void signalsEndInOrder_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void signalsEndInOrder()
    {
        QFETCH(int, number);
        const auto database = m_folder.filePath(u"t%1.sqlite"_s.arg(number));
        {
            Program program(database);
            emit program.engine->taskChanged(1, u"a.jsonl"_s, 1, 100, false, {});
            QSignalSpy finished(program.application.get(), &Application::finished);
            QCOMPARE(std::raise(number), 0);
            QTRY_COMPARE(finished.count(), 1);
            QVERIFY(program.engine->calls().contains(u"shutDown"_s));
            QVERIFY(!program.application->window().isVisible());
        }
        SessionMarker next(database);
        QVERIFY(!next.begin());
        next.end();
    }

    void demoNetworkStopsWithoutWaiting()
    {
        DemoNetwork none(u"/nonexistent"_s);
        QSignalSpy stopped(&none, &DemoNetwork::stopped);
        none.stop();
        QCOMPARE(stopped.count(), 1);
        DemoNetwork stubborn(u"/bin/cat"_s); // does not know the options and ends
        QSignalSpy ended(&stubborn, &DemoNetwork::stopped);
        QSignalSpy failed(&stubborn, &DemoNetwork::failed);
        stubborn.start();
        stubborn.stop();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(failed.count(), 0);
    }

    // --- text size and keys

    void textSizeFollowsTheKeys()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        const auto normal = QApplication::font().pointSizeF();
        f.window->showPage(u"relays"_s);
        for (int i = 0; i < 20; ++i)
            f.press(Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(QApplication::font().pointSizeF(), normal * 2);
        QCOMPARE(f.window->currentPage()->id(), u"relays"_s);
        QCOMPARE(f.window->settings().values().number(u"window/textPercent"), 200);
        const auto* table = f.find<TableView>(u"relayTable"_s);
        QVERIFY(table->verticalHeader()->defaultSectionSize() > table->fontMetrics().height()); // no cut rows
        QVERIFY(!f.window->actions().reason(u"view.textLarger"_s).isEmpty());
        for (int i = 0; i < 20; ++i)
            f.press(Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(f.window->settings().values().number(u"window/textPercent"), 80);
        f.press(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(QApplication::font().pointSizeF(), normal);
    }

    void textSizeIsKept()
    {
        UiState state;
        state.settings.set(SettingOrigin::File, u"window/textPercent"_s, u"200"_s);
        state.page = u"relays"_s;
        Fixture f(5);
        f.window->restore(state);
        const auto* table = f.find<TableView>(u"relayTable"_s);
        QVERIFY(table->verticalHeader()->defaultSectionSize() > table->fontMetrics().height());
        f.window->showPage(u"overview"_s);
        f.engine.tick();
        QSet<int> heights; // some cards have nothing to compare
        const auto cards = f.window->currentPage()->findChildren<Card*>();
        for (const auto* card : cards)
            heights.insert(card->sizeHint().height());
        QVERIFY(cards.size() > 4);
        QCOMPARE(heights.size(), 1);
        QVERIFY(f.window->showPage(u"logs"_s));
        QCOMPARE(f.find<QPlainTextEdit>(u"logDetail"_s)->font().pointSizeF(),
                 QApplication::font().pointSizeF());
    }

    void keysAreListedAndChanged()
    {
        Fixture f(3);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.press(Qt::Key_Question, Qt::ControlModifier);
        auto* dialog = f.find<KeysDialog>(u"keys"_s);
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto* list = dialog->findChild<QTreeWidget*>();
        const auto found = list->findItems(u"Logs"_s, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        list->setCurrentItem(found.constFirst());
        auto* edit = dialog->findChild<QKeySequenceEdit*>();
        auto* set = dialog->findChild<QPushButton*>(u"keysSet"_s);
        const auto* note = dialog->findChild<QLabel*>(u"keysNote"_s);
        edit->setKeySequence(QKeySequence(Qt::Key_L));
        QVERIFY(!set->isEnabled() && !note->text().isEmpty());
        edit->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_1));
        QVERIFY(set->isEnabled() && note->text().contains(u"Overview"_s)); // the conflict is named
        set->click();
        auto& actions = f.window->actions();
        QCOMPARE(actions.key(u"go.logs"_s), QKeySequence(Qt::CTRL | Qt::Key_1));
        QVERIFY(actions.key(u"go.overview"_s).isEmpty());
        dialog->findChild<QPushButton*>(u"keysReset"_s)->click();
        QVERIFY(actions.changedKeys().isEmpty());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(f.find<KeysDialog>(u"keys"_s) == nullptr);
    }

private:
    QTemporaryDir m_folder;
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    TestSession test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session.moc"
