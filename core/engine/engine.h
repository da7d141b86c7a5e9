// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginecore.h"

namespace nostrscope {

/// The engine as a window sees it: every call is posted to the engine thread.
class Engine final : public EngineLink {
    Q_OBJECT

public:
    explicit Engine(const EngineConfig& config);
    ~Engine() override;

    [[nodiscard]] std::shared_ptr<const Snapshot> takeSnapshot() override { return m_snapshots.take(); }
    [[nodiscard]] std::vector<LogRecord> takeLog() override { return m_log.take(); }
    void startCollecting() override;
    void stopCollecting() override;
    void setRange(RangePreset preset) override;
    void setCustomRange(const TimeRange& range) override;
    void setVisible(bool visible) override;
    void checkRelays(int token, const QStringList& inputs, RelaySource source) override;
    void checkRelayFile(int token, const QString& file, RelaySource source) override;
    void checkBuiltInRelays(int token) override;
    void addRelays(const QList<RelayCandidate>& relays, RelaySource source) override;
    void removeRelays(const QList<RelayId>& relays) override;
    void restoreRelays(const QList<RelayId>& relays) override;
    void setPaused(const QList<RelayId>& relays, bool paused) override;
    void setStarred(const QList<RelayId>& relays, bool starred) override;
    int importFiles(const QStringList& files) override;
    void cancelTask(int task) override;
    void pauseTask(int task, bool paused) override;
    void ask(int token, const Question& question) override;
    void readEvents(int token, const EventQuery& query) override;
    void inspectEvent(int token, const EventId& id) override;
    void cancel(int token) override;
    void checkDatabase(int token) override;
    void previewImport(int token, const QString& file) override;
    int startStoreTask(const StoreTaskOrder& order) override;
    void planRetention(int token, const RetentionPolicy& policy) override;
    void readStoreFigures(int token) override;
    void readLog(int token, const LogQuery& query) override;
    void retryStore() override;
    void checkNow(const QList<RelayId>& relays) override;
    void observeNow(RelayId relay) override;
    void readDocuments(int token, const QList<QByteArray>& sha256) override;
    void readRelayHealth(int token, RelayId relay, const TimeRange& range) override;
    void readIncidents(int token, const IncidentQuery& query) override;
    void acknowledgeIncidents(const QList<std::int64_t>& incidents, bool acknowledged) override;
    void setIncidentNote(std::int64_t incident, const QString& note) override;
    void readDiscovery(int token, const CandidateQuery& query) override;
    void runDiscovery(bool validate) override;
    void cancelDiscovery() override;
    void decideCandidates(const QList<CandidateDecision>& decisions) override;
    void askDiscovery(int token, const DiscoveryQuestion& question) override;
    void setAcceptRules(const QStringList& rules) override;
    void dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed) override;
    void fetchCandidates(int token, const DiscoveryFetch& fetch) override;
    void setArchiving(bool on) override;
    void readArchive() override;
    void syncRelays(const QList<RelayId>& relays, const std::optional<SyncWish>& wish) override;
    void stopSync(const QList<RelayId>& relays) override;
    void setArchivePaused(const QList<RelayId>& relays, bool paused) override;
    void setArchivePriority(const QList<RelayId>& relays, SyncPriority priority) override;
    void shutDown() override;

private:
    Mailbox<Snapshot> m_snapshots;
    LogHub m_log;
    int m_nextTask = 1;
    WorkerThread<EngineCore> m_core;
};

} // namespace nostrscope
