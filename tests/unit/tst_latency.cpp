// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/latencyrollup.h"
#include "tests/unit/healthscene.h"

#include <QTest>

#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

/// Percentiles and rollups (monitors.md §5.6).
class TestLatency : public QObject {
    Q_OBJECT

private:
    static std::vector<std::chrono::microseconds> upTo(int count)
    {
        std::vector<std::chrono::microseconds> samples;
        for (int i = 1; i <= count; ++i)
            samples.emplace_back(i * 1000);
        return samples;
    }
    static void comparePercentile(const std::optional<double>& merged,
                                  const std::vector<std::int64_t>& sorted, double share)
    {
        QVERIFY(merged);
        // Between the neighbours of the rank, each within 2 %: what the histogram can tell.
        const auto rank = share * double(sorted.size() - 1);
        const auto low = double(sorted[std::size_t(std::floor(rank))]);
        const auto high = double(sorted[std::size_t(std::ceil(rank))]);
        QVERIFY2(*merged >= low * 0.98 - 1 && *merged <= high * 1.02 + 1,
                 qPrintable(QStringLiteral("%1 of [%2, %3]").arg(*merged).arg(low).arg(high)));
    }

private slots:
    void bucketsHoldTheirValues_data()
    {
        QTest::addColumn<qint64>("value");
        for (const qint64 value : {0LL, 1LL, 2LL, 3LL, 999LL, 40'000LL, 120'000'000LL, 1LL << 62})
            QTest::addRow("%lld", value) << value;
    }
    void bucketsHoldTheirValues()
    {
        QFETCH(qint64, value);
        LogHistogram histogram;
        histogram.add(value, 3);
        const auto& buckets = histogram.buckets();
        const auto bucket = buckets.size() - 1; // nothing comes after it
        QCOMPARE(buckets[bucket], 3U);
        QVERIFY(LogHistogram::beginOf(bucket) <= double(value));
        QVERIFY(LogHistogram::beginOf(bucket + 1) > double(value));
        QVERIFY(bucket < 2 || LogHistogram::beginOf(bucket + 1) / LogHistogram::beginOf(bucket) < 1.0401);
    }

    void exactPercentilesAreOfType7()
    {
        // numpy.percentile([1, 2, 3, 4], [50, 90]) = 2.5, 3.7
        const auto four = latencyOf(upTo(4));
        QCOMPARE(four.p50, std::optional(2500.0));
        QCOMPARE(four.p90, std::optional(3700.0));
        QCOMPARE(four.spread, std::optional(1500.0));
        QCOMPARE(four.jitter, std::optional(1000.0));
        QCOMPARE(four.mean, std::optional(2500.0));
        QCOMPARE(four.consistency, std::optional(100 - 50 * 1500.0 / 2500.0));
        QVERIFY(four.isExact);
        const auto one = latencyOf(upTo(1));
        QCOMPARE(one.p90, std::optional(1000.0));
        QCOMPARE(one.jitter, std::nullopt);
        QCOMPARE(latencyOf(upTo(0)).p50, std::nullopt);
    }

    void tooFewSamplesTellNoTail()
    {
        QVERIFY(!latencyOf(upTo(19)).p95);
        QVERIFY(latencyOf(upTo(20)).p95);
        QVERIFY(!latencyOf(upTo(99)).p99);
        QCOMPARE(latencyOf(upTo(100)).p99, std::optional(99'010.0));
        LatencyHistogram merged;
        for (const auto sample : upTo(99))
            merged.add(sample);
        QVERIFY(latencyOf(merged).p95 && !latencyOf(merged).p99);
        QVERIFY(!latencyOf(LatencyHistogram()).p50);
    }

    void bucketsAreHalfOpen()
    {
        for (const auto level : checkLevels) {
            const auto number = bucketOf(healthStart, level);
            QCOMPARE(bucketStart(number, level), healthStart); // a midnight begins all of them
            QCOMPARE(bucketOf(healthStart - 1ms, level), number - 1);
            QCOMPARE(bucketOf(healthStart + lengthOf(level) - 1ms, level), number);
            QCOMPARE(bucketOf(healthStart + lengthOf(level), level), number + 1);
        }
        QCOMPARE(bucketOf(fromSeconds(-1), CheckLevel::Day), -1);
        QCOMPARE(bucketOf(fromSeconds(-86400), CheckLevel::Day), -1);
    }

    /// Failures are counted and are no numbers; undecided checks are neither.
    void cellsCountApart()
    {
        LatencyCell cell;
        for (const char letter : QByteArray("SSSLLFTX"))
            cell.add(checkOfLetter(letter, RelayId(1), healthStart));
        QCOMPARE(cell.up, 3U);
        QCOMPARE(cell.limited, 2U);
        QCOMPARE(cell.failed, 2U);
        QCOMPARE(cell.undecided, 1U);
        QCOMPARE(cell.open.count, 5U); // not the one that timed out, although it opened
        QCOMPARE(cell.read.count, 3U);
        QCOMPARE(cell.causes.size(), 2U);
        LatencyCell copy;
        QVERIFY(copy.addBlob(cell.toBlob()));
        QCOMPARE(copy, cell);
        const auto blob = cell.toBlob();
        for (qsizetype length = 0; length < blob.size(); ++length)
            QVERIFY(!LatencyCell().addBlob(blob.left(length)));
    }

    /// Random checks: cells of every level, merged over any range of whole buckets and in any order, say what
    /// the raw checks say.
    void rollupsAgreeWithRawChecks()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 30; ++round) {
            std::lognormal_distribution<double> latency(11 + round % 4,
                                                        0.1 + 0.1 * (round % 12)); // around 60 ms
            std::vector<CheckRecord> checks;
            const int count = 50 + int(random() % 2000);
            for (int i = 0; i < count; ++i) {
                auto check = checkOfLetter("SSSSSLFX"[random() % 8], RelayId(1),
                                           healthStart + std::chrono::seconds(random() % (3 * 86400)));
                const std::chrono::microseconds took(std::int64_t(latency(random)));
                if (check.times.of(ProbePhase::Open))
                    check.times.set(ProbePhase::Open, took);
                if (check.times.of(ProbePhase::Read))
                    check.times.set(ProbePhase::Read, took / 2);
                checks.push_back(check);
            }
            for (const auto level : checkLevels) {
                auto buckets = bucketsOf(checks, level);
                const auto from = buckets[random() % buckets.size()].start;
                const auto to = from + lengthOf(level) * (1 + int(random() % 200));
                std::shuffle(buckets.begin(), buckets.end(), random);
                LatencyCell merged;
                for (const auto& bucket : buckets) {
                    if (bucket.start >= from && bucket.start < to)
                        QVERIFY(merged.addBlob(bucket.cell.toBlob()));
                }
                std::vector<std::int64_t> raw;
                std::uint64_t sum = 0;
                std::map<ProbeCode, std::uint64_t> codes;
                for (const auto& check : checks) {
                    if (check.at < from || check.at >= to)
                        continue;
                    ++codes[check.code];
                    if (check.code != ProbeCode::Ok && check.code != ProbeCode::AuthRequired)
                        continue;
                    raw.push_back(check.times.of(ProbePhase::Open)->count());
                    sum += std::uint64_t(raw.back());
                }
                std::sort(raw.begin(), raw.end());
                QCOMPARE(merged.up, codes[ProbeCode::Ok]);
                QCOMPARE(merged.limited, codes[ProbeCode::AuthRequired]);
                QCOMPARE(merged.failed, codes[ProbeCode::TcpRefused]);
                QCOMPARE(merged.undecided, codes[ProbeCode::RateLimited]);
                QCOMPARE(merged.open.count, raw.size());
                QCOMPARE(merged.read.count, codes[ProbeCode::Ok]);
                QCOMPARE(merged.open.sum, sum);
                if (raw.empty())
                    continue;
                const auto figures = latencyOf(merged.open);
                QCOMPARE(figures.minimum, std::optional(double(raw.front())));
                QCOMPARE(figures.maximum, std::optional(double(raw.back())));
                comparePercentile(figures.p50, raw, 0.5);
                comparePercentile(figures.p90, raw, 0.9);
                if (figures.p95)
                    comparePercentile(figures.p95, raw, 0.95);
                if (figures.p99)
                    comparePercentile(figures.p99, raw, 0.99);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestLatency)
#include "tst_latency.moc"
