// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Sizes and growth of the store, on a read-only connection. Reads the index of all events once and some rows
/// for each day. Growth is by day of arrival: events are stored in the order of their arrival, so the first
/// one of a day is found by halving.
[[nodiscard]] StoreResult<StoreFigures> readStoreFigures(SqlDatabase& reader, const QString& path,
                                                         UnixMillis now);

} // namespace nostrscope
