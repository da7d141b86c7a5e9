// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoveryquestions.h"
#include "core/records/store.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Who else watches relays (NIP-66): announcements of kind 10166 and reports of kind 30166 that are stored. A
/// monitor publishes while a relay is online, so a report that has grown old (twice the frequency, or a day)
/// counts as "offline", and one of more than a week as nothing; compared with RelayLiveness. Walks an index
/// of all events: for a thread of its own.
[[nodiscard]] StoreResult<MonitorsView> readMonitors(SqlDatabase& database, UnixMillis now);

} // namespace nostrscope
