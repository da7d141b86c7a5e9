// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recipient.h"
#include "core/net/relayconnection.h"
#include "core/records/syncorder.h"
#include "core/records/syncstore.h"

#include <deque>

namespace nostrscope {

/// Sends stored events to a relay that lacks them (ARC-5), a few at a time, each until it is answered. Never
/// sends what its author keeps to a relay (NIP-70), what is not meant to be kept, and what does not count any
/// more. Contents are read in small batches. The owner says when: pump() at each tick and after each answer.
class Uploader final : public QObject {
    Q_OBJECT

public:
    struct Rules {
        std::size_t inFlight = 16;
        std::uint64_t maxMessageBytes = defaultMessageBytes; ///< what is longer is withheld
        std::chrono::milliseconds answerWithin{30'000};
        std::chrono::milliseconds retryDelay{2'000}; ///< after "rate-limited"; doubled up to maxRetryDelay
        std::chrono::milliseconds maxRetryDelay{60'000};
        int tries = 3; ///< of an event during which the connection was lost
    };
    /// What most relays take, where NIP-11 says nothing.
    static constexpr std::uint64_t defaultMessageBytes = 131'072;
    /// Answers in a row that say no to us, not to the event: then the relay takes nothing of ours.
    static constexpr int enoughRefusals = 20;

    Uploader(RelayConnection& connection, SyncStore& store, const Clock& clock, Rules rules);

    /// Ids of stored events that the relay lacks.
    void add(const std::vector<EventId>& ids);
    /// From now on pump() does something. `weighOnly`: looks at what would be sent, and sends nothing.
    void start(bool weighOnly);
    /// Sends what may be sent now. Needs an open connection, unless it only weighs.
    void pump();
    /// We did not read from the relay: nobody could answer.
    void excuseSilence();
    void okReceived(const std::optional<EventId>& id, bool accepted, const QByteArray& text);
    /// What waits for an answer is sent again.
    void connectionLost();

    [[nodiscard]] bool isStarted() const { return m_isStarted; }
    [[nodiscard]] bool hasWork() const { return m_next < m_ids.size(); }
    [[nodiscard]] bool isOver() const { return m_isOver; }
    /// Empty, or why it ended before everything was tried: a sentence.
    [[nodiscard]] const QString& error() const { return m_error; }
    [[nodiscard]] const SyncUpload& figures() const { return m_figures; }

signals:
    /// Contents were read: pump() has something to do.
    void readyToGoOn();

private:
    struct Item {
        EventId id;
        QByteArray message;
        int tries = 0;
        std::chrono::milliseconds sentAt{0};
    };
    void readMore();
    void onRead(const std::vector<EventId>& asked, StoreResult<std::vector<EventForUpload>> read);
    void take(const EventForUpload& one);
    void withhold(const char* reason, std::uint64_t count = 1);
    void send();
    void watch();
    void refuse(const QByteArray& reason, const QByteArray& text);
    void slowDown();
    void endIfDone();
    void giveUp(const QString& error);

    RelayConnection& m_connection;
    SyncStore& m_store;
    const Clock& m_clock;
    const Rules m_rules;
    SyncUpload m_figures;
    std::vector<EventId> m_ids;
    std::size_t m_next = 0; ///< in m_ids: to be read
    bool m_isReading = false;
    std::deque<Item> m_ready;
    std::vector<Item> m_flight;
    std::uint64_t m_flightBytes = 0;
    std::size_t
        m_window; ///< in flight at most; smaller after a refusal to be hurried, grows with what goes well
    std::size_t m_wellDone = 0; ///< since the window grew
    std::optional<std::chrono::milliseconds> m_notBefore;
    std::chrono::milliseconds m_delay{0};
    int m_noToUs = 0; ///< in a row
    std::size_t m_silent = 0; ///< in a row
    bool m_isStarted = false;
    bool m_weighsOnly = false;
    bool m_isOver = false;
    QString m_error;
    Recipient m_here{*this};
};

} // namespace nostrscope
