// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/relayconnection.h"

#include "core/nostr/clientmessages.h"

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Frames wait for the end of the event-loop turn, but never more than this before the first offer.
constexpr std::size_t chunkBytes = 64 * 1024;
/// A peer that sends this much nonsense and nothing else between is not worth reading.
constexpr unsigned maxViolationsInARow = 50;
/// Frames that are not even arrays, from a peer that never said anything else: a service of another kind
/// (protocol.md §19.4).
constexpr unsigned maxForeignFrames = 2;
constexpr std::size_t maxRetired = 16;

template <typename... Visitors> struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <typename... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

} // namespace

RelayConnection::RelayConnection(RelayId relay, const RelayUrl& url, TransportFactory factory,
                                 const Clock& clock, EventParser& parser, RawEventSink& sink,
                                 RelayConnectionObserver& observer, QObject* parent)
    : QObject(parent)
    , m_relay(relay)
    , m_url(url)
    , m_factory(std::move(factory))
    , m_clock(clock)
    , m_sink(sink)
    , m_observer(observer)
    , m_parser(parser)
{
}

RelayConnection::~RelayConnection()
{
    if (m_transport) // possibly inside one of its signals
        m_transport.release()->deleteLater();
}

void RelayConnection::open(const ConnectionTimes& times)
{
    Q_ASSERT(m_state == LinkState::Idle && !m_transport);
    m_times = times;
    m_state = LinkState::Connecting;
    m_openedAt = now();
    m_ownEnd = {};
    m_closingSince.reset();
    m_pingSentAt.reset();
    m_violationsInARow = 0;
    m_spokeNostr = false;
    m_foreignFrames = 0;
    m_transport = m_factory(m_url.network());
    if (!m_transport) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                onClosed({LinkError::NeedsProxy, u"no SOCKS proxy is set for this network"_s, 0});
            },
            Qt::QueuedConnection);
        return;
    }
    connect(m_transport.get(), &Transport::opened, this, &RelayConnection::onOpened);
    connect(m_transport.get(), &Transport::textReceived, this, &RelayConnection::onText);
    connect(m_transport.get(), &Transport::binaryReceived, this, [this](qint64 bytes) {
        m_counters.bytesIn += static_cast<std::uint64_t>(bytes);
        violation();
    });
    connect(m_transport.get(), &Transport::ponged, this, [this] {
        m_lastInAt = now();
        m_pingSentAt.reset();
    });
    connect(m_transport.get(), &Transport::closed, this, &RelayConnection::onClosed);
    m_transport->open(QUrl(QString::fromLatin1(m_url.text())));
}

void RelayConnection::close()
{
    if (!m_transport || m_closingSince)
        return;
    closeAllSubscriptions();
    m_closingSince = now();
    m_transport->close();
}

void RelayConnection::abort(LinkError error, const QString& detail)
{
    if (!m_transport)
        return;
    if (m_ownEnd.error == LinkError::None)
        m_ownEnd = {error, detail, 0};
    m_transport->abort();
}

QByteArray RelayConnection::subscribe(const std::vector<Filter>& filters, Origin afterEose, bool wantKeys,
                                      Origin beforeEose)
{
    Q_ASSERT(!filters.empty());
    const auto id = newRequestId();
    m_subscriptions.push_back({id, beforeEose, afterEose, wantKeys});
    ++m_counters.requests;
    m_unanswered.push_back(id);
    send(reqMessage(id, filters));
    return id;
}

void RelayConnection::unsubscribe(const QByteArray& subscription)
{
    Subscription taken;
    if (!take(subscription, taken))
        return;
    send(closeMessage(subscription));
    m_retired.push_back(std::move(taken));
    if (m_retired.size() > maxRetired)
        m_retired.pop_front();
}

void RelayConnection::assumeEose(const QByteArray& subscription)
{
    if (auto* known = find(subscription))
        known->origin = known->afterEose;
}

