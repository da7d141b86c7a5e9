// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/eventfactory.h"
#include "tests/unit/archivefixture.h"

#include <QSignalSpy>

using namespace nostrscope;
using test::Archive;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp begin = 1'700'000'000;
constexpr Timestamp end = begin + 1000;
constexpr Timestamp crowded = begin + 500;

SyncWish wholeRange(SyncMethod method = SyncMethod::Auto)
{
    SyncWish wish;
    wish.since = begin;
    wish.until = end;
    wish.method = method;
    return wish;
}

/// Takes all and stores nothing: what is proven has to wait.
class NeverStores final : public RawEventSink {
public:
    bool offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t) override
    {
        for (const auto& frame : frames) {
            if (frame.mark != 0)
                marks.push_back({relay, frame.mark, 0});
        }
        frames.clear();
        return true;
    }
    void setRoomListener(std::function<void()>) override { }

    std::vector<StreamMark> marks;
};

/// Short waits, for relays that are known to keep silent.
SyncRules impatient()
{
    SyncRules rules;
    rules.pageLimit = 20;
    rules.pageIdle = 400ms;
    rules.negIdle = 400ms;
    rules.countIdle = 400ms;
    rules.handshake = 2s;
    rules.retryDelay = 10ms;
    rules.maxRetryDelay = 50ms;
    rules.idle = 5s;
    rules.total = 20s;
    return rules;
}

} // namespace

/// History of simulated relays over real sockets, into a real store.
class TestSync : public QObject {
    Q_OBJECT

private:
    test::EventFactory m_factory{11, 20};
    std::vector<Event> m_events;

    void fill(SimRelay& relay) const
    {
        for (const auto& event : m_events)
            relay.add(event);
    }
    static SimRelayOptions keepAll(FaultSet faults = {})
    {
        SimRelayOptions options;
        options.keepAll = true;
        options.faults = faults;
        options.pageCap = 15;
        options.negMaxRecords = 60;
        options.rateWindow = 50ms;
        options.slowness = 20ms;
        options.flapUp = 300ms;
        options.flapDown = 100ms;
        return options;
    }
    /// No event is missing where the ledger says complete; nothing of the range is unknown when the session
    /// was done.
    void checkTruth(Archive& archive, const SyncOutcome& outcome)
    {
        const auto ids = archive.storedIds();
        const auto ledger = archive.ledger(outcome.order);
        QVERIFY(ledger == outcome.coverage);
        for (const auto& event : m_events) {
            if (ledger.at(event.createdAt) == CoverageState::Complete)
                QVERIFY2(ids.contains(event.id),
                         qPrintable(QStringLiteral("missing at %1").arg(event.createdAt - begin)));
        }
        if (outcome.figures.state == SyncState::Done)
            QCOMPARE(ledger.seconds(outcome.order.since, outcome.order.until, CoverageState::Unknown),
                     Timestamp(0));
    }
    [[nodiscard]] bool hasAll(Archive& archive) const
    {
        const auto ids = archive.storedIds();
        return std::all_of(m_events.begin(), m_events.end(),
                           [&ids](const Event& event) { return ids.contains(event.id); });
    }

private slots:
    void initTestCase()
    {
        for (int i = 0; i < 300; ++i) {
            const auto at = i < 30 ? crowded : begin + (i * 37) % 1000;
            m_events.push_back(m_factory.make(i % 20, Kind(1 + i % 4 * 2), at, {}, QByteArray::number(i)));
        }
    }

