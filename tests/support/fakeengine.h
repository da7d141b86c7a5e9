// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/enginelink.h"

#include <QStringList>

#include <map>
#include <memory>
#include <random>
#include <vector>

namespace nostrscope {

/// An engine without network, store and threads: answers at once, writes down every call, shows what the
/// script tells it. For tests of the window, benches and pictures.
class FakeEngine final : public EngineLink {
    Q_OBJECT

public:
    explicit FakeEngine(QObject* parent = nullptr);

    [[nodiscard]] std::shared_ptr<const Snapshot> takeSnapshot() override;
    [[nodiscard]] std::vector<LogRecord> takeLog() override;
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
    void checkNow(const QList<RelayId>& relays) override;
    void observeNow(RelayId relay) override;
    void readDocuments(int token, const QList<QByteArray>& sha256) override;
    void readRelayHealth(int token, RelayId relay, const TimeRange& range) override;
    void readIncidents(int token, const IncidentQuery& query) override;
    void acknowledgeIncidents(const QList<std::int64_t>& numbers, bool acknowledged) override;
    void setIncidentNote(std::int64_t incident, const QString& note) override;
    void readDiscovery(int token, const CandidateQuery& query) override;
    void runDiscovery(bool validate) override;
    void cancelDiscovery() override;
    void decideCandidates(const QList<CandidateDecision>& decisions) override;
    void askDiscovery(int token, const DiscoveryQuestion& question) override;
    void setAcceptRules(const QStringList& texts) override;
    void dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed) override;
    void fetchCandidates(int token, const DiscoveryFetch& fetch) override;
    void setArchiving(bool on) override;
    void readArchive() override { publishArchive(); }
    void syncRelays(const QList<RelayId>& relays, const std::optional<SyncWish>& wish) override;
    void stopSync(const QList<RelayId>& relays) override;
    void setArchivePaused(const QList<RelayId>& relays, bool paused) override;
    void setArchivePriority(const QList<RelayId>& relays, SyncPriority priority) override;
    int importFiles(const QStringList& files) override;
    void cancelTask(int task) override;
    void pauseTask(int task, bool paused) override;
    void checkDatabase(int token) override;
    void previewImport(int token, const QString& file) override;
    int startStoreTask(const StoreTaskOrder& order) override;
    void planRetention(int token, const RetentionPolicy& policy) override;
    void readStoreFigures(int token) override;
    void readLog(int token, const LogQuery& query) override;
    void retryStore() override;
    void shutDown() override;
    void ask(int token, const Question& question) override;
    void readEvents(int token, const EventQuery& query) override;
    void inspectEvent(int token, const EventId& id) override;
    void cancel(int token) override;

    /// How questions and pages of events are answered.
    enum class Answers { AtOnce, Never, Empty, Fail };
    Answers answers = Answers::AtOnce;
    /// All questions so far, cancelled ones too.
    [[nodiscard]] const std::vector<Question>& questions() const { return m_questions; }
    [[nodiscard]] const std::vector<int>& cancelled() const { return m_cancelled; }

    /// What the last startStoreTask() and planRetention() were told.
    [[nodiscard]] const StoreTaskOrder& lastOrder() const { return m_lastOrder; }
    [[nodiscard]] const RetentionPolicy& lastPolicy() const { return m_lastPolicy; }
    [[nodiscard]] const DiscoveryQuestion& lastQuestion() const { return m_lastQuestion; }
    /// A task runs until this ends it.
    void endTask(int task, TaskEnd end = TaskEnd::Done, const QString& error = {});
    /// Lines of the log that is kept; readLog() has pages of them.
    std::vector<LogRecord> storedLog; ///< newest first

    /// Names of all calls that change something, in order: "startCollecting", "addRelays 3" …
    [[nodiscard]] const QStringList& calls() const { return m_calls; }

    /// `count` relays in every state, with figures from `seed`.
    void populate(int count, unsigned seed = 1);
    /// Shows what is in `state` (fresh chunks for changed rows only) as of now.
    void publish();
    /// New figures for `share` of the relays, one step of the clock, then publish().
    void tick(double share = 1.0);
    void addLog(LogLevel level, const QString& message, const QString& relayUrl = {});

    /// What the next publish() shows; the relays come from `rows`.
    Snapshot state;
    std::vector<RelayRow> rows; ///< sorted by id
    DiscoveryView discovery; ///< what readDiscovery() shows; populate() makes some candidates
    DuplicatesView duplicates; ///< these four: what askDiscovery() shows; populate() makes some
    MonitorsView monitors;
    OutboxView outbox;
    RulesView rules; ///< of the stored rules; a preview has the rules of its question
    ArchiveView archive; ///< publishArchive() tells it; populate() makes one
    void publishArchive() { emit archiveChanged(std::make_shared<const ArchiveView>(archive)); }
    /// Of the last syncRelays().
    [[nodiscard]] const std::optional<SyncWish>& lastWish() const { return m_lastWish; }
    std::vector<Incident> incidents; ///< newest first; populate() makes some
    /// Of the last readRelayHealth().
    [[nodiscard]] const TimeRange& lastHealthRange() const { return m_lastHealthRange; }
    std::chrono::milliseconds step{1000}; ///< by which tick() moves the clock

private:
    [[nodiscard]] DiscoveryAnswer discoveryAnswer(const DiscoveryQuestion& question) const;
    [[nodiscard]] RelayRow makeRow(std::uint32_t number, const QByteArray& url);
    void makeSeries();
    [[nodiscard]] RelayRow* find(RelayId id);
    void changeArchive(const QList<RelayId>& relays, const std::function<void(ArchiveRow&)>& change);

    std::mt19937 m_random;
    std::shared_ptr<const Snapshot> m_box;
    std::vector<std::shared_ptr<const RelayChunk>> m_chunks;
    std::vector<RelayRow> m_removed;
    std::vector<LogRecord> m_log;
    QStringList m_calls;
    std::vector<Question> m_questions;
    std::vector<int> m_cancelled;
    std::map<int, TaskResult> m_tasks; ///< that run, with what they will say
    int m_nextTask = 1;
    StoreTaskOrder m_lastOrder;
    RetentionPolicy m_lastPolicy;
    DiscoveryQuestion m_lastQuestion;
    TimeRange m_lastHealthRange;
    std::optional<SyncWish> m_lastWish;
};

} // namespace nostrscope
