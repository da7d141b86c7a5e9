// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/maintenance.h"
#include "core/storage/retention.h"

namespace nostrscope {

/// Writes the events below the floors into `folder`, which is made: YYYY-MM.jsonl.zst, in the order of time,
/// as "export" writes them. The files are durable when this returns; none of them replaces another. On an
/// error, and when `progress` ends it (Cancelled), the files of this call are taken away again. `vanished`:
/// leave out what authors asked all relays to forget. Any connection; nothing may write meanwhile.
[[nodiscard]] StoreResult<ArchiveReport> archiveBelow(SqlDatabase& database, const RetentionFloors& floors,
                                                      const QString& folder, bool leaveOutVanished,
                                                      quint64 total, const Progress& progress = {});

} // namespace nostrscope