    void complete_data()
    {
        QTest::addColumn<SyncMethod>("method");
        QTest::addColumn<FaultSet>("faults");
        QTest::addColumn<bool>("nip77");
        QTest::addColumn<bool>("usesWindows");
        QTest::newRow("negentropy") << SyncMethod::Negentropy << FaultSet() << true << false;
        QTest::newRow("negentropy, a small limit")
            << SyncMethod::Negentropy << FaultSet{Fault::NegLimit} << true << false;
        QTest::newRow("windows") << SyncMethod::Windows << FaultSet() << true << true;
        QTest::newRow("windows, oldest first")
            << SyncMethod::Windows << FaultSet{Fault::OldestFirst} << true << true;
        QTest::newRow("windows, rate limit")
            << SyncMethod::Windows << FaultSet{Fault::RateLimit} << true << true;
        QTest::newRow("auto, NIP-77 unknown") << SyncMethod::Auto << FaultSet() << false << true;
        QTest::newRow("auto, refused by notice")
            << SyncMethod::Auto << FaultSet{Fault::NegNotice} << true << true;
        QTest::newRow("auto, wrong version")
            << SyncMethod::Auto << FaultSet{Fault::NegVersion} << true << true;
        QTest::newRow("auto, endless rounds")
            << SyncMethod::Auto << FaultSet{Fault::NegEndless} << true << true;
        QTest::newRow("auto, session lost")
            << SyncMethod::Auto << FaultSet{Fault::NegClosed} << true << false; // once more
        QTest::newRow("auto, silent") << SyncMethod::Auto << FaultSet{Fault::NegSilent} << true << true;
    }
    void complete()
    {
        QFETCH(SyncMethod, method);
        QFETCH(FaultSet, faults);
        QFETCH(bool, nip77);
        QFETCH(bool, usesWindows);
        auto options = keepAll(faults);
        options.nip77 = nip77;
        SimRelay relay(options);
        QVERIFY(relay.listen());
        fill(relay);
        SyncRules rules;
        rules.negIdle = 500ms;
        rules.rounds = 400;
        rules.retryDelay = 20ms;
        rules.maxRetryDelay = 100ms;
        Archive archive(rules);
        const auto wish = wholeRange(method);
        const auto outcome = archive.sync(relay, wish);
        QVERIFY2(outcome.figures.state == SyncState::Done, qPrintable(outcome.figures.error));
        QCOMPARE(outcome.figures.usedWindows, usesWindows);
        QVERIFY(nip77 || !outcome.figures.usedNegentropy); // asking is not using
        checkTruth(archive, outcome);
        QVERIFY(hasAll(archive));
        QVERIFY(outcome.coverage.incomplete(begin, end).empty());
        // What is complete is not asked for again.
        const auto again = archive.sync(relay, wish);
        QVERIFY(again.figures.state == SyncState::Done);
        QCOMPARE(again.figures.requests, 0U);
    }

    void secondAboveTheCap()
    {
        SimRelay relay(keepAll({Fault::Cap})); // 15, and one second has 30
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        const auto wish = wholeRange(SyncMethod::Windows);
        const auto outcome = archive.sync(relay, wish);
        QVERIFY(outcome.figures.state == SyncState::Done);
        checkTruth(archive, outcome);
        QVERIFY(hasAll(archive)); // found by kind and author, and proven by the count
        QVERIFY(outcome.coverage.incomplete(begin, end).empty());
    }

    void refusalsAreNoProof_data()
    {
        QTest::addColumn<FaultSet>("faults");
        QTest::addColumn<CoverageReason>("reason");
        QTest::newRow("auth") << FaultSet{Fault::ClosedAuth} << CoverageReason::Closed;
        QTest::newRow("no EOSE") << FaultSet{Fault::NoEose} << CoverageReason::TimedOut;
        QTest::newRow("silent") << FaultSet{Fault::Silent} << CoverageReason::TimedOut;
        QTest::newRow("bad signatures") << FaultSet{Fault::BadSig} << CoverageReason::BadSignatures;
    }
    void refusalsAreNoProof()
    {
        QFETCH(FaultSet, faults);
        QFETCH(CoverageReason, reason);
        SimRelay relay(keepAll(faults));
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive(impatient());
        const auto wish = wholeRange(SyncMethod::Windows);
        const auto outcome = archive.sync(relay, wish);
        checkTruth(archive, outcome);
        const auto gaps = outcome.coverage.incomplete(begin, end);
        QVERIFY(std::any_of(gaps.begin(), gaps.end(),
                            [reason](const CoverageInterval& gap) { return gap.reason == reason; }));
    }

    void listedButGone()
    {
        SimRelay relay(keepAll({Fault::Vanishing}));
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        const auto outcome = archive.sync(relay, wholeRange());
        QVERIFY(outcome.figures.state == SyncState::Done);
        QVERIFY(outcome.figures.missing > 0);
        checkTruth(archive, outcome);
        QVERIFY(outcome.coverage.intervals().front().reason == CoverageReason::Missing);
    }

    /// Lists carry no times, but a few ids that never come do not put the whole history in doubt.
    void fewListedButGone()
    {
        auto options = keepAll({Fault::Vanishing});
        options.vanishingOneIn = 100;
        SimRelay relay(options);
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        const auto outcome = archive.sync(relay, wholeRange());
        QVERIFY(outcome.figures.state == SyncState::Done);
        checkTruth(archive, outcome);
        const auto missing = m_events.size() - archive.storedIds().size();
        QVERIFY(missing > 0 && missing < 10);
        QCOMPARE(outcome.figures.missing, std::uint64_t(missing));
        QCOMPARE(outcome.figures.need, std::uint64_t(m_events.size())); // each is counted once
        const auto doubtful = outcome.coverage.seconds(begin, end, CoverageState::Truncated);
        QVERIFY2(doubtful < (end - begin) / 2, qPrintable(QString::number(doubtful)));
        std::uint64_t told = 0;
        for (const auto& gap : outcome.coverage.incomplete(begin, end)) {
            QVERIFY(gap.reason == CoverageReason::Missing);
            told += gap.detail.toULongLong();
        }
        QCOMPARE(told, std::uint64_t(missing));
    }

