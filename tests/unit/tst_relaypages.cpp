// SPDX-License-Identifier: GPL-3.0-or-later
// The pages about the health of relays: table, one relay, incidents; by keyboard where a user can.
#include "models/celltablemodel.h"
#include "models/documentfields.h"
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/heartbeatbar.h"
#include "ui/charts/lanechart.h"
#include "ui/charts/timechart.h"
#include "ui/charts/validitybar.h"
#include "ui/kit/attentionlist.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/factlist.h"
#include "ui/kit/tables.h"
#include "ui/pages/healthattention.h"
#include "ui/pages/healthcharts.h"
#include "ui/pages/page.h"
#include "ui/sidebar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabBar>
#include <QToolTip>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Fixture = WindowFixture;

namespace {

const Fmt fmt(QLocale::c(), QTimeZone::utc());
constexpr UnixMillis start{1'763'681'760'000ms};

/// The first relay in this state; 0 when there is none.
std::uint32_t relayIn(const FakeEngine& engine, RelayState state)
{
    for (const auto& row : engine.rows) {
        if (row.health && row.health->status.state == state && row.health->status.lastCheck
            && !row.entry.paused)
            return row.entry.id.number();
    }
    return 0;
}

CellRow rowOf(const QString& key, const QString& text)
{
    return {key, {{text, text}, {text, 1}}};
}

QStringList keysOf(const QAbstractItemModel& model)
{
    QStringList keys;
    for (int row = 0; row < model.rowCount(); ++row)
        keys.append(model.index(row, 0).data(KeyRole).toString());
    return keys;
}

} // namespace

