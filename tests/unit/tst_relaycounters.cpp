// SPDX-License-Identifier: GPL-3.0-or-later
// Novelty and duplicates of relays over ranges of days of arrival, beside a plain count.
#include "tests/support/storefixture.h"

#include <QtTest>

#include <map>
#include <random>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr Timestamp day = 86400;
constexpr Timestamp first = 1700006400; // a midnight
constexpr int days = 40; // several whole weeks
constexpr std::uint32_t relays = 3;

struct Counted {
    std::uint64_t seen = 0;
    std::uint64_t novel = 0;
    std::uint64_t duplicates = 0;
};

} // namespace

class TestRelayCounters : public QObject {
    Q_OBJECT

private slots:
    void init();
    void sumsAreThoseOfTheDays_data();
    void sumsAreThoseOfTheDays();

private:
    void arriveOn(int dayNo);
    void compareRanges();

    std::unique_ptr<StoreFixture> m_store;
    std::mt19937 m_random{3};
    std::uint64_t m_events = 0;
    std::map<std::pair<std::uint32_t, int>, Counted> m_counted; ///< by relay and day
};

void TestRelayCounters::init()
{
    m_store = std::make_unique<StoreFixture>();
    m_events = 0;
    m_counted.clear();
    for (std::uint32_t id = 1; id <= relays; ++id) {
        SqlStatement relay(m_store->database(),
                           "INSERT INTO relay(id, url, name, purpose, source, paused, removed, added_at, "
                           "last_eose_at) VALUES(?, ?, '', '', 0, 0, 0, 0, 0)");
        QVERIFY(relay.bind(1, id).bind(2, QByteArray("wss://r") + QByteArray::number(id)).run());
    }
}

/// Some events from one relay, some of which another one shows as well.
void TestRelayCounters::arriveOn(int dayNo)
{
    const auto at = fromSeconds(first + dayNo * day + Timestamp(m_random() % day));
    std::vector<VerifiedEvent> events;
    std::vector<Sighting> sightings;
    for (std::uint64_t i = 0; i < 1 + m_random() % 4; ++i) {
        const auto relay = 1 + std::uint32_t(m_random() % relays);
        events.push_back(verified(inventEvent(m_events++, 1, toSeconds(at)), relay, at));
        auto& here = m_counted[{relay, dayNo}];
        ++here.seen;
        ++here.novel;
        if (const auto other = 1 + relay % relays; m_random() % 2 == 0) {
            sightings.push_back({events.back().event.id, RelayId(other), at, Origin::Live});
            ++m_counted[{other, dayNo}].seen;
            ++m_counted[{other, dayNo}].duplicates;
        }
    }
    m_store->commit(std::move(events), std::move(sightings));
}

void TestRelayCounters::compareRanges()
{
    const auto database = m_store->openReader();
    StatReader reader(*database);
    for (int round = 0; round < 60; ++round) {
        const auto a = int(m_random() % days);
        const auto b = int(m_random() % days);
        const auto from = std::min(a, b);
        const auto to = std::max(a, b);
        const TimeRange range{first + from * day - 1, first + to * day + day - 1, round % 10 == 0};
        const auto table =
            reader.ask({Question::Subject::Relays, range, first + days * day, std::chrono::hours(1), 0});
        QVERIFY(table);
        QCOMPARE(table->rows.size(), std::size_t(relays));
        for (std::size_t row = 0; row < table->rows.size(); ++row) {
            const auto relay = table->value(row, "id").toUInt();
            Counted sum;
            for (const auto& [key, counted] : m_counted) {
                if (key.first != relay || (!range.all && (key.second < from || key.second > to)))
                    continue;
                sum.seen += counted.seen;
                sum.novel += counted.novel;
                sum.duplicates += counted.duplicates;
            }
            QCOMPARE(table->value(row, "seen").toULongLong(), sum.seen);
            QCOMPARE(table->value(row, "novel").toULongLong(), sum.novel);
            QCOMPARE(table->value(row, "duplicates").toULongLong(), sum.duplicates);
        }
    }
}

void TestRelayCounters::sumsAreThoseOfTheDays_data()
{
    QTest::addColumn<bool>("older");
    QTest::newRow("weeks from the start") << false;
    QTest::newRow("a file that had no weeks") << true;
}

void TestRelayCounters::sumsAreThoseOfTheDays()
{
    QFETCH(bool, older);
    for (int dayNo = 0; dayNo < days; ++dayNo) {
        arriveOn(dayNo);
        if (m_random() % 3 == 0)
            m_store->fold();
        if (older && dayNo == days / 4)
            m_store->reopenAsVersion(4);
        if (dayNo % 13 == 12)
            compareRanges();
    }
    compareRanges();
    m_store->fold();
    compareRanges();
    QVERIFY(m_store->database().value("SELECT count(*) FROM relay_counter_week") > 0);
    QCOMPARE(m_store->database().value("SELECT counter_weeks_from FROM state") > 0, older);
}

QTEST_GUILESS_MAIN(TestRelayCounters)
#include "tst_relaycounters.moc"
