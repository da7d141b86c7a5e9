// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/uptime.h"

#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;

/// Uptime and outage figures (monitors.md §5.5).
class TestUptime : public QObject {
    Q_OBJECT

private:
    static constexpr auto start = fromSeconds(1'780'272'000);
    const RelayId m_relay{3};

    static Uptime timesOf(const SpanBuilder& builder, UnixMillis to)
    {
        return uptimeOf(builder.pending(to, SpanKind::Up), start, to);
    }
    static Uptime uptime(std::chrono::milliseconds up, std::chrono::milliseconds down)
    {
        Uptime one;
        one.up = up;
        one.down = down;
        return one;
    }

private slots:
    void resultsHoldTwiceTheirInterval()
    {
        SpanBuilder builder(m_relay);
        builder.result(start, SpanKind::Up, false, 5min);
        builder.result(start + 5min, SpanKind::Up, false, 5min);
        builder.result(start + 60min, SpanKind::Down, false, 5min); // late: 45 min are unknown
        builder.result(start + 65min, SpanKind::Up, false, 5min);
        const auto times = timesOf(builder, start + 70min);
        QCOMPARE(times.up, 15min + 5min);
        QCOMPARE(times.down, 5min);
        QCOMPARE(times.unknown, 45min);
        QCOMPARE(times.decided() + times.unknown, 70min);
        QCOMPARE(times.percent(2), QByteArray("80.00"));
        QVERIFY(!times.isSufficient());
    }

    void suspectTimeWaits()
    {
        for (const auto verdict : {SpanKind::Up, SpanKind::Degraded, SpanKind::Down}) {
            SpanBuilder builder(m_relay);
            builder.result(start, SpanKind::Up, false, 5min);
            builder.result(start + 5min, SpanKind::Up, true, 5min);
            QVERIFY(builder.take().empty());
            builder.result(start + 6min, SpanKind::Up, true, 5min);
            builder.settle(verdict);
            builder.result(start + 7min, SpanKind::Up, false, 5min);
            const auto times = timesOf(builder, start + 10min);
            QCOMPARE(times.down, verdict == SpanKind::Down ? 2min : 0min);
            QCOMPARE(times.degraded, verdict == SpanKind::Degraded ? 2min : 0min);
            QCOMPARE(times.up + times.down, 10min);
        }
    }

    void spansAreHandedOutOnce()
    {
        SpanBuilder builder(m_relay);
        std::vector<HealthSpan> taken;
        for (int i = 0; i < 20; ++i) {
            builder.result(start + i * 5min, i % 4 == 3 ? SpanKind::Down : SpanKind::Up, false, 5min);
            for (const auto& span : builder.take())
                taken.push_back(span);
            SpanBuilder copy(m_relay);
            QByteArray blob;
            builder.writeTo(blob);
            ByteReader in(blob);
            QVERIFY(copy.readFrom(in) && in.atEnd());
            QVERIFY(copy == builder);
        }
        for (const auto& span : builder.pending(start + 100min, SpanKind::Up))
            taken.push_back(span);
        for (std::size_t i = 1; i < taken.size(); ++i)
            QCOMPARE(taken[i].from, taken[i - 1].to);
        const auto times = uptimeOf(taken, start, start + 100min);
        QCOMPARE(times.down, 25min);
        QCOMPARE(times.up, 75min);
        // Any part of it.
        const auto part = uptimeOf(taken, start + 16min, start + 18min);
        QCOMPARE(part.down, 2min);
        QCOMPARE(part.coverage01(), 1.0);
    }

    void gapsAndPausesAreLeftOut()
    {
        SpanBuilder builder(m_relay);
        builder.result(start, SpanKind::Up, false, 10min);
        builder.cut(start + 2min); // the gap of everybody is a span of its own
        builder.result(start + 6min, SpanKind::Up, false, 10min);
        builder.leaveOut(start + 8min, start + 10min, SpanKind::Excluded);
        auto spans = builder.pending(start + 10min, SpanKind::Up);
        spans.push_back({RelayId(), start + 2min, start + 6min, SpanKind::Gap});
        spans.push_back(
            {RelayId(), start + 7min, start + 8min, SpanKind::Gap}); // of a result that held into it
        const auto times = uptimeOf(spans, start, start + 10min);
        QCOMPARE(times.up, 3min);
        QCOMPARE(times.gap, 5min);
        QCOMPARE(times.excluded, 2min);
        QCOMPARE(times.unknown, 0ms);
        QCOMPARE(times.percent(2), QByteArray("100.00"));
        QCOMPARE(times.coverage01(), 0.3);
    }

    void clockSetBackCountsNothingTwice()
    {
        SpanBuilder builder(m_relay);
        for (int i = 0; i < 12; ++i)
            builder.result(start + i * 5min, SpanKind::Up, false, 5min);
        for (int i = 0; i < 24; ++i) // an hour back
            builder.result(start + 1min + i * 5min, SpanKind::Down, false, 5min);
        const auto times = timesOf(builder, start + 120min);
        QCOMPARE(times.up, 55min);
        QCOMPARE(times.down, 65min);
        QCOMPARE(times.unknown, 0ms);
        // A clock that was a year ahead does not stop the counting for a year.
        builder.result(start + 365 * 24h, SpanKind::Up, false, 5min);
        builder.result(start + 365 * 24h + 5min, SpanKind::Up, false, 5min);
        builder.result(start + 130min, SpanKind::Up, false, 5min);
        builder.result(start + 135min, SpanKind::Up, false, 5min);
        QCOMPARE(uptimeOf(builder.pending(start + 135min, SpanKind::Up), start + 130min, start + 135min).up,
                 5min);
    }

    void percentIsCutNeverRounded_data()
    {
        QTest::addColumn<qint64>("up");
        QTest::addColumn<qint64>("down");
        QTest::addColumn<int>("digits");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("nines"); // -1: no data
        QTest::addRow("nothing") << qint64(0) << qint64(0) << 2 << QByteArray() << -1;
        QTest::addRow("all") << qint64(1) << qint64(0) << 2 << QByteArray("100.00") << 9;
        QTest::addRow("none") << qint64(0) << qint64(1) << 2 << QByteArray("0.00") << 0;
        QTest::addRow("99.999") << qint64(99'999) << qint64(1) << 2 << QByteArray("99.99") << 5;
        QTest::addRow("99.9999") << qint64(999'999) << qint64(1) << 3 << QByteArray("99.999") << 6;
        QTest::addRow("99.95") << qint64(9'995) << qint64(5) << 2 << QByteArray("99.95") << 3;
        QTest::addRow("98.9") << qint64(989) << qint64(11) << 1 << QByteArray("98.9") << 1;
        QTest::addRow("two thirds") << qint64(2) << qint64(1) << 0 << QByteArray("66") << 0;
        QTest::addRow("0.05") << qint64(5) << qint64(9'995) << 2 << QByteArray("0.05") << 0;
        QTest::addRow("a century less a second")
            << qint64(3'155'760'000'000 - 1000) << qint64(1000) << 4 << QByteArray("99.9999") << 9;
    }
    void percentIsCutNeverRounded()
    {
        QFETCH(qint64, up);
        QFETCH(qint64, down);
        QFETCH(int, digits);
        QFETCH(QByteArray, text);
        QFETCH(int, nines);
        const auto one = uptime(std::chrono::milliseconds(up), std::chrono::milliseconds(down));
        QCOMPARE(one.percent(digits), text);
        QCOMPARE(one.nines().value_or(-1), nines);
        QCOMPARE(one.ratio01().has_value(), nines >= 0);
    }

    void outageFigures()
    {
        Incident old;
        old.firstFailure = start - 3h;
        old.firstSuccess = start - 2h;
        old.closed = start - 2h + 1min;
        Incident first;
        first.firstFailure = start + 1h;
        first.firstSuccess = start + 2h;
        first.closed = start + 2h + 1min;
        Incident second;
        second.firstFailure = start + 10h;
        second.firstSuccess = start + 13h;
        second.closed = start + 13h + 1min;
        std::vector<Incident> incidents{second, old, first};
        const auto end = start + 24h;
        auto figures = outagesOf(incidents, uptime(20h, 4h), start, end, start - 10 * 24h);
        QCOMPARE(figures.incidents, 2U);
        QCOMPARE(figures.meanToRecover, std::optional<std::chrono::milliseconds>(2h));
        QCOMPARE(figures.meanBetween, std::optional<std::chrono::milliseconds>(10h));
        QCOMPARE(figures.longest, std::optional<std::chrono::milliseconds>(3h));
        QCOMPARE(figures.streak, std::optional<std::chrono::milliseconds>(11h));
        Incident open;
        open.firstFailure = start + 19h;
        incidents.push_back(open);
        figures = outagesOf(incidents, uptime(15h, 9h), start, end, start - 10 * 24h);
        QCOMPARE(figures.longest, std::optional<std::chrono::milliseconds>(5h));
        QCOMPARE(figures.meanToRecover, std::optional<std::chrono::milliseconds>(2h)); // of the closed ones
        QCOMPARE(figures.streak, std::nullopt);
        figures = outagesOf({}, uptime(24h, 0h), start, end, start - 24h);
        QCOMPARE(figures.incidents, 0U);
        QCOMPARE(figures.meanBetween, std::nullopt);
        QCOMPARE(figures.meanToRecover, std::nullopt);
        QCOMPARE(figures.streak, std::optional<std::chrono::milliseconds>(48h));
    }
};

QTEST_GUILESS_MAIN(TestUptime)
#include "tst_uptime.moc"
