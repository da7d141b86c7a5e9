// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/net/transport.h"
#include "core/nostr/eventparser.h"
#include "core/nostr/eventpeek.h"
#include "core/nostr/filter.h"
#include "core/nostr/relayurl.h"
#include "core/records/rawsink.h"
#include "core/records/relay.h"

#include <QObject>

#include <deque>

namespace nostrscope {

/// Deadlines of one connection. All above zero.
struct ConnectionTimes {
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds pingEvery{45'000}; ///< spread per relay over 30-55 s (protocol.md §16)
    std::chrono::milliseconds pongWithin{20'000};
    std::chrono::milliseconds holdLimit{20'000}; ///< a longer pause ends the subscriptions
    std::chrono::milliseconds closeWithin{2'000};
};

/// What a connection tells its owner; always from the event loop of its thread. The owner may call anything
/// of the connection in them, but must not destroy it (deleteLater).
class RelayConnectionObserver {
public:
    virtual ~RelayConnectionObserver() = default;
    virtual void connectionOpened(std::chrono::milliseconds openTime) = 0;
    virtual void connectionEnded(const TransportEnd& end) = 0;
    /// An EVENT of a subscription of ours, before it goes to the sink. The key is peeked, only for
    /// subscriptions that asked for it; none when the object has no readable id or time.
    virtual void eventArrived(const QByteArray& subscription, const std::optional<EventKey>& key) = 0;
    virtual void eoseReceived(const QByteArray& subscription, bool finish) = 0;
    /// The relay refused or ended the subscription; it is gone.
    virtual void closedReceived(const QByteArray& subscription, const QByteArray& text) = 0;
    /// `guess` is the newest unanswered request, or empty: a NOTICE has no address (protocol.md §19.13).
    virtual void noticeReceived(const QByteArray& text, const QByteArray& guess) = 0;
    virtual void challengeReceived(const QByteArray& challenge) = 0;
    /// The sink had no room for longer than the hold limit: all subscriptions were closed, history has to be
    /// asked again from the time before. Comes with `roomAgain` false when that happens, true when the sink
    /// took everything and reading went on.
    virtual void heldTooLong(bool roomAgain) = 0;
    /// The relay's answer to negOpen() or negSend(), binary. Nothing more comes until the next negSend().
    virtual void negMessage(const QByteArray& session, const QByteArray& message)
    {
        Q_UNUSED(session)
        Q_UNUSED(message)
    }
    /// NEG-ERR: the relay refused or ended the session; it is gone. `maxRecords` is the fourth element, when
    /// it is a number: how many records the relay compares at most. A session can also end by
    /// closedReceived() (CLOSED for its id), and a relay that does not know NEG-OPEN answers by
    /// noticeReceived() or not at all (protocol.md §15.3).
    virtual void negError(const QByteArray& session, const QByteArray& text,
                          std::optional<std::uint64_t> maxRecords)
    {
        Q_UNUSED(session)
        Q_UNUSED(text)
        Q_UNUSED(maxRecords)
    }
    /// The answer to count(), which is over with it; a refusal is closedReceived(). `approximate` also for a
    /// lower bound (strfry's `limited`).
    virtual void countReceived(const QByteArray& request, std::uint64_t count, bool approximate)
    {
        Q_UNUSED(request)
        Q_UNUSED(count)
        Q_UNUSED(approximate)
    }
    /// OK, the answer to publish() or to nobody. No id: the relay could not read the event.
    virtual void okReceived(const std::optional<EventId>& id, bool accepted, const QByteArray& text)
    {
        Q_UNUSED(id)
        Q_UNUSED(accepted)
        Q_UNUSED(text)
    }
};

/// One relay's WebSocket in a net thread: opens, speaks NIP-01, hands EVENT frames raw to the sink and the
/// rest as messages to its owner. Knows nothing of plans, retries or other relays. Can be opened again after
/// connectionEnded().
///
/// Time comes by tick(), so tests move it by hand; call it about every 250 ms.
class RelayConnection final : public QObject {
    Q_OBJECT

public:
    struct Counters {
        std::uint64_t bytesIn = 0; ///< payload of messages
        std::uint64_t bytesOut = 0;
        std::uint64_t frames = 0; ///< messages of any verb
        std::uint64_t events = 0; ///< EVENT frames handed on
        std::uint64_t requests = 0; ///< REQ sent
        std::uint64_t violations = 0; ///< what protocol.md §3 says to ignore and count
        std::uint64_t holds = 0; ///< times that reading paused for want of room
        std::uint64_t longHolds = 0; ///< … for longer than the hold limit
    };

    RelayConnection(RelayId relay, const RelayUrl& url, TransportFactory factory, const Clock& clock,
                    EventParser& parser, RawEventSink& sink, RelayConnectionObserver& observer,
                    QObject* parent = nullptr);
    ~RelayConnection() override;

    /// Connecting, Connected (open), Live (an answer to a request of ours), else Idle.
    [[nodiscard]] LinkState state() const { return m_state; }
    [[nodiscard]] const Counters& counters() const { return m_counters; }
    [[nodiscard]] QHostAddress peerAddress() const { return m_peer; } ///< of the last open; may be null
    [[nodiscard]] UnixMillis lastEventAt() const { return m_lastEventAt; }
    [[nodiscard]] bool isHeld() const { return m_heldSince.has_value(); }
    /// Frames that the sink has not taken yet; they outlive the socket, not this object.
    [[nodiscard]] std::size_t pendingFrames() const { return m_pending.size(); }
    /// When the peer last said anything at all; monotonic.
    [[nodiscard]] std::chrono::milliseconds lastInAt() const { return m_lastInAt; }

    /// Starts the handshake; only when Idle.
    void open(const ConnectionTimes& times);
    /// CLOSE for all subscriptions and sessions, closing handshake, then connectionEnded(None).
    void close();
    /// Ends at once with this reason.
    void abort(LinkError error, const QString& detail);

    /// Sends REQ under a new id and returns it. Events before EOSE are of origin `beforeEose` (CatchUp, or
    /// Archive for history that was asked for), those after it of `afterEose`. `wantKeys`: eventArrived()
    /// gets peeked keys.
    [[nodiscard]] QByteArray subscribe(const std::vector<Filter>& filters, Origin afterEose, bool wantKeys,
                                       Origin beforeEose = Origin::CatchUp);
    /// Sends CLOSE. Events already on their way are still taken.
    void unsubscribe(const QByteArray& subscription);
    /// For relays that never send EOSE: what comes from now on is of origin `afterEose`.
    void assumeEose(const QByteArray& subscription);
    [[nodiscard]] std::size_t subscriptionCount() const { return m_subscriptions.size(); }

    /// Begins a NIP-77 session: sends NEG-OPEN with this binary message under a new id and returns it. The
    /// filter carries no limit. The transport must take frames of limits::maxArchiveMessageBytes.
    [[nodiscard]] QByteArray negOpen(const Filter& filter, QByteArrayView message);
    /// The next message of a session, after its negMessage(). Nothing happens for a session that is gone.
    void negSend(const QByteArray& session, QByteArrayView message);
    /// Sends NEG-CLOSE. A message that is on its way is dropped.
    void negClose(const QByteArray& session);
    /// Sends COUNT (NIP-45) under a new id and returns it.
    [[nodiscard]] QByteArray count(const std::vector<Filter>& filters);
    /// Gives a count up: sends CLOSE.
    void cancelCount(const QByteArray& request);

    /// Sends an EVENT message (eventMessage()); okReceived() has the answer, if there is one. The owner
    /// bounds how many wait.
    void publish(const QByteArray& message) { send(message); }

    /// Puts a StreamMark after the events that came so far.
    void mark(std::uint64_t number);

    void tick();
    /// Offers what waits to the sink; when it takes it, reading goes on. The owner calls it when the sink has
    /// room again.
    void flush();

private:
    struct Subscription {
        QByteArray id;
        Origin origin = Origin::CatchUp; ///< of the next event
        Origin afterEose = Origin::Live;
        bool wantKeys = false;
    };
    /// A dialogue that brings no events: a NIP-77 session, or a COUNT.
    struct Exchange {
        enum class Kind : std::uint8_t { Negentropy, Count };
        QByteArray id;
        Kind kind = Kind::Negentropy;
        bool isOurTurn = false; ///< the relay has answered: whatever it says next was not asked for
    };
    void onOpened();
    void onText(const QByteArray& text, UnixMillis arrivedAt);
    void onClosed(const TransportEnd& end);
    void onEventFrame(const EventFrame& frame, const QByteArray& text, UnixMillis arrivedAt);
    void onMessage(const RelayMessage& message);
    void onEose(const EoseMessage& message);
    void onClosedMessage(const ClosedMessage& message);
    void onNegMessage(const NegMessage& message);
    void onNegError(const NegErrorMessage& message);
    void onCount(const CountMessage& message);
    void valid();
    void violation();
    void enqueue(const QByteArray& text, UnixMillis arrivedAt, Origin origin);
    void enqueue(RawEvent frame);
    void hold();
    void onHeldTooLong();
    void send(const QByteArray& text);
    void answered(QByteArrayView subscription);
    void closeAllSubscriptions();
    [[nodiscard]] Subscription* find(QByteArrayView id);
    [[nodiscard]] bool take(QByteArrayView id, Subscription& taken);
    [[nodiscard]] QByteArray newRequestId();
    [[nodiscard]] Exchange* findExchange(QByteArrayView id, Exchange::Kind kind);
    bool dropExchange(QByteArrayView id);
    void closeExchange(QByteArrayView id, Exchange::Kind kind);
    void strayAnswer(QByteArrayView id);
    [[nodiscard]] std::chrono::milliseconds now() const { return m_clock.monotonic(); }

    const RelayId m_relay;
    const RelayUrl m_url;
    const TransportFactory m_factory;
    const Clock& m_clock;
    RawEventSink& m_sink;
    RelayConnectionObserver& m_observer;
    EventParser& m_parser; ///< of the thread
    std::unique_ptr<Transport> m_transport;
    ConnectionTimes m_times;
    LinkState m_state = LinkState::Idle;
    Counters m_counters;
    QHostAddress m_peer;
    UnixMillis m_lastEventAt{};

    std::vector<Subscription> m_subscriptions; ///< few: searched from front to back
    std::deque<Subscription> m_retired; ///< closed by us; events may still be on the way
    std::vector<Exchange> m_exchanges; ///< few
    std::deque<QByteArray> m_retiredExchanges; ///< ended; an answer may still be on the way
    std::vector<QByteArray> m_unanswered; ///< requests in the order of sending
    std::uint64_t m_nextSubscription = 0;
    unsigned m_violationsInARow = 0;
    unsigned m_foreignFrames = 0;
    bool m_spokeNostr = false; ///< at least one message that NIP-01 knows, on this socket

    std::vector<RawEvent> m_pending;
    std::size_t m_pendingBytes = 0;
    bool m_flushQueued = false;
    std::optional<std::chrono::milliseconds> m_heldSince;
    bool m_heldTooLong = false;

    std::chrono::milliseconds m_openedAt{0}; ///< start of the handshake, then of the connection
    std::chrono::milliseconds m_lastInAt{0};
    std::optional<std::chrono::milliseconds> m_pingSentAt;
    std::optional<std::chrono::milliseconds> m_closingSince;
    TransportEnd m_ownEnd; ///< why we ended it ourselves
};

} // namespace nostrscope
