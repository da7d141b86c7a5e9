// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/claimqueue.h"
#include "core/archive/windowsync.h"
#include "core/base/limits.h"
#include "tests/support/testdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace nostrscope;

namespace {

EventId idOf(std::uint64_t number)
{
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (8 * (7 - i)));
    return EventId(bytes);
}

struct Stored {
    EventKey key;
    Kind kind = 1;
};

enum class Fault { None, Silent, Partial, Closed, Garbage };

/// A relay that stores these events and answers pages, not always well.
struct Relay {
    std::vector<Stored> stored;
    std::size_t cap = 1'000'000;
    bool oldestFirst = false;
    bool counts = false;
    std::map<std::uint32_t, std::pair<Fault, std::size_t>> faults; ///< by number of the request, from 0
    std::uint32_t requests = 0;
    std::uint64_t sent = 0;

    struct Page {
        std::vector<EventKey> keys;
        Fault fault = Fault::None;
    };
    [[nodiscard]] std::vector<EventKey> matching(const Filter& filter) const
    {
        std::vector<EventKey> keys;
        for (const auto& one : stored) {
            const bool isKind = !filter.kinds
                || std::find(filter.kinds->begin(), filter.kinds->end(), one.kind) != filter.kinds->end();
            if (isKind && one.key.createdAt >= filter.since.value_or(0)
                && one.key.createdAt <= filter.until.value_or(limits::maxCreatedAt))
                keys.push_back(one.key);
        }
        return keys;
    }
    Page answer(const Filter& filter)
    {
        Page page{matching(filter), Fault::None};
        std::sort(page.keys.begin(), page.keys.end(), [this](const EventKey& a, const EventKey& b) {
            if (a.createdAt != b.createdAt)
                return oldestFirst ? a.createdAt < b.createdAt : a.createdAt > b.createdAt;
            return a.id < b.id;
        });
        page.keys.resize(std::min({page.keys.size(), cap, std::size_t(filter.limit.value_or(500))}));
        const auto fault = faults.find(requests++);
        if (fault != faults.end()) {
            page.fault = fault->second.first;
            if (page.fault == Fault::Silent || page.fault == Fault::Closed)
                page.keys.clear();
            if (page.fault == Fault::Partial)
                page.keys.resize(std::min(page.keys.size(), fault->second.second));
        }
        sent += page.keys.size();
        return page;
    }
};

/// What a session makes of it: a page that fails is asked again, twice; what is refused proves nothing.
struct Client {
    explicit Client(Relay& relay)
        : m_relay(relay)
    {
    }
    Coverage coverage;
    std::set<EventId> received;
    int triesOfPage = 3;

    void run(WindowSync& sync)
    {
        int tries = 0;
        for (;;) {
            switch (sync.step()) {
            case WindowSync::Step::Over:
                claim(sync, false);
                return;
            case WindowSync::Step::Hints: {
                std::set<Kind> kinds;
                for (const auto& one : m_relay.stored) {
                    if (one.key.createdAt == sync.sweptSecond() && received.contains(one.key.id))
                        kinds.insert(one.kind);
                }
                sync.setHints({kinds.begin(), kinds.end()}, {});
                break;
            }
            case WindowSync::Step::Count:
                sync.setCount(m_relay.counts
                                  ? std::optional<std::uint64_t>(m_relay.matching(sync.countFilter()).size())
                                  : std::nullopt);
                claim(sync, false);
                break;
            case WindowSync::Step::Page: {
                const auto page = m_relay.answer(sync.nextRequest());
                for (const auto& key : page.keys) {
                    sync.add(key);
                    if (page.fault != Fault::Garbage)
                        received.insert(key.id);
                }
                const bool isWhole = page.fault == Fault::None || page.fault == Fault::Garbage;
                if (isWhole) {
                    tries = 0;
                    sync.pageEnded(false);
                } else if (++tries >= triesOfPage) {
                    tries = 0;
                    sync.failPage(
                        page.fault == Fault::Closed ? CoverageReason::Closed : CoverageReason::TimedOut, {});
                }
                claim(sync, page.fault == Fault::Garbage);
                break;
            }
            }
        }
    }

private:
    void claim(WindowSync& sync, bool refused)
    {
        m_claims.add(++m_mark, sync.pageSpan(), sync.takeClaims());
        for (const auto& one : m_claims.stored(m_mark, refused ? 1 : 0))
            coverage.set(one);
    }

    ClaimQueue m_claims;
    std::uint64_t m_mark = 0;
    Relay& m_relay;
};

WindowSync::Rules rulesOf(std::uint32_t limit)
{
    WindowSync::Rules rules;
    rules.pageLimit = limit;
    return rules;
}

/// Everything that was asked for is complete, or named; nothing is missing where it is complete.
void checkTruth(const Relay& relay, const Client& client, Timestamp since, Timestamp until)
{
    for (const auto& one : relay.stored) {
        if (one.key.createdAt < since || one.key.createdAt > until)
            continue;
        if (client.coverage.at(one.key.createdAt) == CoverageState::Complete)
            QVERIFY2(client.received.contains(one.key.id),
                     qPrintable(QStringLiteral("missing at %1").arg(one.key.createdAt)));
    }
    QCOMPARE(client.coverage.seconds(since, until, CoverageState::Unknown), Timestamp(0));
    if (!client.coverage.intervals().empty()) {
        QVERIFY(client.coverage.intervals().front().low >= since);
        QVERIFY(client.coverage.intervals().back().high <= until);
    }
}

