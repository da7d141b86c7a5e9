// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/handshakelimit.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t historySize = 100;
constexpr std::size_t enough = 5;

} // namespace

std::chrono::milliseconds HandshakeLimit::ceilingOf(RelayNetwork network) noexcept
{
    switch (network) {
    case RelayNetwork::Clearnet:
    case RelayNetwork::Local:
        return 10s;
    case RelayNetwork::Tor:
    case RelayNetwork::Loki:
        return 30s;
    case RelayNetwork::I2p:
        return 45s;
    }
    Q_UNREACHABLE();
}

std::chrono::milliseconds HandshakeLimit::current() const
{
    if (m_history.size() < enough)
        return m_ceiling;
    auto sorted = m_history;
    std::sort(sorted.begin(), sorted.end());
    const auto p99 = sorted[(sorted.size() * 99 + 99) / 100 - 1];
    return std::clamp<std::chrono::milliseconds>(3 * p99, 3s, m_ceiling);
}

void HandshakeLimit::succeeded(std::chrono::milliseconds took)
{
    if (m_history.size() < historySize) {
        m_history.push_back(took);
        return;
    }
    m_history[m_next] = took;
    m_next = (m_next + 1) % historySize;
}

} // namespace nostrscope
