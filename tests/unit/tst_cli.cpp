// SPDX-License-Identifier: GPL-3.0-or-later
// The program nostrscope-cli: options, settings, exports and relays.
#include "app/cli/engineoptions.h"
#include "core/storage/eventexport.h"
#include "models/settingstable.h"
#include "tests/support/eventfactory.h"
#include "tests/unit/clirun.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;
using test::linesOf;

class TestCli : public QObject {
    Q_OBJECT

private slots:
    void usage_data();
    void usage();
    void help();
    void globalOptionsAnywhere();
    void settingsOrder();
    void listsInSettingsFiles();
    void settingsByOption();
    void profiles();
    void pages();
    void exportTargets();
    void csv();
    void relays();
    void relayImport();
    void collectWithoutRelays();
    void statusOfNobody();
    void kindLists();
    void engineSettings();
};

void TestCli::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* name, const QStringList& arguments) { QTest::newRow(name) << arguments; };
    row("nothing", {});
    row("unknown command", {u"frobnicate"_s});
    row("unknown option", {u"--frobnicate"_s, u"stats"_s, u"overview"_s});
    row("unknown option of a command", {u"stats"_s, u"overview"_s, u"--relay"_s, u"x"_s});
    row("value missing", {u"stats"_s, u"overview"_s, u"--range"_s});
    row("value of a flag", {u"stats"_s, u"overview"_s, u"--json=1"_s});
    row("argument missing", {u"import"_s});
    row("argument too many", {u"export"_s, u"x"_s});
    row("bad range", {u"stats"_s, u"overview"_s, u"--range"_s, u"2h"_s});
    row("bad limit", {u"stats"_s, u"relays"_s, u"--limit"_s, u"0"_s});
    row("unknown statistics", {u"stats"_s, u"weather"_s});
    row("bad filter", {u"export"_s, u"--filter"_s, u"{\"kinds\":[]}"_s});
    row("filter is no JSON", {u"export"_s, u"--filter"_s, u"kinds"_s});
    row("bad format", {u"export"_s, u"--format"_s, u"xml"_s});
    row("export over the database", {u"--db"_s, u"t.sqlite"_s, u"export"_s, u"-o"_s, u"./t.sqlite"_s});
    row("bad relay of import", {u"import"_s, u"--relay"_s, u"http://x"_s, u"-"_s});
    row("unknown relays action", {u"relays"_s, u"dance"_s});
    row("relays add nothing", {u"relays"_s, u"add"_s});
    row("relays list something", {u"relays"_s, u"list"_s, u"x"_s});
    row("unknown db action", {u"db"_s, u"dance"_s});
    row("bad profile", {u"--profile"_s, u"../x"_s, u"db"_s, u"info"_s});
    row("database of a later issue", {u"--db"_s, u"clickhouse://x"_s, u"db"_s, u"info"_s});
    row("no such settings file", {u"--config"_s, u"none.ini"_s, u"db"_s, u"info"_s});
    row("bad duration", {u"collect"_s, u"--duration"_s, u"-1"_s});
    row("bad relay of collect", {u"collect"_s, u"--relay"_s, u"nostr"_s + u' '});
    row("bad kinds", {u"collect"_s, u"--kinds"_s, u"1,x"_s});
}

void TestCli::usage()
{
    QFETCH(QStringList, arguments);
    const Cli cli;
    const auto result = cli.run(arguments);
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY(result.err.startsWith("nostrscope-cli: "));
    QVERIFY(!QFileInfo::exists(cli.path(u"xdg"_s))); // nothing was touched
}

void TestCli::help()
{
    const Cli cli;
    const auto all = cli.run({u"--help"_s});
    QCOMPARE(all.code, 0);
    for (const auto& command : {u"import"_s, u"export"_s, u"collect"_s, u"stats"_s, u"status"_s, u"relays"_s,
                                u"db"_s, u"verify"_s, u"rebuild"_s}) {
        QVERIFY2(all.out.contains("\n  " + command.toUtf8()), qPrintable(command));
        const auto one = cli.run({command, u"--help"_s});
        QCOMPARE(one.code, 0);
        QVERIFY(one.out.contains("Example:\n") && one.out.contains("nostrscope-cli"));
    }
    const auto version = cli.run({u"--version"_s});
    QCOMPARE(version.code, 0);
    QCOMPARE(version.out, "nostrscope-cli " NOSTRSCOPE_VERSION "\n");
}

