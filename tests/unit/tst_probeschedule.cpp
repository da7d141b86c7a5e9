// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/probeschedule.h"

#include <QTest>

#include <queue>

using namespace nostrscope;
using namespace std::chrono_literals;

namespace {

using Time = ProbeSchedule::Time;
constexpr RelayId relay(1);

/// The wait until the relay is due again.
Time waitAfter(ProbeSchedule& schedule, const ProbeSchedule::Outcome& outcome, Time& now)
{
    now = schedule.dueAt(relay).value();
    if (schedule.takeDue(now, 1) != std::vector{relay})
        qFatal("not due when it said");
    schedule.finished(relay, outcome, now);
    return schedule.dueAt(relay).value() - now;
}

bool isAbout(Time wait, Time interval)
{
    return wait >= interval * 9 / 10 && wait <= interval * 11 / 10;
}

} // namespace

class TestProbeSchedule : public QObject {
    Q_OBJECT

private slots:
    void intervals_data()
    {
        QTest::addColumn<bool>("watched");
        QTest::addColumn<int>("interval");
        QTest::newRow("watched") << true << 5 * 60;
        QTest::newRow("other") << false << 3600;
    }
    void intervals()
    {
        QFETCH(bool, watched);
        QFETCH(int, interval);
        ProbeSchedule schedule;
        Time now{};
        schedule.add(relay, watched, now);
        QVERIFY(schedule.dueAt(relay).value() < std::chrono::seconds(interval));
        for (int i = 0; i < 20; ++i)
            QVERIFY(isAbout(waitAfter(schedule, {}, now), std::chrono::seconds(interval)));
    }

    void deadOnesAreLeftAlone_data()
    {
        QTest::addColumn<bool>("watched");
        QTest::addColumn<QList<int>>("minutes");
        QTest::newRow("other") << false << QList<int>{60, 60, 60, 360, 1440, 10080, 10080};
        QTest::newRow("watched") << true << QList<int>{5, 15, 60, 60, 60};
    }
    void deadOnesAreLeftAlone()
    {
        QFETCH(bool, watched);
        QFETCH(QList<int>, minutes);
        ProbeSchedule schedule;
        Time now{};
        schedule.add(relay, watched, now);
        for (const auto wanted : minutes)
            QVERIFY(isAbout(waitAfter(schedule, {.isDown = true}, now), std::chrono::minutes(wanted)));
        // What decides nothing keeps the back-off, an answer ends it.
        QVERIFY(
            isAbout(waitAfter(schedule, {.isDecided = false}, now), std::chrono::minutes(minutes.last())));
        QVERIFY(isAbout(waitAfter(schedule, {}, now), watched ? Time(5min) : Time(1h)));
    }

    void confirmationsComeOutOfTurn()
    {
        ProbeSchedule schedule;
        Time now{};
        schedule.add(relay, false, now);
        QCOMPARE(waitAfter(schedule, {.retryIn = 20s}, now), Time(20s));
        QCOMPARE(waitAfter(schedule, {.retryIn = 40s}, now), Time(40s));
    }

    void rateLimitsDouble()
    {
        ProbeSchedule schedule;
        Time now{};
        schedule.add(relay, true, now);
        for (const auto wanted : {10min, 20min, 40min})
            QVERIFY(isAbout(waitAfter(schedule, {.isRateLimited = true, .isDecided = false}, now), wanted));
        for (int i = 0; i < 100; ++i)
            (void)waitAfter(schedule, {.isRateLimited = true, .isDecided = false}, now);
        QVERIFY(isAbout(waitAfter(schedule, {.isRateLimited = true, .isDecided = false}, now), 24h));
        QVERIFY(isAbout(waitAfter(schedule, {}, now), 5min));
    }

