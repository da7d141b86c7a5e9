// SPDX-License-Identifier: GPL-3.0-or-later
// The scheduler of the archive: who is asked when, with how many slots, and what is told of it.
#include "app/simnet/simrelay.h"
#include "core/archive/archiver.h"
#include "core/archive/syncspans.h"
#include "core/ingest/ingestpipeline.h"
#include "core/net/qwebsockettransport.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/answers.h"
#include "tests/support/eventfactory.h"
#include "tests/support/faketransport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int eventCount = 40;
constexpr std::uint64_t roomy = 100ULL << 30;

/// A store, what fills it, and an archiver in this thread.
class Scene {
public:
    explicit Scene(const ArchiveConfig& config = quick(), const TransportFactory& transports = {})
        : m_path(m_folder.filePath(u"t.sqlite"_s))
        , m_config(config)
        , m_transports(transports ? transports : TransportFactory([this](RelayNetwork) {
            return std::make_unique<QWebSocketTransport>(m_clock, QWebSocketTransportOptions::forHistory());
        }))
    {
        open();
    }
    ~Scene() { close(); }
    Q_DISABLE_COPY_MOVE(Scene)

    static ArchiveConfig quick()
    {
        ArchiveConfig config;
        config.isOn = true;
        config.cycle = 1h;
        config.firstAfter = 0ms;
        config.rules.idle = 2s;
        return config;
    }
    void open()
    {
        auto opened = SqliteStore::open(m_path, SqliteStore::Mode::ReadWrite, m_clock);
        if (!opened)
            qFatal("%s", qPrintable(describe(opened.error())));
        store = std::move(*opened);
        IngestPipeline::Config pipeline;
        pipeline.workers = 1;
        pipeline.batchInterval = 5ms;
        m_pipeline = std::make_unique<IngestPipeline>(*store, *store, store->lastBatch(), pipeline, nullptr);
        archiver = std::make_unique<Archiver>(
            m_config, SyncTools{*store, *store, *m_pipeline, m_clock, m_transports}, [this] { return free; });
        m_pipeline->setMarkListener([this](const std::vector<StreamMark>& marks) {
            QMetaObject::invokeMethod(
                archiver.get(), [this, marks] { archiver->stored(marks); }, Qt::QueuedConnection);
        });
    }
    void close()
    {
        if (m_pipeline)
            m_pipeline->setMarkListener(nullptr);
        archiver.reset();
        m_pipeline.reset();
        store.reset();
    }

    /// In the list of the store.
    [[nodiscard]] ArchivedRelay relay(const QString& url, bool isTaken = true)
    {
        RelayEntry entry;
        const auto parsed = *RelayUrl::parse(url, RelayUrlRules::byHand());
        entry.url = parsed.text();
        const auto added = answerOf<std::vector<RelayEntry>>(
            [&](auto reply) { store->addRelays({entry}, std::move(reply)); });
        return {added->front().id, parsed, isTaken};
    }
    [[nodiscard]] std::shared_ptr<const ArchiveRow> row(RelayId relay) const
    {
        const auto view = archiver->view();
        for (const auto& one : view->rows) {
            if (one->relay == relay)
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] ArchiveState state(RelayId relay) const { return row(relay)->state; }
    [[nodiscard]] UnixMillis now() const { return m_clock.now(); }

    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<Archiver> archiver;
    std::uint64_t free = roomy;

private:
    QTemporaryDir m_folder;
    const QString m_path;
    const ArchiveConfig m_config;
    SystemClock m_clock;
    TransportFactory m_transports;
    std::unique_ptr<IngestPipeline> m_pipeline;
};

CoverageInterval part(Timestamp low, Timestamp high, CoverageState state, std::int64_t at)
{
    return {low, high, state, CoverageReason::None, {}, fromSeconds(at)};
}

std::unique_ptr<SimRelay> listening()
{
    SimRelayOptions options;
    options.keepAll = true;
    auto relay = std::make_unique<SimRelay>(options);
    if (!relay->listen())
        qFatal("no port");
    EventFactory factory(5, 20);
    for (const auto& event : factory.take(eventCount))
        relay->add(event);
    return relay;
}

SyncOrder orderOf(std::uint32_t number, SyncPriority priority)
{
    SyncOrder order(RelayId(number),
                    *RelayUrl::parse(u"wss://r%1.example.com"_s.arg(number), RelayUrlRules::byHand()), {});
    order.until = 100;
    order.method = SyncMethod::Windows;
    order.priority = priority;
    return order;
}

} // namespace

