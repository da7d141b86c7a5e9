// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/syncqueue.h"

#include <algorithm>

namespace nostrscope {

SyncQueue::SyncQueue(SyncTools tools, SyncRules rules, SyncParallel parallel, QObject* parent)
    : QObject(parent)
    , m_tools(std::move(tools))
    , m_rules(rules)
    , m_parallel(parallel)
{
}

SyncQueue::~SyncQueue() = default;

void SyncQueue::add(std::vector<SyncOrder> orders)
{
    for (auto& order : orders) {
        m_waitingRelays.insert(order.relay);
        m_waiting.push_back(std::move(order));
    }
    std::stable_sort(m_waiting.begin(), m_waiting.end(),
                     [](const SyncOrder& a, const SyncOrder& b) { return a.priority > b.priority; });
    startMore();
}

void SyncQueue::cancelAll()
{
    m_waiting.clear();
    m_waitingRelays.clear();
    for (const auto& [relay, session] : m_running)
        session->cancel();
}

void SyncQueue::cancel(RelayId relay)
{
    dropWaiting(relay);
    if (const auto session = m_running.find(relay); session != m_running.end())
        session->second->cancel();
}

void SyncQueue::dropWaiting(RelayId relay)
{
    if (m_waitingRelays.erase(relay) > 0)
        std::erase_if(m_waiting, [relay](const SyncOrder& order) { return order.relay == relay; });
}

int SyncQueue::limitOf(RelayNetwork network) const
{
    switch (network) {
    case RelayNetwork::Clearnet:
    case RelayNetwork::Local:
        return m_parallel.clearnet;
    case RelayNetwork::Tor:
        return m_parallel.tor;
    case RelayNetwork::I2p:
    case RelayNetwork::Loki:
        break;
    }
    return m_parallel.other;
}

SyncQueue::Busy& SyncQueue::busyOf(RelayNetwork network)
{
    return m_busy[network == RelayNetwork::Local ? RelayNetwork::Clearnet : network];
}

bool SyncQueue::hasRoomFor(const SyncOrder& order)
{
    const auto network = order.url.network();
    const auto limit = limitOf(network);
    const auto& busy = busyOf(network);
    if (busy.all >= limit)
        return false;
    if (!m_isReserving || order.priority >= SyncPriority::High)
        return true;
    const auto reserved = (limit * SyncParallel::reservedPercent + 99) / 100;
    return busy.ordinary < std::max(1, limit - reserved);
}

void SyncQueue::startMore()
{
    for (auto order = m_waiting.begin(); order != m_waiting.end();) {
        if (m_running.contains(order->relay) || !hasRoomFor(*order)) {
            ++order;
            continue;
        }
        auto& busy = busyOf(order->url.network());
        ++busy.all;
        busy.ordinary += order->priority < SyncPriority::High;
        m_waitingRelays.erase(m_waitingRelays.find(order->relay));
        auto session = std::make_unique<SyncSession>(std::move(*order), m_rules, m_tools);
        order = m_waiting.erase(order);
        connect(session.get(), &SyncSession::over, this, [this, one = session.get()] { onOver(*one); });
        session->start();
        const auto relay = session->order().relay;
        m_running.emplace(relay, std::move(session));
        emit began(relay);
    }
}

void SyncQueue::onOver(SyncSession& session)
{
    const SyncOutcome outcome{session.order(), session.figures(), session.coverage()};
    const auto place = m_running.find(outcome.order.relay);
    // We are in its signal. It stays ours: what it refers to need not outlive this queue.
    m_over.push_back(std::move(place->second));
    m_running.erase(place);
    QMetaObject::invokeMethod(
        this, [this] { m_over.clear(); }, Qt::QueuedConnection);
    auto& busy = busyOf(outcome.order.url.network());
    --busy.all;
    busy.ordinary -= outcome.order.priority < SyncPriority::High;
    emit ended(outcome);
    startMore();
    if (isIdle())
        emit idle();
}

void SyncQueue::stored(const std::vector<StreamMark>& marks)
{
    for (const auto& mark : marks) {
        const auto session = m_running.find(mark.relay);
        if (session != m_running.end())
            session->second->stored(mark);
    }
}

void SyncQueue::flush()
{
    for (const auto& [relay, session] : m_running)
        session->flush();
}

std::vector<SyncOutcome> SyncQueue::running() const
{
    std::vector<SyncOutcome> all;
    for (const auto& [relay, session] : m_running)
        all.push_back({session->order(), session->figures(), session->coverage()});
    return all;
}

const SyncSession* SyncQueue::session(RelayId relay) const
{
    const auto session = m_running.find(relay);
    return session == m_running.end() ? nullptr : session->second.get();
}

} // namespace nostrscope
