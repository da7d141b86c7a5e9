// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"
#include "core/records/kindgroup.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

/// What long work on the store is told and what it answers; the work itself is in core/storage.
namespace nostrscope {

/// Told now and then how far a long task is, in units of the task; false ends it early.
using Progress = std::function<bool(quint64 done, quint64 total)>;

/// Which bodies (signature, tags, content) may go while their events stay: they are still known, counted and
/// in every figure. Nothing of it is on by itself, because the signature goes too: what is trimmed can be
/// neither verified nor exported again.
struct TrimPolicy {
    bool superseded = false; ///< of versions that a newer one replaced (NIP-01)
    /// Of everything that authors asked all relays to forget, their deletions too, up to the time of the
    /// request (NIP-62). A request to single relays does not name us; the request itself stays.
    bool vanished = false;

    [[nodiscard]] bool isOff() const { return !superseded && !vanished; }
};

struct TrimReport {
    quint64 superseded = 0; ///< events
    quint64 vanished = 0; ///< events; counted here when both hold
    quint64 bytes = 0; ///< of their bodies, exactly
    bool complete = true; ///< false: ended early, the next run goes on

    [[nodiscard]] quint64 events() const { return superseded + vanished; }
};

/// Copies of what retention removes.
struct ArchiveReport {
    QStringList files; ///< one for each calendar month of created_at (UTC) that had something
    quint64 events = 0;
    quint64 bytes = 0; ///< of the files
    quint64 leftOut = 0; ///< without a body that can be read, or vanished: they go without a copy
};

/// What may be forgotten. Floors only rise; of age and size the higher one counts.
struct RetentionPolicy {
    std::map<KindGroup, Timestamp> floors; ///< by age: events of the group dated before go
    std::optional<quint64> sizeBudgetBytes; ///< oldest first, until the file needs no more
    Timestamp now =
        0; ///< DVM events of the last 30 days, notes and reactions of the last 90 are not for the budget
    TrimPolicy trim; ///< of events above the floors
    QString archiveFolder; ///< where copies of what is removed go first; empty: no copies
};

struct RetentionReport {
    struct Group {
        KindGroup group = KindGroup::Other;
        Timestamp floorBefore = 0;
        Timestamp floor = 0; ///< on a whole hour, so that hours below are sealed as a whole
        quint64 events = 0;
        quint64 bytes = 0; ///< estimated by the mean of the file
    };
    std::vector<Group> groups; ///< those with something to remove or with a new floor
    quint64 events = 0; ///< to be removed, or really removed
    quint64 bytes = 0; ///< estimated; a real run leaves them as free pages of the file
    std::optional<Timestamp>
        oldestKept; ///< created_at of the oldest event above the floors; none: nothing stays
    quint64 left = 0; ///< of a run that was ended early: events below the floors that are still there
    TrimReport trim;
    ArchiveReport archive; ///< of a real run
};

struct CompressReport {
    quint64 dictionaries = 0; ///< new ones
    quint64 events = 0; ///< whose bodies became smaller
    quint64 bytesBefore = 0; ///< of these bodies
    quint64 bytes = 0;
    bool complete = true; ///< false: ended early, the next run goes on
};
/// What a check of every stored event found.
struct VerifyReport {
    struct Bad {
        EventId id;
        std::uint64_t seq = 0;
        QString reason; ///< "unreadable", "bad_id", "bad_pubkey" or "bad_signature"
    };
    quint64 ok = 0;
    quint64 bad = 0;
    quint64 trimmed = 0; ///< bodies removed by a retention setting: nothing left to verify
    std::vector<Bad> first; ///< at most 100 of the bad ones
    bool complete = true; ///< false: ended early, the counts are of the part that was read
};

} // namespace nostrscope
