// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/eventfactory.h"
#include "tests/unit/archivefixture.h"

#include <random>

using namespace nostrscope;
using test::Archive;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp begin = 1'700'000'000;
constexpr Timestamp end = begin + 1000;

SyncWish wishOf(SyncDirection direction, SyncMethod method = SyncMethod::Auto)
{
    SyncWish wish;
    wish.since = begin;
    wish.until = end;
    wish.method = method;
    wish.direction = direction;
    return wish;
}

SyncRules impatient()
{
    SyncRules rules;
    rules.pageLimit = 20;
    rules.pageIdle = 500ms;
    rules.negIdle = 500ms;
    rules.okIdle = 400ms;
    rules.retryDelay = 10ms;
    rules.maxRetryDelay = 60ms;
    return rules;
}

SimRelayOptions keepAll(FaultSet faults = {})
{
    SimRelayOptions options;
    options.keepAll = true;
    options.faults = faults;
    options.rateWindow = 20ms;
    return options;
}

std::set<EventId> idsOn(const SimRelay& relay)
{
    std::set<EventId> ids;
    for (const auto& event : relay.store().query({Filter()}, end + 1'000'000, 1'000'000))
        ids.insert(event->event.id);
    return ids;
}

std::set<EventId> idsOf(const std::vector<Event>& events)
{
    std::set<EventId> ids;
    for (const auto& event : events)
        ids.insert(event.id);
    return ids;
}

} // namespace

/// What a relay lacks goes to it, and nothing that must not (ARC-5).
class TestUpload : public QObject {
    Q_OBJECT

private:
    test::EventFactory m_factory{31, 20};
    std::vector<Event> m_events;

    /// An archive that has these.
    void fill(Archive& archive, const std::vector<Event>& events) const
    {
        SimRelay source(keepAll());
        QVERIFY(source.listen());
        for (const auto& event : events)
            source.add(event);
        const auto outcome = archive.sync(source, wishOf(SyncDirection::Down));
        QVERIFY(outcome.figures.state == SyncState::Done);
        QVERIFY(archive.storedIds() == idsOf(events));
        QCOMPARE(source.counters().published, 0U);
    }
    /// The archive has the first two thirds, the relay the last two.
    void share(Archive& archive, SimRelay& relay) const
    {
        const auto third = static_cast<std::ptrdiff_t>(m_events.size() / 3);
        fill(archive, {m_events.begin(), m_events.end() - third});
        for (auto event = m_events.begin() + third; event != m_events.end(); ++event)
            relay.add(*event);
    }

private slots:
    void initTestCase()
    {
        constexpr Kind kinds[] = {1, 6, 7, 1111}; // all of them count for ever
        for (int i = 0; i < 300; ++i)
            m_events.push_back(
                m_factory.make(i % 20, kinds[i % 4], begin + (i * 37) % 1000, {}, QByteArray::number(i)));
    }

    void bothHaveTheSame_data()
    {
        QTest::addColumn<SyncMethod>("method");
        QTest::addColumn<FaultSet>("faults");
        QTest::newRow("negentropy") << SyncMethod::Negentropy << FaultSet();
        QTest::newRow("negentropy, a small limit") << SyncMethod::Negentropy << FaultSet{Fault::NegLimit};
        QTest::newRow("windows") << SyncMethod::Windows << FaultSet();
        QTest::newRow("fall-back to windows") << SyncMethod::Auto << FaultSet{Fault::NegNotice};
        QTest::newRow("rate-limited") << SyncMethod::Auto << FaultSet{Fault::OkRateLimit};
        QTest::newRow("ends the connection") << SyncMethod::Auto << FaultSet{Fault::OkDrop};
    }
    void bothHaveTheSame()
    {
        QFETCH(SyncMethod, method);
        QFETCH(FaultSet, faults);
        SimRelay relay(keepAll(faults));
        QVERIFY(relay.listen());
        Archive archive(impatient());
        share(archive, relay);
        const auto outcome = archive.sync(relay, wishOf(SyncDirection::Both, method));
        QVERIFY2(outcome.figures.state == SyncState::Done, qPrintable(outcome.figures.error));
        const auto& upload = outcome.figures.upload;
        QCOMPARE(upload.found, 100U);
        QCOMPARE(upload.sendable, 100U);
        QCOMPARE(upload.uploaded + upload.known, 100U); // one that was lost with its answer is known
        QCOMPARE(upload.refused, 0U);
        QVERIFY(upload.reasons.empty() && upload.withheld.empty());
        QCOMPARE(upload.slowedDown > 0, faults.has(Fault::OkRateLimit));
        QCOMPARE(relay.counters().published, 100U);
        QVERIFY(archive.storedIds() == idsOf(m_events));
        QVERIFY(idsOn(relay) == idsOf(m_events));
        QVERIFY(outcome.coverage.incomplete(begin, end).empty());
        // and nothing moves the next time
        const auto again = archive.sync(relay, wishOf(SyncDirection::Both, method));
        QCOMPARE(again.figures.upload.found, 0U);
        QCOMPARE(relay.counters().published, 100U);
    }

