// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simnet.h"
#include "app/simnet/simrelay.h"
#include "core/engine/controlprotocol.h"
#include "core/engine/engine.h"
#include "core/storage/eventreader.h"
#include "core/storage/schema.h"
#include "tests/support/eventfactory.h"

#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace nostrscope;
using namespace std::chrono_literals;

/// The whole engine over real sockets, against a simulated network in the same process.
class TestEngine : public QObject {
    Q_OBJECT

private:
    static EngineConfig configOf(const QTemporaryDir& folder)
    {
        EngineConfig config;
        config.databasePath = folder.filePath(QStringLiteral("engine/t.sqlite"));
        config.allowPrivate = true;
        config.collector.catchUp.absoluteSince = 0;
        config.collector.kinds.clear(); // every kind
        return config;
    }
    static void addRelays(Engine& engine, const std::vector<QByteArray>& urls)
    {
        QSignalSpy checked(&engine, &EngineLink::relaysChecked);
        QSignalSpy added(&engine, &EngineLink::relaysAdded);
        QStringList inputs;
        for (const auto& url : urls)
            inputs.append(QString::fromUtf8(url));
        engine.checkRelays(1, inputs, RelaySource::Imported);
        QVERIFY(checked.wait(test::patienceMs));
        engine.addRelays(checked[0][1].value<QList<RelayCandidate>>(), RelaySource::Imported);
        QVERIFY(added.wait(test::patienceMs));
        QCOMPARE(added[0][0].toInt(), static_cast<int>(urls.size()));
    }
    static std::set<QByteArray> storedIds(const QString& path)
    {
        auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadOnly);
        std::set<QByteArray> ids;
        SqlStatement rows(**database, "SELECT id FROM event");
        while (rows.step())
            ids.insert(rows.blob(0).toByteArray());
        return ids;
    }

