// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/probe.h"

#include <QSet>
#include <QTest>

using namespace nostrscope;

class TestProbeCodes : public QObject {
    Q_OBJECT
private slots:
    void namesAreOneEach();
    void verdicts_data();
    void verdicts();
    void timesAreNeverNegative();
};

void TestProbeCodes::namesAreOneEach()
{
    QSet<QByteArray> names;
    for (int i = 0; i < probeCodeCount; ++i) {
        const auto code = static_cast<ProbeCode>(i);
        names.insert(toString(code));
        QCOMPARE(probeCodeFrom(toString(code)), std::optional(code));
    }
    QCOMPARE(names.size(), probeCodeCount);
    QCOMPARE(probeCodeFrom("nonsense"), std::nullopt);
}

void TestProbeCodes::verdicts_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("tlsIsDown");
    QTest::addColumn<ProbeVerdict>("verdict");
    const auto row = [](const char* code, int status, bool tls, ProbeVerdict verdict) {
        QTest::addRow("%s %d %d", code, status, tls) << QByteArray(code) << status << tls << verdict;
    };
    // monitors.md §5.2: which codes mean "down", which "up but limited", which nothing
    for (const auto* code : {"dns-nxdomain", "dns-timeout", "dns-servfail", "tcp-refused", "tcp-timeout",
                             "tcp-unreachable", "tls-expired", "tls-name", "tls-untrusted", "tls-protocol",
                             "upgrade-invalid", "not-nostr", "closed-early", "read-timeout"})
        row(code, 0, true, ProbeVerdict::Down);
    for (const auto* code : {"auth-required", "restricted", "payment-required", "read-closed"})
        row(code, 0, true, ProbeVerdict::Limited);
    for (const auto* code : {"rate-limited", "local-network", "cancelled", "clock-step", "needs-proxy",
                             "proxy-failed", "private-address"})
        row(code, 0, true, ProbeVerdict::Undecided);
    row("ok", 101, true, ProbeVerdict::Up);
    row("http-status", 401, true, ProbeVerdict::Limited);
    row("http-status", 402, true, ProbeVerdict::Limited);
    row("http-status", 403, true, ProbeVerdict::Limited);
    row("http-status", 429, true, ProbeVerdict::Undecided);
    row("http-status", 503, true, ProbeVerdict::Down);
    row("http-status", 200, true, ProbeVerdict::Down);
    row("http-status", 302, true, ProbeVerdict::Down);
    row("tls-expired", 0, false, ProbeVerdict::Limited);
    row("tls-protocol", 0, false, ProbeVerdict::Down);
}

void TestProbeCodes::verdicts()
{
    QFETCH(QByteArray, code);
    QFETCH(int, status);
    QFETCH(bool, tlsIsDown);
    QFETCH(ProbeVerdict, verdict);
    const auto known = probeCodeFrom(code);
    QVERIFY(known);
    QCOMPARE(verdictOf(*known, status, tlsIsDown), verdict);
}

void TestProbeCodes::timesAreNeverNegative()
{
    using namespace std::chrono_literals;
    ProbeTimes times;
    QVERIFY(!times.of(ProbePhase::Read));
    times.set(ProbePhase::Read, -5us);
    QCOMPARE(times.of(ProbePhase::Read), std::optional(0us));
}

QTEST_GUILESS_MAIN(TestProbeCodes)
#include "tst_probecodes.moc"
