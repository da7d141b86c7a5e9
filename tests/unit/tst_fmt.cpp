// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/records/timerange.h"
#include "models/fmtsource.h"

#include <QSignalSpy>
#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;

class TestFmt : public QObject {
    Q_OBJECT

    const Fmt m_fmt{QLocale(QLocale::English, QLocale::UnitedStates), QTimeZone::utc()};

private slots:
    void numbers_data()
    {
        QTest::addColumn<quint64>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero is zero") << quint64(0) << QStringLiteral("0");
        QTest::newRow("in full") << quint64(999'999) << QStringLiteral("999,999");
        QTest::newRow("million") << quint64(1'000'000) << QStringLiteral("1.00 M");
        QTest::newRow("cut") << quint64(1'239'999) << QStringLiteral("1.23 M");
        QTest::newRow("tens") << quint64(12'345'678) << QStringLiteral("12.3 M");
        QTest::newRow("never rounded up to the next unit") << quint64(999'999'999) << QStringLiteral("999 M");
        QTest::newRow("thousand millions") << quint64(4'560'000'000) << QStringLiteral("4.56 G");
    }
    void numbers()
    {
        QFETCH(quint64, value);
        QTEST(m_fmt.number(value), "text");
    }

    void percents_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << QStringLiteral("0.00 %");
        QTest::newRow("tiny") << 0.00001 << QStringLiteral("<0.01 %");
        QTest::newRow("plain") << 0.9997 << QStringLiteral("99.97 %");
        QTest::newRow("not rounded up") << 0.999999 << QStringLiteral("99.99 %");
        QTest::newRow("all") << 1.0 << QStringLiteral("100 %");
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << Fmt::missing();
    }
    void percents()
    {
        QFETCH(double, ratio);
        QTEST(m_fmt.percent(ratio), "text");
    }

    void latencies()
    {
        QCOMPARE(m_fmt.latency(std::nullopt), Fmt::missing());
        QCOMPARE(m_fmt.latency(0ms), QStringLiteral("<1 ms"));
        QCOMPARE(m_fmt.latency(234ms), QStringLiteral("234 ms"));
        QCOMPARE(m_fmt.latency(999ms), QStringLiteral("999 ms"));
        QCOMPARE(m_fmt.latency(1230ms), QStringLiteral("1.23 s"));
        QCOMPARE(m_fmt.latency(12345ms), QStringLiteral("12.3 s"));
    }

    void rates()
    {
        QCOMPARE(m_fmt.perSecond(34.2), QStringLiteral("34.2/s"));
        QCOMPARE(m_fmt.perSecond(0), QStringLiteral("0.0/s"));
        QCOMPARE(m_fmt.perSecond(0.01), QStringLiteral("<0.1/s"));
        QCOMPARE(m_fmt.perSecond(4300), QStringLiteral("4,300/s"));
        QCOMPARE(m_fmt.perMinute(12.34), QStringLiteral("12.3/min"));
        QCOMPARE(m_fmt.perMinute(-1), Fmt::missing());
    }

    void durations()
    {
        QCOMPARE(m_fmt.duration(45s), QStringLiteral("45 s"));
        QCOMPARE(m_fmt.duration(3h + 12min + 5s), QStringLiteral("3 h 12 min"));
        QCOMPARE(m_fmt.duration(51h), QStringLiteral("2 d 3 h"));
        QCOMPARE(m_fmt.duration(48h), QStringLiteral("2 d"));
        QCOMPARE(m_fmt.duration(0s), QStringLiteral("0 s"));
        QCOMPARE(m_fmt.bucket(15min), QStringLiteral("15 min"));
        QCOMPARE(m_fmt.bucket(168h), QStringLiteral("1 week"));
    }

    void sizes()
    {
        QCOMPARE(m_fmt.bytes(0), QStringLiteral("0 bytes"));
        QCOMPARE(m_fmt.bytes(19'756'849'561ULL), QStringLiteral("18.4 GiB"));
        QCOMPARE(m_fmt.sats(1'234'999), QStringLiteral("1,234 sat"));
    }

    void times()
    {
        const auto now = fromSeconds(1'763'681'782);
        QCOMPARE(m_fmt.dateTime(now), QStringLiteral("2025-11-20 23:36:22"));
        QCOMPARE(m_fmt.dateTimeZone(now), QStringLiteral("2025-11-20 23:36:22 UTC"));
        QCOMPARE(m_fmt.timeOfDay(now + 7ms, true), QStringLiteral("23:36:22.007"));
        QCOMPARE(m_fmt.axisTime(now, 1h), QStringLiteral("23:36"));
        QCOMPARE(m_fmt.axisTime(now, 24h), QStringLiteral("20 Nov"));
        QCOMPARE(m_fmt.axisTime(now, 90 * 24h), QStringLiteral("Nov 2025"));
        QCOMPARE(m_fmt.dateTime(UnixMillis{}), Fmt::missing());
        QCOMPARE(m_fmt.ago(UnixMillis{}, now), Fmt::missing());
        QCOMPARE(m_fmt.ago(now, now), QStringLiteral("now"));
        QCOMPARE(m_fmt.ago(now - 34s, now), QStringLiteral("34 s ago"));
        QCOMPARE(m_fmt.ago(now - 59min - 59s, now), QStringLiteral("59 min ago"));
        QCOMPARE(m_fmt.ago(now - 49h, now), QStringLiteral("2 d ago"));
        QCOMPARE(m_fmt.ago(now + 4min, now), QStringLiteral("in 4 min"));
        QCOMPARE(m_fmt.ago(now + 3650 * 24h, now), QStringLiteral("in 3,650 d"));
        QCOMPARE(m_fmt.ago(now + 477'135 * 24h, now), QStringLiteral("far in the future"));
        QCOMPARE(m_fmt.ago(fromSeconds(limits::maxCreatedAt), now), QStringLiteral("far in the future"));
        QCOMPARE(m_fmt.dateTime(fromSeconds(limits::maxCreatedAt)),
                 QStringLiteral("285428751-11-12 07:36:31"));
    }

    void zoneIsNamed()
    {
        const Fmt berlin{QLocale::c(), QTimeZone("Europe/Berlin")};
        QVERIFY(
            berlin.dateTime(fromSeconds(1'763'681'782)).startsWith(QStringLiteral("2025-11-21 00:36:22")));
        QVERIFY(!berlin.zoneName(fromSeconds(1'763'681'782)).isEmpty());
    }

    void otherLocales()
    {
        const Fmt german{QLocale(QLocale::German, QLocale::Germany), QTimeZone::utc()};
        QCOMPARE(german.number(12'345), QStringLiteral("12.345"));
        QCOMPARE(german.percent(0.9997), QStringLiteral("99,97 %"));
        const Fmt hindi{QLocale(QLocale::English, QLocale::India), QTimeZone::utc()};
        QCOMPARE(hindi.number(123'456), QStringLiteral("1,23,456"));
    }

    void digitsOfTheLocale()
    {
        const Fmt arabic{QLocale(QLocale::Arabic, QLocale::Egypt), QTimeZone::utc()};
        QCOMPARE(arabic.number(1234567), QStringLiteral("١٫٢٣ M"));
        QCOMPARE(arabic.number(12), QStringLiteral("١٢"));
        QVERIFY(arabic.dateTime(fromSeconds(1'763'681'782)).startsWith(QStringLiteral("٢٠٢٥-١١-٢٠")));
        QVERIFY(arabic.bytes(19'756'849'561ULL).startsWith(QStringLiteral("١٨٫٤")));
        QVERIFY(arabic.duration(51h).contains(QStringLiteral("٣")));
        const Fmt persian{QLocale(QLocale::Persian, QLocale::Iran), QTimeZone::utc()};
        QVERIFY(persian.numberFull(1234).contains(QChar(0x06f1)));
        const Fmt india{QLocale(QLocale::Hindi, QLocale::India), QTimeZone::utc()};
        QCOMPARE(india.numberFull(1234567), QStringLiteral("12,34,567"));
    }

    void signs()
    {
        const QChar minus(0x2212);
        QCOMPARE(m_fmt.change(1234), QStringLiteral("+1,234"));
        QCOMPARE(m_fmt.change(-56), minus + QStringLiteral("56"));
        QCOMPARE(m_fmt.change(0), QStringLiteral("0"));
        QCOMPARE(m_fmt.change(std::numeric_limits<std::int64_t>::min()),
                 minus + m_fmt.number(9'223'372'036'854'775'808ULL));
        QCOMPARE(m_fmt.changePercent(0.031), QStringLiteral("+3.1 %"));
        QCOMPARE(m_fmt.changePercent(-0.004), minus + QStringLiteral("0.4 %"));
        QCOMPARE(m_fmt.changePercent(-0.0001), QStringLiteral("0.0 %"));
        QCOMPARE(m_fmt.changePercent(std::numeric_limits<double>::infinity()), Fmt::missing());
    }

    void siUnits()
    {
        FormatChoices choices{QLocale::c(), QTimeZone::utc(), true, false};
        const Fmt si(std::make_shared<const FormatChoices>(choices));
        QCOMPARE(si.bytes(999), QStringLiteral("999 bytes"));
        QCOMPARE(si.bytes(19'756'849'561ULL), QStringLiteral("19.8 GB"));
    }

    void twelveHours()
    {
        FormatChoices choices{QLocale::c(), QTimeZone::utc(), false, false};
        choices.twelveHours = true;
        const Fmt fmt(std::make_shared<const FormatChoices>(choices));
        const auto time = fromSeconds(1'763'681'782);
        QCOMPARE(fmt.dateTime(time), QStringLiteral("2025-11-20 11:36:22 PM"));
        QCOMPARE(fmt.timeOfDay(time), QStringLiteral("11:36:22 PM"));
        QCOMPARE(fmt.timeOfDay(time, true), QStringLiteral("11:36:22.000 PM"));
        QCOMPARE(fmt.axisTime(time, std::chrono::hours(1)), QStringLiteral("11:36 PM"));
        QCOMPARE(fmt.axisTime(fromSeconds(1'763'596'800), std::chrono::hours(1)), QStringLiteral("12:00 AM"));
        QCOMPARE(fmt.span({1'763'600'000, 1'763'681'782, false}),
                 QStringLiteral("2025-11-20 12:53 AM – 11:36 PM"));
    }

    void momentsAsChosen()
    {
        const auto now = fromSeconds(1'763'681'782);
        const auto earlier = now - std::chrono::minutes(3);
        const auto yesterday = now - std::chrono::hours(24);
        QCOMPARE(m_fmt.moment(earlier, now), QStringLiteral("3 min ago"));
        QCOMPARE(m_fmt.momentTip(earlier, now), m_fmt.dateTimeZone(earlier));
        FormatChoices choices{QLocale::c(), QTimeZone::utc(), false, false};
        choices.absoluteTimes = true;
        const Fmt fmt(std::make_shared<const FormatChoices>(choices));
        QCOMPARE(fmt.moment(earlier, now), QStringLiteral("23:33:22"));
        QCOMPARE(fmt.moment(yesterday, now), QStringLiteral("2025-11-19 23:36"));
        QCOMPARE(fmt.momentTip(yesterday, now), QStringLiteral("2025-11-19 23:36:22 UTC (1 d ago)"));
        QCOMPARE(fmt.moment(UnixMillis{}, now), Fmt::missing());
        QCOMPARE(fmt.momentTip(UnixMillis{}, now), Fmt::missing());
    }

    void spans()
    {
        const TimeRange day{1'763'600'000, 1'763'681'782, false};
        QCOMPARE(m_fmt.span(day), QStringLiteral("2025-11-20 00:53 – 23:36"));
        const TimeRange two{1'763'590'000, 1'763'681'782, false};
        QCOMPARE(m_fmt.span(two), QStringLiteral("2025-11-19 22:06 – 2025-11-20 23:36"));
    }

    void foreignTextStaysInItsPlace()
    {
        const QChar ltr(0x2066);
        const QChar first(0x2068);
        const QChar end(0x2069);
        QCOMPARE(m_fmt.address("wss://nos.lol"), QStringLiteral("nos.lol"));
        QCOMPARE(m_fmt.stranger(u"plain", 10), QStringLiteral("plain"));
        // What turns the text around is taken away; what is written from the right keeps to itself.
        QCOMPARE(m_fmt.stranger(u"a\u202eb\u2069", 10), QStringLiteral("ab"));
        QCOMPARE(m_fmt.stranger(u"a\u0007b", 10), QStringLiteral("a\u2407b"));
        QCOMPARE(m_fmt.stranger(u"\u05d0", 10), first + QStringLiteral("\u05d0") + end);
        QCOMPARE(m_fmt.stranger(QString(50, u'x'), 10).size(), 10);
        const Fmt arabic{QLocale(QLocale::Arabic, QLocale::Egypt), QTimeZone::utc()};
        QCOMPARE(arabic.address("wss://nos.lol"), ltr + QStringLiteral("nos.lol") + end);
        QCOMPARE(arabic.stranger(u"plain", 10), first + QStringLiteral("plain") + end);
        QCOMPARE(arabic.leftToRight({}), QString());
    }

    void zoneChangesReachEveryCopy()
    {
        FmtSource source{Fmt(QLocale::c(), QTimeZone("Europe/Berlin"))};
        const auto early = source.fmt();
        const auto copy = early;
        const auto time = fromSeconds(1'763'681'782);
        QVERIFY(copy.dateTime(time).endsWith(QStringLiteral("00:36:22")));
        QSignalSpy changed(&source, &FmtSource::changed);
        source.setUtc(true);
        source.setUtc(true);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(copy.dateTimeZone(time), QStringLiteral("2025-11-20 23:36:22 UTC"));
        source.setLocalZone(QTimeZone("Asia/Tokyo"));
        QVERIFY(source.isUtc()); // chosen by hand: stays
        source.setUtc(false);
        QVERIFY(copy.dateTime(time).endsWith(QStringLiteral("08:36:22")));
        source.setLocalZone(QTimeZone("No/Such"));
        QVERIFY(source.isUtc());
    }

    void unknownZoneIsUtc()
    {
        const Fmt broken{QLocale::c(), QTimeZone("No/Such")};
        QCOMPARE(broken.zoneName(fromSeconds(0) + 1s), QStringLiteral("UTC"));
    }

    void identifiers()
    {
        QCOMPARE(Fmt::relay("wss://nos.lol"), QStringLiteral("nos.lol"));
        QCOMPARE(Fmt::relay("ws://127.0.0.1:80"), QStringLiteral("ws://127.0.0.1:80"));
        QCOMPARE(m_fmt.kind(1), QStringLiteral("1 · Note"));
        QCOMPARE(m_fmt.kind(54321), QStringLiteral("54321"));
        QCOMPARE(Fmt::shortId(QStringLiteral("npub1aaaaabbbbbbbbbbbbbbbbbbbbzzzz")),
                 QStringLiteral("npub1aaaaa") + QChar(0x2026) + QStringLiteral("zzzz"));
        QCOMPARE(Fmt::shortId(QStringLiteral("short")), QStringLiteral("short"));
    }
};

QTEST_GUILESS_MAIN(TestFmt)
#include "tst_fmt.moc"