class TestArchiver : public QObject {
    Q_OBJECT

private slots:
    void spans_data()
    {
        QTest::addColumn<int>("failedRest");
        QTest::addColumn<int>("truncatedRest");
        QTest::addColumn<bool>("again");
        QTest::addColumn<QString>("expected");
        // 0-9 complete, 10-19 failed at 900, 20-29 truncated at 500, 30-39 failed at 100, 40-49 unknown
        QTest::newRow("all that is not complete") << 0 << 0 << false << u"10-49"_s;
        QTest::newRow("what failed rests") << 200 << 0 << false << u"20-49"_s;
        QTest::newRow("long rests") << 901 << 501 << false << u"40-49"_s;
        QTest::newRow("the end of a rest") << 900 << 500 << false << u"20-49"_s;
        QTest::newRow("again") << 901 << 501 << true << u"0-49"_s;
    }

    void spans()
    {
        QFETCH(const int, failedRest);
        QFETCH(const int, truncatedRest);
        QFETCH(const bool, again);
        QFETCH(const QString, expected);
        const Coverage coverage(
            {part(0, 9, CoverageState::Complete, 1), part(10, 19, CoverageState::Failed, 900),
             part(20, 29, CoverageState::Truncated, 500), part(30, 39, CoverageState::Failed, 100)});
        SyncWish wish;
        wish.until = 49;
        wish.failedRest = std::chrono::seconds(failedRest);
        wish.truncatedRest = std::chrono::seconds(truncatedRest);
        wish.again = again;
        QStringList texts;
        for (const auto& span : spansToAsk(coverage, wish, fromSeconds(1000)))
            texts.append(u"%1-%2"_s.arg(span.low).arg(span.high));
        QCOMPARE(texts.join(u','), expected);
        wish.again = false;
        wish.failedRest = std::chrono::hours(1);
        const Coverage cut(
            {{0, 49, CoverageState::Failed, CoverageReason::Disconnected, {}, fromSeconds(999)}});
        QCOMPARE(spansToAsk(cut, wish, fromSeconds(1000)).size(),
                 std::size_t(1)); // may have been our network
        wish.since = 50;
        QVERIFY(spansToAsk(coverage, wish, fromSeconds(1000)).empty());
    }

    void quarterIsKept()
    {
        SystemClock clock;
        QTemporaryDir folder;
        auto store = *SqliteStore::open(folder.filePath(u"t.sqlite"_s), SqliteStore::Mode::ReadWrite, clock);
        IngestPipeline pipeline(*store, *store, 0, {}, nullptr);
        SyncParallel parallel;
        parallel.clearnet = 8;
        SyncQueue queue({*store, *store, pipeline, clock,
                         [&clock](RelayNetwork) { return std::make_unique<FakeTransport>(clock); }},
                        SyncRules(), parallel);
        queue.setReserving(true);
        std::vector<SyncOrder> ordinary;
        for (std::uint32_t i = 1; i <= 20; ++i)
            ordinary.push_back(orderOf(i, i == 20 ? SyncPriority::Normal : SyncPriority::Low));
        queue.add(std::move(ordinary));
        QCOMPARE(queue.running().size(), std::size_t(6)); // of eight, two are kept
        QVERIFY(queue.session(RelayId(20)) != nullptr); // before those of low priority
        QVERIFY(queue.isWaiting(RelayId(6)));
        queue.add({orderOf(30, SyncPriority::High), orderOf(31, SyncPriority::High),
                   orderOf(32, SyncPriority::High)});
        QVERIFY(queue.session(RelayId(30)) != nullptr);
        QVERIFY(queue.session(RelayId(31)) != nullptr);
        QVERIFY(queue.isWaiting(RelayId(32)));
        queue.cancel(RelayId(1));
        QTRY_VERIFY(queue.session(RelayId(32)) != nullptr); // the next free slot is for it
        QVERIFY(queue.isWaiting(RelayId(6)));
        queue.setReserving(false);
        queue.cancel(RelayId(32));
        QTRY_VERIFY(queue.session(RelayId(6)) != nullptr);
        queue.cancel(RelayId(7));
        QVERIFY(!queue.isWaiting(RelayId(7)));
    }

