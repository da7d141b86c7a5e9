// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simnegentropy.h"
#include "app/simnet/simrandom.h"
#include "app/simnet/simsocket.h"
#include "core/nostr/clientmessages.h"

#include <QObject>

#include <deque>
#include <map>
#include <set>
#include <vector>

namespace nostrscope {

class SimRelay;

/// One client of a SimRelay: its subscriptions, its authentication, and what the relay's faults do to it.
class SimSession : public QObject {
    Q_OBJECT

public:
    SimSession(SimRelay& relay, std::unique_ptr<QTcpSocket> socket, std::uint64_t index);

    /// Sends an event to the subscriptions that it matches.
    void deliver(const SimEventPtr& event);
    /// Sends on: answers that wait for room, then the flood.
    void pump();
    /// Nothing waits to be sent.
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] const SimSocket& socket() const noexcept { return m_socket; }
    void close() { m_socket.startClose(1001, "the network ends"); }
    void abort() { m_socket.abort(); }

signals:
    void closed();

private:
    struct Subscription {
        std::vector<Filter> filters;
        QByteArray prefix; ///< `["EVENT","id",`
        std::vector<SimEventPtr> stored; ///< what the REQ found
        std::size_t next = 0; ///< of `stored`
        bool isCut = false; ///< of fault half-answer
    };
    using Subscriptions = std::map<QByteArray, Subscription>;

    void onRequest(const HttpRequestHead& request);
    void open(const QByteArray& key);
    void onText(const QByteArray& text);
    void handle(const MalformedClientMessage& message);
    void handle(const EventRequest& request);
    void handle(ReqRequest& request);
    void handle(const CloseRequest& request);
    void handle(const AuthRequest& request);
    void handle(const CountRequest& request);
    void handle(const NegOpenRequest& request);
    void handle(const NegMsgRequest& request);
    void handle(const NegCloseRequest& request) { m_negentropy.close(request); }
    void sendAll(const std::vector<QByteArray>& messages);
    /// Sends CLOSED and returns true when policy or a fault forbids the request.
    [[nodiscard]] bool refuses(QByteArrayView subscription);
    [[nodiscard]] bool isRateLimited();
    [[nodiscard]] QByteArray whyNotAuthenticated(const Event& event);

    void answerNext();
    void flood();
    void endAnswer(const QByteArray& id);
    void send(const QByteArray& message);
    void sendOk(const EventId& id, bool accepted, QByteArrayView text);
    void sendClosed(QByteArrayView subscription, QByteArrayView text);
    void sendEvent(const Subscription& subscription, const SimEventPtr& event);
    void sendGarbage();
    void sendGiant(const QByteArray& subscription);
    /// Counts a frame; false when a fault cut the connection instead.
    [[nodiscard]] bool mayStillSend(QByteArrayView prefix, QByteArrayView rest);

    SimRelay& m_relay;
    SimSocket m_socket;
    SimRandom m_random;
    Subscriptions m_subscriptions;
    std::deque<QByteArray> m_answering; ///< subscriptions whose stored part is not yet sent
    SimNegentropy m_negentropy;
    QByteArray m_challenge;
    std::set<PubKey> m_authenticated;
    std::deque<qint64> m_requestTimes; ///< milliseconds, for fault rate-limit
    int m_frames = 0;
    int m_cutAtFrame = 0; ///< 0 = never
    int m_dropAtFrame = 0;
    int m_publishedEvents = 0; ///< for fault ok-drop
    std::size_t m_nextGarbage = 0;
    bool m_giantSent = false;
    bool m_pumping = false;
    std::size_t m_floodPosition = 0;
};

} // namespace nostrscope
