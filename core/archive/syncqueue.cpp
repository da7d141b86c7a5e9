// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/syncqueue.h"

namespace nostrscope {

SyncQueue::SyncQueue(SyncTools tools, SyncRules rules, SyncParallel parallel, QObject* parent)
    : QObject(parent)
    , m_tools(std::move(tools))
    , m_rules(rules)
    , m_parallel(parallel)
{
}

SyncQueue::~SyncQueue() = default;

void SyncQueue::add(SyncOrder order)
{
    m_waiting.push_back(std::move(order));
    startMore();
}

void SyncQueue::cancelAll()
{
    m_waiting.clear();
    for (const auto& [relay, session] : m_running)
        session->cancel();
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

int& SyncQueue::busyOf(RelayNetwork network)
{
    return m_busy[network == RelayNetwork::Local ? RelayNetwork::Clearnet : network];
}

void SyncQueue::startMore()
{
    for (auto order = m_waiting.begin(); order != m_waiting.end();) {
        const auto network = order->url.network();
        if (m_running.contains(order->relay) || busyOf(network) >= limitOf(network)) {
            ++order;
            continue;
        }
        ++busyOf(network);
        auto session = std::make_unique<SyncSession>(std::move(*order), m_rules, m_tools);
        order = m_waiting.erase(order);
        connect(session.get(), &SyncSession::over, this, [this, one = session.get()] { onOver(*one); });
        session->start();
        m_running.emplace(session->order().relay, std::move(session));
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
    --busyOf(outcome.order.url.network());
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

} // namespace nostrscope
