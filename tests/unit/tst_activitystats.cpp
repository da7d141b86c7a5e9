// SPDX-License-Identifier: GPL-3.0-or-later
// The questions of the page "Activity", against a recount of invented events; and the same over the engine.
#include "core/engine/engine.h"
#include "core/storage/seenreader.h"
#include "tests/support/storefixture.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

#include <map>
#include <random>
#include <set>

using namespace nostrscope;
using namespace nostrscope::test;
using namespace Qt::Literals::StringLiterals;
using Subject = Question::Subject;

namespace {

constexpr Timestamp hour = 3600;
constexpr Timestamp day = 24 * hour;
constexpr Timestamp first = 1699833600; // Monday 2023-11-13 00:00 UTC
constexpr Timestamp now = first + 12 * day;

struct Row {
    Event event;
    bool isFuture = false;
    std::set<std::uint32_t> relays;
};

/// A store with events on three relays, and the same as plain rows.
class Scene {
public:
    explicit Scene(unsigned seed)
        : m_random(seed)
    {
        for (int i = 1; i <= 3; ++i) {
            SqlStatement relay(store.database(),
                               "INSERT INTO relay(id, url, name, purpose, source, paused, removed, added_at, "
                               "last_eose_at) VALUES(?, ?, '', '', 0, 0, 0, 0, 0)");
            relay.bind(1, i).bind(2, QByteArray("wss://r") + QByteArray::number(i)).run();
        }
    }
    void addBatch(int count)
    {
        std::vector<VerifiedEvent> batch;
        std::vector<Sighting> sightings;
        for (int i = 0; i < count; ++i) {
            static constexpr Kind kinds[] = {0, 1, 1, 1, 7, 30023};
            const auto createdAt = first + Timestamp(m_random() % (12 * day));
            Row row;
            row.isFuture = m_random() % 20 == 0;
            const auto receivedAt = fromSeconds(row.isFuture ? createdAt - 901 : createdAt + 3);
            row.event = inventEvent(rows.size(), kinds[m_random() % 6], createdAt, {}, "text",
                                    std::uint32_t(m_random() % 40));
            const auto relay = std::uint32_t(m_random() % 4);
            if (relay != 0)
                row.relays.insert(relay);
            batch.push_back(verified(row.event, relay, receivedAt));
            rows.push_back(row);
            auto& seen = rows[m_random() % rows.size()];
            const auto other = 1 + std::uint32_t(m_random() % 3);
            seen.relays.insert(other);
            sightings.push_back({seen.event.id, RelayId(other), receivedAt, Origin::Live});
        }
        store.commit(std::move(batch), std::move(sightings));
    }
    [[nodiscard]] std::mt19937& random() { return m_random; }