constexpr Timestamp now = 1'800'000'000;

} // namespace

/// History in windows, against relays whose truth is known.
class TestWindowSync : public QObject {
    Q_OBJECT

private slots:
    void cases_data()
    {
        QTest::addColumn<QJsonObject>("scene");
        if (test::dataFolder().isEmpty()) {
            QTest::newRow("not here") << QJsonObject();
            return;
        }
        const auto document = test::readJson(QStringLiteral("cases/sync.json"));
        for (const auto& one : document.object().value(QStringLiteral("cases")).toArray())
            QTest::newRow(qPrintable(one.toObject().value(QStringLiteral("name")).toString()))
                << one.toObject();
    }
    /// Whatever older archivers lost there: nothing is missing, or the gap is named.
    void cases()
    {
        NOSTRSCOPE_NEEDS_DATA();
        QFETCH(QJsonObject, scene);
        const auto of = [&scene](const char* name) { return scene.value(QLatin1StringView(name)); };
        const auto described = of("relay").toObject();
        Relay relay;
        std::map<QString, EventId> ids;
        for (const auto& one : described.value(QStringLiteral("events")).toArray()) {
            const auto name = one.toObject().value(QStringLiteral("id")).toString();
            ids[name] = idOf(ids.size() + 1);
            relay.stored.push_back(
                {{ids[name], one.toObject().value(QStringLiteral("created_at")).toInteger()}, 1});
        }
        if (described.value(QStringLiteral("cap")).isDouble())
            relay.cap = static_cast<std::size_t>(described.value(QStringLiteral("cap")).toInt());
        relay.oldestFirst = described.value(QStringLiteral("order")).toString() == u"oldest";
        const auto faults = described.value(QStringLiteral("fault_at_request_index")).toObject();
        for (auto fault = faults.begin(); fault != faults.end(); ++fault) {
            const auto kind = fault->isArray() ? fault->toArray().at(0).toString() : fault->toString();
            const auto count = fault->isArray() ? std::size_t(fault->toArray().at(1).toInt()) : 0;
            relay.faults[fault.key().toUInt()] = {kind == u"drop"          ? Fault::Silent
                                                      : kind == u"partial" ? Fault::Partial
                                                                           : Fault::Garbage,
                                                  count};
        }
        const auto since = of("since").toInteger();
        const auto until = of("until").toInteger();
        WindowSync sync({}, {{since, until}}, now, PageOrder::Unknown, rulesOf(of("limit").toInt()));
        Client client(relay);
        client.run(sync);
        checkTruth(relay, client, since, until);
        for (const auto& name : of("complete_set").toArray()) {
            const auto at = std::find_if(relay.stored.begin(), relay.stored.end(), [&](const Stored& one) {
                return one.key.id == ids[name.toString()];
            });
            QVERIFY(at != relay.stored.end());
            QVERIFY(client.received.contains(at->key.id)
                    || client.coverage.at(at->key.createdAt) != CoverageState::Complete);
        }
    }

