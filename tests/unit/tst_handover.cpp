// SPDX-License-Identifier: GPL-3.0-or-later
// What a second process hands over to the one that writes: by a raw socket, and by the program itself.
#include "core/engine/controlprotocol.h"
#include "core/engine/engine.h"
#include "core/storage/eventreader.h"
#include "core/storage/ledgertables.h"
#include "core/storage/schema.h"
#include "tests/support/eventfactory.h"
#include "tests/unit/clirun.h"

#include <QJsonArray>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;

namespace {

/// An engine with a database in a folder; its socket answers when this exists.
class Running {
public:
    explicit Running(const QString& path)
        : m_engine(configOf(path))
    {
        if (!QTest::qWaitFor([&] { return !Running::ask(path, "{\"command\":\"status\"}\n").isEmpty(); },
                             20000))
            qFatal("the engine does not answer");
    }
    /// The last line of an answer.
    static QJsonObject ask(const QString& path, const QByteArray& bytes)
    {
        QLocalSocket socket;
        socket.connectToServer(control::socketName(path));
        if (!socket.waitForConnected(1000))
            return {};
        socket.write(bytes);
        (void)QTest::qWaitFor([&] { return socket.state() == QLocalSocket::UnconnectedState; }, 20000);
        const auto lines = socket.readAll().trimmed().split('\n');
        return QJsonDocument::fromJson(lines.last()).object();
    }
    [[nodiscard]] Engine& engine() { return m_engine; }

private:
    static EngineConfig configOf(const QString& path)
    {
        EngineConfig config;
        config.databasePath = path;
        config.allowPrivate = true;
        return config;
    }

    Engine m_engine;
};

QByteArray framed(const QByteArray& text)
{
    return control::frame(text.size()) + text;
}

QByteArray linesOf(const std::vector<Event>& events)
{
    return test::toLines(events).join('\n') + '\n';
}

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

std::vector<RelayEntry> storedRelays(const QString& path)
{
    const auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    return *LedgerTables(**database).relays();
}

QJsonObject withoutTimes(QJsonObject object)
{
    object.remove(u"seconds"_s);
    object.remove(u"events_per_second"_s);
    return object;
}

const QByteArray startOfImport = "{\"command\":\"import\",\"relay\":\"\"}\n";

} // namespace

class TestHandover : public QObject {
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void silentClient();
    void importsByFrames();
    void halfAnImport();
    void oneImportAtATime();
    void endsWithTheEngine();
    void relaysBySocket();
    void programImports();
    void programChangesRelays();
    void programIsRefused();
};

void TestHandover::refuses_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("no JSON") << QByteArray("hello\n") << QByteArray("no JSON object");
    QTest::newRow("empty") << QByteArray("\n") << QByteArray("no JSON object");
    QTest::newRow("array") << QByteArray("[1]\n") << QByteArray("no JSON object");
    QTest::newRow("nested") << QByteArray(QByteArray(60000, '[') + '\n') << QByteArray("no JSON object");
    QTest::newRow("no command") << QByteArray("{}\n") << QByteArray("no such command");
    QTest::newRow("other command") << QByteArray("{\"command\":\"stop\"}\n") << QByteArray("no such command");
    QTest::newRow("command of another type")
        << QByteArray("{\"command\":[1]}\n") << QByteArray("no such command");
    QTest::newRow("too long") << QByteArray(control::maxLineBytes + 1, ' ')
                              << QByteArray("longer than 65536");
    QTest::newRow("much too long") << QByteArray(5 * control::maxLineBytes, 'x')
                                   << QByteArray("longer than 65536");
    QTest::newRow("bad relay") << QByteArray("{\"command\":\"import\",\"relay\":\"http://x\"}\n")
                               << QByteArray("no relay URL");
    QTest::newRow("bad action") << QByteArray("{\"command\":\"relays\",\"action\":\"x\",\"urls\":[]}\n")
                                << QByteArray("no such action");
    QTest::newRow("bad source") << QByteArray(
        "{\"command\":\"relays\",\"action\":\"add\",\"urls\":[],\"source\":\"discovered\"}\n")
                                << QByteArray("no such source");
    QTest::newRow("no urls") << QByteArray("{\"command\":\"relays\",\"action\":\"add\"}\n")
                             << QByteArray("no list");
    QTest::newRow("bad url") << QByteArray("{\"command\":\"relays\",\"action\":\"add\",\"urls\":[7]}\n")
                             << QByteArray("no relay URL");
    QTest::newRow("unknown relay") << QByteArray(
        "{\"command\":\"relays\",\"action\":\"pause\",\"urls\":[\"wss://a.example.com\"]}\n")
                                   << QByteArray("not in the list");
    QTest::newRow("length") << startOfImport + control::frame(control::maxTextBytes + 1)
                            << QByteArray("too long");
    QTest::newRow("largest length") << startOfImport + QByteArray(4, '\xff') << QByteArray("too long");
}

