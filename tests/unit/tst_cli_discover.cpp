// SPDX-License-Identifier: GPL-3.0-or-later
// `discover` as a script uses it.
#include "tests/support/patience.h"
#include "tests/unit/clirun.h"
#include "tests/unit/webserver.h"

#include <QJsonArray>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;

namespace {

QByteArray events(int from, int count)
{
    const test::EventFactory factory(7, 20);
    std::vector<Event> events;
    for (int i = from; i < from + count; ++i)
        events.push_back(factory.make(i % 20, 10002, 1700000000 + i,
                                      {{"r", "wss://r" + QByteArray::number(i % 10) + ".example.com"}}, {}));
    return test::toLines(events).join('\n') + '\n';
}

} // namespace

class TestCliDiscover : public QObject {
    Q_OBJECT

private slots:
    void fromTheStore()
    {
        const Cli cli;
        QCOMPARE(cli.run({u"discover"_s}).code, 1); // there is nothing to read
        cli.write(u"a.jsonl"_s, events(0, 40));
        QCOMPARE(cli.run({u"import"_s, u"a.jsonl"_s}).code, 0);
        auto run = cli.run({u"--json"_s, u"discover"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.object()[u"events"_s].toInt(), 40);
        QCOMPARE(run.object()[u"found"_s].toInt(), 10);
        QCOMPARE(run.object()[u"new"_s].toInt(), 10);
        QCOMPARE(run.object()[u"valid"_s].toInt(), 10);
        cli.write(u"b.jsonl"_s, events(40, 3));
        QCOMPARE(cli.run({u"import"_s, u"b.jsonl"_s}).code, 0);
        run = cli.run({u"discover"_s, u"--json"_s, u"--from-store"_s});
        QCOMPARE(run.object()[u"events"_s].toInt(), 3);
        QCOMPARE(run.object()[u"new"_s].toInt(), 0);
        QVERIFY(cli.run({u"discover"_s}).out.contains("0 events read"));
    }

    void fromLists()
    {
        const Cli cli;
        cli.write(u"good.txt"_s, "wss://a.example.com\nwss://b.example.com\n");
        cli.write(u"mixed.csv"_s, "url\nb.example.com\n10.0.0.1\nnot a relay\n");
        auto run = cli.run({u"--json"_s, u"discover"_s, u"--list"_s, u"good.txt"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.object()[u"new"_s].toInt(), 2);
        run = cli.run({u"--json"_s, u"discover"_s, u"--list"_s, u"good.txt"_s, u"--list"_s, u"mixed.csv"_s});
        QCOMPARE(run.code, 3);
        const auto lists = run.object()[u"lists"_s].toArray();
        QCOMPARE(lists.size(), 2);
        QCOMPARE(lists[1].toObject()[u"refused"_s].toObject()[u"private_address"_s].toInt(), 1);
        run = cli.run({u"discover"_s, u"--list"_s, u"missing.txt"_s, u"--list"_s, u"good.txt"_s});
        QCOMPARE(run.code, 3); // the others are read
        QVERIFY(run.err.contains("missing.txt"));
        QCOMPARE(cli.run({u"discover"_s, u"--list"_s, u"missing.txt"_s}).code, 1);
    }

    void duplicates()
    {
        const Cli cli;
        cli.write(u"list.txt"_s,
                  "wss://relay.example.com\nwss://www.relay.example.com/\nws://relay.example.com:80\n"
                  "wss://relay.example.com/other\nwss://relay.example.com:7777\nwss://alone.example.com\n");
        QCOMPARE(cli.run({u"discover"_s, u"--list"_s, u"list.txt"_s}).code, 0);
        const auto run = cli.run({u"--json"_s, u"discover"_s, u"duplicates"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        const auto groups = run.object()[u"groups"_s].toArray();
        QCOMPARE(groups.size(), 1);
        QCOMPARE(groups[0].toObject()[u"reason"_s].toString(), u"name"_s);
        QVERIFY(groups[0].toObject()[u"urls"_s].toArray().contains(u"wss://www.relay.example.com"_s));
        QVERIFY(!groups[0].toObject()[u"urls"_s].toArray().contains(u"wss://relay.example.com:7777"_s));
        QVERIFY(cli.run({u"discover"_s, u"duplicates"_s}).out.contains("1 groups"));
        QCOMPARE(cli.run({u"discover"_s, u"duplicates"_s, u"x"_s}).code, 2);
    }

    void sameAndDifferent()
    {
        const Cli cli;
        cli.write(
            u"list.txt"_s,
            "wss://a.example.com\nwss://www.a.example.com\nwss://b.example.com\nwss://www.b.example.com\n");
        QCOMPARE(cli.run({u"discover"_s, u"--list"_s, u"list.txt"_s}).code, 0);
        // On the list without being a candidate.
        QCOMPARE(cli.run({u"relays"_s, u"add"_s, u"wss://a.example.com:80"_s}).code, 0);
        const auto groups = [&](const QStringList& more = {}) {
            return cli.run(QStringList{u"--json"_s, u"discover"_s, u"duplicates"_s} + more)
                .object()[u"groups"_s]
                .toArray();
        };
        QCOMPARE(groups().size(), 2);
        QCOMPARE(groups()[0].toObject()[u"urls"_s].toArray()[0].toString(), u"wss://a.example.com:80"_s);
        auto run = cli.run({u"--json"_s, u"discover"_s, u"same"_s, u"wss://www.a.example.com"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.object()[u"rejected"_s].toArray().size(), 2);
        QCOMPARE(cli.run({u"discover"_s, u"different"_s, u"wss://b.example.com"_s}).code, 0);
        QCOMPARE(groups().size(), 0);
        const auto all = groups({u"--all"_s});
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].toObject()[u"state"_s].toString(), u"one"_s);
        QCOMPARE(all[1].toObject()[u"state"_s].toString(), u"different"_s);
        QCOMPARE(cli.run({u"discover"_s, u"reopen"_s, u"wss://www.a.example.com"_s}).code, 0);
        QCOMPARE(groups().size(), 1);
        QCOMPARE(cli.run({u"discover"_s, u"same"_s, u"wss://b.example.com"_s}).code, 0); // takes it back
        QCOMPARE(groups({u"--all"_s})[1].toObject()[u"state"_s].toString(), u"one"_s);
        QCOMPARE(cli.run({u"discover"_s, u"same"_s, u"wss://z.example.com"_s}).code, 1);
        QCOMPARE(cli.run({u"discover"_s, u"same"_s, u"not a url"_s}).code, 2);
        QCOMPARE(cli.run({u"discover"_s, u"different"_s}).code, 2);
    }

    void rules()
    {
        const Cli cli;
        cli.write(u"l.txt"_s, "wss://a.example.com\n");
        QCOMPARE(cli.run({u"discover"_s, u"--list"_s, u"l.txt"_s}).code, 0);
        const auto rules = [&](const QStringList& more) {
            const auto run = cli.run(QStringList{u"--json"_s, u"discover"_s, u"rules"_s} + more);
            return run.code == 0 ? int(run.object()[u"rules"_s].toArray().size()) : -run.code;
        };
        QCOMPARE(rules({}), 0);
        QCOMPARE(rules({u"add"_s, u"authors>=5 , readable"_s, u"source=list"_s}), 2);
        QCOMPARE(rules({u"add"_s, u"readable,authors>=5"_s}), 2); // the same one
        QCOMPARE(rules({u"remove"_s, u"source=list"_s}), 1);
        QCOMPARE(rules({u"remove"_s, u"source=list"_s}), -1);
        QCOMPARE(rules({u"preview"_s, u"mentions>=1"_s}), 1);
        QCOMPARE(rules({}), 1);
        QCOMPARE(rules({u"clear"_s}), 0);
        for (const QStringList& bad :
             {QStringList{u"add"_s}, {u"add"_s, u"authors>=x"_s}, {u"clear"_s, u"readable"_s}, {u"x"_s}})
            QCOMPARE(rules(bad), -2);
        const auto too = QStringList(51, QString()); // more than can be kept
        QStringList many{u"add"_s};
        for (qsizetype i = 0; i < too.size(); ++i)
            many.append(u"authors>=%1"_s.arg(i + 1));
        QCOMPARE(rules(many), -2);
    }

    void outboxAndMonitors()
    {
        const Cli cli;
        test::EventFactory factory(3, 5);
        std::vector<Event> events{
            factory.make(0, 10002, 1700000000, {{"r", "wss://a.example.com"}}, {}),
            factory.make(0, 10002, 1700000100,
                         {{"r", "wss://b.example.com", "write"}, {"r", "wss://c.example.com", "read"}}, {}),
            factory.make(0, 1, 1700000200, {}, "hello"),
            factory.make(1, 3, 1700000000, {{"p", factory.make(0, 1, 1, {}, {}).pubkey.toHex()}}, {}),
            factory.make(2, 10166, 1700000000, {{"frequency", "3600"}, {"c", "open"}}, {}),
            factory.make(2, 30166, 1700000300, {{"d", "wss://b.example.com/"}}, {}),
            factory.make(2, 30166, 1700000400, {{"d", "wss://b.example.com/"}}, {}),
        };
        cli.write(u"a.jsonl"_s, test::toLines(events).join('\n') + '\n');
        QCOMPARE(cli.run({u"import"_s, u"--relay"_s, u"wss://b.example.com"_s, u"a.jsonl"_s}).code, 0);
        const auto author = QString::fromLatin1(events[0].pubkey.toHex());
        auto run = cli.run({u"--json"_s, u"discover"_s, u"outbox"_s, author});
        QVERIFY2(run.code == 0, run.err.constData());
        const auto one = run.object()[u"authors"_s].toArray()[0].toObject();
        QCOMPARE(one[u"state"_s].toString(), u"not_checked"_s);
        QCOMPARE(one[u"events"_s].toInt(), 3);
        QCOMPARE(one[u"relays"_s].toArray().size(), 1); // the newest list counts, and only what is written to
        QCOMPARE(one[u"relays"_s].toArray()[0].toObject()[u"events"_s].toInt(), 3);
        const auto best = run.object()[u"recommended"_s].toArray()[0].toObject();
        QCOMPARE(best[u"url"_s].toString(), u"wss://b.example.com"_s);
        QCOMPARE(best[u"declared_by"_s].toInt(), 1);
        QCOMPARE(best[u"held_events"_s].toInt(), 3);
        const auto follower = QString::fromLatin1(events[3].pubkey.toHex());
        QCOMPARE(cli.run({u"--json"_s, u"discover"_s, u"outbox"_s, u"--follows"_s, follower}).out, run.out);
        cli.write(u"authors.txt"_s, author.toLatin1().toUpper() + " # me\n\n");
        QCOMPARE(cli.run({u"--json"_s, u"discover"_s, u"outbox"_s, u"--file"_s, u"authors.txt"_s}).out,
                 run.out);
        run = cli.run({u"discover"_s, u"outbox"_s, u"--csv"_s, author});
        QCOMPARE(run.out.trimmed().split('\n').size(), 2);
        QCOMPARE(cli.run({u"discover"_s, u"outbox"_s}).code, 2);
        QCOMPARE(cli.run({u"discover"_s, u"outbox"_s, u"npub1x"_s}).code, 2);

        run = cli.run({u"--json"_s, u"discover"_s, u"monitors"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.object()[u"total"_s].toInt(), 1);
        const auto monitor = run.object()[u"monitors"_s].toArray()[0].toObject();
        QCOMPARE(monitor[u"frequency"_s].toInt(), 3600);
        QCOMPARE(monitor[u"reports"_s].toInt(), 2);
        QCOMPARE(monitor[u"relays"_s].toInt(), 1);
        QCOMPARE(monitor[u"last_report"_s].toInt(), 1700000400);
        QVERIFY(cli.run({u"discover"_s, u"monitors"_s}).out.contains("1 monitors"));
    }

    /// Real probes against real sockets.
    void validatesASimulatedNetwork()
    {
        Cli cli;
        cli.setEnvironment(u"NOSTRSCOPE_NETWORK_ALLOWPRIVATE"_s, u"true"_s);
        QProcess simnet;
        simnet.start(QCoreApplication::applicationDirPath() + u"/nostrscope-simnet"_s,
                     {u"--relays"_s, u"2"_s});
        QVERIFY(simnet.waitForReadyRead(test::patienceMs));
        QByteArray list;
        for (const auto& url : QJsonDocument::fromJson(simnet.readLine()).object()[u"relays"_s].toArray())
            list += url.toString().toLatin1() + '\n';
        QTcpServer closed; // a port where nobody answers: it was one of ours
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        list += "ws://127.0.0.1:" + QByteArray::number(closed.serverPort()) + '\n';
        closed.close();
        cli.write(u"l.txt"_s, list);
        const auto run = cli.run({u"--json"_s, u"discover"_s, u"--list"_s, u"l.txt"_s, u"--validate"_s,
                                  u"--accept"_s, u"readable"_s});
        simnet.kill();
        simnet.waitForFinished(test::patienceMs);
        QVERIFY2(run.code == 0, run.err.constData());
        const auto done = run.object()[u"validation"_s].toObject();
        QCOMPARE(done[u"looked"_s].toInt(), 3);
        QCOMPARE(done[u"readable"_s].toInt(), 2);
        QCOMPARE(done[u"failed"_s].toInt(), 1);
        QCOMPARE(run.object()[u"accepted"_s].toArray().size(), 2);
        QCOMPARE(cli.run({u"--json"_s, u"relays"_s, u"list"_s}).object()[u"relays"_s].toArray().size(), 2);
    }

    void imports()
    {
        const Cli cli;
        test::WebServer server;
        server.serve("/relays.txt", "wss://a.example.com\nwss://b.example.com\n10.0.0.1\n");
        const auto run = [&](const QStringList& arguments) {
            QProcess process;
            cli.start(process, QStringList{u"--json"_s, u"discover"_s, u"import"_s} + arguments);
            test::CliResult result;
            if (QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, test::patienceMs))
                result.code = process.exitCode();
            result.out = process.readAllStandardOutput();
            result.err = process.readAllStandardError();
            return result;
        };
        auto result = run({server.url(u"/relays.txt"_s)});
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(result.object()[u"new"_s].toInt(), 2);
        result = run({server.url(u"/relays.txt"_s), server.url(u"/missing"_s)});
        QCOMPARE(result.code, 3);
        QVERIFY(result.err.contains("HTTP 404"));
        QCOMPARE(run({server.url(u"/missing"_s)}).code, 1);
        QCOMPARE(run({}).code, 2);
        QCOMPARE(run({u"--seen-names"_s, u"0"_s}).code, 2);
        result = run({u"--seen-names"_s, u"5"_s}); // no profile is stored
        QCOMPARE(result.code, 0);
        const auto candidates = cli.run({u"--json"_s, u"discover"_s, u"candidates"_s}).object();
        const auto source =
            candidates[u"candidates"_s].toArray()[0].toObject()[u"sources"_s].toArray()[0].toObject();
        QCOMPARE(source[u"source"_s].toString(), u"list"_s);
        QCOMPARE(source[u"origin"_s].toString(), server.url(u"/relays.txt"_s));
    }

    void candidates()
    {
        const Cli cli;
        cli.write(u"a.jsonl"_s, events(0, 45));
        QCOMPARE(cli.run({u"import"_s, u"a.jsonl"_s}).code, 0);
        QCOMPARE(cli.run({u"discover"_s}).code, 0);
        auto run = cli.run({u"--json"_s, u"discover"_s, u"candidates"_s, u"--limit"_s, u"2"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.object()[u"total"_s].toInt(), 10);
        const auto rows = run.object()[u"candidates"_s].toArray();
        QCOMPARE(rows.size(), 2);
        const auto first = rows[0].toObject();
        QCOMPARE(first[u"url"_s].toString(), u"wss://r0.example.com"_s);
        QCOMPARE(first[u"mentions"_s].toInt(), 5);
        QCOMPARE(first[u"authors"_s].toInt(), 2);
        QCOMPARE(first[u"code"_s], QJsonValue(QJsonValue::Null));
        QCOMPARE(first[u"sources"_s].toArray().at(0).toObject()[u"source"_s].toString(), u"relay-list"_s);
        QVERIFY(cli.run({u"discover"_s, u"candidates"_s}).out.contains("10 of 10 candidates"));
        run = cli.run({u"--json"_s, u"discover"_s, u"candidates"_s, u"--source"_s, u"hint"_s});
        QCOMPARE(run.object()[u"total"_s].toInt(), 0);
        for (const QStringList& bad : {QStringList{u"--stage"_s, u"x"_s},
                                       {u"--sort"_s, u"x"_s},
                                       {u"--source"_s, u"x"_s},
                                       {u"--limit"_s, u"0"_s},
                                       {u"x"_s}})
            QCOMPARE(cli.run(QStringList{u"discover"_s, u"candidates"_s} + bad).code, 2);
    }

    void decisions()
    {
        const Cli cli;
        cli.write(u"l.txt"_s, "wss://a.example.com\nwss://b.example.com\nwss://c.example.com\n");
        QCOMPARE(cli.run({u"discover"_s, u"--list"_s, u"l.txt"_s}).code, 0);
        auto run = cli.run({u"--json"_s, u"discover"_s, u"accept"_s, u"wss://A.example.com/"_s,
                            u"wss://z.example.com"_s, u"10.0.0.1"_s});
        QCOMPARE(run.code, 3);
        QCOMPARE(run.object()[u"accepted"_s].toArray().size(), 1);
        QCOMPARE(run.object()[u"refused"_s].toArray().size(), 2);
        const auto relays = cli.run({u"--json"_s, u"relays"_s, u"list"_s}).object()[u"relays"_s].toArray();
        QCOMPARE(relays.size(), 1);
        QCOMPARE(relays[0].toObject()[u"source"_s].toString(), u"discovered"_s);
        QCOMPARE(
            cli.run({u"discover"_s, u"never"_s, u"wss://b.example.com"_s, u"--reason"_s, u"spam"_s}).code, 0);
        run = cli.run({u"--json"_s, u"discover"_s, u"candidates"_s, u"--stage"_s, u"decided"_s});
        QCOMPARE(run.object()[u"candidates"_s].toArray().at(0).toObject()[u"reason"_s].toString(), u"spam"_s);
        run = cli.run({u"--json"_s, u"discover"_s, u"candidates"_s, u"--stage"_s, u"review"_s});
        QCOMPARE(run.object()[u"total"_s].toInt(), 1);
        QCOMPARE(cli.run({u"discover"_s, u"reopen"_s, u"wss://b.example.com"_s}).code, 0);
        QCOMPARE(cli.run({u"discover"_s, u"reject"_s}).code, 2);
        QCOMPARE(cli.run({u"discover"_s, u"bogus"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliDiscover)
#include "tst_cli_discover.moc"