    void cost_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<double>("span");
        QTest::addColumn<int>("cap");
        QTest::newRow("10,000 in 1e6 s") << 10000 << 1e6 << 100000;
        QTest::newRow("10,000 in 1e6 s, cap 100") << 10000 << 1e6 << 100;
        QTest::newRow("5,000 in 1e8 s") << 5000 << 1e8 << 100000;
        QTest::newRow("none") << 0 << 1e6 << 100000;
    }
    /// An honest relay is asked at most 1.2 × events / page + 5 times.
    void cost()
    {
        QFETCH(int, events);
        QFETCH(double, span);
        QFETCH(int, cap);
        std::mt19937_64 random(7);
        for (const bool oldestFirst : {false, true}) {
            Relay relay;
            relay.cap = static_cast<std::size_t>(cap);
            relay.oldestFirst = oldestFirst;
            for (int i = 0; i < events; ++i)
                relay.stored.push_back(
                    {{idOf(random()), Timestamp(random() % static_cast<std::uint64_t>(span))}, 1});
            const auto until = static_cast<Timestamp>(span);
            WindowSync sync({}, {{0, until}}, now, PageOrder::Unknown, rulesOf(500));
            Client client(relay);
            client.run(sync);
            checkTruth(relay, client, 0, until);
            QCOMPARE(client.coverage.seconds(0, until, CoverageState::Complete), until + 1);
            QCOMPARE(client.received.size(), relay.stored.size());
            const auto page = std::min(cap, 500);
            // One that sends the oldest first breaks NIP-01: each page is asked about from both sides.
            QVERIFY2(relay.requests <= (oldestFirst ? 2.4 : 1.2) * events / page + 5,
                     qPrintable(QStringLiteral("%1 requests").arg(relay.requests)));
            QVERIFY2(relay.sent <= std::uint64_t(1.02 * events) + 2 * std::uint64_t(page),
                     qPrintable(QStringLiteral("%1 events sent").arg(relay.sent)));
        }
    }

    /// Random relays, limits and faults: what is called complete is complete, and what is asked is accounted
    /// for.
    void truth()
    {
        int completeRuns = 0;
        int truncated = 0;
        for (unsigned seed = 0; seed < 2000; ++seed) {
            std::mt19937 random(seed);
            const auto pick = [&random](unsigned below) { return random() % below; };
            Relay relay;
            relay.oldestFirst = pick(3) == 0;
            relay.counts = pick(3) == 0;
            const auto limit = 2 + pick(12);
            relay.cap = pick(2) == 0 ? 2 + pick(10) : 1000;
            const Timestamp until = 30 + static_cast<Timestamp>(pick(400));
            const auto count = pick(120);
            for (unsigned i = 0; i < count; ++i) {
                const auto at = pick(4) == 0 ? Timestamp(10) : Timestamp(pick(unsigned(until) + 20));
                relay.stored.push_back({{idOf(random()), at}, Kind(pick(5))});
            }
            for (unsigned i = pick(12); i-- > 0;)
                relay.faults[pick(40)] = {static_cast<Fault>(1 + pick(4)), pick(6)};
            std::vector<PageWalk::Span> spans{{0, until}};
            if (pick(2) == 0)
                spans = {{0, until / 2}, {until / 2 + 1, until}};
            Filter base;
            if (pick(3) == 0)
                base.kinds = std::vector<Kind>{0, 1, 2, 3, 4};
            WindowSync sync(base, spans, now, PageOrder::Unknown, rulesOf(limit));
            Client client(relay);
            client.run(sync);
            checkTruth(relay, client, 0, until);
            if (QTest::currentTestFailed()) {
                qWarning("seed %u", seed);
                return;
            }
            QVERIFY(relay.requests < 2000);
            completeRuns += client.coverage.seconds(0, until, CoverageState::Complete) == until + 1;
            truncated += client.coverage.seconds(0, until, CoverageState::Truncated) > 0;
        }
        QVERIFY(completeRuns > 300); // the test would see nothing otherwise
        QVERIFY(truncated > 100);
    }

    void secondThatOverflows_data()
    {
        QTest::addColumn<bool>("kindsAsked");
        QTest::addColumn<bool>("counts");
        QTest::addColumn<CoverageReason>("reason");
        QTest::newRow("kinds in the filter: split") << true << false << CoverageReason::Eose;
        QTest::newRow("any kind: a named gap") << false << false << CoverageReason::Overflow;
        QTest::newRow("any kind, but the relay counts") << false << true << CoverageReason::Count;
    }
    void secondThatOverflows()
    {
        QFETCH(bool, kindsAsked);
        QFETCH(bool, counts);
        QFETCH(CoverageReason, reason);
        Relay relay;
        relay.cap = 10;
        relay.counts = counts;
        for (std::uint64_t i = 0; i < 40; ++i)
            relay.stored.push_back({{idOf(i + 1), 50}, Kind(i % 8)});
        relay.stored.push_back({{idOf(100), 20}, 1});
        Filter base;
        if (kindsAsked)
            base.kinds = std::vector<Kind>{0, 1, 2, 3, 4, 5, 6, 7};
        WindowSync sync(base, {{0, 99}}, now, PageOrder::Unknown, rulesOf(500));
        Client client(relay);
        // What came in the first pages tells some kinds only; those that are stored from elsewhere the
        // others.
        for (const auto& one : relay.stored)
            client.received.insert(one.key.id);
        client.run(sync);
        QVERIFY(client.coverage.at(20) == CoverageState::Complete);
        const auto at = std::find_if(client.coverage.intervals().begin(), client.coverage.intervals().end(),
                                     [](const CoverageInterval& one) { return one.high >= 50; });
        QVERIFY(at != client.coverage.intervals().end());
        QVERIFY(at->reason == reason);
        QVERIFY(at->state
                == (reason == CoverageReason::Overflow ? CoverageState::Truncated : CoverageState::Complete));
    }

    void relayThatInventsForEver()
    {
        WindowSync::Rules rules;
        rules.maxRequests = 40;
        WindowSync sync({}, {{0, now}}, now, PageOrder::Unknown, rules);
        std::uint64_t number = 0;
        std::uint32_t requests = 0;
        Coverage coverage;
        while (sync.step() == WindowSync::Step::Page) {
            (void)sync.nextRequest();
            ++requests;
            for (int i = 0; i < 500; ++i)
                sync.add(EventKey{idOf(++number), 1000});
            sync.pageEnded(false);
        }
        for (const auto& one : sync.takeClaims())
            coverage.set(one);
        QCOMPARE(requests, 40U);
        QVERIFY(coverage.at(1000) != CoverageState::Complete);
        QCOMPARE(coverage.seconds(0, now, CoverageState::Unknown), Timestamp(0));
    }
};

QTEST_GUILESS_MAIN(TestWindowSync)
#include "tst_windowsync.moc"
