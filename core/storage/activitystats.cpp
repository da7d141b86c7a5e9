// SPDX-License-Identifier: GPL-3.0-or-later
// What the page "Activity" asks besides the figures of statreader.cpp.
#include "core/base/coretext.h"
#include "core/storage/statreader.h"
#include "core/storage/stattime.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <limits>

namespace nostrscope {

namespace {

constexpr int hoursOfWeek = 7 * 24;
/// Where an event was seen is stored with the event: so many of the newest are looked at.
constexpr int maxSightingRows = 50000;
/// Newest events that are looked at for the last one of each kind.
constexpr int maxLastRows = 200000;

QVariant time(Timestamp value)
{
    return QVariant::fromValue<qlonglong>(value);
}

/// First and last created_at of a range; future-dated events belong to `all` only.
std::pair<Timestamp, Timestamp> secondsOf(const TimeRange& range)
{
    if (range.all)
        return {0, std::numeric_limits<Timestamp>::max()};
    return {std::max<Timestamp>(range.from + 1, 0), range.to};
}

std::uint64_t countOf(const std::map<Kind, std::uint64_t>& kinds, const std::optional<Kind>& kind)
{
    if (kind) {
        const auto found = kinds.find(*kind);
        return found == kinds.end() ? 0 : found->second;
    }
    std::uint64_t sum = 0;
    for (const auto& [each, events] : kinds)
        sum += events;
    return sum;
}

/// Number of the hour of the week that begins at `hourStart`, Monday 0:00 being 0.
std::size_t slotOf(Timestamp hourStart, const QTimeZone& zone)
{
    const auto local = QDateTime::fromSecsSinceEpoch(hourStart, zone);
    return static_cast<std::size_t>((local.date().dayOfWeek() - 1) * 24 + local.time().hour());
}

void cut(Table& table, int limit)
{
    if (limit > 0 && table.rows.size() > static_cast<std::size_t>(limit))
        table.rows.resize(static_cast<std::size_t>(limit));
}

/// Greatest first; equal ones in order of the numbers that the store gave them.
void sortByCount(std::vector<std::pair<std::uint32_t, std::uint64_t>>& counts)
{
    std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
        return std::pair(b.second, a.first) < std::pair(a.second, b.first);
    });
}

} // namespace

/// Buckets without events have no row.
Table StatReader::totals(const Question& question)
{
    Table table;
    table.columns = {"bucket", "events"};
    const auto dimension = question.kind ? Dimension::ByKind : Dimension::All;
    for (const auto& [bucket, kinds] : bucketsOf(question, dimension)) {
        if (const auto events = countOf(kinds, question.kind); events > 0)
            table.rows.push_back({time(bucket), number(events)});
    }
    return table;
}

/// The hours of a week, 168 rows from Monday 0:00. Hours are those of UTC and belong where they begin: in
/// zones that are half an hour off, too. `covered`: the range reaches into such an hour.
Table StatReader::weekHours(const Question& question)
{
    QTimeZone zone(question.zone);
    if (!zone.isValid())
        zone = QTimeZone::utc();
    std::array<std::uint64_t, hoursOfWeek> events{};
    std::array<bool, hoursOfWeek> covered{};
    auto hourly = question;
    hourly.bucket = std::chrono::hours(1);
    const auto dimension = question.kind ? Dimension::ByKind : Dimension::All;
    for (const auto& [bucket, kinds] : bucketsOf(hourly, dimension))
        events[slotOf(bucket, zone)] += countOf(kinds, question.kind);
    const auto [first, last] = boundsOf(question);
    // A week and a day reach every hour of the week, whatever summer time does.
    const auto enough = first - first % hourSeconds + (hoursOfWeek + 24) * hourSeconds;
    for (auto hour = first - first % hourSeconds; hour <= last && hour < enough; hour += hourSeconds)
        covered[slotOf(hour, zone)] = true;
    Table table;
    table.columns = {"weekday", "hour", "events", "covered"};
    for (int i = 0; i < hoursOfWeek; ++i) {
        const auto at = static_cast<std::size_t>(i);
        table.rows.push_back({i / 24 + 1, i % 24, number(events[at]), covered[at]});
    }
    return table;
}

