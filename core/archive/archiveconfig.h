// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/archive/syncqueue.h"

#include <QString>

namespace nostrscope {

/// What is archived, and when (ARC-4); docs/settings.md has the names.
struct ArchiveConfig {
    bool isOn = false; ///< from the start; the window switches it
    Filter filter; ///< without since, until, limit
    Timestamp since = 0;
    std::chrono::seconds endLag{86'400}; ///< what is younger is left to collection: relays still get it
    std::chrono::milliseconds cycle{900'000}; ///< from the beginning of one to that of the next
    std::chrono::milliseconds firstAfter{
        60'000}; ///< after collection began or a relay answered: see who else
    std::chrono::milliseconds readableWithin{12 * 3'600'000}; ///< others are left out of a cycle
    std::chrono::seconds failedRest{6 * 3'600};
    std::chrono::seconds truncatedRest{7 * 86'400};
    QString priorityFile; ///< relays of high priority, one URL a line, `#` comments; read at each cycle
    std::uint64_t minFreeBytes = 2ULL << 30;
    SyncParallel parallel;
    SyncRules rules;
};

} // namespace nostrscope
