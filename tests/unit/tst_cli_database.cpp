// SPDX-License-Identifier: GPL-3.0-or-later
// The program nostrscope-cli and its database: what is missing, foreign, locked, unwritable or wrong, and
// upkeep.
#include "tests/unit/clirun.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <sqlite3.h>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;
using test::linesOf;

namespace {

void sql(const QString& path, const char* statements)
{
    sqlite3* database = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &database) != SQLITE_OK
        || sqlite3_exec(database, statements, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s: %s", statements, sqlite3_errmsg(database));
    sqlite3_close(database);
}

} // namespace

class TestCliDatabase : public QObject {
    Q_OBJECT

private slots:
    void badDatabases_data();
    void badDatabases();
    void missingDatabase();
    void unwritableFolder();
    void inUse();
    void readsBesideAWriter();
    void verifyAndRebuild();
    void maintenance();
    void exitStatusOfImport();
    void interruptedImport();
};

void TestCliDatabase::badDatabases_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("not a database") << u"text"_s << QByteArray("not a database");
    QTest::newRow("of another program") << u"foreign"_s << QByteArray("another program");
    QTest::newRow("newer") << u"newer"_s << QByteArray("newer Nostrscope");
    QTest::newRow("corrupt") << u"corrupt"_s << QByteArray("d");
    QTest::newRow("a folder") << u"folder"_s << QByteArray("folder");
}

void TestCliDatabase::badDatabases()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, says);
    const Cli cli;
    const auto file = u"t.sqlite"_s;
    if (kind == u"text") {
        cli.write(file, QByteArray("Lorem ipsum dolor sit amet\n").repeated(100));
    } else if (kind == u"foreign") {
        sql(cli.path(file), "CREATE TABLE photo(id INTEGER PRIMARY KEY); INSERT INTO photo VALUES(1)");
    } else if (kind == u"folder") {
        QVERIFY(QDir().mkpath(cli.path(file)));
    } else {
        QCOMPARE(cli.run({u"--db"_s, file, u"import"_s, u"-"_s}, linesOf(200)).code, 0);
        if (kind == u"newer") {
            sql(cli.path(file), "PRAGMA user_version = 9999");
        } else {
            auto content = cli.read(file);
            for (qsizetype at = 100; at < content.size(); ++at)
                content[at] = static_cast<char>(at * 31);
            cli.write(file, content);
        }
    }
    const auto before = cli.read(file);
    const QList<QStringList> calls{{u"import"_s, u"-"_s},    {u"export"_s},
                                   {u"stats"_s, u"kinds"_s}, {u"db"_s, u"info"_s},
                                   {u"relays"_s, u"list"_s}, {u"collect"_s, u"--duration"_s, u"1"_s}};
    for (const auto& call : calls) {
        const auto result = cli.run(QStringList{u"--db"_s, file} + call, linesOf(1));
        QVERIFY2(result.code == 1, qPrintable(call.join(u' ') + u": "_s + QString::number(result.code)));
        QVERIFY(result.out.isEmpty());
        QVERIFY2(result.err.contains(says), result.err.constData());
    }
    if (kind != u"corrupt")
        QCOMPARE(cli.read(file), before);
}

void TestCliDatabase::missingDatabase()
{
    const Cli cli;
    for (const auto& call : {QStringList{u"export"_s}, QStringList{u"stats"_s, u"overview"_s},
                             QStringList{u"db"_s, u"info"_s}, QStringList{u"relays"_s, u"list"_s}}) {
        const auto result = cli.run(QStringList{u"--db"_s, u"none.sqlite"_s} + call);
        QCOMPARE(result.code, 1);
        QVERIFY(result.err.contains("no database yet"));
    }
    QVERIFY(!QFileInfo::exists(cli.path(u"none.sqlite"_s)));
    const auto noFolder = cli.run({u"--db"_s, u"none/t.sqlite"_s, u"import"_s, u"-"_s}, linesOf(1));
    QCOMPARE(noFolder.code, 1);
    QVERIFY(noFolder.err.contains("no such folder"));
}

/// Nobody can make files in /proc, not even root.
void TestCliDatabase::unwritableFolder()
{
    const Cli cli;
    for (const auto& call :
         {QStringList{u"import"_s, u"-"_s}, QStringList{u"relays"_s, u"import"_s, u"builtin"_s},
          QStringList{u"collect"_s}}) {
        const auto result = cli.run(QStringList{u"--db"_s, u"/proc/t.sqlite"_s} + call, linesOf(1));
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains("cannot be opened"), result.err.constData());
    }
}

