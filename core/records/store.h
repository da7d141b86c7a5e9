// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/facts/rollup.h"
#include "core/nostr/filter.h"
#include "core/records/eventbatch.h"
#include "core/records/relay.h"
#include "core/records/timerange.h"

#include <QString>
#include <QVariant>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

/// The four faces of a store. Calls return at once and answer once, from a thread of the store; callers
/// post the answer to themselves. No SQL and no transaction over several calls, so that a distributed
/// engine can stand behind them (architecture.md §5).
namespace nostrscope {

enum class StoreErrorCode : std::uint8_t {
    None,
    InUse, ///< another process writes; detail = its pid
    NotADatabase,
    ForeignDatabase, ///< SQLite, but not ours
    NewerVersion, ///< made by a later Nostrscope
    Corrupt,
    ReadOnly,
    DiskFull,
    CannotOpen,
    Busy,
    Cancelled,
    TimedOut,
    Closed,
    ArchiveFailed, ///< a copy of events cannot be written; detail = why
    Failed,
};
struct StoreError {
    StoreErrorCode code = StoreErrorCode::None;
    QString detail; ///< of the engine, English, for logs and "details"
};
/// One English sentence: what happened and what to do.
[[nodiscard]] QString describe(const StoreError& error);

template <typename T> using StoreResult = Expected<T, StoreError>;
template <typename T> using Reply = std::function<void(StoreResult<T>)>;
struct Nothing {
    friend bool operator==(Nothing, Nothing) = default;
};

/// How long a question may take, and a flag by which the caller ends it early.
struct CallLimits {
    std::chrono::milliseconds deadline{30000};
    std::shared_ptr<std::atomic<bool>> cancelled;
};

/// An event that was stored, for analytics; computed once by the writer.
struct CommittedEvent {
    EventMeasure measure;
    RelayId relay;
    UnixMillis receivedAt{};
    Origin origin = Origin::Live;
};
/// What a committed batch changed.
struct CommittedDelta {
    CommitResult result;
    RollupDelta rollups;
    std::vector<CommittedEvent> events;
    struct RelayCounts {
        std::uint64_t novel = 0;
        std::uint64_t duplicates = 0;
        std::uint64_t seen = 0; ///< distinct events, newly seen on this relay
        UnixMillis lastAt{};
    };
    std::map<RelayId, RelayCounts> relays;
};

class EventSink {
public:
    virtual ~EventSink() = default;
    /// All or nothing, durable when the answer comes; a number that was committed before changes nothing.
    virtual void commit(std::shared_ptr<const EventBatch> batch,
                        Reply<std::shared_ptr<const CommittedDelta>> reply) = 0;
};

struct StoredEvent {
    Event event;
    std::uint64_t seq = 0;
    UnixMillis receivedAt{};
    Origin origin = Origin::Live;
};
/// Where a page ended; the next page starts after it.
struct EventCursor {
    Timestamp createdAt = 0;
    std::uint64_t seq = 0;
};
enum class EventOrder : std::uint8_t { OldestFirst, NewestFirst };
struct EventPage {
    std::vector<StoredEvent> events;
    std::optional<EventCursor> next; ///< none: no more
};
/// A relay that showed an event.
struct SeenOn {
    RelayId relay;
    QByteArray url;
    UnixMillis at{};
};

/// Answers "is it stored?" for many ids at once; one per thread. Ids stored after it was opened may be
/// missed: callers know those themselves.
class IdLookup {
public:
    virtual ~IdLookup() = default;
    /// known[i] says whether ids[i] is stored.
    virtual void find(const std::vector<EventId>& ids, std::vector<bool>& known) = 0;
};

class EventSource {
public:
    virtual ~EventSource() = default;
    virtual void byIds(std::vector<EventId> ids, CallLimits limits,
                       Reply<std::vector<StoredEvent>> reply) = 0;
    /// Events that match `filter` (its `limit` is ignored), by (created_at, seq), at most `count`.
    virtual void page(Filter filter, EventOrder order, std::optional<EventCursor> after, int count,
                      CallLimits limits, Reply<EventPage> reply) = 0;
    /// The relays on which the event with this number was seen, earliest first; none for what is known from a
    /// file only.
    virtual void seenOn(std::uint64_t seq, CallLimits limits, Reply<std::vector<SeenOn>> reply) = 0;
    /// Null when the store was empty when it was opened: then nothing can be found.
    [[nodiscard]] virtual std::unique_ptr<IdLookup> openIdLookup() = 0;
};

/// A question about figures. `subject` is what rows are; see stat subjects in docs/statistics.md.
struct Question {
    enum class Subject : std::uint8_t {
        Overview,
        Relays,
        Kinds,
        Activity,
        Series,
        Overlap, ///< of `relays`
        Totals, ///< by bucket; of one kind or of all
        WeekHours, ///< by weekday and hour of `zone`; of one kind or of all
        KindAuthors, ///< who wrote most of one kind
        KindRelays, ///< which relays showed most of one kind
        KindsLast, ///< the newest event of each kind
        DvmTotals, ///< of the data vending machines (NIP-90): one row
        Dvms, ///< who answers jobs
        JobKinds, ///< kinds of jobs that were asked for or answered
        OpenTimes, ///< what all relays took to open in our checks; from whole buckets that overlap the range
    };
    Subject subject = Subject::Overview;
    TimeRange range;
    Timestamp now = 0; ///< the one instant of a page
    std::chrono::seconds bucket{3600}; ///< Series, Totals
    int limit = 0; ///< rows; 0 = all
    bool countsOnly = false; ///< Relays: without unique authors and delays, which cost most
    std::vector<RelayId> relays = {}; ///< Overlap: which to compare, at most maxOverlapRelays
    static constexpr std::size_t maxOverlapRelays = 16;
    std::optional<Kind> kind = {}; ///< KindAuthors and KindRelays need it
    QByteArray zone = {}; ///< WeekHours: IANA name; UTC when there is no such zone
};
struct Table {
    QList<QByteArray> columns;
    std::vector<std::vector<QVariant>> rows;
    UnixMillis asOf{};
    std::uint64_t throughBatch = 0; ///< batches up to this one are in the answer, later ones are not
    bool complete = true;
    QString partialReason;

