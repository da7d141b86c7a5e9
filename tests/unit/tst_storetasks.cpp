// SPDX-License-Identifier: GPL-3.0-or-later
// Long work on the store of a running engine: a real file, the real writer beside it.
#include "core/storage/retentionrun.h"
#include "core/storage/storefigures.h"
#include "tests/support/eventfactory.h"
#include "tests/support/storefixture.h"
#include "tests/unit/runningengine.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString& path, const QList<QByteArray>& lines)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lines.join('\n') + '\n');
}

/// Runs a task to its end and gives what it said.
template <typename Start> TaskResult resultOf(Engine& engine, Start start)
{
    QSignalSpy ended(&engine, &EngineLink::taskEnded);
    QSignalSpy changed(&engine, &EngineLink::taskChanged);
    const int task = start();
    const auto isEnd = [&] {
        return std::any_of(changed.begin(), changed.end(),
                           [task](const auto& one) { return one[0].toInt() == task && one[4].toBool(); });
    };
    if (!QTest::qWaitFor(isEnd, test::patienceMs))
        qFatal("the task does not end");
    for (const auto& one : ended) {
        if (one[0].toInt() == task)
            return one[1].value<TaskResult>();
    }
    qFatal("the task says nothing");
}

StoreTaskOrder orderOf(TaskKind kind, const QString& file = {})
{
    StoreTaskOrder order;
    order.kind = kind;
    order.file = file;
    return order;
}

} // namespace

class TestStoreTasks : public QObject {
    Q_OBJECT

private slots:
    void init();
    void importTellsCountsAndLines();
    void importsOneAfterTheOther();
    void previewStoresNothing();
    void exportsWhatMatches();
    void exportFails_data();
    void exportFails();
    void retentionBesideCollection();
    void retentionCancelledBetweenSlices();
    void failedCopyLowersTheFloors();
    void backupCheckVerifyCompressVacuum();
    void oneWritingTaskAtATime();
    void figures();
    void logPages();
    void fileThatDisappears();
    void retryOpensTheStore();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"t.sqlite"_s); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder->filePath(name); }
    QStringList fill(Engine& engine, int count);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<Event> m_events;
};

