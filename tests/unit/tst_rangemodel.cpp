// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fmt.h"
#include "models/rangemodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace nostrscope;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Timestamp start = 1'763'681'782; // 2025-11-20 23:36:22
constexpr Timestamp hour = 3600;

} // namespace

class TestRangeModel : public QObject {
    Q_OBJECT

private slots:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        for (const auto* text :
             {"1h", "6h", "24h", "7d", "30d", "90d", "all", "last 43200", "1763600001..1763681782"})
            QTest::newRow(text) << QString::fromLatin1(text) << true;
        for (const auto* text :
             {"", "2h", "last", "last 59", "last -5", "last x", "last 99999999999", "1763681782..1763600001",
              "-5..100", "9999999999..9999999999999", "1763681782..1763681790", "..", "nan..nan"})
            QTest::newRow(text) << QString::fromLatin1(text) << false;
    }
    void texts()
    {
        QFETCH(QString, text);
        const auto choice = RangeChoice::fromString(text, start);
        QTEST(choice.has_value(), "valid");
        if (choice)
            QCOMPARE(choice->toString(), text);
    }

    void lengthsOfPresetsArePresets()
    {
        QCOMPARE(RangeChoice::last(24h), RangeChoice(RangePreset::Day));
        QVERIFY(RangeChoice::last(12h) != RangeChoice(RangePreset::Day));
        QCOMPARE(RangeChoice::fixed(TimeRange::everything()), RangeChoice(RangePreset::All));
        QCOMPARE(RangeChoice::last(12h).resolve(start), TimeRange::last(12h, start));
    }

    void bucketsFollowTheRange_data()
    {
        QTest::addColumn<QString>("range");
        QTest::addColumn<qint64>("seconds");
        const std::pair<const char*, qint64> rows[] = {{"1h", 60},     {"6h", 300},       {"24h", 900},
                                                       {"7d", 3600},   {"30d", 21600},    {"90d", 86400},
                                                       {"all", 86400}, {"last 7200", 300}};
        for (const auto& [range, seconds] : rows)
            QTest::newRow(range) << QString::fromLatin1(range) << seconds;
    }
    void bucketsFollowTheRange()
    {
        QFETCH(QString, range);
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        model.setChoice(*RangeChoice::fromString(range, start));
        QTEST(static_cast<qint64>(model.bucket().count()), "seconds");
    }

    void absurdRangesAreRefused_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<int>("fault");
        const auto row = [](const char* name, qint64 from, qint64 to, RangeFault fault) {
            QTest::newRow(name) << from << to << static_cast<int>(fault);
        };
        row("backwards", start - 10, start - 100, RangeFault::Backwards);
        row("a second", start - 10, start - 10, RangeFault::TooShort);
        row("before 1970", -1, start, RangeFault::BeforeEpoch);
        row("long ago", std::numeric_limits<qint64>::min(), start, RangeFault::BeforeEpoch);
        row("tomorrow", start + 1, start + 7200, RangeFault::StartsInFuture);
        row("too far ahead", start - 10, start + 50 * hour, RangeFault::EndsInFuture);
        row("at the end of time", 0, std::numeric_limits<qint64>::max(), RangeFault::EndsInFuture);
    }
    void absurdRangesAreRefused()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        QSignalSpy changed(&model, &RangeModel::changed);
        const auto fault = model.setFixed(from, to);
        QVERIFY(fault.has_value());
        QTEST(static_cast<int>(*fault), "fault");
        QVERIFY(!RangeModel::faultText(*fault).isEmpty());
        QCOMPARE(changed.count(), 0);
    }

    void untilMidnightIsFine()
    {
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        QVERIFY(!model.setFixed(start - 600, start + 24 * hour));
        QCOMPARE(model.range(), (TimeRange{start - 601, start + 24 * hour, false}));
    }

    void shiftAndBack()
    {
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        QSignalSpy changed(&model, &RangeModel::changed);
        QVERIFY(!model.canShift(1));
        model.shift(1);
        QCOMPARE(changed.count(), 0);
        model.shift(-1);
        QCOMPARE(model.range(), (TimeRange{start - 48 * hour, start - 24 * hour, false}));
        model.shift(-1);
        QCOMPARE(model.range(), (TimeRange{start - 72 * hour, start - 48 * hour, false}));
        model.shift(1);
        QVERIFY(model.choice().isFixed());
        model.shift(1); // arrives at now: moves on with time again
        QCOMPARE(model.choice(), RangeChoice(RangePreset::Day));
        QCOMPARE(changed.count(), 4);
        model.setChoice(RangePreset::All);
        QVERIFY(!model.canShift(-1) && !model.canShift(1));
    }

    void shiftStopsAtTheEpoch()
    {
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        QVERIFY(!model.setFixed(10, start));
        QVERIFY(!model.canShift(-1));
    }

    void zoom()
    {
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        model.setChoice(RangePreset::Hour);
        QList<RangePreset> seen;
        while (model.canZoomOut()) {
            model.zoomOut();
            seen.append(*model.choice().preset());
        }
        const QList<RangePreset> expected{RangePreset::SixHours, RangePreset::Day,     RangePreset::Week,
                                          RangePreset::Month,    RangePreset::Quarter, RangePreset::All};
        QVERIFY(seen == expected);
        model.zoomOut();
        QVERIFY(model.choice().isAll());
        while (model.choice() != RangeChoice(RangePreset::Hour))
            model.zoomIn();
        model.zoomIn();
        QCOMPARE(model.choice(), RangeChoice::last(30min));
        int steps = 0;
        while (model.canZoomIn() && ++steps < 20)
            model.zoomIn();
        QVERIFY(steps < 20);
        QVERIFY(model.range().to - model.range().from >= RangeModel::shortest.count());
    }

    void zoomOfAFixedRangeKeepsItsMiddle()
    {
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        model.setChoice(RangeChoice::fixed({start - 100 * hour, start - 96 * hour, false}));
        model.zoomIn();
        QCOMPARE(model.range(), (TimeRange{start - 99 * hour, start - 97 * hour, false}));
        model.zoomOut();
        QCOMPARE(model.range(), (TimeRange{start - 100 * hour, start - 96 * hour, false}));
        for (int i = 0; i < 40 && model.canZoomOut(); ++i)
            model.zoomOut();
        QVERIFY(model.choice().isAll());
    }

    void lastRangeMovesOn()
    {
        ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        model.setChoice(RangeChoice::last(12h));
        QSignalSpy moved(&model, &RangeModel::moved);
        model.advance();
        clock.advance(59s);
        model.advance();
        QCOMPARE(moved.count(), 0);
        clock.advance(1s);
        model.advance();
        model.advance();
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved.first().first().value<TimeRange>(), TimeRange::last(12h, start + 60));
        model.setChoice(RangePreset::Day); // the engine moves presets itself
        clock.advance(1h);
        model.advance();
        QCOMPARE(moved.count(), 1);
    }

    void quickRanges()
    {
        const ManualClock clock(fromSeconds(start));
        RangeModel model(clock);
        QVERIFY(!model.addQuickRange(u"  "_s, RangePreset::Day));
        QVERIFY(!model.addQuickRange(QString(61, u'x'), RangePreset::Day));
        QVERIFY(model.addQuickRange(u" half a day "_s, RangeChoice::last(12h)));
        QVERIFY(model.addQuickRange(u"half a day"_s, RangeChoice::last(11h)));
        QCOMPARE(model.quickRanges().size(), 1);
        QCOMPARE(model.quickRanges().first().choice, RangeChoice::last(11h));
        for (int i = 0; i < 30; ++i)
            model.addQuickRange(QString::number(i), RangePreset::Day);
        QCOMPARE(model.quickRanges().size(), RangeModel::maximumQuickRanges);
        model.removeQuickRange(u"half a day"_s);
        QCOMPARE(model.quickRanges().size(), RangeModel::maximumQuickRanges - 1);
    }

    void words()
    {
        const Fmt fmt(QLocale::c(), QTimeZone::utc());
        QCOMPARE(RangeModel::text(RangePreset::Day, fmt), u"Last 24 hours"_s);
        QCOMPARE(RangeModel::text(RangeChoice::last(12h), fmt), u"Last 12 h"_s);
        const auto fixed = RangeChoice::fixed({start - 2 * hour, start, false});
        QCOMPARE(RangeModel::text(fixed, fmt), u"2025-11-20 21:36 – 23:36"_s);
        QCOMPARE(fixed.fileSuffix(), u"2025-11-20T2136Z_2025-11-20T2336Z"_s);
        QCOMPARE(RangeChoice::last(12h).fileSuffix(), u"12h"_s);
        QCOMPARE(RangeChoice::last(90min).fileSuffix(), u"90min"_s);
    }
};

QTEST_GUILESS_MAIN(TestRangeModel)
#include "tst_rangemodel.moc"
