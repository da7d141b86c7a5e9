// SPDX-License-Identifier: GPL-3.0-or-later
// The pages "Activity" and "Kind" and the event inspector: their models, and their ways by keyboard.
#include "models/activitydata.h"
#include "models/asker.h"
#include "models/eventlistmodel.h"
#include "models/eventtext.h"
#include "models/ranktablemodel.h"
#include "tests/support/fakeanswers.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/timechart.h"
#include "ui/kit/card.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/tables.h"
#include "ui/pages/activitypage.h"
#include "ui/pages/dataline.h"
#include "ui/pages/eventinspector.h"
#include "ui/pages/kindpage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTabWidget>
#include <QToolButton>

#include <random>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Fixture = WindowFixture;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

Question questionOf(Timestamp now)
{
    Question question;
    question.subject = Question::Subject::Kinds;
    question.range = TimeRange::last(24h, now);
    question.now = now;
    return question;
}

std::shared_ptr<const Table> tableOf(int events)
{
    auto table = std::make_shared<Table>();
    table->columns = {"events"};
    table->rows.push_back({events});
    return table;
}

/// The page, opened by its key.
ActivityPage* openActivity(const Fixture& f)
{
    f.press(Qt::Key_4, Qt::ControlModifier);
    return qobject_cast<ActivityPage*>(f.window->currentPage());
}

QString cardText(const Fixture& f, const QString& name)
{
    return f.find<Card>(name)->value();
}

} // namespace