void TestHandover::refuses()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, error);
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    const auto answer = Running::ask(path, sent);
    QVERIFY2(answer[u"error"].toString().toUtf8().contains(error),
             QJsonDocument(answer).toJson().constData());
    // Nothing is left of it: the next one is served.
    QTRY_COMPARE(Running::ask(path, startOfImport + control::frame(0))[u"read"].toInt(-1), 0);
    QVERIFY(storedRelays(path).empty());
}

void TestHandover::silentClient()
{
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    QLocalSocket socket;
    socket.connectToServer(control::socketName(path));
    QVERIFY(socket.waitForConnected());
    socket.write("{\"command\""); // no end of the line
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, 10000);
    QVERIFY(socket.readAll().isEmpty());
}

void TestHandover::importsByFrames()
{
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    test::EventFactory factory(5, 20);
    const auto events = factory.take(600);
    QByteArray bytes = "{\"command\":\"import\",\"relay\":\"wss://Relay.Example.com/\"}\n";
    for (const auto& line : test::toLines(events))
        bytes += framed(line);
    bytes += framed(test::toLines(events).first()) + framed("no event");
    bytes += framed(QByteArray(control::maxTextBytes, 'x')) + control::frame(0);
    const auto answer = Running::ask(path, bytes);
    QCOMPARE(answer[u"read"].toInt(), 603);
    QCOMPARE(answer[u"stored"].toInt(), 600);
    QCOMPARE(answer[u"duplicate"].toInt(), 1);
    QCOMPARE(answer[u"invalid"][u"malformed"].toInt(), 1);
    QCOMPARE(answer[u"invalid"][u"too_large"].toInt(), 1);
    QVERIFY(storedIds(path) == idsOf(events)); // committed when answered
    const auto relays = storedRelays(path);
    QCOMPARE(relays.size(), 1U);
    QCOMPARE(relays[0].url, "wss://relay.example.com");
    QCOMPARE(relays[0].source, RelaySource::Imported);
    // Once more: only what this import did is told.
    const auto again = Running::ask(path, bytes);
    QCOMPARE(again[u"stored"].toInt(), 0);
    QCOMPARE(again[u"duplicate"].toInt(), 601);
}

void TestHandover::halfAnImport()
{
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    test::EventFactory factory(6, 20);
    const auto events = factory.take(50);
    const auto lines = test::toLines(events);
    {
        QLocalSocket socket;
        socket.connectToServer(control::socketName(path));
        QVERIFY(socket.waitForConnected());
        socket.write(startOfImport + framed(lines[0]) + framed(lines[1]) + framed(lines[2]).chopped(5));
        QTRY_VERIFY(socket.canReadLine()); // ready
        QTRY_VERIFY(storedIds(path).size() == 2); // without waiting for the rest
    }
    QByteArray bytes = startOfImport;
    for (const auto& line : lines)
        bytes += framed(line);
    QJsonObject answer;
    const auto isServed = [&] {
        answer = Running::ask(path, bytes + control::frame(0));
        return !answer.contains(u"error"_s);
    };
    QVERIFY(QTest::qWaitFor(isServed)); // refused while the two are under way
    QVERIFY2(answer[u"stored"].toInt() == 48, QJsonDocument(answer).toJson().constData());
    QCOMPARE(answer[u"duplicate"].toInt(), 2);
    QVERIFY(storedIds(path) == idsOf(events));
}

