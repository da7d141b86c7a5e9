// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fairqueue.h"
#include "core/records/eventbatch.h"

#include <functional>
#include <vector>

namespace nostrscope {

/// Memory that a waiting frame holds, for every byte bound: its text, its record, the allocation.
[[nodiscard]] inline std::size_t costOf(const RawEvent& event) noexcept
{
    return static_cast<std::size_t>(event.json.size()) + sizeof(RawEvent) + 32;
}

/// Where net threads put frames. Thread safe, never waits, bounded in bytes.
///
/// The contract is the back-pressure of architecture.md §4: when offer() refuses, the connection keeps what
/// it has (at most its read buffer) and stops reading its socket; when the sink has room again it calls the
/// room listener, and the connection offers once more and reads on. Nothing is dropped.
class RawEventSink {
public:
    virtual ~RawEventSink() = default;
    /// All or nothing; all frames are of `relay` and cost `bytes`. On false `frames` is untouched.
    [[nodiscard]] virtual bool offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t bytes) = 0;
    /// `listener` may be called in any thread, and must only post. Null removes it.
    virtual void setRoomListener(std::function<void()> listener) = 0;
    /// Whether noteMessage() does anything; cheap.
    [[nodiscard]] virtual bool wantsMessages() const { return false; }
    /// What a relay says that is no event for us: EOSE, OK, NOTICE …. For recordings only; never refused.
    virtual void noteMessage(RelayId relay, const QByteArray& text, UnixMillis arrivedAt)
    {
        Q_UNUSED(relay)
        Q_UNUSED(text)
        Q_UNUSED(arrivedAt)
    }
};

/// The sink of the engine: a queue with a fair share for each relay, read by the ingest thread.
class RawInbox final : public RawEventSink {
public:
    using Chunk = std::vector<RawEvent>;

    explicit RawInbox(std::size_t maxBytes)
        : m_queue(maxBytes)
    {
    }
    [[nodiscard]] bool offer(RelayId relay, std::vector<RawEvent>& frames, std::size_t bytes) override
    {
        return m_queue.tryPush(relay.number(), frames, bytes);
    }
    void setRoomListener(std::function<void()> listener) override
    {
        m_queue.setRoomListener(std::move(listener));
    }

    /// Waits; about `bytes` of frames in chunks of one relay each, relays in turn. Empty: closed and drained.
    [[nodiscard]] std::vector<Chunk> take(std::size_t bytes) { return m_queue.take(bytes); }
    [[nodiscard]] std::vector<Chunk> tryTake(std::size_t bytes) { return m_queue.tryTake(bytes); }
    void close() { m_queue.close(); }
    [[nodiscard]] std::size_t bytes() const { return m_queue.bytes(); }

private:
    FairQueue<std::uint32_t, Chunk> m_queue;
};

} // namespace nostrscope
