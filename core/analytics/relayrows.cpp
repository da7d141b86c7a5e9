// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/relayrows.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto rateWindow = 60s;
constexpr auto sampleEvery = 5s;
constexpr auto answeredWithin = 10min; // STA-1
constexpr auto checkedWithin = 2h; // twice the interval at which relays of the directory are checked

bool isConnected(LinkState state)
{
    return state == LinkState::Connected || state == LinkState::Live || state == LinkState::Refused;
}

bool isAnswering(const RelayRow& row, UnixMillis now)
{
    return row.state == LinkState::Live
        && std::max(row.lastEventAt, row.entry.lastEoseAt) + answeredWithin > now;
}

bool isActive(const RelayRow& row, UnixMillis now)
{
    if (!row.health || !row.health->status.lastCheck)
        return isAnswering(row, now);
    return row.health->status.lastCause.code == ProbeCode::Ok
        && *row.health->status.lastCheck + checkedWithin > now;
}

} // namespace

void RelayRows::setRelays(const std::vector<RelayEntry>& relays)
{
    std::map<RelayId, RelayRow> rows;
    for (const auto& entry : relays) {
        auto& row = rows[entry.id];
        if (const auto known = m_rows.find(entry.id); known != m_rows.end())
            row = known->second;
        const auto lastEose = std::max(entry.lastEoseAt, row.entry.lastEoseAt);
        row.entry = entry;
        row.entry.lastEoseAt = lastEose;
        const auto& counters = m_counters[entry.id];
        row.eventsSeen = counters.seen;
        row.novel = counters.novel;
        row.duplicates = counters.duplicates;
        row.invalid = counters.invalid;
    }
    m_rows = std::move(rows);
}

void RelayRows::setCounters(const std::map<RelayId, RelayCounters>& counters)
{
    m_counters = counters;
    for (auto& [id, row] : m_rows) {
        const auto& counter = m_counters[id];
        row.eventsSeen = counter.seen;
        row.novel = counter.novel;
        row.duplicates = counter.duplicates;
        row.invalid = counter.invalid;
    }
}

void RelayRows::setLinks(const std::vector<LinkStatistics>& links, UnixMillis now)
{
    for (const auto& link : links) {
        const auto found = m_rows.find(link.relay);
        if (found == m_rows.end())
            continue;
        auto& row = found->second;
        row.state = link.state;
        row.stateSince = link.stateSince;
        row.nextTryAt = link.nextTryAt;
        row.lastError = link.lastError;
        row.lastErrorDetail = link.lastErrorDetail.isEmpty() ? link.refusal : link.lastErrorDetail;
        row.openTime = link.openTime;
        row.bytesIn = link.bytesIn;
        row.lastEventAt = std::max(row.lastEventAt, link.lastEventAt);
        row.entry.lastEoseAt = std::max(row.entry.lastEoseAt, link.lastEoseAt);
        // Rates are of live events: pages of history come as fast as the relay can send them.
        const auto live = link.events - std::min(link.events, link.historyEvents);
        auto& samples = m_recent[link.relay].events;
        if (!samples.empty() && live < samples.back().second)
            samples.clear(); // counted anew since collection was started again
        if (samples.empty() || now - samples.back().first >= sampleEvery)
            samples.push_back({now, live});
        while (samples.size() > 2 && now - samples.front().first > rateWindow)
            samples.pop_front();
        const auto span = std::chrono::duration<double>(now - samples.front().first).count();
        row.eventsPerMinute = span > 0 ? double(live - samples.front().second) * 60 / span : 0;
    }
}

void RelayRows::setHealth(const std::vector<std::pair<RelayId, std::shared_ptr<const HealthRow>>>& rows)
{
    for (const auto& [relay, health] : rows) {
        if (const auto found = m_rows.find(relay); found != m_rows.end())
            found->second.health = health;
    }
}

void RelayRows::setEventsInRange(const std::map<RelayId, std::uint64_t>& events)
{
    for (auto& [id, row] : m_rows) {
        const auto found = events.find(id);
        row.eventsInRange = found == events.end() ? 0 : found->second;
    }
}

void RelayRows::add(const CommittedDelta& delta)
{
    for (const auto& [id, counts] : delta.relays) {
        auto& counter = m_counters[id];
        counter.seen += counts.seen;
        counter.novel += counts.novel;
        counter.duplicates += counts.duplicates;
        const auto found = m_rows.find(id);
        if (found == m_rows.end())
            continue;
        found->second.eventsSeen = counter.seen;
        found->second.novel = counter.novel;
        found->second.duplicates = counter.duplicates;
    }
}

std::vector<std::shared_ptr<const RelayChunk>> RelayRows::chunks()
{
    std::vector<std::shared_ptr<const RelayChunk>> result;
    auto row = m_rows.begin();
    while (row != m_rows.end()) {
        RelayChunk chunk;
        for (; row != m_rows.end() && chunk.size() < relayChunkSize; ++row)
            chunk.push_back(row->second);
        const auto index = result.size();
        if (index < m_chunks.size() && *m_chunks[index] == chunk)
            result.push_back(m_chunks[index]);
        else
            result.push_back(std::make_shared<const RelayChunk>(std::move(chunk)));
    }
    m_chunks = result;
    return result;
}

void RelayRows::summarise(Overview& overview, UnixMillis now) const
{
    overview.totalRelays = m_rows.size();
    overview.activeRelays = overview.answeringRelays = overview.connectedRelays = overview.wantedRelays = 0;
    for (const auto& [id, row] : m_rows) {
        overview.activeRelays += isActive(row, now);
        overview.answeringRelays += isAnswering(row, now);
        overview.connectedRelays += isConnected(row.state);
        overview.wantedRelays += !row.entry.paused;
    }
}

} // namespace nostrscope
