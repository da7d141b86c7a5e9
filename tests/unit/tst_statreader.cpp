// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rebuild.h"
#include "tests/support/storefixture.h"

#include <QtTest>

#include <map>
#include <random>
#include <set>

using namespace nostrscope;
using namespace nostrscope::test;

namespace {

constexpr Timestamp day = 86400;
constexpr Timestamp first = 1700006400; // a midnight, so that days are whole
constexpr int days = 25; // whole weeks among them
constexpr Timestamp now = first + days * day;

struct Row {
    Event event;
    bool isFuture = false;
    std::set<std::uint32_t> relays;
};
using Rows = std::vector<Row>;

bool inRange(const Row& row, const TimeRange& range)
{
    return range.all || (!row.isFuture && range.contains(row.event.createdAt));
}

struct Count {
    std::uint64_t events = 0;
    std::uint64_t bytes = 0;
    std::set<PubKey> authors;

    void add(const Row& row)
    {
        ++events;
        bytes += static_cast<std::uint64_t>(row.event.content.size());
        authors.insert(row.event.pubkey);
    }
};

/// Columns that a plain recount can tell, as text, one line a row.
QStringList linesOf(const Table& table, const QList<QByteArray>& columns)
{
    QStringList lines;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        QStringList fields;
        for (const auto& column : columns)
            fields << table.value(i, column).toString();
        lines << fields.join(QLatin1Char('|'));
    }
    lines.sort();
    return lines;
}

QStringList overviewOf(const Rows& rows, const TimeRange& range)
{
    Count count;
    std::uint64_t future = 0;
    for (const auto& row : rows) {
        future += row.isFuture;
        if (inRange(row, range))
            count.add(row);
    }
    return {QStringLiteral("%1|%2|%3|%4")
                .arg(count.events)
                .arg(count.authors.size())
                .arg(future)
                .arg(rows.size())};
}

template <typename Key> QStringList groupsOf(const std::map<Key, Count>& groups, bool withMean)
{
    QStringList lines;
    for (const auto& [key, count] : groups) {
        auto line = QStringLiteral("%1|%2|%3").arg(key).arg(count.events).arg(count.authors.size());
        if (withMean)
            line += QLatin1Char('|') + QVariant(double(count.bytes) / double(count.events)).toString();
        lines << line;
    }
    lines.sort();
    return lines;
}

QStringList kindsOf(const Rows& rows, const TimeRange& range)
{
    std::map<Kind, Count> groups;
    for (const auto& row : rows) {
        if (inRange(row, range))
            groups[row.event.kind].add(row);
    }
    return groupsOf(groups, true);
}

QStringList relaysOf(const Rows& rows, const TimeRange& range)
{
    std::map<std::uint32_t, Count> groups{{1, {}}, {2, {}}, {3, {}}};
    for (const auto& row : rows) {
        for (const auto relay : row.relays) {
            if (inRange(row, range))
                groups[relay].add(row);
        }
    }
    return groupsOf(groups, false);
}

QStringList overlapOf(const Rows& rows, const TimeRange& range)
{
    std::set<std::uint64_t> shown[4]; // by relay
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const auto relay : rows[i].relays) {
            if (inRange(rows[i], range))
                shown[relay].insert(i);
        }
    }
    QStringList lines;
    for (int a = 1; a <= 3; ++a) {
        for (int b = a + 1; b <= 3; ++b) {
            const auto both = static_cast<std::size_t>(
                std::count_if(shown[a].begin(), shown[a].end(),
                              [&](std::uint64_t row) { return shown[b].count(row) > 0; }));
            lines << QStringLiteral("wss://r%1|wss://r%2|%3|%4|%5|%6|%7")
                         .arg(a)
                         .arg(b)
                         .arg(shown[a].size())
                         .arg(shown[b].size())
                         .arg(both)
                         .arg(shown[a].size() - both)
                         .arg(shown[b].size() - both);
        }
    }
    return lines;
}

QStringList activityOf(const Rows& rows, const TimeRange& range)
{
    std::map<Timestamp, Count> groups;
    for (const auto& row : rows) {
        if (inRange(row, range))
            groups[row.event.createdAt - row.event.createdAt % day].add(row);
    }
    return groupsOf(groups, false);
}

