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
    {"dvm_request",
     "seq INTEGER PRIMARY KEY, created_at INTEGER, future INTEGER, kind INTEGER, author INTEGER, live_at "
     "INTEGER, "
     "encrypted INTEGER"},
    {"dvm_answer",
     "seq INTEGER PRIMARY KEY, created_at INTEGER, future INTEGER, kind INTEGER, author INTEGER, live_at "
     "INTEGER, "
     "request INTEGER, customer INTEGER, status INTEGER, asked INTEGER, invoiced INTEGER, job BLOB"},
    {"dvm_work",
     "request INTEGER, provider INTEGER, results INTEGER, feedback INTEGER, errors INTEGER, feedback_at "
     "INTEGER, "
     "result_at INTEGER, feedback_live_at INTEGER, result_live_at INTEGER, asked INTEGER, invoiced INTEGER, "
     "PRIMARY KEY(request, provider)"},
    {"dvm_payment",
     "seq INTEGER PRIMARY KEY, created_at INTEGER, future INTEGER, answer INTEGER, provider INTEGER, "
     "millisats "
     "INTEGER"},
    {"dvm_seen",
     "dimension INTEGER, value INTEGER, first_at INTEGER, last_at INTEGER, result_at INTEGER, PRIMARY "
     "KEY(dimension, value)"},
    {"dvm_waiting", "id_key INTEGER, seq INTEGER, PRIMARY KEY(id_key, seq)"},
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
    // The second is needed on the way only.
    m_ok = database.exec("PRAGMA temp_store = FILE")
        && database.exec(
            "CREATE TEMP TABLE dvm_zap_waiting(id_key INTEGER, seq INTEGER, PRIMARY KEY(id_key, seq))");
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
