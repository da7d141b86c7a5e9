// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nostrscope {

/// A queue from many senders to one reader, bounded in bytes and fair by sender.
///
/// A sender may hold at most an eighth of what is still free (a dynamic threshold; half of it for its first
/// item): one flooder gets about 1/9 of the queue and always leaves room for everybody else; a thousand get
/// about 64 KiB of 64 MiB each. take() serves the senders in turn. A sender that was refused is told by the
/// room listener when it is worth trying again.
template <typename Key, typename T> class FairQueue {
public:
    explicit FairQueue(std::size_t maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    /// Called without any lock, in the thread of the reader, after bytes were taken while somebody had been
    /// refused. Set before the first push.
    void setRoomListener(std::function<void()> listener)
    {
        const std::lock_guard lock(m_mutex);
        m_roomListener = std::move(listener);
    }

    /// Never waits. False when this sender has no room (`item` is untouched) or the queue is closed. An item
    /// always fits into an empty queue, so one item above the bound cannot block for ever.
    [[nodiscard]] bool tryPush(const Key& key, T& item, std::size_t bytes)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return false;
            Lane& lane = m_lanes[key];
            if (!fits(lane, bytes)) {
                m_refused = true;
                if (lane.items.empty())
                    m_lanes.erase(key);
                return false;
            }
            if (lane.items.empty())
                m_turns.push_back(key);
            lane.items.push_back({std::move(item), bytes});
            lane.bytes += bytes;
            m_bytes += bytes;
        }
        m_notEmpty.notify_one();
        return true;
    }

    /// Waits for items and takes about `bytes` of them (at least one), each sender in turn. Empty only when
    /// the queue is closed and drained.
    [[nodiscard]] std::vector<T> take(std::size_t bytes)
    {
        std::unique_lock lock(m_mutex);
        m_notEmpty.wait(lock, [this] { return m_closed || !m_turns.empty(); });
        return takeLocked(lock, bytes);
    }
    /// The same without waiting; empty when there is nothing.
    [[nodiscard]] std::vector<T> tryTake(std::size_t bytes)
    {
        std::unique_lock lock(m_mutex);
        return takeLocked(lock, bytes);
    }

    /// No more pushes; what is queued can still be taken.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_notEmpty.notify_all();
    }

    [[nodiscard]] std::size_t bytes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bytes;
    }

private:
    struct Entry {
        T item;
        std::size_t bytes;
    };
    struct Lane {
        std::deque<Entry> items;
        std::size_t bytes = 0;
    };

    [[nodiscard]] bool fits(const Lane& lane, std::size_t bytes) const
    {
        if (m_bytes == 0)
            return true;
        const std::size_t free = m_maxBytes - std::min(m_bytes, m_maxBytes);
        return lane.bytes + bytes <= (lane.items.empty() ? free / 2 : free / 8);
    }

    [[nodiscard]] std::vector<T> takeLocked(std::unique_lock<std::mutex>& lock, std::size_t bytes)
    {
        std::vector<T> taken;
        std::size_t takenBytes = 0;
        while (!m_turns.empty() && (taken.empty() || takenBytes < bytes)) {
            const Key key = m_turns.front();
            m_turns.pop_front();
            const auto at = m_lanes.find(key);
            Entry& entry = at->second.items.front();
            taken.push_back(std::move(entry.item));
            takenBytes += entry.bytes;
            at->second.bytes -= entry.bytes;
            at->second.items.pop_front();
            if (at->second.items.empty())
                m_lanes.erase(at);
            else
                m_turns.push_back(key);
        }
        m_bytes -= takenBytes;
        const bool tell = m_refused && takenBytes > 0 && m_roomListener;
        m_refused = m_refused && !tell;
        const auto listener = tell ? m_roomListener : std::function<void()>();
        lock.unlock();
        if (listener)
            listener();
        return taken;
    }

    const std::size_t m_maxBytes;
    mutable std::mutex m_mutex;
    std::condition_variable m_notEmpty;
    std::unordered_map<Key, Lane> m_lanes;
    std::deque<Key> m_turns; ///< senders with items, in the order of service
    std::function<void()> m_roomListener;
    std::size_t m_bytes = 0;
    bool m_refused = false;
    bool m_closed = false;
};

} // namespace nostrscope
