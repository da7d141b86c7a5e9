// SPDX-License-Identifier: GPL-3.0-or-later
// What a second process hands over to the one that writes, by a raw socket (tst_handover_cli: by the
// program).
#include "tests/support/eventfactory.h"
#include "tests/unit/clirun.h"
#include "tests/unit/runningengine.h"

#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;
using test::Running;
using test::startOfImport;
using test::storedIds;
using test::storedRelays;

namespace {

QByteArray framed(const QByteArray& text)
{
    return control::frame(text.size()) + text;
}

std::set<QByteArray> idsOf(const std::vector<Event>& events)
{
    std::set<QByteArray> ids;
    for (const auto& event : events)
        ids.insert(event.id.view().toByteArray());
    return ids;
}

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
    QVERIFY(socket.waitForConnected(test::patienceMs));
    socket.write("{\"command\""); // no end of the line
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
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
    QVERIFY(relays[0].source == RelaySource::Imported);
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
        QVERIFY(socket.waitForConnected(test::patienceMs));
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
    QVERIFY(QTest::qWaitFor(isServed, test::patienceMs)); // refused while the two are under way
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
    QVERIFY(socket.waitForConnected(test::patienceMs));
    socket.write(startOfImport);
    QTRY_VERIFY(socket.canReadLine());
    QCOMPARE(socket.readLine(), "{\"ready\":true}\n");
    QVERIFY(Running::ask(path, startOfImport)[u"error"].toString().contains(u"Another import"));
    QVERIFY(!Running::ask(path, "{\"command\":\"status\"}\n").contains(u"error"_s));
    // Neither do counts of a file of the engine itself get in between.
    QSignalSpy task(&running.engine(), &EngineLink::taskChanged);
    running.engine().importFiles({cli.path(u"none"_s)});
    QVERIFY(task.wait(test::patienceMs));
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
        QVERIFY(socket.waitForConnected(test::patienceMs));
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
    QVERIFY(relays[0].source == RelaySource::Manual);
    QCOMPARE(ask("pause"), 2);
    relays = storedRelays(path);
    QVERIFY(relays[0].paused && relays[1].paused);
    QCOMPARE(ask("resume"), 2);
    relays = storedRelays(path);
    QVERIFY(!relays[0].paused && !relays[1].paused);
    QCOMPARE(ask("watch"), 2);
    relays = storedRelays(path);
    QVERIFY(relays[0].starred && relays[1].starred);
    QCOMPARE(ask("unwatch"), 2);
    QVERIFY(!storedRelays(path)[0].starred);
    QCOMPARE(ask("remove"), 2);
    QVERIFY(storedRelays(path).empty());
    QCOMPARE(
        Running::ask(path,
                     "{\"command\":\"relays\",\"action\":\"add\",\"source\":\"builtin\",\"urls\":"
                     "[{\"url\":\"wss://b.example.com\",\"name\":\"B\",\"purpose\":\"search\"}]}\n")[u"done"]
            .toInt(),
        1);
    relays = storedRelays(path);
    QVERIFY(relays[0].source == RelaySource::BuiltIn);
    QCOMPARE(relays[0].name, u"B"_s);
    QCOMPARE(relays[0].purpose, u"search"_s);
}

QTEST_GUILESS_MAIN(TestHandover)
#include "tst_handover.moc"
