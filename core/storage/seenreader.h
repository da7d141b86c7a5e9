// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Where one event was seen: its settled list and what the journal still holds, so it goes through the whole
/// journal. For one event at a time, at the request of a person.
[[nodiscard]] StoreResult<std::vector<SeenOn>> readSeenOn(SqlDatabase& database, std::uint64_t seq);

} // namespace nostrscope