    /// A cap below the ids of one request: what it cut off is asked for again.
    void fewerThanAskedById()
    {
        SimRelay relay(keepAll({Fault::Cap}));
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        const auto outcome = archive.sync(relay, wholeRange(SyncMethod::Negentropy));
        QVERIFY(outcome.figures.state == SyncState::Done);
        QCOMPARE(outcome.figures.missing, std::uint64_t(0));
        QVERIFY(hasAll(archive));
        QVERIFY(outcome.coverage.incomplete(begin, end).empty());
        QVERIFY(outcome.figures.requests <= outcome.figures.need / 15 + 10);
    }

    void dryRunOnlyCompares()
    {
        SimRelay relay(keepAll());
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        auto wish = wholeRange();
        wish.dryRun = true;
        const auto outcome = archive.sync(relay, wish);
        QVERIFY(outcome.figures.state == SyncState::Done);
        QCOMPARE(outcome.figures.need, m_events.size());
        QCOMPARE(outcome.figures.received, 0U);
        QVERIFY(archive.storedIds().empty());
        QVERIFY(archive.ledger(outcome.order).intervals().empty());
    }

    /// Only what differs moves.
    void differenceOnly()
    {
        SimRelay relay(keepAll());
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        (void)archive.sync(relay, wholeRange());
        const auto late = m_factory.make(3, 1, begin + 77, {}, "late");
        relay.add(late);
        auto wish = wholeRange();
        wish.again = true;
        const auto outcome = archive.sync(relay, wish);
        QCOMPARE(outcome.figures.need, 1U);
        QCOMPARE(outcome.figures.received, 1U);
        QVERIFY(archive.storedIds().contains(late.id));
    }

    /// The process ends after some pages; the next one goes on from the ledger.
    void goesOnAfterTheEnd()
    {
        SimRelay relay(keepAll({Fault::Cap}));
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        const auto wish = wholeRange(SyncMethod::Windows);
        const auto order = archive.order(relay, wish);
        archive.queue->add(order);
        QTRY_VERIFY(!archive.ledger(order).intervals().empty());
        archive.close();
        archive.open();
        const auto before = archive.ledger(order);
        const auto outcome = archive.sync(relay, wish);
        QCOMPARE(outcome.figures.secondsAsked,
                 end - begin + 1 - before.seconds(begin, end, CoverageState::Complete));
        checkTruth(archive, outcome);
        QVERIFY(hasAll(archive));
    }

    /// What the store says of a session that was cancelled proves nothing for the next one of that relay.
    void lateMarksOfAnotherSession()
    {
        SimRelay relay(keepAll());
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        const auto order = archive.order(relay, wholeRange(SyncMethod::Windows));
        const SystemClock clock;
        NeverStores sink;
        SyncQueue queue({*archive.store, *archive.store, sink, clock,
                         [&clock](RelayNetwork) {
                             return std::make_unique<QWebSocketTransport>(
                                 clock, QWebSocketTransportOptions::forHistory());
                         }},
                        {}, {});
        const auto isStoring = [&queue] {
            const auto running = queue.running();
            return running.size() == 1 && running.front().figures.state == SyncState::Storing;
        };
        queue.add(order);
        QTRY_VERIFY(isStoring());
        QTRY_VERIFY(!sink.marks.empty());
        queue.cancelAll();
        QTRY_VERIFY(queue.isIdle());
        const auto late = std::exchange(sink.marks, {});
        queue.add(order);
        QTRY_VERIFY(isStoring());
        QTRY_VERIFY(sink.marks.size() >= late.size());
        queue.stored(late);
        QVERIFY(queue.running().front().coverage.intervals().empty());
        queue.stored(sink.marks);
        QVERIFY(!queue.running().front().coverage.intervals().empty());
    }

