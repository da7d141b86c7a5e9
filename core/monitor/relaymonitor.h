// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recipient.h"
#include "core/monitor/geofiles.h"
#include "core/monitor/healthdetail.h"
#include "core/monitor/healthjudge.h"
#include "core/monitor/monitorconfig.h"
#include "core/monitor/othermonitors.h"
#include "core/monitor/probekit.h"
#include "core/monitor/probepool.h"
#include "core/monitor/probeschedule.h"
#include "core/monitor/recentchecks.h"
#include "core/records/snapshot.h"

#include <QTimer>

#include <deque>
#include <map>
#include <set>

namespace nostrscope {

/// A relay of the list as the monitor needs it.
struct MonitoredRelay {
    RelayId id;
    RelayUrl url;
    bool isWatched = false;
    bool isPaused = false;
    bool isByHand = false; ///< private addresses are connected to
    friend bool operator==(const MonitoredRelay&, const MonitoredRelay&) = default;
};

/// What changed since the last report.
struct HealthUpdate {
    std::vector<std::pair<RelayId, std::shared_ptr<const HealthRow>>> rows;
    HealthTotals totals;
};

/// Lives in: monitor thread. Checks the relays of the list at their times, judges the results, stores them
/// and tells what tables show. Nothing touches the network before start(). What was checked is stored at the
/// latest after two seconds and with the destruction; a batch that the store refuses is offered again,
/// unchanged, and probing waits while too much of it is kept.
class RelayMonitor final : public QObject {
    Q_OBJECT

public:
    /// Store and clock outlive the monitor; `factory`: another maker of probes, for tests.
    RelayMonitor(MonitorConfig config, HealthStore& store, const Clock& clock,
                 ProbePool::Factory factory = {});
    ~RelayMonitor() override;

    /// The whole list.
    void setRelays(std::vector<MonitoredRelay> relays);
    void start();
    /// Ends running probes without a result; stopped() comes when what was found is stored, or cannot be. Can
    /// be started again afterwards.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Out of turn, also paused relays; nothing before start().
    void checkNow(const std::vector<RelayId>& relays);
    /// Looks at what the relay claims with its next check, which is made now: once in observeEvery, else it
    /// does nothing.
    void observeNow(RelayId relay);
    /// Our own network is away, or back, as somebody else saw it.
    void setNetworkLost(bool isLost);
    /// Kinds 30166 and 10166 of other monitors (NIP-66); anything else is left aside.
    void addReports(const std::vector<Event>& events);
    /// All about one relay; `done` is called in this thread, once.
    void readDetail(RelayId relay, const TimeRange& range, const CallLimits& limits,
                    HealthDetailQuery::Done done);
    /// An incident was acknowledged or noted: counts may differ.
    void incidentsEdited() { countUnseen(); }

signals:
    /// At most twice a second.
    void updated(const std::shared_ptr<const nostrscope::HealthUpdate>& update);
    void incidentsChanged();
    void logged(const std::vector<nostrscope::LogRecord>& records);
    /// Everything that was under way when the store was opened is known.
    void loaded();
    void stopped();

private:
    struct Document {
        std::chrono::milliseconds askedAt{-1}; ///< monotonic; negative: not in this run
        std::chrono::milliseconds notBefore{}; ///< as the relay asked
        InfoConditions conditions;
        QByteArray sha256; ///< of the last one; empty: none is known
    };
    struct One {
        explicit One(MonitoredRelay monitored)
            : relay(std::move(monitored))
        {
        }
        MonitoredRelay relay;
        RecentChecks recent;
        Document document;
        QString name; ///< of the document
        QString software;
        std::optional<RelayClaims> claims; ///< of the document; none: no document is known
        std::optional<CertificateSighting> certificate;
        QByteArray located; ///< the address of `geo`
        GeoFacts geo;
        std::shared_ptr<const HealthRow> row;
        bool isChecking = false;
        bool isManual = false; ///< the running check was asked for
        bool isObserving = false; ///< with the running check
        bool isToObserve = false; ///< the user wants it
        std::shared_ptr<const RelayObservation> observation; ///< of this run
    };

