// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/filter.h"
#include "core/records/eventbatch.h"
#include "core/records/snapshot.h"
#include "core/records/storetasks.h"

#include <chrono>
#include <numeric>
#include <variant>

/// What the page "Archive" asks of the store and tells it to do.
namespace nostrscope {

/// The store as it is now: sizes, what is in it, how it grew.
struct StoreFigures {
    struct Group {
        KindGroup group = KindGroup::Other;
        quint64 events = 0;
        quint64 contentBytes = 0;
        quint64 bytes = 0; ///< its share of usedBytes: by content and a fixed part for each event
        std::optional<Timestamp> oldest; ///< created_at
        std::optional<Timestamp> newest;
        Timestamp floor = 0; ///< what is dated before is refused; 0: none
    };
    struct Day {
        std::int64_t day = 0; ///< UTC, days since the Unix epoch
        quint64 events = 0; ///< stored on this day, also those that were removed since
    };
    UnixMillis asOf{};
    QString path;
    int format = 0;
    quint64 events = 0; ///< stored now
    quint64 eventsEver = 0; ///< the same and those that retention removed
    quint64 trimmed = 0; ///< of the stored ones, those whose content retention removed
    quint64 bytes = 0; ///< of the file
    quint64 walBytes = 0;
    quint64 usedBytes = 0; ///< of the file without its free pages
    quint64 diskFreeBytes = 0;
    quint64 dictionaries = 0; ///< for compression
    std::optional<UnixMillis> firstArrival;
    std::vector<Group> groups; ///< those with events or a floor
    std::vector<Day> days; ///< by arrival, oldest first, without gaps, at most maximumDays
    static constexpr std::size_t maximumDays = 1000;
};

/// The first lines of a file that may be imported.
struct FilePreview {
    struct Row {
        quint64 line = 0; ///< from 1
        Kind kind = 0;
        Timestamp createdAt = 0;
        std::optional<InvalidReason> problem;
        QString excerpt; ///< of the content, or of the text when it is no event; untrusted
    };
    QString file;
    quint64 fileBytes = 0;
    quint64 looked = 0; ///< texts
    quint64 events = 0; ///< of them, those whose id and signature hold
    InvalidCounts invalid{};
    bool isWhole = false; ///< the file has no more than what was looked at
    QString fault; ///< why it could not be read further; English
    std::vector<Row> rows; ///< at most maximumRows of them
    static constexpr std::size_t maximumRows = 20;
    static constexpr quint64 maximumLooked = 500;
};

enum class ExportFormat : std::uint8_t { JsonLines, Csv };

enum class TaskKind : std::uint8_t {
    Import,
    Export,
    Retention,
    Compress,
    Backup,
    Check,
    Verify,
    Vacuum,
    Record, ///< of what relays send, until it is cancelled: that is its end, not a failure
    Replay, ///< of a recording into a database of its own
};
/// What `done` and `total` of a task count.
enum class TaskUnit : std::uint8_t { Bytes, Events, Steps };
struct TaskInfo {
    TaskKind kind = TaskKind::Import;
    TaskUnit unit = TaskUnit::Bytes;
    bool canPause = true;
};

/// Long work on the store, but for imports.
struct StoreTaskOrder {
    TaskKind kind = TaskKind::Check;
    QString file; ///< of Export, Backup and Record: to be written; of Replay: the recording
    QString database; ///< of Replay: a new one; empty: a temporary one, which is gone at the end
    double speed = 0; ///< of Replay: 2 is twice as fast as it was recorded; 0: as fast as it goes
    Filter filter; ///< of Export
    ExportFormat format = ExportFormat::JsonLines;
    RetentionPolicy policy; ///< of Retention
};

struct ImportResult {
    struct Fault {
        QString file;
        quint64 line = 0;
        InvalidReason reason = InvalidReason::Malformed;
    };
    quint64 read = 0; ///< texts
    quint64 stored = 0;
    quint64 duplicate = 0;
    quint64 ephemeral = 0;
    quint64 belowFloor = 0;
    InvalidCounts invalid{};
    std::vector<Fault> faults; ///< the first of the invalid ones, at most maximumFaults
    static constexpr std::size_t maximumFaults = 100;

    [[nodiscard]] quint64 invalidTotal() const
    {
        return std::accumulate(invalid.begin(), invalid.end(), quint64(0));
    }
};
struct ExportResult {
    quint64 events = 0;
    quint64 bytes = 0;
    quint64 trimmed = 0; ///< left out: retention removed their content
};
struct BackupResult {
    quint64 bytes = 0;
};
struct CheckResult {
    QStringList problems; ///< English
};
struct RecordResult {
    quint64 frames = 0; ///< of events
    quint64 messages = 0; ///< others
    quint64 bytes = 0; ///< of the file
    std::chrono::milliseconds length{0};
};
struct ReplayResult {
    QString database; ///< what was written; empty: a temporary one, which is gone
    quint64 frames = 0; ///< of events
    quint64 relays = 0;
    quint64 stored = 0;
    quint64 duplicate = 0;
    quint64 ephemeral = 0;
    InvalidCounts invalid{};
    std::chrono::milliseconds length{0}; ///< from the first of the frames to the last
};
struct VacuumResult {
    quint64 bytesBefore = 0;
    quint64 bytes = 0;
};

enum class TaskEnd : std::uint8_t { Done, Cancelled, Failed };
/// How a task ended; figures also when it was cancelled.
struct TaskResult {
    TaskKind kind = TaskKind::Import;
    TaskEnd end = TaskEnd::Done;
    QString file; ///< as in the order
    QString error; ///< English; of Failed
    std::variant<std::monostate, ImportResult, ExportResult, RetentionReport, CompressReport, BackupResult,
                 CheckResult, VerifyReport, VacuumResult, RecordResult, ReplayResult>
        figures;
};

/// Lines of the log that is kept in the store (30 days), newest first.
struct LogQuery {
    std::optional<qint64> before; ///< LogPage::next of the page before
    UnixMillis until{}; ///< only lines of this moment and older; 0: all
    int count = 1000;
    static constexpr int maximumCount = 5000;
};
struct LogPage {
    std::vector<LogRecord> records; ///< newest first
    std::optional<qint64> next; ///< none: no more
};

} // namespace nostrscope