    void cancelled()
    {
        SimRelay relay(keepAll({Fault::Silent}));
        QVERIFY(relay.listen());
        Archive archive;
        std::vector<SyncState> ended;
        QObject::connect(archive.queue.get(), &SyncQueue::ended, archive.queue.get(),
                         [&ended](const SyncOutcome& one) { ended.push_back(one.figures.state); });
        QSignalSpy idle(archive.queue.get(), &SyncQueue::idle);
        SyncWish wish;
        wish.until = end;
        const auto order = archive.order(relay, wish);
        archive.queue->add(order);
        archive.queue->add(order); // waits: one session at a time for a relay
        QCOMPARE(archive.queue->waiting(), std::size_t(1));
        archive.queue->cancelAll();
        QTRY_COMPARE(idle.size(), 1);
        QVERIFY(ended == std::vector<SyncState>{SyncState::Cancelled});
    }

    /// What a sync brings can be recorded, and the recording has no more and no less.
    void recordedSync_data()
    {
        QTest::addColumn<SyncMethod>("method");
        QTest::newRow("negentropy") << SyncMethod::Negentropy;
        QTest::newRow("windows") << SyncMethod::Windows;
    }
    void recordedSync()
    {
        QFETCH(SyncMethod, method);
        SimRelay relay(keepAll());
        QVERIFY(relay.listen());
        fill(relay);
        Archive archive;
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("sync.nsrec"));
        auto writer = RecordingWriter::create(path);
        QVERIFY(writer);
        archive.recorder->start(std::move(*writer));
        const auto outcome = archive.sync(relay, wholeRange(method));
        QVERIFY(outcome.figures.state == SyncState::Done);
        const auto status = archive.recorder->stop();
        QCOMPARE(status.frames, outcome.figures.received);
        QVERIFY(status.messages > 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        RecordingReader reader([&file](char* data, qint64 maxSize) { return file.read(data, maxSize); });
        std::set<QByteArray> verbs;
        std::set<EventId> ids;
        while (const auto frame = reader.next()) {
            verbs.insert(frame->json.left(7));
            const auto event = peekEventFrame(frame->json);
            QCOMPARE(event.has_value(), !frame->isMessage);
            if (event)
                ids.insert(peekEventKey(event->event)->id);
        }
        QVERIFY(reader.fault() == RecordingFault::None);
        QVERIFY(ids == archive.storedIds());
        QVERIFY(verbs.contains("[\"EOSE\""));
        QCOMPARE(verbs.contains("[\"NEG-M"), method == SyncMethod::Negentropy);
    }

    /// Every fault, together with others, at random: sessions end, requests are bounded, the ledger is true.
    /// But for events that the relay itself forgets in between (listedButGone()).
    void anyFaults()
    {
        static constexpr Fault all[] = {
            Fault::Slow,       Fault::Drop,       Fault::Garbage,    Fault::Giant,        Fault::BadId,
            Fault::BadSig,     Fault::Future,     Fault::RateLimit,  Fault::Cap,          Fault::OldestFirst,
            Fault::NoEose,     Fault::Flap,       Fault::ClockSkew,  Fault::PartialFrame, Fault::HalfAnswer,
            Fault::Shuffled,   Fault::NegLimit,   Fault::NegNotice,  Fault::NegSilent,    Fault::NegClosed,
            Fault::NegEndless, Fault::NegHuge,    Fault::NegWrong,   Fault::NegVersion,   Fault::NegUnasked,
            Fault::Silent,     Fault::ClosedAuth, Fault::Restricted, Fault::Http403};
        const int runs = qEnvironmentVariableIsSet("NOSTRSCOPE_SYNC_RUNS")
            ? qEnvironmentVariableIntValue("NOSTRSCOPE_SYNC_RUNS")
            : 24;
        auto rules = impatient();
        rules.pageIdle = 60ms;
        rules.negIdle = 60ms;
        rules.countIdle = 60ms;
        rules.idle = 400ms;
        rules.total = 1500ms;
        for (int seed = 0; seed < runs; ++seed) {
            std::mt19937 random(static_cast<unsigned>(seed));
            FaultSet faults;
            for (auto i = 1 + random() % 3; i-- > 0;)
                faults.add(all[random() % std::size(all)]);
            auto options = keepAll(faults);
            options.seed = static_cast<std::uint64_t>(seed + 1);
            SimRelay relay(options);
            QVERIFY(relay.listen());
            fill(relay);
            Archive archive(rules);
            const auto wish = wholeRange(static_cast<SyncMethod>(random() % 3));
            const auto outcome = archive.sync(relay, wish);
            checkTruth(archive, outcome);
            QVERIFY(outcome.figures.requests < 3000);
            if (QTest::currentTestFailed()) {
                qWarning("seed %d", seed);
                return;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSync)
#include "tst_sync.moc"