class TestRelayPages : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    // --- models

    void smallTableKeepsRows()
    {
        CellTableModel model({{"a"_L1, u"A"_s, u"a"_s}, {"b"_L1, u"B"_s, u"b"_s, ColumnKind::Number}});
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply({rowOf(u"3"_s, u"x"_s), rowOf(u"2"_s, u"x"_s), rowOf(u"1"_s, u"x"_s)});
        const QPersistentModelIndex kept(model.index(1, 0));
        int resets = 0;
        connect(&model, &QAbstractItemModel::modelReset, this, [&resets] { ++resets; });
        model.apply(
            {rowOf(u"5"_s, u"x"_s), rowOf(u"4"_s, u"x"_s), rowOf(u"3"_s, u"y"_s), rowOf(u"2"_s, u"x"_s)});
        QCOMPARE(keysOf(model), (QStringList{u"5"_s, u"4"_s, u"3"_s, u"2"_s}));
        QCOMPARE(kept.row(), 3);
        QCOMPARE(model.index(2, 0).data().toString(), u"y"_s);
        QCOMPARE(resets, 0);
        // Another order, keys twice, cells that are missing.
        model.apply({rowOf(u"2"_s, u"x"_s), rowOf(u"5"_s, u"x"_s), rowOf(u"2"_s, u"twice"_s), {u"7"_s, {}}});
        QCOMPARE(keysOf(model), (QStringList{u"2"_s, u"5"_s}));
        QCOMPARE(resets, 1);
        model.apply({});
        QCOMPARE(model.rowCount(), 0);
    }

    void everySmallTableDescribesItself()
    {
        FakeEngine engine;
        engine.populate(60);
        const auto id = relayIn(engine, RelayState::Down);
        QVERIFY(id != 0);
        std::shared_ptr<const RelayHealthDetail> detail;
        connect(&engine, &EngineLink::relayHealthRead, this,
                [&detail](int, const auto& read) { detail = read; });
        engine.readRelayHealth(1, RelayId(id), TimeRange::last(24h, toSeconds(engine.state.asOf)));
        QVERIFY(detail);
        const auto now = engine.state.asOf;
        const std::pair<std::vector<Column>, CellRows> tables[] = {
            {healthtables::uptimeColumns(), healthtables::uptimeRows(*detail, fmt)},
            {healthtables::latencyColumns(), healthtables::latencyRows(*detail, fmt)},
            {healthtables::checkColumns(), healthtables::checkRows(*detail, fmt, now)},
            {healthtables::opinionColumns(), healthtables::opinionRows(detail->others, fmt, now)},
            {healthtables::certificateColumns(), healthtables::certificateRows(*detail, fmt, now)},
            {healthtables::documentColumns(), healthtables::documentRows(*detail, fmt, now)},
            {healthtables::incidentColumns(),
             healthtables::incidentRows(engine.incidents, fmt, now, [](RelayId) { return QByteArray(); })}};
        for (const auto& [columns, rows] : tables) {
            CellTableModel model(columns);
            const QAbstractItemModelTester tester(&model,
                                                  QAbstractItemModelTester::FailureReportingMode::Fatal);
            model.apply(rows);
            QCOMPARE(model.rowCount(), static_cast<int>(rows.size())); // no key twice, no cell missing
            QSet<QString> names;
            for (int column = 0; column < model.columnCount(); ++column) {
                const auto info = columnInfo(model, column);
                QVERIFY(!names.contains(info.name) && !info.title.isEmpty());
                QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
                names.insert(info.name);
            }
        }
    }

    void failedChecksHaveNoTimes()
    {
        RelayHealthDetail detail;
        CheckRecord check;
        check.at = start;
        check.code = ProbeCode::HttpStatus;
        check.httpStatus = 503;
        check.failedIn = ProbePhase::Upgrade;
        check.times.set(ProbePhase::Dns, 3ms);
        detail.checks = {check};
        const auto rows = healthtables::checkRows(detail, fmt, start + 1min);
        const auto& cells = rows.at(0).cells;
        QCOMPARE(cells.at(1).text, u"Answered with HTTP status 503"_s);
        QCOMPARE(cells.at(1).raw.toString(), u"http-status 503"_s);
        QVERIFY(cells.at(1).tip.contains(u"Upgrade"_s));
        QCOMPARE(cells.at(2).text, u"3 ms"_s);
        QCOMPARE(cells.at(8).text, Fmt::missing());
        QVERIFY(!cells.at(8).raw.isValid());
        QVERIFY(cells.at(8).tip.contains(u"503"_s));
    }

    void beatsTakeTheWorst()
    {
        const auto at = [](int minute) { return start + std::chrono::minutes(minute); };
        const RelayId relay(1);
        const std::vector<HealthSpan> spans{
            {relay, at(-60), at(10), SpanKind::Up},      {relay, at(10), at(14), SpanKind::Down},
            {relay, at(14), at(20), SpanKind::Degraded}, {relay, at(30), at(40), SpanKind::Excluded},
            {relay, at(35), at(38), SpanKind::Gap},      {relay, at(55), at(90), SpanKind::Up}};
        const auto parts = beatsOf(spans, at(0), at(60), 6);
        QCOMPARE(parts.size(), 6U);
        QCOMPARE(parts[0].beat, Beat::Up);
        QCOMPARE(parts[1].beat, Beat::Down);
        QCOMPARE(parts[1].down, 4min);
        QCOMPARE(parts[2].beat, Beat::None); // unknown is neither up nor down
        QCOMPARE(parts[3].beat, Beat::Gap);
        QCOMPARE(parts[4].beat, Beat::None);
        QCOMPARE(parts[5].beat, Beat::Up);
        QCOMPARE(parts[5].to, at(60));
        QVERIFY(beatsOf(spans, at(60), at(0), 6).empty());
        QVERIFY(beatsOf(spans, at(0), at(60), 0).empty());
    }

    void latencyChartHasGapsAndOutages()
    {
        RelayHealthDetail detail;
        detail.bucket = 60s;
        detail.to = start + 5min;
        LatencyPoint good;
        good.start = start;
        good.open.p50 = 20;
        good.read.p50 = 30;
        good.read.p95 = 90;
        LatencyPoint failed;
        failed.start = start + 3min;
        detail.points = {good, failed};
        detail.spans = {{RelayId(1), start + 2min, start + 4min, SpanKind::Down},
                        {RelayId(1), start, start + 2min, SpanKind::Up}};
        const auto data = latencyOverTime(detail);
        QCOMPARE(data.size(), 5U);
        QCOMPARE(data.series.at(0).values.at(0), 20.0);
        QVERIFY(std::isnan(data.series.at(0).high.at(0)));
        QCOMPARE(data.series.at(1).high.at(0), 90.0);
        QVERIFY(!data.present.at(1)); // nobody looked
        QVERIFY(std::isnan(data.series.at(0).values.at(3))); // looked, and no number came of it
        QCOMPARE(data.outages.size(), 1U);
        QVERIFY(latencyOverTime({}).series.empty());
        detail.from = start - 10min; // before the relay was known
        const auto whole = latencyOverTime(detail);
        QCOMPARE(whole.size(), 15U);
        QCOMPARE(whole.series.at(0).values.at(10), 20.0);
        QVERIFY(!whole.present.at(0));
    }

    void documentIsPlainText()
    {
        const auto text =
            documentText(R"({"name":"<b>x</b>\u202e","description":"a\nb","supported_nips":[1,11],
            "limitation":{"max_limit":500,"auth_required":false},"retention":7})",
                         fmt);
        QVERIFY(text.problem.isEmpty());
        const auto valueOf = [&text](const QString& name) {
            for (const auto& field : text.fields) {
                if (field.name == name)
                    return field.value;
            }
            return QString();
        };
        QCOMPARE(valueOf(u"Name"_s), u"<b>x</b>"_s);
        QCOMPARE(valueOf(u"Description"_s), u"a\nb"_s);
        QCOMPARE(valueOf(u"NIPs"_s), u"1, 11"_s);
        QCOMPARE(valueOf(u"Greatest limit"_s), u"500"_s);
        QCOMPARE(valueOf(u"Wants authentication"_s), u"no"_s);
        QVERIFY(!documentText("<html>", fmt).problem.isEmpty());
        QVERIFY(documentText("[]", fmt).problem != documentText("<html>", fmt).problem);
        QVERIFY(!documentText("{}", fmt).problem.isEmpty());
        QVERIFY(documentSource(QByteArray(300'000, 'x')).size() <= 100'000);
        QVERIFY(documentSource("{\"a\":1}").contains(u'\n'));
    }

    void stateInWords_data()
    {
        QTest::addColumn<RelayState>("state");
        QTest::addColumn<ProbeCode>("code");
        QTest::addColumn<bool>("isFlapping");
        QTest::addColumn<QString>("word");
        QTest::addColumn<Status>("status");
        QTest::newRow("up") << RelayState::Up << ProbeCode::Ok << false << u"Online"_s << Status::Online;
        QTest::newRow("limited") << RelayState::Up << ProbeCode::AuthRequired << false << u"Limited"_s
                                 << Status::Online;
        QTest::newRow("suspect") << RelayState::Suspect << ProbeCode::TcpTimeout << false << u"Failing"_s
                                 << Status::Checking;
        QTest::newRow("down") << RelayState::Down << ProbeCode::TcpRefused << false << u"Down"_s
                              << Status::Down;
        QTest::newRow("flapping") << RelayState::Down << ProbeCode::TcpRefused << true << u"Flapping"_s
                                  << Status::Down;
        QTest::newRow("paused") << RelayState::Paused << ProbeCode::Ok << true << u"Paused"_s
                                << Status::Paused;
        QTest::newRow("unknown") << RelayState::Unknown << ProbeCode::RateLimited << false << u"Unknown"_s
                                 << Status::Unknown;
    }
    void stateInWords()
    {
        QFETCH(RelayState, state);
        QFETCH(ProbeCode, code);
        QFETCH(bool, isFlapping);
        RelayRow row;
        HealthRow health;
        health.status.state = state;
        health.status.lastCause.code = code;
        health.status.isFlapping = isFlapping;
        health.status.lastCheck = start;
        row.health = std::make_shared<const HealthRow>(health);
        QTEST(words::stateWord(row), "word");
        QTEST(words::statusOf(row), "status");
        row.entry.paused = true;
        QCOMPARE(words::stateWord(row), u"Paused"_s);
        row = {};
        QCOMPARE(words::stateWord(row), u"Not checked"_s);
        for (int number = 0; number < probeCodeCount; ++number) {
            const auto one = static_cast<ProbeCode>(number);
            QVERIFY(words::result(one, 503) != words::result(static_cast<ProbeCode>(200), 0));
        }
    }

    void uptimeIsNeverFlattered()
    {
        QCOMPARE(words::uptime(0.999999, 1, fmt), u"99.99 %"_s);
        QCOMPARE(words::uptime(0.5, 0.49, fmt), u"≈ 50.00 %"_s);
        QCOMPARE(words::uptime(std::nullopt, 0, fmt), Fmt::missing());
        QCOMPARE(words::daysLeft(start + 5 * 24h - 1ms, start), 4);
        QCOMPARE(words::daysLeft(start - 1ms, start), -1);
        QCOMPARE(words::certificateEnd(start + 64 * 24h + 1h, start, fmt), u"in 64 d"_s);
        QCOMPARE(words::certificateEnd(start + 1h, start, fmt), u"in less than 1 d"_s);
        QCOMPARE(words::certificateEnd(start - 1h, start, fmt), u"ended today"_s);
        QCOMPARE(words::certificateEnd(start - 49h, start, fmt), u"ended 2 d ago"_s);
        QVERIFY(words::needsProxy("ws://abc.onion:80/x") && words::needsProxy("wss://a.i2p"));
        QVERIFY(!words::needsProxy("wss://onion.example/.onion") && !words::needsProxy("nonsense"));
    }

    // --- table of relays

    void checkNowByKey()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->setFocus();
        table->clearSelection();
        f.press(Qt::Key_F5); // nothing is selected
        QVERIFY(f.engine.calls().filter(u"checkNow"_s).isEmpty());
        table->selectRow(0);
        f.press(Qt::Key_Down, Qt::ShiftModifier);
        f.press(Qt::Key_F5);
        QVERIFY(f.engine.calls().contains(u"checkNow 2"_s));
    }

    void heartbeatsAndReasonsInCells()
    {
        Fixture f(60);
        f.window->showPage(u"relays"_s);
        const auto& model = f.window->context().feed.relays();
        const auto down = relayIn(f.engine, RelayState::Down);
        const int row = *model.rowOf(RelayId(down));
        QCOMPARE(
            model.index(row, RelayTableModel::UptimeColumn).data(HeartbeatRole).value<QList<int>>().size(),
            int(HealthRow::beatCount));
        for (int at = 0; at < model.rowCount(); ++at) {
            for (const auto column : {RelayTableModel::OpenP50Column, RelayTableModel::ReadP50Column}) {
                const auto cell = model.index(at, column);
                QVERIFY(cell.data().toString() != Fmt::missing()
                        || !cell.data(Qt::ToolTipRole).toString().isEmpty());
            }
        }
    }

    // --- one relay

    void opensByEnterAndComesBack()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"relays"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->setFocus();
        table->selectRow(4);
        const auto keys = table->selectedKeys();
        f.press(Qt::Key_Return);
        QCOMPARE(f.window->currentPage()->id(), u"relay"_s);
        QCOMPARE(f.window->currentPage()->selection(), keys.constFirst().toString());
        QVERIFY(f.find<QLabel>(u"relayHeading"_s)->text().contains(u".example"_s));
        QVERIFY(f.find<QLabel>(u"relayName"_s)->text().contains(u"measured from this computer"_s));
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage()->id(), u"relays"_s);
        QCOMPARE(table->selectedKeys(), keys);
    }

    void showsAllParts()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        const auto id = relayIn(f.engine, RelayState::Down);
        f.window->showPage(u"relay"_s, QString::number(id));
        auto* tabs = f.find<QTabBar>(u"relayTabs"_s);
        QVERIFY(tabs->hasFocus());
        auto* bar = f.find<HeartbeatBar>(u"relayBeats"_s);
        QVERIFY(bar->isVisible() && bar->segments().size() == 96);
        QVERIFY(!f.find<TimeChart>(u"relayRoundTrip"_s)->data().series.empty());
        QCOMPARE(f.find<TableView>(u"relayUptimes"_s)->model()->rowCount(), 5);
        bar->setFocus();
        f.press(Qt::Key_End);
        QCOMPARE(bar->current(), 95);
        QVERIFY(bar->accessibleDescription().contains(u"own"_s));
        f.find<QTabBar>(u"relayBeatWindow"_s)->setCurrentIndex(2);
        QCOMPARE(f.engine.lastHealthRange().to - f.engine.lastHealthRange().from, 30 * 86400);
        tabs->setFocus();
        f.press(Qt::Key_Right);
        auto* source = f.find<QPlainTextEdit>(u"relayDocumentSource"_s);
        QVERIFY(source->isVisible());
        QVERIFY(source->toPlainText().contains(u"<img src=x"_s)); // as text
        QVERIFY(!source->toPlainText().contains(QChar(0x202e)));
        for (const auto* label : f.find<FactList>(u"relayDocument"_s)->findChildren<QLabel*>())
            QVERIFY(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'));
        for (int i = 0; i < 3; ++i) // claims and versions have tests of their own
            f.press(Qt::Key_Right);
        QVERIFY(f.find<ValidityBar>(u"relayTlsBar"_s)->isVisible());
        QVERIFY(f.find<ValidityBar>(u"relayTlsBar"_s)->place() > 0);
        f.press(Qt::Key_Right);
        QVERIFY(f.find<TableView>(u"relayChecks"_s)->isVisible());
        QCOMPARE(f.find<TableView>(u"relayChecks"_s)->model()->rowCount(), 200);
        f.find<TableView>(u"relayChecks"_s)->selectRow(0);
        f.find<TableView>(u"relayChecks"_s)->setFocus();
        f.press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u'\t'));
    }

    void saysWhyThereIsNothing()
    {
        Fixture f(60);
        const auto find = [&f](auto accept) {
            for (const auto& row : f.engine.rows) {
                if (accept(row))
                    return QString::number(row.entry.id.number());
            }
            return QString();
        };
        const auto unchecked = find([](const RelayRow& row) { return !row.health; });
        QVERIFY(!unchecked.isEmpty());
        f.window->showPage(u"relay"_s, unchecked);
        auto* state = f.find<EmptyState>(u"relayUnchecked"_s);
        QVERIFY(state->isVisible());
        state->findChild<QPushButton*>()->click();
        QVERIFY(f.engine.calls().contains(u"checkNow 1"_s));
        QTRY_VERIFY(!state->findChild<QPushButton*>()->isVisible());
        f.window->showPage(u"relay"_s,
                           find([](const RelayRow& row) { return row.entry.url.contains(".onion"); }));
        QVERIFY(f.find<EmptyState>(u"relayNeedsProxy"_s)->isVisible());
        f.engine.answers = FakeEngine::Answers::Fail;
        const auto up = QString::number(relayIn(f.engine, RelayState::Up));
        f.window->showPage(u"relay"_s, up);
        QVERIFY(f.find<EmptyState>(u"relayWaiting"_s)->isVisible());
        f.engine.answers = FakeEngine::Answers::AtOnce;
        for (auto* button : f.window->currentPage()->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text().remove(u'&') == u"Retry"_s)
                button->click();
        }
        QVERIFY(f.find<HeartbeatBar>(u"relayBeats"_s)->isVisible());
        // Asks nothing when it is not seen.
        f.window->showPage(u"logs"_s);
        const auto before = f.engine.calls().filter(u"readRelayHealth"_s).size();
        f.engine.tick();
        QTest::qWait(0);
        QCOMPARE(f.engine.calls().filter(u"readRelayHealth"_s).size(), before);
    }

    void pausesAndResumes()
    {
        Fixture f(60);
        f.window->showPage(u"relay"_s, QString::number(relayIn(f.engine, RelayState::Up)));
        auto& actions = f.window->context().actions;
        QVERIFY(actions.find(u"relay.pause"_s)->isEnabled());
        actions.find(u"relay.pause"_s)->trigger();
        QVERIFY(f.engine.calls().contains(u"setPaused 1 1"_s));
        QTRY_VERIFY(f.find<QLabel>(u"relayState"_s)->text().startsWith(u"Paused"_s));
        QVERIFY(!actions.find(u"relay.pause"_s)->isEnabled() && actions.find(u"relay.resume"_s)->isEnabled());
    }

    /// What the page shows of a relay is asked again when the relay was checked again.
    void newCheckIsRead()
    {
        Fixture f(60);
        const auto id = relayIn(f.engine, RelayState::Up);
        f.window->showPage(u"relay"_s, QString::number(id));
        const auto asked = [&f, id] {
            return f.engine.calls().filter(u"readRelayHealth %1"_s.arg(id)).size();
        };
        QTRY_VERIFY(asked() > 0);
        const auto before = asked();
        const auto row = std::find_if(f.engine.rows.begin(), f.engine.rows.end(),
                                      [id](const RelayRow& one) { return one.entry.id == RelayId(id); });
        auto health = *row->health;
        health.status.lastCheck = f.engine.state.asOf;
        row->health = std::make_shared<const HealthRow>(health);
        f.engine.publish();
        QTRY_COMPARE(asked(), before + 2); // over the range, and for the heartbeat bar
    }

    void relayThatGoes()
    {
        Fixture f(60);
        const RelayId id(relayIn(f.engine, RelayState::Up));
        f.window->showPage(u"relay"_s, QString::number(id.number()));
        f.engine.removeRelays({id});
        QTRY_VERIFY(f.find<EmptyState>(u"relayWaiting"_s)->isVisible());
        QVERIFY(!f.window->context().actions.find(u"relay.check"_s)->isEnabled());
    }

    // --- incidents

    void acknowledgesByKeyboard()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"incidents"_s);
        auto* table = f.find<TableView>(u"incidentTable"_s);
        auto* lists = f.find<QTabBar>(u"incidentLists"_s);
        const int open = table->model()->rowCount();
        QVERIFY(open > 1);
        QCOMPARE(lists->tabText(0), u"Open %1"_s.arg(open));
        QVERIFY(table->hasFocus());
        table->selectRow(0);
        f.press(Qt::Key_D, Qt::ControlModifier);
        QTRY_COMPARE(table->model()->rowCount(), open - 1);
        QCOMPARE(lists->tabText(1), u"Acknowledged 1"_s);
        lists->setFocus();
        f.press(Qt::Key_Right);
        QCOMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        f.window->context().actions.find(u"incidents.unacknowledge"_s)->trigger();
        QTRY_COMPARE(table->model()->rowCount(), 0);
        QCOMPARE(f.engine.calls().last(), u"readIncidents"_s);
        QVERIFY(f.engine.calls().contains(u"acknowledgeIncidents 1 0"_s));
    }

    void detailWithEvidenceAndNote()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"incidents"_s);
        auto* table = f.find<TableView>(u"incidentTable"_s);
        table->selectRow(0);
        auto* frames = f.find<QPlainTextEdit>(u"incidentEvidence"_s);
        QVERIFY(frames->toPlainText().contains(u"<h1>go away</h1>"_s));
        QVERIFY(!frames->toPlainText().contains(QChar(0x202e)));
        table->setFocus();
        f.press(Qt::Key_F2);
        auto* note = f.find<QPlainTextEdit>(u"incidentNote"_s);
        QVERIFY(note->hasFocus());
        auto* save = f.find<QPushButton>(u"incidentSaveNote"_s);
        QVERIFY(!save->isEnabled());
        QTest::keyClicks(note, u"known to the operator"_s);
        f.engine.tick(); // what is typed stays
        QTest::qWait(0);
        QVERIFY(save->isEnabled());
        save->click();
        const auto number = table->selectedKeys().constFirst().toString();
        QVERIFY(f.engine.calls().contains(u"setIncidentNote "_s + number));
        QTRY_VERIFY(
            table->model()->index(table->currentIndex().row(), healthtables::NoteColumn).data().toString()
            == u"known to the operator"_s);
        note->setPlainText(QString(10'001, u'x'));
        QVERIFY(!save->isEnabled());
        table->setFocus();
        f.press(Qt::Key_Return);
        QCOMPARE(f.window->currentPage()->id(), u"relay"_s);
    }

    void incidentChartAndEmptyState()
    {
        Fixture f(60);
        f.engine.state.health.gapSince = f.engine.state.asOf - 4min;
        f.engine.tick();
        f.window->showPage(u"incidents"_s);
        auto* chart = f.find<LaneChart>(u"incidentChart"_s);
        QVERIFY(!chart->items().empty());
        QTRY_VERIFY(f.find<QLabel>(u"incidentGap"_s)->isVisible());
        emit chart->activated(chart->items().front().key);
        QCOMPARE(f.find<TableView>(u"incidentTable"_s)->selectedKeys().constFirst().toString(),
                 chart->items().front().key.toString());
        f.engine.answers = FakeEngine::Answers::Empty;
        f.window->currentPage()->reload();
        QVERIFY(!chart->isVisible());
        const auto states = f.window->currentPage()->findChildren<EmptyState*>();
        const auto shown = std::find_if(states.begin(), states.end(), [](auto* s) { return s->isVisible(); });
        QVERIFY(shown != states.end());
        QVERIFY((*shown)->text().startsWith(u"No open incidents"_s));
    }

    void addressesComeLater()
    {
        Fixture f(0);
        f.window->showPage(u"incidents"_s);
        f.engine.populate(60);
        f.window->currentPage()->reload(); // before the relays are known
        auto* table = f.find<TableView>(u"incidentTable"_s);
        QVERIFY(table->model()->rowCount() > 0);
        const auto first = [table] {
            return table->model()->index(0, healthtables::RelayColumn).data().toString();
        };
        QVERIFY(first().contains(u"removed"_s));
        f.engine.publish();
        QTRY_VERIFY(first().contains(u".example"_s));
    }

    void badgeAndAttention()
    {
        Fixture f(60);
        const auto& context = f.window->context();
        const auto unseen = f.engine.state.health.unseenIncidents;
        QVERIFY(unseen > 0);
        auto* button = f.find<SidebarButton>(u"page_incidents"_s);
        QTRY_COMPARE(button->accessibleDescription(), QString::number(unseen));
        const auto items = f.window->findChild<AttentionList*>()->items();
        QVERIFY(std::any_of(items.begin(), items.end(),
                            [](const auto& item) { return item.action == u"incidents"_s; }));
        // Few of them have a row each.
        for (auto& row : f.engine.rows)
            row.health = nullptr;
        HealthRow health;
        health.status.state = RelayState::Down;
        health.status.since = f.engine.state.asOf - 1h;
        health.status.lastCause = {ProbeCode::TcpRefused, 0};
        health.certificateUntil = f.engine.state.asOf + 5 * 24h;
        f.engine.rows[3].health = std::make_shared<const HealthRow>(health);
        f.engine.rows[3].entry.paused = false;
        f.engine.publish();
        const auto wanted = u"relay/4"_s;
        QTRY_COMPARE(f.window->findChild<AttentionList*>()->items().constFirst().action, wanted);
        QCOMPARE(certificateItems(fmt, *context.feed.shown()).constFirst().action, wanted);
        emit f.window->findChild<AttentionList*>()->actionRequested(wanted);
        QCOMPARE(f.window->currentPage()->id(), u"relay"_s);
        QCOMPARE(f.window->currentPage()->selection(), u"4"_s);
    }
};

QTEST_MAIN(TestRelayPages)
#include "tst_relaypages.moc"
