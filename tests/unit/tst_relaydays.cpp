// SPDX-License-Identifier: GPL-3.0-or-later
// Bitmaps of what relays showed by day: made from lists of sightings, exact after anything that may come
// between.
#include "core/storage/rebuild.h"
#include "core/storage/retentionrun.h"
#include "tests/support/storefixture.h"

#include <QtTest>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp dayOne = 1700006400; // a midnight
constexpr Timestamp day = 86400;
constexpr int events = 60;
const auto relayDay = QStringLiteral("relay_day");
const auto sighting = QStringLiteral("sighting");

/// Small steps: a few rows each.
StoreTuning smallSteps()
{
    StoreTuning tuning;
    tuning.relayDays = {1000, 7, 5};
    return tuning;
}

Event eventOf(int number)
{
    return inventEvent(std::uint64_t(number), 1, dayOne + (number % 3) * day + number);
}

/// Three days of events, seen by relay 1 in the evening of the last of them, every second one by relay 2.
void fill(StoreFixture& store)
{
    std::vector<VerifiedEvent> batch;
    std::vector<Sighting> sightings;
    for (int i = 0; i < events; ++i) {
        const auto at = fromSeconds(dayOne + 3 * day - 3600 + i);
        batch.push_back(verified(eventOf(i), 1, at));
        if (i % 2 == 0)
            sightings.push_back({eventOf(i).id, RelayId(2), at + 1s, Origin::Live});
    }
    store.commit(std::move(batch), std::move(sightings));
}

QStringList linesOf(StoreFixture& store, const QString& table)
{
    return dump(store.database(), {table}).value(table);
}

/// The bitmaps as lines of the lists of sightings.
QStringList shownIn(StoreFixture& store)
{
    QStringList lines;
    for (const auto& line : linesOf(store, relayDay))
        lines << line.section(QLatin1Char('|'), 0, 1);
    return lines;
}

std::int64_t valueOf(StoreFixture& store, const char* sql)
{
    return store.database().value(sql);
}

/// events_a, events_b, both.
QList<int> overlapOf(StoreFixture& store, const TimeRange& range, bool* complete = nullptr)
{
    const auto database = store.openReader();
    StatReader reader(*database);
    const auto table =
        reader.ask({Question::Subject::Overlap, range, dayOne, 1h, 0, false, {RelayId(1), RelayId(2)}});
    if (!table)
        qFatal("%s", qPrintable(describe(table.error())));
    if (complete)
        *complete = table->complete;
    return {table->value(0, "events_a").toInt(), table->value(0, "events_b").toInt(),
            table->value(0, "both").toInt()};
}

} // namespace

class TestRelayDays : public QObject {
    Q_OBJECT

private slots:
    void madeWhenTheDayIsOver()
    {
        StoreFixture store;
        fill(store);
        store.upkeep(fromSeconds(dayOne + 3 * day - 60));
        QCOMPARE(valueOf(store, "SELECT count(*) FROM relay_day"), 0);
        store.upkeep(fromSeconds(dayOne + 3 * day + 60)); // lists of the evening may still grow
        QCOMPARE(valueOf(store, "SELECT count(*) FROM relay_day"), 0);
        store.upkeep(fromSeconds(dayOne + 3 * day + 3600));
        QCOMPARE(valueOf(store, "SELECT count(*) FROM relay_day"), 6); // two relays, three days
        QCOMPARE(valueOf(store, "SELECT mapped_seq FROM state"), events);
        QCOMPARE(shownIn(store), linesOf(store, sighting));
        QCOMPARE(overlapOf(store, TimeRange::everything()), (QList<int>{60, 30, 30}));
        QCOMPARE(overlapOf(store, {dayOne - 1, dayOne + day - 1, false}), (QList<int>{20, 10, 10}));
        // edges within days
        QCOMPARE(overlapOf(store, {dayOne + 1, dayOne + day + 9, false}), (QList<int>{22, 10, 10}));
    }