class TestActivity : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void newestQuestionWins()
    {
        FakeEngine engine;
        engine.answers = FakeEngine::Answers::Never;
        Asker asker(engine, 1h);
        asker.ask(questionOf(1000));
        QCOMPARE(asker.state(), Asker::State::Loading);
        asker.ask(questionOf(2000));
        QCOMPARE(engine.cancelled(), std::vector<int>{1});
        emit engine.answered(1, tableOf(1)); // too late
        QVERIFY(!asker.table());
        emit engine.askFailed(1, u"no"_s);
        QCOMPARE(asker.state(), Asker::State::Loading);
        emit engine.answered(2, tableOf(2));
        QCOMPARE(asker.state(), Asker::State::Ready);
        QCOMPARE(asker.table()->value(0, "events").toInt(), 2);
        QCOMPARE(asker.answered().now, 2000);
        emit engine.answered(2, tableOf(3)); // twice
        QCOMPARE(asker.table()->value(0, "events").toInt(), 2);
    }

    void refreshAsksSeldom()
    {
        FakeEngine engine;
        Asker seldom(engine, 1h);
        seldom.refresh(questionOf(1)); // never asked
        seldom.refresh(questionOf(2));
        QCOMPARE(engine.questions().size(), 1U);
        Asker often(engine, 0ms);
        often.refresh(questionOf(1));
        often.refresh(questionOf(2));
        QCOMPARE(engine.questions().size(), 3U);
        engine.answers = FakeEngine::Answers::Never;
        often.refresh(questionOf(3));
        often.refresh(questionOf(4)); // one is under way
        QCOMPARE(engine.questions().size(), 4U);
        often.stop();
        QCOMPARE(engine.cancelled().size(), 1U);
        QCOMPARE(often.state(), Asker::State::Ready); // the last answer stays
        often.clear();
        QVERIFY(!often.table());
    }

    void failureKeepsTheLastAnswer()
    {
        FakeEngine engine;
        Asker asker(engine, 1h);
        asker.ask(questionOf(1));
        engine.answers = FakeEngine::Answers::Fail;
        asker.ask(questionOf(2));
        QCOMPARE(asker.state(), Asker::State::Failed);
        QVERIFY(!asker.error().isEmpty());
        QVERIFY(asker.table() != nullptr);
        QCOMPARE(asker.answered().now, 1);
        engine.answers = FakeEngine::Answers::AtOnce;
        asker.retry();
        QCOMPARE(asker.state(), Asker::State::Ready);
        QCOMPARE(asker.answered().now, 2);
        asker.retry(); // nothing has failed
        QCOMPARE(engine.questions().size(), 3U);
    }

    /// Random answers: rows keep their identity, the model is what a plain list would be.
    void kindsModelFollowsItsRows()
    {
        KindTableModel model(Fmt(QLocale::c(), QTimeZone::utc()));
        QAbstractItemModelTester tester(&model, fatal);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        std::mt19937 random(3);
        std::map<Kind, KindRow> plain;
        for (int step = 0; step < 200; ++step) {
            for (int i = 0; i < 8; ++i) {
                const auto kind = static_cast<Kind>(random() % 60);
                if (random() % 3 == 0) {
                    plain.erase(kind);
                    continue;
                }
                auto& row = plain[kind];
                row.kind = kind;
                row.events = random() % 5;
            }
            std::vector<KindRow> rows;
            for (const auto& [kind, row] : plain)
                rows.push_back(row);
            model.apply(rows, fromSeconds(step));
            QCOMPARE(model.rowCount(), static_cast<int>(rows.size()));
            for (int row = 0; row < model.rowCount(); ++row) {
                const auto& own = rows[static_cast<std::size_t>(row)];
                QCOMPARE(model.index(row, 0).data(KeyRole).toInt(), int(own.kind));
                QCOMPARE(model.index(row, KindTableModel::EventsColumn).data(SortRole).toULongLong(),
                         own.events);
            }
        }
        QCOMPARE(resets.count(), 0);
    }

    void kindsSayWhatIsKnown()
    {
        const auto now = fromSeconds(1'763'681'782);
        Snapshot state;
        state.asOf = now;
        auto question = questionOf(toSeconds(now));
        const auto kinds = fakeTable(question, state);
        auto before = question;
        before.range.to -= 86400;
        before.range.from -= 86400;
        const auto previous = fakeTable(before, state);
        question.subject = Question::Subject::KindsLast;
        const auto last = fakeTable(question, state);
        KindTableModel model(Fmt(QLocale::c(), QTimeZone::utc()));
        QAbstractItemModelTester tester(&model, fatal);
        model.apply(kindRows(kinds, &previous, &last), now);
        const auto text = [&model](Kind kind, int column) {
            return model.index(*model.rowOf(kind), column).data().toString();
        };
        QCOMPARE(text(1, KindTableModel::KindColumn), u"1 · Note"_s);
        QCOMPARE(text(34567, KindTableModel::KindColumn), u"34567 · unknown (addressable by range)"_s);
        QCOMPARE(text(1059, KindTableModel::ChangeColumn), u"new"_s); // nothing before
        QCOMPARE(text(3, KindTableModel::ChangeColumn), Fmt(QLocale::c()).changePercent(0));
        QVERIFY(text(40, KindTableModel::LastColumn).startsWith(u"over "_s));
        QVERIFY(text(1, KindTableModel::LastColumn).endsWith(u"now"_s)
                || text(1, KindTableModel::LastColumn).endsWith(u"ago"_s));
        model.apply(kindRows(kinds, nullptr, nullptr), now);
        QCOMPARE(text(3, KindTableModel::ChangeColumn), Fmt::missing());
        QCOMPARE(text(3, KindTableModel::LastColumn), Fmt::missing());
    }

    void eventPagesFollowEachOther()
    {
        FakeEngine engine;
        EventListModel model(engine, Fmt(QLocale::c(), QTimeZone::utc()));
        QAbstractItemModelTester tester(&model, fatal);
        Filter filter;
        filter.kinds = std::vector<Kind>{1};
        model.load(filter);
        QCOMPARE(model.rowCount(), 50);
        QVERIFY(model.hasOlder());
        int pages = 1;
        for (; model.hasOlder(); ++pages)
            model.fetchOlder();
        QCOMPARE(pages, 4);
        QCOMPARE(model.rowCount(), 180);
        QSet<QString> keys;
        for (int row = 0; row < model.rowCount(); ++row)
            keys.insert(model.index(row, 0).data(KeyRole).toString());
        QCOMPARE(keys.size(), 180);
        model.load(filter); // the newest again
        QCOMPARE(model.rowCount(), 50);
        // No text of an event moves or hides others, and none is a second line.
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto text = model.index(row, EventListModel::ContentColumn).data().toString();
            QVERIFY(text.size() <= EventListModel::previewLength);
            for (const auto c : text)
                QVERIFY(c.unicode() >= 0x20 && (c.unicode() < 0x202a || c.unicode() > 0x202e));
        }
        const auto tip = model.index(1, EventListModel::ContentColumn).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(u"&lt;b&gt;"_s));
    }

    void sparsePagesAreReadOn()
    {
        FakeEngine engine;
        engine.answers = FakeEngine::Answers::Never;
        EventListModel model(engine, Fmt(QLocale::c(), QTimeZone::utc()));
        QAbstractItemModelTester tester(&model, fatal);
        Filter filter;
        filter.kinds = std::vector<Kind>{40};
        model.load(filter);
        auto empty = std::make_shared<EventPage>();
        for (int read = 1; read <= EventListModel::maximumReads; ++read) {
            QVERIFY(model.isLoading());
            empty->next = EventCursor{1000 - read, 5};
            emit engine.eventsRead(read, std::make_shared<const EventPage>(*empty));
        }
        QVERIFY(!model.isLoading()); // not for ever
        QVERIFY(model.hasOlder());
        QCOMPARE(*model.lookedBackTo(), fromSeconds(1000 - EventListModel::maximumReads));
        model.fetchOlder();
        QVERIFY(model.isLoading());
        model.stop();
        QCOMPARE(engine.cancelled().size(), 1U);
        emit engine.eventsRead(EventListModel::maximumReads + 1,
                               std::make_shared<const EventPage>(fakePage({}, fromSeconds(5000))));
        QCOMPARE(model.rowCount(), 0); // stale
    }

    void prettyJsonIsTheSameEvent()
    {
        const auto page = fakePage({}, fromSeconds(1'763'681'782));
        for (const auto& stored : page.events) {
            const auto pretty = QJsonDocument::fromJson(prettyJson(stored.event));
            QVERIFY(pretty.isObject());
            QCOMPARE(pretty, QJsonDocument::fromJson(toJson(stored.event)));
        }
        Event event;
        QCOMPARE(QJsonDocument::fromJson(prettyJson(event)), QJsonDocument::fromJson(toJson(event)));
        event.content = QByteArray(500'000, 'x');
        QVERIFY(jsonForReading(event, 1000).size() <= 1000);
    }

    void pageShowsFigures()
    {
        Fixture f(20);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* page = openActivity(f);
        QVERIFY(page != nullptr);
        const auto figures = page->data().figures();
        QVERIFY(figures && figures->events > 0);
        const Fmt fmt(QLocale::c(), QTimeZone::utc());
        QCOMPARE(cardText(f, u"cardActivityEvents"_s), fmt.number(figures->events));
        QCOMPARE(cardText(f, u"cardActivityKinds"_s), u"20"_s);
        QCOMPARE(cardText(f, u"cardActivityAuthors"_s), fmt.number(45210));
        QCOMPARE(cardText(f, u"cardActivityRate"_s), fmt.perSecond(double(figures->events) / 86400));
        QCOMPARE(cardText(f, u"cardActivityDuplicates"_s), Fmt::missing()); // nothing received yet
        auto* table = f.find<TableView>(u"kindTable"_s);
        QAbstractItemModelTester tester(table->model(), fatal);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"1 · Note"_s); // most events first
        QVERIFY(f.find<QLabel>(u"dataLineText"_s)->text().contains(u"2025-11-20 23:36:22 UTC"_s));
    }

    void hiddenPageAsksNothing()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        QVERIFY(openActivity(f) != nullptr);
        const auto asked = f.engine.questions().size();
        QVERIFY(asked > 0);
        f.press(Qt::Key_8, Qt::ControlModifier); // Logs
        f.engine.setRange(RangePreset::Week);
        QTRY_VERIFY(f.window->feed().shown()->preset == RangePreset::Week);
        QCOMPARE(f.engine.questions().size(), asked);
        f.press(Qt::Key_4, Qt::ControlModifier); // the new range, at once
        QVERIFY(f.engine.questions().size() > asked);
        QCOMPARE(f.engine.questions().back().now, toSeconds(f.engine.state.asOf));
    }

    void loadingKeepsOldFigures()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* page = openActivity(f);
        const auto before = cardText(f, u"cardActivityEvents"_s);
        f.engine.answers = FakeEngine::Answers::Never;
        f.press(Qt::Key_1, Qt::AltModifier); // one hour
        QTRY_VERIFY(page->data().isOfOtherRange());
        QCOMPARE(cardText(f, u"cardActivityEvents"_s), before);
        QVERIFY(f.find<QLabel>(u"dataLineText"_s)->text().contains(u"Still shown"_s));
    }

    /// Answers that are older than two renewals are marked, on the cards and in the line above them.
    void oldAnswersAreStale()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* page = openActivity(f);
        const auto* line = f.find<QLabel>(u"dataLineText"_s);
        QVERIFY2(line->text().startsWith(u"Figures as of"_s), qPrintable(line->text()));
        f.engine.answers = FakeEngine::Answers::Never;
        page->reload();
        f.engine.step = 2 * ActivityData::interval;
        f.engine.tick();
        f.engine.step = 1000ms;
        QTRY_COMPARE(f.window->feed().shown()->asOf, f.engine.state.asOf);
        QVERIFY2(line->text().startsWith(u"Figures as of"_s), qPrintable(line->text()));
        f.engine.tick();
        QTRY_COMPARE(f.window->feed().shown()->asOf, f.engine.state.asOf);
        QCOMPARE(line->text(), u"Stale: figures as of 2025-11-20 23:36:22 UTC, 21 s ago"_s);
        const auto* card = f.find<Card>(u"cardActivityEvents"_s);
        QVERIFY2(card->sample().contains(u"stale, 21 s ago"_s), qPrintable(card->sample()));
    }

    void errorOffersRetry()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.engine.answers = FakeEngine::Answers::Fail;
        auto* page = openActivity(f);
        auto* retry = page->findChild<QPushButton*>(u"dataLineRetry"_s);
        QVERIFY(retry->isVisible());
        QVERIFY(page->findChild<QLabel*>(u"dataLineText"_s)->text().contains(u"locked"_s));
        // No figure is made of an answer that never came.
        const auto* failed = page->findChild<EmptyState*>(u"activityFailed"_s);
        QVERIFY(failed->isVisible() && failed->text().contains(u"locked"_s));
        QVERIFY(page->findChild<QPushButton*>(u"activityRetry"_s)->isVisible());
        for (const auto* label : page->findChildren<QLabel*>())
            QVERIFY2(!label->isVisible() || !label->text().startsWith(u"0 "_s), qPrintable(label->text()));
        f.engine.answers = FakeEngine::Answers::AtOnce;
        retry->setFocus();
        QCOMPARE(QApplication::focusWidget(), retry);
        f.press(Qt::Key_Space);
        QCOMPARE(page->data().error(), QString());
        QVERIFY(!retry->isVisible());
        QVERIFY(page->data().figures().has_value());
        QVERIFY(!failed->isVisible() && page->findChild<TableView*>(u"kindTable"_s)->isVisible());
    }

    void errorOfAKindOffersRetry()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.engine.answers = FakeEngine::Answers::Fail;
        QVERIFY(f.window->showPage(u"kind"_s, u"7"_s));
        auto* page = f.window->currentPage();
        auto* retry = page->findChild<QPushButton*>(u"dataLineRetry"_s);
        QVERIFY(retry->isVisible());
        QVERIFY(page->findChild<QLabel*>(u"dataLineText"_s)->text().contains(u"locked"_s));
        const auto* chart = page->findChild<TimeChart*>(u"kindChart"_s);
        QCOMPARE(chart->emptyText(), u"These figures cannot be read"_s);
        f.engine.answers = FakeEngine::Answers::AtOnce;
        retry->click();
        QVERIFY(!retry->isVisible());
        QVERIFY(chart->emptyText() != u"These figures cannot be read"_s);
        QVERIFY(chart->toTable().rows.size() > 0);
    }

    void emptyRangeOffersAllTime()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.engine.answers = FakeEngine::Answers::Empty;
        auto* page = openActivity(f);
        auto* empty = page->findChild<EmptyState*>(u"activityEmpty"_s);
        QVERIFY(empty->isVisible());
        auto* all = page->findChild<QPushButton*>(u"activityShowAll"_s);
        QVERIFY(all->isVisible());
        f.engine.answers = FakeEngine::Answers::AtOnce;
        all->click();
        QTRY_VERIFY(!empty->isVisible());
        QVERIFY(f.engine.calls().contains(u"setRange all"_s));
    }

    void noMatchNamesTheFilter()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* page = openActivity(f);
        f.press(Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(f.find<QLineEdit>(u"filter"_s), u"reaction"_s);
        QTRY_COMPARE(f.find<TableView>(u"kindTable"_s)->model()->rowCount(), 1);
        QTest::keyClicks(f.find<QLineEdit>(u"filter"_s), u"xyz"_s);
        QTRY_VERIFY(qobject_cast<EmptyState*>(page->mainView()) != nullptr);
        QVERIFY(qobject_cast<EmptyState*>(page->mainView())->text().contains(u"reactionxyz"_s));
    }

    /// Keyboard only: kind, its events, one event, and back to the same row.
    void kindAndEventByKeyboard()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        auto* page = openActivity(f);
        auto* table = f.find<TableView>(u"kindTable"_s);
        QCOMPARE(QApplication::focusWidget(), table);
        f.press(Qt::Key_Down);
        f.press(Qt::Key_Down);
        const auto selected = page->selection();
        QVERIFY(!selected.isEmpty());
        f.press(Qt::Key_Return);
        auto* kind = qobject_cast<KindPage*>(f.window->currentPage());
        QVERIFY(kind != nullptr);
        QCOMPARE(kind->selection(), selected);
        QCOMPARE(f.find<TableView>(u"kindAuthors"_s)->model()->rowCount() > 0, true);
        QCOMPARE(f.find<TableView>(u"kindRelays"_s)->model()->rowCount(), 5);
        QCOMPARE(kind->events().rowCount(), 50);
        f.find<QPushButton>(u"eventsOlder"_s)->click();
        QCOMPARE(kind->events().rowCount(), 100);

        QCOMPARE(QApplication::focusWidget(), f.find<TableView>(u"kindEvents"_s));
        f.press(Qt::Key_Down);
        f.press(Qt::Key_Return);
        auto* inspector = f.window->findChild<EventInspector*>(u"eventInspector"_s);
        QVERIFY(inspector != nullptr && inspector->isVisible() && !inspector->isModal());
        QVERIFY(inspector->detail() != nullptr);
        QTest::keyClick(inspector, Qt::Key_Escape);
        QTRY_VERIFY(f.window->findChild<EventInspector*>(u"eventInspector"_s) == nullptr);

        f.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.find<TableView>(u"kindEvents"_s)->setFocus();
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage(), page);
        QCOMPARE(page->selection(), selected);
        QCOMPARE(table->currentIndex().data(KeyRole).toString(), selected);
    }

    void inspectorShowsAndCopies()
    {
        Fixture f(5);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get(), test::patienceMs));
        f.window->showPage(u"kind"_s, u"1"_s);
        auto* kind = qobject_cast<KindPage*>(f.window->currentPage());
        const auto id = kind->events().idAt(1);
        auto* table = f.find<TableView>(u"kindEvents"_s);
        table->setCurrentIndex(table->model()->index(1, 0));
        table->setFocus();
        f.press(Qt::Key_Return);
        auto* inspector = f.window->findChild<EventInspector*>(u"eventInspector"_s);
        QVERIFY(inspector != nullptr);
        const auto& event = inspector->detail()->stored.event;
        QCOMPARE(event.id, id);
        const auto field = [inspector](const char* name) {
            return inspector->findChild<QLabel*>(QString::fromLatin1(name))->text();
        };
        QCOMPARE(field("fieldId"), QString::fromLatin1(id.toHex()));
        QVERIFY(field("fieldAuthor").startsWith(u"npub1"_s));
        QVERIFY(field("fieldSignature").startsWith(u"valid"_s));
        // Markup stays text.
        QVERIFY(inspector->findChild<QPlainTextEdit*>(u"eventContent"_s)
                    ->toPlainText()
                    .contains(u"<b>markup</b>"_s));
        QCOMPARE(inspector->findChild<QTableWidget*>(u"eventTags"_s)->rowCount(), 3);
        QCOMPARE(inspector->findChild<QTableWidget*>(u"eventRelays"_s)->rowCount(), 1);
        auto* menu = inspector->findChild<QToolButton*>(u"eventCopy"_s)->menu();
        const auto copied = [menu](const char* name) {
            menu->findChild<QAction*>(QString::fromLatin1(name))->trigger();
            return QApplication::clipboard()->text();
        };
        QVERIFY(copied("copyNote").startsWith(u"note1"_s));
        QVERIFY(copied("copyNevent").startsWith(u"nevent1"_s));
        QVERIFY(copied("copyNpub").startsWith(u"npub1"_s));
        QCOMPARE(copied("copyHex"), QString::fromLatin1(id.toHex()));
        QCOMPARE(copied("copyJson").toUtf8(), toJson(event));
    }

    void inspectorOfAMissingEventSaysSo()
    {
        Fixture f(5);
        f.window->showPage(u"kind"_s, u"1"_s);
        auto* kind = qobject_cast<KindPage*>(f.window->currentPage());
        auto* table = f.find<TableView>(u"kindEvents"_s);
        QVERIFY(kind->events().rowCount() > 0);
        f.engine.answers = FakeEngine::Answers::Empty;
        table->setCurrentIndex(table->model()->index(0, 0));
        emit table->activated(table->currentIndex());
        auto* inspector = f.window->findChild<EventInspector*>(u"eventInspector"_s);
        QVERIFY(!inspector->detail());
        QVERIFY(!inspector->findChild<QToolButton*>(u"eventCopy"_s)->isEnabled());
        QVERIFY(inspector->findChild<EmptyState*>()->text().contains(u"not stored"_s));
    }
};

QTEST_MAIN(TestActivity)
#include "tst_activity.moc"
