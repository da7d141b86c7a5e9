// SPDX-License-Identifier: GPL-3.0-or-later
// The archive on the real path: engine, sockets on loopback, a real file, while events arrive live.
#include "app/simnet/simrelay.h"
#include "core/engine/engine.h"
#include "tests/support/eventfactory.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using test::EventFactory;
using test::patienceMs;

namespace {

constexpr int eventCount = 60;

} // namespace

class TestEngineArchive : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        SimRelayOptions options;
        options.keepAll = true;
        m_relay = std::make_unique<SimRelay>(options);
        QVERIFY(m_relay->listen());
        EventFactory factory(5, 20);
        for (const auto& event : factory.take(eventCount))
            m_relay->add(event);
        m_folder = std::make_unique<QTemporaryDir>();
        m_view.reset();
    }
    void cleanup()
    {
        m_relay.reset();
        m_folder.reset();
    }

    /// Start, and what runs by itself from then on; what was decided is known after a restart.
    void cyclesWhileCollecting()
    {
        RelayId relay;
        {
            Engine engine(config());
            watch(engine);
            relay = addTo(engine);
            QTRY_VERIFY_WITH_TIMEOUT(m_view && m_view->rows.size() == 1, patienceMs);
            QVERIFY(m_view->hold == ArchiveHold::NotCollecting);
            engine.setArchiving(true);
            engine.startCollecting();
            QTRY_VERIFY_WITH_TIMEOUT(state() == ArchiveState::UpToDate, patienceMs);
            QCOMPARE(m_view->rows[0]->received, std::uint64_t(eventCount));
            engine.setArchivePriority({relay}, SyncPriority::High);
            engine.setArchivePaused({relay}, true);
            QTRY_VERIFY_WITH_TIMEOUT(state() == ArchiveState::Paused, patienceMs);
        }
        m_view.reset();
        Engine engine(config());
        watch(engine);
        engine.readArchive();
        QTRY_VERIFY_WITH_TIMEOUT(m_view && m_view->rows.size() == 1 && m_view->rows[0]->completeSince
                                     && state() == ArchiveState::Paused,
                                 patienceMs);
        QVERIFY(m_view->rows[0]->priority == SyncPriority::High);
        QVERIFY(!m_view->isOn);
        engine.syncRelays({relay}, std::nullopt); // paused ones too, when the user says so
        QTRY_VERIFY_WITH_TIMEOUT(m_view->rows[0]->endedAt != UnixMillis{}, patienceMs);
        QCOMPARE(m_view->rows[0]->complete01, 1.0);
    }

    /// Ends in order while sessions run.
    void endsInTheMiddle()
    {
        Engine engine(config());
        watch(engine);
        const auto relay = addTo(engine);
        engine.syncRelays({relay}, std::nullopt);
        QTRY_VERIFY_WITH_TIMEOUT(m_view && m_view->running > 0, patienceMs);
        QSignalSpy stopped(&engine, &EngineLink::stopped);
        engine.shutDown();
        QVERIFY(stopped.wait(patienceMs));
        engine.syncRelays({relay}, std::nullopt); // does nothing any more
        engine.readArchive();
    }

private:
    [[nodiscard]] EngineConfig config() const
    {
        EngineConfig config;
        config.databasePath = m_folder->filePath(u"t.sqlite"_s);
        config.allowPrivate = true;
        config.collector.wantCatchUp = false;
        config.archive.firstAfter = 0ms;
        config.archive.minFreeBytes = 0;
        return config;
    }
    void watch(Engine& engine)
    {
        connect(&engine, &EngineLink::archiveChanged, this,
                [this](const std::shared_ptr<const ArchiveView>& view) { m_view = view; });
    }
    [[nodiscard]] ArchiveState state() const { return m_view->rows[0]->state; }
    RelayId addTo(Engine& engine)
    {
        QSignalSpy checked(&engine, &EngineLink::relaysChecked);
        engine.checkRelays(1, {QString::fromLatin1(m_relay->url())}, RelaySource::Manual);
        if (!checked.wait(patienceMs))
            qFatal("the relay is not judged");
        engine.addRelays(checked[0][1].value<QList<RelayCandidate>>(), RelaySource::Manual);
        engine.readArchive();
        if (!QTest::qWaitFor([this] { return m_view && !m_view->rows.empty(); }, patienceMs))
            qFatal("the relay is not archived");
        return m_view->rows[0]->relay;
    }

    std::unique_ptr<SimRelay> m_relay;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<const ArchiveView> m_view;
};

QTEST_GUILESS_MAIN(TestEngineArchive)
#include "tst_enginearchive.moc"
