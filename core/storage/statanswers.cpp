// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of one row a relay, a kind or in all.
#include "core/storage/healthreader.h"
#include "core/storage/statreader.h"
#include "core/storage/stattime.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nostrscope {

Table StatReader::overview(const Question& question)
{
    const auto cells = sum(Dimension::All, question.range);
    const auto cell = cells.empty() ? RollupCell() : cells.begin()->second;
    auto ever = sum(Dimension::All, TimeRange::everything());
    SqlStatement relays(m_database, "SELECT count(*), sum(last_eose_at >= ?) FROM relay WHERE removed = 0");
    relays.bind(1, (question.now - 600) * 1000);
    Table table;
    table.columns = {"total_relays",  "active_relays", "total_events", "unique_authors", "zaps",
                     "zap_millisats", "future_events", "events_ever",  "collected_since"};
    std::uint64_t total = 0;
    std::uint64_t active = 0;
    if (relays.step()) {
        total = relays.number(0);
        active = relays.number(1);
    }
    relays.reset();
    const auto future =
        m_database.value("SELECT count(*) FROM event INDEXED BY event_future WHERE future = 1");
    const auto since = m_database.value("SELECT received_at FROM event ORDER BY seq LIMIT 1");
    table.rows.push_back({number(total), number(active), number(cell.events), number(cell.authors.size()),
                          number(cell.zaps), number(cell.millisats),
                          number(static_cast<std::uint64_t>(future)), number(ever[0].events),
                          QVariant::fromValue<qlonglong>(since)});
    return table;
}

Table StatReader::openTimes(const Question& question)
{
    // Coarse buckets: with thousands of relays a day has a hundred thousand cells of five minutes.
    constexpr Timestamp daySeconds = 86'400;
    const auto& range = question.range;
    const auto length = range.all ? question.now : range.to - range.from;
    const auto level = length <= daySeconds / 4 ? CheckLevel::FiveMinutes
        : length <= 3 * daySeconds              ? CheckLevel::Hour
                                                : CheckLevel::Day;
    const auto from = range.all ? UnixMillis{} : fromSeconds(range.from + 1);
    const auto to = fromSeconds((range.all ? question.now : range.to) + 1);
    const auto sum = HealthReader(m_database).sum(from, to, level);
    Table table;
    table.columns = {"samples", "mean_us", "p50_us", "p95_us"};
    if (!sum) {
        m_database.restoreError(sum.error());
        return table;
    }
    const auto& open = sum->open;
    const auto cell = [](bool isThere, double value) {
        return isThere ? QVariant::fromValue<qlonglong>(std::llround(value)) : QVariant();
    };
    const bool isThere = open.count > 0;
    table.rows.push_back({number(open.count),
                          cell(isThere, isThere ? double(open.sum) / double(open.count) : 0),
                          cell(isThere, isThere ? open.quantile(0.5) : 0),
                          cell(open.count >= 20, isThere ? open.quantile(0.95) : 0)});
    return table;
}

void StatReader::addCounterRows(RelayMeasure& measure, SqlStatement& rows, std::uint32_t relay,
                                std::int64_t first, std::int64_t last)
{
    rows.bind(1, relay).bind(2, first).bind(3, last);
    while (rows.step()) {
        measure.seen += rows.number(0);
        measure.novel += rows.number(1);
        measure.duplicates += rows.number(2);
        (void)measure.delays.addBlob(rows.blob(3));
    }
}

/// What is folded of a relay's days.
void StatReader::addCounters(RelayMeasure& measure, std::uint32_t relay, std::int64_t firstDay,
                             std::int64_t lastDay)
{
    const auto begin = std::max(ceilTo(firstDay, daysOfWeek), m_counterWeeksFrom);
    const auto end = floorTo(lastDay + 1, daysOfWeek);
    if (begin >= end) {
        addCounterRows(measure, m_dayCounters, relay, firstDay, lastDay);
        return;
    }
    addCounterRows(measure, m_dayCounters, relay, firstDay, begin * daysOfWeek - 1);
    addCounterRows(measure, m_weekCounters, relay, begin, end - 1);
    addCounterRows(measure, m_dayCounters, relay, end * daysOfWeek, lastDay);
}

Table StatReader::relays(const Question& question)
{
    m_countsOnly = question.countsOnly;
    const auto cells = sum(Dimension::ByRelay, question.range);
    m_countsOnly = false;
    const auto whole = sum(Dimension::All, question.range);
    const auto events = whole.empty() ? 0 : whole.begin()->second.events;
    // Novelty, duplicates and delays are by arrival, in whole UTC days that touch the range.
    std::map<std::uint32_t, RelayMeasure> measures;
    constexpr std::int64_t lastOfAll = std::numeric_limits<std::int64_t>::max() / hourSeconds;
    const auto firstDay = question.range.all ? 0 : (question.range.from + 1) / daySeconds;
    const auto lastDay = question.range.all ? lastOfAll : question.range.to / daySeconds;
    const auto inRange = [&](std::int64_t day) { return day >= firstDay && day <= lastDay; };
    for (const auto& [key, measure] : m_openRelays.days()) {
        if (inRange(key.day))
            measures[key.relay].add(measure);
    }
    Table table;
    table.columns = {"id",   "url",   "events",     "share",        "unique_authors",
                     "seen", "novel", "duplicates", "delay_p50_ms", "delay_p95_ms"};
    if (question.countsOnly)
        table.columns.resize(4);
    SqlStatement rows(m_database, "SELECT id, url FROM relay WHERE removed = 0");
    while (rows.step()) {
        const auto id = static_cast<std::uint32_t>(rows.integer(0));
        const auto found = cells.find(id);
        const auto& cell = found == cells.end() ? RollupCell() : found->second;
        if (question.countsOnly) {
            table.rows.push_back(
                {id, rows.blob(1).toByteArray(), number(cell.events), share(cell.events, events)});
            continue;
        }
        auto& measure = measures[id];
        addCounters(measure, id, firstDay, lastDay);
        const auto optional = [](std::optional<std::int64_t> value) {
            return value ? QVariant::fromValue<qlonglong>(*value) : QVariant();
        };
        table.rows.push_back({id, rows.blob(1).toByteArray(), number(cell.events), share(cell.events, events),
                              number(cell.authors.size()), number(measure.seen), number(measure.novel),
                              number(measure.duplicates), optional(measure.delays.quantile(0.5)),
                              optional(measure.delays.quantile(0.95))});
    }
    std::sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        return std::pair(b[2].toULongLong(), a[1].toByteArray())
            < std::pair(a[2].toULongLong(), b[1].toByteArray());
    });
    if (question.limit > 0 && table.rows.size() > static_cast<std::size_t>(question.limit))
        table.rows.resize(static_cast<std::size_t>(question.limit));
    return table;
}

Table StatReader::kinds(const Question& question)
{
    const auto cells = sum(Dimension::ByKind, question.range);
    std::uint64_t all = 0;
    for (const auto& [kind, cell] : cells)
        all += cell.events;
    Table table;
    table.columns = {"kind", "events", "authors", "share", "mean_size"};
    for (const auto& [kind, cell] : cells)
        table.rows.push_back({kind, number(cell.events), number(cell.authors.size()), share(cell.events, all),
                              share(cell.bytes, cell.events)});
    std::sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        return std::pair(b[1].toULongLong(), a[0].toUInt()) < std::pair(a[1].toULongLong(), b[0].toUInt());
    });
    return table;
}

} // namespace nostrscope
