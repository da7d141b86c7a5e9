// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/coverage.h"
#include "core/records/syncorder.h"

#include <vector>

namespace nostrscope {

/// Seconds [low, high] of a history.
struct SyncSpan {
    Timestamp low = 0;
    Timestamp high = 0;
    friend bool operator==(const SyncSpan&, const SyncSpan&) = default;
};

/// What of the wish there is to ask for now, oldest first: what is not complete and does not rest. Neighbours
/// are one.
[[nodiscard]] std::vector<SyncSpan> spansToAsk(const Coverage& known, const SyncWish& wish, UnixMillis now);

} // namespace nostrscope
