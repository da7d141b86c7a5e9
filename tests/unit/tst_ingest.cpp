// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"
#include "core/engine/fileimport.h"
#include "core/ingest/ingestpipeline.h"
#include "core/storage/sqlitestore.h"
#include "tests/support/eventfactory.h"

#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <thread>

using namespace nostrscope;
using namespace std::chrono_literals;

namespace {

/// A store that fails as often as it is told, and keeps what it was given.
class FlakySink final : public EventSink, public EventSource {
public:
    void commit(std::shared_ptr<const EventBatch> batch,
                Reply<std::shared_ptr<const CommittedDelta>> reply) override
    {
        if (failures-- > 0) {
            reply(Unexpected(StoreError{StoreErrorCode::DiskFull, {}}));
            return;
        }
        auto delta = std::make_shared<CommittedDelta>();
        delta->result.batch = batch->number;
        delta->result.outcomes.assign(batch->events.size(), Outcome::Stored);
        batches.push_back(batch);
        reply(std::shared_ptr<const CommittedDelta>(std::move(delta)));
    }
    void byIds(std::vector<EventId>, CallLimits, Reply<std::vector<StoredEvent>>) override { }
    void page(Filter, EventOrder, std::optional<EventCursor>, int, CallLimits, Reply<EventPage>) override { }
    void seenOn(std::uint64_t, CallLimits, Reply<std::vector<SeenOn>>) override { }
    std::unique_ptr<IdLookup> openIdLookup() override { return nullptr; }

    std::atomic<int> failures{0};
    std::vector<std::shared_ptr<const EventBatch>> batches; ///< read after stop()
};

RawEvent raw(QByteArray json, std::uint32_t relay = 1, bool isFrame = false)
{
    return {std::move(json), RelayId(relay), fromSeconds(1700000000), Origin::Live, isFrame};
}

} // namespace

class TestIngest : public QObject {
    Q_OBJECT

private:
    test::EventFactory m_factory{7, 20};
    const std::atomic<bool> m_never{false};

    static IngestPipeline::Config quick()
    {
        IngestPipeline::Config config;
        config.workers = 3;
        config.batchInterval = 20ms;
        config.retryInterval = 10ms;
        return config;
    }

private slots:
    void ordersAndDeduplicates()
    {
        FlakySink sink;
        const auto events = m_factory.take(3000);
        {
            IngestPipeline pipeline(sink, sink, 41, quick(), nullptr);
            for (std::size_t i = 0; i < events.size(); i += 10) {
                std::vector<RawEvent> chunk;
                for (std::size_t k = i; k < i + 10; ++k) {
                    chunk.push_back(raw(toJson(events[k])));
                    chunk.push_back(raw("[\"EVENT\",\"s\"," + toJson(events[k]) + "]", 1, true));
                }
                QVERIFY(pipeline.submit(std::move(chunk), m_never));
            }
            QVERIFY(pipeline.drain(test::patience));
            const auto counts = pipeline.status().counts[0];
            QCOMPARE(counts.received, 6000U);
            QCOMPARE(counts.stored, 3000U);
            QCOMPARE(counts.duplicates, 3000U);
            QVERIFY(pipeline.status().isIdle);
        }
        std::uint64_t number = 41;
        std::size_t index = 0;
        std::size_t sightings = 0;
        for (const auto& batch : sink.batches) {
            QCOMPARE(batch->number, ++number);
            for (const auto& verified : batch->events)
                QVERIFY(verified.event.id == events[index++].id);
            sightings += batch->sightings.size();
        }
        QCOMPARE(index, events.size());
        QCOMPARE(sightings, events.size());
    }

