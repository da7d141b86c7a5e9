// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/healthscene.h"

#include <QTest>

#include <functional>
#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

/// What was handed to a store, as it would stand there.
struct Stored {
    std::map<std::pair<std::uint32_t, UnixMillis>, HealthSpan> spans;
    std::map<std::pair<std::uint32_t, UnixMillis>, Incident> incidents;
    std::vector<HealthRecord> records;

    void add(const HealthBatch& batch)
    {
        records.insert(records.end(), batch.records.begin(), batch.records.end());
        for (const auto& span : batch.spans)
            spans[{span.relay.number(), span.from}] = span;
        for (auto incident : batch.incidents) {
            const std::pair key{incident.relay.number(), incident.firstFailure};
            const auto known = incidents.find(key);
            if (known != incidents.end())
                incident.evidence.insert(incident.evidence.begin(), known->second.evidence.begin(),
                                         known->second.evidence.end());
            incidents[key] = incident;
        }
        for (const auto& key : batch.withdrawn)
            incidents.erase({key.relay.number(), key.firstFailure});
    }
    [[nodiscard]] std::vector<HealthSpan> spansOf(RelayId relay) const
    {
        std::vector<HealthSpan> found;
        for (const auto& [key, span] : spans) {
            if (span.relay == relay || !span.relay)
                found.push_back(span);
        }
        return found;
    }
};

/// Relays that are checked as the schedule would, on a clock of their own: each at its interval, or after the
/// retry delay that the judge wants.
class World {
public:
    /// What a relay does at a time.
    using Answer = std::function<char(std::uint32_t relay, std::chrono::milliseconds time)>;

    World(std::uint32_t relays, Answer answer, std::chrono::milliseconds interval = 5min)
        : m_answer(std::move(answer))
        , m_interval(interval)
    {
        for (std::uint32_t relay = 1; relay <= relays; ++relay)
            m_due.emplace(interval * relay / relays, relay);
    }
    void runUntil(std::chrono::milliseconds end)
    {
        while (!m_due.empty() && m_due.begin()->first < end) {
            const auto [time, relay] = *m_due.begin();
            m_due.erase(m_due.begin());
            // Two relays share a network.
            const auto check = checkOfLetter(m_answer(relay, time), RelayId(relay), healthStart + time,
                                             m_interval, 1000 + relay / 2);
            judge.apply(check, {.evidence = {"what relay " + QByteArray::number(relay) + " said"}});
            const auto* health = judge.healthOf(RelayId(relay));
            const auto retry = health ? health->retryIn(judge.rules()) : std::nullopt;
            m_due.emplace(time + retry.value_or(m_interval), relay);
            stored.add(judge.takeBatch());
        }
        now = end;
    }
    [[nodiscard]] Uptime uptime(std::uint32_t relay) const
    {
        auto spans = stored.spansOf(RelayId(relay));
        for (const auto& span : judge.healthOf(RelayId(relay))->pendingSpans(healthStart + now))
            spans.push_back(span);
        return uptimeOf(spans, healthStart, healthStart + now);
    }

    HealthJudge judge;
    Stored stored;
    std::chrono::milliseconds now{};

private:
    std::multimap<std::chrono::milliseconds, std::uint32_t> m_due;
    Answer m_answer;
    std::chrono::milliseconds m_interval;
};

constexpr auto lost = 30min + 7s;
constexpr auto back = 40min + 7s;
bool isLost(std::chrono::milliseconds time)
{
    return time >= lost && time < back;
}

} // namespace

/// Many relays together: our own network, incidents, replay (monitors.md §5.3, §5.4).
class TestHealthJudge : public QObject {
    Q_OBJECT

private slots:
    void oneDeadRelayIsCharged()
    {
        World world(20,
                    [](std::uint32_t relay, auto time) { return relay == 3 && time >= 30min ? 'F' : 'S'; });
        world.runUntil(2h);
        QCOMPARE(world.judge.statusOf(RelayId(3)).state, RelayState::Down);
        QCOMPARE(world.judge.statusOf(RelayId(4)).state, RelayState::Up);
        QCOMPARE(world.stored.incidents.size(), 1U);
        const auto& incident = world.stored.incidents.begin()->second;
        QCOMPARE(incident.relay, RelayId(3));
        QVERIFY(incident.firstFailure >= healthStart + 30min && incident.firstFailure < healthStart + 35min);
        QCOMPARE(incident.confirmed, incident.firstFailure + 60s); // 20 s and 40 s later
        QCOMPARE(toString(incident.firstCause), QByteArray("tcp-refused"));
        QCOMPARE(incident.failedIn, ProbePhase::Tcp);
        QVERIFY(!incident.neverUp);
        QVERIFY(incident.isOpen());
        QCOMPARE(incident.evidence.size(), 3U);
        QVERIFY(!world.judge.gapSince());
        QVERIFY(world.judge.openIncidentOf(RelayId(3))->probes > 10);
        const auto uptime = world.uptime(3);
        QCOMPARE(uptime.down, 2h - (incident.firstFailure - healthStart));
    }

