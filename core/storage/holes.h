// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlite.h"

namespace nostrscope {

// Rows that are removed or made smaller in the middle leave half-filled pages; without them in the account
// each run of a size budget would take more, for holes that only a vacuum closes.

/// Bytes of half-filled pages, as far as we made them.
[[nodiscard]] inline quint64 holeBytes(SqlDatabase& database)
{
    return static_cast<quint64>(
        database.value("SELECT value FROM setting WHERE key = 'retention.hole_bytes'"));
}
[[nodiscard]] inline bool addHoles(SqlDatabase& database, quint64 bytes)
{
    SqlStatement put(database,
                     "INSERT INTO setting VALUES('retention.hole_bytes', ?) ON CONFLICT DO UPDATE SET "
                     "value = value + excluded.value");
    return put.bind(1, static_cast<std::int64_t>(bytes)).run();
}
/// After a vacuum.
inline void forgetHoles(SqlDatabase& database)
{
    database.exec("DELETE FROM setting WHERE key = 'retention.hole_bytes'");
}

} // namespace nostrscope
