// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/analytics.h"
#include "core/archive/archiver.h"
#include "core/base/mailbox.h"
#include "core/base/workerthread.h"
#include "core/collect/collector.h"
#include "core/discover/storescan.h"
#include "core/engine/backgroundjob.h"
#include "core/engine/controlserver.h"
#include "core/engine/databasecheck.h"
#include "core/engine/engineconfig.h"
#include "core/engine/enginelink.h"
#include "core/engine/fileimport.h"
#include "core/engine/loghub.h"
#include "core/engine/replaytask.h"
#include "core/engine/storefile.h"
#include "core/engine/storetask.h"
#include "core/engine/validator.h"
#include "core/ingest/recordingsink.h"
#include "core/monitor/relaymonitor.h"
#include "core/nostr/relaylist.h"
#include "core/storage/sqlitestore.h"

#include <deque>
#include <map>
#include <set>

namespace nostrscope {

struct FetchedMentions;

/// One run of discovery, and who wants to know what came of it.
struct DiscoveryRun {
    bool scans = true;
    bool validates = false;
    std::optional<StoreScanReport> scan;
    std::optional<ValidationReport> validation;
    QList<CandidateDecision> accepted;
    QString error; ///< a sentence; empty: none
    std::function<void(const DiscoveryRun&)> done;
};

/// Lives in: engine thread. Owns the stages and wires them: collector → inbox → pipeline → store →
/// analytics → snapshot. Everything that a window or the command line asks comes in here.
class EngineCore : public QObject, private ControlHost {
    Q_OBJECT

public:
    using Done = ControlHost::Done;

    EngineCore(EngineConfig config, Mailbox<Snapshot>& snapshots, LogHub& log);
    /// Stops in the order of the flow: sockets, inbox, batches, store.
    ~EngineCore() override;

    /// Opens the database and the stages; failed() and no stages when that is not possible.
    void open();
    /// The end, in the order of the flow; whatever is asked later finds nothing open.
    void close();
    [[nodiscard]] bool isOpen() const { return m_store != nullptr; }

    void startCollecting();
    void stopCollecting();
    void setPreset(RangePreset preset);
    void setCustomRange(const TimeRange& range);
    void setVisible(bool visible);
    void checkRelays(int token, const QStringList& inputs, RelaySource source);
    void checkRelayFile(int token, const QString& path, RelaySource source);
    void checkBuiltInRelays(int token);
    void addRelays(const QList<RelayCandidate>& candidates, RelaySource source);
    /// `done` is told when it is stored, or why not.
    void removeRelays(const QList<RelayId>& relays, const Done& done = {});
    void restoreRelays(const QList<RelayId>& relays);
    void setPaused(const QList<RelayId>& relays, bool paused, const Done& done = {});
    void setStarred(const QList<RelayId>& relays, bool starred, const Done& done = {});
    // Long work; in enginecore_tasks.cpp.
    void importFiles(int task, const QStringList& files);
    void startStoreTask(int task, const StoreTaskOrder& order);
    void cancelTask(int task);
    void pauseTask(int task, bool paused);
    void checkDatabase(int token);
    void previewImport(int token, const QString& file);
    void planRetention(int token, const RetentionPolicy& policy);
    void readStoreFigures(int token);
    void readLog(int token, const LogQuery& query);
    /// Opens the store when that failed before.
    void retryStore();
    // The monitor; in enginecore_monitor.cpp.
    void checkNow(const QList<RelayId>& relays);
    void observeNow(RelayId relay);
    void readDocuments(int token, const QList<QByteArray>& sha256);
    void readRelayHealth(int token, RelayId relay, const TimeRange& range);
    void readIncidents(int token, const IncidentQuery& query);
    void acknowledgeIncidents(const QList<std::int64_t>& incidents, bool acknowledged);
    void setIncidentNote(std::int64_t incident, const QString& note);
    // Discovery; in enginecore_discovery.cpp.
    void readDiscovery(int token, const CandidateQuery& query);
    void runDiscovery(bool validate);
    void cancelDiscovery();
    using Decided = std::function<void(const StoreResult<std::vector<CandidateDecision>>&)>;
    /// `done` is told what was before.
    void decideCandidates(const QList<CandidateDecision>& decisions, const Decided& done = {});
    void setAcceptRules(const QStringList& rules, const Done& done = {});
    void dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed, const Done& done = {});
    void askDiscovery(int token, const DiscoveryQuestion& question);
    void fetchCandidates(int token, const DiscoveryFetch& fetch);
    // The archive; in enginecore_archive.cpp.
    void setArchiving(bool on);
    void readArchive();
    void syncRelays(const QList<RelayId>& relays, const std::optional<SyncWish>& wish);
    void stopSync(const QList<RelayId>& relays);
    void setArchivePaused(const QList<RelayId>& relays, bool paused);
    void setArchivePriority(const QList<RelayId>& relays, SyncPriority priority);
    // Questions of the window (enginelink.h); in enginecore_questions.cpp.
    void ask(int token, Question question);
    void readEvents(int token, EventQuery query);
    void inspectEvent(int token, const EventId& id);
    void cancel(int token);

