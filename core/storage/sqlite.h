// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <memory>
#include <span>

struct sqlite3;
struct sqlite3_stmt;

namespace nostrscope {

class SqlDatabase;

/// A prepared statement. Parameters are numbered from 1, columns from 0. Bound bytes must live until
/// step() is done. Errors are kept in the database (`SqlDatabase::error()`); step() is then false.
class SqlStatement {
public:
    SqlStatement() = default;
    SqlStatement(SqlDatabase& database, const char* sql);
    SqlStatement(SqlDatabase& database, const QByteArray& sql)
        : SqlStatement(database, sql.constData())
    {
    }

    SqlStatement& bind(int index, std::int64_t value);
    SqlStatement& bind(int index, std::uint64_t value)
    {
        return bind(index, static_cast<std::int64_t>(value));
    }
    SqlStatement& bind(int index, int value) { return bind(index, std::int64_t(value)); }
    SqlStatement& bind(int index, std::uint32_t value) { return bind(index, std::int64_t(value)); }
    SqlStatement& bind(int index, QByteArrayView blob);
    SqlStatement& bindText(int index, const QString& text);
    SqlStatement& bindNull(int index);

    /// True while there is a row. Resets itself after the last row or an error.
    [[nodiscard]] bool step();
    /// Runs a statement without rows; true on success.
    bool run();
    /// Ends a SELECT before its last row, so that it holds no read lock.
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::uint64_t number(int column) const
    {
        return static_cast<std::uint64_t>(integer(column));
    }
    /// Valid until the next step().
    [[nodiscard]] QByteArrayView blob(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    SqlDatabase* m_database = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// A connection of one thread. The writer has the only one that may write.
class SqlDatabase {
public:
    enum class Mode : std::uint8_t { ReadWrite, ReadOnly };
    [[nodiscard]] static StoreResult<std::unique_ptr<SqlDatabase>> open(const QString& path, Mode mode);
    ~SqlDatabase();
    Q_DISABLE_COPY_MOVE(SqlDatabase)

    /// Several statements separated by `;`, without parameters and rows.
    bool exec(const char* sql);
    bool exec(const QByteArray& sql) { return exec(sql.constData()); }
    /// First column of the first row of a statement without parameters; `fallback` when there is none.
    [[nodiscard]] std::int64_t value(const char* sql, std::int64_t fallback = 0);
    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] const StoreError& error() const { return m_error; }
    void clearError() { m_error = {}; }
    void restoreError(const StoreError& error) { m_error = error; }
    /// Bytes of pages that this connection wrote (in WAL mode: to the log) since the last call.
    [[nodiscard]] std::uint64_t takeBytesWritten();
    /// Pages in the write-ahead log after the last commit of this connection; 0 when all are in the file.
    [[nodiscard]] int logPages() const { return m_logPages; }
    /// Writes the log back into the file as far as no reader needs it; the bytes that left the log. A log
    /// that nobody writes back so is written back by the commit that makes it longer than 64 MiB.
    std::uint64_t checkpoint();
    [[nodiscard]] sqlite3* handle() const { return m_handle; }
    /// Statements running longer than the deadline, or after the flag is set, fail with TimedOut or
    /// Cancelled.
    void setLimits(const CallLimits& limits);
    void clearLimits();

private:
    friend class SqlStatement;
    explicit SqlDatabase(sqlite3* handle)
        : m_handle(handle)
    {
    }
    bool fail(int code);
    [[nodiscard]] std::int64_t pageSize();
    [[nodiscard]] bool interrupted();

    sqlite3* m_handle;
    std::int64_t m_pageSize = 0;
    int m_logPages = 0;
    int m_writtenBack = 0; ///< of them
    StoreError m_error;
    CallLimits m_limits;
    std::chrono::steady_clock::time_point m_deadline;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back unless committed.
class SqlTransaction {
public:
    explicit SqlTransaction(SqlDatabase& database)
        : m_database(database)
        , m_open(database.exec("BEGIN IMMEDIATE"))
    {
    }
    ~SqlTransaction()
    {
        if (m_open && m_database.inTransaction())
            rollback();
    }
    Q_DISABLE_COPY_MOVE(SqlTransaction)
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] bool commit();

private:
    void rollback();
    SqlDatabase& m_database;
    bool m_open;
};

} // namespace nostrscope
