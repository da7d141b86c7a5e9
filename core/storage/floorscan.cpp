// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/floorscan.h"

#include <algorithm>

namespace nostrscope {

FloorScan::FloorScan(SqlDatabase& database, RetentionFloors floors)
    : m_floors(std::move(floors))
    , m_next(database,
             "SELECT seq, created_at, kind FROM event INDEXED BY event_time WHERE (created_at, seq) > (?, ?) "
             "AND created_at < ? ORDER BY created_at, seq")
{
    for (const auto group : kindGroups)
        m_highest = std::max(m_highest, m_floors.of(group));
}

std::vector<FloorScan::Row> FloorScan::next(std::size_t most)
{
    std::vector<Row> rows;
    m_next.bind(1, m_last.createdAt).bind(2, m_last.seq).bind(3, m_highest);
    while (rows.size() < most && m_next.step()) {
        const Row row{m_next.integer(0), m_next.integer(1)};
        if (m_floors.isBelow(static_cast<Kind>(m_next.integer(2)), row.createdAt))
            rows.push_back(row);
    }
    m_next.reset();
    if (!rows.empty())
        m_last = rows.back();
    return rows;
}

} // namespace nostrscope