    // In enginecore_recording.cpp.
    /// What relays send is recorded from now on, until the end or stopRecording().
    void startRecording(std::unique_ptr<RecordingWriter> writer);
    /// Of the recording that ends with this.
    RecordingSink::Status stopRecording();
    [[nodiscard]] RecordingSink::Status recordingStatus() const
    {
        return m_recorder ? m_recorder->status() : RecordingSink::Status();
    }
    /// For the command line: what happened since the start.
    [[nodiscard]] IngestStatus ingestStatus() const
    {
        return m_pipeline ? m_pipeline->status() : IngestStatus();
    }

signals:
    void closed();
    void databaseChecked(int token, const QString& problem);
    void snapshotReady();
    void opened();
    void relaysLoaded(int count);
    void collectingStopped();
    void relaysChecked(int token, const QList<nostrscope::RelayCandidate>& candidates);
    void relaysAdded(int added, int known);
    void relaysRemoved(const QList<nostrscope::RelayId>& relays, const QStringList& urls);
    void relaysStarred(const QList<nostrscope::RelayId>& relays, const QStringList& urls, bool starred);
    void taskStarted(int task, const nostrscope::TaskInfo& info);
    void taskEnded(int task, const nostrscope::TaskResult& result);
    void importPreviewed(int token, const std::shared_ptr<const nostrscope::FilePreview>& preview);
    void retentionPlanned(int token, const std::shared_ptr<const nostrscope::RetentionReport>& plan);
    void storeFiguresRead(int token, const std::shared_ptr<const nostrscope::StoreFigures>& figures);
    void logRead(int token, const std::shared_ptr<const nostrscope::LogPage>& page);
    void relayHealthRead(int token, const std::shared_ptr<const nostrscope::RelayHealthDetail>& detail);
    void documentsRead(int token, const QList<QByteArray>& bodies);
    void incidentsRead(int token, const std::shared_ptr<const std::vector<nostrscope::Incident>>& incidents);
    void incidentsChanged();
    void discoveryRead(int token, const std::shared_ptr<const nostrscope::DiscoveryView>& view);
    void discoveryChanged();
    void candidatesDecided(const QList<nostrscope::CandidateDecision>& before);
    void discoveryAnswered(int token, const nostrscope::DiscoveryAnswer& answer);
    void candidatesFetched(int token, const std::shared_ptr<const nostrscope::DiscoveryFetchReport>& report);
    void archiveChanged(const std::shared_ptr<const nostrscope::ArchiveView>& view);
    void storeUnavailable(const QString& message);
    void taskChanged(int task, const QString& title, qint64 done, qint64 total, bool finished,
                     const QString& message);
    void taskCounted(int task, qint64 frames);
    void failed(const QString& message);
    void answered(int token, const std::shared_ptr<const nostrscope::Table>& table);
    void eventsRead(int token, const std::shared_ptr<const nostrscope::EventPage>& page);
    void eventInspected(int token, const std::shared_ptr<const nostrscope::EventDetail>& detail);
    void askFailed(int token, const QString& message);

private:
    void connectStages();
    void loadRelays();
    void takeRelays(const std::vector<RelayEntry>& relays);
    void publishRelays();
    void publishLinks();
    void openDiscovery();
    void closeDiscovery();
    void onDiscoveryDue();
    void tellDiscovery(bool isStep = false);
    void startDiscovery(DiscoveryRun run);
    void scanEvents();
    void onScanned(const StoreResult<StoreScanReport>& report);
    void validateCandidates();
    void onValidated(const ValidationReport& report);
    void endDiscovery();
    /// What was accepted; `error`: a sentence.
    using Accepted = std::function<void(const QList<CandidateDecision>& accepted, const QString& error)>;
    void acceptByStoredRules(const Accepted& done);
    void acceptByRules(const std::vector<AcceptRule>& rules, const Accepted& done);
    void onDecided(const std::vector<CandidateDecision>& wanted,
                   const std::vector<CandidateDecision>& before);
    void openArchive();
    void closeArchive();
    void publishArchived();
    void openMonitor();
    void stopMonitor();
    void publishMonitored();
    void readNextDocument(int token, QList<QByteArray> hashes, QList<QByteArray> bodies,
                          const CallLimits& limits);
    void readReports();
    void readReportsPage(Timestamp since, std::optional<EventCursor> after);
    [[nodiscard]] Reply<Nothing> whenEdited();
    void scheduleLinks();
    void persistEose();
    void checkRelayList(int token, const QString& name, QByteArrayView content, RelayListFormat format,
                        RelaySource source);
    [[nodiscard]] RelayCandidate judge(const QString& input, RelaySource source) const;
    void storeRelays(std::vector<RelayEntry> entries, const Reply<std::vector<RelayEntry>>& done);
    [[nodiscard]] Reply<Nothing> whenStored(const Done& done);
    void openControl();
    [[nodiscard]] QByteArray statusDocument() const override;
    void changeRelays(RelayChange change, Done done) override;
    void startFetch(int token, DiscoveryFetch::What what, const QStringList& texts);
    void onFetched(int token, const FetchedMentions& mentions);
    void endFetch(int token);
    void cancelFetch(int token);
    void discover(DiscoverOrder order, Told done) override;
    void run(const DiscoverOrder& order, const Told& done);
    void takeMentions(const DiscoverOrder& order, const Told& done);
    void decide(const DiscoverOrder& order, const Told& done);
    void applyRules(const DiscoverOrder& order, const Told& done);
    void internRelay(const RelayEntry& relay, std::function<void(Expected<RelayId, QString>)> done) override;
    [[nodiscard]] IngestPipeline& pipeline() override { return *m_pipeline; }
    [[nodiscard]] const Clock& clock() const override { return m_clock; }
    [[nodiscard]] bool isImporting() const override { return !m_imports.empty(); }
    /// Limits of a new question; none, and askFailed(), when it cannot be asked now.
    [[nodiscard]] std::optional<CallLimits> beginQuestion(int token);
    /// False when the question was cancelled.
    [[nodiscard]] bool endQuestion(int token);
    /// What a store hands its answer to: `use` gets the value in this thread, unless it was cancelled.
    template <typename T, typename Use> [[nodiscard]] Reply<T> answerTo(int token, Use use);
    void onInspected(int token, StoredEvent stored);
    void startNextImport();
    void onImportProgress(int task, const FileImport::Progress& progress);
    void endTask(int task, const QString& title, const TaskResult& result);
    void refuseTask(int task, const TaskInfo& info, const QString& title, const QString& message);
    void startRecordTask(int task, const StoreTaskOrder& order);
    void tellRecording();
    /// Whether this task is the recording; it is over then.
    bool endRecordTask(int task, TaskEnd end, const QString& error = {});
    void startReplay(int task, const StoreTaskOrder& order);
    /// Asks a read-only connection in a thread of its own; `read` runs there, `use` here.
    template <typename T, typename Read, typename Use> void startJob(int token, Read read, Use use);
    void fail(const StoreError& error);
    void log(LogLevel level, const QString& message);

