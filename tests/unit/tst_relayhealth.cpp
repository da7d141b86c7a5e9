// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/healthscene.h"

#include <QTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

/// The state machine of one relay (monitors.md §5.3).
class TestRelayHealth : public QObject {
    Q_OBJECT

private:
    const RelayId m_relay{7};

    HealthSample sample(char letter, std::int64_t minutes) const
    {
        return sampleOf(checkOfLetter(letter, m_relay, healthStart + std::chrono::minutes(minutes)));
    }
    static HealthSample timed(std::int64_t minutes, std::chrono::milliseconds read)
    {
        auto check = checkOfLetter('S', RelayId(7), healthStart + std::chrono::minutes(minutes));
        check.times.set(ProbePhase::Read, read);
        return sampleOf(check);
    }

private slots:
    void transitions_data()
    {
        QTest::addColumn<QByteArray>("results");
        QTest::addColumn<QByteArray>("states");
        const auto row = [](const char* results, const char* states) {
            QTest::addRow("%s", results) << QByteArray(results) << QByteArray(states);
        };
        // unknown
        row("S", "u");
        row("L", "u"); // reachable for some is reachable
        row("F", "s");
        row("X", "?");
        // up
        row("SF", "us");
        row("SX", "uu");
        row("SLS", "uuu");
        // suspect: silently back, or down after three in a row
        row("SFS", "usu");
        row("SFFS", "ussu");
        row("SFFF", "ussd");
        row("STFT", "ussd");
        row("FFF", "ssd");
        row("FS", "su");
        row("SFFSFFSFFF", "ussussussd"); // failures in a row, not in all
        row("SFXFXF", "ussssd");
        // down
        row("FFFF", "ssdd");
        row("FFFX", "ssdd");
        row("FFFS", "ssdr");
        // recovering
        row("FFFSS", "ssdru");
        row("FFFLL", "ssdru");
        row("FFFSXS", "ssdrru");
        row("FFFSF", "ssdrd"); // the same outage: no three failures needed
        row("FFFSFSS", "ssdrdru");
        row("SFFFSSFS", "ussdrusu");
        // p, m: paused, in maintenance; c: neither
        row("SpFFFcS", "uppppuu");
        row("SmFFFcF", "ummmmus");
        row("SFFpcF", "usspus"); // a suspicion does not outlive a pause
        row("FFFpcFSS", "ssdpddru");
        row("pmc", "pm?");
    }
    void transitions()
    {
        QFETCH(QByteArray, results);
        QFETCH(QByteArray, states);
        RelayHealth health(m_relay);
        QByteArray seen;
        std::int64_t minutes = 0;
        for (const char letter : results) {
            const auto at = healthStart + std::chrono::minutes(minutes);
            if (letter == 'p' || letter == 'm')
                health.suspend(letter == 'p' ? RelayState::Paused : RelayState::Maintenance, at);
            else if (letter == 'c')
                health.resume(at);
            else
                (void)health.apply(sample(letter, minutes), {});
            minutes += 5;
            seen += letterOf(health.state());
            // Whatever the state is, it survives being stored.
            RelayHealth copy(m_relay);
            QVERIFY(copy.fromBlob(health.toBlob()));
            QVERIFY(copy == health);
        }
        QCOMPARE(seen, states);
    }

    void outageIsDatedFromItsFirstFailure()
    {
        RelayHealth health(m_relay);
        const HealthRules rules;
        std::int64_t minutes = 0;
        const auto next = [&](char letter) { return health.apply(sample(letter, minutes++), rules); };
        next('S');
        next('F'); // minute 1
        next('F');
        const auto confirmed = next('F');
        QVERIFY(confirmed.confirmed);
        QCOMPARE(health.outageSince(), healthStart + 1min);
        QCOMPARE(health.since(), healthStart + 1min);
        next('S'); // minute 4
        next('F');
        QCOMPARE(health.outageSince(), healthStart + 1min); // the same
        next('S'); // minute 6
        const auto closed = next('S');
        QVERIFY(closed.closed);
        QCOMPARE(health.recoveredAt(), healthStart + 6min);
        QCOMPARE(health.since(), healthStart + 6min);
    }

    void retriesComeSoon()
    {
        RelayHealth health(m_relay);
        const HealthRules rules;
        std::int64_t minutes = 0;
        const auto retryAfter = [&](char letter) {
            health.apply(sample(letter, minutes++), rules);
            return health.retryIn(rules);
        };
        QCOMPARE(retryAfter('S'), std::nullopt);
        QCOMPARE(retryAfter('F'), std::optional<std::chrono::milliseconds>(20s));
        QCOMPARE(retryAfter('F'), std::optional<std::chrono::milliseconds>(40s));
        QCOMPARE(retryAfter('F'), std::nullopt); // down: the schedule decides
        QCOMPARE(retryAfter('S'), std::optional<std::chrono::milliseconds>(20s));
        QCOMPARE(retryAfter('S'), std::nullopt);
    }

    void numbersAreAdjustable()
    {
        RelayHealth health(m_relay);
        HealthRules rules;
        rules.failures = 1;
        rules.successes = 1;
        QVERIFY(health.apply(sample('F', 0), rules).confirmed);
        QVERIFY(health.apply(sample('S', 1), rules).closed);
        QCOMPARE(health.state(), RelayState::Up);
        rules.tlsIsDown = false;
        auto expired = checkOfLetter('S', m_relay, healthStart + 2min);
        expired.code = ProbeCode::TlsExpired;
        QVERIFY(!health.apply(sampleOf(expired), rules).failed);
        rules.tlsIsDown = true;
        QVERIFY(health.apply(sampleOf(expired), rules).failed);
    }