    void networkGoneChargesNobody_data()
    {
        QTest::addColumn<std::uint32_t>("relays");
        QTest::addColumn<bool>("houseRelay"); // one in our own house answers all the time
        QTest::addRow("5 relays") << 5U << false;
        QTest::addRow("20 relays") << 20U << false;
        QTest::addRow("20 relays, one in the house") << 20U << true;
        QTest::addRow("300 relays") << 300U << false;
        QTest::addRow("300 relays, one in the house") << 300U << true;
    }
    void networkGoneChargesNobody()
    {
        QFETCH(std::uint32_t, relays);
        QFETCH(bool, houseRelay);
        World world(relays, [houseRelay](std::uint32_t relay, auto time) {
            return isLost(time) && !(houseRelay && relay == 1) ? 'F' : 'S';
        });
        world.runUntil(lost + 9min);
        QVERIFY(world.judge.gapSince());
        world.runUntil(2h);
        QVERIFY(!world.judge.gapSince());
        QVERIFY(world.stored.incidents.empty());
        for (std::uint32_t relay = 1; relay <= relays; ++relay) {
            QCOMPARE(world.judge.statusOf(RelayId(relay)).state, RelayState::Up);
            const auto uptime = world.uptime(relay);
            QCOMPARE(uptime.down, 0ms);
            QCOMPARE(uptime.percent(2), QByteArray("100.00"));
            QVERIFY(uptime.gap > 8min);
            QVERIFY(uptime.gap < 12min);
        }
        int began = 0;
        int ended = 0;
        for (const auto& change : world.judge.takeChanges()) {
            began += change.kind == HealthChange::Kind::GapBegan ? 1 : 0;
            ended += change.kind == HealthChange::Kind::GapEnded ? 1 : 0;
        }
        QCOMPARE(began, 1);
        QCOMPARE(ended, 1);
    }

    /// One that dies during the gap is charged from its first failure after it.
    void deathInTheGapIsFoundAfterwards()
    {
        World world(20, [](std::uint32_t relay, auto time) {
            return isLost(time) || (relay == 5 && time >= lost) ? 'F' : 'S';
        });
        world.runUntil(2h);
        QCOMPARE(world.stored.incidents.size(), 1U);
        const auto& incident = world.stored.incidents.begin()->second;
        QCOMPARE(incident.relay, RelayId(5));
        QVERIFY(incident.firstFailure >= healthStart + back);
    }

    /// Too few relays to tell: they are charged.
    void fewRelaysAreCharged()
    {
        World world(3, [](std::uint32_t, auto time) { return isLost(time) ? 'F' : 'S'; });
        world.runUntil(2h);
        QCOMPARE(world.stored.incidents.size(), 3U);
    }

    /// Five of eight in one data centre fail: that is not us, however many they are.
    void oneNetworkIsNotOurs()
    {
        HealthJudge judge;
        auto time = healthStart;
        const auto round = [&](char first, char others) {
            for (std::uint32_t relay = 1; relay <= 8; ++relay)
                judge.apply(checkOfLetter(relay <= 5 ? first : others, RelayId(relay), time += 1s, 5min,
                                          relay <= 5 ? 77 : relay));
        };
        round('S', 'S');
        for (int i = 0; i < 3; ++i)
            round('F', 'S');
        QVERIFY(!judge.gapSince());
        QCOMPARE(judge.statusOf(RelayId(1)).state, RelayState::Down);
        QCOMPARE(judge.statusOf(RelayId(8)).state, RelayState::Up);
    }

