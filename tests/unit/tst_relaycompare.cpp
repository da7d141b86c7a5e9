// SPDX-License-Identifier: GPL-3.0-or-later
// Several relays at once: comparison, certificates in the order of their ends, histograms, incidents that may
// belong together; by keyboard where a user can.
#include "models/healthtables.h"
#include "models/healthwords.h"
#include "models/relaycompare.h"
#include "models/roles.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/histogramchart.h"
#include "ui/charts/timechart.h"
#include "ui/kit/attentionlist.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/infobutton.h"
#include "ui/kit/tables.h"
#include "ui/kit/viewbar.h"
#include "ui/pages/healthattention.h"
#include "ui/pages/healthcharts.h"
#include "ui/pages/page.h"
#include "ui/shell/actionregistry.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QStandardPaths>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Fixture = WindowFixture;

namespace {

const Fmt fmt(QLocale::c(), QTimeZone::utc());
constexpr UnixMillis start{1'763'681'700'000ms};

RelayHealthDetail detailWith(const std::vector<std::pair<std::chrono::minutes, double>>& medians)
{
    RelayHealthDetail detail;
    detail.from = start;
    detail.to = start + 60min;
    detail.bucket = 5min;
    for (const auto& [after, median] : medians) {
        LatencyPoint point;
        point.start = start + after;
        point.checks = 3;
        point.failures = 1;
        point.open.p50 = median;
        detail.points.push_back(point);
    }
    return detail;
}

Incident incident(std::int64_t number, std::uint32_t relay, std::chrono::minutes after)
{
    Incident one;
    one.number = number;
    one.relay = RelayId(relay);
    one.firstFailure = start + after;
    return one;
}

std::shared_ptr<const HealthRow> withCertificate(const QByteArray& hash, std::chrono::milliseconds left)
{
    HealthRow health;
    health.status.state = RelayState::Up;
    health.certificateUntil = start + left;
    health.certificateSha256 = hash;
    return std::make_shared<const HealthRow>(health);
}

} // namespace

