// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

namespace nostrscope {

/// Brings results of parallel work back into the order of their numbers (0, 1, 2 …). A producer that is far
/// ahead waits, so the number of finished but unread results is bounded.
template <typename T> class OrderedQueue {
public:
    explicit OrderedQueue(std::uint64_t maxAhead)
        : m_maxAhead(maxAhead)
    {
    }
    /// Every number must be pushed exactly once.
    void push(std::uint64_t number, T item)
    {
        {
            std::unique_lock lock(m_mutex);
            m_room.wait(lock, [&] { return m_closed || number < m_next + m_maxAhead; });
            m_items.emplace(number, std::move(item));
        }
        m_ready.notify_one();
    }
    /// The next item in order; nullopt after `wait` without it, or when closed.
    template <typename Duration> [[nodiscard]] std::optional<T> pop(Duration wait)
    {
        std::optional<T> item;
        {
            std::unique_lock lock(m_mutex);
            m_ready.wait_for(lock, wait, [&] { return m_closed || isReady(); });
            if (!isReady())
                return item;
            item = std::move(m_items.begin()->second);
            m_items.erase(m_items.begin());
            ++m_next;
        }
        m_room.notify_all();
        return item;
    }
    /// Number of the item that comes next.
    [[nodiscard]] std::uint64_t next() const
    {
        const std::lock_guard lock(m_mutex);
        return m_next;
    }
    /// Ends all waiting; what is in order can still be popped.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_ready.notify_all();
        m_room.notify_all();
    }

private:
    [[nodiscard]] bool isReady() const { return !m_items.empty() && m_items.begin()->first == m_next; }

    const std::uint64_t m_maxAhead;
    mutable std::mutex m_mutex;
    std::condition_variable m_ready;
    std::condition_variable m_room;
    std::map<std::uint64_t, T> m_items;
    std::uint64_t m_next = 0;
    bool m_closed = false;
};

} // namespace nostrscope
