// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/retention.h"

namespace nostrscope {

RetentionFloors storedFloors(SqlDatabase& database)
{
    RetentionFloors floors;
    SqlStatement rows(database, "SELECT kind_group, created_at FROM retention_floor");
    while (rows.step()) {
        for (const auto group : kindGroups) {
            if (rows.text(0) == QLatin1StringView(toString(group)))
                floors.set(group, rows.integer(1));
        }
    }
    return floors;
}

} // namespace nostrscope
