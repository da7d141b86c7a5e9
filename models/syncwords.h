// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archiveview.h"
#include "models/fmt.h"
#include "models/roles.h"

/// Words for the archive of histories.
namespace nostrscope::words {

[[nodiscard]] QString archiveState(ArchiveState state);
[[nodiscard]] Status statusOf(ArchiveState state);
[[nodiscard]] QString syncPriority(SyncPriority priority);
/// "complete", "refused by the relay: blocked: …": of a part of a history. `Unknown`: not asked for yet.
[[nodiscard]] QString coverage(const CoverageInterval& part, const Fmt& fmt);
/// What the last session of a relay came to, or what the one that runs does.
[[nodiscard]] QString syncResult(const ArchiveRow& row, const Fmt& fmt);
/// What the archive does as a whole, in one line.
[[nodiscard]] QString archiveSummary(const ArchiveView& view, const Fmt& fmt);

} // namespace nostrscope::words
