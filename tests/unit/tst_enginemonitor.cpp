// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor on the real path: engine, real probes, a simulated network, a real file.
#include "app/simnet/simnet.h"
#include "core/engine/engine.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::patienceMs;

class TestEngineMonitor : public QObject {
    Q_OBJECT

private slots:
    void healthOfRealConnections();
    void starredRelaysAreWatched();

private:
    static EngineConfig configOf(const QTemporaryDir& folder)
    {
        EngineConfig config;
        config.databasePath = folder.filePath(u"t.sqlite"_s);
        config.allowPrivate = true;
        config.monitor.schedule.watched = 200ms;
        config.monitor.schedule.firstWatched = 1ms;
        config.monitor.schedule.backOff.fill(200ms);
        config.monitor.rules.retryDelays = {10ms, 10ms};
        return config;
    }
    /// The newest snapshot as far as there is one.
    void look(Engine& engine)
    {
        if (auto snapshot = engine.takeSnapshot())
            m_snapshot = std::move(snapshot);
    }
    [[nodiscard]] RelayState stateOf(const QByteArray& url) const
    {
        for (const auto& chunk : m_snapshot->relays) {
            for (const auto& row : *chunk) {
                if (row.entry.url == url && row.health)
                    return row.health->status.state;
            }
        }
        return RelayState::Unknown;
    }
    [[nodiscard]] RelayId idOf(const QByteArray& url) const
    {
        for (const auto& chunk : m_snapshot->relays) {
            for (const auto& row : *chunk) {
                if (row.entry.url == url)
                    return row.entry.id;
            }
        }
        return {};
    }
    bool become(Engine& engine, const QByteArray& url, RelayState state)
    {
        return QTest::qWaitFor(
            [&] {
                look(engine);
                return m_snapshot && stateOf(url) == state;
            },
            patienceMs);
    }
    std::vector<Incident> incidents(Engine& engine)
    {
        QSignalSpy read(&engine, &EngineLink::incidentsRead);
        IncidentQuery query;
        query.withEvidence = true;
        engine.readIncidents(engine.takeToken(), query);
        if (!read.wait(patienceMs))
            qFatal("no incidents");
        return *read[0][1].value<std::shared_ptr<const std::vector<Incident>>>();
    }

    std::shared_ptr<const RelayHealthDetail> detailOf(Engine& engine, const QByteArray& url)
    {
        QSignalSpy read(&engine, &EngineLink::relayHealthRead);
        engine.readRelayHealth(engine.takeToken(), idOf(url),
                               TimeRange::last(24h, QDateTime::currentSecsSinceEpoch() + 60));
        if (!read.wait(patienceMs))
            qFatal("no detail");
        return read[0][1].value<std::shared_ptr<const RelayHealthDetail>>();
    }

    std::shared_ptr<const Snapshot> m_snapshot;
};