private slots:
    /// Nobody asks: the timer does.
    void looksForRelaysByItself()
    {
        QTemporaryDir folder;
        auto config = configOf(folder);
        config.discovery.firstAfter = 1ms;
        Engine engine(config);
        QSignalSpy changed(&engine, &EngineLink::discoveryChanged);
        QTRY_VERIFY(changed.size() >= 2); // a run begins and ends
        QSignalSpy read(&engine, &EngineLink::discoveryRead);
        engine.readDiscovery(1, {});
        QTRY_COMPARE(read.size(), 1);
        const auto view = read[0][1].value<std::shared_ptr<const DiscoveryView>>();
        QVERIFY(view && view->nextRunAt > view->asOf);
    }

    void collectsEverything()
    {
        QTemporaryDir folder;
        test::EventFactory factory(11, 50);
        const auto events = factory.take(2500); // several pages of history
        QFile file(folder.filePath(QStringLiteral("events.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const auto& line : test::toLines(events))
            file.write(line + '\n');
        file.close();
        SimnetOptions options;
        options.relays = 3;
        options.eventsFile = file.fileName();
        Simnet network(options);
        QVERIFY(!network.start());

        const auto config = configOf(folder);
        std::shared_ptr<const Snapshot> last;
        {
            Engine engine(config);
            QSignalSpy failed(&engine, &EngineLink::failed);
            connect(&engine, &EngineLink::snapshotReady, &engine, [&] { last = engine.takeSnapshot(); });
            engine.setRange(RangePreset::All);
            engine.setVisible(true);
            addRelays(engine, network.urls());
            QVERIFY(last == nullptr || last->overview.connectedRelays == 0); // nothing before the start
            engine.startCollecting();
            QTRY_VERIFY(last && last->overview.eventsEver == events.size());
            QTRY_COMPARE(last->overview.eventsInRange, std::uint64_t(events.size()));
            QTRY_COMPARE(last->overview.answeringRelays, 3U);
            QTRY_VERIFY(last->relays[0]->at(0).eventsInRange == events.size()
                        && last->relays[0]->at(2).eventsInRange == events.size());
            QCOMPARE(last->relays[0]->at(0).novel + last->relays[0]->at(1).novel
                         + last->relays[0]->at(2).novel,
                     std::uint64_t(events.size()));

            QLocalSocket socket;
            socket.connectToServer(control::socketName(config.databasePath));
            socket.write("{\"command\":\"status\"}\n");
            QTRY_VERIFY(socket.state() == QLocalSocket::UnconnectedState);
            const auto status = QJsonDocument::fromJson(socket.readAll());
            QCOMPARE(status[QLatin1String("relays_connected")].toInt(), 3);
            QCOMPARE(status[QLatin1String("stored")].toInt(), static_cast<int>(events.size()));
            QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed[0][0].toString()));
        }
        std::set<QByteArray> expected;
        for (const auto& event : events)
            expected.insert(event.id.view().toByteArray());
        QVERIFY(storedIds(config.databasePath) == expected);
    }

    void goesOnWhereItStopped()
    {
        QTemporaryDir folder;
        SimnetOptions options;
        options.relays = 4;
        options.stored = 300;
        Simnet network(options);
        QVERIFY(!network.start());
        const auto config = configOf(folder);
        std::size_t before = 0;
        for (int run = 0; run < 2; ++run) {
            std::shared_ptr<const Snapshot> last;
            {
                Engine engine(config);
                connect(&engine, &EngineLink::snapshotReady, &engine, [&] { last = engine.takeSnapshot(); });
                if (run == 0)
                    addRelays(engine, network.urls());
                engine.startCollecting();
                QTRY_VERIFY(last && last->overview.answeringRelays == 4);
                QTRY_VERIFY(last->overview.eventsEver > 100);
                QTRY_VERIFY(last->relays[0]->at(0).entry.lastEoseAt > UnixMillis{});
            }
            const auto ids = storedIds(config.databasePath);
            QVERIFY(run == 0 || ids.size() >= before);
            before = ids.size();
        }
    }

    void startsAgainWhileItStops()
    {
        QTemporaryDir folder;
        SimnetOptions options;
        options.relays = 2;
        options.stored = 50;
        Simnet network(options);
        QVERIFY(!network.start());
        Engine engine(configOf(folder));
        std::shared_ptr<const Snapshot> last;
        connect(&engine, &EngineLink::snapshotReady, &engine, [&] { last = engine.takeSnapshot(); });
        addRelays(engine, network.urls());
        engine.startCollecting();
        QTRY_VERIFY(last && last->overview.answeringRelays == 2);
        (void)engine.takeLog();
        engine.stopCollecting();
        engine.startCollecting();
        std::size_t starts = 0;
        const auto startsAgain = [&] {
            for (const auto& record : engine.takeLog())
                starts += record.message.startsWith(QLatin1String("Collection started"));
            return starts == 1;
        };
        QTRY_VERIFY(startsAgain());
        QTRY_VERIFY(last->vitals.collecting && last->overview.answeringRelays == 2);
    }

    void removesAndRestoresRelays()
    {
        QTemporaryDir folder;
        Engine engine(configOf(folder));
        std::shared_ptr<const Snapshot> last;
        connect(&engine, &EngineLink::snapshotReady, &engine, [&] { last = engine.takeSnapshot(); });
        addRelays(engine, {"wss://relay.example.com", "wss://other.example.com", "ws://127.0.0.1:9"});
        QTRY_VERIFY(last && last->relayCount() == 3);
        const auto id = last->relays[0]->at(1).entry.id;
        engine.removeRelays({id});
        QTRY_VERIFY(last->relayCount() == 2);
        engine.restoreRelays({id});
        QTRY_VERIFY(last->relayCount() == 3);
        QCOMPARE(last->relays[0]->at(1).entry.url, "wss://other.example.com");
        engine.setPaused({id}, true);
        QTRY_VERIFY(last->relays[0]->at(1).entry.paused);
        QSignalSpy starred(&engine, &EngineLink::relaysStarred);
        engine.setStarred({id}, true);
        QTRY_VERIFY(last->relays[0]->at(1).entry.starred);
        QVERIFY(!last->relays[0]->at(0).entry.starred);
        engine.setStarred({id}, true); // nothing changes: nothing to undo
        engine.setStarred({id}, false);
        QTRY_VERIFY(!last->relays[0]->at(1).entry.starred);
        QTRY_COMPARE(starred.size(), 2);
    }

    void judgesRelays()
    {
        QTemporaryDir folder;
        auto config = configOf(folder);
        config.allowPrivate = false;
        Engine engine(config);
        QSignalSpy checked(&engine, &EngineLink::relaysChecked);
        engine.checkRelays(5,
                           {QStringLiteral("wss://a.example.com"), QStringLiteral("wss://a.example.com/"),
                            QStringLiteral("ws://10.0.0.1"), QStringLiteral("nonsense here")},
                           RelaySource::Imported);
        QVERIFY(checked.wait(test::patienceMs));
        QCOMPARE(checked[0][0].toInt(), 5);
        const auto candidates = checked[0][1].value<QList<RelayCandidate>>();
        QCOMPARE(candidates.size(), 4);
        QVERIFY(candidates[0].reason.isEmpty());
        QCOMPARE(candidates[1].reason, QStringLiteral("duplicate"));
        QVERIFY(!candidates[2].reason.isEmpty() && candidates[2].url.isEmpty());
        QVERIFY(!candidates[3].reason.isEmpty() && candidates[3].url.isEmpty());
    }

    void importsFiles()
    {
        QTemporaryDir folder;
        test::EventFactory factory(3, 10);
        const auto events = factory.take(1000);
        QFile file(folder.filePath(QStringLiteral("events.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const auto& line : test::toLines(events))
            file.write(line + '\n');
        file.close();
        Engine engine(configOf(folder));
        std::shared_ptr<const Snapshot> last;
        connect(&engine, &EngineLink::snapshotReady, &engine, [&] { last = engine.takeSnapshot(); });
        QString message = QStringLiteral("unfinished");
        connect(&engine, &EngineLink::taskChanged, &engine,
                [&](int, const QString&, qint64, qint64, bool finished, const QString& text) {
                    if (finished)
                        message = text;
                });
        engine.importFiles({file.fileName()});
        QTRY_COMPARE(message, QString());
        QTRY_COMPARE(last ? last->overview.eventsEver : 0, std::uint64_t(1000));
        engine.importFiles({QStringLiteral("/nonexistent/file.jsonl")});
        QTRY_VERIFY(message.contains(QLatin1String("cannot be opened")));
    }

    void pausedImportsGoOnOrEnd()
    {
        QTemporaryDir folder;
        test::EventFactory factory(3, 10);
        QFile file(folder.filePath(QStringLiteral("events.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (const auto& line : test::toLines(factory.take(500)))
            file.write(line + '\n');
        file.close();
        Engine engine(configOf(folder));
        std::map<int, QString> ended;
        connect(&engine, &EngineLink::taskChanged, &engine,
                [&](int task, const QString&, qint64, qint64, bool finished, const QString& text) {
                    if (finished)
                        ended[task] = text;
                });
        const int resumed = engine.importFiles({file.fileName()});
        engine.pauseTask(resumed, true);
        engine.pauseTask(resumed, false);
        QTRY_VERIFY_WITH_TIMEOUT(ended.count(resumed) == 1, 20000);
        QVERIFY2(ended[resumed].isEmpty(), qPrintable(ended[resumed]));
        const int cancelled = engine.importFiles({file.fileName()});
        engine.pauseTask(cancelled, true);
        engine.cancelTask(cancelled); // wakes it; it may have been done before
        QTRY_VERIFY_WITH_TIMEOUT(ended.count(cancelled) == 1, 20000);
        QVERIFY(ended[cancelled].isEmpty() || ended[cancelled].contains(QLatin1String("stored")));
        const int held = engine.importFiles({file.fileName()});
        engine.pauseTask(held, true); // the end of the engine must not wait for it
    }

    void shutsDownWithoutHoldingTheCaller()
    {
        QTemporaryDir folder;
        Engine engine(configOf(folder));
        addRelays(engine, {"ws://127.0.0.1:1/"});
        engine.startCollecting();
        QSignalSpy checked(&engine, &EngineLink::databaseChecked);
        engine.checkDatabase(7);
        QVERIFY(checked.wait());
        QCOMPARE(checked[0][0].toInt(), 7);
        QCOMPARE(checked[0][1].toString(), QString());
        QSignalSpy stopped(&engine, &EngineLink::stopped);
        engine.restoreRelays({RelayId(1)}); // an answer is on its way when the store goes
        engine.shutDown();
        QVERIFY(stopped.wait(20000));
        // Whatever comes later finds nothing open.
        engine.startCollecting();
        engine.setPaused({RelayId(1)}, true);
        engine.setRange(RangePreset::Hour);
        engine.setVisible(true);
        engine.removeRelays({RelayId(1)});
        engine.importFiles({QStringLiteral("/nonexistent")});
        engine.checkDatabase(8);
        engine.shutDown();
        QTRY_COMPARE(checked.count(), 2);
        QVERIFY(!checked[1][1].toString().isEmpty());
        QCOMPARE(stopped.count(), 1);
    }

    void saysWhyItCannotOpen()
    {
        QTemporaryDir folder;
        auto config = configOf(folder);
        config.databasePath = folder.filePath(QStringLiteral("text.sqlite"));
        QFile file(config.databasePath);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        Engine engine(config);
        QSignalSpy failed(&engine, &EngineLink::storeUnavailable);
        QVERIFY(failed.wait(test::patienceMs));
        QVERIFY(failed[0][0].toString().contains(QLatin1String("not a database")));
        engine.startCollecting(); // harmless
        engine.addRelays({}, RelaySource::Manual);
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
