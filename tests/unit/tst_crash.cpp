// SPDX-License-Identifier: GPL-3.0-or-later
// What a store must survive: being killed at any moment, a full disk, and files that it cannot or may not
// write.
#include "core/storage/maintenance.h"
#include "core/storage/rebuild.h"
#include "core/storage/schema.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/eventfactory.h"
#include "tests/support/jsonlines.h"
#include "tests/support/smalldisk.h"
#include "tests/support/storefixture.h"
#include "tests/unit/killing.h"

#include <QProcess>
#include <QtTest>

#include <unistd.h>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr int kills = 20;
constexpr int killsPerStore = 4;

/// What a child said before it ended.
struct Said {
    QList<QByteArray> lines;
    std::uint64_t lastBatch = 0;
    std::uint64_t lastSeq = 0;
};

Said listen(const QByteArray& output)
{
    Said said;
    for (const auto& line : output.split('\n')) {
        said.lines << line;
        const auto words = line.split(' ');
        if (words.size() == 3 && words[0] == "batch") {
            said.lastBatch = words[1].toULongLong();
            said.lastSeq = words[2].toULongLong();
        }
    }
    return said;
}

StoreErrorCode openCode(const QString& path)
{
    const SystemClock clock;
    const auto store = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
    return store ? StoreErrorCode::None : store.error().code;
}

/// A store of a few events, closed.
QString smallStore(const QTemporaryDir& folder)
{
    const auto path = folder.filePath(QStringLiteral("t.sqlite"));
    auto writer = StoreWriter::open(path);
    if (!writer)
        qFatal("no store");
    EventBatch batch;
    batch.number = 1;
    for (std::uint64_t i = 0; i < 300; ++i)
        batch.events.push_back(
            verified(inventEvent(i, 1, 1700000000, {{"t", "x"}}, QByteArray(300, 'x')), 1));
    if (!(*writer)->commit(batch))
        qFatal("no commit");
    (*writer)->finish(std::chrono::seconds(5));
    return path;
}

bool execOn(const QString& path, const char* sql)
{
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadWrite);
    return database && (*database)->exec(sql);
}

} // namespace

class TestCrash : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void killedAtAnyMoment();
    void fullDisk();
    void readOnlyFile();
    void lockedBySecondProcess();
    void foreignFiles_data();
    void foreignFiles();
    void truncatedFile();

private:
    QTemporaryDir m_folder;
    QString m_lines;
    QSet<EventId> m_ids;
};

