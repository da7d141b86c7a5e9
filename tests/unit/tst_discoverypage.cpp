// SPDX-License-Identifier: GPL-3.0-or-later
// The page about relays that were found, as a user sees it.
#include "models/discoverydata.h"
#include "tests/support/fakediscovery.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/timechart.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/tables.h"
#include "ui/pages/discoverypage.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using Fixture = WindowFixture;

namespace {

const Fmt fmt(QLocale::c(), QTimeZone::utc());
constexpr UnixMillis now{std::chrono::milliseconds(1'763'681'760'000)};

struct Scene : Fixture {
    Scene()
        : Fixture(30)
    {
        window->showPage(u"discovery"_s);
    }
    [[nodiscard]] TableView& table() const { return *find<TableView>(u"candidateTable"_s); }
    void trigger(const char* action) const
    {
        window->findChild<QAction*>(u"discovery."_s + QString::fromLatin1(action))->trigger();
    }
    [[nodiscard]] bool can(const char* action) const
    {
        return window->findChild<QAction*>(u"discovery."_s + QString::fromLatin1(action))->isEnabled();
    }
};

} // namespace

class TestDiscoveryPage : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void rows()
    {
        CellTableModel model(discoverytable::columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto view = fakeDiscovery(20, now);
        view.page.candidates[0].check.infoName = u"<b>bold</b>\u202e"_s; // of a stranger
        view.page.candidates[0].reason = u"<i>x</i>"_s;
        model.apply(discoverytable::rows(view.page.candidates, fmt, now));
        QCOMPARE(model.rowCount(), 20);
        QCOMPARE(model.columnCount(), int(discoverytable::ColumnCount));
        const auto textOf = [&](int row, int column, int role = Qt::DisplayRole) {
            return model.index(row, column).data(role).toString();
        };
        QCOMPARE(textOf(0, discoverytable::MentionsColumn), fmt.number(view.page.candidates[0].mentions));
        QVERIFY(!textOf(0, discoverytable::UrlColumn, Qt::ToolTipRole).contains(u'\u202e'));
        QCOMPARE(textOf(3, discoverytable::ResultColumn), Fmt::missing());
        QVERIFY(textOf(0, discoverytable::SourcesColumn).contains(u"monitors"));
        view.page.candidates[1].state = CandidateState::Never;
        view.page.candidates[2].listing = CandidateListing::Listed;
        model.apply(discoverytable::rows(view.page.candidates, fmt, now));
        QCOMPARE(textOf(1, discoverytable::StateColumn), u"never again"_s);
        QCOMPARE(textOf(2, discoverytable::StateColumn), u"on the list"_s);
        model.apply({});
        QCOMPARE(model.rowCount(), 0);
    }

    void whatItShows()
    {
        const Scene scene;
        QTRY_COMPARE(scene.table().model()->rowCount(),
                     static_cast<int>(scene.engine.discovery.page.candidates.size()));
        const auto* stages = scene.find<QTabBar>(u"discoveryStages"_s);
        QCOMPARE(stages->count(), 7);
        QCOMPARE(stages->tabText(0), u"To review 6480"_s);
        QVERIFY(scene.find<QLabel>(u"discoveryRun"_s)->text().startsWith(u"Last run "_s));
        const auto* chart = scene.find<TimeChart>(u"discoveryChart"_s);
        QVERIFY(chart->isVisible());
        QCOMPARE(chart->data().series.size(), 6U);
        QCOMPARE(chart->data().series.back().color, -1);
        // Most mentioned first.
        QCOMPARE(scene.table().model()->index(0, 0).data(KeyRole).toString(), u"wss://found0.example.com"_s);
    }

    void stagesAreQuestions()
    {
        const Scene scene;
        auto* stages = scene.find<QTabBar>(u"discoveryStages"_s);
        stages->setCurrentIndex(4);
        QCOMPARE(scene.engine.calls().last(), u"readDiscovery %1"_s.arg(int(CandidateStage::Readable)));
    }

    void runsAndDecisions()
    {
        const Scene scene;
        scene.trigger("run");
        QVERIFY(scene.engine.calls().contains(u"runDiscovery"_s));
        scene.trigger("validate");
        QVERIFY(scene.engine.calls().contains(u"runDiscovery and validate"_s));
        QVERIFY(!scene.can("accept"));
        QVERIFY(!scene.can("undo"));
        QVERIFY(!scene.can("cancel"));
        scene.table().selectRow(0);
        QVERIFY(scene.can("accept"));
        scene.trigger("never");
        QVERIFY(scene.engine.calls().contains(u"decide wss://found0.example.com never"_s));
        QVERIFY(scene.can("undo"));
        scene.trigger("undo");
        QVERIFY(scene.engine.calls().contains(u"decide wss://found0.example.com new"_s));
        QVERIFY(!scene.can("undo"));
    }

    void underWay()
    {
        Scene scene;
        scene.engine.discovery.step = DiscoveryStep::Validating;
        scene.engine.discovery.done = 12;
        scene.engine.discovery.total = 300;
        emit scene.engine.discoveryChanged();
        QTRY_COMPARE(scene.find<QLabel>(u"discoveryRun"_s)->text(), u"Looking at candidates: 12 of 300"_s);
        QVERIFY(scene.can("cancel"));
        QVERIFY(!scene.can("run"));
        scene.trigger("cancel");
        QVERIFY(scene.engine.calls().contains(u"cancelDiscovery"_s));
    }

    void nothingYet()
    {
        Fixture f(5);
        f.engine.answers = FakeEngine::Answers::Empty;
        f.window->showPage(u"discovery"_s);
        const auto* empty = f.find<EmptyState>(u"discoveryEmpty"_s);
        QTRY_VERIFY(empty->isVisible());
        QCOMPARE(empty->text(), u"No discovery run yet"_s);
        QTest::mouseClick(f.find<QPushButton>(u"discoveryEmptyRun"_s), Qt::LeftButton);
        QVERIFY(f.engine.calls().contains(u"runDiscovery"_s));
    }

    void cannotBeRead()
    {
        Fixture f(5);
        f.engine.answers = FakeEngine::Answers::Fail;
        f.window->showPage(u"discovery"_s);
        const auto* empty = f.find<EmptyState>(u"discoveryEmpty"_s);
        QTRY_COMPARE(empty->text(), u"The candidates cannot be read"_s);
        f.engine.answers = FakeEngine::Answers::AtOnce;
        f.find<DiscoveryPage>(QString())->reload();
        QTRY_VERIFY(f.find<TableView>(u"candidateTable"_s)->isVisible());
    }
};

QTEST_MAIN(TestDiscoveryPage)
#include "tst_discoverypage.moc"