void RelayConnection::tick()
{
    if (!m_transport)
        return;
    const auto time = now();
    if (m_state == LinkState::Connecting) {
        if (time - m_openedAt > m_times.handshake)
            abort(LinkError::Timeout,
                  u"no answer to the handshake within %1 s"_s.arg(
                      std::chrono::duration<double>(m_times.handshake).count()));
        return;
    }
    if (m_closingSince) {
        if (time - *m_closingSince > m_times.closeWithin)
            m_transport->abort();
        return;
    }
    if (m_heldSince) { // we do not read, so nobody can answer a ping
        if (!m_heldTooLong && time - *m_heldSince > m_times.holdLimit)
            onHeldTooLong();
        return;
    }
    if (m_pingSentAt) {
        if (time - *m_pingSentAt > m_times.pongWithin)
            abort(LinkError::Timeout, u"no sign of life after a ping"_s);
    } else if (time - m_lastInAt > m_times.pingEvery) {
        m_pingSentAt = time;
        m_transport->ping();
    }
}

void RelayConnection::flush()
{
    m_flushQueued = false;
    if (!m_pending.empty()) {
        if (!m_sink.offer(m_relay, m_pending, m_pendingBytes)) {
            hold();
            return;
        }
        m_pending.clear();
        m_pendingBytes = 0;
    }
    if (!m_heldSince)
        return;
    m_heldSince.reset();
    m_lastInAt = now();
    m_pingSentAt.reset();
    if (m_transport)
        m_transport->resume();
    if (std::exchange(m_heldTooLong, false))
        m_observer.heldTooLong(true);
}

void RelayConnection::onOpened()
{
    const auto openTime = now() - m_openedAt;
    m_state = LinkState::Connected;
    m_lastInAt = now();
    m_peer = m_transport->peerAddress();
    m_observer.connectionOpened(openTime);
}

void RelayConnection::onText(const QByteArray& text, UnixMillis arrivedAt)
{
    m_lastInAt = now();
    m_pingSentAt.reset();
    ++m_counters.frames;
    m_counters.bytesIn += static_cast<std::uint64_t>(text.size());
    if (const auto frame = peekEventFrame(text)) {
        onEventFrame(*frame, text, arrivedAt);
    } else {
        if (m_sink.wantsMessages()) {
            if (!m_heldSince)
                flush(); // events that came before it are recorded before it
            m_sink.noteMessage(m_relay, text, arrivedAt);
        }
        onMessage(m_parser.parseRelayMessage(text));
    }
}

void RelayConnection::onEventFrame(const EventFrame& frame, const QByteArray& text, UnixMillis arrivedAt)
{
    const auto* known = find(frame.subscription);
    if (!known) {
        const auto retired = std::find_if(m_retired.begin(), m_retired.end(), [&frame](const auto& entry) {
            return frame.subscription == entry.id;
        });
        if (retired == m_retired.end()) {
            violation();
            return;
        }
        enqueue(text, arrivedAt, retired->origin);
        return;
    }
    valid();
    m_state = LinkState::Live;
    if (!m_unanswered.empty())
        answered(frame.subscription);
    const auto origin = known->origin;
    if (known->wantKeys || origin == Origin::CatchUp || origin == Origin::Archive) {
        const QByteArray id = known->id; // the observer may end the subscription
        m_observer.eventArrived(id, known->wantKeys ? peekEventKey(frame.event) : std::nullopt);
    }
    enqueue(text, arrivedAt, origin);
}

void RelayConnection::enqueue(const QByteArray& text, UnixMillis arrivedAt, Origin origin)
{
    ++m_counters.events;
    m_lastEventAt = arrivedAt;
    enqueue({text, m_relay, arrivedAt, origin, true});
}

void RelayConnection::mark(std::uint64_t number)
{
    RawEvent frame;
    frame.relay = m_relay;
    frame.arrivedAt = m_clock.now();
    frame.origin = Origin::Archive;
    frame.mark = number;
    enqueue(std::move(frame));
}

void RelayConnection::enqueue(RawEvent frame)
{
    m_pending.push_back(std::move(frame));
    m_pendingBytes += costOf(m_pending.back());
    if (m_heldSince)
        return;
    if (m_pendingBytes >= chunkBytes) {
        flush();
    } else if (!m_flushQueued) {
        m_flushQueued = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_flushQueued && !m_heldSince)
                    flush();
            },
            Qt::QueuedConnection);
    }
}

