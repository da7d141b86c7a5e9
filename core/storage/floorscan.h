// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/retention.h"
#include "core/storage/sqlite.h"

#include <vector>

namespace nostrscope {

/// Finds events below the floors, oldest first, each once, in short reads of an index.
class FloorScan {
public:
    struct Row {
        std::int64_t seq = 0;
        Timestamp createdAt = 0;
    };
    FloorScan(SqlDatabase& database, RetentionFloors floors);

    /// Up to `most` further ones; none at the end, and when the database fails.
    [[nodiscard]] std::vector<Row> next(std::size_t most);

private:
    const RetentionFloors m_floors;
    Timestamp m_highest = 0;
    SqlStatement m_next;
    Row m_last{0, -1};
};

} // namespace nostrscope
