// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <QByteArray>
#include <QString>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace nostrscope::bench {

/// What an event costs a store, without the event: random id, author key, time, and bytes.
struct LayoutRow {
    std::array<std::uint8_t, 32> id{};
    std::array<std::uint8_t, 32> pubkey{};
    std::int64_t createdAt = 0;
    std::int64_t receivedAt = 0;
    int kind = 1;
    std::span<const std::uint8_t> body;
};

/// A connection in the form that the writer uses. A failing statement ends the benchmark: there is nothing
/// to measure then.
class LayoutDb {
public:
    LayoutDb(const QString& file, int checkpointPages);
    ~LayoutDb();
    Q_DISABLE_COPY_MOVE(LayoutDb)

    void exec(const char* sql);
    [[nodiscard]] sqlite3_stmt* prepare(const char* sql);
    /// Steps to the end of a statement that gives no rows, and makes it ready for the next.
    void run(sqlite3_stmt* statement);
    [[nodiscard]] sqlite3* handle() const noexcept { return m_db; }

private:
    [[noreturn]] void fail(const char* what);
    sqlite3* m_db = nullptr;
    std::vector<sqlite3_stmt*> m_statements;
};

/// One way to key events. All of them answer: is this id known, events of an author newest first, events of
/// a time range.
class Layout {
public:
    explicit Layout(LayoutDb& db)
        : m_db(db)
    {
    }
    virtual ~Layout() = default;
    Q_DISABLE_COPY_MOVE(Layout)

    /// Stores those rows of a batch whose id is not known, in one transaction; the number that was new.
    virtual std::size_t write(std::span<const LayoutRow> batch) = 0;
    /// Work between two batches, in slices.
    virtual void afterBatch() { }
    /// Everything that was put off is on disk afterwards.
    virtual void finish() { }
    [[nodiscard]] virtual bool contains(const std::array<std::uint8_t, 32>& id) = 0;
    /// The longest piece of put-off work, with its commit.
    [[nodiscard]] std::chrono::microseconds longestSlice() const noexcept { return m_longestSlice; }

protected:
    LayoutDb& m_db;
    std::chrono::microseconds m_longestSlice{0};
};

/// 'a': time-ordered row key and an index of 8-byte id prefixes. 'b': dense key and UNIQUE(32-byte id).
/// 'c': dense key; ids and authors in RAM first, merged in key order into tables on disk.
[[nodiscard]] std::unique_ptr<Layout> makeLayout(char name, LayoutDb& db);

} // namespace nostrscope::bench
