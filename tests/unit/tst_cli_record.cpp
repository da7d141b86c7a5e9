// SPDX-License-Identifier: GPL-3.0-or-later
// nostrscope-cli record and replay: what relays sent goes into a file and makes the same database again.
#include "app/simnet/simrelay.h"
#include "core/base/clock.h"
#include "core/storage/sqlite.h"
#include "tests/unit/clirun.h"

#include <QTest>

#include <csignal>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;

namespace {

/// Every row of the tables that upkeep does not rearrange when it finds the time (journals, look-ups).
QByteArray contentOf(const QString& path)
{
    auto opened = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
    if (!opened)
        qFatal("cannot read %s", qPrintable(path));
    auto& database = **opened;
    const QList<QByteArray> tables{
        "author", "deletion",  "event",  "quarantine", "relay", "relay_counter", "relay_counter_week",
        "rollup", "uncounted", "vanish", "zap"};
    QByteArray all;
    for (const auto& table : tables) {
        QList<QByteArray> columns;
        SqlStatement info(database, "SELECT name FROM pragma_table_info('" + table + "')");
        while (info.step())
            columns.append("quote(\"" + info.text(0).toUtf8() + "\")");
        SqlStatement rows(
            database, "SELECT " + columns.join("||','||") + " AS line FROM \"" + table + "\" ORDER BY line");
        all += table + '\n';
        while (rows.step())
            all += rows.text(0).toUtf8() + '\n';
    }
    return all;
}

/// Three relays that have many events in common; one spoils signatures.
struct Network {
    std::vector<std::unique_ptr<SimRelay>> relays;
    QList<QByteArray> lines; ///< each event once

    Network()
    {
        test::EventFactory factory(11, 20);
        const auto events = factory.take(900);
        for (std::size_t i = 0; i < 3; ++i) {
            SimRelayOptions options;
            options.keepAll = true;
            if (i == 2)
                options.faults = {Fault::BadSig};
            relays.push_back(std::make_unique<SimRelay>(options));
            if (!relays.back()->listen())
                qFatal("%s", qPrintable(relays.back()->errorString()));
            for (std::size_t e = 0; e < events.size(); ++e) {
                if (e % 4 != i)
                    relays.back()->add(events[e]);
            }
        }
        lines = test::toLines(events);
    }
    [[nodiscard]] QStringList arguments() const
    {
        QStringList all{u"--since"_s, u"0"_s};
        for (const auto& relay : relays)
            all += {u"--relay"_s, QString::fromLatin1(relay->url())};
        return all;
    }
};

int eventsIn(const Cli& cli, const QString& database)
{
    return cli.run({u"--db"_s, database, u"--json"_s, u"db"_s, u"info"_s}).object()[u"events"_s].toInt();
}

/// What readers say of relays, their common events, kinds and sums.
QByteArray figuresOf(const Cli& cli, const QString& database, const Network& network)
{
    QByteArray all;
    QStringList overlap{u"overlap"_s};
    for (const auto& relay : network.relays)
        overlap.append(QString::fromLatin1(relay->url()));
    for (const auto& what :
         {QStringList{u"overview"_s}, QStringList{u"relays"_s}, QStringList{u"kinds"_s}, overlap}) {
        const auto result = cli.run(QStringList{u"--db"_s, database, u"--json"_s, u"stats"_s} + what
                                    + QStringList{u"--range"_s, u"all"_s});
        if (result.code != 0)
            qFatal("%s", result.err.constData());
        all += result.out.first(result.out.lastIndexOf(",\"updated_at\"")); // of the asking
    }
    return all;
}

} // namespace

class TestCliRecord : public QObject {
    Q_OBJECT

private slots:
    void sameDatabaseTwice();
    void killedRecorder();
    void mistakes();

private:
    /// Records all that the network has; the recorder is ended by `signal`. Its standard output.
    static QByteArray record(const Cli& cli, const Network& network, const QString& file, int signal)
    {
        cli.write(u"events.jsonl"_s, network.lines.join('\n') + '\n');
        (void)cli.run({u"--db"_s, u"import.sqlite"_s, u"import"_s, u"events.jsonl"_s});
        const auto wanted = eventsIn(cli, u"import.sqlite"_s);
        QProcess recorder;
        cli.start(recorder,
                  QStringList{u"--db"_s, u"live.sqlite"_s, u"--json"_s, u"record"_s, file}
                      + network.arguments());
        const auto isEnough = [&] {
            if (signal == SIGKILL) // something was given to the system
                return QFileInfo(cli.path(file)).size() > 20'000;
            return eventsIn(cli, u"live.sqlite"_s) == wanted;
        };
        if (!QTest::qWaitFor(isEnough, test::patienceMs))
            qFatal("the recorder did not get everything: %s", recorder.readAllStandardError().constData());
        ::kill(static_cast<pid_t>(recorder.processId()), signal);
        if (!recorder.waitForFinished(test::patienceMs))
            qFatal("the recorder does not end");
        return recorder.readAllStandardOutput();
    }
};

