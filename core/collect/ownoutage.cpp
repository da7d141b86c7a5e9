// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/ownoutage.h"

#include <algorithm>
#include <set>

namespace nostrscope {

namespace {

constexpr std::size_t maxRemembered = 4096;

} // namespace

QByteArray OwnOutage::networkOf(const QHostAddress& address, const QByteArray& host)
{
    if (address.isNull())
        return host;
    bool isV4 = false;
    const auto v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return QByteArray::number(v4 >> 8, 16);
    const auto v6 = address.toIPv6Address();
    return "6:" + QByteArray(reinterpret_cast<const char*>(&v6), 6).toHex();
}

void OwnOutage::opened(RelayId relay, const QByteArray& network, std::chrono::milliseconds now)
{
    m_connected[relay.number()] = network;
    m_lastOpened = now;
    m_attempts.clear();
    if (m_out) {
        m_out = false;
        m_lost.clear();
    }
}

void OwnOutage::closed(RelayId relay)
{
    m_connected.erase(relay.number());
}

bool OwnOutage::lost(RelayId relay, std::chrono::milliseconds now)
{
    const auto at = m_connected.find(relay.number());
    if (at == m_connected.end())
        return false;
    m_lost.push_back({relay, at->second, now});
    m_connected.erase(at);
    if (m_out)
        return false;
    forget(m_lost, now - m_rules.window);
    const auto together = static_cast<double>(m_lost.size());
    const auto all = together + static_cast<double>(m_connected.size());
    m_out = together >= m_rules.share * all && networksOf(m_lost) >= m_rules.networks;
    return m_out;
}

bool OwnOutage::attemptFailed(RelayId relay, const QByteArray& network, std::chrono::milliseconds now)
{
    if (m_out || !m_connected.empty())
        return false;
    m_attempts.push_back({relay, network, now});
    forget(m_attempts, now - m_rules.attemptWindow);
    if (m_lastOpened && now - *m_lastOpened < m_rules.attemptWindow)
        return false;
    m_out = m_attempts.size() >= m_rules.attempts && networksOf(m_attempts) >= m_rules.networks;
    return m_out;
}

std::vector<RelayId> OwnOutage::blameless() const
{
    std::vector<RelayId> relays;
    for (auto at = m_lost.rbegin(); at != m_lost.rend(); ++at)
        relays.push_back(at->relay);
    for (auto at = m_attempts.rbegin(); at != m_attempts.rend(); ++at)
        relays.push_back(at->relay);
    return relays;
}

void OwnOutage::forget(std::deque<Failure>& failures, std::chrono::milliseconds before)
{
    while (!failures.empty() && (failures.front().at < before || failures.size() > maxRemembered))
        failures.pop_front();
}

std::size_t OwnOutage::networksOf(const std::deque<Failure>& failures)
{
    std::set<QByteArray> networks;
    for (const auto& failure : failures)
        networks.insert(failure.network);
    return networks.size();
}

} // namespace nostrscope
