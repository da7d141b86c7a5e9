// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/maintenance.h"
#include "core/storage/retention.h"
#include "core/storage/retentionarchive.h"
#include "core/storage/trim.h"

namespace nostrscope {

class StoreWriter;

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
    quint64 left = 0; ///< of a run that was ended early: events below the floors that are still there
    TrimReport trim;
    ArchiveReport archive; ///< of a real run
};

/// What applyRetention() would do; on any connection. Ended early, the part about bodies is incomplete.
[[nodiscard]] StoreResult<RetentionReport> planRetention(SqlDatabase& reader, const RetentionPolicy& policy,
                                                         const Progress& progress = {});
/// Writes the copies, raises the floors, then removes what is below them in slices of at most about 50 ms,
/// then trims bodies. In the writer's thread. When `progress` ends it early the floors stay raised, and the
/// next run removes the rest.
[[nodiscard]] StoreResult<RetentionReport> applyRetention(StoreWriter& writer, const RetentionPolicy& policy,
                                                          const Progress& progress = {});

} // namespace nostrscope