    void flappingBeginsAndEnds()
    {
        RelayHealth health(m_relay);
        const HealthRules rules;
        std::int64_t minutes = 0;
        int began = 0;
        int ended = 0;
        const auto run = [&](const QByteArray& letters) {
            for (const char letter : letters) {
                const auto step = health.apply(sample(letter, minutes), rules);
                minutes += 5;
                began += step.flapBegan ? 1 : 0;
                ended += step.flapEnded ? 1 : 0;
            }
        };
        run("SFFFSSFFF"); // down, up, down
        QVERIFY(!health.isFlapping());
        run("SS"); // the fourth change
        QVERIFY(health.isFlapping());
        run("FFFSS");
        QCOMPARE(began, 1); // one notice
        run(QByteArray(24, 'S')); // the last one is 2 h after the last change
        QCOMPARE(ended, 1);
        QVERIFY(!health.isFlapping());
    }

    void slowChangesAreNoFlapping()
    {
        RelayHealth health(m_relay);
        const HealthRules rules;
        std::int64_t minutes = 0;
        for (int i = 0; i < 10; ++i) { // two changes in 7 h, ten times
            for (const char letter : QByteArray("FFFSS")) {
                QVERIFY(!health.apply(sample(letter, minutes), rules).flapBegan);
                minutes += 1;
            }
            minutes += 7 * 60;
        }
    }

    void slowRelaysAreDegraded()
    {
        RelayHealth health(m_relay);
        const HealthRules rules;
        std::int64_t minutes = 0;
        const auto run = [&](int times, std::chrono::milliseconds read) {
            QByteArray states;
            for (int i = 0; i < times; ++i) {
                (void)health.apply(timed(minutes, read), rules);
                minutes += 5;
                states += letterOf(health.state());
            }
            return states;
        };
        QCOMPARE(run(10, 100ms), QByteArray("uuuuuuuuuu"));
        QCOMPARE(run(1, 9000ms), QByteArray("u")); // one late answer is none
        QCOMPARE(run(10, 100ms), QByteArray("uuuuuuuuuu"));
        QCOMPARE(run(6, 2000ms), QByteArray("uuuugg")); // slow from the third on, three times
        QCOMPARE(run(11, 100ms), QByteArray("ggggggggguu"));
        QCOMPARE(health.state(), RelayState::Up);
    }

    /// A relay that answers in 100 ms all week is degraded at 600 ms, far below the threshold; one that
    /// always needs 600 ms is not.
    void unusuallySlowIsDegradedToo()
    {
        const HealthRules rules;
        for (const auto usual : {100ms, 600ms}) {
            RelayHealth health(m_relay);
            std::int64_t minutes = 0;
            for (int i = 0; i < 48; ++i, minutes += 60)
                (void)health.apply(timed(minutes, usual), rules);
            QCOMPARE(health.state(), RelayState::Up);
            for (int i = 0; i < 8; ++i, minutes += 5)
                (void)health.apply(timed(minutes, 700ms), rules);
            QCOMPARE(health.state(), usual == 100ms ? RelayState::Degraded : RelayState::Up);
            // A failure interrupts it, an answer leads back to it.
            if (usual == 100ms) {
                (void)health.apply(sample('F', minutes++), rules);
                QCOMPARE(health.state(), RelayState::Suspect);
                (void)health.apply(timed(minutes++, 700ms), rules);
                QCOMPARE(health.state(), RelayState::Degraded);
            }
        }
    }

    /// The order of results decides, and no clock: the same results with an hour taken from the clock in the
    /// middle lead to the same states, and no time is counted twice.
    void clockStepsChangeNoState()
    {
        std::mt19937 random(4);
        for (int round = 0; round < 200; ++round) {
            RelayHealth steady(m_relay);
            RelayHealth stepped(m_relay);
            std::chrono::milliseconds counted{};
            const int stepAt = int(random() % 60);
            const auto step = round % 2 == 0 ? -60min : 60min;
            for (int i = 0; i < 60; ++i) {
                auto check = checkOfLetter("SSFFX"[random() % 5], m_relay, healthStart + i * 5min);
                (void)steady.apply(sampleOf(check), {});
                if (i >= stepAt)
                    check.at += step;
                (void)stepped.apply(sampleOf(check), {});
                QCOMPARE(stepped.state(), steady.state());
            }
            auto spans = stepped.takeSpans();
            for (const auto& span : stepped.pendingSpans(healthStart + 24h))
                spans.push_back(span);
            for (std::size_t i = 0; i < spans.size(); ++i) {
                QVERIFY(spans[i].to > spans[i].from);
                QVERIFY(i == 0 || spans[i].from >= spans[i - 1].to);
                counted += spans[i].to - spans[i].from;
            }
            QVERIFY(counted <= 60 * 5min + 10min); // a result holds at most 10 min
        }
    }

    void damagedStatesAreRefused()
    {
        RelayHealth health(m_relay);
        for (int i = 0; i < 40; ++i)
            (void)health.apply(sample("SFFFSS"[i % 6], 5 * i), {});
        const auto blob = health.toBlob();
        for (qsizetype length = 0; length < blob.size(); ++length)
            QVERIFY(!RelayHealth(m_relay).fromBlob(blob.left(length)));
        QVERIFY(!RelayHealth(m_relay).fromBlob(blob + '\0'));
        std::mt19937 random(1);
        for (int i = 0; i < 2000; ++i) { // must not crash, whatever it answers
            auto broken = blob;
            broken[qsizetype(random() % std::size_t(blob.size()))] = char(random());
            RelayHealth read(m_relay);
            if (read.fromBlob(broken))
                (void)read.apply(sample('F', 1000), {});
        }
    }
};

QTEST_GUILESS_MAIN(TestRelayHealth)
#include "tst_relayhealth.moc"