QStringList seriesOf(const Rows& rows, const TimeRange& range, Timestamp width)
{
    std::map<std::pair<Timestamp, Kind>, std::uint64_t> groups;
    for (const auto& row : rows) {
        if (!row.isFuture && inRange(row, range))
            ++groups[{row.event.createdAt - row.event.createdAt % width, row.event.kind}];
    }
    QStringList lines;
    for (const auto& [key, events] : groups)
        lines << QStringLiteral("%1|%2|%3").arg(key.first).arg(key.second).arg(events);
    lines.sort();
    return lines;
}

TimeRange randomRange(std::mt19937& random)
{
    const auto at = [&] { return first - day / 2 + Timestamp(random() % ((days + 1) * day)); };
    switch (random() % 6) {
    case 0:
        return TimeRange::everything();
    case 1: { // inside an hour or a little more
        const auto from = at();
        return {from, from + Timestamp(random() % 5000), false};
    }
    case 2: // whole hours and days: the edges of buckets themselves
        return {first - 1 + Timestamp(random() % days) * day,
                first - 1 + Timestamp(random() % (days + 1)) * day, false};
    case 3: {
        const auto hour = first + Timestamp(random() % (days * 24)) * 3600;
        return {hour - Timestamp(random() % 2),
                hour + 3600 * Timestamp(random() % 60) - Timestamp(random() % 2), false};
    }
    default: {
        const auto a = at();
        const auto b = at();
        return {std::min(a, b), std::max(a, b), false};
    }
    }
}

class Scene {
public:
    explicit Scene(unsigned seed, const StoreTuning& tuning = {})
        : m_random(seed)
        , m_store(tuning)
    {
        for (int i = 1; i <= 3; ++i) {
            SqlStatement relay(m_store.database(), "INSERT INTO relay VALUES(?, ?, '', '', 0, 0, 0, 0, 0)");
            relay.bind(1, i).bind(2, QByteArray("wss://r") + QByteArray::number(i)).run();
        }
    }
    void addBatch(int count)
    {
        std::vector<VerifiedEvent> batch;
        std::vector<Sighting> sightings;
        for (int i = 0; i < count; ++i) {
            static constexpr Kind kinds[] = {0, 1, 1, 7, 30023};
            const auto createdAt = first + Timestamp(m_random() % (days * day));
            Row row;
            // Future-dated in one of twenty: it was here an hour before its date.
            row.isFuture = m_random() % 20 == 0;
            const auto receivedAt =
                fromSeconds(row.isFuture ? createdAt - 901 : createdAt - 900 + Timestamp(m_random() % 5000));
            row.event =
                inventEvent(rows.size(), kinds[m_random() % 5], createdAt, {},
                            QByteArray(qsizetype(m_random() % 200), 'x'), std::uint32_t(m_random() % 150));
            const auto relay = m_random() % 4;
            if (relay != 0)
                row.relays.insert(std::uint32_t(relay));
            batch.push_back(verified(row.event, std::uint32_t(relay), receivedAt));
            rows.push_back(row);
            auto& seen = rows[m_random() % rows.size()];
            const auto other = 1 + std::uint32_t(m_random() % 3);
            seen.relays.insert(other);
            sightings.push_back({seen.event.id, RelayId(other), receivedAt, Origin::Live});
        }
        m_store.commit(std::move(batch), std::move(sightings));
    }
    [[nodiscard]] StoreFixture& store() { return m_store; }
    [[nodiscard]] std::mt19937& random() { return m_random; }

    Rows rows;

private:
    std::mt19937 m_random;
    StoreFixture m_store;
};

