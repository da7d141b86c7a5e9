// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"
#include "core/records/archiveview.h"
#include "core/records/discoveryquestions.h"
#include "core/records/discoveryview.h"
#include "core/records/eventdetail.h"
#include "core/records/monitorview.h"
#include "core/records/relay.h"
#include "core/records/snapshot.h"
#include "core/records/timerange.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace nostrscope {

/// What a relay list line or a typed address became (`relays import --json`).
struct RelayCandidate {
    QString input;
    QByteArray url; ///< canonical; empty when refused
    QString network; ///< "clearnet", "tor", "i2p", "loki", "local"; empty when refused
    QString reason; ///< why it was refused, or "duplicate" / "known"; empty = will be added
    QString name;
    QString purpose;
};

/// All that the window may see and do of the engine. Calls return at once; answers come as signals in the
/// thread of this object. Tests hand the window a fake.
class EngineLink : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Newest snapshot, or null before the first. Cheap; call it when snapshotReady() fires.
    [[nodiscard]] virtual std::shared_ptr<const Snapshot> takeSnapshot() = 0;
    /// Log lines since the last call, oldest first, at most 5,000.
    [[nodiscard]] virtual std::vector<LogRecord> takeLog() = 0;

    /// Connects to the relays of the list. Nothing touches the network before this (ux.md §2, first run).
    virtual void startCollecting() = 0;
    /// Closes all connections; what was received is stored.
    virtual void stopCollecting() = 0;

    /// The range of all range figures; the next snapshot has it.
    virtual void setRange(RangePreset preset) = 0;
    virtual void setCustomRange(const TimeRange& range) = 0;
    /// Visible windows get up to four snapshots a second, hidden ones one.
    virtual void setVisible(bool visible) = 0;

    /// Judges texts without touching anything; answers by relaysChecked().
    virtual void checkRelays(int token, const QStringList& inputs, RelaySource source) = 0;
    /// The same for the lines of a relay list file, read by the engine (`relays import`). A file that cannot
    /// be read answers with failed() and no candidates.
    virtual void checkRelayFile(int token, const QString& file, RelaySource source) = 0;
    /// The same for the list that the program brings along.
    virtual void checkBuiltInRelays(int token) = 0;
    /// Adds those without a reason; answers by relaysAdded().
    virtual void addRelays(const QList<RelayCandidate>& relays, RelaySource source) = 0;
    /// Takes relays off the list; their events stay. restoreRelays() undoes it.
    virtual void removeRelays(const QList<RelayId>& relays) = 0;
    virtual void restoreRelays(const QList<RelayId>& relays) = 0;
    virtual void setPaused(const QList<RelayId>& relays, bool paused) = 0;
    /// The user's ★: these relays are checked every few minutes. relaysStarred() says which changed.
    virtual void setStarred(const QList<RelayId>& relays, bool starred) = 0;

    /// Checks these relays out of turn, paused ones too; the next snapshots say what came out.
    virtual void checkNow(const QList<RelayId>& relays) = 0;
    /// Looks at once whether the relay does what it claims (NIP-11). Does nothing when that was done within
    /// observeEvery (RelayHealthDetail::nextObservation).
    virtual void observeNow(RelayId relay) = 0;
    /// Stored documents by their hashes (DocumentSighting::sha256), at most maximumDocuments; answers by
    /// documentsRead() or askFailed(), cancel() ends it.
    virtual void readDocuments(int token, const QList<QByteArray>& sha256) = 0;
    static constexpr int maximumDocuments = 2;
    /// The health of one relay over a range; answers by relayHealthRead() or askFailed(), cancel() ends it.
    virtual void readRelayHealth(int token, RelayId relay, const TimeRange& range) = 0;
    /// Answers by incidentsRead() or askFailed(), cancel() ends it.
    virtual void readIncidents(int token, const IncidentQuery& query) = 0;
    /// Marks incidents as seen, or takes that back.
    virtual void acknowledgeIncidents(const QList<std::int64_t>& incidents, bool acknowledged) = 0;
    /// At most 10,000 characters.
    virtual void setIncidentNote(std::int64_t incident, const QString& note) = 0;

    /// Candidates for the list and how they were found; answers by discoveryRead() or askFailed(), cancel()
    /// ends it.
    virtual void readDiscovery(int token, const CandidateQuery& query) = 0;
    /// Looks for relays in what was stored since the last run; with `validate` connects to candidates
    /// afterwards. Does nothing while it runs; discoveryChanged() when something is new.
    virtual void runDiscovery(bool validate) = 0;
    virtual void cancelDiscovery() = 0;
    /// Accepted ones join the list, and leave it when that is taken back; candidatesDecided() says what was
    /// before.
    virtual void decideCandidates(const QList<CandidateDecision>& decisions) = 0;
    /// Answers by discoveryAnswered() or askFailed(), cancel() ends it.
    virtual void askDiscovery(int token, const DiscoveryQuestion& question) = 0;
    /// By these (AcceptRule::text(), at most maximumRules) validated candidates join the list from now on;
    /// discoveryChanged() when they are stored.
    virtual void setAcceptRules(const QStringList& rules) = 0;
    /// Says that the URLs of these groups (DuplicateGroup::key) are different relays, or takes it back;
    /// discoveryChanged() when it is stored.
    virtual void dismissDuplicates(const QList<QByteArray>& keys, bool areDismissed) = 0;
    /// Connects to strangers: only at the user's word. Answers by candidatesFetched() or askFailed(),
    /// cancel() ends it; what came before stays.
    virtual void fetchCandidates(int token, const DiscoveryFetch& fetch) = 0;

    /// Whether relays are asked for their history every few minutes, while we collect (ARC-4);
    /// archiveChanged() tells how far it is.
    virtual void setArchiving(bool on) = 0;
    /// Answers by archiveChanged(), when the database is open.
    virtual void readArchive() = 0;
    /// The history of these relays, now and before all others; `wish` none: all of the archive's range that
    /// is not complete. failed() when the disk is too full.
    virtual void syncRelays(const QList<RelayId>& relays, const std::optional<SyncWish>& wish) = 0;
    /// Ends their sessions; what was stored stays, and the next one goes on from there.
    virtual void stopSync(const QList<RelayId>& relays) = 0;
    /// Kept over restarts.
    virtual void setArchivePaused(const QList<RelayId>& relays, bool paused) = 0;
    virtual void setArchivePriority(const QList<RelayId>& relays, SyncPriority priority) = 0;

    /// Reads events from files (.jsonl, .json, .gz, .zst), one import after the other. Progress by
    /// taskChanged(), the counts by taskEnded().
    virtual int importFiles(const QStringList& files) = 0;
    /// Looks at the first lines of a file without storing anything; answers by importPreviewed().
    virtual void previewImport(int token, const QString& file) = 0;
    /// Export, retention, compression, backup, check, verification or vacuum, beside collection: the writer
    /// works on between their slices (not during a vacuum). Also the recording of what relays send, one at a
    /// time, and replays. Progress by taskChanged(), figures by taskEnded().
    virtual int startStoreTask(const StoreTaskOrder& order) = 0;
    /// What retention would remove; answers by retentionPlanned() or askFailed(), cancel() ends it.
    virtual void planRetention(int token, const RetentionPolicy& policy) = 0;
    /// Sizes and growth of the store; answers by storeFiguresRead() or askFailed(), cancel() ends it. Reads
    /// an index of all events: ask now and then, not with every snapshot.
    virtual void readStoreFigures(int token) = 0;
    /// A page of the log that is kept in the store; answers by logRead() or askFailed().
    virtual void readLog(int token, const LogQuery& query) = 0;
    /// Opens the store that could not be opened, or looks again whether it can be written.
    virtual void retryStore() = 0;
    /// Ends a task early; what it did so far stays and is whole. Its last taskChanged() says what was kept.
    virtual void cancelTask(int task) = 0;
    /// Holds a task where it is, or lets it go on; a paused one can be cancelled.
    virtual void pauseTask(int task, bool paused) = 0;

    /// Most rows of an answer when the question does not say how many, and when it does.
    static constexpr int defaultRows = 1000;
    static constexpr int maximumRows = 100'000;
    /// Questions that wait or run at the same time; more are refused.
    static constexpr std::size_t maximumQuestions = 64;
    /// A new mark for a question or a page of events.
    [[nodiscard]] int takeToken() { return ++m_lastToken; }
    /// Asks for figures. Answers once, by answered() or askFailed(), and not at all when it is cancelled. An
    /// answer that was cut to `question.limit` rows (0: defaultRows) says that it is not complete.
    virtual void ask(int token, const Question& question) = 0;
    /// Reads stored events; answers by eventsRead() or askFailed().
    virtual void readEvents(int token, const EventQuery& query) = 0;
    /// All about one event; answers by eventInspected() or askFailed().
    virtual void inspectEvent(int token, const EventId& id) = 0;
    /// Ends a question or page early; a token that is not known is nothing to do.
    virtual void cancel(int token) = 0;

    /// Asks whether the file of the database is whole (after an unclean end); answers by databaseChecked(),
    /// unless the engine ends before.
    virtual void checkDatabase(int token) = 0;
    /// Ends everything in order: connections close, what was received is stored. stopped() when it is done;
    /// calls after this do nothing.
    virtual void shutDown() = 0;

