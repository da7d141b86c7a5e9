// SPDX-License-Identifier: GPL-3.0-or-later
// The histories on the page "Archive & sync", as a user sees them.
#include "models/syncwords.h"
#include "tests/support/fakearchive.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/lanechart.h"
#include "ui/kit/card.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/tables.h"
#include "ui/pages/archivesyncview.h"
#include "ui/pages/coverageitems.h"
#include "ui/pages/syncrangedialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

const Fmt fmt(QLocale::c(), QTimeZone::utc());
constexpr UnixMillis now{std::chrono::milliseconds(1'763'681'760'000)};

struct Scene : WindowFixture {
    explicit Scene(int relays = 30)
        : WindowFixture(relays)
    {
        window->showPage(u"archive"_s);
    }
    [[nodiscard]] TableView& table() const { return *find<TableView>(u"syncTable"_s); }
    [[nodiscard]] LaneChart& chart() const { return *find<LaneChart>(u"coverageChart"_s); }
    [[nodiscard]] QAction& action(const char* name) const
    {
        return *window->findChild<QAction*>(u"sync."_s + QString::fromLatin1(name));
    }
    [[nodiscard]] QString lastCall() const
    {
        return engine.calls().isEmpty() ? QString() : engine.calls().last();
    }
    /// Of the first row in this state.
    void select(ArchiveState state) const
    {
        for (const auto& row : engine.archive.rows) {
            if (row->state == state)
                return table().selectKeys({QVariant(row->relay.number())});
        }
        qFatal("no such row");
    }
};

CoverageInterval part(Timestamp low, Timestamp high, CoverageState state,
                      CoverageReason reason = CoverageReason::None, const QByteArray& detail = {})
{
    return {low, high, state, reason, detail, now};
}

} // namespace

