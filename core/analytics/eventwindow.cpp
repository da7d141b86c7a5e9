// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/eventwindow.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::size_t shownKinds = 6; // more colours cannot be told apart (ux.md §4)
constexpr std::size_t maxBuckets = 1000; // a chart has no more pixels for bars

} // namespace

void EventWindow::reset(const TimeRange& range, std::chrono::seconds bucket)
{
    m_range = range;
    m_width = bucket.count();
    m_buckets.clear();
}

void EventWindow::load(const Table& table)
{
    m_buckets.clear();
    for (const auto& row : table.rows)
        m_buckets[row[0].toLongLong()][static_cast<Kind>(row[1].toUInt())] += row[2].toULongLong();
}

void EventWindow::add(const CommittedEvent& event)
{
    const auto time = event.measure.createdAt;
    if (!event.measure.isFuture && m_range.contains(time))
        ++m_buckets[time - time % m_width][event.measure.kind];
}

void EventWindow::slide(const TimeRange& range)
{
    m_range = range;
    if (!range.all)
        m_buckets.erase(m_buckets.begin(), m_buckets.lower_bound(range.from - range.from % m_width));
}

EventSeries EventWindow::series(Timestamp now, Timestamp listeningSince) const
{
    EventSeries result;
    if (m_range.all && m_buckets.empty())
        return result;
    // Wide ranges show their newest part in full width rather than an unreadable comb.
    auto first = m_range.all ? m_buckets.begin()->first : std::max<Timestamp>(m_range.from + 1, 0);
    const auto last = m_range.all ? now : m_range.to;
    auto width = m_width;
    while ((last - first) / width > std::int64_t(maxBuckets))
        width *= 7;
    first -= first % width;
    result.firstBucket = first;
    result.bucket = std::chrono::seconds(width);
    const auto count = static_cast<std::size_t>(std::max<std::int64_t>((last - first) / width + 1, 1));

    std::map<Kind, std::uint64_t> totals;
    for (const auto& [bucket, kinds] : m_buckets) {
        for (const auto& [kind, events] : kinds)
            totals[kind] += events;
    }
    std::vector<std::pair<std::uint64_t, Kind>> order;
    for (const auto& [kind, events] : totals)
        order.push_back({events, kind});
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::map<Kind, std::size_t> lineOf;
    for (const auto& [events, kind] : order) {
        if (lineOf.size() == shownKinds)
            break;
        lineOf[kind] = lineOf.size();
        result.lines.push_back({kind, std::vector<std::uint64_t>(count)});
    }
    if (order.size() > shownKinds)
        result.lines.push_back({std::nullopt, std::vector<std::uint64_t>(count)});
    result.listening.assign(count, false);
    for (std::size_t i = 0; i < count; ++i)
        result.listening[i] = first + static_cast<std::int64_t>(i + 1) * width > listeningSince;
    for (const auto& [bucket, kinds] : m_buckets) {
        const auto index = static_cast<std::size_t>((bucket - first) / width);
        if (bucket < first || index >= count)
            continue;
        result.listening[index] = true;
        for (const auto& [kind, events] : kinds) {
            const auto line = lineOf.find(kind);
            result.lines[line == lineOf.end() ? shownKinds : line->second].counts[index] += events;
        }
    }
    return result;
}

} // namespace nostrscope
