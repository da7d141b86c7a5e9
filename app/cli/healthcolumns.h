// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

namespace nostrscope {

class Places;
class SqlDatabase;

/// Appends what the monitor found of the relays of a table with a column "id": `latency` (median time to open
/// in milliseconds), `uptime` (per cent, cut to three digits) and `health_score` (0-100, STA-10), all of the
/// seven days before `now`; empty where too little is known. Then `ip`, that the last check went to, and what
/// `places` know of it: `country`, `country_name`, `asn`, `as_organisation`.
[[nodiscard]] StoreError addHealthColumns(Table& table, SqlDatabase& database, const Places& places,
                                          UnixMillis now);

/// Puts what the monitor found into the one row of the overview: `active_relays` counts relays that opened
/// and could be read at their last check, two hours ago at most (those that were never checked: that answered
/// the collector within ten minutes); `avg_latency_ms`, `latency_p50_ms` and `latency_p95_ms` are of the time
/// to open in the range of the question, empty where nothing was measured.
[[nodiscard]] StoreError addHealthFigures(Table& overview, SqlDatabase& database, const Question& question);

} // namespace nostrscope