void TestCrash::initTestCase()
{
    EventFactory factory(21, 60);
    const auto events = factory.take(6000);
    QFile file(m_folder.filePath(QStringLiteral("lines.jsonl")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const auto& event : events) {
        file.write(toJson(event) + '\n');
        m_ids.insert(event.id);
    }
    m_lines = file.fileName();
}

void TestCrash::killedAtAnyMoment()
{
    std::mt19937 random(5);
    const QTemporaryDir folder;
    QString path;
    std::uint64_t storedBefore = 0;
    for (int round = 0; round < kills; ++round) {
        if (round % killsPerStore == 0) { // a store that holds all of it is not killed at work
            path = folder.filePath(QStringLiteral("t%1.sqlite").arg(round));
            storedBefore = 0;
        }
        const auto output =
            killedAfter(2 + int(random() % 12),
                        {QStringLiteral("import"), path, m_lines, QStringLiteral("held")}, random);
        const auto said = listen(output);
        QVERIFY2(output.startsWith("begin"), output.constData());

        auto writer =
            StoreWriter::open(path); // the killed process left its lock file; this one does not look
        QVERIFY2(writer, qPrintable(writer ? QString() : describe(writer.error())));
        auto& database = (*writer)->database();
        const auto stored = (*writer)->lastSeq();
        QVERIFY2(stored >= std::max(said.lastSeq, storedBefore),
                 "something that was reported stored is gone");
        QVERIFY((*writer)->lastBatch() >= said.lastBatch);
        storedBefore = stored;
        QCOMPARE(database.value("SELECT count(*) FROM event"), std::int64_t(stored));
        QCOMPARE(database.value("SELECT count(DISTINCT id) FROM event"), std::int64_t(stored));
        const auto found = checkDatabase(database);
        QVERIFY(found);
        QCOMPARE(*found, QStringList());
        const auto rebuilt = rebuildTables(**writer);
        QVERIFY(rebuilt);
        QCOMPARE(rebuilt->differences(), 0U);
    }
    // In the end all of it, each once, and true.
    QProcess child;
    child.start(crashChild(), {QStringLiteral("import"), path, m_lines});
    QVERIFY(child.waitForFinished(test::patienceMs));
    QCOMPARE(child.exitCode(), 0);
    auto writer = StoreWriter::open(path);
    QVERIFY(writer);
    QSet<EventId> ids;
    SqlStatement rows((*writer)->database(), "SELECT id FROM event");
    while (rows.step())
        ids.insert(EventId::fromBytes(rows.blob(0)).value());
    QCOMPARE((*writer)->lastSeq(), std::uint64_t(ids.size()));
    QVERIFY(ids == m_ids);
    const auto report = verifyEvents((*writer)->database());
    QVERIFY(report);
    QCOMPARE(report->bad, 0U);
}

void TestCrash::fullDisk()
{
    const SmallDisk disk;
    if (!disk.isMounted())
        QSKIP("this user may not mount a small disk");
    const auto path = disk.path("t.sqlite");
    QFile filler(disk.path("filler"));
    auto writer = StoreWriter::open(path);
    QVERIFY(writer);
    std::uint64_t number = 0;
    const auto makeBatch = [&] {
        EventBatch batch;
        batch.number = (*writer)->lastBatch() + 1;
        for (int i = 0; i < 100; ++i)
            batch.events.push_back(
                verified(inventEvent(number++, 1, 1700000000, {}, QByteArray(500, 'x')), 1));
        return batch;
    };
    QVERIFY((*writer)->commit(makeBatch()));
    QVERIFY(filler.open(QIODevice::WriteOnly));
    while (filler.write(QByteArray(16384, 'f')) == 16384 && filler.flush()) { }
    EventBatch waiting;
    std::uint64_t stored = 0;
    for (int i = 0; i < 1000; ++i) {
        stored = (*writer)->lastSeq();
        waiting = makeBatch();
        const auto result = (*writer)->commit(waiting);
        if (result)
            continue;
        QCOMPARE(result.error().code, StoreErrorCode::DiskFull);
        break;
    }
    QCOMPARE((*writer)->lastSeq(), stored);
    QCOMPARE((*writer)->database().value("SELECT count(*) FROM event"), std::int64_t(stored));
    // Space again: what waited is stored, nothing twice.
    filler.close();
    QVERIFY(filler.remove());
    QVERIFY((*writer)->commit(waiting));
    QCOMPARE((*writer)->lastSeq(), stored + 100);
    const auto found = checkDatabase((*writer)->database());
    QVERIFY(found);
    QCOMPARE(*found, QStringList());
    const auto rebuilt = rebuildTables(**writer);
    QVERIFY(rebuilt);
    QCOMPARE(rebuilt->differences(), 0U);
    writer->reset();
}

void TestCrash::readOnlyFile()
{
    const QTemporaryDir folder;
    const auto path = smallStore(folder);
    const auto open = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
    const auto search = QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(path, open));
    QVERIFY(QFile::setPermissions(folder.path(), open | search));
    QProcess child;
    child.start(crashChild(), {QStringLiteral("open"), path});
    QVERIFY(child.waitForFinished(test::patienceMs));
    const auto output = child.readAllStandardOutput();
    QVERIFY(QFile::setPermissions(folder.path(), open | search | QFile::WriteOwner));
    QCOMPARE(child.exitCode(), 1);
    // A folder that cannot be written is noticed by the lock, a file by the database.
    QVERIFY2(output.startsWith("error " + QByteArray::number(int(StoreErrorCode::CannotOpen)))
                 || output.startsWith("error " + QByteArray::number(int(StoreErrorCode::ReadOnly))),
             output.constData());
    const auto readable = folder.filePath(QStringLiteral("w"));
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("w")));
    QVERIFY(QFile::setPermissions(readable,
                                  open | search | QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther));
    const auto copy = readable + QStringLiteral("/t.sqlite");
    QVERIFY(QFile::copy(path, copy));
    QVERIFY(QFile::setPermissions(copy, open));
    QVERIFY(QFile::setPermissions(folder.path(), open | search | QFile::WriteOwner));
    child.start(crashChild(), {QStringLiteral("open"), copy});
    QVERIFY(child.waitForFinished(test::patienceMs));
    const auto second = child.readAllStandardOutput();
    QVERIFY2(second.startsWith("error " + QByteArray::number(int(StoreErrorCode::ReadOnly))),
             second.constData());
}

