// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/relayurl.h"

#include <chrono>
#include <vector>

namespace nostrscope {

/// How long a handshake with one relay may take (COL-2): the limit of its network, and once its habits are
/// known clamp(3 × p99, 3 s, that limit).
class HandshakeLimit {
public:
    explicit HandshakeLimit(RelayNetwork network)
        : m_ceiling(ceilingOf(network))
    {
    }
    [[nodiscard]] static std::chrono::milliseconds ceilingOf(RelayNetwork network) noexcept;
    [[nodiscard]] std::chrono::milliseconds current() const;
    void succeeded(std::chrono::milliseconds took);
    /// The relay may have become slower than we believe: the history is forgotten.
    void timedOut() { m_history.clear(); }

private:
    std::chrono::milliseconds m_ceiling;
    std::vector<std::chrono::milliseconds> m_history; ///< a ring of the last successes
    std::size_t m_next = 0;
};

} // namespace nostrscope
