// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/relaysession.h"

#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace nostrscope {

/// What happened to the line of a relay, for judging whether it is our own (ownoutage.h).
struct LineEvent {
    enum class What : std::uint8_t { Opened, Closed, Lost, AttemptFailed };
    What what = What::Opened;
    RelayId relay;
    QByteArray network;
    std::chrono::milliseconds at{0}; ///< monotonic
};

/// News of a net thread.
struct NetReport {
    std::vector<LinkStatistics> changed;
    std::vector<LogRecord> log;
    std::vector<LineEvent> lines;
    std::uint64_t logDropped = 0; ///< lines above the bound of one report
    bool stopped = false; ///< every socket is closed and every frame was taken, or the deadline passed
};

/// The sessions of one net thread: ticks them, lets a bounded number shake hands at once, reports.
class NetWorker final : public QObject, private SessionHost {
    Q_OBJECT

public:
    using Report = std::function<void(NetReport&&)>;

    /// `report` is called in this thread. `config`, `clock` and `sink` outlive the worker.
    NetWorker(const CollectorConfig& config, int handshakesAtOnce, TransportFactory factory,
              const Clock& clock, RawEventSink& sink, Report report);
    ~NetWorker() override;

    /// A new relay is connected as soon as a handshake is free; one that is here already is wanted again.
    void want(const CollectorRelay& relay);
    void unwant(RelayId relay, bool paused);
    void remove(RelayId relay);
    void suspendForOutage(const std::vector<RelayId>& blameless);
    void resumeAfterOutage();
    void probeLine(const std::vector<RelayId>& relays);
    /// Closes every connection; a report with `stopped` follows at the latest after `deadline`.
    void stop(std::chrono::milliseconds deadline);

    /// Runs by itself every CollectorConfig::tick; tests call it after moving the clock.
    void tick();

private:
    struct Entry {
        std::unique_ptr<RelaySession> session;
        LinkStatistics reported;
        bool removing = false;
    };

    void sessionOpened(RelaySession& session) override;
    void sessionFailed(RelaySession& session, bool wasOpen, LinkError error) override;
    void sessionClosed(RelaySession& session) override;
    void sessionLogged(LogRecord record) override;

    void startHandshakes();
    void flushHeld();
    void dropRemoved();
    void report();
    void addLine(LineEvent::What what, const RelaySession& session);

    const CollectorConfig& m_config;
    const int m_handshakesAtOnce;
    const TransportFactory m_factory;
    const Clock& m_clock;
    RawEventSink& m_sink;
    const Report m_report;
    EventParser m_parser;
    QTimer m_timer;
    QTimer m_flushTimer; ///< runs while a connection is held
    std::map<RelayId, Entry> m_sessions;
    RelayId m_turn; ///< whose turn it was: handshakes and flushes go round
    NetReport m_news;
    std::chrono::milliseconds m_reportedAt{0};
    std::optional<std::chrono::milliseconds> m_stopBy;
    bool m_suspended = false;
};

} // namespace nostrscope
