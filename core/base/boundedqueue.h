// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace nostrscope {

/// A queue between threads, bounded in bytes. Each item says its cost; an item is always taken when the
/// queue is empty, so one item above the bound cannot block for ever.
template <typename T> class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    /// False when there is no room (`item` is untouched) or the queue is closed.
    [[nodiscard]] bool tryPush(T& item, std::size_t bytes)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed || (m_bytes + bytes > m_maxBytes && !m_items.empty()))
                return false;
            put(std::move(item), bytes);
        }
        m_notEmpty.notify_one();
        return true;
    }
    /// Waits for room; false when the queue is closed.
    bool push(T item, std::size_t bytes)
    {
        {
            std::unique_lock lock(m_mutex);
            m_notFull.wait(lock,
                           [&] { return m_closed || m_items.empty() || m_bytes + bytes <= m_maxBytes; });
            if (m_closed)
                return false;
            put(std::move(item), bytes);
        }
        m_notEmpty.notify_one();
        return true;
    }
    /// Waits for an item; nullopt when the queue is closed and empty.
    [[nodiscard]] std::optional<T> pop()
    {
        std::optional<T> item;
        {
            std::unique_lock lock(m_mutex);
            m_notEmpty.wait(lock, [&] { return m_closed || !m_items.empty(); });
            item = takeFront();
        }
        m_notFull.notify_one();
        return item;
    }
    [[nodiscard]] std::optional<T> tryPop()
    {
        std::optional<T> item;
        {
            const std::lock_guard lock(m_mutex);
            item = takeFront();
        }
        m_notFull.notify_one();
        return item;
    }
    /// No more pushes; waiting ends, what is queued can still be popped.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_notEmpty.notify_all();
        m_notFull.notify_all();
    }
    [[nodiscard]] std::size_t bytes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bytes;
    }
    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    struct Entry {
        T item;
        std::size_t bytes;
    };
    void put(T&& item, std::size_t bytes)
    {
        m_items.push_back({std::move(item), bytes});
        m_bytes += bytes;
    }
    [[nodiscard]] std::optional<T> takeFront()
    {
        if (m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front().item));
        m_bytes -= m_items.front().bytes;
        m_items.pop_front();
        return item;
    }

    const std::size_t m_maxBytes;
    mutable std::mutex m_mutex;
    std::condition_variable m_notEmpty;
    std::condition_variable m_notFull;
    std::deque<Entry> m_items;
    std::size_t m_bytes = 0;
    bool m_closed = false;
};

} // namespace nostrscope
