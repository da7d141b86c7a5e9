// SPDX-License-Identifier: GPL-3.0-or-later
// Older lines of the log: in the model, from the store, on the page.
#include "models/logfilterproxy.h"
#include "models/loghistory.h"
#include "models/logmodel.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/exportdialog.h"
#include "ui/kit/tables.h"
#include "ui/pages/logspage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

namespace {

constexpr Timestamp start = 1'763'600'000;

LogRecord line(Timestamp at, const QString& message = {})
{
    LogRecord record;
    record.at = fromSeconds(at);
    record.service = u"collect"_s;
    record.message = message.isEmpty() ? u"line %1"_s.arg(at - start) : message;
    return record;
}

/// Newest first, as the store gives them, ending just before `start`.
std::vector<LogRecord> stored(int count)
{
    std::vector<LogRecord> records;
    for (int i = 0; i < count; ++i)
        records.push_back(line(start - 1 - i));
    return records;
}

} // namespace

class TestLogHistory : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void olderLinesComeInFront();
    void olderLinesAreBounded();
    void linesOfTheSameMomentAreNotTwice();
    void searchReachesAMoment_data();
    void searchReachesAMoment();
    void failureIsSaid();
    void patterns_data();
    void patterns();
    void pageReadsOlderLines();
    void pageCopiesAndExports();
};

void TestLogHistory::olderLinesComeInFront()
{
    LogModel model(Fmt(QLocale::c(), QTimeZone::utc()), 5);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.append({line(start), line(start + 1)});
    const auto key = model.index(0, 0).data(KeyRole);
    QCOMPARE(model.prepend({line(start - 2), line(start - 1)}), 2);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(2, 0).data(KeyRole), key);
    QCOMPARE(model.rowAt(fromSeconds(start - 1)), 1);
    QCOMPARE(model.rowAt(fromSeconds(start + 9)), 4);
    // The ring of this run keeps its size; older lines go first.
    for (int i = 2; i < 9; ++i)
        model.append({line(start + i)});
    QCOMPARE(model.olderCount(), 0);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.record(4).message, u"line 8"_s);
    model.prepend({line(start - 1)});
    model.dropOlder();
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(model.detailText(0).contains(u"Service: collect"_s));
}

void TestLogHistory::olderLinesAreBounded()
{
    LogModel model(Fmt(QLocale::c(), QTimeZone::utc()), 10);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    FakeEngine engine;
    engine.storedLog = stored(3000);
    LogHistory history(engine, model);
    history.loadOlder();
    QCOMPARE(model.rowCount(), 10);
    QVERIFY(history.isAtEnd());
    QCOMPARE(model.record(9).message, u"line -1"_s);
    history.reset();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!history.isAtEnd());
}

void TestLogHistory::linesOfTheSameMomentAreNotTwice()
{
    LogModel model(Fmt(QLocale::c(), QTimeZone::utc()));
    FakeEngine engine;
    // The line of this run is stored, and so is another one of its moment.
    engine.storedLog = {line(start + 5, u"later"_s), line(start, u"shown"_s), line(start, u"other"_s),
                        line(start - 1)};
    model.append({line(start, u"shown"_s), line(start + 5, u"later"_s)});
    LogHistory history(engine, model);
    history.loadOlder();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.record(1).message, u"other"_s);
    QCOMPARE(model.record(2).message, u"shown"_s);
}

void TestLogHistory::searchReachesAMoment_data()
{
    QTest::addColumn<Timestamp>("wanted");
    QTest::addColumn<int>("lines"); // in the model afterwards
    QTest::newRow("in memory") << start + 1 << 2;
    QTest::newRow("on the first page") << start - 500 << 1002;
    QTest::newRow("on the third page") << start - 2500 << 3002;
    QTest::newRow("before everything") << start - 99'999 << 3502;
}

void TestLogHistory::searchReachesAMoment()
{
    QFETCH(const Timestamp, wanted);
    QFETCH(const int, lines);
    LogModel model(Fmt(QLocale::c(), QTimeZone::utc()));
    FakeEngine engine;
    engine.storedLog = stored(3500);
    model.append({line(start), line(start + 1)});
    LogHistory history(engine, model);
    QSignalSpy reached(&history, &LogHistory::reached);
    history.loadUntil(fromSeconds(wanted));
    QCOMPARE(reached.size(), 1);
    QCOMPARE(model.rowCount(), lines);
    const int row = model.rowAt(fromSeconds(wanted));
    QVERIFY(model.record(row).at >= fromSeconds(wanted));
}