void compare(StatReader& reader, const Rows& rows, const TimeRange& range, std::mt19937& random)
{
    const auto ask = [&](Question::Subject subject, std::chrono::seconds bucket = std::chrono::hours(1)) {
        auto table = reader.ask({subject, range, now + day, bucket, 0});
        if (!table)
            qFatal("%s", qPrintable(describe(table.error())));
        return *table;
    };
    using Subject = Question::Subject;
    QCOMPARE(
        linesOf(ask(Subject::Overview), {"total_events", "unique_authors", "future_events", "events_ever"}),
        overviewOf(rows, range));
    QCOMPARE(linesOf(ask(Subject::Kinds), {"kind", "events", "authors", "mean_size"}), kindsOf(rows, range));
    QCOMPARE(linesOf(ask(Subject::Relays), {"id", "events", "unique_authors"}), relaysOf(rows, range));
    auto counts = reader.ask({Subject::Relays, range, now + day, std::chrono::hours(1), 0, true});
    QVERIFY(counts && counts->columns.size() == 4);
    QCOMPARE(linesOf(*counts, {"id", "events", "share"}),
             linesOf(ask(Subject::Relays), {"id", "events", "share"}));
    QCOMPARE(linesOf(ask(Subject::Activity), {"timestamp", "events", "active_users"}),
             activityOf(rows, range));
    const auto overlap = reader.ask({Subject::Overlap,
                                     range,
                                     now + day,
                                     std::chrono::hours(1),
                                     0,
                                     false,
                                     {RelayId(1), RelayId(2), RelayId(3)}});
    QVERIFY(overlap && overlap->complete);
    QCOMPARE(linesOf(*overlap, {"url_a", "url_b", "events_a", "events_b", "both", "only_a", "only_b"}),
             overlapOf(rows, range));
    static constexpr Timestamp widths[] = {60, 600, 3600, 6 * 3600, day};
    const auto width = widths[random() % std::size(widths)];
    QCOMPARE(linesOf(ask(Subject::Series, std::chrono::seconds(width)), {"bucket", "kind", "events"}),
             seriesOf(rows, range, width));
}

} // namespace

class TestStatReader : public QObject {
    Q_OBJECT

private slots:
    void figuresEqualARecount_data();
    void figuresEqualARecount();
    void secondConnectionFollows();
    void figuresHoldDuringAFold();
    void weeksOfAnOlderFile();
    void emptyStoreHasNoRows();
    void relayCountersAreSums();
    void cancelledQuestionEnds();
};

void TestStatReader::figuresEqualARecount_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 3; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestStatReader::figuresEqualARecount()
{
    QFETCH(unsigned, seed);
    Scene scene(seed);
    scene.addBatch(1);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    // Nothing folded, some folded, all folded, folded and journal together.
    for (int round = 0; round < 5; ++round) {
        scene.addBatch(250);
        scene.addBatch(50);
        if (round == 2 || round == 3)
            scene.store().fold();
        if (round == 3)
            scene.store().upkeep(fromSeconds(now));
        if (round == 1 || round == 4)
            QVERIFY(scene.store().writer().mapNow(fromSeconds(now)));
        for (int i = 0; i < 40; ++i) {
            compare(reader, scene.rows, randomRange(scene.random()), scene.random());
            if (QTest::currentTestFailed())
                return;
        }
    }
    scene.store().reopen();
    StatReader again(*database);
    compare(again, scene.rows, TimeRange::everything(), scene.random());
}

/// The connection of another process: it is never told when the writer commits, folds or settles.
void TestStatReader::secondConnectionFollows()
{
    Scene scene(9);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    for (int round = 0; round < 40; ++round) {
        scene.addBatch(20);
        if (round % 7 == 3)
            scene.store().fold();
        if (round % 5 == 4)
            scene.store().upkeep(fromSeconds(first + round * 3600));
        if (round % 6 == 2)
            QVERIFY(scene.store().writer().mapNow(fromSeconds(first)));
        if (round == 20)
            scene.store().reopen(true);
        compare(reader, scene.rows, randomRange(scene.random()), scene.random());
        if (QTest::currentTestFailed())
            return;
    }
}

