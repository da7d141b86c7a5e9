// SPDX-License-Identifier: GPL-3.0-or-later
// The program nostrscope-cli beside nostrscope-simnet, over real sockets, and killed in the middle of its
// work.
#include "tests/support/eventfactory.h"
#include "tests/unit/clirun.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace nostrscope;
using namespace Qt::Literals::StringLiterals;
using test::Cli;

namespace {

/// Relays that serve a file; they end with this object.
class Network {
public:
    Network(const Cli& cli, int relays, const QString& file)
    {
        m_process.setWorkingDirectory(cli.path({}));
        m_process.start(QCoreApplication::applicationDirPath() + u"/nostrscope-simnet"_s,
                        {u"--relays"_s, QString::number(relays), u"--events"_s, file});
    }
    ~Network()
    {
        m_process.kill();
        m_process.waitForFinished(test::patienceMs);
    }
    QStringList urls()
    {
        QStringList all;
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, test::patienceMs))
            return all;
        for (const auto& url : QJsonDocument::fromJson(m_process.readLine()).object()[u"relays"_s].toArray())
            all.append(url.toString());
        return all;
    }

private:
    QProcess m_process;
};

QStringList withRelays(QStringList arguments, const QStringList& urls)
{
    for (const auto& url : urls)
        arguments += {u"--relay"_s, url};
    return arguments;
}

QJsonObject infoOf(const Cli& cli, const QString& database)
{
    return cli.run({u"--db"_s, database, u"--json"_s, u"db"_s, u"info"_s}).object();
}

} // namespace

class TestCliCollect : public QObject {
    Q_OBJECT

private slots:
    void sameAsImport();
    void killedImport();
};

/// What three relays serve is what an import of the file gives: the same ids, the same figures.
void TestCliCollect::sameAsImport()
{
    const Cli cli;
    test::EventFactory factory(5, 40);
    const auto lines = test::toLines(factory.take(3000));
    cli.write(u"events.jsonl"_s, lines.join('\n') + '\n');
    QCOMPARE(cli.run({u"--db"_s, u"import.sqlite"_s, u"import"_s, u"events.jsonl"_s}).code, 0);
    const auto wanted = infoOf(cli, u"import.sqlite"_s)[u"events"_s].toInt();
    QVERIFY(wanted > 2000);

    Network network(cli, 3, u"events.jsonl"_s);
    const auto urls = network.urls();
    QCOMPARE(urls.size(), 3);
    QProcess collector;
    cli.start(collector,
              withRelays({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"collect"_s, u"--since"_s, u"0"_s,
                          u"--kinds"_s, u"all"_s},
                         urls));
    const auto relaysOf = [&cli] {
        return cli
            .run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"stats"_s, u"relays"_s, u"--range"_s, u"all"_s})
            .object()[u"relays"_s]
            .toArray();
    };
    const auto hasAll = [&] { // each relay has shown each event
        const auto rows = relaysOf();
        return rows.size() == 3 && std::all_of(rows.begin(), rows.end(), [wanted](const QJsonValue& row) {
                   return row.toObject()[u"events"_s].toInt() == wanted;
               });
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasAll(), 90000);
    const auto status = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"status"_s});
    QCOMPARE(status.code, 0);
    QCOMPARE(status.object()[u"pid"_s].toInteger(), collector.processId());
    QCOMPARE(::kill(static_cast<pid_t>(collector.processId()), SIGINT), 0);
    QVERIFY(collector.waitForFinished(test::patienceMs));
    QCOMPARE(collector.exitCode(), 0);
    const auto summary =
        QJsonDocument::fromJson(collector.readAllStandardOutput().trimmed().split('\n').last()).object();
    QCOMPARE(summary[u"stored"_s].toInt(), wanted);
    QVERIFY(summary[u"duplicate"_s].toInt() >= 2 * wanted);
    QCOMPARE(cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s}).out,
             cli.run({u"--db"_s, u"import.sqlite"_s, u"export"_s}).out);
    const auto overlap = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"stats"_s, u"overlap"_s, urls[0],
                                  urls[1], urls[2], u"--range"_s, u"all"_s})
                             .object()[u"overlap"_s]
                             .toArray();
    QCOMPARE(overlap.size(), 3); // each with each
    for (const auto& pair : overlap) {
        QCOMPARE(pair[u"both"_s].toInt(), wanted);
        QCOMPARE(pair[u"only_a"_s].toInt() + pair[u"only_b"_s].toInt(), 0);
    }
    QCOMPARE(overlap[0][u"url_a"_s].toString(), urls[0]);
    for (const auto& subject : {u"kinds"_s, u"activity"_s}) {
        const auto figures = [&](const QString& database) {
            auto object =
                cli.run({u"--db"_s, database, u"--json"_s, u"stats"_s, subject, u"--range"_s, u"all"_s})
                    .object();
            object.remove(u"updated_at"_s);
            return object;
        };
        QCOMPARE(figures(u"t.sqlite"_s), figures(u"import.sqlite"_s));
    }
}