void TestCliDatabase::inUse()
{
    const Cli cli;
    QProcess writer;
    cli.start(writer, {u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s}); // waits for its input
    QTRY_VERIFY(QFileInfo::exists(cli.path(u"t.sqlite.lock"_s))
                && QFileInfo(cli.path(u"t.sqlite"_s)).size() > 0);
    for (const auto& call :
         {QStringList{u"import"_s, u"-"_s}, QStringList{u"relays"_s, u"add"_s, u"relay.example.com"_s},
          QStringList{u"collect"_s}}) {
        const auto result = cli.run(QStringList{u"--db"_s, u"t.sqlite"_s} + call, linesOf(1));
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.contains("in use by pid " + QByteArray::number(writer.processId())),
                 result.err.constData());
    }
    writer.write(linesOf(5));
    writer.closeWriteChannel();
    QVERIFY(writer.waitForFinished(test::patienceMs));
    QCOMPARE(writer.exitCode(), 0);
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s}, linesOf(6)).code, 0);
}

void TestCliDatabase::readsBesideAWriter()
{
    const Cli cli;
    QProcess writer;
    cli.start(writer, {u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s});
    writer.write(linesOf(600)); // more than one portion: the first is committed while the input is open
    const auto eventsNow = [&cli] {
        return cli
            .run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"stats"_s, u"overview"_s, u"--range"_s, u"all"_s})
            .object()[u"total_events"_s]
            .toInt();
    };
    QTRY_VERIFY(eventsNow() > 0);
    QCOMPARE(writer.state(), QProcess::Running);
    const auto info = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"db"_s, u"info"_s}).object();
    QCOMPARE(info[u"writer_pid"_s].toInteger(), writer.processId());
    writer.closeWriteChannel();
    QVERIFY(writer.waitForFinished(test::patienceMs));
    QCOMPARE(eventsNow(), 600);
    QVERIFY(cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"db"_s, u"info"_s})
                .object()[u"writer_pid"_s]
                .isNull());
}

void TestCliDatabase::verifyAndRebuild()
{
    const Cli cli;
    const QStringList call{u"--db"_s, u"t.sqlite"_s, u"--json"_s};
    QCOMPARE(cli.run(call + QStringList{u"rebuild"_s}).code, 1); // no database yet, and none is made
    QVERIFY(!QFileInfo::exists(cli.path(u"t.sqlite"_s)));
    QCOMPARE(cli.run(call + QStringList{u"import"_s, u"-"_s}, linesOf(300)).code, 0);
    const auto good = cli.run(call + QStringList{u"verify"_s});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.object()[u"ok"_s].toInt(), cli.run(call + QStringList{u"export"_s}).out.count('\n'));
    QCOMPARE(good.object()[u"bad"_s].toInt(-1), 0);
    const auto whole = cli.run(call + QStringList{u"rebuild"_s});
    QCOMPARE(whole.code, 0);
    QCOMPARE(whole.object()[u"differences"_s].toInt(-1), 0);
    QVERIFY(!whole.object()[u"tables"_s].toArray().isEmpty());
    // A figure that is wrong is found once.
    sql(cli.path(u"t.sqlite"_s), "DELETE FROM version; DELETE FROM version_recent");
    QCOMPARE(cli.run(call + QStringList{u"rebuild"_s}).code, 1);
    QCOMPARE(cli.run(call + QStringList{u"rebuild"_s}).code, 0);
    // An event that somebody changed in the file
    sql(cli.path(u"t.sqlite"_s), "UPDATE event SET kind = kind + 1 WHERE seq = 7");
    const auto changed = cli.run(call + QStringList{u"verify"_s});
    QCOMPARE(changed.code, 1);
    QCOMPARE(changed.object()[u"bad"_s].toInt(), 1);
    QCOMPARE(changed.object()[u"bad_events"_s].toArray()[0].toObject()[u"reason"_s].toString(), u"bad_id"_s);
}