/// Slices of a fold, with batches and kills between them.
void TestStatReader::figuresHoldDuringAFold()
{
    StoreTuning tuning;
    tuning.foldSliceBytes = 2000;
    Scene scene(11, tuning);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    int partly = 0;
    for (int round = 0; round < 120; ++round) {
        if (round % 4 == 0)
            scene.addBatch(30);
        // A new hour each time, so that a fold begins whenever none is underway.
        QVERIFY(scene.store().writer().upkeep(fromSeconds(now + round * 3600), false));
        partly += readFoldState(*database).has_value();
        if (round % 17 == 16)
            scene.store().reopen();
        compare(reader, scene.rows, randomRange(scene.random()), scene.random());
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(partly > 0);
    const auto rebuilt = rebuildTables(scene.store().writer());
    QVERIFY(rebuilt);
    QCOMPARE(rebuilt->differences(), 0U);
}

/// It has no cells of weeks until a rebuild, which does not call that a fault.
void TestStatReader::weeksOfAnOlderFile()
{
    Scene scene(12);
    scene.addBatch(400);
    scene.store().reopenAsVersion(3);
    QVERIFY(scene.store().database().value("SELECT weeks_from FROM state") > first / day / 7);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 20 && !QTest::currentTestFailed(); ++i)
            compare(reader, scene.rows, randomRange(scene.random()), scene.random());
        if (round == 0) { // also late events of these weeks
            scene.addBatch(50);
            scene.store().fold();
        } else if (round == 1) {
            const auto rebuilt = rebuildTables(scene.store().writer());
            QVERIFY(rebuilt);
            QCOMPARE(rebuilt->differences(), 0U);
            QCOMPARE(scene.store().database().value("SELECT weeks_from FROM state"), 0);
        }
    }
}

void TestStatReader::emptyStoreHasNoRows()
{
    StoreFixture store;
    const auto database = store.openReader();
    StatReader reader(*database);
    for (const auto& range : {TimeRange::everything(), TimeRange::last(std::chrono::hours(24), now)}) {
        const auto overview = reader.ask({Question::Subject::Overview, range, now, std::chrono::hours(1), 0});
        QVERIFY(overview);
        QCOMPARE(overview->value(0, "total_events").toULongLong(), 0ULL);
        for (const auto subject : {Question::Subject::Kinds, Question::Subject::Activity,
                                   Question::Subject::Series, Question::Subject::Relays}) {
            const auto table = reader.ask({subject, range, now, std::chrono::hours(1), 0});
            QVERIFY(table);
            QVERIFY(table->rows.empty());
        }
    }
}

void TestStatReader::relayCountersAreSums()
{
    StoreFixture store;
    const auto database = store.openReader();
    StatReader reader(*database);
    const auto at = fromSeconds(now);
    store.commit({verified(inventEvent(1), 1, at), verified(inventEvent(1), 2, at)});
    store.fold();
    EventBatch batch = store.batch({verified(inventEvent(2), 2, at + std::chrono::hours(48))});
    batch.refused[RelayId(2)][0] = 5;
    batch.quarantine.push_back({InvalidReason::Malformed, RelayId(2), at, "{"});
    QVERIFY(store.writer().commit(batch));
    const auto all = reader.relayCounters();
    QVERIFY(all);
    QCOMPARE(all->throughBatch, batch.number);
    const auto& counters = all->relays;
    QCOMPARE(counters.at(RelayId(1)).novel, 1U);
    QCOMPARE(counters.at(RelayId(2)).seen, 2U);
    QCOMPARE(counters.at(RelayId(2)).novel, 1U);
    QCOMPARE(counters.at(RelayId(2)).duplicates, 1U);
    QCOMPARE(counters.at(RelayId(2)).invalid, 5U);
}

void TestStatReader::cancelledQuestionEnds()
{
    Scene scene(4);
    scene.addBatch(3000);
    const auto database = scene.store().openReader();
    StatReader reader(*database);
    CallLimits limits;
    limits.cancelled = std::make_shared<std::atomic<bool>>(true);
    database->setLimits(limits);
    const auto table =
        reader.ask({Question::Subject::Series, {first, now, false}, now, std::chrono::seconds(60), 0});
    QVERIFY(!table);
    QCOMPARE(table.error().code, StoreErrorCode::Cancelled);
    database->clearLimits();
    QVERIFY(!database->inTransaction());
    QVERIFY(reader.ask({Question::Subject::Kinds, {first, now, false}, now, std::chrono::seconds(60), 0}));
}

QTEST_GUILESS_MAIN(TestStatReader)
#include "tst_statreader.moc"