void TestCli::globalOptionsAnywhere()
{
    const Cli cli;
    cli.write(u"--json"_s, linesOf(3));
    const auto first = cli.run({u"--db"_s, u"a.sqlite"_s, u"--json"_s, u"import"_s, u"--"_s, u"--json"_s});
    QCOMPARE(first.code, 0);
    QCOMPARE(first.object()[u"stored"_s].toInt(), 3);
    const auto last = cli.run({u"import"_s, u"./--json"_s, u"--json"_s, u"--db=a.sqlite"_s});
    QCOMPARE(last.code, 0);
    QCOMPARE(last.object()[u"duplicate"_s].toInt(), 3);
}

void TestCli::settingsOrder()
{
    Cli cli;
    cli.write(u"s.ini"_s, "[database]\npath=file.sqlite\n[window]\nwidth=7\n");
    const auto fileOf = [&cli](const QStringList& options) {
        const auto result = cli.run(options + QStringList{u"--json"_s, u"import"_s, u"-"_s}, linesOf(1));
        if (result.code != 0)
            qFatal("%s", result.err.constData());
        const auto info = cli.run(options + QStringList{u"--json"_s, u"db"_s, u"info"_s});
        return QFileInfo(info.object()[u"path"_s].toString()).fileName();
    };
    QCOMPARE(fileOf({u"--config"_s, u"s.ini"_s}), u"file.sqlite"_s);
    cli.setEnvironment(u"NOSTRSCOPE_DATABASE_PATH"_s, u"environment.sqlite"_s);
    QCOMPARE(fileOf({u"--config"_s, u"s.ini"_s}), u"environment.sqlite"_s);
    QCOMPARE(fileOf({u"--config"_s, u"s.ini"_s, u"--db"_s, u"option.sqlite"_s}), u"option.sqlite"_s);
    const auto unknown = cli.run({u"--config"_s, u"s.ini"_s, u"db"_s, u"info"_s});
    QCOMPARE(unknown.code, 0);
    QVERIFY(unknown.err.contains("window/width"));
}

/// An INI file takes a value with commas for a list, which is no text.
void TestCli::listsInSettingsFiles()
{
    const Cli cli;
    cli.write(u"s.ini"_s, "[collect]\nkinds=1, 5000-5001\n");
    const auto settings = Settings::load(cli.path(u"s.ini"_s), {});
    QVERIFY(settings.has_value());
    const auto config = engineConfigOf(*settings, 1700000000);
    QVERIFY(config.has_value());
    QCOMPARE(config->collector.kinds, std::vector<Kind>({1, 5000, 5001}));
}

void TestCli::settingsByOption()
{
    const Cli cli;
    const QStringList import{u"import"_s, u"-"_s};
    QCOMPARE(cli.run(QStringList{u"--set"_s, u"database/path=o.sqlite"_s} + import, linesOf(1)).code, 0);
    QVERIFY(QFileInfo::exists(cli.path(u"o.sqlite"_s)));
    for (const auto& bad : {u"database"_s, u"no/such=1"_s, u"collect/maxConnections=0"_s, u"=1"_s}) {
        const auto result = cli.run(QStringList{u"--set"_s, bad} + import, linesOf(1));
        QVERIFY2(result.code == 2 && !result.err.isEmpty(), qPrintable(bad));
    }
}

void TestCli::profiles()
{
    Cli cli;
    const auto pathOf = [&cli](const QStringList& options) {
        (void)cli.run(options + QStringList{u"import"_s, u"-"_s}, linesOf(1));
        return cli.run(options + QStringList{u"--json"_s, u"db"_s, u"info"_s}).object()[u"path"_s].toString();
    };
    QCOMPARE(pathOf({}), cli.path(u"xdg/nostrscope/default.sqlite"_s));
    QCOMPARE(pathOf({u"--profile"_s, u"work"_s}), cli.path(u"xdg/nostrscope/work.sqlite"_s));
    cli.setEnvironment(u"NOSTRSCOPE_DATABASE_PROFILE"_s, u"other"_s);
    QCOMPARE(pathOf({}), cli.path(u"xdg/nostrscope/other.sqlite"_s));
}

