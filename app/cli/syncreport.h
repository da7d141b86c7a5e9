// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/syncqueue.h"

namespace nostrscope {

/// What `sync` found and fetched, with what is known of the range afterwards.
struct SyncReport {
    SyncOutcome outcome;
    std::uint64_t stored = 0; ///< events that were new to the database
};

/// Members in the order of docs/commandline.md.
[[nodiscard]] QByteArray toJson(const SyncReport& report);
/// A line, and one for each gap.
[[nodiscard]] QString toText(const SyncReport& report);
/// Everything of the range is complete.
[[nodiscard]] bool isComplete(const SyncOutcome& outcome);
/// What runs now, for a terminal.
[[nodiscard]] QString progressText(const std::vector<SyncOutcome>& running, std::size_t waiting);

} // namespace nostrscope