    /// Value of the named column; invalid when there is no such column or row.
    [[nodiscard]] QVariant value(std::size_t row, QByteArrayView column) const;
};

class StatSource {
public:
    virtual ~StatSource() = default;
    virtual void ask(Question question, CallLimits limits, Reply<Table> reply) = 0;
};

struct RelayCounters {
    std::uint64_t seen = 0;
    std::uint64_t novel = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t invalid = 0;
};
/// Of one moment: deltas of later batches come on top.
struct AllRelayCounters {
    std::map<RelayId, RelayCounters> relays;
    std::uint64_t throughBatch = 0; ///< batches up to this one are in the counters, later ones are not
};

/// What is not events: relays, settings, logs of connections, the quarantine.
class Ledger {
public:
    virtual ~Ledger() = default;
    virtual void relays(Reply<std::vector<RelayEntry>> reply) = 0;
    /// Adds those whose url is unknown (a removed one comes back); answers all of them with their ids.
    virtual void addRelays(std::vector<RelayEntry> relays, Reply<std::vector<RelayEntry>> reply) = 0;
    virtual void removeRelays(std::vector<RelayId> relays, bool removed, Reply<Nothing> reply) = 0;
    virtual void setPaused(std::vector<RelayId> relays, bool paused, Reply<Nothing> reply) = 0;
    /// The user's ★.
    virtual void setStarred(std::vector<RelayId> relays, bool starred, Reply<Nothing> reply) = 0;
    virtual void setLastEose(std::vector<std::pair<RelayId, UnixMillis>> times, Reply<Nothing> reply) = 0;
    virtual void relayCounters(Reply<AllRelayCounters> reply) = 0;
    virtual void appendConnectionLog(std::vector<struct LogRecord> records, Reply<Nothing> reply) = 0;
};

} // namespace nostrscope