    void load();
    void takeStart(HealthStart start);
    void loadNextRecent();
    void loadRecentSpans(RelayId relay);
    void recentLoaded(RelayId relay, const std::vector<CheckRecord>& checks,
                      const std::vector<HealthSpan>& spans);
    void takeCertificates(const std::vector<CertificateSighting>& certificates);
    void loadDocuments();
    void loadDocumentsAfter(RelayId relay);
    void takeDocuments(const std::vector<DocumentSighting>& documents);
    void applyRelays();
    void retireOthers(const std::set<RelayId>& wanted);
    void markPause(const One& one);
    void tick();
    void schedule();
    void noticeSleep();
    [[nodiscard]] bool startProbe(RelayId relay);
    void onFinished(const ProbeResult& result);
    void onInfo(const InfoResult& info);
    void onObserved(const RelayObservation& observation);
    /// The next look at its claims is not before; the epoch: at any time.
    [[nodiscard]] UnixMillis nextObservation(RelayId relay) const;
    [[nodiscard]] bool mayObserve(const One& one) const;
    [[nodiscard]] CheckContext contextOf(const One& one, const ProbeResult& result) const;
    void takeCertificate(One& one, const ProbeResult& result);
    static void takeInformation(One& one, const RelayInformation& information);
    void flush(bool isCheckpoint = false);
    void send(std::shared_ptr<const HealthBatch> batch);
    void onSent(const StoreResult<Nothing>& reply);
    void finishStop();
    void storeSightings();
    void publish();
    [[nodiscard]] std::shared_ptr<const HealthRow> rowOf(const One& one) const;
    [[nodiscard]] HealthTotals totals() const;
    void countUnseen();
    void report(const HealthChange& change);
    void locate(One& one);
    void onGeoChanged();
    void onGeoTold(const QString& message, bool isProblem);
    [[nodiscard]] std::chrono::milliseconds monotonic() const { return m_clock.monotonic(); }
    template <typename T, typename Use> [[nodiscard]] Reply<T> here(Use use);

    const Recipient m_recipient{*this};
    const MonitorConfig m_config;
    HealthStore& m_store;
    const Clock& m_clock;
    ProbeKit m_kit;
    ProbePool m_pool;
    ProbeSchedule m_schedule;
    HealthJudge m_judge;
    OtherMonitors m_others;
    GeoFiles m_geo;
    std::map<RelayId, One> m_relays;
    std::optional<std::vector<MonitoredRelay>> m_waitingRelays; ///< came before the store had answered
    std::deque<RelayId> m_recentToLoad;
    std::vector<HealthSpan> m_gaps; ///< of all relays, of the last day
    std::set<RelayId> m_dirty;
    RelayId m_lastRefreshed; ///< rows age: each is made anew now and then
    std::vector<LogRecord> m_log;
    std::shared_ptr<const HealthBatch> m_sending; ///< the store has it; or refused it, and gets it again
    bool m_isRefused = false;
    std::chrono::milliseconds m_checkpointAt{};
    std::chrono::milliseconds m_offset{}; ///< wall less monotonic time
    UnixMillis m_lastSeen{}; ///< wall time of the last look at the clocks
    std::vector<CertificateSighting> m_certificates; ///< to be stored
    std::vector<DocumentSighting> m_documents;
    std::vector<RelayObservation> m_observations;
    std::map<RelayId, UnixMillis> m_observedAt; ///< of all relays, removed ones too
    std::chrono::milliseconds m_observeAt{}; ///< by schedule, not before
    HealthTotals m_told; ///< with the last update
    std::uint32_t m_unseenIncidents = 0;
    std::uint64_t m_checks = 0;
    QTimer m_tick;
    QTimer m_publish;
    QTimer m_flush;
    QTimer m_watch; ///< of the clocks
    bool m_isLoaded = false;
    bool m_isLoadingDocuments = false;
    bool m_knowsObservations = false; ///< of former runs
    bool m_documentsAgain = false; ///< relays came while they were read
    bool m_isRunning = false;
    bool m_networkLost = false;
    bool m_isStopping = false; ///< stopped() is owed
};

/// An answer of the store, in the thread of the monitor.
template <typename T, typename Use> Reply<T> RelayMonitor::here(Use use)
{
    // Another thread answers, and perhaps when the monitor is gone.
    return [address = m_recipient.address(), use = std::move(use)](StoreResult<T> reply) {
        address.post([use, reply = std::move(reply)]() mutable { use(std::move(reply)); });
    };
}

} // namespace nostrscope
