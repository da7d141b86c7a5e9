// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

namespace nostrscope {

class SqlDatabase;

/// Appends what the monitor found of the relays of a table with a column "id": `latency` (median time to open
/// in milliseconds), `uptime` (per cent, cut to three digits) and `health_score` (0-100, STA-10), all of the
/// seven days before `now`; empty where too little is known.
[[nodiscard]] StoreError addHealthColumns(Table& table, SqlDatabase& database, UnixMillis now);

} // namespace nostrscope
