// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/records/eventbatch.h"
#include "core/records/monitorview.h"
#include "core/records/relay.h"
#include "core/records/timerange.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace nostrscope {

/// One relay as tables show it.
struct RelayRow {
    RelayEntry entry;
    LinkState state = LinkState::Idle;
    UnixMillis stateSince{};
    UnixMillis nextTryAt{}; ///< meaningful while Waiting
    LinkError lastError = LinkError::None;
    QString lastErrorDetail; ///< plain text of the relay or the system; untrusted
    std::optional<std::chrono::milliseconds> openTime; ///< connect to open, last success
    std::uint64_t eventsSeen = 0; ///< distinct events seen on this relay, ever
    std::uint64_t eventsInRange = 0; ///< the same by created_at in the range of the snapshot
    std::uint64_t novel = 0; ///< events that this relay brought first, ever
    std::uint64_t duplicates = 0; ///< sightings of events that were known, ever
    std::uint64_t invalid = 0; ///< refused events, ever
    std::uint64_t bytesIn = 0; ///< this run
    double eventsPerMinute = 0; ///< live ones received, mean of the last minute
    UnixMillis lastEventAt{};
    std::shared_ptr<const HealthRow> health; ///< null: never checked; another object when it changed

    friend bool operator==(const RelayRow&, const RelayRow&) = default;
};
/// Rows in chunks of 256: a chunk that did not change keeps its pointer, and models skip it.
inline constexpr std::size_t relayChunkSize = 256;
using RelayChunk = std::vector<RelayRow>;

/// The figures of STA-1. Counts over the range unless said otherwise.
struct Overview {
    std::uint64_t totalRelays = 0; ///< known
    /// Opened and read at their last check, two hours ago at most; of relays without a check: as
    /// answeringRelays.
    std::uint64_t activeRelays = 0;
    std::uint64_t answeringRelays = 0; ///< connected, and EOSE or EVENT within 10 min
    std::uint64_t connectedRelays = 0;
    std::uint64_t wantedRelays = 0; ///< to be connected: not paused, within the limit
    std::uint64_t eventsEver = 0;
    std::uint64_t eventsInRange = 0;
    std::uint64_t futureEvents = 0; ///< dated more than 15 min after their arrival; in no bounded range
    std::uint64_t uniqueAuthors = 0;
    std::uint64_t zaps = 0;
    std::uint64_t zapMillisats = 0; ///< claimed
    std::optional<UnixMillis> collectedSince; ///< first event received, ever
};

/// Counts per bucket, stacked by kind: at most six kinds and "other". Buckets without data are zero
/// only where we were collecting; `listening[i]` is false elsewhere (a gap, not a zero).
struct EventSeries {
    Timestamp firstBucket = 0; ///< start of bucket 0, unix seconds, aligned to the bucket width
    std::chrono::seconds bucket{60};
    struct Line {
        std::optional<Kind> kind; ///< none: all others
        std::vector<std::uint64_t> counts;
    };
    std::vector<Line> lines;
    std::vector<bool> listening;
};

/// One running part of the engine: "collector", "ingest", "store", "analytics".
struct ServiceStatus {
    enum class State : std::uint8_t { Off, Starting, Running, Paused, Degraded, Failed };
    QString name;
    State state = State::Off;
    QString detail; ///< a sentence for people, English, from core codes
    UnixMillis lastCycleAt{};
    std::optional<std::chrono::milliseconds> cycleP95; ///< of this run; none where there are no cycles
    std::uint64_t failures = 0;
    std::uint64_t queueBytes = 0;
};

/// Rates and sizes "now"; they ignore the range.
struct Vitals {
    double eventsPerSecond = 0; ///< new live events stored, mean of the last 10 s
    double peakEventsPerSecond = 0; ///< this run
    double framesPerSecond = 0;
    std::uint64_t received = 0; ///< frames with events, this run
    std::uint64_t stored = 0; ///< this run
    std::uint64_t duplicates = 0; ///< this run
    InvalidCounts invalid{}; ///< this run
    std::uint64_t queueBytes = 0;
    std::uint64_t databaseBytes = 0;
    std::uint64_t walBytes = 0;
    std::uint64_t diskFreeBytes = 0;
    bool collecting = false;
    bool ownOutage = false; ///< our own network seems to be down (COL-8); blames no relay
    UnixMillis ownOutageSince{};
    QString storeError; ///< non-empty: collection waits for the store (full disk …); what to do
};

/// How many relays of the list are in which state, and what is broken.
struct HealthTotals {
    std::array<std::uint32_t, relayStateCount> relays{}; ///< by RelayState
    std::uint32_t openIncidents = 0;
    std::uint32_t unseenIncidents = 0; ///< open, not acknowledged
    std::optional<UnixMillis> gapSince; ///< our own network is away: nobody is blamed
    std::uint64_t checks = 0; ///< this run
    bool knowsCountries = false; ///< a file of the user tells them; without it there is no column
    bool knowsNetworks = false; ///< likewise of the numbers of autonomous systems
    [[nodiscard]] std::uint32_t of(RelayState state) const { return relays[static_cast<std::size_t>(state)]; }
    friend bool operator==(const HealthTotals&, const HealthTotals&) = default;
};

/// All that the window shows, of one instant; immutable, shared between threads.
struct Snapshot {
    std::uint64_t number = 0;
    UnixMillis asOf{};
    std::optional<RangePreset> preset; ///< the range that was asked; none = custom
    TimeRange range;
    Overview overview;
    Vitals vitals;
    HealthTotals health;
    EventSeries series;
    std::vector<std::shared_ptr<const RelayChunk>> relays; ///< in order of RelayId
    std::vector<ServiceStatus> services;

    [[nodiscard]] std::size_t relayCount() const
    {
        std::size_t count = 0;
        for (const auto& chunk : relays)
            count += chunk->size();
        return count;
    }
};

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

/// A line of the log page; also the connection log of relays (COL-12).
struct LogRecord {
    UnixMillis at{};
    LogLevel level = LogLevel::Info;
    QString service; ///< log category without "nostrscope."
    RelayId relay; ///< zero: not about one relay
    QString relayUrl;
    QString message; ///< plain text, may quote a relay; untrusted
};

} // namespace nostrscope
