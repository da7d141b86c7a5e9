// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rebuildtables.h"

namespace nostrscope {

namespace {

constexpr TableSql tables[] = {
    {"version",
     "author INTEGER, kind INTEGER, identifier BLOB, created_at INTEGER, id BLOB, seq INTEGER, "
     "PRIMARY KEY(author, kind, identifier)"},
    {"deletion", "target BLOB, author INTEGER, deleted_at INTEGER, PRIMARY KEY(target, author)"},
    {"address_deletion",
     "author INTEGER, kind INTEGER, identifier BLOB, deleted_at INTEGER, PRIMARY KEY(author, kind, "
     "identifier)"},
    {"vanish", "author INTEGER PRIMARY KEY, until INTEGER"},
    {"expiry", "seq INTEGER PRIMARY KEY, at INTEGER"},
    {"zap",
     "seq INTEGER PRIMARY KEY, millisats INTEGER, recipient BLOB, payer BLOB, target BLOB, request_valid "
     "INTEGER"},
    {"relay_day", "relay INTEGER, day INTEGER, block INTEGER, data BLOB, PRIMARY KEY(relay, day, block)"},
    {"rollup",
     "level INTEGER, dimension INTEGER, bucket INTEGER, value INTEGER, data BLOB, "
     "PRIMARY KEY(level, dimension, bucket, value)"},
};

} // namespace

std::span<const TableSql> derivedTables()
{
    return tables;
}

TemporaryTables::TemporaryTables(SqlDatabase& database)
    : m_database(database)
{
    m_ok = database.exec("PRAGMA temp_store = FILE");
    for (const auto& table : tables)
        m_ok =
            m_ok && database.exec("CREATE TEMP TABLE " + QByteArray(table.name) + '(' + table.columns + ')');
}

TemporaryTables::~TemporaryTables()
{
    const auto error = m_database.error();
    m_database.exec("PRAGMA temp_store = MEMORY"); // drops them all
    m_database.restoreError(error);
}

} // namespace nostrscope
