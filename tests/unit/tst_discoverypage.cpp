// SPDX-License-Identifier: GPL-3.0-or-later
// The page about relays that were found, as a user sees it.
#include "models/discoverydata.h"
#include "models/discoverytables.h"
#include "tests/support/fakediscovery.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/timechart.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/tables.h"
#include "ui/pages/discoveryfetchdialog.h"
#include "ui/pages/discoverypage.h"
#include "ui/pages/discoveryrulesdialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
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
    void show(int tab) const { find<QTabBar>(u"discoveryTabs"_s)->setCurrentIndex(tab); }
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

    void rejectedWithAReason()
    {
        const Scene scene;
        QVERIFY(!scene.can("reject"));
        scene.table().selectRow(0);
        scene.trigger("reject");
        auto* dialog = scene.find<QInputDialog>(u"rejectReason"_s);
        QVERIFY(dialog && dialog->isVisible());
        dialog->setTextValue(u"  spam\n "_s);
        dialog->accept();
        QVERIFY(scene.engine.calls().contains(u"decide wss://found0.example.com rejected: spam"_s));
        scene.table().selectRow(1);
        scene.trigger("reject");
        QTRY_VERIFY(scene.find<QInputDialog>(u"rejectReason"_s) != nullptr);
    }

    void duplicatesAreSettled()
    {
        const Scene scene;
        scene.show(1);
        const auto& table = *scene.find<TableView>(u"duplicateTable"_s);
        QTRY_COMPARE(table.model()->rowCount(), 3);
        QCOMPARE(table.model()->index(0, duplicatetable::KeepColumn).data().toString(),
                 u"relay.example.org"_s);
        QVERIFY(!scene.can("same"));
        scene.find<TableView>(u"duplicateTable"_s)->selectRow(0);
        QVERIFY(scene.can("same"));
        scene.trigger("same");
        QVERIFY(scene.engine.calls().contains(
            u"decide wss://www.relay.example.org rejected: same relay as wss://relay.example.org"_s));
        scene.trigger("different");
        QCOMPARE(scene.engine.calls().last(), u"dismiss 1"_s);
        QVERIFY(scene.can("undo"));
        scene.trigger("undo");
        QCOMPARE(scene.engine.calls().last(), u"reopen 1"_s);
        QVERIFY(!scene.can("undo"));
    }

    void everyTabSaysWhatItFilters()
    {
        const Scene scene;
        const auto* filter = scene.find<QLineEdit>(u"filter"_s);
        const QStringList texts{u"Filter candidates"_s, u"Filter duplicates"_s, u"Filter monitors"_s,
                                u"Filter recommended relays"_s};
        for (int tab = 0; tab < texts.size(); ++tab) {
            scene.show(tab);
            QCOMPARE(filter->placeholderText(), texts.at(tab));
            QCOMPARE(filter->accessibleName(), texts.at(tab));
        }
        scene.find<QTabBar>(u"outboxParts"_s)->setCurrentIndex(1);
        QCOMPARE(filter->placeholderText(), u"Filter authors"_s);
        // What matches nothing can be cleared.
        scene.show(2);
        const auto& monitors = *scene.find<TableView>(u"monitorTable"_s);
        QTRY_COMPARE(monitors.model()->rowCount(), 7);
        scene.find<QLineEdit>(u"filter"_s)->setText(u"nobody"_s);
        QTRY_COMPARE(monitors.model()->rowCount(), 0);
        auto* clear = scene.find<QPushButton>(u"monitorTableClear"_s);
        QVERIFY(clear->isVisible());
        clear->click();
        QCOMPARE(filter->text(), QString());
        QCOMPARE(monitors.model()->rowCount(), 7);
        scene.window->showPage(u"discovery"_s, u"tab:candidates"_s);
        QCOMPARE(filter->placeholderText(), u"Filter candidates"_s);
        // Where there is nothing to filter, there is no box.
        scene.window->showPage(u"archive"_s, u"tab:storage"_s);
        QVERIFY(!filter->isVisible());
        scene.window->showPage(u"archive"_s, u"tab:histories"_s);
        QVERIFY(filter->isVisible());
        QCOMPARE(filter->placeholderText(), u"Filter histories"_s);
    }

    void otherMonitors()
    {
        const Scene scene;
        scene.show(2);
        const auto& table = *scene.find<TableView>(u"monitorTable"_s);
        QTRY_COMPARE(table.model()->rowCount(), 7);
        QCOMPARE(table.model()->index(0, monitortable::NameColumn).data().toString(), u"Monitor 1"_s);
        QVERIFY(scene.engine.calls().contains(u"askDiscovery monitors"_s));
    }

    void outboxOfAuthors()
    {
        const Scene scene;
        scene.show(3);
        auto* text = scene.find<QPlainTextEdit>(u"outboxText"_s);
        auto* look = scene.find<QPushButton>(u"outboxLook"_s);
        QVERIFY(!look->isEnabled());
        text->setPlainText(u"no key"_s);
        QVERIFY(!look->isEnabled());
        const auto key = QString::fromLatin1(QByteArray(64, '7'));
        text->setPlainText(key + u'\n' + key.toUpper());
        QVERIFY(look->isEnabled());
        scene.find<QCheckBox>(u"outboxFollows"_s)->setChecked(true);
        QTest::mouseClick(look, Qt::LeftButton);
        const auto& asked = std::get<OutboxQuestion>(scene.engine.lastQuestion());
        QCOMPARE(asked.authors.size(), std::size_t(2));
        QVERIFY(asked.areFollows);
        QTRY_VERIFY(scene.find<QLabel>(u"outboxSummary"_s)->text().startsWith(u"40 authors. "_s));
        QVERIFY(scene.find<TableView>(u"outboxRelays"_s)->isVisible());
        scene.find<QTabBar>(u"outboxParts"_s)->setCurrentIndex(1);
        QVERIFY(scene.find<TableView>(u"outboxAuthors"_s)->isVisible());
        QCOMPARE(scene.find<TableView>(u"outboxAuthors"_s)->model()->rowCount(), 40);
    }

    void rulesAreEdited()
    {
        const Scene scene;
        scene.trigger("rules");
        auto* dialog = scene.find<DiscoveryRulesDialog>(u"discoveryRules"_s);
        QTRY_COMPARE(dialog->rules(), QStringList{u"readable, authors>=5"_s});
        auto* list = dialog->findChild<QListWidget*>(u"ruleList"_s);
        QVERIFY(list->item(0)->text().contains(u"would accept 3 now"));
        QCOMPARE(scene.find<TableView>(u"ruleFits"_s)->model()->rowCount(), 3);
        auto* add = dialog->findChild<QPushButton*>(u"ruleAdd"_s);
        QVERIFY(!add->isEnabled()); // the same rule is there
        dialog->findChild<QSpinBox*>(u"ruleMentions"_s)->setValue(20);
        dialog->findChild<QComboBox*>(u"ruleSource"_s)->setCurrentIndex(1);
        QTest::mouseClick(add, Qt::LeftButton);
        QCOMPARE(dialog->rules().last(), u"readable, authors>=5, mentions>=20, source=relay-list"_s);
        QVERIFY(!scene.engine.calls().last().startsWith(u"setAcceptRules"_s)); // nothing before Save
        list->setCurrentRow(0);
        QTest::mouseClick(dialog->findChild<QPushButton*>(u"ruleRemove"_s), Qt::LeftButton);
        QTest::mouseClick(dialog->findChild<QPushButton*>(u"ruleSave"_s), Qt::LeftButton);
        QVERIFY(scene.engine.calls().contains(
            u"setAcceptRules readable, authors>=5, mentions>=20, source=relay-list"_s));
    }

    void fetchedForTheUser()
    {
        const Scene scene;
        scene.trigger("import");
        auto* dialog = scene.find<DiscoveryFetchDialog>(u"discoveryFetch"_s);
        auto* fetch = dialog->findChild<QPushButton*>(u"fetchStart"_s);
        QVERIFY(!fetch->isEnabled());
        dialog->findChild<QPlainTextEdit*>(u"fetchText"_s)
            ->setPlainText(u"https://example.com/relays.txt\n\nbob@example.com\nhttps://bad.example.com"_s);
        dialog->findChild<QCheckBox*>(u"fetchSeen"_s)->setChecked(true);
        QVERIFY(!scene.engine.calls().join(u' ').contains(u"fetch")); // nothing unasked
        QTest::mouseClick(fetch, Qt::LeftButton);
        QVERIFY(scene.engine.calls().contains(
            u"fetch lists: https://example.com/relays.txt https://bad.example.com"_s));
        QVERIFY(scene.engine.calls().contains(u"fetch names: bob@example.com"_s));
        QVERIFY(scene.engine.calls().contains(u"fetch seen names: "_s));
        const auto results = dialog->findChild<QPlainTextEdit*>(u"fetchResults"_s)->toPlainText();
        QVERIFY(results.contains(u"80 new relays"));
        QVERIFY(results.contains(u"HTTP 503"));
        QVERIFY(fetch->isEnabled());
    }

    void rowsOfStrangers()
    {
        CellTableModel model(monitortable::columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto view = fakeMonitors(now);
        view.monitors[0].name = u"<b>x</b>\u202e"_s;
        view.monitors[0].checks = {"\xe2\x80\xae", "<i>"};
        model.apply(monitortable::rows(view, fmt, now));
        QCOMPARE(model.rowCount(), 7);
        QVERIFY(!model.index(0, monitortable::NameColumn).data().toString().contains(u'\u202e'));
        QVERIFY(!model.index(0, monitortable::ChecksColumn).data().toString().contains(u'\u202e'));
        QCOMPARE(model.index(6, monitortable::AgreesColumn).data().toString(), Fmt::missing());
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
