// SPDX-License-Identifier: GPL-3.0-or-later
// What nostrscope-cli hands over to the process that writes: the same result as without that process.
#include "tests/support/eventfactory.h"
#include "tests/unit/clirun.h"
#include "tests/unit/runningengine.h"

#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;
using test::Running;
using test::startOfImport;
using test::storedIds;
using test::storedRelays;

namespace {

QByteArray linesOf(const std::vector<Event>& events)
{
    return test::toLines(events).join('\n') + '\n';
}

QJsonObject withoutTimes(QJsonObject object)
{
    object.remove(u"seconds"_s);
    object.remove(u"events_per_second"_s);
    return object;
}

} // namespace

class TestHandoverCli : public QObject {
    Q_OBJECT

private slots:
    void programImports();
    void programChangesRelays();
    void programDiscovers();
    void programIsRefused();
};

void TestHandoverCli::programImports()
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
    QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, test::patienceMs));
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

void TestHandoverCli::programChangesRelays()
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

/// All of “discover” that changes something: the same as without another process.
void TestHandoverCli::programDiscovers()
{
    const Cli cli;
    const test::EventFactory factory(7, 20);
    std::vector<Event> events;
    for (int i = 0; i < 40; ++i)
        events.push_back(factory.make(i % 20, 10002, 1700000000 + i,
                                      {{"r", "wss://r" + QByteArray::number(i % 10) + ".example.com"}}, {}));
    cli.write(u"a.jsonl"_s, linesOf(events));
    QByteArray list = "not a relay\nwss://www.r1.example.com\n";
    for (int i = 0; i < 1500; ++i) // more than one command may hold
        list += "wss://relay-with-a-long-name-" + QByteArray::number(i) + ".example.com\n";
    cli.write(u"list.txt"_s, list);
    const Running running(cli.path(u"t.sqlite"_s));
    const QList<QStringList> calls{
        {u"import"_s, u"a.jsonl"_s},
        {u"discover"_s},
        {u"discover"_s, u"--list"_s, u"list.txt"_s},
        {u"discover"_s, u"accept"_s, u"wss://r0.example.com"_s, u"wss://unknown.example.com"_s},
        {u"discover"_s, u"reject"_s, u"wss://r2.example.com"_s, u"--reason"_s, u"spam"_s},
        {u"discover"_s, u"never"_s, u"wss://r3.example.com"_s},
        {u"discover"_s, u"reopen"_s, u"wss://r3.example.com"_s},
        {u"discover"_s, u"different"_s, u"wss://r1.example.com"_s},
        {u"discover"_s, u"same"_s, u"wss://r1.example.com"_s},
        {u"discover"_s, u"rules"_s, u"add"_s, u"readable, authors>=5"_s},
        {u"discover"_s, u"--accept"_s, u"mentions>=1"_s},
        {u"discover"_s, u"candidates"_s, u"--stage"_s, u"decided"_s},
        {u"relays"_s, u"list"_s},
    };
    for (const auto& call : calls) {
        const auto direct = cli.run(QStringList{u"--db"_s, u"direct.sqlite"_s, u"--json"_s} + call);
        const auto handed = cli.run(QStringList{u"--db"_s, u"t.sqlite"_s, u"--json"_s} + call);
        QVERIFY2(handed.code == direct.code, handed.err.constData());
        const bool isRead = call.contains(u"candidates"_s) || call.first() == u"relays"_s;
        QVERIFY2(isRead || handed.err.startsWith("nostrscope-cli: handed over to pid "),
                 handed.err.constData());
        if (!isRead && call.first() != u"import"_s)
            QCOMPARE(handed.out, direct.out);
        QCOMPARE(isRead ? handed.err : handed.err.mid(handed.err.indexOf('\n') + 1), direct.err);
        if (call.contains(u"candidates"_s)) // with times
            QCOMPARE(handed.object()[u"total"].toInt(), direct.object()[u"total"].toInt());
    }
    QCOMPARE(storedRelays(cli.path(u"t.sqlite"_s)).at(0).url, "wss://r0.example.com");
    const auto ask = [&](const QByteArray& rest) {
        return Running::ask(cli.path(u"t.sqlite"_s), "{\"command\":\"discover\"," + rest + "}\n");
    };
    for (const QByteArray bad :
         {"\"action\":\"x\"", "\"action\":\"run\"", "\"action\":\"decide\",\"state\":\"x\"",
          "\"action\":\"decide\",\"state\":\"new\",\"urls\":[\"http://x\"]",
          "\"action\":\"mention\",\"relays\":[{\"url\":\"wss://a.example.com\",\"source\":\"hint\"}]",
          "\"action\":\"set-rules\",\"rules\":[\"bad\"]", "\"action\":\"dismiss\",\"keys\":[\"00\"]"})
        QVERIFY2(ask(bad).contains(u"error"_s), bad.constData());
}

void TestHandoverCli::programIsRefused()
{
    const Cli cli;
    cli.write(u"a.jsonl"_s, "{}\n");
    const auto path = cli.path(u"t.sqlite"_s);
    const Running running(path);
    QLocalSocket socket;
    socket.connectToServer(control::socketName(path));
    QVERIFY(socket.waitForConnected(test::patienceMs));
    socket.write(startOfImport);
    QTRY_VERIFY(socket.canReadLine());
    const auto result = cli.run({u"--db"_s, u"t.sqlite"_s, u"import"_s, u"a.jsonl"_s});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("Another import"), result.err.constData());
}

QTEST_GUILESS_MAIN(TestHandoverCli)
#include "tst_handover_cli.moc"