    /// A mark is told when all before it is stored, with what was refused since the one before it; also while
    /// the store fails, and whoever else sends.
    void marksFollowWhatIsBeforeThem()
    {
        constexpr std::uint32_t relays = 3;
        constexpr std::uint64_t pages = 20;
        FlakySink sink;
        sink.failures = 2;
        std::map<std::pair<std::uint32_t, std::uint64_t>, std::vector<EventId>> expected;
        std::vector<StreamMark> told;
        std::size_t missing = 0;
        {
            IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
            pipeline.setMarkListener([&](const std::vector<StreamMark>& marks) { // called in onCommit()
                std::set<EventId> stored;
                for (const auto& batch : sink.batches) {
                    for (const auto& verified : batch->events)
                        stored.insert(verified.event.id);
                }
                for (const auto& mark : marks) {
                    told.push_back(mark);
                    for (const auto& id : expected[{mark.relay.number(), mark.mark}])
                        missing += stored.contains(id) ? 0 : 1;
                }
            });
            for (std::uint64_t page = 1; page <= pages; ++page) {
                for (std::uint32_t relay = 1; relay <= relays; ++relay) {
                    std::vector<RawEvent> chunk;
                    for (const auto& event : m_factory.take(4)) {
                        expected[{relay, page}].push_back(event.id);
                        chunk.push_back(raw(toJson(event), relay));
                    }
                    for (std::uint64_t i = 0; i < page % 3; ++i)
                        chunk.push_back(raw("{}", relay)); // refused
                    chunk.push_back(raw("{}", relay));
                    chunk.back().origin = Origin::Live; // another stream of the same relay
                    for (std::size_t i = 0; i + 1 < chunk.size(); ++i)
                        chunk[i].origin = Origin::Archive;
                    chunk.push_back(raw({}, relay));
                    chunk.back().mark = page;
                    QVERIFY(pipeline.submit(std::move(chunk), m_never));
                }
            }
            QVERIFY(pipeline.drain(test::patience));
            QCOMPARE(pipeline.status().counts[std::size_t(Origin::Archive)].received,
                     relays * (pages * 4 + 21)); // marks are no events
            pipeline.setMarkListener(nullptr);
        }
        QCOMPARE(missing, std::size_t(0));
        QCOMPARE(told.size(), std::size_t(relays * pages));
        std::map<RelayId, std::uint64_t> last;
        for (const auto& mark : told) {
            QCOMPARE(mark.mark, ++last[mark.relay]);
            QCOMPARE(mark.refused, mark.mark % 3);
        }
    }