void TestEngineMonitor::healthOfRealConnections()
{
    SimnetOptions options;
    options.relays = 3;
    Simnet network(options);
    QVERIFY(!network.start());
    const auto urls = network.urls();
    const QByteArray dead = "ws://127.0.0.1:1"; // nothing listens there
    QTemporaryDir folder;
    {
        Engine engine(configOf(folder));
        QSignalSpy checked(&engine, &EngineLink::relaysChecked);
        QSignalSpy added(&engine, &EngineLink::relaysAdded);
        QStringList inputs{QString::fromLatin1(dead)};
        for (const auto& url : urls)
            inputs << QString::fromLatin1(url);
        engine.checkRelays(1, inputs, RelaySource::Imported);
        QVERIFY(checked.wait(patienceMs));
        engine.addRelays(checked[0][1].value<QList<RelayCandidate>>(), RelaySource::Imported);
        QVERIFY(added.wait(patienceMs));
        engine.startCollecting();
        QVERIFY(become(engine, urls[0], RelayState::Up));
        QVERIFY(become(engine, dead, RelayState::Down));
        QVERIFY(m_snapshot->health.openIncidents >= 1);

        QSignalSpy read(&engine, &EngineLink::relayHealthRead);
        const auto now = QDateTime::currentSecsSinceEpoch();
        // What was checked is stored every two seconds.
        const auto hasChecks = [&] {
            read.clear();
            engine.readRelayHealth(engine.takeToken(), idOf(urls[0]), TimeRange::last(24h, now + 60));
            if (!read.wait(patienceMs))
                return false;
            const auto detail = read[0][1].value<std::shared_ptr<const RelayHealthDetail>>();
            return !detail->checks.empty() && detail->open.p50 && detail->read.p50
                && !detail->document.isEmpty();
        };
        QVERIFY(QTest::qWaitFor(hasChecks, patienceMs));

        // The body of a version, of a hash that is not known, and a question that is not waited for.
        QSignalSpy documents(&engine, &EngineLink::documentsRead);
        const auto hash = detailOf(engine, urls[0])->documents.at(0).sha256;
        const auto cancelled = engine.takeToken();
        engine.readDocuments(cancelled, {hash});
        engine.cancel(cancelled);
        const auto wanted = engine.takeToken();
        engine.readDocuments(wanted, {hash, "nothing", hash}); // the third is one too many
        // An answer that was on its way when the question was cancelled may still come.
        const auto isAnswered = [&] { return !documents.isEmpty() && documents.last()[0].toInt() == wanted; };
        QVERIFY(QTest::qWaitFor(isAnswered, patienceMs));
        const auto bodies = documents.last()[1].value<QList<QByteArray>>();
        QCOMPARE(bodies.size(), 2);
        QVERIFY(bodies[0].contains("nostrscope-simnet"));
        QVERIFY(bodies[1].isEmpty());

        engine.observeNow(idOf(urls[1]));
        QVERIFY(
            QTest::qWaitFor([&] { return detailOf(engine, urls[1])->observation.has_value(); }, patienceMs));
        const auto detail = detailOf(engine, urls[1]);
        QVERIFY(detail->nextObservation > fromSeconds(now) + 23h);
        const auto& count = detail->observation->findings.at(std::size_t(ClaimItem::Count));
        QCOMPARE(count.verdict, ClaimVerdict::Agrees);
        QVERIFY(count.evidence.startsWith("[\"COUNT\""));

        QVERIFY(QTest::qWaitFor([&] { return !incidents(engine).empty(); }, patienceMs));
        const auto all = incidents(engine);
        QCOMPARE(all.size(), 1U);
        QCOMPARE(all[0].relay, idOf(dead));
        QCOMPARE(all[0].firstCause.code, ProbeCode::TcpRefused);
        engine.acknowledgeIncidents({all[0].number}, true);
        engine.setIncidentNote(all[0].number, u"known"_s);
        QVERIFY(QTest::qWaitFor([&] { return incidents(engine)[0].note == u"known"_s; }, patienceMs));
        QVERIFY(incidents(engine)[0].acknowledged);
    }
    // The next run knows before it asks.
    m_snapshot.reset();
    Engine engine(configOf(folder));
    QVERIFY(become(engine, dead, RelayState::Down));
    QCOMPARE(incidents(engine).size(), 1U);
    QVERIFY(detailOf(engine, urls[1])->observation.has_value());
}

/// Collected from or not: the user's mark makes a relay one of those that are checked often.
void TestEngineMonitor::starredRelaysAreWatched()
{
    QTemporaryDir folder;
    auto config = configOf(folder);
    config.collector.maxConnections = 1;
    Engine engine(config);
    QSignalSpy starred(&engine, &EngineLink::relaysStarred);
    const QByteArray urls[] = {"wss://a.example.com", "wss://b.example.com", "wss://c.example.com"};
    QList<RelayCandidate> candidates;
    for (const auto& url : urls)
        candidates.append({QString::fromLatin1(url), url, u"clearnet"_s, {}, {}, {}});
    engine.addRelays(candidates, RelaySource::Manual);
    const auto watched = [&](const QByteArray& url) -> std::optional<bool> {
        look(engine);
        if (!m_snapshot)
            return std::nullopt;
        for (const auto& chunk : m_snapshot->relays) {
            for (const auto& row : *chunk) {
                if (row.entry.url == url && row.health)
                    return row.health->isWatched;
            }
        }
        return std::nullopt;
    };
    const auto become = [&](const QByteArray& url, bool isWatched) {
        return QTest::qWaitFor([&] { return watched(url) == isWatched; }, patienceMs);
    };
    QVERIFY(become(urls[0], true)); // collected
    QVERIFY(become(urls[1], false));
    QVERIFY(become(urls[2], false));
    engine.setStarred({idOf(urls[0]), idOf(urls[2]), RelayId(77)}, true);
    QVERIFY(become(urls[2], true));
    QCOMPARE(watched(urls[1]), std::optional(false)); // the place of a collected relay is not taken
    QVERIFY(QTest::qWaitFor([&] { return starred.size() == 1; }, patienceMs));
    QCOMPARE(starred[0][0].value<QList<RelayId>>(), (QList<RelayId>{idOf(urls[0]), idOf(urls[2])}));
    QVERIFY(starred[0][2].toBool());
    engine.setPaused({idOf(urls[2])}, true);
    QVERIFY(become(urls[2], false)); // paused is paused
    engine.setPaused({idOf(urls[2])}, false);
    QVERIFY(become(urls[2], true));
    engine.setStarred({idOf(urls[2])}, false);
    QVERIFY(become(urls[2], false));
}

QTEST_GUILESS_MAIN(TestEngineMonitor)
#include "tst_enginemonitor.moc"
