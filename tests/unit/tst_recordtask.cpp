// SPDX-License-Identifier: GPL-3.0-or-later
// Recording and replaying as tasks of a running engine.
#include "app/simnet/simnet.h"
#include "core/engine/engine.h"
#include "core/ingest/recordingreader.h"
#include "core/ingest/recordingwriter.h"
#include "core/storage/ledgertables.h"
#include "core/storage/sqlite.h"
#include "tests/support/eventfactory.h"
#include "tests/support/smalldisk.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp start = 1'760'000'000;

std::set<QByteArray> storedIds(const QString& path)
{
    const auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    std::set<QByteArray> ids;
    SqlStatement rows(**database, "SELECT id FROM event");
    while (rows.step())
        ids.insert(rows.blob(0).toByteArray());
    return ids;
}

std::set<QByteArray> idsOf(const std::vector<Event>& events)
{
    std::set<QByteArray> ids;
    for (const auto& event : events)
        ids.insert(event.id.view().toByteArray());
    return ids;
}

/// A recording of these events, one each second, from two relays.
void recordTo(const QString& path, const std::vector<Event>& events, bool isWhole = true)
{
    auto writer = RecordingWriter::create(path);
    if (!writer)
        qFatal("no recording");
    int number = 0;
    for (const auto& line : test::toLines(events)) {
        const RelayId relay(1 + static_cast<std::uint32_t>(number % 2));
        const auto at = fromSeconds(start + number++);
        (*writer)->add({"[\"EVENT\",\"s\"," + line + "]", relay, at, Origin::Live, true},
                       "wss://r" + QByteArray::number(relay.number()) + ".example.com");
        (*writer)->addMessage(relay, {}, "[\"EOSE\",\"s\"]", at);
    }
    (*writer)->flush();
    if (isWhole && !(*writer)->finish())
        qFatal("not written");
}

} // namespace