    void refusesWithReason_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("reason");
        const auto event = m_factory.make(1, 1, 1700000000, {}, "hello");
        auto changed = event;
        changed.content = "other";
        auto forged = event;
        forged.sig = m_factory.make(2, 1, 1700000000, {}, "x").sig;
        auto stranger = event;
        stranger.pubkey = PubKey();
        stranger.id = computeId(stranger);
        QTest::newRow("text") << QByteArray("hello") << int(InvalidReason::Malformed);
        QTest::newRow("empty") << QByteArray() << int(InvalidReason::Malformed);
        QTest::newRow("cut") << toJson(event).chopped(20) << int(InvalidReason::Malformed);
        QTest::newRow("content changed") << toJson(changed) << int(InvalidReason::BadId);
        QTest::newRow("signature of another") << toJson(forged) << int(InvalidReason::BadSignature);
        QTest::newRow("key off the curve") << toJson(stranger) << int(InvalidReason::BadPubKey);
        QTest::newRow("too large") << "{\"a\":\"" + QByteArray(2 * 1024 * 1024, 'x') + "\"}"
                                   << int(InvalidReason::TooLarge);
    }
    void refusesWithReason()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, reason);
        FlakySink sink;
        {
            IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
            const auto good = m_factory.make(3, 1, 1700000001, {}, "good");
            QVERIFY(pipeline.submit({raw(json), raw(toJson(good))}, m_never));
            QVERIFY(pipeline.drain(test::patience));
            const auto counts = pipeline.status().counts[0];
            QCOMPARE(counts.stored, 1U); // one bad event never costs another
            for (std::size_t i = 0; i < counts.invalid.size(); ++i)
                QCOMPARE(counts.invalid[i], std::uint64_t(int(i) == reason));
        }
        QCOMPARE(sink.batches.size(), 1U);
        QCOMPARE(sink.batches[0]->quarantine.size(), 1U);
        QVERIFY(sink.batches[0]->quarantine[0].excerpt.size() <= 4096);
        QCOMPARE(sink.batches[0]->refused.at(RelayId(1))[std::size_t(reason)], 1U);
    }

    void losesNothingWhenTheStoreFails()
    {
        FlakySink sink;
        sink.failures = 3;
        const auto events = m_factory.take(500);
        // Two lines, however often it fails; a third one would fail the test.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("events waits|failed attempts")));
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("events waits: .*disk is full")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("after 3 failed attempts")));
        {
            IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
            for (const auto& event : events)
                QVERIFY(pipeline.submit({raw(toJson(event))}, m_never));
            QVERIFY(pipeline.drain(test::patience));
            QCOMPARE(pipeline.status().failedCommits, 3U);
            QVERIFY(pipeline.status().error.code == StoreErrorCode::None);
        }
        std::set<EventId> ids;
        for (const auto& batch : sink.batches) {
            for (const auto& verified : batch->events)
                ids.insert(verified.event.id);
        }
        QCOMPARE(ids.size(), events.size());
    }

    void stopsWhileTheStoreFails()
    {
        FlakySink sink;
        sink.failures = std::numeric_limits<int>::max();
        IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
        QVERIFY(pipeline.submit({raw(toJson(m_factory.next()))}, m_never));
        QTRY_VERIFY(pipeline.status().error.code == StoreErrorCode::DiskFull);
        QVERIFY(!pipeline.drain(100ms));
        pipeline.stop(0ms);
        QVERIFY(!pipeline.submit({raw("x")}, m_never));
    }

    void refusesAboveItsBound()
    {
        FlakySink sink;
        sink.failures = std::numeric_limits<int>::max();
        auto config = quick();
        config.inboxBytes = 64 * 1024;
        IngestPipeline pipeline(sink, sink, 0, config, nullptr);
        bool refused = false;
        for (int i = 0; i < 200000 && !refused; ++i) {
            std::vector<RawEvent> frames{raw(toJson(m_factory.next()))};
            refused = !pipeline.offer(RelayId(1), frames, costOf(frames.front()));
            QCOMPARE(frames.empty(), !refused); // what is refused stays with the sender
        }
        QVERIFY(refused);
        QVERIFY(pipeline.status().queueBytes <= config.inboxBytes);
    }

    void takesInNoMoreThanABatchWhileTheStoreFails()
    {
        FlakySink sink;
        sink.failures = std::numeric_limits<int>::max();
        auto config = quick();
        config.inboxBytes = 1024 * 1024;
        IngestPipeline pipeline(sink, sink, 0, config, nullptr);
        constexpr qsizetype frameBytes = 64 * 1024;
        constexpr std::size_t many = 1500; // 94 MiB
        std::atomic<bool> cancelled{false};
        std::atomic<std::size_t> taken{0};
        std::thread sender([&] {
            while (taken < many && pipeline.submit({raw(QByteArray(frameBytes, 'x'))}, cancelled))
                ++taken;
        });
        // Until the sender is stuck: nothing was taken for a while although a commit has failed. A machine
        // that is slow in between only ends the wait sooner; the bounds hold at every moment.
        std::size_t before = many;
        int unchanged = 0;
        const auto isStuck = [&] {
            const auto now = taken.load();
            unchanged =
                now == std::exchange(before, now) && pipeline.status().failedCommits > 0 ? unchanged + 1 : 0;
            return unchanged >= 20 || now == many;
        };
        const bool ended = QTest::qWaitFor(isStuck, test::patienceMs);
        cancelled = true;
        sender.join();
        QVERIFY(ended);
        QVERIFY(taken < many);
        // One batch that fails, one that waits, what is between workers and batcher, and the inbox.
        QVERIFY(pipeline.status().counts[0].bytes < 3 * limits::maxBatchBytes);
    }

    void isNotIdleBeforeTheListenerReturns()
    {
        FlakySink sink;
        QSemaphore entered;
        QSemaphore leave;
        IngestPipeline pipeline(sink, sink, 0, quick(), [&](const std::shared_ptr<const CommittedDelta>&) {
            entered.release();
            leave.acquire();
        });
        QVERIFY(pipeline.submit({raw(toJson(m_factory.next()))}, m_never));
        QVERIFY(entered.tryAcquire(1, 10000));
        const bool isIdle = pipeline.drain(50ms);
        leave.release();
        QVERIFY(!isIdle); // stop() would let the pipeline be destroyed under the listener
        QVERIFY(pipeline.drain(test::patience));
    }

    void drainsImportsWhileRelaysSend()
    {
        FlakySink sink;
        IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
        std::atomic<bool> enough{false};
        std::thread relay([&] {
            while (!enough && pipeline.submit({raw("junk", 2), raw("more", 2)}, enough)) { }
        });
        std::vector<RawEvent> imported;
        for (const auto& event : m_factory.take(700))
            imported.push_back({toJson(event), RelayId(), fromSeconds(1700000000), Origin::Import, false});
        const auto submitted = pipeline.submit(std::move(imported), m_never);
        const auto drained = pipeline.drainImports(test::patience, m_never);
        const auto stored = pipeline.status().counts[std::size_t(Origin::Import)].stored;
        enough = true;
        relay.join();
        QVERIFY(submitted && drained);
        QCOMPARE(stored, 700U);
    }

    void anImportEndsAtOnceWhileTheStoreFails()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("one.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(toJson(m_factory.next()) + '\n');
        file.close();
        FlakySink sink;
        sink.failures = std::numeric_limits<int>::max();
        const SystemClock clock;
        IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
        {
            FileImport import({file.fileName()}, pipeline, clock, [](const FileImport::Progress&) {});
            QTRY_VERIFY(pipeline.status().failedCommits > 0);
        } // an import that waits for the store does not come to this point: the limit of the test ends it
    }

    void anImportOfOneEndlessTextEndsAtOnce()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("endless.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        if (!file.resize(qint64(8) << 40)) // 8 TiB, sparse: zeros without a line break
            QSKIP("no sparse files here");
        file.close();
        FlakySink sink;
        const SystemClock clock;
        IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
        {
            const FileImport import({file.fileName()}, pipeline, clock, [](const FileImport::Progress&) {});
        } // one that reads to the end takes an hour: the limit of the test ends it
    }

    void takesWhatWasReadBeforeACancel()
    {
        FlakySink sink;
        IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
        const std::atomic<bool> cancelled{true};
        QVERIFY(pipeline.submit({raw(toJson(m_factory.next()))}, cancelled));
        QVERIFY(pipeline.drain(test::patience));
        QCOMPARE(pipeline.status().counts[0].stored, 1U);
    }

    void knowsWhatIsStoredAfterARestart()
    {
        QTemporaryDir folder;
        const SystemClock clock;
        const auto path = folder.filePath(QStringLiteral("t.sqlite"));
        const auto events = m_factory.take(300);
        for (int round = 0; round < 2; ++round) {
            auto store = SqliteStore::open(path, SqliteStore::Mode::ReadWrite, clock);
            QVERIFY(store);
            IngestPipeline pipeline(**store, **store, (*store)->lastBatch(), quick(), nullptr);
            std::vector<RawEvent> chunk;
            for (const auto& event : events) {
                auto json = toJson(event);
                // The second time the body is broken: known ids are not looked at again, so nothing is
                // refused.
                if (round == 1)
                    json.replace("\"sig\":\"", "\"sig\":\"zz");
                chunk.push_back(raw(json, 0));
            }
            QVERIFY(pipeline.submit(std::move(chunk), m_never));
            QVERIFY(pipeline.drain(test::patience));
            const auto counts = pipeline.status().counts[0];
            QCOMPARE(counts.stored, round == 0 ? 300U : 0U);
            QCOMPARE(counts.duplicates, round == 0 ? 0U : 300U);
            QCOMPARE(counts.invalid[0], 0U);
        }
    }

    void findsForgedDuplicates()
    {
        FlakySink sink;
        const auto event = m_factory.make(1, 1, 1700000000, {}, "original");
        auto forged = event;
        forged.content = "changed";
        {
            IngestPipeline pipeline(sink, sink, 0, quick(), nullptr);
            QVERIFY(pipeline.submit({raw(toJson(event))}, m_never));
            QVERIFY(pipeline.drain(test::patience));
            for (int i = 0; i < 200; ++i) {
                QVERIFY(pipeline.submit({raw(toJson(forged), 9)}, m_never));
                QVERIFY(pipeline.drain(test::patience));
            }
            QVERIFY(pipeline.status().forged.at(RelayId(9)) >= 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestIngest)
#include "tst_ingest.moc"