void TestCrash::lockedBySecondProcess()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("t.sqlite"));
    QProcess child;
    child.start(crashChild(), {QStringLiteral("import"), path, m_lines, QStringLiteral("held")});
    QVERIFY(child.waitForReadyRead(test::patienceMs));
    const SystemClock clock;
    const auto second = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
    QVERIFY(!second);
    QCOMPARE(second.error().code, StoreErrorCode::InUse);
    QCOMPARE(second.error().detail, QString::number(child.processId()));
    QVERIFY(describe(second.error()).contains(QString::number(child.processId())));
    // Reading is allowed.
    QVERIFY(SqliteStore::open(path, SqliteStore::Mode::ReadOnly, clock));
    child.kill();
    QVERIFY(child.state() == QProcess::NotRunning || child.waitForFinished(test::patienceMs));
    // A lock of the dead is no lock.
    QCOMPARE(openCode(path), StoreErrorCode::None);
}

void TestCrash::foreignFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& content, const char* sql, StoreErrorCode code) {
        QTest::newRow(name) << content << QByteArray(sql) << int(code);
    };
    row("text",
        QByteArray("this is not a database at all, but it is long enough to be read as one\n").repeated(40),
        "", StoreErrorCode::NotADatabase);
    row("zeros", QByteArray(8192, '\0'), "", StoreErrorCode::NotADatabase);
    row("of another program", {}, "CREATE TABLE theirs(a)", StoreErrorCode::ForeignDatabase);
    row("with another application id", {}, "PRAGMA application_id = 5; CREATE TABLE theirs(a)",
        StoreErrorCode::ForeignDatabase);
    row("newer", {}, "PRAGMA application_id = 1316184944; PRAGMA user_version = 999; CREATE TABLE event(a)",
        StoreErrorCode::NewerVersion);
    row("empty", {}, "", StoreErrorCode::None);
}

void TestCrash::foreignFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, sql);
    QFETCH(int, code);
    static_assert(applicationId == 1316184944);
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("t.sqlite"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    if (!sql.isEmpty())
        QVERIFY(execOn(path, sql.constData()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto before = file.readAll();
    file.close();
    QCOMPARE(int(openCode(path)), code);
    if (code == int(StoreErrorCode::None))
        return;
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll() == before, "a file that is not ours was changed");
}

void TestCrash::truncatedFile()
{
    const QTemporaryDir folder;
    const auto path = smallStore(folder);
    QFile file(path);
    const auto size = file.size();
    // Damage is told as damage, wherever it is noticed first: never a crash, never a guess.
    for (const auto kept : {size - 8192, size / 2, qint64(8192), qint64(100)}) {
        const auto damaged = folder.filePath(QStringLiteral("damaged.sqlite"));
        QFile::remove(damaged);
        QVERIFY(QFile::copy(path, damaged));
        QVERIFY(QFile::resize(damaged, kept));
        auto writer = StoreWriter::open(damaged);
        StoreErrorCode code = writer ? StoreErrorCode::None : writer.error().code;
        if (writer) {
            const auto found = checkDatabase((*writer)->database());
            code = found && found->isEmpty() ? StoreErrorCode::None : StoreErrorCode::Corrupt;
        }
        QVERIFY2(code == StoreErrorCode::Corrupt || code == StoreErrorCode::NotADatabase,
                 qPrintable(QString::number(kept)));
    }
    // A page of noise in the middle.
    const auto damaged = folder.filePath(QStringLiteral("noise.sqlite"));
    QVERIFY(QFile::copy(path, damaged));
    QFile noise(damaged);
    QVERIFY(noise.open(QIODevice::ReadWrite));
    QVERIFY(noise.seek(8192 * 20));
    noise.write(QByteArray(8192 * 4, '\x5a'));
    noise.close();
    auto writer = StoreWriter::open(damaged);
    if (writer) {
        const auto found = checkDatabase((*writer)->database());
        QVERIFY(!found || !found->isEmpty());
    } else {
        QCOMPARE(writer.error().code, StoreErrorCode::Corrupt);
    }
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