class TestRecordTask : public QObject {
    Q_OBJECT

private slots:
    void init();
    void recordsWhatRelaysSend();
    void recordingThatCannotBe();
    void fullDisk();
    void replays_data();
    void replays();
    void replayFails_data();
    void replayFails();
    void replayIsCancelled();
    void endsWithTheEngine();

private:
    [[nodiscard]] QString file(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] std::unique_ptr<Engine> openEngine() const;
    static TaskResult resultOf(Engine& engine, int task, QSignalSpy& ended);
    static StoreTaskOrder orderOf(TaskKind kind, const QString& file, const QString& database = {});

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordTask::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

std::unique_ptr<Engine> TestRecordTask::openEngine() const
{
    EngineConfig config;
    config.databasePath = file(u"session.sqlite"_s);
    config.allowPrivate = true;
    config.collector.catchUp.absoluteSince = 0;
    config.collector.kinds.clear();
    return std::make_unique<Engine>(config);
}

StoreTaskOrder TestRecordTask::orderOf(TaskKind kind, const QString& file, const QString& database)
{
    StoreTaskOrder order;
    order.kind = kind;
    order.file = file;
    order.database = database;
    return order;
}

TaskResult TestRecordTask::resultOf(Engine& engine, int task, QSignalSpy& ended)
{
    Q_UNUSED(engine)
    const auto find = [&] {
        return std::find_if(ended.begin(), ended.end(),
                            [task](const auto& one) { return one[0].toInt() == task; });
    };
    if (!QTest::qWaitFor([&] { return find() != ended.end(); }, test::patienceMs))
        qFatal("the task does not end");
    return (*find())[1].value<TaskResult>();
}

/// What a recorder wrote, replayed, is what was stored while it ran.
void TestRecordTask::recordsWhatRelaysSend()
{
    test::EventFactory factory(21, 30);
    const auto events = factory.take(400);
    QFile lines(file(u"events.jsonl"_s));
    QVERIFY(lines.open(QIODevice::WriteOnly));
    for (const auto& line : test::toLines(events))
        lines.write(line + '\n');
    lines.close();
    SimnetOptions options;
    options.relays = 2;
    options.eventsFile = lines.fileName();
    Simnet network(options);
    QVERIFY(!network.start());

    const auto path = file(u"traffic.nsrec"_s);
    const auto engine = openEngine();
    QSignalSpy ended(engine.get(), &EngineLink::taskEnded);
    QSignalSpy counted(engine.get(), &EngineLink::taskCounted);
    QSignalSpy changed(engine.get(), &EngineLink::taskChanged);
    const int task = engine->startStoreTask(orderOf(TaskKind::Record, path));
    QSignalSpy checked(engine.get(), &EngineLink::relaysChecked);
    QStringList inputs;
    for (const auto& url : network.urls())
        inputs.append(QString::fromUtf8(url));
    engine->checkRelays(1, inputs, RelaySource::Imported);
    QVERIFY(checked.wait(test::patienceMs));
    engine->addRelays(checked[0][1].value<QList<RelayCandidate>>(), RelaySource::Imported);
    engine->startCollecting();
    QTRY_VERIFY(!counted.empty() && counted.last()[1].toLongLong() >= 800); // of both relays
    QVERIFY(changed.last()[2].toLongLong() > 0); // bytes
    const int second = engine->startStoreTask(orderOf(TaskKind::Record, file(u"second.nsrec"_s)));
    const auto refused = resultOf(*engine, second, ended);
    QCOMPARE(refused.end, TaskEnd::Failed);
    QVERIFY(refused.error.contains("already"_L1));
    QVERIFY(!QFile::exists(file(u"second.nsrec"_s)));
    engine->cancelTask(task);
    const auto result = resultOf(*engine, task, ended);
    QCOMPARE(result.end, TaskEnd::Done); // to stop it is its end
    const auto figures = std::get<RecordResult>(result.figures);
    QVERIFY(figures.frames >= 800);
    QVERIFY(figures.messages >= 2); // an EOSE of each relay at least
    QCOMPARE(qint64(figures.bytes), QFileInfo(path).size());

    const auto copy = file(u"again.sqlite"_s);
    const auto replay =
        resultOf(*engine, engine->startStoreTask(orderOf(TaskKind::Replay, path, copy)), ended);
    QCOMPARE(replay.error, QString());
    QCOMPARE(replay.end, TaskEnd::Done);
    const auto again = std::get<ReplayResult>(replay.figures);
    QCOMPARE(again.frames, figures.frames);
    QCOMPARE(again.relays, 2U);
    QVERIFY(storedIds(copy) == idsOf(events));
}

void TestRecordTask::recordingThatCannotBe()
{
    QFile there(file(u"there.nsrec"_s));
    QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") == 4);
    there.close();
    const auto engine = openEngine();
    QSignalSpy ended(engine.get(), &EngineLink::taskEnded);
    for (const auto& [name, says] : {std::pair(u"there.nsrec"_s, "exists already"_L1),
                                     std::pair(u"none/a.nsrec"_s, "cannot be written"_L1)}) {
        const auto result =
            resultOf(*engine, engine->startStoreTask(orderOf(TaskKind::Record, file(name))), ended);
        QCOMPARE(result.end, TaskEnd::Failed);
        QVERIFY2(result.error.contains(says), qPrintable(result.error));
    }
    QVERIFY(there.open(QIODevice::ReadOnly));
    QCOMPARE(there.readAll(), QByteArray("mine"));
}

/// A replay that fills its disk says so; what was stored before stays whole.
void TestRecordTask::fullDisk()
{
    const test::SmallDisk disk;
    if (!disk.isMounted())
        QSKIP("no right to mount a small disk");
    test::EventFactory factory(22, 30);
    recordTo(file(u"a.nsrec"_s), factory.take(6000));
    const auto engine = openEngine();
    QSignalSpy ended(engine.get(), &EngineLink::taskEnded);
    const auto result = resultOf(
        *engine,
        engine->startStoreTask(orderOf(TaskKind::Replay, file(u"a.nsrec"_s), disk.path("full.sqlite"))),
        ended);
    QCOMPARE(result.end, TaskEnd::Failed);
    QVERIFY2(result.error.contains("full"_L1) || result.error.contains("space"_L1), qPrintable(result.error));
}

void TestRecordTask::replays_data()
{
    QTest::addColumn<bool>("keeps");
    QTest::addColumn<double>("speed");
    QTest::newRow("into a new file") << true << 0.0;
    QTest::newRow("counted only") << false << 0.0;
    QTest::newRow("in its own time, faster") << true << 10'000.0;
}

void TestRecordTask::replays()
{
    QFETCH(const bool, keeps);
    QFETCH(const double, speed);
    test::EventFactory factory(23, 30);
    const auto events = factory.take(300);
    recordTo(file(u"a.nsrec"_s), events);
    const auto engine = openEngine();
    QSignalSpy ended(engine.get(), &EngineLink::taskEnded);
    const auto database = keeps ? file(u"new.sqlite"_s) : QString();
    auto order = orderOf(TaskKind::Replay, file(u"a.nsrec"_s), database);
    order.speed = speed;
    const auto result = resultOf(*engine, engine->startStoreTask(order), ended);
    QCOMPARE(result.error, QString());
    QCOMPARE(result.end, TaskEnd::Done);
    const auto figures = std::get<ReplayResult>(result.figures);
    QCOMPARE(figures.database, database);
    QCOMPARE(figures.frames, 300U);
    QCOMPARE(figures.relays, 2U);
    QCOMPARE(figures.stored, 300U);
    QCOMPARE(figures.length, std::chrono::milliseconds(299s));
    QVERIFY(storedIds(file(u"session.sqlite"_s)).empty());
    QCOMPARE(QFile::exists(file(u"new.sqlite"_s)), keeps);
    if (!keeps)
        return;
    QVERIFY(storedIds(database) == idsOf(events));
    const auto copy = SqlDatabase::open(database, SqlDatabase::Mode::ReadOnly);
    const auto relays = LedgerTables(**copy).relays();
    QVERIFY(relays && relays->size() == 2);
    QVERIFY(relays->front().paused); // a file makes us connect to nothing
}

void TestRecordTask::replayFails_data()
{
    QTest::addColumn<QString>("recording");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("stored"); ///< below 0: no database was made
    QTest::newRow("no file") << u"none.nsrec"_s << u"new.sqlite"_s << u"cannot be opened"_s << -1;
    QTest::newRow("no recording") << u"text.nsrec"_s << u"new.sqlite"_s << u"no recording"_s << -1;
    QTest::newRow("cut") << u"cut.nsrec"_s << u"new.sqlite"_s << u"has no end"_s << 50;
    QTest::newRow("cut, counted only") << u"cut.nsrec"_s << QString() << u"has no end"_s << -1;
    QTest::newRow("database that exists") << u"whole.nsrec"_s << u"text.nsrec"_s << u"exists already"_s << -1;
    QTest::newRow("no folder") << u"whole.nsrec"_s << u"none/new.sqlite"_s << u"new.sqlite"_s << -1;
}

void TestRecordTask::replayFails()
{
    QFETCH(const QString, recording);
    QFETCH(const QString, database);
    QFETCH(const QString, says);
    QFETCH(const int, stored);
    test::EventFactory factory(24, 30);
    const auto events = factory.take(50);
    recordTo(file(u"whole.nsrec"_s), events);
    recordTo(file(u"cut.nsrec"_s), events, false);
    QFile text(file(u"text.nsrec"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("{\"id\":1}\n") > 0);
    text.close();
    const auto engine = openEngine();
    QSignalSpy ended(engine.get(), &EngineLink::taskEnded);
    const auto path = database.isEmpty() ? QString() : file(database);
    const auto result =
        resultOf(*engine, engine->startStoreTask(orderOf(TaskKind::Replay, file(recording), path)), ended);
    QCOMPARE(result.end, TaskEnd::Failed);
    QVERIFY2(result.error.contains(says), qPrintable(result.error));
    QCOMPARE(QFile::exists(file(u"new.sqlite"_s)), stored >= 0);
    if (stored >= 0)
        QCOMPARE(int(storedIds(path).size()), stored);
    QCOMPARE(QFileInfo(file(u"text.nsrec"_s)).size(), 9);
}

void TestRecordTask::replayIsCancelled()
{
    test::EventFactory factory(25, 30);
    recordTo(file(u"a.nsrec"_s), factory.take(100));
    const auto engine = openEngine();
    QSignalSpy ended(engine.get(), &EngineLink::taskEnded);
    QSignalSpy counted(engine.get(), &EngineLink::taskCounted);
    auto order = orderOf(TaskKind::Replay, file(u"a.nsrec"_s), file(u"new.sqlite"_s));
    order.speed = 1; // 99 s
    const int task = engine->startStoreTask(order);
    QTRY_VERIFY(!counted.empty());
    engine->cancelTask(task);
    const auto result = resultOf(*engine, task, ended);
    QCOMPARE(result.end, TaskEnd::Cancelled);
    const auto figures = std::get<ReplayResult>(result.figures);
    QVERIFY(figures.frames < 100);
    QCOMPARE(storedIds(order.database).size(), figures.stored);
}

/// A recording that runs when the program ends is whole.
void TestRecordTask::endsWithTheEngine()
{
    const auto path = file(u"a.nsrec"_s);
    test::EventFactory factory(26, 30);
    recordTo(file(u"b.nsrec"_s), factory.take(100));
    {
        const auto engine = openEngine();
        QSignalSpy started(engine.get(), &EngineLink::taskStarted);
        engine->startStoreTask(orderOf(TaskKind::Record, path));
        auto order = orderOf(TaskKind::Replay, file(u"b.nsrec"_s));
        order.speed = 1;
        engine->startStoreTask(order); // does not hold up the end
        QTRY_COMPARE(started.size(), 2);
    }
    QFile recording(path);
    QVERIFY(recording.open(QIODevice::ReadOnly));
    RecordingReader reader(
        [&recording](char* data, qint64 maxSize) { return recording.read(data, maxSize); });
    QVERIFY(!reader.next());
    QCOMPARE(reader.fault(), RecordingFault::None);
}

QTEST_GUILESS_MAIN(TestRecordTask)
#include "tst_recordtask.moc"
