// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/maintenance.h"
#include "core/storage/retention.h"
#include "core/storage/retentionarchive.h"
#include "core/storage/trim.h"

namespace nostrscope {

class StoreWriter;

/// What applyRetention() would do; on any connection. Ended early, the part about bodies is incomplete.
[[nodiscard]] StoreResult<RetentionReport> planRetention(SqlDatabase& reader, const RetentionPolicy& policy,
                                                         const Progress& progress = {});
/// Refuses what is below the new floors, writes the copies, raises the floors, then removes what is below
/// them in slices of at most about 50 ms, then trims bodies. Plans and copies on `reader`; between two slices
/// the writer works on. When `progress` ends it early, copies that are not finished leave everything as it
/// was; later the floors stay raised, and the next run removes the rest. Progress is in events written,
/// removed and looked at, together.
[[nodiscard]] StoreResult<RetentionReport> applyRetention(const WriterAccess& access, SqlDatabase& reader,
                                                          const RetentionPolicy& policy,
                                                          const Progress& progress = {});
/// The same in the writer's thread.
[[nodiscard]] StoreResult<RetentionReport> applyRetention(StoreWriter& writer, const RetentionPolicy& policy,
                                                          const Progress& progress = {});

} // namespace nostrscope