void TestHandover::oneImportAtATime()
{
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    Running running(path);
    QLocalSocket socket;
    socket.connectToServer(control::socketName(path));
    QVERIFY(socket.waitForConnected());
    socket.write(startOfImport);
    QTRY_VERIFY(socket.canReadLine());
    QCOMPARE(socket.readLine(), "{\"ready\":true}\n");
    QVERIFY(Running::ask(path, startOfImport)[u"error"].toString().contains(u"Another import"));
    QVERIFY(!Running::ask(path, "{\"command\":\"status\"}\n").contains(u"error"_s));
    // Neither do counts of a file of the engine itself get in between.
    QSignalSpy task(&running.engine(), &EngineLink::taskChanged);
    running.engine().importFiles({cli.path(u"none"_s)});
    QVERIFY(task.wait());
    QVERIFY(task[0][5].toString().contains(u"Another process"));
    test::EventFactory factory(7, 5);
    for (const auto& line : test::toLines(factory.take(3)))
        socket.write(framed(line));
    socket.write(control::frame(0));
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(QJsonDocument::fromJson(socket.readAll())[u"stored"].toInt(), 3);
    QCOMPARE(Running::ask(path, startOfImport + control::frame(0))[u"read"].toInt(-1), 0);
}

void TestHandover::endsWithTheEngine()
{
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    QLocalSocket socket;
    test::EventFactory factory(8, 5);
    const auto events = factory.take(300);
    {
        const Running running(path);
        socket.connectToServer(control::socketName(path));
        QVERIFY(socket.waitForConnected());
        socket.write(startOfImport);
        for (const auto& line : test::toLines(events))
            socket.write(framed(line));
        QTRY_VERIFY(socket.canReadLine());
        QTRY_VERIFY(socket.bytesToWrite() == 0);
        QTRY_VERIFY(!storedIds(path).empty());
    }
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    QVERIFY(!QFileInfo::exists(path + u".lock"_s));
    const Running again(path);
    QCOMPARE(Running::ask(path, startOfImport + control::frame(0))[u"read"].toInt(-1), 0);
}

void TestHandover::relaysBySocket()
{
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    const auto ask = [&](const QByteArray& action) {
        return Running::ask(path,
                            "{\"command\":\"relays\",\"action\":\"" + action
                                + "\",\"urls\":[\"wss://a.example.com/\",\"ws://127.0.0.1:9\"]}\n")[u"done"]
            .toInt();
    };
    QCOMPARE(ask("add"), 2);
    auto relays = storedRelays(path);
    QCOMPARE(relays.size(), 2U);
    QCOMPARE(relays[0].source, RelaySource::Manual);
    QCOMPARE(ask("pause"), 2);
    relays = storedRelays(path);
    QVERIFY(relays[0].paused && relays[1].paused);
    QCOMPARE(ask("resume"), 2);
    relays = storedRelays(path);
    QVERIFY(!relays[0].paused && !relays[1].paused);
    QCOMPARE(ask("remove"), 2);
    QVERIFY(storedRelays(path).empty());
    QCOMPARE(
        Running::ask(path,
                     "{\"command\":\"relays\",\"action\":\"add\",\"source\":\"builtin\",\"urls\":"
                     "[{\"url\":\"wss://b.example.com\",\"name\":\"B\",\"purpose\":\"search\"}]}\n")[u"done"]
            .toInt(),
        1);
    relays = storedRelays(path);
    QCOMPARE(relays[0].source, RelaySource::BuiltIn);
    QCOMPARE(relays[0].name, u"B"_s);
    QCOMPARE(relays[0].purpose, u"search"_s);
}

