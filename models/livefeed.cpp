// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livefeed.h"

#include <algorithm>

namespace nostrscope {

LiveFeed::LiveFeed(EngineLink& engine, const Fmt& fmt, std::chrono::milliseconds staleAfter, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_relays(fmt)
    , m_topRelays(fmt)
    , m_services(fmt)
    , m_log(fmt)
{
    m_topRelays.setBars(true);
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, &LiveFeed::showNewest);
    m_silence.setSingleShot(true);
    m_silence.setInterval(staleAfter);
    connect(&m_silence, &QTimer::timeout, this, [this] { setStale(true); });
    connect(&m_engine, &EngineLink::snapshotReady, this, &LiveFeed::onSnapshotReady);
    connect(&m_engine, &EngineLink::logReady, this, &LiveFeed::onLogReady);
    onSnapshotReady();
    onLogReady();
}

void LiveFeed::refreshTexts()
{
    m_relays.refreshTexts();
    m_topRelays.refreshTexts();
    m_services.refreshTexts();
    m_log.refreshTexts();
}

void LiveFeed::onSnapshotReady()
{
    if (m_pace.isActive())
        return;
    const auto wait = m_sinceUpdate.isValid() ? interval.count() - m_sinceUpdate.elapsed() : 0;
    if (wait <= 0)
        showNewest();
    else
        m_pace.start(static_cast<int>(wait));
}

void LiveFeed::showNewest()
{
    if (auto newest = m_engine.takeSnapshot()) {
        m_availability.add(*newest);
        m_traffic.add(*newest);
        m_waiting = std::move(newest);
        if (m_silence.interval() > 0)
            m_silence.start();
        setStale(false);
    }
    if (!m_waiting || !m_live)
        return;
    m_sinceUpdate.start();
    m_shown = std::exchange(m_waiting, nullptr);
    m_relays.apply(m_shown->relays, m_shown->asOf);
    m_topRelays.apply(topChunks(*m_shown), m_shown->asOf);
    m_services.apply(m_shown->services, m_shown->asOf);
    emit updated();
}

void LiveFeed::setStale(bool stale)
{
    if (stale == m_isStale)
        return;
    m_isStale = stale;
    emit staleChanged(stale);
}

RelayTableModel::Chunks LiveFeed::topChunks(const Snapshot& snapshot) const
{
    std::vector<const RelayRow*> rows;
    for (const auto& chunk : snapshot.relays) {
        for (const auto& row : *chunk) {
            if (row.eventsInRange > 0)
                rows.push_back(&row);
        }
    }
    const auto count = std::min(topRelayCount, rows.size());
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(rows.begin(), end, rows.end(), [](const RelayRow* a, const RelayRow* b) {
        return a->eventsInRange != b->eventsInRange ? a->eventsInRange > b->eventsInRange
                                                    : a->entry.id < b->entry.id;
    });
    std::sort(rows.begin(), end,
              [](const RelayRow* a, const RelayRow* b) { return a->entry.id < b->entry.id; });
    auto chunk = std::make_shared<RelayChunk>();
    for (std::size_t i = 0; i < count; ++i)
        chunk->push_back(*rows[i]);
    return {std::move(chunk)};
}

void LiveFeed::onLogReady()
{
    auto lines = m_engine.takeLog();
    if (m_live && m_waitingLog.empty()) {
        m_log.append(std::move(lines));
        return;
    }
    m_waitingLog.insert(m_waitingLog.end(), std::make_move_iterator(lines.begin()),
                        std::make_move_iterator(lines.end()));
    // The page could not show more anyway.
    if (m_waitingLog.size() > LogModel::defaultCapacity)
        m_waitingLog.erase(m_waitingLog.begin(), m_waitingLog.end() - LogModel::defaultCapacity);
    emit waitingChanged();
}

void LiveFeed::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    emit liveChanged(live);
    if (!live)
        return;
    m_log.append(std::exchange(m_waitingLog, {}));
    emit waitingChanged();
    showNewest();
}

} // namespace nostrscope