void TestCli::exportTargets()
{
    const Cli cli;
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s}, linesOf(20)).code, 0);
    cli.write(u"out.jsonl"_s, "old");
    const auto file = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"export"_s, u"-o"_s, u"out.jsonl"_s});
    QCOMPARE(file.code, 0);
    QCOMPARE(file.object()[u"events"_s].toInt(), cli.read(u"out.jsonl"_s).count('\n'));
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s}).out, cli.read(u"out.jsonl"_s));
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s, u"-o"_s, u"none/out"_s}).code, 1);
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s, u"--filter"_s, u"{\"kinds\":[4242]}"_s}).code,
             0);
    // limit keeps the newest, still oldest first
    const auto lines = cli.read(u"out.jsonl"_s).trimmed().split('\n');
    const auto newest = cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s, u"--filter"_s, u"{\"limit\":3}"_s});
    QCOMPARE(newest.out.trimmed().split('\n'), lines.last(3));
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s, u"--filter"_s, u"{\"limit\":0}"_s}).out, "");
}

void TestCli::csv()
{
    QCOMPARE(csvField("plain"), "plain");
    QCOMPARE(csvField(""), "");
    QCOMPARE(csvField("a,b"), "\"a,b\"");
    QCOMPARE(csvField("say \"hi\"\n"), "\"say \"\"hi\"\"\n\"");
    for (const QByteArray start : {"=", "+", "-", "@", "\t", "\r"})
        QVERIFY(csvField(start + "1").contains("'" + start + "1"));
    const Cli cli;
    test::EventFactory factory(3, 2);
    const auto event = factory.make(0, 1, 1700000000, {}, "=SUM(A1)\n\"x\", y");
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s}, toJson(event)).code, 0);
    const auto out = cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s, u"--format"_s, u"csv"_s}).out;
    QCOMPARE(out,
             "id,pubkey,created_at,kind,tags,content,sig\r\n" + event.id.toHex() + ',' + event.pubkey.toHex()
                 + ",1700000000,1,[],\"'=SUM(A1)\n\"\"x\"\", y\"," + event.sig.toHex() + "\r\n");
}

void TestCli::relays()
{
    const Cli cli;
    const auto relays = [&cli](const QStringList& arguments) {
        return cli.run(QStringList{u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"relays"_s} + arguments);
    };
    const auto added = relays({u"add"_s, u"Relay.Example.com/"_s, u"ws://127.0.0.1:7000"_s});
    QCOMPARE(added.code, 0);
    QCOMPARE(added.object()[u"added"_s].toArray(),
             QJsonArray({u"wss://relay.example.com"_s, u"ws://127.0.0.1:7000"_s}));
    const auto again = relays({u"add"_s, u"wss://relay.example.com"_s, u"http://no"_s});
    QCOMPARE(again.code, 3);
    QCOMPARE(again.object()[u"known"_s].toArray().size(), 1);
    QCOMPARE(again.object()[u"refused"_s].toArray().first().toObject()[u"input"_s].toString(),
             u"http://no"_s);
    QCOMPARE(relays({u"pause"_s, u"relay.example.com"_s}).code, 0);
    auto list = relays({u"list"_s}).object()[u"relays"_s].toArray();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0].toObject()[u"paused"_s].toBool(), true);
    QCOMPARE(list[0].toObject()[u"network"_s].toString(), u"clearnet"_s);
    QCOMPARE(list[1].toObject()[u"network"_s].toString(), u"local"_s);
    QCOMPARE(relays({u"resume"_s, u"relay.example.com"_s}).object()[u"resumed"_s].toArray().size(), 1);
    QCOMPARE(relays({u"resume"_s, u"relay.example.com"_s}).object()[u"unchanged"_s].toArray().size(), 1);
    QCOMPARE(list[0].toObject()[u"watched"_s].toBool(), false);
    QCOMPARE(relays({u"watch"_s, u"relay.example.com"_s}).object()[u"watched"_s].toArray().size(), 1);
    QCOMPARE(relays({u"watch"_s, u"relay.example.com"_s}).object()[u"unchanged"_s].toArray().size(), 1);
    list = relays({u"list"_s}).object()[u"relays"_s].toArray();
    QCOMPARE(list[0].toObject()[u"watched"_s].toBool(), true);
    QCOMPARE(list[1].toObject()[u"watched"_s].toBool(), false);
    QCOMPARE(relays({u"unwatch"_s, u"relay.example.com"_s}).object()[u"unwatched"_s].toArray().size(), 1);
    QCOMPARE(relays({u"watch"_s}).code, 2);
    QCOMPARE(relays({u"remove"_s, u"relay.example.com"_s}).code, 0);
    QCOMPARE(relays({u"remove"_s, u"relay.example.com"_s}).code, 3);
    QCOMPARE(relays({u"list"_s}).object()[u"relays"_s].toArray().size(), 1);
    QCOMPARE(relays({u"add"_s, u"relay.example.com"_s}).object()[u"added"_s].toArray().size(),
             1); // comes back
}

