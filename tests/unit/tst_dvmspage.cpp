// SPDX-License-Identifier: GPL-3.0-or-later
// The page "DVMs": its models, its states, and its ways by keyboard.
#include "models/dvmdata.h"
#include "models/dvmtables.h"
#include "tests/support/fakedvms.h"
#include "tests/support/patience.h"
#include "tests/unit/windowfixture.h"
#include "ui/kit/card.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/tables.h"
#include "ui/pages/dvmspage.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Fixture = WindowFixture;

namespace {

const Fmt fmt(QLocale::c(), QTimeZone::utc());
constexpr Timestamp now = 1'763'681'760;

Table answer(Question::Subject subject)
{
    Question question;
    question.subject = subject;
    question.now = now;
    auto table = fakeDvmTable(question);
    table.asOf = fromSeconds(now);
    return table;
}

void setValue(Table& table, std::size_t row, const char* column, const QVariant& value)
{
    table.rows[row][static_cast<std::size_t>(table.columns.indexOf(column))] = value;
}

/// The page, opened by its key, in an active window.
DvmsPage* openDvms(const Fixture& f)
{
    if (!QTest::qWaitForWindowActive(f.window.get(), test::patienceMs))
        return nullptr;
    f.press(Qt::Key_5, Qt::ControlModifier);
    return qobject_cast<DvmsPage*>(f.window->currentPage());
}

QString textOf(const QAbstractItemModel& model, int row, int column, int role = Qt::DisplayRole)
{
    return model.index(row, column).data(role).toString();
}

} // namespace

class TestDvmsPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void machines()
    {
        using namespace machinetable;
        CellTableModel model(columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.columnCount(), int(ColumnCount));
        auto table = answer(Question::Subject::Dvms);
        model.apply(rows(table, fmt, 100));
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(textOf(model, 0, StatusColumn), u"active"_s);
        QCOMPARE(textOf(model, 4, StatusColumn), u"silent"_s);
        QVERIFY(textOf(model, 0, MachineColumn).startsWith(u"npub1"_s));
        QCOMPARE(textOf(model, 0, MachineColumn, CopyRole).size(), 63);
        QCOMPARE(textOf(model, 0, CustomersColumn), u"41"_s);
        QCOMPARE(textOf(model, 0, AnsweredColumn), fmt.percent(931.0 / 950));
        QCOMPARE(textOf(model, 0, AnsweredColumn, Qt::ToolTipRole), u"931 of 950 jobs"_s);
        QCOMPARE(textOf(model, 0, MedianColumn), u"2.34 s"_s);
        QCOMPARE(model.index(0, MedianColumn).data(ExportRole).toLongLong(), 2'340);
        QCOMPARE(textOf(model, 0, KindsColumn), u"3"_s);
        QCOMPARE(textOf(model, 0, KindsColumn, Qt::ToolTipRole).count(u'\n'), 2);
        QVERIFY(textOf(model, 0, KindsColumn, Qt::ToolTipRole).startsWith(u"5050 · "_s));
        QCOMPARE(textOf(model, 1, ErrorsColumn), fmt.percent(61.0 / 400));
        QCOMPARE(textOf(model, 4, PaymentColumn), u"210"_s);
        QCOMPARE(model.index(0, AskedColumn).data(ExportRole).toLongLong(), 10);
        // One that serves only itself has jobs of nobody: no share, no time, no price.
        QCOMPARE(textOf(model, 3, OwnColumn), fmt.number(5000));
        for (const int column : {AnsweredColumn, MedianColumn, SlowColumn, ErrorsColumn, AskedColumn}) {
            QCOMPARE(textOf(model, 3, column), Fmt::missing());
            QVERIFY(!model.index(3, column).data(ExportRole).isValid());
        }
        // Figures that change leave the rows where they are; keys that are none are no rows.
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        setValue(table, 5, "customers", 90);
        std::swap(table.rows[0], table.rows[5]);
        setValue(table, 1, "pubkey", QByteArray("nobody"));
        model.apply(rows(table, fmt, 100));
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(textOf(model, 0, CustomersColumn), u"41"_s);
        QCOMPARE(textOf(model, 4, CustomersColumn), u"90"_s);
        model.apply(rows(table, fmt, 2));
        QCOMPARE(model.rowCount(), 1);
        model.apply({});
        QCOMPARE(model.rowCount(), 0);
    }

    void jobKinds()
    {
        using namespace jobkindtable;
        CellTableModel model(columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.columnCount(), int(ColumnCount));
        const auto table = answer(Question::Subject::JobKinds);
        model.apply(rows(table, fmt, 100));
        QCOMPARE(model.rowCount(), 4);
        QVERIFY(textOf(model, 0, KindColumn).startsWith(u"5050 · "_s));
        QCOMPARE(textOf(model, 0, RequestsColumn), u"900"_s);
        QCOMPARE(textOf(model, 0, MachinesColumn), u"3"_s);
        QCOMPARE(textOf(model, 0, SlowColumn), u"16.4 s"_s);
        QCOMPARE(textOf(model, 3, AnsweredColumn), fmt.percent(0));
        QCOMPARE(textOf(model, 3, MedianColumn), Fmt::missing());
        QCOMPARE(model.index(0, LastColumn).data(ExportRole).toLongLong(), (now - 900) * 1000);
    }

    /// A machine that names 50,000 kinds does not make a tooltip of a megabyte.
    void manyKindsAreCut()
    {
        auto table = answer(Question::Subject::Dvms);
        QVariantList kinds;
        for (int i = 5000; i < 6000; ++i)
            kinds.append(i);
        setValue(table, 0, "kinds", kinds);
        const auto cell = machinetable::rows(table, fmt, 1)[0].cells[machinetable::KindsColumn];
        QCOMPARE(cell.text, fmt.number(1000));
        QVERIFY(cell.tip.endsWith(u"and 970 more"_s));
        QVERIFY(cell.tip.size() < 4000);
    }

    void figuresOfTheRange()
    {
        Fixture f(5);
        const auto* page = openDvms(f);
        QVERIFY(page != nullptr);
        const auto card = [&f](const char* name) { return f.find<Card>(QString::fromLatin1(name)); };
        QCOMPARE(card("cardDvmRequests")->value(), fmt.number(1'372));
        QCOMPARE(card("cardDvmRequests")->detail(), u"37 overdue"_s);
        QCOMPARE(card("cardDvmResults")->value(), fmt.number(7'471));
        QVERIFY(card("cardDvmResults")->detail().startsWith(fmt.percent(1'311.0 / 1'372)));
        QCOMPARE(card("cardDvmFeedback")->detail(), u"94 errors, 222 ask for payment"_s);
        QCOMPARE(card("cardDvmCustomers")->value(), u"58"_s);
        QCOMPARE(card("cardDvmMachines")->value(), u"6"_s);
        QCOMPARE(card("cardDvmKinds")->value(), u"4"_s);
        QVERIFY(card("cardDvmUsed")->value().startsWith(u"npub1"_s));
        QCOMPARE(card("cardDvmRequested")->value(), u"5050"_s);
        QCOMPARE(card("cardDvmContested")->value(), u"5050"_s);
        QCOMPARE(card("cardDvmAsked")->value(), fmt.sats(12'000));
        for (const auto* one : page->findChildren<Card*>())
            QVERIFY2(!one->sample().isEmpty() && !one->accessibleName().isEmpty(),
                     qPrintable(one->objectName()));
        // Popular is who has most customers, not who has most results.
        const auto* table = f.find<TableView>(u"dvmTable"_s);
        QCOMPARE(textOf(*table->model(), 0, machinetable::CustomersColumn), u"41"_s);
        QCOMPARE(textOf(*table->model(), 0, machinetable::ResultsColumn), u"940"_s);
    }

    void tabsByKeyboard()
    {
        Fixture f(5);
        auto* page = openDvms(f);
        QVERIFY(page != nullptr);
        QCOMPARE(QApplication::focusWidget(), f.find<TableView>(u"dvmTable"_s));
        auto* tabs = f.find<QTabBar>(u"dvmTabs"_s);
        tabs->setFocus();
        f.press(Qt::Key_Right);
        QCOMPARE(page->selection(), u"tab:kinds"_s);
        auto* kinds = f.find<TableView>(u"jobKindTable"_s);
        QVERIFY(kinds->isVisible());
        QCOMPARE(textOf(*kinds->model(), 0, jobkindtable::RequestsColumn), u"900"_s);
        kinds->setFocus();
        f.press(Qt::Key_Down);
        const auto kind = kinds->currentIndex().data(KeyRole).toString();
        f.press(Qt::Key_Return);
        QCOMPARE(f.window->currentPage()->id(), u"kind"_s);
        QCOMPARE(f.window->currentPage()->selection(), kind);
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage()->id(), u"dvms"_s);
        QCOMPARE(page->selection(), u"tab:kinds"_s);
    }

    /// A card is a link to what it is about.
    void cardLeadsToItsRow()
    {
        Fixture f(5);
        auto* page = openDvms(f);
        QVERIFY(page != nullptr);
        f.find<Card>(u"cardDvmRequested"_s)->setFocus();
        f.press(Qt::Key_Return);
        QCOMPARE(page->selection(), u"tab:kinds"_s);
        QCOMPARE(f.find<TableView>(u"jobKindTable"_s)->selectedKeys(), QVariantList{u"5050"_s});
        f.find<Card>(u"cardDvmUsed"_s)->setFocus();
        f.press(Qt::Key_Return);
        QCOMPARE(page->selection(), u"tab:machines"_s);
        const auto* table = f.find<TableView>(u"dvmTable"_s);
        QCOMPARE(table->selectedKeys().size(), 1);
        QCOMPARE(table->selectedRowsInOrder().first().row(), 0);
    }

    void filterNamesWhatItHides()
    {
        Fixture f(5);
        QVERIFY(openDvms(f) != nullptr);
        f.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(f.find<QLineEdit>(u"filter"_s), u"customers>10"_s);
        const auto* table = f.find<TableView>(u"dvmTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        f.window->currentPage()->setFilterText(u"xyz"_s);
        QVERIFY(f.find<EmptyState>(u"dvmTableEmpty"_s)->isVisible());
        QVERIFY(f.find<EmptyState>(u"dvmTableEmpty"_s)->text().contains(u"xyz"_s));
    }

    void nothingEverListens()
    {
        Fixture f(5);
        f.engine.answers = FakeEngine::Answers::Empty;
        const auto* page = openDvms(f);
        QVERIFY(page != nullptr);
        const auto* empty = f.find<EmptyState>(u"dvmEmpty"_s);
        QVERIFY(empty->isVisible());
        QVERIFY(page->data().isEmptyEver());
        QVERIFY2(empty->text().startsWith(u"Listening for kinds 5000–7000 on "_s), qPrintable(empty->text()));
        QVERIFY(f.find<QPushButton>(u"dvmShowAll"_s)->isHidden());
        f.engine.state.vitals.collecting = false;
        f.engine.tick();
        QTRY_VERIFY(empty->text().contains(u"Start collecting"_s));
    }

    /// Jobs of another time: the range is empty, the program is not told to listen.
    void emptyRangeOffersAllTime()
    {
        Fixture f(5);
        f.engine.answers = FakeEngine::Answers::Never;
        const auto* page = openDvms(f);
        QVERIFY(page != nullptr);
        f.engine.answers = FakeEngine::Answers::AtOnce; // the question about all time
        for (int token = 1; token < 50; ++token)
            emit f.engine.answered(token, std::make_shared<Table>());
        const auto* empty = f.find<EmptyState>(u"dvmEmpty"_s);
        QVERIFY(page->data().isEmpty() && !page->data().isEmptyEver());
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), u"No jobs and no answers in this range."_s);
        QVERIFY(f.find<QPushButton>(u"dvmGoOverview"_s)->isHidden());
        f.find<QPushButton>(u"dvmShowAll"_s)->click();
        QTRY_VERIFY(!empty->isVisible());
        QVERIFY(f.engine.calls().contains(u"setRange all"_s));
    }

    void incompleteAnswerSaysWhy()
    {
        Fixture f(5);
        f.engine.answers = FakeEngine::Answers::Never;
        const auto* page = openDvms(f);
        QVERIFY(page != nullptr);
        const auto* line = page->findChild<QLabel*>(u"dataLineText"_s);
        QVERIFY(!line->text().contains(u"Not complete"_s));
        auto table = std::make_shared<Table>(answer(Question::Subject::DvmTotals));
        table->complete = false;
        table->partialReason = u"7 events are still being counted"_s;
        for (int token = 1; token < 50; ++token)
            emit f.engine.answered(token, table);
        QVERIFY2(line->text().endsWith(u"Not complete: 7 events are still being counted"_s),
                 qPrintable(line->text()));
    }

    void errorOffersRetry()
    {
        Fixture f(5);
        f.engine.answers = FakeEngine::Answers::Fail;
        auto* page = openDvms(f);
        QVERIFY(page != nullptr);
        auto* retry = page->findChild<QPushButton*>(u"dataLineRetry"_s);
        QVERIFY(retry->isVisible());
        QVERIFY(page->findChild<QLabel*>(u"dataLineText"_s)->text().contains(u"locked"_s));
        // No figure is made of an answer that never came.
        QVERIFY(f.find<EmptyState>(u"dvmTableEmpty"_s)->text().contains(u"locked"_s));
        for (const auto* card : page->findChildren<Card*>())
            QCOMPARE(card->value(), Fmt::missing());
        f.engine.answers = FakeEngine::Answers::AtOnce;
        retry->setFocus();
        f.press(Qt::Key_Space);
        QCOMPARE(page->data().error(), QString());
        QVERIFY(!retry->isVisible());
        QVERIFY(f.find<TableView>(u"dvmTable"_s)->isVisible());
    }

    void hiddenPageAsksNothing()
    {
        Fixture f(5);
        QVERIFY(openDvms(f) != nullptr);
        f.press(Qt::Key_8, Qt::ControlModifier); // Logs
        const auto asked = f.engine.questions().size();
        f.engine.setRange(RangePreset::Week);
        QTRY_VERIFY(f.window->feed().shown()->preset == RangePreset::Week);
        QCOMPARE(f.engine.questions().size(), asked);
        f.press(Qt::Key_5, Qt::ControlModifier);
        QVERIFY(f.engine.questions().size() > asked);
    }
};

QTEST_MAIN(TestDvmsPage)
#include "tst_dvmspage.moc"
