// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/outage.h"
#include "core/base/workerthread.h"
#include "core/records/discoverystore.h"
#include "core/records/healthstore.h"
#include "core/records/syncstore.h"

#include <QLockFile>
#include <QTimer>

#include <mutex>

namespace nostrscope {

class EventReader;
class HealthFold;
class HealthWriter;
class LedgerTables;
class SharedIdBits;
class SqlDatabase;
class StatReader;
class StoreWriter;

/// Lives in: writer thread. Commits batches and does the upkeep between them.
class WriterWorker : public QObject {
    Q_OBJECT

public:
    WriterWorker(std::unique_ptr<StoreWriter> writer, const Clock& clock);
    ~WriterWorker() override;

    [[nodiscard]] StoreResult<std::shared_ptr<const CommittedDelta>> commit(const EventBatch& batch);
    [[nodiscard]] LedgerTables& ledger() { return *m_ledger; }
    [[nodiscard]] HealthWriter& health() { return *m_health; }
    [[nodiscard]] StoreWriter& writer() { return *m_writer; }
    [[nodiscard]] SqlDatabase& database();

private:
    void upkeep(bool idle);

    const Clock& m_clock;
    std::unique_ptr<StoreWriter> m_writer;
    std::unique_ptr<LedgerTables> m_ledger;
    std::unique_ptr<HealthWriter> m_health;
    std::unique_ptr<HealthFold> m_fold;
    QTimer m_idle;
    Outage<StoreErrorCode> m_outage; ///< of the upkeep
};

/// Lives in: a reader thread, with a read-only connection of its own.
class ReaderWorker : public QObject {
    Q_OBJECT

public:
    explicit ReaderWorker(std::unique_ptr<SqlDatabase> database);
    ~ReaderWorker() override;

