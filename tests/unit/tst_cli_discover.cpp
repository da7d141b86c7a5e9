// SPDX-License-Identifier: GPL-3.0-or-later
// `discover` as a script uses it.
#include "tests/unit/clirun.h"

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
