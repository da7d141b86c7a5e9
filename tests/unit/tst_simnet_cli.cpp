// SPDX-License-Identifier: GPL-3.0-or-later
// The program nostrscope-simnet, as scripts use it.
#include "app/simnet/faults.h"
#include "core/crypto/verify.h"
#include "core/nostr/kinds.h"
#include "tests/support/testdata.h"
#include "tests/unit/simclient.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>
#include <set>

using namespace nostrscope;
using test::SimClient;

namespace {

class Program {
public:
    explicit Program(const QStringList& arguments)
    {
        process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/nostrscope-simnet"),
                      arguments);
    }
    /// URLs of the first line; empty when none comes.
    std::vector<QByteArray> urls()
    {
        if (!QTest::qWaitFor([this] { return process.canReadLine(); }, test::patienceMs))
            return {};
        std::vector<QByteArray> found;
        const auto line = QJsonDocument::fromJson(process.readLine()).object();
        for (const auto& url : line[QLatin1StringView("relays")].toArray())
            found.push_back(url.toString().toLatin1());
        return found;
    }
    bool ends()
    {
        return QTest::qWaitFor([this] { return process.state() == QProcess::NotRunning; }, test::patienceMs);
    }
    QJsonObject summary()
    {
        return QJsonDocument::fromJson(process.readAllStandardOutput().trimmed().split('\n').back()).object();
    }
    ~Program()
    {
        if (process.state() != QProcess::NotRunning) {
            process.kill();
            process.waitForFinished(test::patienceMs);
        }
    }
    QProcess process;
};

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot read");
}

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray signedLine(const KeyPair& keys, Kind kind, Timestamp time, Tags tags = {})
{
    Event event;
    event.kind = kind;
    event.createdAt = time;
    event.tags = std::move(tags);
    sign(event, keys);
    return toJson(event);
}

} // namespace