    /// Before anybody proved that the line works, a suspicion waits; with proof it is dated back.
    void confirmationWaitsForProof()
    {
        HealthJudge judge;
        auto time = healthStart;
        for (std::uint32_t relay = 1; relay <= 6; ++relay)
            judge.apply(checkOfLetter('S', RelayId(relay), time += 1s, 1h, relay));
        const auto first = time + 20s;
        for (int i = 0; i < 4; ++i)
            judge.apply(checkOfLetter('F', RelayId(1), time += 20s, 1h, 1));
        QCOMPARE(judge.statusOf(RelayId(1)).state, RelayState::Suspect);
        QVERIFY(judge.needsWitnesses());
        const auto witnesses = judge.witnesses();
        QCOMPARE(witnesses.size(), 5U);
        QVERIFY(std::find(witnesses.begin(), witnesses.end(), RelayId(1)) == witnesses.end());
        judge.apply(checkOfLetter('S', witnesses.front(), time += 1s, 1h, witnesses.front().number()));
        QVERIFY(!judge.needsWitnesses());
        judge.apply(checkOfLetter('F', RelayId(1), time += 20s, 1h, 1));
        QCOMPARE(judge.statusOf(RelayId(1)).state, RelayState::Down);
        QCOMPARE(judge.statusOf(RelayId(1)).since, first);
    }

    /// Relays that were always dead say nothing about our network, and each has one incident.
    void halfDeadDirectory()
    {
        World world(
            200, [](std::uint32_t relay, auto) { return relay % 2 == 0 ? 'F' : 'S'; }, 1h);
        world.runUntil(5h);
        QVERIFY(!world.judge.gapSince());
        QCOMPARE(world.stored.incidents.size(), 100U);
        for (const auto& [key, incident] : world.stored.incidents)
            QVERIFY(incident.neverUp && incident.isOpen() && incident.relay.number() % 2 == 0);
    }

    void sleepIsNobodysFault()
    {
        HealthJudge judge;
        auto at = healthStart;
        judge.apply(checkOfLetter('S', RelayId(1), at, 5min));
        HealthMark woke;
        woke.kind = HealthMark::Kind::Woke;
        woke.since = at + 2min;
        woke.at = at + 8h;
        judge.apply(woke);
        judge.apply(checkOfLetter('F', RelayId(1), at + 1min, 5min)); // began before, ended after
        judge.apply(checkOfLetter('F', RelayId(1), woke.at + 10s, 5min)); // the line is not up yet
        QCOMPARE(judge.statusOf(RelayId(1)).state, RelayState::Up);
        judge.apply(checkOfLetter('S', RelayId(1), woke.at + 30s, 5min));
        judge.apply(checkOfLetter('F', RelayId(1), woke.at + 61s, 5min));
        QCOMPARE(judge.statusOf(RelayId(1)).state, RelayState::Suspect);
        Stored stored;
        stored.add(judge.takeBatch());
        auto spans = stored.spansOf(RelayId(1));
        for (const auto& span : judge.healthOf(RelayId(1))->pendingSpans(woke.at + 1min))
            spans.push_back(span);
        const auto uptime = uptimeOf(spans, healthStart, woke.at + 1min);
        QCOMPARE(uptime.gap, 8h - 2min);
        QCOMPARE(uptime.up, 2min + 30s);
        QCOMPARE(uptime.down, 0ms);
    }

    void systemTellsOfTheNetwork()
    {
        HealthJudge judge;
        judge.apply(checkOfLetter('S', RelayId(1), healthStart));
        HealthMark mark;
        mark.kind = HealthMark::Kind::NetworkLost;
        mark.at = healthStart + 1min;
        judge.apply(mark);
        for (int i = 2; i < 6; ++i)
            judge.apply(checkOfLetter('F', RelayId(1), healthStart + i * 1min));
        QCOMPARE(judge.statusOf(RelayId(1)).state, RelayState::Up);
        mark.kind = HealthMark::Kind::NetworkBack;
        mark.at = healthStart + 7min;
        judge.apply(mark);
        judge.apply(checkOfLetter('F', RelayId(1), healthStart + 8min));
        QCOMPARE(judge.statusOf(RelayId(1)).state, RelayState::Suspect);
    }

