// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite.h"

#include <QFile>

#include <sqlite3.h>

namespace nostrscope {

namespace {

StoreErrorCode codeOf(int sqliteCode)
{
    switch (sqliteCode & 0xff) {
    case SQLITE_FULL:
        return StoreErrorCode::DiskFull;
    case SQLITE_NOTADB:
        return StoreErrorCode::NotADatabase;
    case SQLITE_CORRUPT:
        return StoreErrorCode::Corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return StoreErrorCode::ReadOnly;
    case SQLITE_CANTOPEN:
        return StoreErrorCode::CannotOpen;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return StoreErrorCode::Busy;
    case SQLITE_INTERRUPT:
        return StoreErrorCode::Cancelled;
    case SQLITE_IOERR:
        // A full disk shows up as a short write of the WAL or its index.
        return (sqliteCode == SQLITE_IOERR_WRITE || sqliteCode == SQLITE_IOERR_SHMSIZE)
            ? StoreErrorCode::DiskFull
            : StoreErrorCode::Failed;
    default:
        return StoreErrorCode::Failed;
    }
}

constexpr int busyTimeoutMs = 5000; // a reader process in the middle of a checkpoint
constexpr int longestLogPages = 8192; // 64 MiB of 8 KiB
constexpr int progressSteps = 10000; // virtual machine steps between looks at the deadline, about 1 ms

} // namespace

void SqlStatement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

SqlStatement::SqlStatement(SqlDatabase& database, const char* sql)
    : m_database(&database)
{
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v3(database.m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        database.fail(code);
    m_statement.reset(statement);
}

SqlStatement& SqlStatement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), index, value);
    return *this;
}

SqlStatement& SqlStatement::bind(int index, QByteArrayView blob)
{
    // A null pointer would bind NULL; an empty blob is a value.
    sqlite3_bind_blob(m_statement.get(), index, blob.isEmpty() ? "" : blob.data(),
                      static_cast<int>(blob.size()), SQLITE_STATIC);
    return *this;
}

SqlStatement& SqlStatement::bindText(int index, const QString& text)
{
    const auto utf8 = text.toUtf8();
    sqlite3_bind_text(m_statement.get(), index, utf8.constData(), static_cast<int>(utf8.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

SqlStatement& SqlStatement::bindNull(int index)
{
    sqlite3_bind_null(m_statement.get(), index);
    return *this;
}

bool SqlStatement::step()
{
    if (!m_statement)
        return false;
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        m_database->fail(code);
    sqlite3_reset(m_statement.get());
    return false;
}

bool SqlStatement::run()
{
    if (!m_statement)
        return false;
    const int code = sqlite3_step(m_statement.get());
    const bool done = code == SQLITE_DONE || code == SQLITE_ROW;
    if (!done)
        m_database->fail(code);
    sqlite3_reset(m_statement.get());
    return done;
}

void SqlStatement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::int64_t SqlStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QByteArrayView SqlStatement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    return {data, sqlite3_column_bytes(m_statement.get(), column)};
}

QString SqlStatement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return QString::fromUtf8(data, sqlite3_column_bytes(m_statement.get(), column));
}

bool SqlStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

StoreResult<std::unique_ptr<SqlDatabase>> SqlDatabase::open(const QString& path, Mode mode)
{
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        | (mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, flags, nullptr);
    std::unique_ptr<SqlDatabase> database(new SqlDatabase(handle));
    if (code != SQLITE_OK) {
        database->fail(code);
        return Unexpected(database->m_error);
    }
    // SQLite opens what it may not write for reading, and says so only at the first write.
    if (mode == Mode::ReadWrite && sqlite3_db_readonly(handle, "main") == 1)
        return Unexpected(StoreError{StoreErrorCode::ReadOnly, path});
    sqlite3_busy_timeout(handle, busyTimeoutMs);
    sqlite3_extended_result_codes(handle, 1);
    if (mode == Mode::ReadWrite) { // in place of the automatic checkpoint, which makes a short commit long
        sqlite3_wal_hook(
            handle,
            [](void* self, sqlite3*, const char*, int pages) {
                auto& written = *static_cast<SqlDatabase*>(self);
                if (pages < written.m_logPages)
                    written.m_writtenBack = 0; // it began anew
                written.m_logPages = pages;
                if (pages >= longestLogPages)
                    written.checkpoint();
                return SQLITE_OK;
            },
            database.get());
    }
    return database;
}

SqlDatabase::~SqlDatabase()
{
    sqlite3_close_v2(m_handle);
}

bool SqlDatabase::exec(const char* sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    return code == SQLITE_OK || fail(code);
}

std::int64_t SqlDatabase::value(const char* sql, std::int64_t fallback)
{
    SqlStatement statement(*this, sql);
    if (!statement.step())
        return fallback;
    const auto result = statement.isNull(0) ? fallback : statement.integer(0);
    statement.reset();
    return result;
}

bool SqlDatabase::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

std::int64_t SqlDatabase::pageSize()
{
    if (m_pageSize == 0)
        m_pageSize = value("PRAGMA page_size");
    return m_pageSize;
}

std::uint64_t SqlDatabase::takeBytesWritten()
{
    int pages = 0;
    int highest = 0;
    sqlite3_db_status(m_handle, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 1);
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(pageSize());
}

std::uint64_t SqlDatabase::checkpoint()
{
    int inLog = 0;
    int done = 0;
    // Passive: waits for nobody. A failure (a full disk) leaves the log as it is, and the next commit says
    // so.
    if (sqlite3_wal_checkpoint_v2(m_handle, "main", SQLITE_CHECKPOINT_PASSIVE, &inLog, &done) != SQLITE_OK
        || done < 0)
        return 0;
    const auto pages = std::max(done - m_writtenBack, 0);
    m_writtenBack = done;
    if (done == inLog) {
        m_logPages = 0;
        m_writtenBack = 0;
    }
    return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(pageSize());
}

void SqlDatabase::setLimits(const CallLimits& limits)
{
    m_limits = limits;
    m_deadline = std::chrono::steady_clock::now() + limits.deadline;
    sqlite3_progress_handler(
        m_handle, progressSteps,
        [](void* self) { return static_cast<SqlDatabase*>(self)->interrupted() ? 1 : 0; }, this);
}

void SqlDatabase::clearLimits()
{
    sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
    m_limits = {};
}

bool SqlDatabase::interrupted()
{
    return (m_limits.cancelled && m_limits.cancelled->load())
        || std::chrono::steady_clock::now() > m_deadline;
}

bool SqlDatabase::fail(int code)
{
    m_error = {codeOf(code), QString::fromUtf8(sqlite3_errmsg(m_handle))};
    if (m_error.code == StoreErrorCode::Cancelled && !(m_limits.cancelled && m_limits.cancelled->load()))
        m_error.code = StoreErrorCode::TimedOut;
    return false;
}

bool SqlTransaction::commit()
{
    if (m_database.error().code != StoreErrorCode::None || !m_database.exec("COMMIT")) {
        rollback();
        return false;
    }
    m_open = false;
    return true;
}

void SqlTransaction::rollback()
{
    const auto error = m_database.error(); // what went wrong first is what the caller wants to know
    m_database.exec("ROLLBACK");
    m_database.restoreError(error);
    m_open = false;
}

} // namespace nostrscope
