// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/storefixture.h"

#include <QtTest>

#include <map>
#include <random>
#include <set>

/// Events in a store, and a plain recount of them beside it.
namespace nostrscope::test {

inline constexpr Timestamp day = 86400;
inline constexpr Timestamp first = 1700006400; // a midnight, so that days are whole
inline constexpr int days = 25; // whole weeks among them
inline constexpr Timestamp now = first + days * day;

struct Row {
    Event event;
    bool isFuture = false;
    std::set<std::uint32_t> relays;
};
using Rows = std::vector<Row>;

inline bool inRange(const Row& row, const TimeRange& range)
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
inline QStringList linesOf(const Table& table, const QList<QByteArray>& columns)
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

inline QStringList overviewOf(const Rows& rows, const TimeRange& range)
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

inline QStringList kindsOf(const Rows& rows, const TimeRange& range)
{
    std::map<Kind, Count> groups;
    for (const auto& row : rows) {
        if (inRange(row, range))
            groups[row.event.kind].add(row);
    }
    return groupsOf(groups, true);
}

inline QStringList relaysOf(const Rows& rows, const TimeRange& range)
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

inline QStringList overlapOf(const Rows& rows, const TimeRange& range)
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

inline QStringList activityOf(const Rows& rows, const TimeRange& range)
{
    std::map<Timestamp, Count> groups;
    for (const auto& row : rows) {
        if (inRange(row, range))
            groups[row.event.createdAt - row.event.createdAt % day].add(row);
    }
    return groupsOf(groups, false);
}

inline QStringList seriesOf(const Rows& rows, const TimeRange& range, Timestamp width)
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

inline TimeRange randomRange(std::mt19937& random)
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
            SqlStatement relay(m_store.database(),
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

inline void compare(StatReader& reader, const Rows& rows, const TimeRange& range, std::mt19937& random)
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

} // namespace nostrscope::test