class TestArchiveSync : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void model()
    {
        FakeEngine engine;
        engine.populate(30);
        SyncTableModel model(fmt);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto view = std::make_shared<ArchiveView>(engine.archive);
        model.apply(view);
        QCOMPARE(model.rowCount(), 30);
        QVERIFY(model.find(RelayId(7)) != nullptr);
        QVERIFY(model.find(RelayId(700)) == nullptr);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, SyncTableModel::StateColumn), u"Syncing"_s);
        QCOMPARE(text(2, SyncTableModel::BackToColumn), u"the beginning"_s);
        QCOMPARE(text(1, SyncTableModel::BackToColumn), Fmt::missing());
        QCOMPARE(text(6, SyncTableModel::PriorityColumn), u"high, by file"_s);
        // Only what changed is told.
        QList<QPair<int, int>> told;
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [&](const QModelIndex& from, const QModelIndex& to) {
                    told.append({from.row(), to.row()});
                });
        auto next = std::make_shared<ArchiveView>(*view);
        auto row = std::make_shared<ArchiveRow>(*next->rows[4]);
        row->figures.state = SyncState::Failed;
        row->state = ArchiveState::Failed;
        row->figures.error = u"<b>no</b>\u202e"_s; // of a stranger
        next->rows[4] = row;
        model.apply(next);
        QCOMPARE(told, (QList<QPair<int, int>>{{4, 4}}));
        QVERIFY(!text(4, SyncTableModel::ResultColumn).contains(u'\u202e'));
        next = std::make_shared<ArchiveView>(*next);
        next->rows.erase(next->rows.begin() + 3, next->rows.begin() + 9);
        model.apply(next);
        QCOMPARE(model.rowCount(), 24);
        model.apply(std::make_shared<ArchiveView>());
        QCOMPARE(model.rowCount(), 0);
    }

    void draggedRows()
    {
        FakeEngine engine;
        engine.populate(30);
        for (auto& row : engine.archive.rows) {
            auto made = std::make_shared<ArchiveRow>(*row);
            made->isOnFile = made->relay == RelayId(7);
            made->priority = made->relay.number() <= 3 ? SyncPriority::High : SyncPriority::Normal;
            row = made;
        }
        SyncTableModel model(fmt);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(std::make_shared<ArchiveView>(engine.archive));
        QList<RelayId> relays;
        auto priority = SyncPriority::Low;
        connect(&model, &SyncTableModel::priorityWanted, this,
                [&](const QList<RelayId>& wanted, SyncPriority to) {
                    relays = wanted;
                    priority = to;
                });
        const auto at = [&](int row, int column = 0) { return model.index(row, column); };
        const auto drop = [&](const QMimeData& data, const QModelIndex& onto) {
            relays.clear();
            const bool can = model.canDropMimeData(&data, Qt::CopyAction, -1, -1, onto);
            const bool did = model.dropMimeData(&data, Qt::CopyAction, -1, -1, onto);
            QCOMPARE(did, can);
            QCOMPARE(relays.isEmpty(), !did);
        };
        QVERIFY(model.mimeData({}) == nullptr);
        // Whole rows, as the table drags them; relay 3 has that priority already.
        const std::unique_ptr<QMimeData> data(
            model.mimeData({at(9), at(9, 1), at(4), at(4, 1), at(2), at(2, 1)}));
        QCOMPARE(data->text().split(u'\n').size(), 3);
        QVERIFY(data->text().startsWith(u"wss://"_s));
        drop(*data, at(0, 5));
        QCOMPARE(relays, (QList<RelayId>{RelayId(5), RelayId(10)}));
        QCOMPARE(priority, SyncPriority::High);
        drop(*data, at(6)); // high by its file
        QCOMPARE(priority, SyncPriority::High);
        drop(*data, at(20));
        QCOMPARE(relays, (QList<RelayId>{RelayId(3)}));
        QCOMPARE(priority, SyncPriority::Normal);
        drop(*data, {}); // below the last row
        QVERIFY(relays.isEmpty());
        const std::unique_ptr<QMimeData> same(model.mimeData({at(9)}));
        drop(*same, at(20)); // nothing would change
        QVERIFY(relays.isEmpty());
        // What others drag.
        QMimeData foreign;
        foreign.setText(u"wss://a.example"_s);
        drop(foreign, at(0));
        foreign.setData(model.mimeTypes().constFirst(), "4 x 4 999999999999 -1 4  77777");
        drop(foreign, at(0));
        QCOMPARE(relays, QList<RelayId>{RelayId(4)});
    }

    void priorityByDragging()
    {
        const Scene scene;
        QTRY_COMPARE(scene.table().model()->rowCount(), 30);
        auto& table = scene.table();
        table.sortByColumn(SyncTableModel::RelayColumn, Qt::AscendingOrder);
        const auto priorityAt = [&](int row) {
            return table.model()->index(row, SyncTableModel::PriorityColumn).data().toString();
        };
        int high = -1;
        int normal = -1;
        for (int row = 0; row < 12; ++row) {
            if (priorityAt(row) == u"normal"_s && normal < 0)
                normal = row;
            else if (priorityAt(row) == u"high"_s && high < 0)
                high = row;
        }
        if (high < 0) { // by keys first, as ever
            high = normal + 1;
            table.selectRow(high);
            scene.action("priorityUp").trigger();
            QCOMPARE(priorityAt(high), u"high"_s);
        }
        QVERIFY(normal >= 0 && normal != high);
        QVERIFY(table.dragEnabled());
        table.selectRow(normal);
        const std::unique_ptr<QMimeData> data(
            table.model()->mimeData(table.selectionModel()->selectedIndexes()));
        const auto calls = scene.engine.calls().size();
        const auto send = [&](int row) {
            const auto point = table.visualRect(table.model()->index(row, 1)).center();
            QDragEnterEvent enter(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(table.viewport(), &enter);
            QDragMoveEvent move(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(table.viewport(), &move);
            QDropEvent drop(point, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(table.viewport(), &drop);
            return move.isAccepted();
        };
        QVERIFY(!send(normal)); // onto itself
        QCOMPARE(scene.engine.calls().size(), calls);
        QVERIFY(send(high));
        QCOMPARE(scene.lastCall(), u"archivePriority 1 %1"_s.arg(int(SyncPriority::High)));
        QCOMPARE(priorityAt(normal), u"high"_s);
    }

    void partsInWords()
    {
        const auto text = words::coverage(
            part(0, 9, CoverageState::Failed, CoverageReason::Closed, "<b>blocked</b>\xe2\x80\xae"), fmt);
        QVERIFY(text.startsWith(u"failed: the relay refused"_s));
        QVERIFY(text.contains(u"<b>blocked</b>"_s)); // shown as plain text
        QVERIFY(!text.contains(u'\u202e'));
        QCOMPARE(words::coverage(part(0, 9, CoverageState::Complete, CoverageReason::Eose), fmt),
                 u"complete"_s);
    }

    void strips()
    {
        Theme theme(*qApp);
        ArchiveView view;
        view.asOf = now;
        view.until = toSeconds(now) - 86400;
        ArchiveRow row;
        row.relay = RelayId(5);
        row.url = "wss://five.example.com";
        std::vector<CoverageInterval> parts;
        for (Timestamp at = 0; at < 2000; ++at)
            parts.push_back(
                part(historyBegins + at * 3600, historyBegins + at * 3600 + 1800, CoverageState::Complete));
        parts.push_back(part(view.until - 10, view.until, CoverageState::Failed, CoverageReason::TimedOut));
        parts.push_back(part(0, 99, CoverageState::Truncated)); // before the axis
        row.coverage = std::make_shared<Coverage>(parts);
        CoverageItems made(view, 2, theme.colors(), fmt);
        made.add(row);
        QVERIFY(!made.isFull());
        made.add(row);
        QVERIFY(made.isFull());
        const auto data = made.take();
        QCOMPARE(data.items.size(), 2 * CoverageItems::maximumParts);
        QCOMPARE(data.from, fromSeconds(historyBegins));
        const auto gap = std::find_if(data.items.begin(), data.items.end(), [](const LaneChart::Item& item) {
            return item.shape == LaneChart::Shape::HatchedBar;
        });
        QVERIFY(gap != data.items.end()); // gaps are never left out for what is complete
        const auto asked = CoverageItems::partOf(gap->key);
        QVERIFY(asked && !asked->isComplete);
        QCOMPARE(asked->relay, RelayId(5));
        QCOMPARE(asked->high, view.until);
        QVERIFY(!CoverageItems::partOf(QVariant(3)));
    }

    void whatItShows()
    {
        const Scene scene;
        QTRY_COMPARE(scene.table().model()->rowCount(), 30);
        QVERIFY(scene.find<QLabel>(u"archiveSummary"_s)->text().contains(u"Next cycle in 11 min"_s));
        QVERIFY(scene.find<Card>(u"cardSyncComplete"_s)->detail().contains(u"30"_s));
        QTRY_VERIFY(!scene.chart().items().empty());
        // The strips are those of the rows in sight.
        const auto first = [&scene] { return scene.chart().items().front().key.toList().value(0).toUInt(); };
        const auto top = first();
        scene.table().scrollToBottom();
        QVERIFY(first() != top);
        QVERIFY(scene.action("archive").isChecked());
        // Those that work come first.
        QCOMPARE(scene.table().model()->index(0, 0).data().toString(), u"Syncing"_s);
    }

    void actions()
    {
        const Scene scene;
        QTRY_COMPARE(scene.table().model()->rowCount(), 30);
        scene.table().clearSelection();
        for (const auto* name : {"sync", "stop", "pause", "resume", "range", "priorityUp"})
            QVERIFY2(!scene.action(name).isEnabled(), name);
        scene.select(ArchiveState::Syncing);
        QVERIFY(scene.action("stop").isEnabled());
        QVERIFY(!scene.action("resume").isEnabled());
        scene.action("stop").trigger();
        QCOMPARE(scene.lastCall(), u"stopSync 1"_s);
        scene.action("sync").trigger();
        QCOMPARE(scene.lastCall(), u"syncRelays 1"_s);
        QVERIFY(!scene.engine.lastWish());
        scene.action("pause").trigger();
        QCOMPARE(scene.lastCall(), u"pauseArchive 1"_s);
        QVERIFY(scene.action("resume").isEnabled());
        scene.action("resume").trigger();
        QCOMPARE(scene.lastCall(), u"resumeArchive 1"_s);
        scene.action("priorityUp").trigger();
        QCOMPARE(scene.lastCall(), u"archivePriority 1 1"_s);
        scene.action("priorityDown").trigger();
        scene.action("priorityDown").trigger();
        scene.action("priorityDown").trigger();
        QCOMPARE(scene.lastCall(), u"archivePriority 1 -1"_s);
        scene.action("retry").trigger();
        QCOMPARE(scene.lastCall(), u"syncRelays 6"_s); // failed and limited ones
        scene.action("archive").trigger();
        QVERIFY(scene.engine.calls().contains(u"stopArchive"_s));
        QVERIFY(!scene.action("archive").isChecked());
    }

    void aClickRetriesAPart()
    {
        const Scene scene;
        QTRY_VERIFY(!scene.chart().items().empty());
        scene.select(ArchiveState::Failed);
        scene.table().scrollToBottom();
        const auto& items = scene.chart().items();
        const auto gap = std::find_if(items.begin(), items.end(), [](const LaneChart::Item& item) {
            return item.shape == LaneChart::Shape::HatchedBar;
        });
        QVERIFY(gap != items.end());
        const auto asked = *CoverageItems::partOf(gap->key);
        emit scene.chart().activated(gap->key);
        QCOMPARE(scene.lastCall(), u"syncRelays 1"_s);
        QVERIFY(scene.engine.lastWish());
        QCOMPARE(scene.engine.lastWish()->since, asked.low);
        QCOMPARE(scene.engine.lastWish()->until, asked.high);
        QCOMPARE(scene.table().selectedKeys(), (QVariantList{asked.relay.number()}));
    }

    void ranges_data()
    {
        QTest::addColumn<QString>("since");
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("method");
        QTest::addColumn<bool>("compare");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("default") << u"30d"_s << u"1d"_s << u"{}"_s << 0 << false << true;
        QTest::newRow("kinds") << u"2025-01-01"_s << u"1d"_s << u"{\"kinds\":[1]}"_s << 1 << true << true;
        QTest::newRow("reversed") << u"1d"_s << u"30d"_s << u"{}"_s << 0 << false << false;
        QTest::newRow("no time") << u"yesterday"_s << u"1d"_s << u"{}"_s << 0 << false << false;
        QTest::newRow("no filter") << u"30d"_s << u"1d"_s << u"{"_s << 0 << false << false;
        QTest::newRow("limit") << u"30d"_s << u"1d"_s << u"{\"limit\":5}"_s << 0 << false << false;
        QTest::newRow("tags by ids") << u"30d"_s << u"1d"_s << u"{\"#t\":[\"a\"]}"_s << 1 << false << false;
        QTest::newRow("tags by pages") << u"30d"_s << u"1d"_s << u"{\"#t\":[\"a\"]}"_s << 2 << false << true;
        QTest::newRow("compare by pages") << u"30d"_s << u"1d"_s << u"{}"_s << 2 << true << false;
    }

    void ranges()
    {
        QFETCH(const bool, isGood);
        QFETCH(const QString, since);
        QFETCH(const QString, until);
        QFETCH(const QString, filter);
        QFETCH(const int, method);
        QFETCH(const bool, compare);
        const Scene scene;
        scene.select(ArchiveState::Waiting);
        scene.action("range").trigger();
        auto* dialog = scene.window->findChild<SyncRangeDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->findChild<QLineEdit*>(u"syncSince"_s)->setText(since);
        dialog->findChild<QLineEdit*>(u"syncUntil"_s)->setText(until);
        dialog->findChild<QLineEdit*>(u"syncFilter"_s)->setText(filter);
        dialog->findChild<QComboBox*>(u"syncMethod"_s)->setCurrentIndex(method);
        dialog->findChild<QCheckBox*>(u"syncCompare"_s)->setChecked(compare);
        auto* start = dialog->findChild<QPushButton*>(u"syncStart"_s);
        QCOMPARE(start->isEnabled(), isGood);
        QCOMPARE(dialog->findChild<QLabel*>(u"syncProblem"_s)->text().isEmpty(), isGood);
        if (!isGood)
            return;
        start->click();
        QCOMPARE(scene.lastCall(), u"syncRelays 1"_s);
        QCOMPARE(scene.engine.lastWish()->dryRun, compare);
        QCOMPARE(int(scene.engine.lastWish()->method), method);
    }

    void nothingIsSentWithoutConsent()
    {
        const Scene scene;
        scene.select(ArchiveState::Waiting);
        scene.action("range").trigger();
        auto* dialog = scene.window->findChild<SyncRangeDialog*>();
        QVERIFY(dialog != nullptr);
        auto* start = dialog->findChild<QPushButton*>(u"syncStart"_s);
        auto* consent = dialog->findChild<QCheckBox*>(u"syncConsent"_s);
        auto* compare = dialog->findChild<QCheckBox*>(u"syncCompare"_s);
        QVERIFY(start->isEnabled() && !consent->isEnabled());
        dialog->findChild<QComboBox*>(u"syncDirection"_s)->setCurrentIndex(1);
        QVERIFY(!start->isEnabled() && consent->isEnabled());
        compare->setChecked(true);
        QVERIFY(start->isEnabled() && !consent->isEnabled());
        compare->setChecked(false);
        consent->setChecked(true);
        QVERIFY(start->isEnabled());
        start->click();
        QVERIFY(scene.engine.lastWish()->direction == SyncDirection::Up);
    }

    void emptyAndFull()
    {
        Scene scene(0);
        auto* empty = scene.find<EmptyState>(u"syncEmpty"_s);
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().startsWith(u"No history is archived"_s));
        scene.find<QPushButton>(u"syncEmptyStart"_s)->click();
        QVERIFY(scene.engine.calls().contains(u"startArchive"_s));
        QVERIFY(empty->text().startsWith(u"No relay is archived yet"_s));
        scene.engine.populate(5);
        scene.engine.archive.hold = ArchiveHold::DiskLow;
        scene.engine.publishArchive();
        QVERIFY(!empty->isVisible());
        QVERIFY(scene.find<QLabel>(u"archiveSummary"_s)->text().contains(u"The disk is nearly full"_s));
    }

    void filtered()
    {
        const Scene scene;
        QTRY_COMPARE(scene.table().model()->rowCount(), 30);
        scene.find<QLineEdit>(u"filter"_s)->setText(u"state=Failed"_s);
        QTRY_VERIFY(scene.table().model()->rowCount() < 10);
        QVERIFY(scene.table().model()->rowCount() > 0);
    }
};

QTEST_MAIN(TestArchiveSync)
#include "tst_archivesync.moc"
