// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>

namespace nostrscope {

/// Latest value wins: the writer never waits and a stalled reader holds at most one value.
template <typename T> class Mailbox {
public:
    /// Puts a value; true when the box was empty, so that the reader must be poked (once).
    [[nodiscard]] bool put(std::shared_ptr<const T> value)
    {
        const std::lock_guard lock(m_mutex);
        const bool wasEmpty = !m_value;
        m_value = std::move(value);
        return wasEmpty;
    }
    /// Takes the newest value; null when there is none.
    [[nodiscard]] std::shared_ptr<const T> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_value, nullptr);
    }

private:
    std::mutex m_mutex;
    std::shared_ptr<const T> m_value;
};

} // namespace nostrscope