Table StatReader::kindAuthors(const Question& question)
{
    SqlStatement rows(m_database,
                      "SELECT author FROM event INDEXED BY event_time WHERE created_at BETWEEN ? AND ? AND "
                      "kind = ? AND (future = 0 OR ?)");
    const auto [first, last] = secondsOf(question.range);
    rows.bind(1, first)
        .bind(2, last)
        .bind(3, int(question.kind.value_or(0)))
        .bind(4, int(question.range.all));
    std::vector<std::uint64_t> counts; // authors have dense numbers
    std::uint64_t all = 0;
    while (rows.step()) {
        const auto author = static_cast<std::size_t>(rows.integer(0));
        if (author >= counts.size())
            counts.resize(author + author / 2 + 1);
        ++counts[author];
        ++all;
    }
    std::vector<std::pair<std::uint32_t, std::uint64_t>> ranked;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            ranked.emplace_back(static_cast<std::uint32_t>(i), counts[i]);
    }
    sortByCount(ranked);
    Table table;
    table.columns = {"author", "events", "share"};
    SqlStatement key(m_database, "SELECT pubkey FROM author WHERE no = ?");
    for (const auto& [author, events] : ranked) {
        if (question.limit > 0 && table.rows.size() == static_cast<std::size_t>(question.limit))
            break;
        if (key.bind(1, std::int64_t(author)).step())
            table.rows.push_back({key.blob(0).toByteArray().toHex(), number(events), share(events, all)});
        key.reset();
    }
    return table;
}

/// Shares are of the events that were looked at; an event on two relays counts for both.
Table StatReader::kindRelays(const Question& question)
{
    refreshSightings();
    SqlStatement rows(m_database,
                      "SELECT seq FROM event INDEXED BY event_time WHERE created_at BETWEEN ? AND ? AND "
                      "kind = ? AND (future = 0 OR ?) ORDER BY created_at DESC");
    const auto [first, last] = secondsOf(question.range);
    rows.bind(1, first)
        .bind(2, last)
        .bind(3, int(question.kind.value_or(0)))
        .bind(4, int(question.range.all));
    std::map<std::uint32_t, std::uint64_t> counts;
    std::uint64_t looked = 0;
    Table table;
    while (rows.step()) {
        if (looked == maxSightingRows) {
            table.complete = false;
            table.partialReason = CoreText::tr("the newest %1 events").arg(maxSightingRows);
            break;
        }
        ++looked;
        for (const auto relay : relaysOf(rows.integer(0))) {
            if (relay != 0)
                ++counts[relay];
        }
    }
    rows.reset();
    std::vector<std::pair<std::uint32_t, std::uint64_t>> ranked(counts.begin(), counts.end());
    sortByCount(ranked);
    table.columns = {"id", "url", "events", "share"};
    SqlStatement url(m_database, "SELECT url FROM relay WHERE id = ?");
    for (const auto& [relay, events] : ranked) {
        if (url.bind(1, std::int64_t(relay)).step())
            table.rows.push_back({relay, url.blob(0).toByteArray(), number(events), share(events, looked)});
        url.reset();
    }
    cut(table, question.limit);
    return table;
}

/// Kinds whose newest event is older than all that was looked at have no row; then `complete` is false and
/// `looked_from` says how far back.
Table StatReader::kindsLast(const Question& question)
{
    SqlStatement rows(m_database,
                      "SELECT kind, created_at FROM event INDEXED BY event_time WHERE created_at BETWEEN ? "
                      "AND ? AND (future = 0 OR ?) ORDER BY created_at DESC");
    const auto [first, last] = secondsOf(question.range);
    rows.bind(1, first).bind(2, last).bind(3, int(question.range.all));
    std::map<Kind, Timestamp> newest;
    Table table;
    Timestamp from = first;
    for (int looked = 0; rows.step(); ++looked) {
        if (looked == maxLastRows) {
            table.complete = false;
            table.partialReason = CoreText::tr("the newest %1 events").arg(maxLastRows);
            break;
        }
        from = rows.integer(1);
        newest.try_emplace(static_cast<Kind>(rows.integer(0)), from);
    }
    rows.reset();
    table.columns = {"kind", "last_at", "looked_from"};
    for (const auto& [kind, lastAt] : newest)
        table.rows.push_back({kind, time(lastAt), table.complete ? QVariant() : time(from)});
    cut(table, question.limit);
    return table;
}

} // namespace nostrscope