signals:
    /// `problem`: empty, or what is wrong.
    void databaseChecked(int token, const QString& problem);
    void stopped();
    /// There is a newer snapshot; fires once until it is taken.
    void snapshotReady();
    void logReady();
    void relaysChecked(int token, const QList<nostrscope::RelayCandidate>& candidates);
    void relaysAdded(int added, int known);
    /// A relay was removed, restored, paused …; names for the undo bar.
    void relaysRemoved(const QList<nostrscope::RelayId>& relays, const QStringList& urls);
    void relaysStarred(const QList<nostrscope::RelayId>& relays, const QStringList& urls, bool starred);
    void relayHealthRead(int token, const std::shared_ptr<const nostrscope::RelayHealthDetail>& detail);
    /// Bodies in the order of the hashes; empty: no longer stored.
    void documentsRead(int token, const QList<QByteArray>& bodies);
    void incidentsRead(int token, const std::shared_ptr<const std::vector<nostrscope::Incident>>& incidents);
    /// An incident began, ended or was changed: lists that show some may ask again.
    void incidentsChanged();
    void discoveryRead(int token, const std::shared_ptr<const nostrscope::DiscoveryView>& view);
    void discoveryChanged();
    void candidatesDecided(const QList<nostrscope::CandidateDecision>& before);
    void discoveryAnswered(int token, const nostrscope::DiscoveryAnswer& answer);
    void candidatesFetched(int token, const std::shared_ptr<const nostrscope::DiscoveryFetchReport>& report);
    /// At most once a second while the archive works.
    void archiveChanged(const std::shared_ptr<const nostrscope::ArchiveView>& view);
    /// Before the first taskChanged() of a task.
    void taskStarted(int task, const nostrscope::TaskInfo& info);
    /// Before the last taskChanged() of a task that was started.
    void taskEnded(int task, const nostrscope::TaskResult& result);
    void importPreviewed(int token, const std::shared_ptr<const nostrscope::FilePreview>& preview);
    void retentionPlanned(int token, const std::shared_ptr<const nostrscope::RetentionReport>& plan);
    void storeFiguresRead(int token, const std::shared_ptr<const nostrscope::StoreFigures>& figures);
    void logRead(int token, const std::shared_ptr<const nostrscope::LogPage>& page);
    /// The store could not be opened (retryStore() tries again); what, why, what to do.
    void storeUnavailable(const QString& message);
    /// done/total in the unit of taskStarted(); total 0 = unknown. `finished` with `message` empty = success.
    void taskChanged(int task, const QString& title, qint64 done, qint64 total, bool finished,
                     const QString& message);
    /// Frames that a recording or a replay has dealt with; before a taskChanged().
    void taskCounted(int task, qint64 frames);
    void answered(int token, const std::shared_ptr<const nostrscope::Table>& table);
    void eventsRead(int token, const std::shared_ptr<const nostrscope::EventPage>& page);
    /// Null: no such event is stored, or its body was removed.
    void eventInspected(int token, const std::shared_ptr<const nostrscope::EventDetail>& detail);
    /// A sentence: what failed and what to do.
    void askFailed(int token, const QString& message);
    /// Something failed that the user should know: what, why, what to do.
    void failed(const QString& message);

private:
    int m_lastToken = 0;
};

} // namespace nostrscope
