// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/coverage.h"
#include "core/records/relay.h"
#include "core/records/syncorder.h"

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

/// What the archive is doing, as windows show it (ARC-4).
namespace nostrscope {

/// Nostr began in November 2020: what is dated before is a handful of jokes, and 50 empty years would hide
/// the rest in shares and on axes. Asked for it is all the same.
inline constexpr Timestamp historyBegins = 1'604'188'800;

/// Of the history of one relay; the later in the list, the worse.
enum class ArchiveState : std::uint8_t {
    Syncing, ///< a session runs
    Queued, ///< one waits for its turn
    UpToDate, ///< everything of the range is complete
    Waiting, ///< something is to be asked for in the next cycle
    Paused, ///< by the user
    Unreadable, ///< did not answer a question within the last hours: left out until it does
    Limited, ///< all was asked; the relay does not give all of it
    Failed, ///< the last session failed
};

/// Why no cycle runs although the archive is on.
enum class ArchiveHold : std::uint8_t {
    None,
    NotCollecting, ///< strangers are connected to only while we collect
    Offline, ///< our own network is out
    DiskLow, ///< less than ArchiveRules::minFreeBytes are free
};

struct ArchiveRow {
    RelayId relay;
    QByteArray url;
    ArchiveState state = ArchiveState::Waiting;
    SyncPriority priority = SyncPriority::Normal;
    bool isOnFile = false; ///< high priority by the file of relays, whatever the user chose
    std::shared_ptr<const Coverage> coverage; ///< for the filter of the archive; never null
    double complete01 = 0; ///< share of the seconds of the range, from historyBegins on
    /// Down to this second everything is complete without a gap, from the newest one that was asked for;
    /// none: that one is not.
    std::optional<Timestamp> completeSince;
    SyncFigures figures; ///< of the session that runs, or of the last one since the start
    UnixMillis endedAt{}; ///< of that one; epoch: none has ended
    double eventsPerSecond = 0; ///< means of the last ten seconds
    double bytesPerSecond = 0; ///< both ways
    std::optional<std::chrono::seconds> left; ///< none until the pace is known
    std::uint64_t received = 0; ///< events, in all sessions since the start
    std::uint64_t bytes = 0; ///< both ways, in these
};

struct ArchiveView {
    UnixMillis asOf{};
    bool isOn = false; ///< a cycle every few minutes
    ArchiveHold hold = ArchiveHold::None;
    Timestamp since = 0; ///< of the range, inclusive
    Timestamp until = 0; ///< inclusive
    QByteArray filter; ///< coverageKey()
    UnixMillis nextCycleAt{}; ///< epoch: none is planned
    std::size_t running = 0;
    std::size_t queued = 0;
    double complete01 = 0; ///< of all rows
    double eventsPerSecond = 0;
    double bytesPerSecond = 0;
    std::optional<std::chrono::seconds> left; ///< until the queue is done, at the pace of now
    QString problem; ///< of the file of priorities: a sentence; empty: none
    /// Relays that are archived, by number. A row that did not change is the same object.
    std::vector<std::shared_ptr<const ArchiveRow>> rows;
};

} // namespace nostrscope