    void upFetchesNothing()
    {
        SimRelay relay(keepAll());
        QVERIFY(relay.listen());
        Archive archive(impatient());
        share(archive, relay);
        const auto before = archive.storedIds();
        const auto outcome = archive.sync(relay, wishOf(SyncDirection::Up));
        QVERIFY2(outcome.figures.state == SyncState::Done, qPrintable(outcome.figures.error));
        QCOMPARE(outcome.figures.upload.uploaded, 100U);
        QCOMPARE(outcome.figures.received, 0U);
        QVERIFY(archive.storedIds() == before);
        QVERIFY(idsOn(relay) == idsOf(m_events));
        // what was not asked for is not claimed to be here
        QCOMPARE(outcome.coverage.seconds(begin, end, CoverageState::Complete), Timestamp(0));
    }

    void dryRunSendsNothing()
    {
        SimRelay relay(keepAll());
        QVERIFY(relay.listen());
        Archive archive(impatient());
        share(archive, relay);
        auto wish = wishOf(SyncDirection::Both);
        wish.dryRun = true;
        const auto outcome = archive.sync(relay, wish);
        QVERIFY(outcome.figures.state == SyncState::Done);
        QCOMPARE(outcome.figures.have, 100U);
        QCOMPARE(outcome.figures.upload.sendable, 100U);
        QVERIFY(outcome.figures.upload.sendableBytes > 100U * 300);
        QCOMPARE(outcome.figures.upload.uploaded, 0U);
        QCOMPARE(relay.counters().published, 0U);
    }