/// SIGKILL at twenty moments: the file opens, what was seen stored stays, nothing is there twice.
void TestCliCollect::killedImport()
{
    constexpr int rounds = 20;
    constexpr qsizetype newEvents = 1500;
    const Cli cli;
    test::EventFactory factory(6, 40);
    const auto lines = test::toLines(factory.take(rounds * newEvents));
    QRandomGenerator random(20);
    int storedBefore = 0;
    for (int round = 0; round < rounds; ++round) {
        QProcess writer;
        cli.start(writer, {u"--db"_s, u"t.sqlite"_s, u"import"_s, u"-"_s});
        QVERIFY(writer.waitForStarted(test::patienceMs));
        writer.write(
            lines.sliced(std::max(0, round - 1) * newEvents, newEvents * (round > 0 ? 2 : 1)).join('\n')
            + '\n');
        // The input stays open, so the kill meets it at work on a machine of any speed; the moment is spread
        // from before the database is opened to after the last commit.
        const auto end = round == rounds - 1
            ? QDeadlineTimer(test::patience)
            : QDeadlineTimer(1 + (random.bounded(1024) >> random.bounded(10)));
        const auto isStored = [&] { // the last one has certainly stored something
            return round == rounds - 1 && infoOf(cli, u"t.sqlite"_s)[u"events"_s].toInt() > 0;
        };
        while (!end.hasExpired() && !isStored()) {
            if (!writer.waitForBytesWritten(10))
                QTest::qWait(1);
        }
        QCOMPARE(writer.state(), QProcess::Running); // the lock of the killed one before did not stay
        QCOMPARE(::kill(static_cast<pid_t>(writer.processId()), SIGKILL), 0);
        QVERIFY(writer.waitForFinished(test::patienceMs));
        if (!QFile::exists(cli.path(u"t.sqlite"_s)))
            continue; // killed before it had begun
        const auto info = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"db"_s, u"info"_s});
        if (info.code != 0 && storedBefore == 0)
            continue; // killed before the tables were made
        QVERIFY2(info.code == 0, info.err.constData());
        QVERIFY(info.object()[u"events"_s].toInt() >= storedBefore);
        storedBefore = info.object()[u"events"_s].toInt();
    }
    QVERIFY(storedBefore > 0);
    for (const auto& command :
         {u"verify"_s, u"rebuild"_s}) { // figures are those of the events that are there
        const auto result = cli.run({u"--db"_s, u"t.sqlite"_s, command});
        QVERIFY2(result.code == 0, result.err.constData());
    }
    const auto last = cli.run({u"--db"_s, u"t.sqlite"_s, u"--json"_s, u"import"_s, u"-"_s}, lines.join('\n'));
    QCOMPARE(last.code, 0);
    QCOMPARE(last.object()[u"stored"_s].toInt() + last.object()[u"duplicate"_s].toInt()
                 + last.object()[u"ephemeral"_s].toInt(),
             lines.size());
    const auto exported = cli.run({u"--db"_s, u"t.sqlite"_s, u"export"_s}).out.trimmed().split('\n');
    QSet<QByteArray> distinct(exported.begin(), exported.end());
    QCOMPARE(distinct.size(), exported.size());
    QCOMPARE(cli.run({u"--db"_s, u"fresh.sqlite"_s, u"import"_s, u"-"_s}, lines.join('\n')).code, 0);
    QCOMPARE(cli.run({u"--db"_s, u"fresh.sqlite"_s, u"export"_s}).out.trimmed().split('\n'), exported);
    for (const auto& subject : {u"kinds"_s, u"activity"_s, u"overview"_s}) {
        const auto figures = [&](const QString& database) {
            auto object =
                cli.run({u"--db"_s, database, u"--json"_s, u"stats"_s, subject, u"--range"_s, u"all"_s})
                    .object();
            object.remove(u"updated_at"_s);
            return object;
        };
        QCOMPARE(figures(u"t.sqlite"_s), figures(u"fresh.sqlite"_s));
    }
}

QTEST_GUILESS_MAIN(TestCliCollect)
#include "tst_cli_collect.moc"
