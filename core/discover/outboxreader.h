// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoveryquestions.h"
#include "core/records/store.h"
#include "core/storage/sqlite.h"

#include <atomic>

namespace nostrscope {

/// What is stored of where these authors write and which relays showed their newest events (kind 10002, the
/// sightings, RelayLiveness), and by which relays they are best read. Walks the events from the newest on,
/// without reading one: for a thread of its own, on a read-only connection. When `cancelled` is set it ends
/// with what it has.
[[nodiscard]] StoreResult<OutboxView> readOutbox(SqlDatabase& database, const OutboxQuestion& question,
                                                 UnixMillis now, const std::atomic<bool>& cancelled);

} // namespace nostrscope