    /// Runs `function(EventReader&, StatReader&, LedgerTables&)` within `limits`.
    template <typename Function> auto within(const CallLimits& limits, Function function);
    [[nodiscard]] SqlDatabase& database() { return *m_database; }

private:
    std::unique_ptr<SqlDatabase> m_database;
    std::unique_ptr<EventReader> m_events;
    std::unique_ptr<StatReader> m_stats;
    std::unique_ptr<LedgerTables> m_ledger;
};

/// The store in one SQLite file. Open for writing by one process at a time; others read.
class SqliteStore final : public EventSink,
                          public EventSource,
                          public StatSource,
                          public Ledger,
                          public HealthStore,
                          public DiscoveryStore,
                          public SyncStore {
public:
    enum class Mode : std::uint8_t { ReadWrite, ReadOnly };
    /// Opens or (ReadWrite) makes the file. Blocks: not for the GUI thread.
    [[nodiscard]] static StoreResult<std::unique_ptr<SqliteStore>> open(const QString& path, Mode mode,
                                                                        const Clock& clock);
    /// Finishes what is under way, folds and checkpoints.
    ~SqliteStore() override;

    void commit(std::shared_ptr<const EventBatch> batch,
                Reply<std::shared_ptr<const CommittedDelta>> reply) override;

    void byIds(std::vector<EventId> ids, CallLimits limits, Reply<std::vector<StoredEvent>> reply) override;
    void page(Filter filter, EventOrder order, std::optional<EventCursor> after, int count, CallLimits limits,
              Reply<EventPage> reply) override;
    void seenOn(std::uint64_t seq, CallLimits limits, Reply<std::vector<SeenOn>> reply) override;
    [[nodiscard]] std::unique_ptr<IdLookup> openIdLookup() override;

    void ask(Question question, CallLimits limits, Reply<Table> reply) override;

    void relays(Reply<std::vector<RelayEntry>> reply) override;
    void addRelays(std::vector<RelayEntry> relays, Reply<std::vector<RelayEntry>> reply) override;
    void removeRelays(std::vector<RelayId> relays, bool removed, Reply<Nothing> reply) override;
    void setPaused(std::vector<RelayId> relays, bool paused, Reply<Nothing> reply) override;
    void setStarred(std::vector<RelayId> relays, bool starred, Reply<Nothing> reply) override;
    void setLastEose(std::vector<std::pair<RelayId, UnixMillis>> times, Reply<Nothing> reply) override;
    void relayCounters(Reply<AllRelayCounters> reply) override;
    void appendConnectionLog(std::vector<LogRecord> records, Reply<Nothing> reply) override;

    void appendChecks(std::shared_ptr<const HealthBatch> batch, Reply<Nothing> reply) override;
    void healthAtStart(Reply<HealthStart> reply) override;
    void checks(HealthRange range, CallLimits limits, Reply<std::vector<CheckRecord>> reply) override;
    void rollups(HealthRange range, CheckLevel level, CallLimits limits,
                 Reply<std::vector<LatencyBucket>> reply) override;
    void spans(HealthRange range, CallLimits limits, Reply<std::vector<HealthSpan>> reply) override;
    void incidents(IncidentQuery query, CallLimits limits, Reply<std::vector<Incident>> reply) override;
    void acknowledge(std::int64_t incident, std::optional<UnixMillis> at, Reply<Nothing> reply) override;
    void setNote(std::int64_t incident, QString note, Reply<Nothing> reply) override;
    void addCertificates(std::vector<CertificateSighting> sightings, Reply<Nothing> reply) override;
    void certificates(RelayId relay, CallLimits limits,
                      Reply<std::vector<CertificateSighting>> reply) override;
    void currentCertificates(CallLimits limits, Reply<std::vector<CertificateSighting>> reply) override;
    void addDocuments(std::vector<DocumentSighting> sightings, Reply<Nothing> reply) override;
    void documents(RelayId relay, CallLimits limits, Reply<std::vector<DocumentSighting>> reply) override;
    void currentDocuments(RelayId after, CallLimits limits,
                          Reply<std::vector<DocumentSighting>> reply) override;
    void documentBody(QByteArray sha256, CallLimits limits, Reply<QByteArray> reply) override;
    void observation(RelayId relay, CallLimits limits, Reply<std::optional<RelayObservation>> reply) override;
    void observationTimes(CallLimits limits,
                          Reply<std::vector<std::pair<RelayId, UnixMillis>>> reply) override;

    void discoveryEvents(std::uint64_t after, CallLimits limits, Reply<DiscoverySlice> reply) override;
    void discoveryProgress(CallLimits limits, Reply<DiscoveryProgress> reply) override;
    void addMentions(std::shared_ptr<const MentionBatch> batch, DiscoveryBounds bounds,
                     Reply<MentionGain> reply) override;
    void finishDiscovery(UnixMillis at, Reply<Nothing> reply) override;
    void candidates(CandidateQuery query, CallLimits limits, Reply<CandidatePage> reply) override;
    void candidatesDue(UnixMillis now, unsigned networks, int limit, CallLimits limits,
                       Reply<std::vector<Candidate>> reply) override;
    void storeValidations(std::vector<Validation> validations, DiscoveryBounds bounds,
                          Reply<std::uint64_t> reply) override;
    void decide(std::vector<CandidateDecision> decisions, UnixMillis at,
                Reply<std::vector<CandidateDecision>> reply) override;
    void discoveryFigures(UnixMillis since, CallLimits limits, Reply<DiscoveryFigures> reply) override;
    void acceptRules(CallLimits limits, Reply<QStringList> reply) override;
    void setAcceptRules(QStringList rules, Reply<Nothing> reply) override;
    void dismissDuplicates(std::vector<QByteArray> keys, bool areDismissed, UnixMillis at,
                           Reply<Nothing> reply) override;
    void coverage(RelayId relay, QByteArray filter, CallLimits limits, Reply<Coverage> reply) override;
    void allCoverage(CallLimits limits, Reply<std::vector<RelayCoverage>> reply) override;
    void setCoverage(RelayId relay, QByteArray filter, std::vector<CoverageInterval> intervals,
                     Reply<Nothing> reply) override;
    void syncChoices(CallLimits limits, Reply<std::vector<SyncChoice>> reply) override;
    void setSyncChoices(std::vector<SyncChoice> choices, Reply<Nothing> reply) override;
    void lowestFloor(std::optional<std::vector<Kind>> kinds, CallLimits limits,
                     Reply<Timestamp> reply) override;
    /// In a thread of its own, with a connection that is opened when it is first needed: it may take long.
    void keys(Filter filter, TakeItem take, CallLimits limits, Reply<std::uint64_t> reply) override;
    void forUpload(std::vector<EventId> ids, Timestamp now, CallLimits limits,
                   Reply<std::vector<EventForUpload>> reply) override;

    /// Runs a function with the writer in its thread and waits (maintenance; never from the GUI thread).
    void withWriter(const std::function<void(StoreWriter&)>& function);

    /// Waits until every question asked so far is answered.
    void finishReads();

    [[nodiscard]] std::uint64_t lastBatch() const { return m_lastBatch; }
    [[nodiscard]] bool isWritable() const { return m_writer != nullptr; }
    [[nodiscard]] const QString& path() const { return m_path; }
    struct Size {
        std::uint64_t databaseBytes = 0;
        std::uint64_t walBytes = 0;
        std::uint64_t diskFreeBytes = 0;
    };
    /// Asks the file system: not for the GUI thread.
    [[nodiscard]] Size size() const;

private:
    SqliteStore(QString path, const Clock& clock);
    [[nodiscard]] static StoreResult<std::unique_ptr<SqlDatabase>> openReader(const QString& path);
    template <typename T, typename Function> void write(Reply<T> reply, Function function);
    template <typename T, typename Function>
    void read(WorkerThread<ReaderWorker>& reader, CallLimits limits, Reply<T> reply, Function function);

    template <typename T, typename Function>
    void readTables(CallLimits limits, Reply<T> reply, Function function);

    const QString m_path;
    const Clock& m_clock;
    std::unique_ptr<QLockFile> m_lock;
    bool m_wasEmpty = false;
    std::shared_ptr<SharedIdBits> m_ids; ///< of the writer; null when there is none
    std::uint64_t m_lastBatch = 0;
    std::unique_ptr<WorkerThread<WriterWorker>> m_writer;
    std::unique_ptr<WorkerThread<ReaderWorker>> m_eventReader;
    std::unique_ptr<WorkerThread<ReaderWorker>> m_statReader;
    [[nodiscard]] WorkerThread<ReaderWorker>* keyReader(StoreError& error);
    std::mutex m_keyReaderMutex;
    std::unique_ptr<WorkerThread<ReaderWorker>> m_keyReader;
};

} // namespace nostrscope