    void aCycle()
    {
        const auto simulated = listening();
        Scene scene;
        const auto good = scene.relay(QString::fromLatin1(simulated->url()));
        const auto silent = scene.relay(u"wss://silent.example.com"_s);
        const auto listed = scene.relay(u"wss://listed.example.com"_s, false);
        scene.archiver->setRelays({good, silent, listed});
        QVERIFY(scene.archiver->view()->hold == ArchiveHold::NotCollecting);
        scene.archiver->setReadable({{good.id, scene.now()}});
        scene.archiver->setCollecting(true);
        QTRY_VERIFY(scene.state(good.id) == ArchiveState::UpToDate);
        QVERIFY(scene.state(silent.id) == ArchiveState::Unreadable);
        QVERIFY(scene.row(listed.id) == nullptr);
        const auto row = scene.row(good.id);
        QCOMPARE(row->received, std::uint64_t(eventCount));
        QCOMPARE(row->complete01, 1.0);
        QCOMPARE(row->completeSince, std::optional<Timestamp>(0));
        QVERIFY(row->bytes > 0);
        const auto view = scene.archiver->view();
        QCOMPARE(view->complete01, 0.5);
        QVERIFY(view->nextCycleAt > view->asOf + 30min);

        // The same is known after a start, before anything is asked.
        scene.close();
        scene.open();
        scene.archiver->setRelays({good, silent});
        QTRY_COMPARE(scene.row(good.id)->completeSince, std::optional<Timestamp>(0));
    }

    void choices()
    {
        Scene scene;
        const auto one = scene.relay(u"wss://one.example.com"_s);
        const auto other = scene.relay(u"wss://other.example.com"_s);
        scene.archiver->setRelays({one, other});
        scene.archiver->setPaused({one.id}, true);
        scene.archiver->setPriority({one.id}, SyncPriority::Low);
        QVERIFY(scene.state(one.id) == ArchiveState::Paused);
        scene.close();
        scene.open();
        scene.archiver->setRelays({one, other});
        QTRY_VERIFY(scene.state(one.id) == ArchiveState::Paused);
        QVERIFY(scene.row(one.id)->priority == SyncPriority::Low);
        scene.archiver->setPaused({one.id}, false);
        QVERIFY(scene.state(one.id) == ArchiveState::Unreadable);
    }

    void onDemand()
    {
        const auto simulated = listening();
        auto config = Scene::quick();
        config.isOn = false;
        Scene scene(config);
        const auto relay = scene.relay(QString::fromLatin1(simulated->url()), false);
        scene.archiver->setRelays({relay});
        QVERIFY(scene.row(relay.id) == nullptr);
        scene.archiver->sync({relay.id}, std::nullopt);
        QVERIFY(scene.row(relay.id) != nullptr);
        QTRY_COMPARE(scene.row(relay.id)->received, std::uint64_t(eventCount));
        QTRY_COMPARE(scene.row(relay.id)->complete01, 1.0);
        QVERIFY(scene.state(relay.id) == ArchiveState::Paused); // no cycle asks it

        // A comparison: nothing comes, and the strip stays what it is.
        EventFactory more(9, 20);
        for (const auto& event : more.take(7))
            simulated->add(event);
        SyncWish wish;
        wish.until = toSeconds(scene.now());
        wish.dryRun = wish.again = true;
        scene.archiver->sync({relay.id}, wish);
        QTRY_COMPARE(scene.row(relay.id)->figures.need, std::uint64_t(7));
        QTRY_VERIFY(scene.row(relay.id)->figures.state == SyncState::Done);
        QCOMPARE(scene.row(relay.id)->received, std::uint64_t(eventCount));
        QCOMPARE(scene.row(relay.id)->complete01, 1.0);
    }

    void diskIsLow()
    {
        const auto simulated = listening();
        Scene scene;
        scene.free = 1ULL << 30;
        const QSignalSpy refused(scene.archiver.get(), &Archiver::refused);
        const auto relay = scene.relay(QString::fromLatin1(simulated->url()));
        scene.archiver->setRelays({relay});
        scene.archiver->setReadable({{relay.id, scene.now()}});
        scene.archiver->setCollecting(true);
        QTRY_VERIFY(scene.archiver->view()->hold == ArchiveHold::DiskLow);
        scene.archiver->sync({relay.id}, std::nullopt);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(scene.archiver->view()->running, std::size_t(0));
        QVERIFY(scene.state(relay.id) == ArchiveState::Waiting);
    }

