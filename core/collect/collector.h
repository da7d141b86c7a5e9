// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/workerthread.h"
#include "core/collect/networker.h"
#include "core/net/qwebsockettransport.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace nostrscope {

/// Live collection: keeps the relays of the list connected and subscribed, and puts what they send into a
/// sink.
///
/// How to use it (all calls and signals in the thread of this object, which needs an event loop):
///
///     RawInbox inbox(limits::ingestInboxBytes);              // read by the ingest thread: inbox.take()
///     Collector collector(CollectorConfig::defaults(), clock, inbox);
///     connect(&collector, &Collector::logged, …);            // connection log, in batches
///     connect(&collector, &Collector::eoseSeen, …);          // to be persisted: catch-up starts there next
///     time connect(&collector, &Collector::changed, …);           // then read statistics()
///     collector.addRelay({id, url, paused, lastEoseAt, newestEvent});
///     collector.start();                                     // nothing touches the network before
///     …
///     collector.stop();                                      // stopped() follows, at the latest after 3 s
///     inbox.close();                                         // then let ingest drain
///
/// The net threads are its own (one per CollectorConfig::relaysPerThread connections); the sink is the only
/// thing that they share with others. Of more relays than maxConnections the first added ones are connected;
/// pausing or removing one makes room for the next. When our own line fails, all attempts stop, three relays
/// at a time are tried every five seconds, and no relay is blamed.
class Collector final : public QObject {
    Q_OBJECT

public:
    /// `config` must have no problem(). Clock and sink outlive the collector; the clock is read in net
    /// threads.
    Collector(CollectorConfig config, const Clock& clock, RawEventSink& sink, QObject* parent = nullptr);
    /// The same over transports of the caller's; the factory runs in net threads.
    Collector(CollectorConfig config, const Clock& clock, RawEventSink& sink, TransportFactory factory,
              QObject* parent = nullptr);
    ~Collector() override;

    void start();
    /// Closes all connections (CLOSE, closing handshake, at most 3 s); frames received go to the sink before
    /// stopped() comes. Can be started again afterwards.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_state != State::Stopped; }

    /// Adding a relay that is there already only takes over its `paused`.
    void addRelay(const CollectorRelay& relay);
    void addRelays(const std::vector<CollectorRelay>& relays);
    void removeRelay(RelayId relay);
    void setPaused(const std::vector<RelayId>& relays, bool paused);

    /// One entry for each relay that was added, also those that wait for a free connection.
    [[nodiscard]] const std::map<RelayId, LinkStatistics>& statistics() const { return m_statistics; }
    [[nodiscard]] bool ownOutage() const { return m_outage.isOut(); }
    [[nodiscard]] UnixMillis ownOutageSince() const { return m_outageSince; }
    /// Relays to be connected: not paused, within the limit.
    [[nodiscard]] std::size_t wantedRelays() const { return m_wanted.size(); }

signals:
    /// statistics() has news; at most every CollectorConfig::reportEvery per net thread.
    void changed();
    void logged(const std::vector<nostrscope::LogRecord>& records);
    /// Up to this time nothing of the relay is missing.
    void eoseSeen(const QList<std::pair<nostrscope::RelayId, nostrscope::UnixMillis>>& times);
    void ownOutageChanged(bool isOut);
    void stopped();

private:
    enum class State : std::uint8_t { Stopped, Running, Stopping };
    using Thread = WorkerThread<NetWorker>;

    void applyWanted();
    [[nodiscard]] Thread& threadOf(RelayId relay);
    void takeReport(NetReport&& report);
    void takeLines(const std::vector<LineEvent>& lines);
    void beginOutage();
    void endOutage();
    void probeLine();
    void finishStop();
    void log(LogLevel level, const QString& message);

    const CollectorConfig m_config;
    const Clock& m_clock;
    RawEventSink& m_sink;
    TransportFactory m_factory;
    State m_state = State::Stopped;
    std::vector<std::unique_ptr<Thread>> m_threads;
    std::size_t m_stoppedThreads = 0;

    std::vector<CollectorRelay> m_relays; ///< in the order of adding
    std::map<RelayId, bool> m_wanted; ///< told to a thread
    std::map<RelayId, LinkStatistics> m_statistics;
    OwnOutage m_outage;
    UnixMillis m_outageSince{};
    QTimer m_probeTimer;
    std::size_t m_nextProbe = 0;
};

/// QWebSocket transports with the proxies of the config, and bounds of `base`.
[[nodiscard]] TransportFactory webSocketFactory(const CollectorConfig& config, const Clock& clock,
                                                const QWebSocketTransportOptions& base = {});

} // namespace nostrscope