    void lateSightingsOfAClosedDay_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("in the same run") << false;
        QTest::newRow("after a kill: lists come back from their journal") << true;
    }
    void lateSightingsOfAClosedDay()
    {
        QFETCH(bool, killed);
        StoreFixture store;
        fill(store);
        const auto later = fromSeconds(dayOne + 4 * day + 3600);
        store.upkeep(later);
        if (killed)
            store.reopen();
        std::vector<Sighting> late;
        for (int i = 1; i < events; i += 2)
            late.push_back({eventOf(i).id, RelayId(2), later, Origin::CatchUp});
        store.commit({}, late);
        QVERIFY(valueOf(store, "SELECT count(*) FROM relay_day_journal") > 0);
        QCOMPARE(overlapOf(store, TimeRange::everything()), (QList<int>{60, 60, 60}));
        QCOMPARE(shownIn(store), linesOf(store, sighting));
        store.commit({}, late); // known now: nothing changes
        QVERIFY(store.writer().mapNow(later));
        QCOMPARE(valueOf(store, "SELECT count(*) FROM relay_day_journal"), 0);
        QCOMPARE(overlapOf(store, TimeRange::everything()), (QList<int>{60, 60, 60}));
        QCOMPARE(shownIn(store), linesOf(store, sighting));
    }

    /// Killed after each number of steps; sightings come between steps, of what was read and what was not.
    void killedBetweenSteps()
    {
        for (int steps = 0;; ++steps) {
            StoreFixture store(smallSteps());
            fill(store);
            auto done = RelayDayStore::Step::Done;
            for (int i = 0; i < steps; ++i) {
                const auto known = eventOf((i * 17 + 1) % events);
                store.commit({}, {{known.id, RelayId(3), fromSeconds(dayOne + 3 * day), Origin::Live}});
                done = store.writer().relayDays().step({}, events, true);
                QVERIFY(done != RelayDayStore::Step::Failed);
            }
            QCOMPARE(overlapOf(store, TimeRange::everything()), (QList<int>{60, 30, 30}));
            store.reopen();
            QCOMPARE(overlapOf(store, TimeRange::everything()), (QList<int>{60, 30, 30}));
            QVERIFY(store.writer().mapNow({}));
            QCOMPARE(shownIn(store), linesOf(store, sighting));
            if (done == RelayDayStore::Step::Nothing || steps > 40) {
                QVERIFY(steps > 5);
                return;
            }
        }
    }

    /// A batch that fails leaves no trace, a repeated one changes nothing.
    void repeatedBatch()
    {
        StoreFixture store;
        fill(store);
        QVERIFY(store.writer().mapNow({}));
        const auto batch =
            store.batch({}, {{eventOf(1).id, RelayId(2), fromSeconds(dayOne), Origin::CatchUp}});
        QVERIFY(store.writer().commit(batch));
        const auto lines = linesOf(store, relayDay);
        QVERIFY(store.writer().commit(batch));
        QCOMPARE(linesOf(store, relayDay), lines);
        QCOMPARE(lines.size(), events + events / 2 + 1);
    }

    void rebuildMendsThem_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("a row is missing")
            << QByteArray("DELETE FROM relay_day WHERE relay = 1 AND day % 3 = 0");
        QTest::newRow("a row too many")
            << QByteArray("INSERT INTO relay_day SELECT 7, day, block, data FROM relay_day LIMIT 1");
        QTest::newRow("damaged") << QByteArray("UPDATE relay_day SET data = x'ff' WHERE relay = 2");
    }
    void rebuildMendsThem()
    {
        QFETCH(QByteArray, damage);
        StoreFixture store;
        fill(store);
        const auto differencesOf = [&]() -> quint64 {
            const auto report = rebuildTables(store.writer());
            return report ? report->differences() : 1000;
        };
        QVERIFY(store.writer().mapNow({}));
        QCOMPARE(differencesOf(), 0U);
        QVERIFY(store.database().exec(damage));
        QVERIFY(differencesOf() > 0);
        QCOMPARE(differencesOf(), 0U);
        QCOMPARE(shownIn(store), linesOf(store, sighting));
    }

    /// Events that retention removed were shown nevertheless: observed figures do not go down.
    void removedEventsStayCounted()
    {
        StoreFixture store;
        fill(store);
        RetentionPolicy policy;
        policy.now = dayOne + 10 * day;
        policy.floors[KindGroup::Notes] = dayOne + day + 12 * 3600;
        QVERIFY(applyRetention(store.writer(), policy));
        QCOMPARE(valueOf(store, "SELECT count(*) FROM event"), 20);
        bool complete = false;
        QCOMPARE(overlapOf(store, TimeRange::everything(), &complete), (QList<int>{60, 30, 30}));
        QVERIFY(complete);
        (void)overlapOf(store, {dayOne + 100, dayOne + 3 * day - 1, false}, &complete);
        QVERIFY(!complete); // an edge whose events are gone
        const auto report = rebuildTables(store.writer());
        QVERIFY(report);
        QCOMPARE(report->differences(), 0U);
        QCOMPARE(overlapOf(store, TimeRange::everything()), (QList<int>{60, 30, 30}));
    }

    /// A file of the second format has none; they are made in slices, and figures are right before.
    void olderFileIsFilledIn()
    {
        StoreFixture store;
        fill(store);
        store.reopenAsVersion(2);
        QCOMPARE(overlapOf(store, TimeRange::everything()), (QList<int>{60, 30, 30}));
        store.upkeep(fromSeconds(dayOne + 5 * day + 3600));
        QCOMPARE(valueOf(store, "SELECT mapped_seq FROM state"), events);
        QCOMPARE(shownIn(store), linesOf(store, sighting));
    }
};

QTEST_GUILESS_MAIN(TestRelayDays)
#include "tst_relaydays.moc"
