// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthscore.h"

#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;

/// Scores of relays (STA-10).
class TestHealthScore : public QObject {
    Q_OBJECT

private slots:
    void scoresShowTheirTerms()
    {
        const auto input = [](std::chrono::hours up, std::chrono::hours down, std::chrono::hours unknown,
                              std::optional<double> latency) {
            ScoreInput one;
            one.uptime.up = up;
            one.uptime.down = down;
            one.uptime.unknown = unknown;
            one.reads = 100;
            one.readsOk = 90;
            one.latency = latency;
            one.hasFreshInfo = true;
            return one;
        };
        std::vector<ScoreInput> inputs{input(168h, 0h, 0h, 100'000.0), input(84h, 84h, 0h, 200'000.0),
                                       input(80h, 0h, 88h, 50'000.0), input(168h, 0h, 0h, 100'000.0),
                                       input(0h, 168h, 0h, std::nullopt)};
        inputs[4].reads = 0;
        inputs[4].hasFreshInfo = false;
        const auto scores = scoresOf(inputs);
        QCOMPARE(scores.size(), inputs.size());
        // Three have a latency and are covered: the two fastest are equal.
        QCOMPARE(*scores[0], (HealthScore{40, 27, 15, 10}));
        QCOMPARE(scores[0]->total(), 92);
        QCOMPARE(*scores[1], (HealthScore{20, 27, 0, 10}));
        QVERIFY(!scores[2]); // 48 % covered
        QCOMPARE(*scores[3], *scores[0]);
        QCOMPARE(*scores[4], (HealthScore{0, 0, 0, 0}));
        QCOMPARE(dataQualityScore(inputs[0].uptime), 100.0);
        QVERIFY(dataQualityScore(inputs[2].uptime) < 50);
        QCOMPARE(scoresOf(std::vector<ScoreInput>{inputs[1]}).front()->latency,
                 20.0); // nobody to be slower than
        QVERIFY(!scoresOf(std::vector<ScoreInput>{ScoreInput()}).front());
    }
};

QTEST_GUILESS_MAIN(TestHealthScore)
#include "tst_healthscore.moc"