    const EngineConfig m_config;
    SystemClock m_clock;
    Mailbox<Snapshot>& m_snapshots;
    LogHub& m_log;
    // In the order of the flow's end: destroyed from the last to the first.
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<WorkerThread<Analytics>> m_analytics;
    std::unique_ptr<IngestPipeline> m_pipeline;
    std::unique_ptr<RecordingSink> m_recorder;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<WorkerThread<Archiver>> m_archiver;
    std::unique_ptr<WorkerThread<RelayMonitor>> m_monitor;
    std::unique_ptr<WorkerThread<Validator>> m_validator;
    std::unique_ptr<BackgroundJob> m_discoveryJob;
    std::optional<DiscoveryRun> m_discoveryRun; ///< under way
    struct Fetch;
    /// What is fetched for the user, by token.
    struct Fetches {
        static constexpr std::size_t most = 8;
        std::unique_ptr<NameResolver> resolver;
        std::map<int, std::shared_ptr<Fetch>> all;
    };
    Fetches m_fetches;
    DiscoveryView m_discovery; ///< step, its progress and the next run; the rest is asked for
    std::chrono::milliseconds m_discoveryTold{};
    QTimer m_discoveryTimer;
    std::map<int, std::unique_ptr<FileImport>> m_imports; ///< at most one: counts are told by difference
    std::deque<std::pair<int, QStringList>> m_waitingImports;
    std::map<int, std::unique_ptr<StoreTask>> m_storeTasks;
    struct RecordTask {
        int task = 0;
        QString file;
        std::chrono::milliseconds since{}; ///< monotonic
    };
    std::optional<RecordTask> m_recordTask;
    QTimer m_recordTimer;
    std::map<int, std::unique_ptr<ReplayTask>> m_replays;
    std::map<int, std::unique_ptr<BackgroundJob>> m_jobs; ///< by token
    std::shared_ptr<const StoreFile> m_storeFile;
    ControlServer m_control;
    std::map<RelayId, RelayEntry> m_relays;
    std::set<QByteArray> m_urls;
    std::map<RelayId, UnixMillis> m_eose; ///< to be stored
    QTimer m_eoseTimer;
    QTimer m_reportsTimer;
    UnixMillis m_reportsReadAt{}; ///< epoch: not yet
    std::unique_ptr<DatabaseCheck> m_check;
    std::map<int, std::shared_ptr<std::atomic<bool>>> m_questions; ///< by token; true: cancelled
    bool m_startWhenOpen = false;
    bool m_linksAreScheduled = false;
    bool m_isClosed = false;
};

} // namespace nostrscope