void TestCliDatabase::maintenance()
{
    const Cli cli;
    const auto db = [&cli](const QStringList& arguments) {
        return cli.run(QStringList{u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"db"_s} + arguments);
    };
    for (const auto& name : {u"check"_s, u"vacuum"_s, u"migrate"_s, u"retention"_s})
        QCOMPARE(db({name}).code, 1);
    QVERIFY(!QFileInfo::exists(cli.path(u"t.sqlite"_s)));
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s}, linesOf(300)).code, 0);
    const auto exportOf = [&cli](const QString& file) { return cli.run({u"--db"_s, file, u"export"_s}).out; };
    const auto before = exportOf(u"t.sqlite"_s);
    QCOMPARE(db({u"check"_s}).code, 0);
    QCOMPARE(db({u"check"_s}).object()[u"problems"_s].toArray().size(), 0);
    QCOMPARE(db({u"migrate"_s}).code, 0);
    QCOMPARE(db({u"vacuum"_s}).code, 0);
    const auto backup = db({u"backup"_s, u"copy.sqlite"_s});
    QCOMPARE(backup.code, 0);
    QCOMPARE(exportOf(u"copy.sqlite"_s), before);
    QCOMPARE(db({u"backup"_s, u"copy.sqlite"_s}).code, 1); // never over a file
    QCOMPARE(exportOf(u"t.sqlite"_s), before);
    const QStringList keep{u"retention"_s, u"--keep"_s, u"reactions=1d"_s};
    const auto dry = db(keep + QStringList{u"--dry-run"_s});
    QCOMPARE(dry.code, 0);
    QVERIFY(dry.object()[u"events"_s].toInt() > 0);
    QCOMPARE(exportOf(u"t.sqlite"_s), before);
    const auto real = db(keep);
    QCOMPARE(real.code, 0);
    QCOMPARE(real.object()[u"events"_s].toInt(), dry.object()[u"events"_s].toInt());
    QCOMPARE(exportOf(u"t.sqlite"_s).count('\n'), before.count('\n') - dry.object()[u"events"_s].toInt());
    const auto again = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"import"_s, u"-"_s}, before).object();
    QCOMPARE(again[u"below_floor"_s].toInt(), dry.object()[u"events"_s].toInt());
    QCOMPARE(again[u"stored"_s].toInt(-1), 0);
    QCOMPARE(db({u"retention"_s, u"--keep"_s, u"everything=1d"_s}).code, 2);
    QCOMPARE(db({u"retention"_s, u"--size"_s, u"-1"_s}).code, 2);
    QCOMPARE(db({u"backup"_s}).code, 2);
}

void TestCliDatabase::exitStatusOfImport()
{
    const Cli cli;
    cli.write(u"good.jsonl"_s, linesOf(4));
    cli.write(u"half.jsonl"_s, linesOf(2) + "{\"id\":\"");
    cli.write(u"binary"_s, QByteArray(5000, '\x7f') + QByteArray(3, '\0'));
    cli.write(u"cut.gz"_s, QByteArray::fromHex("1f8b0800000000000003"));
    cli.write(u"empty"_s, {});
    const auto import = [&cli](const QStringList& files) {
        return cli.run(QStringList{u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"import"_s} + files);
    };
    const auto good = import({u"good.jsonl"_s});
    QCOMPARE(good.code, 0);
    QVERIFY(good.out.startsWith(
        "{\"file\":\"good.jsonl\",\"read\":4,\"stored\":4,\"duplicate\":0,\"ephemeral\":0,"
        "\"below_floor\":0,\"invalid\":{\"malformed\":0,"));
    QVERIFY(good.err.isEmpty()); // no progress where nobody looks
    const auto half = import({u"half.jsonl"_s});
    QCOMPARE(half.code, 3);
    QCOMPARE(half.object()[u"invalid"_s].toObject()[u"malformed"_s].toInt(), 1);
    QCOMPARE(half.object()[u"read"_s].toInt(), 3);
    const auto binary = import({u"binary"_s});
    QCOMPARE(binary.code, 3);
    QCOMPARE(binary.object()[u"invalid"_s].toObject()[u"malformed"_s].toInt(), 1);
    QCOMPARE(import({u"empty"_s}).code, 0);
    QCOMPARE(import({u"none"_s}).code, 1);
    QCOMPARE(import({u"."_s}).code, 1);
    QCOMPARE(import({u"cut.gz"_s}).code, 1);
    const auto mixed = import({u"none"_s, u"good.jsonl"_s});
    QCOMPARE(mixed.code, 3);
    QCOMPARE(mixed.objects().size(), 1);
    QCOMPARE(mixed.object()[u"duplicate"_s].toInt(), 4);
}

void TestCliDatabase::interruptedImport()
{
    const Cli cli;
    const auto lines = linesOf(2000);
    QProcess writer;
    cli.start(writer, {u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"import"_s, u"-"_s});
    writer.write(lines);
    const auto storedNow = [&cli] {
        return cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"db"_s, u"info"_s})
            .object()[u"events"_s]
            .toInt();
    };
    QTRY_VERIFY(storedNow() > 0);
    QCOMPARE(::kill(static_cast<pid_t>(writer.processId()), SIGINT), 0);
    QVERIFY(writer.waitForFinished(test::patienceMs));
    QCOMPARE(writer.exitStatus(), QProcess::NormalExit);
    QCOMPARE(writer.exitCode(), 1);
    QVERIFY(writer.readAllStandardError().contains("Cancelled"));
    const auto told = QJsonDocument::fromJson(writer.readAllStandardOutput()).object();
    QCOMPARE(told[u"stored"_s].toInt() + told[u"ephemeral"_s].toInt(), told[u"read"_s].toInt());
    QCOMPARE(storedNow(), told[u"stored"_s].toInt()); // what was reported is there
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s}, lines).code, 0);
    QVERIFY(storedNow() >= told[u"stored"_s].toInt());
}

QTEST_GUILESS_MAIN(TestCliDatabase)
#include "tst_cli_database.moc"
