// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

namespace nostrscope {

/// Of something that fails and is tried again each second: when to say so. Once for each reason, and when it
/// works again how often it failed, so that a night with a full disk is two lines of the log. One thread.
template <typename Reason> class Outage {
public:
    /// True when this should be told: it worked before, or the reason is another one.
    [[nodiscard]] bool failed(Reason reason)
    {
        ++m_count;
        return std::exchange(m_reason, reason) != reason;
    }
    /// How often it failed since it worked; 0 = nothing to tell.
    [[nodiscard]] std::uint64_t worked()
    {
        m_reason.reset();
        return std::exchange(m_count, 0);
    }

private:
    std::optional<Reason> m_reason;
    std::uint64_t m_count = 0;
};

} // namespace nostrscope
