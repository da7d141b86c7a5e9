// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/maintenance.h"
#include "core/storage/retention.h"

namespace nostrscope {

class StoreWriter;

/// What applyTrim() would do; on any connection, in short reads. Events below the floors are left to the
/// removal.
[[nodiscard]] StoreResult<TrimReport> planTrim(SqlDatabase& reader, const TrimPolicy& policy,
                                               const RetentionFloors& floors, const Progress& progress = {});
/// Removes the bodies, in transactions of about 50 ms at most; after a kill the next run goes on. In the
/// writer's thread, after StoreWriter::settleEverything().
[[nodiscard]] StoreResult<TrimReport> applyTrim(StoreWriter& writer, const TrimPolicy& policy,
                                                const Progress& progress = {});
/// The same from another thread, with the writer working between two transactions. What is stored meanwhile
/// is left to the next run.
[[nodiscard]] StoreResult<TrimReport> applyTrim(const WriterAccess& access, const TrimPolicy& policy,
                                                const Progress& progress = {});

} // namespace nostrscope