class TestSimnetCli : public QObject {
    Q_OBJECT

private slots:
    void usage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* line, const char* says) {
            QTest::newRow(line) << QString::fromUtf8(line).split(u' ') << QByteArray(says);
        };
        row("--what", "what");
        row("--relays 0", "--relays");
        row("--relays x", "--relays");
        row("--relays 1.5", "--relays");
        row("--relays", "relays");
        row("--rate -1", "--rate");
        row("--rate nan", "--rate");
        row("--copies 0", "--copies");
        row("--copies 9-3", "--copies");
        row("--copies 1-2-3", "--copies");
        row("--duration soon", "--duration");
        row("--port 65535 --relays 2", "ports");
        row("--port 70000", "--port");
        row("--fault sloth", "sloth");
        row("--fault slow:7", "slow:7");
        row("--flood --rate 5", "--flood");
        row("--events a.jsonl --rate 5", "--rate");
        row("--dvms -1", "--dvms");
        row("--dvm-events 5", "--record");
        row("--dvm-events 5 --record a.jsonl --dvms 0", "machines");
        row("--dvm-events 5 --record a.jsonl --rate 5", "--rate");
        row("--dvm-events 0 --record a.jsonl", "--dvm-events");
        row("--unsigned", "--unsigned");
        row("--events a.jsonl --dvms 5", "--dvms");
        row("stray", "stray");
    }
    void usage()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, says);
        Program program(arguments);
        QVERIFY(program.ends());
        QCOMPARE(program.process.exitCode(), 2);
        QVERIFY(program.process.readAllStandardOutput().isEmpty());
        const auto text = program.process.readAllStandardError();
        QVERIFY2(text.contains(says), text.constData());
    }

    void help()
    {
        Program program({QStringLiteral("--help")});
        QVERIFY(program.ends());
        QCOMPARE(program.process.exitCode(), 0);
        const auto text = program.process.readAllStandardOutput();
        QVERIFY(text.contains("Examples:"));
        for (int i = 0; i < faultCount; ++i)
            QVERIFY(text.contains(faultName(static_cast<Fault>(i)).toByteArray()));
    }

    void failures_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no such file")
            << QStringList{QStringLiteral("--events"), QStringLiteral("/nowhere/a.jsonl")};
        QTest::newRow("cannot record")
            << QStringList{QStringLiteral("--record"), QStringLiteral("/nowhere/a.jsonl")};
        QTest::newRow("cannot write machines")
            << QStringList{QStringLiteral("--dvm-events"), QStringLiteral("5"), QStringLiteral("--record"),
                           QStringLiteral("/nowhere/a.jsonl")};
        QTest::newRow("nothing but junk")
            << QStringList{QStringLiteral("--events"), QStringLiteral("/dev/null")};
    }
    void failures()
    {
        QFETCH(const QStringList, arguments);
        Program program(arguments);
        QVERIFY(program.ends());
        QCOMPARE(program.process.exitCode(), 1);
        QVERIFY(!program.process.readAllStandardError().isEmpty());
        QVERIFY(program.process.readAllStandardOutput().isEmpty());
    }

    void portInUse()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Program program({QStringLiteral("--port"), QString::number(server.serverPort())});
        QVERIFY(program.ends());
        QCOMPARE(program.process.exitCode(), 1);
        QVERIFY(program.process.readAllStandardError().contains("cannot listen"));
    }

    /// The same seed creates the same bytes, as many as were asked for.
    void recordsAreRepeatable()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("a.jsonl"));
        const auto arguments = [](const QString& file) {
            return QStringList{
                QStringLiteral("--relays"),   QStringLiteral("4"),        QStringLiteral("--rate"),
                QStringLiteral("100"),        QStringLiteral("--stored"), QStringLiteral("50"),
                QStringLiteral("--duration"), QStringLiteral("1"),        QStringLiteral("--seed"),
                QStringLiteral("9"),          QStringLiteral("--record"), file};
        };
        Program first(arguments(path));
        Program second(arguments(folder.filePath(QStringLiteral("b.jsonl"))));
        QVERIFY(first.ends() && second.ends());
        QCOMPARE(first.process.exitCode(), 0);
        QCOMPARE(first.summary()[QLatin1StringView("created")].toInt(), 150);
        const auto recorded = contents(path);
        QCOMPARE(recorded.count('\n'), 150);
        QCOMPARE(recorded, contents(folder.filePath(QStringLiteral("b.jsonl"))));
    }

    /// A file of what machines and customers write, and the count of it.
    void fileOfMachines_data()
    {
        QTest::addColumn<bool>("isSigned");
        QTest::newRow("signed") << true;
        QTest::newRow("unsigned") << false;
    }
    void fileOfMachines()
    {
        QFETCH(const bool, isSigned);
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("a.jsonl"));
        QStringList arguments{QStringLiteral("--dvm-events"), QStringLiteral("400"),
                              QStringLiteral("--dvms"),       QStringLiteral("30"),
                              QStringLiteral("--record"),     path};
        if (!isSigned)
            arguments.append(QStringLiteral("--unsigned"));
        Program program(arguments);
        QVERIFY(program.ends());
        QCOMPARE(program.process.exitCode(), 0);
        const auto told = program.summary();
        QCOMPARE(told[QLatin1StringView("events")].toInt(), 400);
        EventParser parser;
        EventVerifier verifier;
        int results = 0;
        const auto lines = contents(path).trimmed().split('\n');
        QCOMPARE(lines.size(), 400);
        for (const auto& line : lines) {
            const auto event = parser.parseEvent(line);
            QVERIFY(event.has_value());
            results += dvmRole(event->kind) == DvmRole::Result ? 1 : 0;
            QCOMPARE(verifier.verify(*event) == Verdict::Valid, isSigned);
        }
        QVERIFY(results > 0);
        QCOMPARE(told[QLatin1StringView("results")].toInt(), results);
    }

    /// The summary agrees with the record and with what a client got.
    void recordAndSummary()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("a.jsonl"));
        Program program({QStringLiteral("--relays"), QStringLiteral("4"), QStringLiteral("--rate"),
                         QStringLiteral("100"), QStringLiteral("--stored"), QStringLiteral("50"),
                         QStringLiteral("--record"), path});
        const auto urls = program.urls();
        QCOMPARE(urls.size(), 4U);
        SimClient client(urls.front());
        QTRY_VERIFY(client.opened);
        client.req("a", "{}");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        const auto stored = client.count<EventMessage>();
        QTRY_VERIFY(client.count<EventMessage>() > stored); // and some that are new
        QCOMPARE(::kill(static_cast<pid_t>(program.process.processId()), SIGINT), 0);
        QVERIFY(program.ends());
        QTRY_VERIFY(client.closed);
        QCOMPARE(program.process.exitCode(), 0);
        const auto summary = program.summary();
        const auto relay =
            summary[QLatin1StringView("relays")].toObject()[QString::fromLatin1(urls.front())].toObject();
        QCOMPARE(relay[QLatin1StringView("sent")].toInt(), client.count<EventMessage>());
        QCOMPARE(relay[QLatin1StringView("requests")].toInt(), 1);
        const auto recorded = contents(path);
        QCOMPARE(recorded.count('\n'), summary[QLatin1StringView("created")].toInt());
        std::set<QByteArray> lines;
        for (const auto& line : recorded.split('\n'))
            lines.insert(line);
        for (const auto& message : client.all<EventMessage>())
            QVERIFY(lines.count(toJson(message.event)) > 0);
    }

    void endsOnSignal_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void endsOnSignal()
    {
        QFETCH(const int, signal);
        Program program({QStringLiteral("--rate"), QStringLiteral("20"), QStringLiteral("--live")});
        const auto urls = program.urls();
        QCOMPARE(urls.size(), 1U);
        SimClient client(urls.front());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"limit":0})");
        QTRY_VERIFY(client.count<EventMessage>() >= 3);
        QCOMPARE(::kill(static_cast<pid_t>(program.process.processId()), signal), 0);
        QVERIFY(program.ends());
        QCOMPARE(program.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.process.exitCode(), 0);
        QTRY_VERIFY(client.closed);
        const auto relay = program.summary()[QLatin1StringView("relays")]
                               .toObject()[QString::fromLatin1(urls.front())]
                               .toObject();
        QCOMPARE(relay[QLatin1StringView("sent")].toInt(), client.count<EventMessage>());
    }

    /// A file is served as it is: odd spelling, old versions, deleted and expired events.
    void eventsUnchanged()
    {
        const auto keys = KeyPair::generate();
        const auto note = signedLine(keys, 1, 100);
        const auto id = QJsonDocument::fromJson(note).object()[QLatin1StringView("id")].toString().toLatin1();
        Tags deletes;
        deletes.append({"e", id});
        Tags expired;
        expired.append({"expiration", "1"});
        auto odd = signedLine(keys, 1, 101);
        odd.replace("{\"id\"", "{ \"seen\":[\"x\"], \"id\" ");
        const std::vector<QByteArray> lines{note,
                                            odd,
                                            signedLine(keys, 0, 1),
                                            signedLine(keys, 0, 2),
                                            signedLine(keys, 5, 200, deletes),
                                            signedLine(keys, 1, 50, expired),
                                            signedLine(keys, 20001, 60)};
        QByteArray file("junk\n\n");
        for (const auto& line : lines)
            file += line + '\n';
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("a.jsonl"));
        QVERIFY(write(path, file));
        Program program({QStringLiteral("--relays"), QStringLiteral("2"), QStringLiteral("--events"), path});
        const auto urls = program.urls();
        QCOMPARE(urls.size(), 2U);
        for (const auto& url : urls) {
            SimClient client(url);
            QTRY_VERIFY(client.opened);
            client.req("a", "{}");
            QTRY_COMPARE(client.count<EoseMessage>(), 1);
            QCOMPARE(client.texts.size(), lines.size() + 1);
            for (const auto& line : lines)
                QVERIFY(std::ranges::count(client.texts, "[\"EVENT\",\"a\"," + line + ']') == 1);
        }
    }

    void recordedEvents()
    {
        NOSTRSCOPE_NEEDS_DATA();
        const auto path = QStringLiteral("events/general.jsonl");
        std::set<QByteArray> expected;
        EventParser parser;
        for (const auto& line : test::readLines(path)) {
            const auto event = parser.parseEvent(line);
            QVERIFY(event.has_value());
            expected.insert(event->id.toHex());
        }
        Program program({QStringLiteral("--events"), test::dataFolder() + QLatin1Char('/') + path});
        const auto urls = program.urls();
        QCOMPARE(urls.size(), 1U);
        SimClient client(urls.front());
        QTRY_VERIFY(client.opened);
        client.req("a", R"({"since":0})");
        QTRY_COMPARE(client.count<EoseMessage>(), 1);
        std::set<QByteArray> ids;
        for (const auto& message : client.all<EventMessage>())
            ids.insert(message.event.id.toHex());
        QCOMPARE(ids, expected);
    }
};

QTEST_GUILESS_MAIN(TestSimnetCli)
#include "tst_simnet_cli.moc"
