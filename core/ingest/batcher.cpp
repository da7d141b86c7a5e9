// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/batcher.h"

#include "core/base/limits.h"

#include <utility>

namespace nostrscope {

void Batcher::add(CheckedChunk chunk)
{
    for (auto& verified : chunk.events) {
        const auto& id = verified.event.id;
        if (m_inFlight.try_emplace(id, m_number + 1).second) {
            m_batch.events.push_back(std::move(verified));
            continue;
        }
        ++m_inFlightDuplicates[static_cast<std::size_t>(verified.origin)];
        if (verified.relay)
            m_batch.sightings.push_back({id, verified.relay, verified.receivedAt, verified.origin});
    }
    m_batch.sightings.insert(m_batch.sightings.end(), chunk.sightings.begin(), chunk.sightings.end());
    m_batch.quarantine.insert(m_batch.quarantine.end(), chunk.quarantine.begin(), chunk.quarantine.end());
    for (const auto& [relay, counts] : chunk.refused) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            m_batch.refused[relay][i] += counts[i];
    }
    for (auto mark : chunk.marks) {
        mark.refused += std::exchange(m_refusedSinceMark[mark.relay], 0);
        m_batch.marks.push_back(mark);
    }
    for (const auto& [relay, count] : chunk.refusedAfterMarks)
        m_refusedSinceMark[relay] += count;
    m_batch.bytes += chunk.bytes;
}

bool Batcher::isEmpty() const
{
    return m_batch.events.empty() && m_batch.sightings.empty() && m_batch.quarantine.empty()
        && m_batch.refused.empty() && m_batch.marks.empty();
}

bool Batcher::isFull() const
{
    return m_batch.events.size() + m_batch.sightings.size() >= std::size_t(limits::maxBatchEvents)
        || m_batch.bytes >= limits::maxBatchBytes;
}

std::shared_ptr<const EventBatch> Batcher::take()
{
    m_batch.number = ++m_number;
    auto batch = std::make_shared<const EventBatch>(std::move(m_batch));
    m_batch = {};
    return batch;
}

void Batcher::committed(const EventBatch& batch)
{
    for (const auto& verified : batch.events)
        m_inFlight.erase(verified.event.id);
}

} // namespace nostrscope
