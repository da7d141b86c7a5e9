// SPDX-License-Identifier: GPL-3.0-or-later
// The page "Archive", its dialogs, and what the window says of long work.
#include "models/archivedata.h"
#include "models/filepreviewmodel.h"
#include "models/kindgroupmodel.h"
#include "models/retentionsettings.h"
#include "models/taskwords.h"
#include "tests/support/fakearchive.h"
#include "tests/unit/windowfixture.h"
#include "ui/charts/timechart.h"
#include "ui/kit/card.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/tables.h"
#include "ui/kit/textdialog.h"
#include "ui/pages/archivepage.h"
#include "ui/pages/dataline.h"
#include "ui/pages/eventexportdialog.h"
#include "ui/pages/eventimportdialog.h"
#include "ui/pages/retentiondialog.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabBar>
#include <QToolButton>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

using Fixture = WindowFixture;

namespace {

RetentionDialog& openRetention(Fixture& f)
{
    if (!f.window->showPage(u"archive"_s))
        qFatal("no such page");
    f.find<QToolButton>(u"archiveButton_retention"_s)->click();
    return *f.window->findChild<RetentionDialog*>();
}

} // namespace

class TestArchive : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(anyRealWarning()); }

    void pageShowsFigures();
    void emptyStore();
    void figuresThatFail();
    void growthIsMeasured_data();
    void growthIsMeasured();
    void groupModel();
    void previewModel();
    void importComesAfterAPreview();
    void importOfNothing();
    void kinds_data();
    void kinds();
    void exportOrder();
    void nothingIsDeletedBeforeADryRun();
    void changedSettingsNeedAnotherDryRun();
    void retentionHasTheSettings();
    void dryRunThatFails();
    void tasksOfThePage_data();
    void tasksOfThePage();
    void vacuumAsks();
    void outcomes_data();
    void outcomes();
    void detailsNameFileAndLine();
    void storeProblemsAreSeenEverywhere();
    void storeThatCannotBeOpened();
};

void TestArchive::pageShowsFigures()
{
    Fixture f(20);
    QVERIFY(f.window->showPage(u"archive"_s));
    const auto value = [&](const QString& name) { return f.find<Card>(name)->value(); };
    QCOMPARE(value(u"cardArchiveEvents"_s), u"12.3 M"_s);
    QCOMPARE(value(u"cardArchiveSize"_s), u"18.4 GiB"_s);
    QVERIFY(value(u"cardArchiveGrowth"_s).contains(u"iB"_s));
    QVERIFY(value(u"cardArchiveDisk"_s).startsWith(u"92"_s));
    QVERIFY(f.find<Card>(u"cardArchiveDisk"_s)->toolTip().contains(u"full in about"_s));
    QVERIFY(f.find<Card>(u"cardArchiveGrowth"_s)->toolTip().contains(u"mean size"_s));
    QCOMPARE(f.find<TableView>(u"kindGroupTable"_s)->model()->rowCount(), int(kindGroups.size()));
    const auto& chart = f.find<TimeChart>(u"archiveChart"_s)->data();
    QCOMPARE(chart.size(), std::size_t(61 + 30)); // and the forecast
    QVERIFY(chart.value(0, 60) > chart.value(0, 30)); // it grew
    QCOMPARE(chart.value(0, 60), double(f.engine.state.vitals.databaseBytes / 100 * 97));
}