    void incidentTellsItsStory()
    {
        HealthJudge judge;
        Stored stored;
        int minute = 0;
        const auto check = [&](char letter, int status = 0) {
            auto one = checkOfLetter(letter, RelayId(9), healthStart + minute++ * 1min);
            if (status != 0) {
                one.code = ProbeCode::HttpStatus;
                one.httpStatus = static_cast<std::uint16_t>(status);
            }
            judge.apply(one, {.evidence = std::vector<QByteArray>(3, QByteArray(5000, letter))});
            stored.add(judge.takeBatch());
        };
        check('S');
        check('F', 503); // minute 1
        check('F');
        check('F');
        for (int i = 0; i < 10; ++i)
            check('F', 502);
        check('S'); // minute 14
        check('F'); // still the same
        check('S'); // minute 16
        check('S');
        QCOMPARE(stored.incidents.size(), 1U);
        const auto& incident = stored.incidents.begin()->second;
        QCOMPARE(incident.firstFailure, healthStart + 1min);
        QCOMPARE(incident.confirmed, healthStart + 3min);
        QCOMPARE(incident.firstSuccess, std::optional(healthStart + 16min));
        QCOMPARE(incident.closed, std::optional(healthStart + 17min));
        QCOMPARE(incident.duration(), std::optional<std::chrono::milliseconds>(15min));
        QCOMPARE(toString(incident.firstCause), QByteArray("http-status 503"));
        QCOMPARE(toString(incident.mostFrequentCause()), QByteArray("http-status 502"));
        QCOMPARE(incident.probes, 17U);
        QCOMPARE(incident.evidence.size(),
                 12U); // three before it was confirmed, one new kind after: three each
        for (const auto& text : incident.evidence)
            QCOMPARE(text.size(), maxEvidenceBytes);
        QVERIFY(!judge.openIncidentOf(RelayId(9)));
    }

    void evidenceIsBounded()
    {
        HealthJudge judge;
        Stored stored;
        for (int i = 0; i < 60; ++i) {
            auto one = checkOfLetter('F', RelayId(9), healthStart + i * 1min);
            one.code = ProbeCode::HttpStatus;
            one.httpStatus = static_cast<std::uint16_t>(500 + i);
            judge.apply(one, {.evidence = std::vector<QByteArray>(4, "text")});
            stored.add(judge.takeBatch());
        }
        const auto& incident = stored.incidents.begin()->second;
        QCOMPARE(incident.evidence.size(), maxEvidence);
        QVERIFY(incident.causes.size() <= Incident::maxCauses);
    }

    /// A start from a checkpoint and what came after it ends where a judge that never stopped does, wherever
    /// it was cut; what the replay makes once more is the same.
    void replayIsTheSame()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 60; ++round) {
            std::vector<HealthRecord> records;
            bool isOut = false;
            for (int i = 0; i < 400; ++i) {
                if (random() % 60 == 0)
                    isOut = !isOut;
                const auto at = healthStart + i * 20s + std::chrono::milliseconds(random() % 1000);
                if (random() % 40 == 0) {
                    HealthMark mark;
                    mark.at = at;
                    mark.since = at - 5min;
                    mark.kind = static_cast<HealthMark::Kind>(random() % 6);
                    if (mark.kind <= HealthMark::Kind::Maintenance)
                        mark.relay = RelayId(1 + std::uint32_t(random() % 12));
                    records.emplace_back(mark);
                    continue;
                }
                const auto relay = 1 + std::uint32_t(random() % 12);
                const char letter = isOut ? 'F' : "SSSSLTFX"[(random() + relay) % 8];
                records.emplace_back(checkOfLetter(letter, RelayId(relay), at, 2min, relay));
            }
            HealthJudge whole;
            Stored all;
            for (const auto& record : records) {
                whole.apply(record);
                all.add(whole.takeBatch());
            }
            const auto cut = random() % records.size();
            const auto kill = cut + random() % (records.size() - cut);
            HealthJudge first;
            Stored parts;
            std::map<RelayId, HealthState> states;
            for (std::size_t i = 0; i < kill; ++i) {
                first.apply(records[i]);
                auto batch = i + 1 == cut ? first.takeCheckpoint() : first.takeBatch();
                for (auto& state : batch.states)
                    states[state.relay] = std::move(state);
                parts.add(batch);
            }
            HealthStart start;
            for (const auto& [relay, state] : states)
                start.states.push_back(state);
            start.tail.assign(records.begin() + (cut > 0 && kill >= cut ? std::ptrdiff_t(cut) : 0),
                              records.begin() + std::ptrdiff_t(kill));
            HealthJudge second;
            QVERIFY(second.restore(start));
            parts.add(second.takeBatch());
            for (std::size_t i = kill; i < records.size(); ++i) {
                second.apply(records[i]);
                parts.add(second.takeBatch());
            }
            for (std::uint32_t relay = 1; relay <= 12; ++relay)
                QCOMPARE(second.statusOf(RelayId(relay)), whole.statusOf(RelayId(relay)));
            QVERIFY(parts.spans == all.spans);
            QCOMPARE(parts.incidents.size(), all.incidents.size());
            for (const auto& [key, incident] : all.incidents)
                QVERIFY(parts.incidents.at(key).closed == incident.closed);
            QVERIFY(second.gapSince() == whole.gapSince());
        }
    }
};

QTEST_GUILESS_MAIN(TestHealthJudge)
#include "tst_healthjudge.moc"
