// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/certificate.h"
#include "app/simnet/faults.h"
#include "app/simnet/relaystore.h"
#include "app/simnet/simevent.h"
#include "core/crypto/verify.h"
#include "core/net/wshandshake.h"
#include "core/nostr/eventparser.h"

#include <QHostAddress>
#include <QObject>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

namespace nostrscope {

class SimSession;

struct SimRelayOptions {
    FaultSet faults = {};
    bool auth = false; ///< NIP-42 before anything
    bool keepAll = false; ///< no replacement, deletion or expiry
    QByteArray name = "simulated relay";
    std::uint64_t seed = 1; ///< of this relay's script
    std::optional<SimCertificate> certificate = std::nullopt; ///< given = wss
    /// Relays of one thread share it: it remembers keys, 1.7 MB of them. None = one of its own when needed.
    std::shared_ptr<EventVerifier> verifier = nullptr;
    std::chrono::milliseconds slowness{1000}; ///< of fault slow
    std::chrono::milliseconds flapUp{4000};
    std::chrono::milliseconds flapDown{3000};
    std::size_t pageCap = 50; ///< of fault cap: events of a REQ at most
    std::size_t rateRequests = 2; ///< of fault rate-limit: so many in a window
    std::chrono::milliseconds rateWindow{10'000};
    bool nip77 = true;
    int vanishingOneIn = 10; ///< of fault vanishing: events that are never given, always the same ones
    std::size_t negMaxRecords = 200; ///< of fault neg-limit; others compare up to a million
    qsizetype negFrameBytes = 500'000; ///< binary, at least 4096
};

/// A relay on a real port of this machine: WebSocket and NIP-11 on one port, NIP-01, 09, 11, 40, 42, 45, 62,
/// 77 and the faults it is given. Lives in one thread with an event loop. Also for tests:
///     SimRelay relay({});
///     relay.listen();
///     relay.add(event);
class SimRelay : public QObject {
    Q_OBJECT

public:
    struct Counters {
        std::uint64_t sent = 0; ///< distinct events that went whole to at least one client
        std::uint64_t sentTotal = 0; ///< frames that carried such an event
        std::uint64_t spoilt = 0; ///< frames that a fault broke on purpose; in no other counter
        std::uint64_t requests = 0; ///< REQ
        std::uint64_t negentropy = 0; ///< NEG-OPEN and NEG-MSG
        std::uint64_t connections = 0; ///< opened WebSockets
        std::uint64_t dropped = 0; ///< clients cut off because they did not read
        std::uint64_t published = 0; ///< EVENTs of clients that were stored
    };

    explicit SimRelay(SimRelayOptions options, QObject* parent = nullptr);
    ~SimRelay() override;

    /// Port 0 = any free one. False when the port cannot be had (errorString()).
    [[nodiscard]] bool listen(const QHostAddress& address = QHostAddress(QHostAddress::LocalHost),
                              std::uint16_t port = 0);
    [[nodiscard]] QString errorString() const { return m_error; }
    /// `ws://127.0.0.1:4711`, no trailing slash.
    [[nodiscard]] const QByteArray& url() const noexcept { return m_url; }
    void stopListening();

    /// Stores the event and sends it to live subscriptions.
    void add(const SimEventPtr& event);
    void add(const Event& event) { add(std::make_shared<const SimEvent>(event)); }
    /// Clients with a subscription get the events of `pool`, from `first` on and round and round, as fast as
    /// they read. Null ends it. The pool outlives the relay and is complete.
    void setFlood(const std::vector<SimEventPtr>* pool, std::size_t first);

    [[nodiscard]] const Counters& counters() const noexcept { return m_counters; }
    [[nodiscard]] const RelayStore& store() const noexcept { return m_store; }
    [[nodiscard]] int clientCount() const noexcept { return static_cast<int>(m_sessions.size()); }

    /// Nothing waits to be sent to any client.
    [[nodiscard]] bool isIdle() const;
    /// Waits for clients to read.
    [[nodiscard]] qint64 queuedBytes() const;
    /// Grows while clients read.
    [[nodiscard]] qint64 flushedBytes() const;
    void closeClients();
    void abortClients();

private:
    friend class SimSession;
    friend class SimNegentropy;
    class Server : public QTcpServer {
    public:
        explicit Server(SimRelay& relay)
            : m_relay(relay)
        {
        }

    protected:
        void incomingConnection(qintptr descriptor) override { m_relay.onConnection(descriptor); }

    private:
        SimRelay& m_relay;
    };
    struct BoundSocket; ///< a port that is taken and refuses

    [[nodiscard]] bool has(Fault fault) const noexcept { return m_options.faults.has(fault); }
    [[nodiscard]] bool needsAuth() const noexcept { return m_options.auth || has(Fault::ClosedAuth); }
    /// The relay's own idea of the time.
    [[nodiscard]] Timestamp now() const;
    [[nodiscard]] QByteArray informationDocument() const;
    [[nodiscard]] HttpHeaders dateHeader() const;
    /// The answer to anything but a good upgrade, which gives none.
    [[nodiscard]] std::optional<QByteArray> plainAnswer(const HttpRequestHead& request) const;
    [[nodiscard]] QByteArray pageAnswer(const HttpRequestHead& request) const;
    [[nodiscard]] std::vector<SimEventPtr> query(const std::vector<Filter>& filters) const;
    /// The answer to EVENT.
    struct Verdict {
        bool accepted;
        QByteArray text;
    };
    [[nodiscard]] Verdict publish(const Event& event, bool byItsAuthor);
    [[nodiscard]] bool isTrue(const Event& event);
    /// Of fault vanishing: listed, but gone when it is asked for.
    [[nodiscard]] bool isGone(const SimEvent& event) const;
    /// Of fault ok-refuse.
    [[nodiscard]] bool refusesEvent(const EventId& id) const;
    [[nodiscard]] bool isSpoilt(const SimEvent& event) const;
    [[nodiscard]] QByteArray spoiltJson(const SimEvent& event) const;
    void addFutureEvents();

    void onConnection(qintptr descriptor);
    void onDelivered(const SimEventPtr& event);
    void flap();
    void pumpFlood();

    SimRelayOptions m_options;
    Server m_server;
    std::unique_ptr<BoundSocket> m_refusing;
    QString m_error;
    QByteArray m_url;
    QHostAddress m_address;
    std::uint16_t m_port = 0;
    RelayStore m_store;
    EventParser m_parser;
    std::vector<SimSession*> m_sessions; ///< children
    std::uint64_t m_nextSession = 0;
    std::vector<bool> m_sentNumbers;
    std::unordered_set<EventId> m_sentIds; ///< of events without a number
    Counters m_counters;
    QTimer m_flapTimer;
    const std::vector<SimEventPtr>* m_flood = nullptr;
    std::size_t m_floodFirst = 0;
};

} // namespace nostrscope