void TestArchive::emptyStore()
{
    Fixture f(0);
    QVERIFY(f.window->showPage(u"archive"_s));
    f.find<QTabBar>(u"archiveTabs"_s)->setCurrentIndex(1);
    auto* empty = f.find<EmptyState>(u"archiveEmpty"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(empty->text().contains(u"No events"_s));
    QVERIFY(f.find<QPushButton>(u"archiveEmptyImport"_s)->isVisible());
}

void TestArchive::figuresThatFail()
{
    Fixture f(20);
    f.engine.answers = FakeEngine::Answers::Fail;
    QVERIFY(f.window->showPage(u"archive"_s));
    auto* page = f.window->findChild<ArchivePage*>();
    auto* line = page->findChild<DataLine*>();
    QVERIFY(line->text().contains(u"cannot be read"_s));
    // What is known of now stays; Retry asks again.
    QVERIFY(f.find<Card>(u"cardArchiveRate"_s)->value() != Fmt::missing());
    f.engine.answers = FakeEngine::Answers::AtOnce;
    page->findChild<QPushButton*>(u"dataLineRetry"_s)->click();
    QCOMPARE(f.find<Card>(u"cardArchiveEvents"_s)->value(), u"12.3 M"_s);
    // A later failure keeps the figures.
    f.engine.answers = FakeEngine::Answers::Fail;
    emit f.engine.taskEnded(9, fakeResult({}));
    QCOMPARE(f.find<Card>(u"cardArchiveEvents"_s)->value(), u"12.3 M"_s);
    QVERIFY(line->text().contains(u"cannot be read"_s));
}

void TestArchive::growthIsMeasured_data()
{
    QTest::addColumn<QList<int>>("days"); // events by day, today last
    QTest::addColumn<int>("hoursToday"); // since the first event, when it came today
    QTest::addColumn<double>("eventsPerDay"); // 0: not measured
    QTest::newRow("nothing") << QList<int>{} << 0 << 0.0;
    QTest::newRow("half an hour") << QList<int>{10} << 0 << 0.0;
    QTest::newRow("two hours") << QList<int>{10} << 2 << 120.0;
    // Noon of today: seven whole days and a half one.
    QTest::newRow("steady") << QList<int>{9, 9, 100, 100, 100, 100, 100, 100, 100, 50} << 12 << 100.0;
    QTest::newRow("stands still") << QList<int>{100, 0, 0, 0, 0, 0, 0, 0, 0, 0} << 12 << 0.0;
}

void TestArchive::growthIsMeasured()
{
    QFETCH(const QList<int>, days);
    QFETCH(const int, hoursToday);
    QFETCH(const double, eventsPerDay);
    constexpr std::int64_t today = 20'000;
    StoreFigures figures;
    figures.asOf = fromSeconds(today * 86400 + 12 * 3600);
    figures.events = 1000;
    figures.usedBytes = 500'000;
    figures.diskFreeBytes = 5'000'000;
    for (qsizetype i = 0; i < days.size(); ++i)
        figures.days.push_back({today - std::int64_t(days.size() - 1 - i), quint64(days[i])});
    if (days.size() == 1)
        figures.firstArrival = figures.asOf - std::chrono::hours(hoursToday) - std::chrono::minutes(1);
    else if (!days.isEmpty())
        figures.firstArrival = fromSeconds((today - std::int64_t(days.size()) + 1) * 86400);
    FakeEngine engine;
    engine.answers = FakeEngine::Answers::Never;
    ArchiveData data(engine);
    data.refresh();
    emit engine.storeFiguresRead(1, std::make_shared<const StoreFigures>(figures));
    const auto growth = data.growth();
    if (eventsPerDay == 0.0) {
        QVERIFY(!growth || growth->eventsPerDay == 0);
        QVERIFY(!data.daysUntilFull());
        return;
    }
    QVERIFY(growth);
    QVERIFY(std::abs(growth->eventsPerDay - eventsPerDay) < eventsPerDay * 0.02);
    QVERIFY(std::abs(growth->bytesPerDay - eventsPerDay * 500) < eventsPerDay * 10);
    QVERIFY(std::abs(*data.daysUntilFull() - 5'000'000 / (eventsPerDay * 500)) < 2);
}

void TestArchive::groupModel()
{
    KindGroupModel model(Fmt(QLocale::c(), QTimeZone::utc()));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    FakeEngine engine;
    engine.populate(3);
    auto figures = *fakeFigures(engine.state);
    model.apply(figures);
    QCOMPARE(model.rowCount(), 8);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, KindGroupModel::GroupColumn), u"Notes and articles"_s);
    QCOMPARE(text(0, KindGroupModel::ShareColumn), u"42.00 %"_s);
    QCOMPARE(text(0, KindGroupModel::FloorColumn), u"no limit"_s);
    QVERIFY(text(1, KindGroupModel::FloorColumn).startsWith(u"2025-05-"_s));
    QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), u"Kinds 1, 1111, 30023"_s);
    QCOMPARE(model.index(3, 0).data(Qt::ToolTipRole).toString(), u"Kinds 5000–7000"_s);
    figures.groups.erase(figures.groups.begin() + 2, figures.groups.begin() + 4);
    model.apply(figures);
    QCOMPARE(model.rowCount(), 6);
    model.apply(StoreFigures());
    QCOMPARE(model.rowCount(), 0);
}