    /// What its author keeps to a relay, what he took back, what has expired, an old version, a long one.
    void withheld_data()
    {
        QTest::addColumn<SyncMethod>("method");
        QTest::newRow("negentropy") << SyncMethod::Negentropy;
        QTest::newRow("windows") << SyncMethod::Windows;
    }
    void withheld()
    {
        QFETCH(SyncMethod, method);
        const auto secret = m_factory.make(1, 1, begin + 10, {{"-"}}, "members only");
        const auto deleted = m_factory.make(2, 1, begin + 20, {}, "a mistake");
        const auto deletion = m_factory.make(2, 5, begin + 21, {{"e", deleted.id.toHex()}}, "");
        const auto expired = m_factory.make(3, 1, begin + 30,
                                            {{"expiration", QByteArray::number(begin + 40)}}, "for a moment");
        const auto old = m_factory.make(4, 10'002, begin + 50, {{"r", "wss://old.example.com"}}, "");
        const auto current = m_factory.make(4, 10'002, begin + 60, {{"r", "wss://new.example.com"}}, "");
        const auto longOne = m_factory.make(5, 1, begin + 70, {}, QByteArray(3000, 'x'));
        const auto plain = m_factory.make(6, 1, begin + 80, {}, "for everybody");
        Archive archive(impatient());
        fill(archive, {secret, deleted, deletion, expired, old, current, longOne, plain});
        SimRelay relay(keepAll());
        QVERIFY(relay.listen());
        auto order = archive.order(relay, wishOf(SyncDirection::Both, method));
        order.maxMessageBytes = 2000;
        const auto outcome = archive.sync(order);
        QVERIFY2(outcome.figures.state == SyncState::Done, qPrintable(outcome.figures.error));
        QVERIFY(idsOn(relay) == idsOf({deletion, current, plain}));
        const auto& upload = outcome.figures.upload;
        QCOMPARE(upload.found, 8U);
        QCOMPARE(upload.uploaded, 3U);
        const std::map<QByteArray, std::uint64_t> reasons{
            {"protected", 1}, {"deleted", 1}, {"expired", 1}, {"superseded", 1}, {"too_large", 1}};
        QVERIFY(upload.withheld == reasons);
    }

    void refusals_data()
    {
        QTest::addColumn<FaultSet>("faults");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<bool>("endsEarly");
        QTest::newRow("some are not liked") << FaultSet{Fault::OkRefuse} << QByteArray("blocked") << false;
        QTest::newRow("no answer") << FaultSet{Fault::OkSilent} << QByteArray("no_answer") << true;
    }
    void refusals()
    {
        QFETCH(FaultSet, faults);
        QFETCH(QByteArray, reason);
        QFETCH(bool, endsEarly);
        SimRelay relay(keepAll(faults));
        QVERIFY(relay.listen());
        Archive archive(impatient());
        share(archive, relay);
        const auto outcome = archive.sync(relay, wishOf(SyncDirection::Both));
        const auto& upload = outcome.figures.upload;
        QCOMPARE(outcome.figures.state, endsEarly ? SyncState::Failed : SyncState::Done);
        QVERIFY(upload.refused > 0);
        QCOMPARE(upload.reasons.size(), std::size_t(1));
        QCOMPARE(upload.reasons.begin()->first, reason);
        QCOMPARE(upload.reasons.begin()->second, upload.refused);
        QVERIFY(endsEarly || upload.answered() == 100);
        QVERIFY(!endsEarly || upload.refused <= 2 * SyncRules().eventsInFlight); // it is not asked for ever
        QCOMPARE(relay.counters().published, upload.uploaded);
        QVERIFY(archive.storedIds() == idsOf(m_events)); // the way down is not touched by it
    }

    /// The relay reads for members only: nothing is sent to find that out.
    void notOurs()
    {
        SimRelay relay(keepAll({Fault::ClosedAuth}));
        QVERIFY(relay.listen());
        Archive archive(impatient());
        share(archive, relay);
        const auto outcome = archive.sync(relay, wishOf(SyncDirection::Both));
        QVERIFY(outcome.figures.state == SyncState::Failed);
        QCOMPARE(outcome.figures.upload.answered(), 0U);
    }

    /// Whatever goes wrong: it ends, nothing is lost, and the relay gets nothing twice.
    void anyFaults()
    {
        static constexpr Fault all[] = {Fault::OkRefuse,    Fault::OkRateLimit, Fault::OkDrop,
                                        Fault::OkSilent,    Fault::NegLimit,    Fault::NegClosed,
                                        Fault::Shuffled,    Fault::Cap,         Fault::NegNotice,
                                        Fault::OldestFirst, Fault::PartialFrame};
        auto rules = impatient();
        rules.pageIdle = 60ms;
        rules.negIdle = 60ms;
        rules.okIdle = 60ms;
        rules.countIdle = 60ms;
        rules.idle = 400ms;
        rules.total = 1500ms;
        for (unsigned seed = 0; seed < 12; ++seed) {
            std::mt19937 random(seed);
            FaultSet faults;
            for (auto i = 1 + random() % 3; i > 0; --i)
                faults.add(all[random() % std::size(all)]);
            auto options = keepAll(faults);
            options.seed = seed + 1;
            SimRelay relay(options);
            QVERIFY(relay.listen());
            Archive archive(rules);
            share(archive, relay);
            const auto before = idsOn(relay);
            const auto outcome =
                archive.sync(relay, wishOf(SyncDirection::Both, static_cast<SyncMethod>(random() % 3)));
            const auto after = idsOn(relay);
            const auto everything = idsOf(m_events);
            QVERIFY(std::includes(everything.begin(), everything.end(), after.begin(), after.end()));
            QCOMPARE(relay.counters().published, after.size() - before.size());
            QVERIFY(outcome.figures.upload.uploaded <= relay.counters().published);
            QVERIFY(outcome.figures.upload.answered() <= 100);
            if (QTest::currentTestFailed()) {
                qWarning("seed %u", seed);
                return;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestUpload)
#include "tst_upload.moc"
