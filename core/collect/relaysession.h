// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collectorconfig.h"
#include "core/net/handshakelimit.h"
#include "core/net/pagewalk.h"
#include "core/records/linkstatistics.h"
#include "core/records/snapshot.h"

#include <deque>

namespace nostrscope {

/// A relay as the engine hands it to the collector.
struct CollectorRelay {
    RelayId id;
    RelayUrl url;
    bool paused = false;
    UnixMillis lastEoseAt{}; ///< epoch = never
    std::optional<Timestamp> newestEvent; ///< newest created_at that we have from this relay, if known
};

class RelaySession;

/// What a session needs of its net thread.
class SessionHost {
public:
    virtual ~SessionHost() = default;
    virtual void sessionOpened(RelaySession& session) = 0;
    /// An open connection (`wasOpen`) or an attempt failed; not called for what we ended ourselves.
    virtual void sessionFailed(RelaySession& session, bool wasOpen, LinkError error) = 0;
    virtual void sessionClosed(RelaySession& session) = 0;
    virtual void sessionLogged(LogRecord record) = 0;
};

/// Keeps one relay subscribed: connects, asks the plan's filters, walks back through history, narrows what is
/// refused, waits between attempts. Lives in a net thread; time comes by tick().
class RelaySession final : public QObject, private RelayConnectionObserver {
    Q_OBJECT

public:
    RelaySession(CollectorRelay relay, const CollectorConfig& config, const TransportFactory& factory,
                 const Clock& clock, EventParser& parser, RawEventSink& sink, SessionHost& host);

    [[nodiscard]] RelayId relay() const { return m_relay.id; }
    [[nodiscard]] const RelayUrl& url() const { return m_relay.url; }
    [[nodiscard]] QHostAddress peerAddress() const { return m_connection.peerAddress(); }
    [[nodiscard]] LinkStatistics statistics() const;
    [[nodiscard]] bool isHandshaking() const { return m_connection.state() == LinkState::Connecting; }
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] bool isQuiet() const; ///< no socket and nothing waiting for the sink

    /// Whether the relay shall be connected. `paused`: by the user, only for showing.
    void setWanted(bool wanted, bool paused);
    /// It is time for an attempt; the host calls connectNow() when a handshake may start.
    [[nodiscard]] bool isDue() const;
    void connectNow();
    /// Our own line is down: no attempts until resumeAfterOutage(). A relay of `blameless` gets its failure
    /// back.
    void suspendForOutage(bool blameless);
    void resumeAfterOutage(std::chrono::milliseconds delay);
    /// One attempt in spite of the outage, to see whether the line is back.
    void probeLine();

    void tick();
    /// The sink has room again.
    void flush()
    {
        if (m_connection.pendingFrames() > 0)
            m_connection.flush();
    }
    [[nodiscard]] bool isHeld() const { return m_connection.isHeld(); }

private:
    struct LiveRequest {
        QByteArray id;
        std::vector<Filter> filters;
        std::chrono::milliseconds sentAt{0};
        bool settled = false; ///< EOSE, or long enough without
    };
    struct Suspicion { ///< a NOTICE that seems to refuse a request
        QByteArray subscription;
        QByteArray text;
        std::chrono::milliseconds at{0};
    };

    void connectionOpened(std::chrono::milliseconds openTime) override;
    void connectionEnded(const TransportEnd& end) override;
    void eventArrived(const QByteArray& subscription, const std::optional<EventKey>& key) override;
    void eoseReceived(const QByteArray& subscription, bool finish) override;
    void closedReceived(const QByteArray& subscription, const QByteArray& text) override;
    void noticeReceived(const QByteArray& text, const QByteArray& guess) override;
    void challengeReceived(const QByteArray& challenge) override;
    void heldTooLong(bool roomAgain) override;

    void subscribeLive();
    void unsubscribeLive();
    void watchLive();
    void liveRefused(const QByteArray& subscription, const QByteArray& text);
    void refuse(const QByteArray& text);
    void startHistory();
    void planHistory();
    void nextPage();
    void endPage();
    void watchHistory();
    void historyRefused(const QByteArray& text);
    void historyOver();
    void slowDown();
    void setState(LinkState state);
    void fail(const TransportEnd& end, bool wasOpen);
    void log(LogLevel level, const QString& message);
    [[nodiscard]] LiveRequest* findLive(const QByteArray& subscription);
    [[nodiscard]] std::chrono::milliseconds now() const { return m_clock.monotonic(); }

    CollectorRelay m_relay;
    const CollectorConfig& m_config;
    const Clock& m_clock;
    SessionHost& m_host;
    RelayConnection m_connection;
    HandshakeLimit m_handshakes;
    Backoff m_backoff;
    Backoff m_backoffBefore; ///< as it was before the last failure
    LinkStatistics m_stats;

    bool m_wanted = false;
    bool m_suspended = false; ///< own outage
    bool m_losesEarly = false; ///< loses what is sent in the first instant after open
    std::optional<std::chrono::milliseconds> m_nextTry;
    std::optional<std::chrono::milliseconds> m_openedAt;

    SubscriptionPlan m_plan;
    std::vector<LiveRequest> m_live;
    std::optional<std::chrono::milliseconds> m_subscribeAt; ///< when live requests are (again) to be sent
    std::optional<Suspicion> m_suspicion;
    bool m_answered = false; ///< the relay said anything since the first REQ of this connection
    bool m_asked = false;
    bool m_askedAgain = false;
    unsigned m_slowDowns = 0; ///< in this connection

    SubscriptionPlan m_historyPlan;
    std::uint32_t m_pageLimit;
    std::deque<PageWalk> m_walks;
    bool m_historyStarted = false;
    bool m_historyFailed = false;
    QByteArray m_page; ///< subscription of the page in work; empty = none
    std::chrono::milliseconds m_pageAt{0}; ///< last sign of the page
    std::optional<std::chrono::milliseconds> m_pageNotBefore;
    PageOrder m_order = PageOrder::Unknown;
    std::chrono::milliseconds m_eoseReportedAt{0};

    std::chrono::milliseconds m_logMinute{0};
    unsigned m_logLines = 0;
    std::uint64_t m_logSkipped = 0;
};

} // namespace nostrscope