    StoreFixture store;
    std::vector<Row> rows;

private:
    std::mt19937 m_random;
};

bool isIn(const Row& row, const TimeRange& range, std::optional<Kind> kind)
{
    return (range.all || (!row.isFuture && range.contains(row.event.createdAt)))
        && (!kind || row.event.kind == *kind);
}

template <typename Key> QStringList linesOf(const std::map<Key, std::uint64_t>& counts)
{
    QStringList lines;
    for (const auto& [key, count] : counts)
        lines << u"%1|%2"_s.arg(key).arg(count);
    lines.sort();
    return lines;
}

QStringList linesOf(const Table& table, QByteArrayView key, QByteArrayView count = "events")
{
    QStringList lines;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        lines << table.value(i, key).toString() + u'|' + table.value(i, count).toString();
    lines.sort();
    return lines;
}

TimeRange randomRange(std::mt19937& random)
{
    if (random() % 5 == 0)
        return TimeRange::everything();
    const auto at = [&random] { return first - day + Timestamp(random() % (14 * day)); };
    const auto a = at();
    const auto b = random() % 3 == 0 ? a + Timestamp(random() % (2 * hour)) : at();
    return {std::min(a, b), std::max(a, b), false};
}

Question question(Subject subject, const TimeRange& range, std::optional<Kind> kind = {})
{
    Question asked;
    asked.subject = subject;
    asked.range = range;
    asked.now = now + 2 * day;
    asked.kind = kind;
    return asked;
}

Table ask(StatReader& reader, const Question& asked)
{
    auto table = reader.ask(asked);
    if (!table)
        qFatal("%s", qPrintable(describe(table.error())));
    return *table;
}

void compareTimes(StatReader& reader, const Scene& scene, const TimeRange& range, std::optional<Kind> kind)
{
    for (const Timestamp width : {Timestamp(600), hour, day}) {
        auto asked = question(Subject::Totals, range, kind);
        asked.bucket = std::chrono::seconds(width);
        std::map<Timestamp, std::uint64_t> own;
        for (const auto& row : scene.rows) {
            if (!row.isFuture && isIn(row, range, kind))
                ++own[row.event.createdAt - row.event.createdAt % width];
        }
        QCOMPARE(linesOf(ask(reader, asked), "bucket"), linesOf(own));
    }
    for (const auto* name : {"UTC", "America/New_York", "Asia/Kolkata", "Not/AZone"}) {
        auto asked = question(Subject::WeekHours, range, kind);
        asked.zone = name;
        QTimeZone zone(name);
        if (!zone.isValid())
            zone = QTimeZone::utc();
        std::map<int, std::uint64_t> own;
        for (int i = 0; i < 168; ++i)
            own[i] = 0;
        for (const auto& row : scene.rows) {
            const auto at = row.event.createdAt - row.event.createdAt % hour;
            const auto local = QDateTime::fromSecsSinceEpoch(at, zone);
            if (!row.isFuture && isIn(row, range, kind))
                ++own[(local.date().dayOfWeek() - 1) * 24 + local.time().hour()];
        }
        const auto table = ask(reader, asked);
        QCOMPARE(table.rows.size(), 168U);
        for (std::size_t i = 0; i < 168; ++i) {
            QCOMPARE(table.value(i, "weekday").toInt(), int(i) / 24 + 1);
            QCOMPARE(table.value(i, "hour").toInt(), int(i) % 24);
            QCOMPARE(table.value(i, "events").toULongLong(), own[int(i)]);
            if (own[int(i)] > 0)
                QVERIFY(table.value(i, "covered").toBool());
        }
    }
}

void compareKind(StatReader& reader, const Scene& scene, const TimeRange& range, Kind kind)
{
    std::map<QString, std::uint64_t> authors;
    std::map<int, std::uint64_t> relays;
    std::map<int, Timestamp> newest;
    for (const auto& row : scene.rows) {
        if (!isIn(row, range, {}))
            continue;
        auto& last = newest[row.event.kind];
        last = std::max(last, row.event.createdAt);
        if (row.event.kind != kind)
            continue;
        ++authors[QString::fromLatin1(row.event.pubkey.toHex())];
        for (const auto relay : row.relays)
            ++relays[int(relay)];
    }
    const auto told = ask(reader, question(Subject::KindAuthors, range, kind));
    QCOMPARE(linesOf(told, "author"), linesOf(authors));
    for (std::size_t i = 1; i < told.rows.size(); ++i)
        QVERIFY(told.value(i, "events").toULongLong() <= told.value(i - 1, "events").toULongLong());
    auto few = question(Subject::KindAuthors, range, kind);
    few.limit = 3;
    QCOMPARE(ask(reader, few).rows.size(), std::min<std::size_t>(3, authors.size()));
    QCOMPARE(linesOf(ask(reader, question(Subject::KindRelays, range, kind)), "id"), linesOf(relays));
    QStringList own;
    for (const auto& [each, last] : newest)
        own << u"%1|%2"_s.arg(each).arg(last);
    own.sort();
    QCOMPARE(linesOf(ask(reader, question(Subject::KindsLast, range)), "kind", "last_at"), own);
}

} // namespace