void TestArchive::previewModel()
{
    FilePreviewModel model(Fmt(QLocale::c(), QTimeZone::utc()));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    FilePreview::Row bad;
    bad.line = 2;
    bad.problem = InvalidReason::Malformed;
    bad.excerpt = u"<b>no</b>\u202e event"_s;
    model.setRows({{1, 7, 1'700'000'000, {}, u"+"_s}, bad});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, FilePreviewModel::VerdictColumn).data().toString(), u"no event"_s);
    QCOMPARE(model.index(1, FilePreviewModel::KindColumn).data().toString(), Fmt::missing());
    QVERIFY(!model.index(1, FilePreviewModel::TextColumn).data().toString().contains(u'\u202e'));
}

void TestArchive::importComesAfterAPreview()
{
    Fixture f(5);
    f.window->openArguments({u"/data/a.jsonl"_s, u"/data/b.jsonl.zst"_s}, {});
    auto* dialog = f.window->findChild<EventImportDialog*>();
    QVERIFY(dialog);
    QVERIFY(f.engine.calls().contains(u"previewImport /data/b.jsonl.zst"_s));
    const auto summary = dialog->findChild<QLabel*>(u"importSummary"_s)->text();
    QVERIFY2(summary.contains(u"the first 500 lines looked at, 498 are events; no event: 2"_s),
             qPrintable(summary));
    QVERIFY(!f.engine.calls().join(u' ').contains(u"importFiles"_s));
    auto* import = dialog->findChild<QPushButton*>(u"import"_s);
    QVERIFY(import->isEnabled());
    import->click();
    QVERIFY(f.engine.calls().contains(u"importFiles /data/a.jsonl /data/b.jsonl.zst"_s));
    f.engine.endTask(1);
    auto* bar = f.window->messages().find(u"task1"_s);
    QVERIFY(bar);
    QCOMPARE(bar->tone(), Tone::Warning); // some were invalid
    QCOMPARE(
        bar->text(),
        u"Import of a.jsonl: 9000 stored, 990 duplicate, 10 invalid (no event: 8, wrong signature: 2)."_s);
}

void TestArchive::importOfNothing()
{
    Fixture f(5);
    f.window->openArguments({u"/data/missing.jsonl"_s}, {});
    auto* dialog = f.window->findChild<EventImportDialog*>();
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton*>(u"import"_s)->isEnabled());
    QVERIFY(dialog->findChild<QLabel*>(u"importSummary"_s)->text().contains(u"cannot be opened"_s));
}

void TestArchive::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count"); // −1: refused
    QTest::newRow("empty") << QString() << 0;
    QTest::newRow("blanks") << u" , ,"_s << 0;
    QTest::newRow("list") << u"1, 7,30023"_s << 3;
    QTest::newRow("range") << u"5000-5999"_s << 1000;
    QTest::newRow("too many") << u"0-65535"_s << -1;
    QTest::newRow("backwards") << u"7-1"_s << -1;
    QTest::newRow("negative") << u"-1"_s << -1;
    QTest::newRow("too high") << u"65536"_s << -1;
    QTest::newRow("words") << u"notes"_s << -1;
    QTest::newRow("three ends") << u"1-2-3"_s << -1;
    QTest::newRow("absurd") << u"99999999999999999999"_s << -1;
}

void TestArchive::kinds()
{
    QFETCH(const QString, text);
    QFETCH(const int, count);
    const auto parsed = parseKinds(text);
    QCOMPARE(bool(parsed), count >= 0);
    if (parsed)
        QCOMPARE(int(parsed->size()), count);
    else
        QVERIFY(!parsed.error().isEmpty());
}

void TestArchive::exportOrder()
{
    Fixture f(5);
    QVERIFY(f.window->showPage(u"archive"_s));
    f.find<QToolButton>(u"archiveButton_export"_s)->click();
    auto* dialog = f.window->findChild<EventExportDialog*>();
    QVERIFY(dialog);
    auto* button = dialog->findChild<QPushButton*>(u"export"_s);
    QVERIFY(button->isEnabled());
    dialog->findChild<QLineEdit*>(u"exportFilter"_s)->setText(u"{\"kinds\":"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(!dialog->findChild<QLabel*>(u"exportProblem"_s)->text().isEmpty());
    dialog->findChild<QLineEdit*>(u"exportFilter"_s)->setText(u"{\"#t\":[\"nostr\"]}"_s);
    dialog->findChild<QLineEdit*>(u"exportKinds"_s)->setText(u"1, 6-7"_s);
    dialog->findChild<QComboBox*>(u"exportRange"_s)->setCurrentIndex(1);
    dialog->findChild<QComboBox*>(u"exportFormat"_s)->setCurrentIndex(1);
    const auto order = dialog->order();
    QVERIFY(order);
    QCOMPARE(order->filter.kinds->size(), std::size_t(3));
    QVERIFY(order->filter.tags.contains('t'));
    QCOMPARE(*order->filter.until - *order->filter.since, Timestamp(86400 - 1));
    QVERIFY(order->format == ExportFormat::Csv);
    QVERIFY(order->file.endsWith(u".csv"_s));
    button->click();
    QVERIFY(f.engine.lastOrder().kind == TaskKind::Export);
    QCOMPARE(f.engine.lastOrder().file, order->file);
    // In the list of tasks, with its unit.
    QCOMPARE(f.window->tasks().activeCount(), 1);
    QVERIFY(f.window->tasks().tasks().front().info.unit == TaskUnit::Events);
    f.engine.endTask(1, TaskEnd::Cancelled);
    QCOMPARE(f.window->messages().find(u"task1"_s)->tone(), Tone::Info);
    QCOMPARE(f.window->tasks().tasks().front().state, Task::State::Cancelled);
}

void TestArchive::nothingIsDeletedBeforeADryRun()
{
    Fixture f(5);
    auto* dialog = &openRetention(f);
    auto* dryRun = dialog->findChild<QPushButton*>(u"retentionDryRun"_s);
    auto* remove = dialog->findChild<QPushButton*>(u"retentionDelete"_s);
    // The default of the settings.
    QVERIFY(dialog->findChild<QCheckBox*>(u"retentionHasBudget"_s)->isChecked());
    QVERIFY(dryRun->isEnabled() && !remove->isEnabled());
    dialog->findChild<QCheckBox*>(u"retentionHasBudget"_s)->setChecked(false);
    QVERIFY(!dryRun->isEnabled() && !remove->isEnabled());
    dialog->findChild<QCheckBox*>(u"retentionOn_reactions"_s)->setChecked(true);
    dialog->findChild<QSpinBox*>(u"retentionDays_reactions"_s)->setValue(90);
    dialog->findChild<QCheckBox*>(u"retentionHasBudget"_s)->setChecked(true);
    QVERIFY(dryRun->isEnabled() && !remove->isEnabled());
    dryRun->click();
    const auto now = toSeconds(f.engine.state.asOf);
    QCOMPARE(f.engine.lastPolicy().floors.at(KindGroup::Reactions), now - 90 * 86400);
    QCOMPARE(*f.engine.lastPolicy().sizeBudgetBytes, 20ULL << 30);
    const auto text = dialog->findChild<QLabel*>(u"retentionResult"_s)->text();
    QVERIFY2(text.startsWith(u"Would delete 704331 event"_s)
                 && text.contains(u"about 1.9 GiB; oldest kept 2025-08-22 00:00:00 UTC."_s),
             qPrintable(text));
    QVERIFY(remove->isEnabled());
    remove->click();
    auto* confirmed = f.window->findChild<QPushButton*>(u"retentionConfirmed"_s);
    QVERIFY(confirmed);
    QVERIFY(!f.engine.calls().contains(u"startStoreTask 2"_s));
    confirmed->click();
    QVERIFY(f.engine.calls().contains(u"startStoreTask %1"_s.arg(int(TaskKind::Retention))));
    QCOMPARE(f.engine.lastOrder().policy.floors, f.engine.lastPolicy().floors);
    f.engine.endTask(1);
    QVERIFY(f.window->messages().find(u"task1"_s)->text().contains(u"704331 event"_s));
}

void TestArchive::changedSettingsNeedAnotherDryRun()
{
    Fixture f(5);
    auto& dialog = openRetention(f);
    auto* remove = dialog.findChild<QPushButton*>(u"retentionDelete"_s);
    dialog.findChild<QCheckBox*>(u"retentionSuperseded"_s)->setChecked(true);
    dialog.findChild<QPushButton*>(u"retentionDryRun"_s)->click();
    QVERIFY(remove->isEnabled());
    dialog.findChild<QCheckBox*>(u"retentionVanished"_s)->setChecked(true);
    QVERIFY(!remove->isEnabled());
    // An answer to the settings of before says nothing about these.
    f.engine.answers = FakeEngine::Answers::Never;
    dialog.findChild<QPushButton*>(u"retentionDryRun"_s)->click();
    const auto tokens = f.engine.cancelled().size();
    dialog.findChild<QCheckBox*>(u"retentionVanished"_s)->setChecked(false);
    QCOMPARE(f.engine.cancelled().size(), tokens + 1);
    QVERIFY(!remove->isEnabled());
    dialog.findChild<QCheckBox*>(u"retentionHasCopies"_s)->setChecked(true);
    QVERIFY(!dialog.findChild<QPushButton*>(u"retentionDryRun"_s)->isEnabled()); // no folder yet
}

/// The window of retention, that of all settings and the command line have the same values.
void TestArchive::retentionHasTheSettings()
{
    Fixture f(5);
    auto& settings = f.window->settings();
    settings.change({{u"retention/keepZaps"_s, u"30"_s},
                     {u"retention/sizeGiB"_s, u"2.5"_s},
                     {u"retention/honourVanish"_s, u"true"_s},
                     {u"retention/archiveFolder"_s, u"/copies/a b"_s}});
    auto* dialog = &openRetention(f);
    const auto now = toSeconds(f.engine.state.asOf);
    auto expected = retentionPolicy(settings.values(), now);
    QCOMPARE(dialog->policy().floors, expected.floors);
    QCOMPARE(dialog->policy().floors.at(KindGroup::Zaps), now - 30 * 86400);
    QCOMPARE(*dialog->policy().sizeBudgetBytes, 5ULL << 29);
    QVERIFY(dialog->policy().trim.vanished && !dialog->policy().trim.superseded);
    QCOMPARE(dialog->policy().archiveFolder, u"/copies/a b"_s);
    // Changed in the other window meanwhile: followed, and the plan is void.
    dialog->findChild<QPushButton*>(u"retentionDryRun"_s)->click();
    QVERIFY(dialog->findChild<QPushButton*>(u"retentionDelete"_s)->isEnabled());
    settings.change(u"retention/keepZaps"_s, u"0"_s);
    QVERIFY(dialog->policy().floors.empty());
    QVERIFY(!dialog->findChild<QPushButton*>(u"retentionDelete"_s)->isEnabled());
    // Chosen here: kept by a dry run, not before.
    dialog->findChild<QCheckBox*>(u"retentionOn_notes"_s)->setChecked(true);
    dialog->findChild<QSpinBox*>(u"retentionDays_notes"_s)->setValue(90);
    dialog->findChild<QCheckBox*>(u"retentionHasBudget"_s)->setChecked(false);
    dialog->findChild<QCheckBox*>(u"retentionHasCopies"_s)->setChecked(false);
    QCOMPARE(settings.values().number(u"retention/keepNotes"), 0);
    QSignalSpy stored(&settings, &SettingsHub::stored);
    dialog->findChild<QPushButton*>(u"retentionDryRun"_s)->click();
    QCOMPARE(stored.count(), 1);
    QCOMPARE(settings.values().number(u"retention/keepNotes"), 90);
    QCOMPARE(settings.values().decimal(u"retention/sizeGiB"), 0.0);
    QCOMPARE(settings.values().value(u"retention/archiveFolder"), QString());
    QVERIFY(dialog->findChild<QPushButton*>(u"retentionDelete"_s)->isEnabled()); // the plan stands
    const QPointer<RetentionDialog> closed(dialog);
    dialog->close();
    QTRY_VERIFY(!closed);
    dialog = &openRetention(f);
    QCOMPARE(dialog->findChild<QSpinBox*>(u"retentionDays_notes"_s)->value(), 90);
    QVERIFY(!dialog->findChild<QCheckBox*>(u"retentionHasBudget"_s)->isChecked());
}

void TestArchive::dryRunThatFails()
{
    Fixture f(5);
    f.engine.answers = FakeEngine::Answers::Fail;
    auto& dialog = openRetention(f);
    dialog.findChild<QCheckBox*>(u"retentionOn_notes"_s)->setChecked(true);
    dialog.findChild<QPushButton*>(u"retentionDryRun"_s)->click();
    QVERIFY(dialog.findChild<QLabel*>(u"retentionResult"_s)->text().contains(u"locked"_s));
    QVERIFY(!dialog.findChild<QPushButton*>(u"retentionDelete"_s)->isEnabled());
    QVERIFY(dialog.findChild<QPushButton*>(u"retentionDryRun"_s)->isEnabled());
}

void TestArchive::tasksOfThePage_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<TaskKind>("kind");
    QTest::newRow("compress") << u"archive.compress"_s << TaskKind::Compress;
    QTest::newRow("check") << u"archive.check"_s << TaskKind::Check;
    QTest::newRow("verify") << u"archive.verify"_s << TaskKind::Verify;
}

void TestArchive::tasksOfThePage()
{
    QFETCH(const QString, action);
    QFETCH(const TaskKind, kind);
    Fixture f(5);
    QVERIFY(f.window->showPage(u"archive"_s));
    f.window->actions().find(action)->trigger();
    QVERIFY(f.engine.lastOrder().kind == kind);
    QCOMPARE(f.window->tasks().activeCount(), 1);
    const auto asked = f.engine.calls().count(u"readStoreFigures"_s);
    f.engine.endTask(1);
    QCOMPARE(f.window->tasks().activeCount(), 0);
    QCOMPARE(f.engine.calls().count(u"readStoreFigures"_s), asked + 1); // its work shows
    QCOMPARE(f.window->messages().find(u"task1"_s)->tone(), Tone::Ok);
}

void TestArchive::vacuumAsks()
{
    Fixture f(5);
    QVERIFY(f.window->showPage(u"archive"_s));
    f.window->actions().find(u"archive.vacuum"_s)->trigger();
    QCOMPARE(f.window->tasks().activeCount(), 0);
    f.window->findChild<QPushButton*>(u"vacuumConfirmed"_s)->click();
    QVERIFY(f.engine.lastOrder().kind == TaskKind::Vacuum);
    QVERIFY(!f.window->tasks().tasks().front().info.canPause);
}

void TestArchive::outcomes_data()
{
    QTest::addColumn<TaskKind>("kind");
    QTest::addColumn<TaskEnd>("end");
    QTest::addColumn<bool>("hasFigures");
    QTest::addColumn<QString>("text");
    QTest::newRow("backup") << TaskKind::Backup << TaskEnd::Done << true << u"18.4 GiB."_s;
    QTest::newRow("backup cancelled")
        << TaskKind::Backup << TaskEnd::Cancelled << false << u"Cancelled. No file was written."_s;
    QTest::newRow("retention cancelled early")
        << TaskKind::Retention << TaskEnd::Cancelled << false << u"Cancelled. Nothing was deleted."_s;
    QTest::newRow("failed") << TaskKind::Export << TaskEnd::Failed << false << u"The disk is full."_s;
    QTest::newRow("check") << TaskKind::Check << TaskEnd::Done << true << u"the database is whole."_s;
    QTest::newRow("vacuum") << TaskKind::Vacuum << TaskEnd::Done << true
                            << u"18.4 GiB before, 14.8 GiB now."_s;
    QTest::newRow("verify") << TaskKind::Verify << TaskEnd::Done << true << u"12345678 good, 0 bad."_s;
}

void TestArchive::outcomes()
{
    QFETCH(const TaskKind, kind);
    QFETCH(const TaskEnd, end);
    QFETCH(const bool, hasFigures);
    QFETCH(const QString, text);
    StoreTaskOrder order;
    order.kind = kind;
    auto result = fakeResult(order);
    result.end = end;
    if (end == TaskEnd::Failed)
        result.error = text;
    if (!hasFigures)
        result.figures = {};
    QCOMPARE(words::taskOutcome(result, Fmt(QLocale::c(), QTimeZone::utc())), text);
}

void TestArchive::detailsNameFileAndLine()
{
    StoreTaskOrder order;
    order.kind = TaskKind::Import;
    order.file = u"/data/a.jsonl"_s;
    const auto details = words::taskDetails(fakeResult(order), Fmt(QLocale::c(), QTimeZone::utc()));
    QCOMPARE(details.size(), 3);
    QCOMPARE(details[1], u"/data/a.jsonl, line 407: wrong signature"_s);
    QVERIFY(details[2].contains(u"8 more"_s));
}

void TestArchive::storeProblemsAreSeenEverywhere()
{
    Fixture f(5);
    f.engine.state.vitals.storeError = u"The disk is full. Free some space; what waits is kept."_s;
    f.engine.publish();
    for (const auto& page : {u"archive"_s, u"logs"_s}) { // the overview names it at the top
        QVERIFY(f.window->showPage(page));
        QTRY_VERIFY(f.window->messages().find(u"store"_s));
        auto* bar = f.window->messages().find(u"store"_s);
        QCOMPARE(bar->tone(), Tone::Error);
        QVERIFY(bar->text().contains(u"The disk is full"_s));
    }
    const auto buttons = f.window->messages().find(u"store"_s)->findChildren<QAbstractButton*>();
    const auto retry = std::find_if(buttons.begin(), buttons.end(),
                                    [](auto* button) { return button->text().contains(u"Retry"_s); });
    QVERIFY(retry != buttons.end());
    (*retry)->click();
    QVERIFY(f.engine.calls().contains(u"retryStore"_s));
    f.engine.state.vitals.storeError.clear();
    f.engine.publish();
    QTRY_VERIFY(!f.window->messages().find(u"store"_s));
}

void TestArchive::storeThatCannotBeOpened()
{
    Fixture f(5);
    emit f.engine.storeUnavailable(u"The database is damaged. Restore a backup."_s);
    auto* bar = f.window->messages().find(u"unavailable"_s);
    QVERIFY(bar && bar->tone() == Tone::Error);
    const auto buttons = bar->findChildren<QAbstractButton*>();
    for (auto* button : buttons) {
        if (button->text().contains(u"Retry"_s))
            button->click();
    }
    QVERIFY(f.engine.calls().contains(u"retryStore"_s));
}

QTEST_MAIN(TestArchive)
#include "tst_archive.moc"
