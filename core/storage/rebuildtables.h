// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlite.h"

#include <span>

namespace nostrscope {

/// A table of derived rows that a rebuild makes anew.
struct TableSql {
    const char* name;
    const char* columns;
};
/// The columns of schema.cpp.
[[nodiscard]] std::span<const TableSql> derivedTables();

/// Temporary tables of these names for as long as this lives, so that a kill leaves nothing; in a file and
/// not in memory.
class TemporaryTables {
public:
    explicit TemporaryTables(SqlDatabase& database);
    ~TemporaryTables();
    Q_DISABLE_COPY_MOVE(TemporaryTables)
    [[nodiscard]] bool isOk() const { return m_ok; }

private:
    SqlDatabase& m_database;
    bool m_ok;
};

} // namespace nostrscope
