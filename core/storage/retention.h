// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/kindgroup.h"
#include "core/storage/sqlite.h"

#include <map>

namespace nostrscope {

/// Events of a group with created_at below its floor are neither stored nor asked for again.
class RetentionFloors {
public:
    void set(KindGroup group, Timestamp floor) { m_floors[group] = floor; }
    [[nodiscard]] Timestamp of(KindGroup group) const
    {
        const auto found = m_floors.find(group);
        return found == m_floors.end() ? 0 : found->second;
    }
    [[nodiscard]] bool isBelow(Kind kind, Timestamp createdAt) const
    {
        return !m_floors.empty() && createdAt < of(kindGroup(kind));
    }

private:
    std::map<KindGroup, Timestamp> m_floors;
};

/// As the file has them.
[[nodiscard]] RetentionFloors storedFloors(SqlDatabase& database);

} // namespace nostrscope
