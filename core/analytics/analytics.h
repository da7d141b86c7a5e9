// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/eventwindow.h"
#include "core/analytics/relayrows.h"
#include "core/ingest/ingestpipeline.h"
#include "core/records/snapshot.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace nostrscope {

/// Lives in: analytics thread. Builds the Snapshot: takes committed deltas as they come, asks the store what
/// they cannot say (at most once a second, only when something changed), publishes at most four times a
/// second.
class Analytics : public QObject {
    Q_OBJECT

public:
    struct Sources {
        StatSource& stats;
        Ledger& ledger;
        const Clock& clock;
        std::function<IngestStatus()> ingest;
        std::function<Vitals()> storage; ///< sizes and storeError only; asks the file system
        std::function<void(std::shared_ptr<const Snapshot>)> publish; ///< any thread
    };
    explicit Analytics(Sources sources);

    void setPreset(RangePreset preset);
    void setCustomRange(const TimeRange& range);
    void setVisible(bool visible);
    void setRelays(const std::vector<RelayEntry>& relays);
    void setLinks(const std::vector<LinkStatistics>& links);
    void setHealth(const std::vector<std::pair<RelayId, std::shared_ptr<const HealthRow>>>& rows,
                   const HealthTotals& totals);
    void setCollecting(bool collecting, bool ownOutage, UnixMillis ownOutageSince);
    void onCommitted(const std::shared_ptr<const CommittedDelta>& delta);
    void publishNow();
    /// Asks the file system now instead of at its time, then publishes.
    void readSizes();
    /// Asks nothing more; with it ends all use of the sources but for answers that are under way.
    void stop();

private:
    void tick();
    void askStore();
    void resetWindow();
    void askWindow();
    void finishLoading();
    void takeWindow(const Table& table);
    void takeOverview(const Table& table);
    void takeRelays(const Table& table);
    void takeCounters(const StoreResult<AllRelayCounters>& counters);
    void measureRates(const IngestStatus& ingest, UnixMillis now);
    [[nodiscard]] TimeRange range() const;
    [[nodiscard]] std::vector<ServiceStatus> services(const IngestStatus& ingest) const;
    /// Runs `take` in this thread when the answer is there and the question is not outdated.
    void ask(Question::Subject subject, void (Analytics::*take)(const Table&));
    void notAnswered(Question::Subject subject);

    Sources m_sources;
    QTimer m_timer;
    std::optional<RangePreset> m_preset = RangePreset::Day;
    TimeRange m_customRange;
    RelayRows m_relays;
    EventWindow m_window;
    Overview m_overview;
    HealthTotals m_health;
    QString m_fileProblem; ///< Vitals::storeError of the sources
    Vitals m_vitals;
    struct Sample {
        UnixMillis at;
        std::uint64_t stored;
        std::uint64_t received;
    };
    std::deque<Sample> m_samples;
    int m_questionGeneration = 0; ///< answers of an older range are dropped
    std::shared_ptr<std::atomic<bool>> m_cancelled =
        std::make_shared<std::atomic<bool>>(false); ///< of a generation
    int m_open = 0; ///< questions under way
    bool m_isDirty = true;
    bool m_isLoading = true; ///< the figures of this range were never complete
    bool m_isStopped = false;
    bool m_windowAsked = false;
    bool m_windowLoaded = false;
    std::vector<std::shared_ptr<const CommittedDelta>>
        m_whileLoading; ///< committed after the window was asked for
    bool m_countersLoaded = false;
    std::vector<std::shared_ptr<const CommittedDelta>> m_beforeCounters; ///< committed before they came
    UnixMillis m_askedAt{};
    UnixMillis m_sizesAt{};
    UnixMillis m_startedAt;
    LogHistogram m_tickTimes; ///< of building snapshots
    UnixMillis m_healthAt{}; ///< last report of the monitor
    UnixMillis m_linksAt{}; ///< last report of the collector
    std::uint64_t m_number = 0;
};

} // namespace nostrscope
