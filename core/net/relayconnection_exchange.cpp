// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/relayconnection.h"
#include "core/nostr/clientmessages.h"

// The dialogues of a connection that bring no events: sessions of NIP-77 and COUNT.

namespace nostrscope {

namespace {

constexpr std::size_t maxRetiredExchanges = 16;

} // namespace

QByteArray RelayConnection::newRequestId()
{
    return "ns" + QByteArray::number(++m_nextSubscription);
}

QByteArray RelayConnection::negOpen(const Filter& filter, QByteArrayView message)
{
    Q_ASSERT(!filter.limit);
    const auto id = newRequestId();
    m_exchanges.push_back({id, Exchange::Kind::Negentropy, false});
    m_unanswered.push_back(id);
    send(negOpenMessage(id, filter, message));
    return id;
}

void RelayConnection::negSend(const QByteArray& session, QByteArrayView message)
{
    auto* exchange = findExchange(session, Exchange::Kind::Negentropy);
    if (!exchange)
        return;
    Q_ASSERT(exchange->isOurTurn);
    exchange->isOurTurn = false;
    m_unanswered.push_back(exchange->id);
    send(negMsgMessage(exchange->id, message));
}

void RelayConnection::negClose(const QByteArray& session)
{
    closeExchange(QByteArray(session), Exchange::Kind::Negentropy);
}

QByteArray RelayConnection::count(const std::vector<Filter>& filters)
{
    Q_ASSERT(!filters.empty());
    const auto id = newRequestId();
    m_exchanges.push_back({id, Exchange::Kind::Count, false});
    m_unanswered.push_back(id);
    send(countMessage(id, filters));
    return id;
}

void RelayConnection::cancelCount(const QByteArray& request)
{
    closeExchange(QByteArray(request), Exchange::Kind::Count);
}

void RelayConnection::onNegMessage(const NegMessage& message)
{
    auto* exchange = findExchange(message.subscription, Exchange::Kind::Negentropy);
    if (!exchange || exchange->isOurTurn) {
        strayAnswer(message.subscription);
        return;
    }
    valid();
    m_state = LinkState::Live;
    exchange->isOurTurn = true;
    answered(message.subscription);
    m_observer.negMessage(message.subscription, message.payload);
}

void RelayConnection::onNegError(const NegErrorMessage& message)
{
    if (!findExchange(message.subscription, Exchange::Kind::Negentropy)) {
        strayAnswer(message.subscription);
        return;
    }
    valid();
    dropExchange(message.subscription);
    m_observer.negError(message.subscription, message.text, message.maxRecords);
}

void RelayConnection::onCount(const CountMessage& message)
{
    if (!findExchange(message.subscription, Exchange::Kind::Count)) {
        strayAnswer(message.subscription);
        return;
    }
    valid();
    m_state = LinkState::Live;
    dropExchange(message.subscription);
    m_observer.countReceived(message.subscription, message.count, message.approximate || message.limited);
}

/// An answer that nobody waits for: harmless once after we ended the dialogue, a violation otherwise.
void RelayConnection::strayAnswer(QByteArrayView id)
{
    if (std::erase_if(m_retiredExchanges, [id](const QByteArray& retired) { return id == retired; }) == 0)
        violation();
}

RelayConnection::Exchange* RelayConnection::findExchange(QByteArrayView id, Exchange::Kind kind)
{
    const auto at = std::find_if(m_exchanges.begin(), m_exchanges.end(), [id, kind](const Exchange& entry) {
        return entry.kind == kind && id == entry.id;
    });
    return at == m_exchanges.end() ? nullptr : &*at;
}

bool RelayConnection::dropExchange(QByteArrayView id)
{
    answered(id);
    return std::erase_if(m_exchanges, [id](const Exchange& entry) { return id == entry.id; }) > 0;
}

void RelayConnection::closeExchange(QByteArrayView id, Exchange::Kind kind)
{
    if (!findExchange(id, kind))
        return;
    send(kind == Exchange::Kind::Negentropy ? negCloseMessage(id) : closeMessage(id));
    dropExchange(id);
    m_retiredExchanges.push_back(id.toByteArray());
    if (m_retiredExchanges.size() > maxRetiredExchanges)
        m_retiredExchanges.pop_front();
}

} // namespace nostrscope