void RelayConnection::onMessage(const RelayMessage& message)
{
    if (!m_spokeNostr && std::holds_alternative<MalformedMessage>(message)
        && ++m_foreignFrames >= maxForeignFrames)
        abort(LinkError::NotWebSocket, u"does not speak Nostr"_s);
    std::visit(Overloaded{
                   [&](const EoseMessage& eose) {
                       valid();
                       onEose(eose);
                   },
                   [&](const ClosedMessage& closed) {
                       valid();
                       onClosedMessage(closed);
                   },
                   [&](const NoticeMessage& notice) {
                       valid();
                       m_observer.noticeReceived(notice.text,
                                                 m_unanswered.empty() ? QByteArray() : m_unanswered.back());
                   },
                   [&](const AuthMessage& auth) {
                       valid();
                       m_observer.challengeReceived(auth.challenge);
                   },
                   [&](const NegMessage& neg) { onNegMessage(neg); },
                   [&](const NegErrorMessage& error) { onNegError(error); },
                   [&](const CountMessage& count) { onCount(count); },
                   [&](const OkMessage& ok) { // one that nobody asked for is harmless
                       valid();
                       m_observer.okReceived(ok.id, ok.accepted, ok.text);
                   },
                   // an EVENT that peeking did not understand (an escaped subscription id) is not one of ours
                   [&](const auto&) { violation(); },
               },
               message);
}

void RelayConnection::onEose(const EoseMessage& message)
{
    answered(message.subscription);
    auto* known = find(message.subscription);
    if (!known)
        return; // of a subscription that we closed, or of nobody's: it must not end another one
    known->origin = known->afterEose;
    m_state = LinkState::Live;
    m_observer.eoseReceived(message.subscription, message.finish);
}

void RelayConnection::onClosedMessage(const ClosedMessage& message)
{
    answered(message.subscription);
    Subscription gone;
    if (take(message.subscription, gone) || dropExchange(message.subscription))
        m_observer.closedReceived(message.subscription, message.text);
}

void RelayConnection::valid()
{
    m_violationsInARow = 0;
    m_spokeNostr = true;
}

void RelayConnection::violation()
{
    ++m_counters.violations;
    if (++m_violationsInARow < maxViolationsInARow)
        return;
    abort(m_spokeNostr ? LinkError::ProtocolViolation : LinkError::NotWebSocket,
          m_spokeNostr ? u"only messages that NIP-01 does not know"_s : u"does not speak Nostr"_s);
}

void RelayConnection::hold()
{
    if (m_heldSince)
        return;
    m_heldSince = now();
    ++m_counters.holds;
    if (m_transport)
        m_transport->pause();
}

void RelayConnection::onHeldTooLong()
{
    m_heldTooLong = true;
    ++m_counters.longHolds;
    closeAllSubscriptions();
    m_observer.heldTooLong(false);
}

void RelayConnection::onClosed(const TransportEnd& end)
{
    if (m_transport)
        m_transport.release()->deleteLater();
    m_state = LinkState::Idle;
    m_subscriptions.clear();
    m_retired.clear();
    m_exchanges.clear();
    m_retiredExchanges.clear();
    m_unanswered.clear();
    m_heldTooLong = false;
    TransportEnd reason = m_ownEnd.error != LinkError::None ? m_ownEnd : end;
    if (m_closingSince)
        reason = {};
    m_closingSince.reset();
    flush();
    m_observer.connectionEnded(reason);
}

void RelayConnection::closeAllSubscriptions()
{
    while (!m_subscriptions.empty())
        unsubscribe(QByteArray(m_subscriptions.back().id));
    while (!m_exchanges.empty())
        closeExchange(QByteArray(m_exchanges.back().id), m_exchanges.back().kind);
}

void RelayConnection::send(const QByteArray& text)
{
    if (!m_transport || m_state == LinkState::Connecting)
        return;
    m_counters.bytesOut += static_cast<std::uint64_t>(text.size());
    m_transport->sendText(text);
}

void RelayConnection::answered(QByteArrayView subscription)
{
    std::erase_if(m_unanswered, [subscription](const QByteArray& id) { return subscription == id; });
}

RelayConnection::Subscription* RelayConnection::find(QByteArrayView id)
{
    const auto at = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
                                 [id](const Subscription& entry) { return id == entry.id; });
    return at == m_subscriptions.end() ? nullptr : &*at;
}

bool RelayConnection::take(QByteArrayView id, Subscription& taken)
{
    const auto at = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
                                 [id](const Subscription& entry) { return id == entry.id; });
    if (at == m_subscriptions.end())
        return false;
    taken = std::move(*at);
    m_subscriptions.erase(at);
    answered(id);
    return true;
}

} // namespace nostrscope
