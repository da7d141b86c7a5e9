// SPDX-License-Identifier: GPL-3.0-or-later
// "db retention" as a person or a script calls it: what goes, what stays, and what the other commands say of
// it afterwards.
#include "tests/support/eventfactory.h"
#include "tests/unit/clirun.h"

#include <QJsonArray>
#include <QtTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList call{u"--db"_s, u"t.sqlite"_s, u"--json"_s};

/// Versions of three profiles, notes, and an author who asked to be forgotten after five notes.
std::vector<Event> makeEvents()
{
    const EventFactory factory(5, 5);
    std::vector<Event> events;
    for (int i = 0; i < 12; ++i)
        events.push_back(factory.make(i % 3, 0, 1700000000 + i, {}, "{\"name\":\"a\"}"));
    for (int i = 0; i < 10; ++i)
        events.push_back(factory.make(3 + i % 2, 1, 1700001000 + i, {{"t", "x"}}, "note"));
    events.push_back(factory.make(4, 62, 1700002000, {{"relay", "ALL_RELAYS"}}, {}));
    return events;
}

} // namespace

class TestCliRetention : public QObject {
    Q_OBJECT

private slots:
    void trimming();
    void settingsOfTrimming();
    void archiving();
    void compressing();
};

void TestCliRetention::trimming()
{
    const Cli cli;
    const auto lines = toLines(makeEvents()).join('\n') + '\n';
    QCOMPARE(cli.run(call + QStringList{u"import"_s, u"-"_s}, lines).code, 0);
    const QStringList both{u"db"_s, u"retention"_s, u"--trim-superseded"_s, u"--honour-vanish"_s};
    const auto trimmedOf = [](const CliResult& result) { return result.object()[u"trimmed"_s].toObject(); };
    const auto plain = cli.run(call + QStringList{u"db"_s, u"retention"_s});
    QCOMPARE(plain.code, 0);
    QCOMPARE(trimmedOf(plain)[u"superseded"_s].toInt(-1), 0);
    const auto dry = cli.run(call + both + QStringList{u"--dry-run"_s});
    QCOMPARE(dry.code, 0);
    QCOMPARE(trimmedOf(dry)[u"superseded"_s].toInt(), 9);
    QCOMPARE(trimmedOf(dry)[u"vanished"_s].toInt(), 5);
    QVERIFY(trimmedOf(dry)[u"bytes"_s].toInt() > 14 * 64);
    QCOMPARE(cli.run(call + QStringList{u"export"_s}).out.count('\n'), 23);
    const auto kinds = [&cli] { // without the moment of the answer
        const auto answer = cli.run(call + QStringList{u"stats"_s, u"kinds"_s, u"--range"_s, u"all"_s});
        return answer.object()[u"kinds"_s].toArray();
    };
    const auto kindsBefore = kinds();
    QCOMPARE(kindsBefore.size(), 3);
    const auto real = cli.run(call + both);
    QCOMPARE(real.code, 0);
    QCOMPARE(trimmedOf(real), trimmedOf(dry));
    QCOMPARE(real.object()[u"events"_s].toInt(-1), 0);

    const auto verified = cli.run(call + QStringList{u"verify"_s});
    QCOMPARE(verified.code, 0);
    QCOMPARE(verified.object()[u"trimmed"_s].toInt(), 14);
    QCOMPARE(verified.object()[u"bad"_s].toInt(-1), 0);
    QCOMPARE(verified.object()[u"ok"_s].toInt(), 9);
    const auto rebuilt = cli.run(call + QStringList{u"rebuild"_s});
    QCOMPARE(rebuilt.code, 0);
    QVERIFY(rebuilt.object().contains(u"trimmed_rows"_s));
    QCOMPARE(cli.run(call + QStringList{u"db"_s, u"check"_s}).code, 0);
    QCOMPARE(kinds(), kindsBefore);
    const auto text = cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s});
    QCOMPARE(text.code, 0);
    QCOMPARE(text.out.count('\n'), 9);
    QVERIFY2(text.err.contains("14 events are left out"), text.err.constData());
    const auto notes = cli.run(
        call + QStringList{u"export"_s, u"--filter"_s, u"{\"kinds\":[1]}"_s, u"-o"_s, u"notes.jsonl"_s});
    QCOMPARE(notes.object()[u"events"_s].toInt(), 5);
    QCOMPARE(notes.object()[u"trimmed"_s].toInt(), 5);
    // What was trimmed is still known.
    QCOMPARE(cli.run(call + QStringList{u"import"_s, u"-"_s}, lines).object()[u"duplicate"_s].toInt(), 23);
    QCOMPARE(trimmedOf(cli.run(call + both))[u"superseded"_s].toInt(-1), 0);
}