void TestStoreTasks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QStringList TestStoreTasks::fill(Engine& engine, int count)
{
    test::EventFactory factory(3, 40);
    factory.setTime(1'700'000'000, 3600);
    m_events = factory.take(count);
    write(file(u"all.jsonl"_s), test::toLines(m_events));
    const auto result = resultOf(engine, [&] { return engine.importFiles({file(u"all.jsonl"_s)}); });
    if (result.end != TaskEnd::Done)
        qFatal("not imported");
    return {file(u"all.jsonl"_s)};
}

void TestStoreTasks::importTellsCountsAndLines()
{
    test::Running running(path());
    test::EventFactory factory(1, 10);
    auto lines = test::toLines(factory.take(20));
    lines.insert(4, "this is no event"); // line 5
    auto forged = lines[10];
    forged.replace("\"content\":\"", "\"content\":\"x");
    lines[10] = forged; // line 11
    lines.append(lines.first());
    write(file(u"mixed.jsonl"_s), lines);
    write(file(u"second.jsonl"_s), {"", "{}"});
    const auto result = resultOf(running.engine(), [&] {
        return running.engine().importFiles({file(u"mixed.jsonl"_s), file(u"second.jsonl"_s)});
    });
    QCOMPARE(result.end, TaskEnd::Done);
    const auto import = std::get<ImportResult>(result.figures);
    QCOMPARE(import.read, 23U);
    QCOMPARE(import.stored, 19U);
    QCOMPARE(import.duplicate, 1U);
    QCOMPARE(import.invalidTotal(), 3U);
    QCOMPARE(import.faults.size(), 3U);
    const auto has = [&](const QString& name, quint64 line, InvalidReason reason) {
        return std::any_of(import.faults.begin(), import.faults.end(), [&](const auto& fault) {
            return fault.file == file(name) && fault.line == line && fault.reason == reason;
        });
    };
    QVERIFY(has(u"mixed.jsonl"_s, 5, InvalidReason::Malformed));
    QVERIFY(has(u"mixed.jsonl"_s, 11, InvalidReason::BadId));
    QVERIFY(has(u"second.jsonl"_s, 2, InvalidReason::Malformed));
}

void TestStoreTasks::importsOneAfterTheOther()
{
    test::Running running(path());
    auto& engine = running.engine();
    test::EventFactory factory(2, 10);
    const auto lines = test::toLines(factory.take(60));
    write(file(u"a.jsonl"_s), lines.mid(0, 40));
    write(file(u"b.jsonl"_s), lines.mid(30, 30));
    QSignalSpy ended(&engine, &EngineLink::taskEnded);
    engine.importFiles({file(u"a.jsonl"_s)});
    engine.importFiles({file(u"b.jsonl"_s)});
    const int third = engine.importFiles({file(u"missing.jsonl"_s)});
    engine.cancelTask(third);
    QTRY_COMPARE(ended.size(), 3);
    std::map<int, TaskResult> results;
    for (const auto& one : ended)
        results[one[0].toInt()] = one[1].value<TaskResult>();
    QCOMPARE(std::get<ImportResult>(results[1].figures).stored, 40U);
    QCOMPARE(std::get<ImportResult>(results[2].figures).stored, 20U);
    QCOMPARE(std::get<ImportResult>(results[2].figures).duplicate, 10U);
    QVERIFY(results[third].end != TaskEnd::Done);
}

void TestStoreTasks::previewStoresNothing()
{
    test::Running running(path());
    auto& engine = running.engine();
    QSignalSpy previewed(&engine, &EngineLink::importPreviewed);
    const auto preview = [&](const QString& name) {
        previewed.clear();
        engine.previewImport(engine.takeToken(), file(name));
        (void)previewed.wait(test::patienceMs);
        return previewed.value(0).value(1).value<std::shared_ptr<const FilePreview>>();
    };
    test::EventFactory factory(4, 10);
    auto lines = test::toLines(factory.take(30));
    lines.insert(2, "nonsense");
    write(file(u"p.jsonl"_s), lines);
    const auto shown = preview(u"p.jsonl"_s);
    QVERIFY(shown);
    QCOMPARE(shown->looked, 31U);
    QCOMPARE(shown->events, 30U);
    QVERIFY(shown->isWhole);
    QVERIFY(shown->rows.at(2).problem == InvalidReason::Malformed);
    QCOMPARE(shown->rows.at(2).line, 3U);
    QCOMPARE(shown->rows.size(), FilePreview::maximumRows);
    QVERIFY(preview(u"missing.jsonl"_s)->fault.contains("cannot be opened"_L1));
    QVERIFY(test::storedIds(path()).empty());
}

void TestStoreTasks::exportsWhatMatches()
{
    test::Running running(path());
    auto& engine = running.engine();
    fill(engine, 300);
    auto order = orderOf(TaskKind::Export, file(u"out.jsonl"_s));
    order.filter.kinds = {1};
    order.filter.since = m_events[50].createdAt;
    const auto result = resultOf(engine, [&] { return engine.startStoreTask(order); });
    QCOMPARE(result.end, TaskEnd::Done);
    const auto expected = std::count_if(m_events.begin(), m_events.end(),
                                        [&](const Event& event) { return order.filter.matches(event); });
    QVERIFY(expected > 0);
    QCOMPARE(std::get<ExportResult>(result.figures).events, quint64(expected));
    QFile out(order.file);
    QVERIFY(out.open(QIODevice::ReadOnly));
    QCOMPARE(out.readAll().count('\n'), expected);
    order.format = ExportFormat::Csv;
    order.file = file(u"out.csv"_s);
    QCOMPARE(resultOf(engine, [&] { return engine.startStoreTask(order); }).end, TaskEnd::Done);
    QFile csv(order.file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QVERIFY(csv.readLine().startsWith("id,pubkey"));
}

void TestStoreTasks::exportFails_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("the database") << u"t.sqlite"_s << u"the database itself"_s;
    QTest::newRow("no folder") << u"missing/out.jsonl"_s << u"cannot be written"_s;
}

void TestStoreTasks::exportFails()
{
    QFETCH(const QString, name);
    QFETCH(const QString, says);
    test::Running running(path());
    auto& engine = running.engine();
    fill(engine, 10);
    const auto result =
        resultOf(engine, [&] { return engine.startStoreTask(orderOf(TaskKind::Export, file(name))); });
    QCOMPARE(result.end, TaskEnd::Failed);
    QVERIFY2(result.error.contains(says), qPrintable(result.error));
    QCOMPARE(test::storedIds(path()).size(), 10U);
}

/// An import goes on while retention removes: both are whole at the end, and the check finds nothing.
void TestStoreTasks::retentionBesideCollection()
{
    {
        test::Running running(path());
        auto& engine = running.engine();
        fill(engine, 2000);
        auto order = orderOf(TaskKind::Retention);
        order.policy.now = m_events.back().createdAt + 10;
        order.policy.archiveFolder = file(u"copies"_s);
        for (const auto group : kindGroups)
            order.policy.floors[group] = m_events[1000].createdAt;
        test::EventFactory factory(77, 40);
        factory.setTime(m_events[900].createdAt, 600); // some below the floor, most above
        const auto later = factory.take(1500);
        write(file(u"later.jsonl"_s), test::toLines(later));
        QSignalSpy ended(&engine, &EngineLink::taskEnded);
        engine.startStoreTask(order);
        engine.importFiles({file(u"later.jsonl"_s)});
        QTRY_COMPARE(ended.size(), 2);
        const auto floor = m_events[1000].createdAt / 3600 * 3600;
        std::set<QByteArray> expected;
        for (const auto* events : std::initializer_list<const std::vector<Event>*>{&m_events, &later}) {
            for (const auto& event : *events) {
                if (event.createdAt >= floor)
                    expected.insert(event.id.view().toByteArray());
            }
        }
        // What was stored before the floors rose and after the plan was made goes too.
        QVERIFY(test::storedIds(path()) == expected);
        const auto check = resultOf(engine, [&] { return engine.startStoreTask(orderOf(TaskKind::Check)); });
        QCOMPARE(check.end, TaskEnd::Done);
        QCOMPARE(std::get<CheckResult>(check.figures).problems, QStringList());
    }
}

void TestStoreTasks::retentionCancelledBetweenSlices()
{
    test::StoreFixture store;
    std::vector<VerifiedEvent> events;
    for (int i = 0; i < 3000; ++i)
        events.push_back(test::verified(test::inventEvent(std::uint64_t(i), 1, 1'700'000'000 + i)));
    store.commit(events);
    RetentionPolicy policy;
    policy.now = 1'800'000'000;
    policy.floors[KindGroup::Notes] = 1'700'003'600;
    const auto reader = store.openReader();
    int slices = 0;
    std::uint64_t next = 10'000;
    // The writer does other work between two slices.
    const WriterAccess access = [&](const std::function<void(StoreWriter&)>& function) {
        function(store.writer());
        store.commit({test::verified(test::inventEvent(next++, 1, 1'750'000'000))});
    };
    quint64 removed = 0;
    const auto result = applyRetention(access, *reader, policy, [&](quint64 done, quint64) {
        removed = done;
        return ++slices < 4;
    });
    QVERIFY(result);
    QVERIFY(removed > 0 && removed < 3000);
    QCOMPARE(result->events, removed);
    QVERIFY(result->left > 0);
    QVERIFY(store.writer().floors().isBelow(1, 1'700'002'000)); // the next run goes on
    const auto rest = applyRetention(access, *reader, policy);
    QVERIFY(rest);
    QCOMPARE(rest->left, 0U);
    QCOMPARE(rest->events + removed, 2800U); // the last hour has begun: it stays
    const auto problems = checkDatabase(*reader);
    QVERIFY(problems);
    QCOMPARE(*problems, QStringList());
}

void TestStoreTasks::failedCopyLowersTheFloors()
{
    test::StoreFixture store;
    store.commit({test::verified(test::inventEvent(1, 1, 1'700'000'000))});
    RetentionPolicy policy;
    policy.now = 1'800'000'000;
    policy.floors[KindGroup::Notes] = 1'750'000'000;
    QFile blocker(file(u"no-folder"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    policy.archiveFolder = blocker.fileName();
    const auto reader = store.openReader();
    const auto result = applyRetention(directAccess(store.writer()), *reader, policy);
    QVERIFY(!result);
    QCOMPARE(result.error().code, StoreErrorCode::ArchiveFailed);
    QVERIFY(!store.writer().floors().isBelow(1, 1'700'000'000));
    QCOMPARE(store.storedIds().size(), 1U);
}

void TestStoreTasks::backupCheckVerifyCompressVacuum()
{
    test::Running running(path());
    auto& engine = running.engine();
    fill(engine, 400);
    const auto run = [&](TaskKind kind, const QString& name = {}) {
        return resultOf(
            engine, [&] { return engine.startStoreTask(orderOf(kind, name.isEmpty() ? name : file(name))); });
    };
    const auto backup = run(TaskKind::Backup, u"copy.sqlite"_s);
    QCOMPARE(backup.end, TaskEnd::Done);
    QVERIFY(test::storedIds(file(u"copy.sqlite"_s)) == test::storedIds(path()));
    QCOMPARE(std::get<BackupResult>(backup.figures).bytes, quint64(QFileInfo(file(u"copy.sqlite"_s)).size()));
    const auto again = run(TaskKind::Backup, u"copy.sqlite"_s);
    QCOMPARE(again.end, TaskEnd::Failed);
    QVERIFY(again.error.contains("already"_L1));
    const auto verified = run(TaskKind::Verify);
    QCOMPARE(std::get<VerifyReport>(verified.figures).ok, 400U);
    QCOMPARE(run(TaskKind::Compress).end, TaskEnd::Done);
    const auto vacuum = run(TaskKind::Vacuum);
    QCOMPARE(vacuum.end, TaskEnd::Done);
    QVERIFY(std::get<VacuumResult>(vacuum.figures).bytes > 0);
    const auto check = run(TaskKind::Check);
    QCOMPARE(check.end, TaskEnd::Done);
    QVERIFY(std::get<CheckResult>(check.figures).problems.isEmpty());
    QCOMPARE(test::storedIds(path()).size(), 400U);
}

void TestStoreTasks::oneWritingTaskAtATime()
{
    test::Running running(path());
    auto& engine = running.engine();
    fill(engine, 50);
    QSignalSpy ended(&engine, &EngineLink::taskEnded);
    const int first = engine.startStoreTask(orderOf(TaskKind::Backup, file(u"one.sqlite"_s)));
    engine.pauseTask(first, true);
    const int second = engine.startStoreTask(orderOf(TaskKind::Compress));
    engine.pauseTask(first, false);
    QTRY_COMPARE(ended.size(), 2);
    for (const auto& one : ended) {
        const auto result = one[1].value<TaskResult>();
        // The first may have been over before the second came.
        if (one[0].toInt() == second && result.end == TaskEnd::Failed)
            QVERIFY(result.error.contains("Another task"_L1));
        else
            QCOMPARE(result.end, TaskEnd::Done);
    }
}

void TestStoreTasks::figures()
{
    test::Running running(path());
    auto& engine = running.engine();
    fill(engine, 300);
    QSignalSpy read(&engine, &EngineLink::storeFiguresRead);
    engine.readStoreFigures(engine.takeToken());
    QVERIFY(read.wait(test::patienceMs));
    const auto figures = read[0][1].value<std::shared_ptr<const StoreFigures>>();
    QCOMPARE(figures->events, 300U);
    quint64 events = 0;
    quint64 bytes = 0;
    quint64 content = 0;
    for (const auto& group : figures->groups) {
        events += group.events;
        bytes += group.bytes;
        content += group.contentBytes;
    }
    QCOMPARE(events, 300U);
    quint64 expected = 0;
    for (const auto& event : m_events)
        expected += quint64(event.content.size());
    QCOMPARE(content, expected);
    QVERIFY(bytes <= figures->usedBytes && bytes + kindGroups.size() >= figures->usedBytes);
    quint64 arrived = 0;
    for (const auto& day : figures->days)
        arrived += day.events;
    QCOMPARE(arrived, 300U);
    QVERIFY(figures->bytes > 0 && figures->diskFreeBytes > 0);

    // By day of arrival, with days without anything between.
    test::StoreFixture store;
    constexpr std::int64_t firstDay = 20'000;
    for (const auto& [day, count] : {std::pair(0, 5), std::pair(1, 7), std::pair(4, 3)}) {
        std::vector<VerifiedEvent> batch;
        for (int i = 0; i < count; ++i)
            batch.push_back(test::verified(test::inventEvent(std::uint64_t(day * 100 + i)), 0,
                                           fromSeconds((firstDay + day) * 86400 + i)));
        store.commit(batch);
    }
    const auto days =
        readStoreFigures(*store.openReader(), store.path(), fromSeconds((firstDay + 5) * 86400 + 10));
    QVERIFY(days);
    QCOMPARE(days->days.size(), 6U);
    const quint64 wanted[] = {5, 7, 0, 0, 3, 0};
    for (std::size_t i = 0; i < days->days.size(); ++i) {
        QCOMPARE(days->days[i].day, firstDay + std::int64_t(i));
        QCOMPARE(days->days[i].events, wanted[i]);
    }
}

void TestStoreTasks::logPages()
{
    {
        const SystemClock clock;
        const auto store = SqliteStore::open(path(), SqliteStore::Mode::ReadWrite, clock);
        QVERIFY(store);
        std::vector<LogRecord> records(25);
        for (std::size_t i = 0; i < records.size(); ++i) {
            records[i].at = fromSeconds(1'700'000'000 + Timestamp(i));
            records[i].message = QString::number(i);
        }
        bool isDone = false;
        (*store)->appendConnectionLog(records,
                                      [&](const StoreResult<Nothing>& reply) { isDone = bool(reply); });
        (*store)->withWriter([](StoreWriter&) {});
        QVERIFY(isDone);
    }
    test::Running running(path());
    auto& engine = running.engine();
    QSignalSpy read(&engine, &EngineLink::logRead);
    LogQuery query;
    query.count = 10;
    query.until = fromSeconds(1'700'000'019);
    QStringList messages;
    do {
        read.clear();
        engine.readLog(engine.takeToken(), query);
        QVERIFY(read.wait(test::patienceMs));
        const auto page = read[0][1].value<std::shared_ptr<const LogPage>>();
        for (const auto& record : page->records)
            messages.append(record.message);
        query.before = page->next;
    } while (query.before);
    QCOMPARE(messages.size(), 20);
    QCOMPARE(messages.first(), u"19"_s);
    QCOMPARE(messages.last(), u"0"_s);
}

void TestStoreTasks::fileThatDisappears()
{
    test::Running running(path());
    auto& engine = running.engine();
    fill(engine, 20);
    std::shared_ptr<const Snapshot> last;
    connect(&engine, &EngineLink::snapshotReady, this, [&] {
        if (auto newest = engine.takeSnapshot())
            last = std::move(newest);
    });
    QTRY_VERIFY((last = engine.takeSnapshot() ? engine.takeSnapshot() : last, last != nullptr));
    QVERIFY(QFile::rename(path(), file(u"elsewhere.sqlite"_s)));
    engine.retryStore();
    QTRY_VERIFY(last->vitals.storeError.contains("moved, deleted"_L1));
    QVERIFY(last->vitals.storeError.contains(path()));
    QVERIFY(QFile::rename(file(u"elsewhere.sqlite"_s), path()));
    engine.retryStore();
    QTRY_VERIFY(last->vitals.storeError.isEmpty());
    disconnect(&engine, nullptr, this, nullptr);
}

void TestStoreTasks::retryOpensTheStore()
{
    QFile blocker(file(u"sub"_s)); // a file where the folder should be
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    EngineConfig config;
    config.databasePath = file(u"sub/t.sqlite"_s);
    Engine engine(config);
    QSignalSpy unavailable(&engine, &EngineLink::storeUnavailable);
    QVERIFY(!unavailable.isEmpty() || unavailable.wait(test::patienceMs));
    QVERIFY(blocker.remove());
    QSignalSpy snapshots(&engine, &EngineLink::snapshotReady);
    engine.retryStore();
    QVERIFY(snapshots.wait(test::patienceMs));
    QVERIFY(QFile::exists(config.databasePath));
}

QTEST_GUILESS_MAIN(TestStoreTasks)
#include "tst_storetasks.moc"