void TestHandover::programImports()
{
    const Cli cli;
    test::EventFactory factory(9, 40);
    const auto events = factory.take(3000);
    auto lines = linesOf(events);
    lines += lines.left(lines.indexOf('\n') + 1) + "{\"broken\":1}\n";
    cli.write(u"a.jsonl"_s, lines);
    cli.write(u"b.jsonl"_s, linesOf(factory.take(10)));
    const QStringList call{u"--json"_s,  u"import"_s, u"--relay"_s, u"relay.example.com"_s,
                           u"a.jsonl"_s, u"none"_s,   u"b.jsonl"_s};
    const auto direct = cli.run(QStringList{u"--db"_s, u"direct.sqlite"_s} + call);
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    QProcess process;
    cli.start(process, QStringList{u"--db"_s, u"t.sqlite"_s} + call);
    QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60000));
    const auto errors = process.readAllStandardError();
    QVERIFY2(errors.contains("handed over to pid " + QByteArray::number(QCoreApplication::applicationPid())),
             errors.constData());
    QCOMPARE(process.exitCode(), direct.code);
    QCOMPARE(direct.code, 3);
    test::CliResult result;
    result.out = process.readAllStandardOutput();
    QCOMPARE(result.objects().size(), 2);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(withoutTimes(result.objects()[i]), withoutTimes(direct.objects()[i]));
    QCOMPARE(result.objects()[0][u"read"].toInt(), 3002);
    // All but the first line of standard error are those of a direct import.
    QCOMPARE(errors.mid(errors.indexOf('\n') + 1), direct.err);
    QVERIFY(storedIds(path) == storedIds(cli.path(u"direct.sqlite"_s)));
    QCOMPARE(storedIds(path).size(), 3010U);
    QCOMPARE(storedRelays(path).at(0).url, "wss://relay.example.com");

    const auto status = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"status"_s});
    QCOMPARE(status.code, 0);
    QCOMPARE(status.object()[u"stored"].toInt(), 3010);
}

void TestHandover::programChangesRelays()
{
    const Cli cli;
    const auto path = cli.path(u"t.sqlite"_s);
    QByteArray list = "http://refused.example.com\n";
    for (int i = 0; i < 1500; ++i) // more than one command may hold
        list += "wss://relay-with-a-long-name-" + QByteArray::number(i) + ".example.com\n";
    cli.write(u"list.txt"_s, list);
    const Running running(path);
    const QList<QStringList> calls{
        {u"add"_s, u"a.example.com"_s, u"ws://127.0.0.1:9"_s, u"ftp://x"_s},
        {u"add"_s, u"a.example.com"_s, u"b.example.com"_s},
        {u"pause"_s, u"a.example.com"_s, u"unknown.example.com"_s},
        {u"pause"_s, u"a.example.com"_s},
        {u"resume"_s, u"a.example.com"_s},
        {u"import"_s, u"list.txt"_s, u"--dry-run"_s},
        {u"import"_s, u"list.txt"_s},
        {u"import"_s, u"builtin"_s},
        {u"remove"_s, u"b.example.com"_s},
        {u"list"_s},
    };
    for (const auto& call : calls) {
        const auto arguments = QStringList{u"--json"_s, u"relays"_s} + call;
        const auto direct = cli.run(QStringList{u"--db"_s, u"direct.sqlite"_s} + arguments);
        const auto handed = cli.run(QStringList{u"--db"_s, u"t.sqlite"_s} + arguments);
        QCOMPARE(handed.code, direct.code);
        if (call.first() == u"list")
            continue; // with times
        QCOMPARE(handed.out, direct.out);
        const auto first = handed.err.indexOf('\n') + 1;
        const bool isDry = call.contains(u"--dry-run"_s);
        QVERIFY2(isDry || handed.err.startsWith("nostrscope-cli: handed over to pid "),
                 handed.err.constData());
        QCOMPARE(isDry ? handed.err : handed.err.mid(first), direct.err);
    }
    auto mine = storedRelays(path);
    auto others = storedRelays(cli.path(u"direct.sqlite"_s));
    QVERIFY(mine.size() > 1501);
    QCOMPARE(mine.size(), others.size());
    for (std::size_t i = 0; i < mine.size(); ++i) {
        mine[i].addedAt = others[i].addedAt;
        QVERIFY2(mine[i] == others[i], mine[i].url.constData());
    }
}

void TestHandover::programIsRefused()
{
    const Cli cli;
    cli.write(u"a.jsonl"_s, "{}\n");
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    QLocalSocket socket;
    socket.connectToServer(control::socketName(path));
    QVERIFY(socket.waitForConnected());
    socket.write(startOfImport);
    QTRY_VERIFY(socket.canReadLine());
    const auto result = cli.run({u"--db"_s, u"t.sqlite"_s, u"import"_s, u"a.jsonl"_s});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("Another import"), result.err.constData());
}

QTEST_GUILESS_MAIN(TestHandover)
#include "tst_handover.moc"