void TestCli::relayImport()
{
    Cli cli;
    cli.write(u"list.txt"_s,
              "wss://a.example.com\r\n\n  WSS://A.example.com/ "
              "\nb.example.com\nws://10.0.0.1\nwss://c.example.com\n");
    const QStringList call{u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"relays"_s, u"import"_s, u"list.txt"_s};
    const auto dry = cli.run(call + QStringList{u"--dry-run"_s});
    QCOMPARE(dry.code, 3);
    QVERIFY(!QFileInfo::exists(cli.path(u"t.sqlite"_s)));
    const auto rows = dry.objects();
    QCOMPARE(rows.size(), 5); // one for each line that is not empty
    QCOMPARE(rows[0][u"input"_s].toString(), u"wss://a.example.com"_s);
    QCOMPARE(rows[0][u"network"_s].toString(), u"clearnet"_s);
    QVERIFY(rows[0][u"reason"_s].isNull());
    QCOMPARE(rows[1][u"input"_s].toString(), u"  WSS://A.example.com/ "_s);
    QCOMPARE(rows[1][u"url"_s].toString(), u"wss://a.example.com"_s);
    QCOMPARE(rows[1][u"reason"_s].toString(), u"duplicate"_s);
    for (const int refused : {2, 3}) {
        QVERIFY(rows[refused][u"url"_s].isNull() && rows[refused][u"network"_s].isNull());
        QVERIFY(!rows[refused][u"reason"_s].toString().isEmpty());
    }
    QCOMPARE(cli.run(call).code, 3);
    QCOMPARE(cli.run(call).objects()[4][u"reason"_s].toString(), u"known"_s);
    // CSV columns may hold bare hosts
    cli.write(u"list.csv"_s, "Relay URL,Latitude\nb.example.com,1\n");
    const auto table =
        cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"relays"_s, u"import"_s, u"list.csv"_s});
    QCOMPARE(table.code, 0);
    QCOMPARE(table.object()[u"url"_s].toString(), u"wss://b.example.com"_s);
    const auto builtin =
        cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"relays"_s, u"import"_s, u"builtin"_s});
    QCOMPARE(builtin.code, 0);
    QVERIFY(builtin.objects().size() >= 240);
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"relays"_s, u"import"_s, u"none.txt"_s}).code, 1);
    cli.setEnvironment(u"NOSTRSCOPE_NETWORK_ALLOW_PRIVATE"_s, u"true"_s);
    QCOMPARE(cli.run(call).objects()[3][u"url"_s].toString(), u"ws://10.0.0.1"_s);
}

void TestCli::collectWithoutRelays()
{
    const Cli cli;
    const auto none = cli.run({u"--db"_s, u"t.sqlite"_s, u"collect"_s, u"--duration"_s, u"5"_s});
    QCOMPARE(none.code, 1);
    QVERIFY(none.err.contains("There are no relays"));
    // A port where nothing listens
    const auto dead = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"collect"_s, u"--relay"_s,
                               u"ws://127.0.0.1:1"_s, u"--duration"_s, u"1"_s});
    QCOMPARE(dead.code, 1);
    QVERIFY(dead.err.contains("No relay could be reached"));
    QCOMPARE(dead.object()[u"received"_s].toInt(-1), 0);
}

void TestCli::statusOfNobody()
{
    const Cli cli;
    const auto result = cli.run({u"--db"_s, u"t.sqlite"_s, u"status"_s});
    QCOMPARE(result.code, 1);
    QVERIFY(result.err.contains("Nothing collects"));
}