void TestLogHistory::failureIsSaid()
{
    LogModel model(Fmt(QLocale::c(), QTimeZone::utc()));
    FakeEngine engine;
    engine.answers = FakeEngine::Answers::Fail;
    LogHistory history(engine, model);
    history.loadOlder();
    QVERIFY(history.error().contains(u"locked"_s));
    engine.answers = FakeEngine::Answers::AtOnce;
    engine.storedLog = stored(3);
    history.loadOlder();
    QVERIFY(history.error().isEmpty());
    QCOMPARE(model.rowCount(), 3);
    // What is under way ends with the object.
    engine.answers = FakeEngine::Answers::Never;
    auto late = std::make_unique<LogHistory>(engine, model);
    late->loadOlder();
    const auto before = engine.cancelled().size();
    late.reset();
    QCOMPARE(engine.cancelled().size(), before + 1);
}

void TestLogHistory::patterns_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("rows");
    QTest::newRow("none") << QString() << 3;
    QTest::newRow("words") << u"time"_s << 2;
    QTest::newRow("pattern") << u"/^time.*\\d$/"_s << 1;
    QTest::newRow("pattern on the service") << u"/COLLECT/"_s << 3;
    QTest::newRow("not valid: as before") << u"/(/"_s << 3;
    QTest::newRow("one slash is a word") << u"/"_s << 0;
}

void TestLogHistory::patterns()
{
    QFETCH(const QString, filter);
    QFETCH(const int, rows);
    Fixture f(1);
    f.window->showPage(u"logs"_s);
    f.engine.addLog(LogLevel::Warning, u"time out 12"_s);
    f.engine.addLog(LogLevel::Warning, u"no time"_s);
    f.engine.addLog(LogLevel::Warning, u"closed"_s);
    auto* page = f.window->findChild<LogsPage*>();
    page->setMinimumLevel(LogLevel::Warning);
    page->setFilterText(filter);
    QCOMPARE(page->filterText(), filter);
    QCOMPARE(f.find<TableView>(u"logTable"_s)->model()->rowCount(), rows);
}

void TestLogHistory::pageReadsOlderLines()
{
    Fixture f(1);
    f.engine.storedLog = stored(2500);
    f.window->showPage(u"logs"_s);
    f.engine.addLog(LogLevel::Info, u"now"_s);
    auto* page = f.window->findChild<LogsPage*>();
    auto* table = f.find<TableView>(u"logTable"_s);
    const int before = table->model()->rowCount();
    f.find<QToolButton>(u"logShowOlder"_s)->click();
    QCOMPARE(table->model()->rowCount(), before + 1000);
    QVERIFY(!page->isFollowing());
    QCoreApplication::processEvents(); // what one looked at comes to its place
    // Scrolled to the top the next page comes, and what one looks at stays.
    auto* bar = table->verticalScrollBar();
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    const auto top = table->model()->index(0, 4).data().toString();
    QTRY_COMPARE(table->model()->rowCount(), before + 2000);
    QTRY_COMPARE(table->indexAt(QPoint(0, 0)).siblingAtColumn(4).data().toString(), top);
    page->jumpTo(fromSeconds(start - 2400));
    QCOMPARE(table->currentIndex().siblingAtColumn(4).data().toString(), u"line -2400"_s);
    QVERIFY(f.find<QLabel>(u"logOlder"_s)->text().contains(u"Nothing older"_s));
    f.find<QToolButton>(u"logFollow"_s)->click();
    QCOMPARE(table->model()->rowCount(), before);
    QVERIFY(page->isFollowing());
}

void TestLogHistory::pageCopiesAndExports()
{
    Fixture f(1);
    f.window->showPage(u"logs"_s);
    f.engine.addLog(LogLevel::Error, u"broken"_s, u"wss://relay.example"_s);
    auto* table = f.find<TableView>(u"logTable"_s);
    auto* copy = f.find<QToolButton>(u"logCopy"_s);
    QVERIFY(!copy->isEnabled());
    table->setCurrentIndex(table->model()->index(table->model()->rowCount() - 1, 0));
    const auto detail = f.find<QPlainTextEdit>(u"logDetail"_s)->toPlainText();
    QVERIFY(detail.contains(u"Message: broken"_s) && detail.contains(u"Relay: wss://relay.example"_s));
    copy->click();
    QVERIFY(QApplication::clipboard()->text().contains(u"wss://relay.example\tbroken"_s));
    f.window->actions().find(u"page.export"_s)->trigger();
    auto* dialog = f.window->findChild<ExportDialog*>();
    QVERIFY(dialog);
    QVERIFY(dialog->file().contains(u"logs_"_s));
}

QTEST_MAIN(TestLogHistory)
#include "tst_loghistory.moc"