    void offline()
    {
        SystemClock clock;
        Scene scene(Scene::quick(),
                    [&clock](RelayNetwork) { return std::make_unique<FakeTransport>(clock); });
        const auto relay = scene.relay(u"wss://one.example.com"_s);
        scene.archiver->setRelays({relay});
        scene.archiver->setReadable({{relay.id, scene.now()}});
        scene.archiver->setCollecting(true);
        QTRY_VERIFY(scene.state(relay.id) == ArchiveState::Syncing);
        scene.archiver->setNetworkLost(true);
        QTRY_VERIFY(scene.state(relay.id) == ArchiveState::Waiting); // not failed: it was us
        QVERIFY(scene.archiver->view()->hold == ArchiveHold::Offline);
        scene.archiver->setNetworkLost(false);
        QTRY_VERIFY(scene.state(relay.id) == ArchiveState::Syncing);
    }

    void priorityFile()
    {
        QTemporaryDir folder;
        auto config = Scene::quick();
        config.priorityFile = folder.filePath(u"priority.txt"_s);
        {
            QFile file(config.priorityFile);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("# ours\nwss://one.example.com   # the first\nnot a relay\n\nws://127.0.0.1:7777\n");
        }
        Scene scene(config);
        const auto one = scene.relay(u"wss://one.example.com"_s);
        const auto other = scene.relay(u"wss://other.example.com"_s);
        const auto local = scene.relay(u"ws://127.0.0.1:7777"_s);
        scene.archiver->setRelays({one, other, local});
        scene.archiver->setCollecting(true);
        QTRY_VERIFY(scene.row(one.id)->isOnFile);
        QVERIFY(scene.row(local.id)->isOnFile);
        QVERIFY(!scene.row(other.id)->isOnFile);
        QVERIFY(scene.archiver->view()->problem.isEmpty());

        config.priorityFile = folder.filePath(u"missing.txt"_s);
        Scene broken(config);
        broken.archiver->setCollecting(true);
        QTRY_VERIFY(broken.archiver->view()->problem.contains(u"missing.txt"_s));
    }

    /// "Stop collecting" means that nobody is connected to any more.
    void stopCollectingEndsWhatRuns()
    {
        auto config = Scene::quick();
        config.parallel.clearnet = 1;
        SystemClock clock;
        Scene scene(config, [&clock](RelayNetwork) { return std::make_unique<FakeTransport>(clock); });
        const auto one = scene.relay(u"wss://one.example.com"_s);
        const auto two = scene.relay(u"wss://two.example.com"_s);
        scene.archiver->setRelays({one, two});
        scene.archiver->setReadable({{one.id, scene.now()}, {two.id, scene.now()}});
        scene.archiver->setCollecting(true);
        QTRY_VERIFY(scene.archiver->view()->running == 1 && scene.archiver->view()->queued == 1);
        scene.archiver->setCollecting(false);
        QTRY_COMPARE(scene.archiver->view()->running, std::size_t(0));
        QCOMPARE(scene.archiver->view()->queued, std::size_t(0));
        QVERIFY(scene.archiver->view()->hold == ArchiveHold::NotCollecting);
        QVERIFY(scene.state(one.id) == ArchiveState::Waiting); // not failed
    }

    void offEndsWhatRuns()
    {
        auto config = Scene::quick();
        SystemClock clock;
        Scene scene(config, [&clock](RelayNetwork) { return std::make_unique<FakeTransport>(clock); });
        const auto relay = scene.relay(u"wss://one.example.com"_s);
        scene.archiver->setRelays({relay});
        scene.archiver->setReadable({{relay.id, scene.now()}});
        scene.archiver->setCollecting(true);
        QTRY_VERIFY(scene.state(relay.id) == ArchiveState::Syncing);
        scene.archiver->setOn(false);
        QTRY_VERIFY(scene.state(relay.id) == ArchiveState::Waiting);
        QVERIFY(scene.archiver->view()->nextCycleAt == UnixMillis{});
        scene.archiver->setOn(true);
        QTRY_VERIFY(scene.state(relay.id) == ArchiveState::Syncing);
        scene.archiver->setRelays({}); // removed while it runs
        QTRY_COMPARE(scene.archiver->view()->running, std::size_t(0));
        QVERIFY(scene.archiver->view()->rows.empty());
    }
};

QTEST_GUILESS_MAIN(TestArchiver)
#include "tst_archiver.moc"