void TestCli::kindLists()
{
    using Kinds = std::vector<Kind>;
    QCOMPARE(*parseKinds(u"1"), Kinds({1}));
    QCOMPARE(*parseKinds(u"7, 1,5-7"), Kinds({1, 5, 6, 7}));
    QCOMPARE(parseKinds(u"0-65535")->size(), 65536U);
    for (const auto& bad : {u""_s, u"1,"_s, u"x"_s, u"7-5"_s, u"65536"_s, u"-1"_s, u"1-"_s})
        QVERIFY2(!parseKinds(bad), qPrintable(bad));
}

void TestCli::engineSettings()
{
    QProcessEnvironment environment;
    const auto errorOf = [&environment](const QString& name, const QString& value) {
        environment.insert(name, value);
        const auto settings = Settings::load({}, environment);
        environment.clear();
        const auto config = engineConfigOf(*settings, 1700000000);
        return config ? QString() : config.error();
    };
    QCOMPARE(errorOf(u"NOSTRSCOPE_COLLECT_MAX_CONNECTIONS"_s, u"1000"_s), QString());
    QVERIFY(errorOf(u"NOSTRSCOPE_COLLECT_MAXCONNECTIONS"_s, u"1001"_s).contains(u"collect/maxConnections"_s));
    QVERIFY(errorOf(u"NOSTRSCOPE_NETWORK_ALLOW_PRIVATE"_s, u"maybe"_s).contains(u"network/allowPrivate"_s));
    QVERIFY(errorOf(u"NOSTRSCOPE_NETWORK_TOR_PROXY"_s, u"9050"_s).contains(u"HOST:PORT"_s));
    QCOMPARE(errorOf(u"NOSTRSCOPE_NETWORK_TOR_PROXY"_s, u"127.0.0.1:9050"_s), QString());
    environment.insert(u"NOSTRSCOPE_COLLECT_CATCH_UP_SINCE"_s, u"7d"_s);
    environment.insert(u"NOSTRSCOPE_COLLECT_KINDS"_s, u"all"_s);
    environment.insert(u"NOSTRSCOPE_COLLECT_CATCH_UP"_s, u"no"_s);
    const auto config = engineConfigOf(*Settings::load({}, environment), 1700000000);
    QVERIFY(config.has_value());
    QCOMPARE(*config->collector.catchUp.absoluteSince, 1700000000 - 7 * 86400);
    QVERIFY(config->collector.kinds.empty());
    QVERIFY(!config->collector.wantCatchUp);
}

/// What was refused, and what happened on connections, can be looked at.
void TestCli::pages()
{
    const Cli cli;
    cli.write(u"bad.jsonl"_s, "{\"id\":\"no event\"}\nnot json \x1b[31mred\n");
    QCOMPARE(cli.run({u"--db"_s, u"q.sqlite"_s, u"import"_s, u"--relay"_s, u"wss://a.example.com"_s,
                      u"bad.jsonl"_s})
                 .code,
             3);
    const auto all = cli.run({u"--db"_s, u"q.sqlite"_s, u"--json"_s, u"db"_s, u"quarantine"_s});
    QCOMPARE(all.code, 0);
    const auto items = all.object()[u"quarantine"_s].toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[0][u"reason"_s].toString(), u"malformed"_s);
    QCOMPARE(items[0][u"relay"_s].toString(), u"wss://a.example.com"_s);
    QVERIFY(!all.out.contains('\x1b')); // nothing that a terminal obeys
    QVERIFY(!cli.run({u"--db"_s, u"q.sqlite"_s, u"db"_s, u"quarantine"_s}).out.contains('\x1b'));
    const auto one =
        cli.run({u"--db"_s, u"q.sqlite"_s, u"--json"_s, u"db"_s, u"quarantine"_s, u"--limit"_s, u"1"_s});
    QCOMPARE(one.object()[u"quarantine"_s].toArray().size(), 1);
    QCOMPARE(cli.run({u"--db"_s, u"q.sqlite"_s, u"db"_s, u"quarantine"_s, u"--limit"_s, u"0"_s}).code, 2);
    const auto log =
        cli.run({u"--db"_s, u"q.sqlite"_s, u"--json"_s, u"relays"_s, u"log"_s, u"wss://a.example.com"_s});
    QCOMPARE(log.code, 0);
    QVERIFY(log.object()[u"log"_s].toArray().isEmpty()); // an import opens no connection
    QCOMPARE(cli.run({u"--db"_s, u"q.sqlite"_s, u"relays"_s, u"log"_s, u"wss://b.example.com"_s}).code, 1);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