    void relaysMayAskForPatience()
    {
        ProbeSchedule schedule;
        Time now{};
        schedule.add(relay, true, now);
        QCOMPARE(waitAfter(schedule, {.isDown = true, .retryIn = 20s, .notWithin = 3h}, now), Time(3h));
        // Neither as a witness nor by another interval is it asked sooner; the user may.
        schedule.checkSoon(relay, now + 1s, ProbeSchedule::Wish::OfMonitor);
        QCOMPARE(schedule.dueAt(relay), std::optional(now + 3h));
        schedule.add(relay, false, now + 2s);
        schedule.add(relay, true, now + 2s);
        QCOMPARE(schedule.dueAt(relay), std::optional(now + 3h));
        schedule.checkSoon(relay, now + 1s);
        QCOMPARE(schedule.dueAt(relay), std::optional(now + 1s));
        // It holds once, and is no reason to come sooner than usual.
        QVERIFY(isAbout(waitAfter(schedule, {.notWithin = 1s}, now), 5min));
        QVERIFY(isAbout(waitAfter(schedule, {}, now), 5min));
        // Also of a check that is to be repeated at once.
        now = schedule.dueAt(relay).value();
        QCOMPARE(schedule.takeDue(now, 1).size(), 1U);
        schedule.checkSoon(relay, now, ProbeSchedule::Wish::OfMonitor);
        schedule.finished(relay, {.notWithin = 2h}, now);
        QCOMPARE(schedule.dueAt(relay), std::optional(now + 2h));
    }

    void asked()
    {
        ProbeSchedule schedule;
        schedule.add(relay, false, 0s);
        schedule.checkSoon(relay, 1s);
        QVERIFY(schedule.dueAt(relay).value() <= 1s);
        QCOMPARE(schedule.takeDue(1s, 5).size(), 1U);
        QVERIFY(!schedule.nextDue()); // it runs: nobody waits
        schedule.checkSoon(relay, 2s); // once more when it is done
        schedule.finished(relay, {}, 3s);
        QCOMPARE(schedule.dueAt(relay), std::optional<Time>(3s));
        schedule.remove(relay);
        QVERIFY(!schedule.nextDue());
        schedule.finished(relay, {}, 4s); // of one that is gone meanwhile
        QVERIFY(!schedule.contains(relay));
    }

    void becomesWatched()
    {
        ProbeSchedule schedule;
        schedule.add(relay, false, 0s, 6); // down for long
        schedule.add(relay, true, 0s, 0);
        QVERIFY(schedule.isWatched(relay));
        QVERIFY(schedule.dueAt(relay).value() <= 66min);
    }

    /// MON-6: 9,000 relays, half of them dead, are all visited within an hour by 32 at once; a dead one takes
    /// ten seconds to say so.
    void nineThousandInAnHour()
    {
        constexpr std::uint32_t count = 9000;
        constexpr std::size_t atOnce = 32;
        ProbeSchedule schedule;
        for (std::uint32_t i = 1; i <= count; ++i)
            schedule.add(RelayId(i), false, 0s);
        using Running = std::pair<Time, RelayId>;
        std::priority_queue<Running, std::vector<Running>, std::greater<>> running;
        std::map<RelayId, int> visited;
        Time now{};
        while (visited.size() < count) {
            for (const auto one : schedule.takeDue(now, atOnce - running.size()))
                running.emplace(now + (one.number() % 2 == 0 ? 10s : 1s), one);
            if (!running.empty()
                && (running.size() == atOnce || running.top().first <= schedule.nextDue().value_or(now))) {
                now = std::max(now, running.top().first);
                const auto one = running.top().second;
                running.pop();
                const int failures = one.number() % 2 == 0 ? ++visited[one] : (visited[one] = 0);
                ProbeSchedule::Outcome outcome;
                outcome.isDown = failures > 2;
                if (failures == 1 || failures == 2) // to be confirmed
                    outcome.retryIn = failures * 20s;
                schedule.finished(one, outcome, now);
            } else {
                now = std::max(now, schedule.nextDue().value());
            }
        }
        QVERIFY2(now <= 60min + 30s, qPrintable(QString::number(now.count())));
    }
};

QTEST_GUILESS_MAIN(TestProbeSchedule)
#include "tst_probeschedule.moc"
