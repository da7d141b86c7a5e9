// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/eventchecker.h"

#include <unordered_map>

namespace nostrscope {

/// Puts verified events together to batches. In one thread, in the order of arrival; it alone knows what
/// is on its way to the store, so a second copy of an event in flight becomes a sighting.
class Batcher {
public:
    /// Numbers of batches go on from `lastNumber`, so that the store recognises a repeated one.
    explicit Batcher(std::uint64_t lastNumber)
        : m_number(lastNumber)
    {
    }
    void add(CheckedChunk chunk);
    [[nodiscard]] bool isEmpty() const;
    /// Large enough to be sent without waiting.
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] std::shared_ptr<const EventBatch> take();

    /// The batch is stored: its ids are no longer in flight.
    void committed(const EventBatch& batch);
    [[nodiscard]] std::uint64_t duplicatesInFlight(Origin origin) const
    {
        return m_inFlightDuplicates[static_cast<std::size_t>(origin)];
    }

private:
    std::uint64_t m_number;
    EventBatch m_batch;
    std::unordered_map<EventId, std::uint64_t> m_inFlight; ///< id → batch
    std::array<std::uint64_t, 4> m_inFlightDuplicates{};
    std::map<RelayId, std::uint64_t> m_refusedSinceMark; ///< of origin Archive
};

} // namespace nostrscope
