// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace nostrscope {

/// Log lines on their way from any thread to the window: a ring that forgets the oldest and counts them.
class LogHub {
public:
    /// `poke` is called in the thread of the writer when the first line after a take() arrives.
    explicit LogHub(std::function<void()> poke)
        : m_poke(std::move(poke))
    {
    }
    void add(const std::vector<LogRecord>& records)
    {
        bool wasEmpty = false;
        {
            const std::lock_guard lock(m_mutex);
            wasEmpty = m_records.empty();
            m_records.insert(m_records.end(), records.begin(), records.end());
            while (m_records.size() > maxRecords) {
                m_records.pop_front();
                ++m_dropped;
            }
        }
        if (wasEmpty && !records.empty())
            m_poke();
    }
    [[nodiscard]] std::vector<LogRecord> take()
    {
        const std::lock_guard lock(m_mutex);
        std::vector<LogRecord> all(m_records.begin(), m_records.end());
        m_records.clear();
        return all;
    }
    [[nodiscard]] std::uint64_t dropped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_dropped;
    }

private:
    static constexpr std::size_t maxRecords = 5000;
    mutable std::mutex m_mutex;
    std::deque<LogRecord> m_records;
    std::uint64_t m_dropped = 0;
    std::function<void()> m_poke;
};

} // namespace nostrscope
