// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

/// Takes events out of the look-up by tag, before their bodies go: afterwards nobody knows which rows are
/// theirs. Only for events that are merged into the cold table (StoreWriter::settleEverything()).
class TagRows {
public:
    explicit TagRows(SqlDatabase& database);

    /// Inside a transaction; false when the database fails.
    [[nodiscard]] bool remove(std::int64_t seq, const Event& event);

private:
    SqlStatement m_remove;
};

} // namespace nostrscope
