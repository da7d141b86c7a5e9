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
    void retryAfter_data();
    void retryAfter();
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

void TestProbeCodes::retryAfter_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("seconds"); // −1: none
    const auto row = [](const char* name, const QByteArray& field, int seconds) {
        QTest::newRow(name) << field << seconds;
    };
    constexpr int day = 24 * 60 * 60;
    row("seconds", "120", 120);
    row("at once", "0", 0);
    row("with spaces", " 7 ", 7);
    row("a day", "86400", day);
    row("more than a day", "86401", day);
    row("more than fits", "99999999999999999999999999", day);
    row("nothing", "", -1);
    row("negative", "-1", -1);
    row("a fraction", "1.5", -1);
    row("a word", "soon", -1);
    row("far too long", QByteArray(10'000, '1'), -1);
    // as of 1994-11-06T08:49:07Z
    row("a date", "Sun, 06 Nov 1994 08:49:37 GMT", 30);
    row("RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT", 30);
    row("asctime", "Sun Nov  6 08:49:37 1994", 30);
    row("a date that is past", "Sun, 06 Nov 1994 08:00:00 GMT", 0);
    row("next year", "Mon, 06 Nov 1995 08:49:37 GMT", day);
    row("another zone", "Sun, 06 Nov 1994 08:49:37 CET", -1);
    row("no such day", "Sun, 31 Nov 1994 08:49:37 GMT", -1);
    row("no such hour", "Sun, 06 Nov 1994 28:49:37 GMT", -1);
    row("no such month", "Sun, 06 Foo 1994 08:49:37 GMT", -1);
}

void TestProbeCodes::retryAfter()
{
    QFETCH(QByteArray, field);
    QFETCH(int, seconds);
    const auto now = fromSeconds(784'111'747);
    const auto parsed = parseRetryAfter(field, now);
    QCOMPARE(parsed ? static_cast<int>(parsed->count()) : -1, seconds);
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
