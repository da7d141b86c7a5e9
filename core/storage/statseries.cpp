// SPDX-License-Identifier: GPL-3.0-or-later
// Answers along time: days and buckets.
#include "core/base/varint.h"
#include "core/storage/statreader.h"
#include "core/storage/stattime.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace nostrscope {

namespace {

/// ISO 8601 date of a UTC day, or null beyond the year 9999.
QVariant dateOf(Timestamp day)
{
    const auto time = QDateTime::fromSecsSinceEpoch(day, QTimeZone::utc());
    return day < 253402300800 ? QVariant(time.date().toString(Qt::ISODate)) : QVariant();
}

} // namespace

/// The UTC days that hold events, cut to the range: [first, last] of each.
std::vector<std::pair<Timestamp, Timestamp>> StatReader::daysOf(const TimeRange& range)
{
    refreshOpen();
    std::vector<std::int64_t> days;
    SqlStatement rows(m_database, "SELECT bucket FROM rollup WHERE level = 1 AND dimension = 0");
    while (rows.step())
        days.push_back(rows.integer(0));
    for (const auto& [key, cell] : m_open.cells()) {
        if (key.dimension == Dimension::All)
            days.push_back(bucketAt(RollupLevel::Day, key.hour));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::vector<std::pair<Timestamp, Timestamp>> cut;
    for (const auto day : days) {
        if (day == futureHour)
            continue;
        const auto first = range.all ? day * daySeconds : std::max(day * daySeconds, range.from + 1);
        const auto last =
            range.all ? (day + 1) * daySeconds - 1 : std::min((day + 1) * daySeconds - 1, range.to);
        if (first <= last)
            cut.push_back({first, last});
    }
    return cut;
}

Table StatReader::activity(const Question& question)
{
    std::map<Timestamp, RollupCell> days;
    for (const auto& [first, last] : daysOf(question.range)) {
        const auto cells = sum(Dimension::All, {first - 1, last, false});
        if (!cells.empty())
            days[first - first % daySeconds].add(cells.begin()->second);
    }
    while (question.range.all && m_future.step()) {
        const auto event = measureOf(m_future);
        RollupDelta one;
        one.addEvent(event);
        days[event.createdAt - event.createdAt % daySeconds].add(one.cells().begin()->second);
    }
    Table table;
    table.columns = {"timestamp", "date", "events", "active_users", "zaps"};
    for (const auto& [day, cell] : days)
        table.rows.push_back({QVariant::fromValue<qlonglong>(day), dateOf(day), number(cell.events),
                              number(cell.authors.size()), number(cell.millisats / 1000)});
    return table;
}

void StatReader::countRaw(Buckets& buckets, Dimension dimension, std::int64_t width, Timestamp first,
                          Timestamp last)
{
    if (first > last)
        return;
    m_raw.bind(1, first).bind(2, last);
    while (m_raw.step()) {
        const auto time = m_raw.integer(1);
        ++buckets[time - time % width]
                 [dimension == Dimension::ByKind ? static_cast<Kind>(m_raw.integer(2)) : Kind(0)];
    }
}

void StatReader::countLevel(Buckets& buckets, Dimension dimension, std::int64_t width, RollupLevel level,
                            std::int64_t first, std::int64_t last)
{
    const auto seconds = level == RollupLevel::Hour ? hourSeconds : daySeconds;
    m_series.bind(1, int(level)).bind(2, int(dimension)).bind(3, first).bind(4, last);
    while (m_series.step()) {
        ByteReader in(m_series.blob(2));
        const auto time = m_series.integer(0) * seconds;
        buckets[time - time % width][static_cast<Kind>(m_series.integer(1))] +=
            in.varint(); // events come first
    }
}

void StatReader::countHours(Buckets& buckets, Dimension dimension, std::int64_t width, HourNo first,
                            HourNo last)
{
    const auto firstDay = ceilTo(first, 24);
    const auto endDay = floorTo(last + 1, 24);
    if (width % daySeconds != 0 || firstDay >= endDay) {
        countLevel(buckets, dimension, width, RollupLevel::Hour, first, last);
    } else {
        countLevel(buckets, dimension, width, RollupLevel::Hour, first, firstDay * 24 - 1);
        countLevel(buckets, dimension, width, RollupLevel::Day, firstDay, endDay - 1);
        countLevel(buckets, dimension, width, RollupLevel::Hour, endDay * 24, last);
    }
    forEachOpen([&](const CellKey& key, const RollupCell& cell) {
        const auto time = key.hour * hourSeconds;
        if (key.dimension == dimension && key.hour >= first && key.hour <= last)
            buckets[time - time % width][static_cast<Kind>(key.value)] += cell.events;
    });
}

std::pair<Timestamp, Timestamp> StatReader::boundsOf(const Question& question)
{
    if (!question.range.all)
        return {std::max<Timestamp>(question.range.from + 1, 0), question.range.to};
    return {m_database.value("SELECT min(created_at) FROM event WHERE created_at > 0"), question.now};
}

StatReader::Buckets StatReader::bucketsOf(const Question& question, Dimension dimension)
{
    refreshOpen();
    const auto width = std::max<std::int64_t>(question.bucket.count(), 1);
    const auto [first, last] = boundsOf(question);
    Buckets buckets;
    const auto hours = innerHours(first, last);
    if (width % hourSeconds != 0 || hours.begin >= hours.end) {
        countRaw(buckets, dimension, width, first, last);
    } else {
        countRaw(buckets, dimension, width, first, hours.begin * hourSeconds - 1);
        countHours(buckets, dimension, width, hours.begin, hours.end - 1);
        countRaw(buckets, dimension, width, hours.end * hourSeconds, last);
    }
    return buckets;
}

/// Counts by bucket and kind. For `all` the range is that of the stored events.
Table StatReader::series(const Question& question)
{
    Table table;
    table.columns = {"bucket", "kind", "events"};
    for (const auto& [bucket, kinds] : bucketsOf(question, Dimension::ByKind)) {
        for (const auto& [kind, events] : kinds)
            table.rows.push_back({QVariant::fromValue<qlonglong>(bucket), kind, number(events)});
    }
    return table;
}

} // namespace nostrscope
