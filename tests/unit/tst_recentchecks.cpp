// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/recentchecks.h"
#include "tests/unit/healthscene.h"

#include <QTest>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr auto now = healthStart + 24h;

HealthSpan span(std::chrono::milliseconds from, std::chrono::milliseconds to, SpanKind kind)
{
    return {RelayId(1), healthStart + from, healthStart + to, kind};
}

/// One letter a beat: . nothing, u up, g degraded, d down, n gap, x left out.
QString textOf(std::span<const HealthSpan> spans)
{
    QString text;
    for (const auto beat : beatsOf(spans, now))
        text += QLatin1Char(".xnugd"[static_cast<int>(beat)]);
    return text;
}

} // namespace

class TestRecentChecks : public QObject {
    Q_OBJECT

private slots:
    void beats_data();
    void beats();
    void figuresOfTheLastDay();
};

void TestRecentChecks::beats_data()
{
    QTest::addColumn<std::vector<HealthSpan>>("spans");
    QTest::addColumn<QString>("beats");
    const auto row = [](const char* name, std::vector<HealthSpan> spans, const QString& beats) {
        QTest::newRow(name) << std::move(spans) << beats;
    };
    const auto dots = [](int count) { return QString(count, u'.'); };
    row("nothing", {}, dots(48));
    row("the last minute", {span(24h - 1min, 24h, SpanKind::Up)}, dots(47) + u'u');
    row("half an hour, to its edge", {span(1h, 90min, SpanKind::Up)}, dots(2) + u'u' + dots(45));
    row("the worst of a segment counts",
        {span(0min, 20min, SpanKind::Up), span(20min, 21min, SpanKind::Down),
         span(21min, 30min, SpanKind::Up)},
        u'd' + dots(47));
    row("a gap does not hide what is known",
        {span(0min, 10min, SpanKind::Gap), span(10min, 30min, SpanKind::Up),
         span(30min, 60min, SpanKind::Gap)},
        QStringLiteral("un") + dots(46));
    row("older and later", {span(-5h, -1h, SpanKind::Down), span(25h, 26h, SpanKind::Down)}, dots(48));
    row("all day", {span(-5h, 30h, SpanKind::Degraded)}, QString(48, u'g'));
    row("backwards", {span(5h, 4h, SpanKind::Down)}, dots(48));
}

void TestRecentChecks::beats()
{
    QFETCH(std::vector<HealthSpan>, spans);
    QFETCH(QString, beats);
    QCOMPARE(textOf(spans), beats);
}

void TestRecentChecks::figuresOfTheLastDay()
{
    RecentChecks recent;
    HealthRow row;
    recent.fill(row, {}, {}, now);
    QVERIFY(!row.openP50 && !row.readP95 && !row.uptime01);
    QCOMPARE(row.coverage01, 0.0);
    for (auto at = healthStart - 3h; at < now; at += 1h)
        recent.add(checkOfLetter('S', RelayId(1), at));
    recent.add(checkOfLetter('F', RelayId(1), now));
    recent.add(span(0h, 18h, SpanKind::Up));
    recent.add(span(18h, 19h, SpanKind::Down));
    recent.add(span(18h, 20h, SpanKind::Down)); // the same, grown
    const std::vector<HealthSpan> pending{span(20h, 24h, SpanKind::Up)};
    recent.fill(row, pending, {}, now);
    QCOMPARE(row.openP50, std::optional<ProbeTimes::Duration>(80ms));
    QCOMPARE(row.readP95, std::optional<ProbeTimes::Duration>(50ms));
    QVERIFY(std::abs(row.uptime01.value() - 22.0 / 24) < 1e-9);
    QCOMPARE(row.coverage01, 1.0);
    QCOMPARE(std::count(row.beats.begin(), row.beats.end(), Beat::Down), 4);
}

QTEST_GUILESS_MAIN(TestRecentChecks)
#include "tst_recentchecks.moc"