class TestActivityStats : public QObject {
    Q_OBJECT

private slots:
    void figuresEqualARecount_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::newRow("1") << 1U;
        QTest::newRow("2") << 2U;
    }
    void figuresEqualARecount()
    {
        QFETCH(unsigned, seed);
        Scene scene(seed);
        scene.addBatch(1);
        const auto database = scene.store.openReader();
        StatReader reader(*database);
        for (int round = 0; round < 4; ++round) {
            scene.addBatch(150);
            if (round == 1 || round == 2)
                scene.store.fold();
            if (round == 2)
                scene.store.upkeep(fromSeconds(now));
            for (int i = 0; i < 12; ++i) {
                const auto range = randomRange(scene.random());
                compareTimes(reader, scene, range, {});
                compareTimes(reader, scene, range, Kind(1));
                compareKind(reader, scene, range, i % 2 == 0 ? Kind(1) : Kind(30023));
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    void shortRangesCoverTheirHoursOnly()
    {
        StoreFixture store;
        const auto database = store.openReader();
        StatReader reader(*database);
        // From Monday 22:30 to Tuesday 01:10.
        const auto table =
            ask(reader,
                question(Subject::WeekHours, {first + 22 * hour + 1800 - 1, first + 25 * hour + 600, false}));
        QStringList covered;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            if (table.value(i, "covered").toBool())
                covered
                    << u"%1 %2"_s.arg(table.value(i, "weekday").toInt()).arg(table.value(i, "hour").toInt());
        }
        QCOMPARE(covered, (QStringList{u"1 22"_s, u"1 23"_s, u"2 0"_s, u"2 1"_s}));
    }

    void emptyStoreHasNoRows()
    {
        StoreFixture store;
        const auto database = store.openReader();
        StatReader reader(*database);
        for (const auto subject :
             {Subject::Totals, Subject::KindAuthors, Subject::KindRelays, Subject::KindsLast}) {
            for (const auto& range : {TimeRange::everything(), TimeRange{first, now, false}})
                QVERIFY(ask(reader, question(subject, range, Kind(1))).rows.empty());
        }
    }

    /// Where an event was seen, before and after its list is settled.
    void relaysOfOneEvent()
    {
        Scene scene(5);
        for (int round = 0; round < 3; ++round) {
            scene.addBatch(60);
            if (round == 1) {
                scene.store.fold();
                scene.store.upkeep(fromSeconds(now + day));
            }
            const auto database = scene.store.openReader();
            SqlStatement rows(*database, "SELECT seq, id FROM event");
            std::map<QByteArray, std::uint64_t> numbers;
            while (rows.step())
                numbers[rows.blob(1).toByteArray()] = rows.number(0);
            for (const auto& row : scene.rows) {
                const auto seen = readSeenOn(*database, numbers.at(row.event.id.view().toByteArray()));
                QVERIFY(seen);
                std::set<std::uint32_t> relays;
                UnixMillis last{};
                for (const auto& one : *seen) {
                    relays.insert(one.relay.number());
                    QCOMPARE(one.url, "wss://r" + QByteArray::number(one.relay.number()));
                    QVERIFY(one.at >= last);
                    last = one.at;
                }
                QVERIFY(relays == row.relays);
            }
        }
    }

    /// Questions through the engine: answers, pages, one event, bounds, cancelling.
    void engineAnswers()
    {
        Scene scene(6);
        scene.addBatch(300);
        const auto event = scene.rows.front().event;
        scene.store.close();
        EngineConfig config;
        config.databasePath = scene.store.path();
        Engine engine(config);
        QSignalSpy answered(&engine, &EngineLink::answered);
        QSignalSpy read(&engine, &EngineLink::eventsRead);
        QSignalSpy inspected(&engine, &EngineLink::eventInspected);
        QSignalSpy refused(&engine, &EngineLink::askFailed);

        const int token = engine.takeToken();
        engine.ask(token, question(Subject::Kinds, TimeRange::everything()));
        QTRY_COMPARE(answered.count(), 1);
        QCOMPARE(answered.at(0).at(0).toInt(), token);
        const auto table = answered.at(0).at(1).value<std::shared_ptr<const Table>>();
        QCOMPARE(table->rows.size(), 4U);
        QVERIFY(table->complete);

        auto cut = question(Subject::Kinds, TimeRange::everything());
        cut.limit = 2;
        engine.ask(engine.takeToken(), cut);
        QTRY_COMPARE(answered.count(), 2);
        const auto part = answered.at(1).at(1).value<std::shared_ptr<const Table>>();
        QCOMPARE(part->rows.size(), 2U);
        QVERIFY(!part->complete);

        EventQuery query;
        query.filter.kinds = {Kind(1)};
        query.count = 20;
        std::set<EventId> ids;
        const auto wanted = std::count_if(scene.rows.begin(), scene.rows.end(),
                                          [](const Row& row) { return row.event.kind == 1; });
        for (int pages = 1;; ++pages) {
            engine.readEvents(engine.takeToken(), query);
            QTRY_COMPARE(read.count(), pages);
            const auto page = read.last().at(1).value<std::shared_ptr<const EventPage>>();
            for (const auto& stored : page->events)
                QVERIFY(ids.insert(stored.event.id).second);
            if (!page->next)
                break;
            query.after = page->next;
        }
        QCOMPARE(ids.size(), std::size_t(wanted));

        engine.inspectEvent(engine.takeToken(), event.id);
        engine.inspectEvent(engine.takeToken(), EventId());
        QTRY_COMPARE(inspected.count(), 2);
        std::shared_ptr<const EventDetail> detail;
        for (const auto& signal : inspected) {
            if (const auto found = signal.at(1).value<std::shared_ptr<const EventDetail>>())
                detail = found;
        }
        QVERIFY(detail != nullptr);
        QCOMPARE(detail->stored.event.id, event.id);
        QCOMPARE(detail->signature, SignatureState::BadId); // it is invented
        QCOMPARE(detail->seen.size(), scene.rows.front().relays.size());

        // A cancelled question is never answered; one that comes after it is.
        const int cancelled = engine.takeToken();
        const int last = engine.takeToken();
        engine.ask(cancelled, question(Subject::Overview, TimeRange::everything()));
        engine.cancel(cancelled);
        engine.ask(last, question(Subject::Overview, TimeRange::everything()));
        QTRY_COMPARE(answered.last().at(0).toInt(), last);
        QCOMPARE(refused.count(), 0);
    }

    void engineWithoutDatabaseRefuses()
    {
        EngineConfig config;
        config.databasePath = u"/dev/null/none.sqlite"_s;
        Engine engine(config);
        QSignalSpy refused(&engine, &EngineLink::askFailed);
        engine.ask(engine.takeToken(), question(Subject::Overview, TimeRange::everything()));
        engine.readEvents(engine.takeToken(), {});
        engine.inspectEvent(engine.takeToken(), EventId());
        QTRY_COMPARE(refused.count(), 3);
        QVERIFY(!refused.at(0).at(1).toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestActivityStats)
#include "tst_activitystats.moc"