class TestRelayCompare : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    // --- models

    void selections_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kept");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("one") << u"7"_s << u"7"_s;
        QTest::newRow("order stays") << u"3,1,2"_s << u"3,1,2"_s;
        QTest::newRow("twice") << u"3,3,1"_s << u"3,1"_s;
        QTest::newRow("no numbers") << u"x,,0,-4,5"_s << u"5"_s;
        QTest::newRow("six at most") << u"1,2,3,4,5,6,7,8"_s << u"1,2,3,4,5,6"_s;
    }
    void selections()
    {
        QFETCH(QString, text);
        QTEST(relaycompare::toSelection(relaycompare::fromSelection(text)), "kept");
    }

    void rowsOfComparedRelays()
    {
        auto full = std::make_shared<RelayHealthDetail>(detailWith({{0min, 40}}));
        full->ofRange.uptime01 = 0.99999;
        full->ofRange.coverage01 = 0.4;
        full->ofRange.incidents = 2;
        full->open.p50 = 41.0;
        full->read.p50 = 82.0;
        full->row.certificateUntil = start + 9 * 24h;
        full->document = R"({"supported_nips":[1,11,77,"x",11],"name":"a"})";
        auto hostile = std::make_shared<RelayHealthDetail>();
        hostile->document = "<html>";
        CellTableModel model(relaycompare::columns());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const std::vector<relaycompare::Relay> relays{
            {RelayId(1), "wss://a.example", Status::Online, u"Online"_s, full},
            {RelayId(2), "wss://b.example", Status::Unknown, u"Not checked"_s, nullptr},
            {RelayId(3), {}, Status::Unknown, {}, hostile}};
        model.apply(relaycompare::rows(relays, fmt, start));
        QCOMPARE(model.rowCount(), 3);
        const auto text = [&model](int row, const QString& name) {
            for (int column = 0; column < model.columnCount(); ++column) {
                if (columnInfo(model, column).name == name)
                    return model.index(row, column).data().toString();
            }
            return QString();
        };
        QCOMPARE(text(0, u"relay"_s), u"a.example"_s);
        QVERIFY(text(0, u"uptime"_s).startsWith(u"≈ 99.99"_s)); // cut, and of too little time
        QCOMPARE(text(0, u"open_p50"_s), u"41 ms"_s);
        QCOMPARE(text(0, u"read_p50"_s), u"82 ms"_s);
        QCOMPARE(text(0, u"open_p95"_s), Fmt::missing());
        QCOMPARE(text(0, u"incidents"_s), u"2"_s);
        QCOMPARE(text(0, u"tls_days"_s), u"in 9 d"_s);
        QCOMPARE(text(0, u"nips"_s), u"3"_s);
        for (const auto& name : {u"uptime"_s, u"open_p50"_s, u"nips"_s, u"incidents"_s})
            QCOMPARE(text(1, name), Fmt::missing());
        QVERIFY(text(2, u"relay"_s).contains(u"removed"_s));
        QCOMPARE(text(2, u"nips"_s), Fmt::missing());
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const auto cell = model.index(row, column);
                QVERIFY(cell.data().toString() != Fmt::missing()
                        || !cell.data(Qt::ToolTipRole).toString().isEmpty());
            }
        }
    }

    void comparedLines()
    {
        const auto one = detailWith({{0min, 40}, {10min, 50}});
        auto two = detailWith({{5min, 60}, {20min, 70}});
        two.spans = {{RelayId(), start, start + 5min, SpanKind::Gap},
                     {RelayId(2), start, start + 5min, SpanKind::Down}};
        auto other = detailWith({{0min, 1}});
        other.bucket = 1h; // of the range before
        const auto data = comparedLatency(
            {{u"a"_s, &one}, {u"b"_s, &two}, {u"not read"_s, nullptr}, {u"c"_s, &other}}, ProbePhase::Open);
        QCOMPARE(data.series.size(), 4U);
        QCOMPARE(data.first, start);
        QVERIFY(data.bucket == 5min);
        QCOMPARE(data.value(0, 0), 40.0);
        QVERIFY(std::isnan(data.value(0, 1)));
        QCOMPARE(data.value(0, 2), 50.0);
        QCOMPARE(data.value(1, 1), 60.0);
        QCOMPARE(data.value(1, 4), 70.0);
        QVERIFY(std::isnan(data.value(3, 0)));
        QVERIFY(data.present[0] && !data.present[3]);
        QCOMPARE(data.outages.size(), 1U); // that of ours; outages of one relay are not of the others
        for (std::size_t i = 0; i < data.series.size(); ++i)
            QCOMPARE(data.series[i].color, static_cast<int>(i));
        QVERIFY(comparedLatency({}, ProbePhase::Open).series.empty());
    }

    void failedAndAnsweredChecks()
    {
        const auto data = checksOverTime(detailWith({{0min, 40}, {10min, 50}}));
        QCOMPARE(data.series.size(), 2U);
        QCOMPARE(data.value(0, 0), 2.0);
        QCOMPARE(data.value(1, 0), 1.0);
        QVERIFY(std::isnan(data.value(1, 1)));
    }

    void relatedIncidents()
    {
        const auto subject = incident(10, 1, 0min);
        std::vector<Incident> all{subject, incident(9, 2, 10min), // at the same time
                                  incident(8, 3, 11min), // later
                                  incident(7, 1, -500min), // of the same relay
                                  incident(6, 4, -3min)};
        QList<std::int64_t> numbers;
        for (const auto& one : healthtables::relatedTo(subject, all))
            numbers.append(one.number);
        QCOMPARE(numbers, (QList<std::int64_t>{6, 9, 7}));
        for (int i = 0; i < 100; ++i)
            all.push_back(incident(100 + i, 1, std::chrono::minutes(-i)));
        QCOMPARE(healthtables::relatedTo(subject, all).size(), healthtables::maximumRelated);
        QVERIFY(healthtables::relatedTo(subject, {}).empty());
    }

    void oneCertificateIsOneMatter()
    {
        Fixture f(12);
        for (auto& row : f.engine.rows) {
            row.health = nullptr;
            row.entry.paused = false;
        }
        const auto items = [&f] {
            Snapshot snapshot;
            snapshot.asOf = start;
            snapshot.relays = {std::make_shared<RelayChunk>(f.engine.rows)};
            return certificateItems(fmt, snapshot);
        };
        QVERIFY(items().isEmpty());
        for (const auto at : {2, 4, 5})
            f.engine.rows[std::size_t(at)].health = withCertificate("shared", 5 * 24h);
        QCOMPARE(items().size(), 1);
        QVERIFY(items()[0].text.contains(u"and 2 more"_s));
        QCOMPARE(items()[0].action, u"relays/view:certificates"_s);
        QVERIFY(items()[0].status == Status::Degraded);
        f.engine.rows[7].health = withCertificate("other", 23h);
        QCOMPARE(items().size(), 2);
        QCOMPARE(items()[0].action, u"relay/8"_s); // the first to end first
        QVERIFY(items()[0].status == Status::Down);
        f.engine.rows[8].health = withCertificate("later", 14 * 24h + 1ms);
        QCOMPARE(items().size(), 2);
        f.engine.rows[8].health = withCertificate("third", 14 * 24h);
        QCOMPARE(items().size(), 1);
        QVERIFY(items()[0].text.startsWith(u"3 "_s));
    }

    // --- pages

    void compareBySelection()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"relays"_s);
        auto& actions = f.window->actions();
        auto* compare = actions.find(u"relays.compare"_s);
        auto* table = f.find<TableView>(u"relayTable"_s);
        table->setFocus();
        QVERIFY(!compare->isEnabled());
        table->selectRow(0);
        QVERIFY(!compare->isEnabled());
        QVERIFY(!actions.reason(u"relays.compare"_s).isEmpty());
        f.press(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(compare->isEnabled());
        for (int i = 0; i < 4; ++i)
            f.press(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(compare->isEnabled());
        const auto keys = table->selectedKeys();
        QCOMPARE(keys.size(), 6);
        compare->trigger();
        QCOMPARE(f.window->currentPage()->id(), u"compare"_s);
        auto* rows = f.find<TableView>(u"compareTable"_s);
        QCOMPARE(rows->model()->rowCount(), 6);
        for (const auto& name : {u"compareOpen"_s, u"compareRead"_s})
            QCOMPARE(f.find<TimeChart>(name)->data().series.size(), 6U);
        QVERIFY(f.engine.calls().filter(u"readRelayHealth"_s).size() >= 6);
        f.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window->currentPage()->id(), u"relays"_s);
        QCOMPARE(table->selectedKeys(), keys);
        table->setFocus();
        f.press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(table->selectedKeys().size(), 7);
        QVERIFY(!compare->isEnabled());
        QVERIFY(actions.reason(u"relays.compare"_s).contains(u"six"_s));
    }

    void comparedRelayOpensAndOneFails()
    {
        Fixture f(20);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        QVERIFY(f.window->showPage(u"compare"_s, u"3,5"_s));
        auto* rows = f.find<TableView>(u"compareTable"_s);
        QCOMPARE(rows->model()->rowCount(), 2);
        rows->setFocus();
        rows->selectRow(1);
        f.press(Qt::Key_Return);
        QCOMPARE(f.window->currentPage()->id(), u"relay"_s);
        QCOMPARE(f.window->currentPage()->selection(), u"5"_s);
        f.engine.answers = FakeEngine::Answers::Fail;
        QVERIFY(f.window->showPage(u"compare"_s, u"3,7"_s));
        QCOMPARE(rows->model()->rowCount(), 2); // the relays are there, their figures are not
        QCOMPARE(rows->model()->index(0, 1).data().toString(), Fmt::missing());
    }

    void compareWithoutASelection()
    {
        Fixture none(0);
        none.window->showPage(u"compare"_s);
        QVERIFY(none.find<EmptyState>(u"compareEmpty"_s)->isVisible());
        Fixture f(20);
        f.window->showPage(u"compare"_s);
        int starred = 0;
        for (const auto& row : f.engine.rows)
            starred += row.entry.starred ? 1 : 0;
        QVERIFY(starred >= 2);
        QCOMPARE(f.find<TableView>(u"compareTable"_s)->model()->rowCount(), starred);
    }

    void calendarOfCertificates()
    {
        Fixture f(200);
        QVERIFY(f.window->showPage(u"relays"_s, u"view:certificates"_s));
        auto* views = f.window->currentPage()->findChild<ViewBar*>();
        auto* table = f.find<TableView>(u"relayTable"_s);
        QCOMPARE(views->current(), u"certificates"_s);
        QVERIFY(table->model()->rowCount() > 2);
        QVERIFY(!table->isColumnHidden(RelayTableModel::CertificateNoteColumn));
        QVERIFY(!table->isColumnHidden(RelayTableModel::IssuerColumn));
        QVERIFY(table->isColumnHidden(RelayTableModel::UptimeColumn));
        qint64 previous = 0;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const auto end = table->model()->index(row, RelayTableModel::CertificateColumn).data(SortRole);
            QVERIFY(end.toLongLong() >= previous);
            previous = end.toLongLong();
            QVERIFY(!table->model()
                         ->index(row, RelayTableModel::CertificateNoteColumn)
                         .data()
                         .toString()
                         .isEmpty());
        }
        // What is kept for the next start are the columns of the user.
        UiState state;
        f.window->currentPage()->saveState(state);
        views->setCurrent(u"all"_s);
        QVERIFY(table->isColumnHidden(RelayTableModel::CertificateNoteColumn));
        QVERIFY(!table->isColumnHidden(RelayTableModel::UptimeColumn));
        UiState later;
        f.window->currentPage()->saveState(later);
        QCOMPARE(state.tables.value(u"relays"_s), later.tables.value(u"relays"_s));
        views->setCurrent(u"certificates"_s);
        f.window->currentPage()->restoreState(state);
        QCOMPARE(views->current(), u"certificates"_s);
        QVERIFY(!table->isColumnHidden(RelayTableModel::CertificateNoteColumn));
    }

    void histogramsOfOneRelay()
    {
        Fixture f(60);
        f.window->showPage(u"relay"_s, u"1"_s);
        auto* open = f.find<HistogramChart>(u"relayOpenBars"_s);
        QVERIFY(!open->bins().empty());
        QVERIFY(open->summary().contains(u"checks"_s));
        HistogramChart chart(f.theme, fmt, u"Times"_s, u"checks"_s);
        LatencySummary summary;
        summary.p50 = 12.0;
        showLatencyBars(chart, {{10, 12.6, 3}, {12.6, 16, 1}}, summary);
        QCOMPARE(chart.bins().size(), 2U);
        QCOMPARE(chart.bins()[0].count, 3.0);
        showLatencyBars(chart, {}, {});
        QVERIFY(chart.summary().contains(u"no data"_s));
    }

    void incidentWithWhatWasAroundIt()
    {
        Fixture f(60);
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->showPage(u"incidents"_s);
        auto* table = f.find<TableView>(u"incidentTable"_s);
        table->selectRow(0);
        auto* latency = f.find<TimeChart>(u"incidentLatency"_s);
        auto* checks = f.find<TimeChart>(u"incidentChecks"_s);
        QVERIFY(latency->data().size() > 0);
        QVERIFY(!latency->data().flags.empty());
        QCOMPARE(checks->data().series.size(), 2U);
        auto* related = f.find<TableView>(u"incidentRelated"_s);
        QVERIFY(related->model()->rowCount() > 0);
        const auto key = related->model()->index(0, 0).data(KeyRole).toString();
        related->selectRow(0);
        related->setFocus();
        f.press(Qt::Key_Return);
        QCOMPARE(table->selectedKeys(), QVariantList{key});
        // Several at once.
        table->selectAll();
        auto* check = f.window->actions().find(u"incidents.check"_s);
        QVERIFY(check->isEnabled());
        check->trigger();
        QCOMPARE(f.engine.calls().filter(u"checkNow"_s).size(), 1);
        QVERIFY(!f.window->actions().find(u"incidents.relay"_s)->isEnabled());
        f.window->actions().find(u"incidents.acknowledge"_s)->trigger();
        QVERIFY(f.engine.calls().filter(u"acknowledgeIncidents"_s).size() == 1);
    }

    void definitionsAreThere()
    {
        Fixture f(20);
        for (const auto& [page, name] :
             {std::pair(u"relays"_s, u"relayStatesInfo"_s), std::pair(u"incidents"_s, u"incidentsInfo"_s)}) {
            f.window->showPage(page);
            QVERIFY(f.find<InfoButton>(name)->isVisible());
            QVERIFY(f.find<InfoButton>(name)->text().size() > 100);
        }
    }
};

QTEST_MAIN(TestRelayCompare)
#include "tst_relaycompare.moc"