void TestCliRetention::settingsOfTrimming()
{
    Cli cli;
    QCOMPARE(cli.run(call + QStringList{u"import"_s, u"-"_s}, toLines(makeEvents()).join('\n')).code, 0);
    const QStringList dry{u"db"_s, u"retention"_s, u"--dry-run"_s};
    cli.setEnvironment(u"NOSTRSCOPE_RETENTION_TRIM_SUPERSEDED"_s, u"perhaps"_s);
    QCOMPARE(cli.run(call + dry).code, 2);
    cli.setEnvironment(u"NOSTRSCOPE_RETENTION_TRIM_SUPERSEDED"_s, u"true"_s);
    const auto trimmed = cli.run(call + dry).object()[u"trimmed"_s].toObject();
    QCOMPARE(trimmed[u"superseded"_s].toInt(), 9);
    QCOMPARE(trimmed[u"vanished"_s].toInt(-1), 0);
    const auto keep = [&cli, &dry](const QString& rule) {
        return cli.run(call + QStringList{u"--set"_s, rule} + dry);
    };
    QCOMPARE(keep(u"retention/keepNotes=0"_s).object()[u"events"_s].toInt(-1), 0);
    QCOMPARE(keep(u"retention/keepNotes=1"_s).object()[u"events"_s].toInt(), 10);
    QCOMPARE(keep(u"retention/keepProfiles=1"_s).object()[u"events"_s].toInt(), 12);
    QCOMPARE(keep(u"retention/keepNotes=-1"_s).code, 2);
}

void TestCliRetention::archiving()
{
    const Cli cli;
    const auto lines = toLines(makeEvents()).join('\n') + '\n';
    QCOMPARE(cli.run(call + QStringList{u"import"_s, u"-"_s}, lines).code, 0);
    const auto before = cli.run(call + QStringList{u"export"_s}).out;
    const QStringList keep{u"db"_s,       u"retention"_s, u"--keep"_s,
                           u"notes=1d"_s, u"--keep"_s,    u"profiles=1d"_s};
    cli.write(u"taken"_s, "a file");
    const auto refused = cli.run(call + keep + QStringList{u"--archive"_s, u"taken"_s});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("Nothing was removed"), refused.err.constData());
    QCOMPARE(cli.run(call + QStringList{u"export"_s}).out, before);
    const auto done = cli.run(call + keep + QStringList{u"--archive"_s, u"old"_s});
    QCOMPARE(done.code, 0);
    const auto archive = done.object()[u"archive"_s].toObject();
    QCOMPARE(archive[u"events"_s].toInt(), 22);
    QCOMPARE(archive[u"files"_s].toArray().size(), 1);
    const auto rest = cli.run(call + QStringList{u"export"_s}).out;
    QCOMPARE(rest.count('\n'), 1);
    // Another database has it all again, byte for byte.
    const QStringList other{u"--db"_s, u"other.sqlite"_s};
    const auto back = cli.run(other + QStringList{u"import"_s, archive[u"files"_s].toArray()[0].toString()});
    QVERIFY2(back.code == 0, back.err.constData());
    QCOMPARE(cli.run(other + QStringList{u"export"_s}).out + rest, before);
}

void TestCliRetention::compressing()
{
    const Cli cli;
    const QStringList compress{u"db"_s, u"compress"_s};
    QCOMPARE(cli.run(call + compress).code, 1); // no database
    EventFactory factory(6, 20);
    QCOMPARE(cli.run(call + QStringList{u"import"_s, u"-"_s}, toLines(factory.take(5200)).join('\n')).code,
             0);
    const auto before = cli.run(call + QStringList{u"export"_s}).out;
    const auto done = cli.run(call + compress);
    QCOMPARE(done.code, 0);
    QVERIFY(done.object()[u"dictionaries"_s].toInt() > 0);
    QVERIFY(done.object()[u"events"_s].toInt() > 2000);
    QVERIFY(done.object()[u"bytes"_s].toInt() < done.object()[u"bytes_before"_s].toInt());
    QVERIFY(cli.run(call + QStringList{u"export"_s}).out == before);
    QCOMPARE(cli.run(call + QStringList{u"verify"_s}).code, 0);
    QCOMPARE(cli.run(call + QStringList{u"rebuild"_s}).code, 0);
    QCOMPARE(cli.run(call + compress).object()[u"events"_s].toInt(-1), 0);
}

QTEST_GUILESS_MAIN(TestCliRetention)
#include "tst_cli_retention.moc"