void TestCliRecord::sameDatabaseTwice()
{
    const Cli cli;
    const Network network;
    const auto summary =
        QJsonDocument::fromJson(record(cli, network, u"a.nsrec"_s, SIGINT).trimmed().split('\n').last())
            .object();
    const auto recorded = summary[u"recorded"_s].toInteger();
    QVERIFY(recorded > 800);
    QCOMPARE(summary[u"received"_s].toInteger(), recorded);
    QCOMPARE(summary[u"recorded_bytes"_s].toInteger(), QFileInfo(cli.path(u"a.nsrec"_s)).size());

    QByteArray first;
    for (const auto* const speed : {"max", "max", "20"}) {
        const auto database = u"again.sqlite"_s;
        for (const auto* const suffix : {"", "-wal", "-shm"})
            QFile::remove(cli.path(database + QLatin1StringView(suffix)));
        const auto replay = cli.run({u"--db"_s, database, u"--json"_s, u"replay"_s, u"a.nsrec"_s,
                                     u"--speed"_s, QString::fromLatin1(speed)});
        QVERIFY2(replay.code == 0, replay.err.constData());
        const auto result = replay.object();
        QCOMPARE(result[u"frames"_s].toInteger(), recorded);
        QCOMPARE(result[u"relays"_s].toInt(), 3);
        QVERIFY(result[u"whole"_s].toBool());
        QVERIFY(result[u"invalid"_s].toObject()[u"bad_signature"_s].toInt() > 0);
        const auto content = contentOf(cli.path(database)) + figuresOf(cli, database, network);
        QVERIFY(content.size() > 1'000'000);
        if (first.isEmpty())
            first = content;
        QCOMPARE(content, first); // events, relays seen, rollups, refused ones and all the rest
    }
    // the same events as were stored live; relays come in paused
    const auto exported = [&](const QString& database) {
        auto lines = cli.run({u"--db"_s, database, u"export"_s}).out.split('\n');
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    QVERIFY(exported(u"again.sqlite"_s).size() > 800);
    QCOMPARE(exported(u"again.sqlite"_s), exported(u"live.sqlite"_s));
    const auto database = SqlDatabase::open(cli.path(u"again.sqlite"_s), SqlDatabase::Mode::ReadOnly);
    QVERIFY(database);
    QCOMPARE((*database)->value("SELECT count(*) FROM relay WHERE paused"), 3);
    // times are those of the recording, not of the replay
    QVERIFY((*database)->value("SELECT max(added_at) FROM relay") <= toMillis(SystemClock().now()));

    // a replay into the same database adds nothing
    const auto again = cli.run({u"--db"_s, u"again.sqlite"_s, u"--json"_s, u"replay"_s, u"a.nsrec"_s});
    QCOMPARE(again.object()[u"stored"_s].toInt(), 0);
}

/// What the recorder gave to the system before it was killed can be replayed.
void TestCliRecord::killedRecorder()
{
    const Cli cli;
    const Network network;
    (void)record(cli, network, u"a.nsrec"_s, SIGKILL);
    const auto replay = cli.run({u"--db"_s, u"again.sqlite"_s, u"--json"_s, u"replay"_s, u"a.nsrec"_s});
    QCOMPARE(replay.code, 3);
    QVERIFY(replay.err.contains("has no end"));
    QVERIFY(!replay.object()[u"whole"_s].toBool());
    QVERIFY(replay.object()[u"stored"_s].toInt() > 0);
    QCOMPARE(cli.run({u"--db"_s, u"again.sqlite"_s, u"verify"_s}).code, 0);
}

void TestCliRecord::mistakes()
{
    const Cli cli;
    cli.write(u"there.nsrec"_s, "{}\n");
    const auto exists = cli.run({u"--db"_s, u"t.sqlite"_s, u"record"_s, u"there.nsrec"_s});
    QCOMPARE(exists.code, 1);
    QVERIFY(exists.err.contains("exists already"));
    QCOMPARE(cli.read(u"there.nsrec"_s), "{}\n");
    const auto other = cli.run({u"--db"_s, u"t.sqlite"_s, u"replay"_s, u"there.nsrec"_s});
    QCOMPARE(other.code, 1);
    QVERIFY(other.err.contains("no recording"));
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"replay"_s, u"none.nsrec"_s}).code, 1);
    for (const auto* const speed : {"0", "-1", "fast", "nan"}) {
        const auto result = cli.run({u"--db"_s, u"t.sqlite"_s, u"replay"_s, u"there.nsrec"_s, u"--speed"_s,
                                     QString::fromLatin1(speed)});
        QCOMPARE(result.code, 2);
    }
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"record"_s}).code, 2);
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"replay"_s}).code, 2);
}

QTEST_GUILESS_MAIN(TestCliRecord)
#include "tst_cli_record.moc"
