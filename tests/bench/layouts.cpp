// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/layouts.h"

#include <QtEndian>

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <tuple>

namespace nostrscope::bench {

namespace {

using Bytes32 = std::array<std::uint8_t, 32>;
using SteadyClock = std::chrono::steady_clock;

std::int64_t prefixOf(const Bytes32& bytes)
{
    return qFromBigEndian<std::int64_t>(bytes.data());
}

void bindBytes(sqlite3_stmt* statement, int index, std::span<const std::uint8_t> bytes)
{
    sqlite3_bind_blob(statement, index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

/// Does a statement that yields full ids for a prefix yield this id? A prefix can be ground by strangers, so
/// the whole id decides.
bool yieldsId(sqlite3_stmt* statement, const Bytes32& id)
{
    sqlite3_bind_int64(statement, 1, prefixOf(id));
    bool found = false;
    while (!found && sqlite3_step(statement) == SQLITE_ROW) {
        found = sqlite3_column_bytes(statement, 0) == 32
            && std::memcmp(sqlite3_column_blob(statement, 0), id.data(), id.size()) == 0;
    }
    sqlite3_reset(statement);
    return found;
}

/// The batch in the order of its ids, so that neighbouring look-ups share pages.
std::vector<const LayoutRow*> byId(std::span<const LayoutRow> batch)
{
    std::vector<const LayoutRow*> rows;
    rows.reserve(batch.size());
    for (const auto& row : batch)
        rows.push_back(&row);
    std::ranges::sort(rows, {}, [](const LayoutRow* row) { return prefixOf(row->id); });
    return rows;
}

/// Time-ordered row key: a range of time is a range of rows, but late events open pages again.
class TimeOrderedLayout final : public Layout {
public:
    explicit TimeOrderedLayout(LayoutDb& db)
        : Layout(db)
    {
        db.exec("CREATE TABLE event(key INTEGER PRIMARY KEY, id BLOB, prefix INTEGER, pubkey BLOB,"
                " author INTEGER, kind INTEGER, received_at INTEGER, body BLOB)");
        db.exec("CREATE INDEX event_id ON event(prefix)");
        db.exec("CREATE INDEX event_author ON event(author)"); // rows of one author are in time order by key
        m_find = db.prepare("SELECT id FROM event WHERE prefix=?1");
        m_insert = db.prepare("INSERT INTO event VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
    }

    std::size_t write(std::span<const LayoutRow> batch) override
    {
        m_db.exec("BEGIN IMMEDIATE");
        std::vector<const LayoutRow*> fresh;
        for (const auto* row : byId(batch)) {
            if (!yieldsId(m_find, row->id))
                fresh.push_back(row);
        }
        std::ranges::sort(fresh, {}, &LayoutRow::createdAt);
        for (const auto* row : fresh) {
            sqlite3_bind_int64(m_insert, 1, (row->createdAt << 24) | (m_count++ & 0xffffff));
            bindBytes(m_insert, 2, row->id);
            sqlite3_bind_int64(m_insert, 3, prefixOf(row->id));
            bindBytes(m_insert, 4, row->pubkey);
            sqlite3_bind_int64(m_insert, 5, prefixOf(row->pubkey));
            sqlite3_bind_int(m_insert, 6, row->kind);
            sqlite3_bind_int64(m_insert, 7, row->receivedAt);
            bindBytes(m_insert, 8, row->body);
            m_db.run(m_insert);
        }
        m_db.exec("COMMIT");
        return fresh.size();
    }
    bool contains(const Bytes32& id) override { return yieldsId(m_find, id); }

private:
    sqlite3_stmt* m_find = nullptr;
    sqlite3_stmt* m_insert = nullptr;
    std::int64_t m_count = 0;
};

/// What most programs do: SQLite finds duplicates by a UNIQUE index of the whole id.
class UniqueIdLayout final : public Layout {
public:
    explicit UniqueIdLayout(LayoutDb& db)
        : Layout(db)
    {
        db.exec("CREATE TABLE event(seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, pubkey BLOB,"
                " author INTEGER, created_at INTEGER, kind INTEGER, received_at INTEGER, body BLOB)");
        db.exec("CREATE INDEX event_author ON event(author, created_at)");
        db.exec("CREATE INDEX event_time ON event(created_at)");
        m_find = db.prepare("SELECT id FROM event WHERE id=?1");
        m_insert = db.prepare("INSERT INTO event VALUES(NULL,?1,?2,?3,?4,?5,?6,?7) ON CONFLICT DO NOTHING");
    }

    std::size_t write(std::span<const LayoutRow> batch) override
    {
        std::size_t fresh = 0;
        m_db.exec("BEGIN IMMEDIATE");
        for (const auto& row : batch) {
            bindBytes(m_insert, 1, row.id);
            bindBytes(m_insert, 2, row.pubkey);
            sqlite3_bind_int64(m_insert, 3, prefixOf(row.pubkey));
            sqlite3_bind_int64(m_insert, 4, row.createdAt);
            sqlite3_bind_int(m_insert, 5, row.kind);
            sqlite3_bind_int64(m_insert, 6, row.receivedAt);
            bindBytes(m_insert, 7, row.body);
            m_db.run(m_insert);
            fresh += static_cast<std::size_t>(sqlite3_changes(m_db.handle()));
        }
        m_db.exec("COMMIT");
        return fresh;
    }
    bool contains(const Bytes32& id) override
    {
        bindBytes(m_find, 1, id);
        const bool found = sqlite3_step(m_find) == SQLITE_ROW;
        sqlite3_reset(m_find);
        return found;
    }

private:
    sqlite3_stmt* m_find = nullptr;
    sqlite3_stmt* m_insert = nullptr;
};

struct AuthorEntry {
    std::int64_t author = 0;
    std::int64_t createdAt = 0;
    std::int64_t seq = 0;
    std::int32_t previous = -1; ///< the entry before of the same author, so that RAM answers look-ups too
    friend bool operator<(const AuthorEntry& a, const AuthorEntry& b)
    {
        return std::tie(a.author, a.createdAt, a.seq) < std::tie(b.author, b.createdAt, b.seq);
    }
};

/// Look-up entries of the newest rows. Lost with the process: rebuilt from the rows above `merged_seq`.
struct Generation {
    boost::unordered_flat_map<std::int64_t, std::int64_t> ids;
    boost::unordered_flat_map<std::int64_t, std::int32_t> lastOfAuthor;
    std::vector<AuthorEntry> authors;

    void add(const LayoutRow& row, std::int64_t seq)
    {
        ids.emplace(prefixOf(row.id), seq);
        const auto author = prefixOf(row.pubkey);
        const auto [last, isFirst] = lastOfAuthor.try_emplace(author, -1);
        authors.push_back({author, row.createdAt, seq, last->second});
        last->second = static_cast<std::int32_t>(authors.size() - 1);
    }
    void clear()
    {
        ids.clear();
        lastOfAuthor.clear();
        authors.clear();
    }
};

/// Hot entries in RAM, cold ones on disk; the rows themselves are only appended.
class HotColdLayout final : public Layout {
public:
    explicit HotColdLayout(LayoutDb& db)
        : Layout(db)
    {
        db.exec("CREATE TABLE event(seq INTEGER PRIMARY KEY, id BLOB, pubkey BLOB, created_at INTEGER,"
                " kind INTEGER, received_at INTEGER, body BLOB)");
        db.exec("CREATE INDEX event_time ON event(created_at)");
        db.exec("CREATE TABLE cold_id(prefix INTEGER, seq INTEGER, PRIMARY KEY(prefix, seq)) WITHOUT ROWID");
        db.exec("CREATE TABLE cold_author(author INTEGER, created_at INTEGER, seq INTEGER,"
                " PRIMARY KEY(author, created_at, seq)) WITHOUT ROWID");
        db.exec("CREATE TABLE meta(merged_seq INTEGER)");
        db.exec("INSERT INTO meta VALUES(0)");
        m_find = db.prepare("SELECT event.id FROM cold_id CROSS JOIN event USING(seq) WHERE prefix=?1");
        m_idOfSeq = db.prepare("SELECT id FROM event WHERE seq=?1");
        m_insert = db.prepare("INSERT INTO event VALUES(?1,?2,?3,?4,?5,?6,?7)");
        m_mergeId = db.prepare("INSERT OR IGNORE INTO cold_id VALUES(?1,?2)");
        m_mergeAuthor = db.prepare("INSERT OR IGNORE INTO cold_author VALUES(?1,?2,?3)");
        m_setMerged = db.prepare("UPDATE meta SET merged_seq=?1");
    }

    std::size_t write(std::span<const LayoutRow> batch) override
    {
        m_db.exec("BEGIN IMMEDIATE");
        std::vector<const LayoutRow*> fresh;
        for (const auto* row : byId(batch)) {
            if (!contains(row->id))
                fresh.push_back(row);
        }
        std::ranges::sort(fresh, {}, [](const LayoutRow* row) { return row; }); // store order = arrival order
        for (const auto* row : fresh) {
            sqlite3_bind_int64(m_insert, 1, ++m_seq);
            bindBytes(m_insert, 2, row->id);
            bindBytes(m_insert, 3, row->pubkey);
            sqlite3_bind_int64(m_insert, 4, row->createdAt);
            sqlite3_bind_int(m_insert, 5, row->kind);
            sqlite3_bind_int64(m_insert, 6, row->receivedAt);
            bindBytes(m_insert, 7, row->body);
            m_db.run(m_insert);
            m_hot.add(*row, m_seq);
        }
        m_db.exec("COMMIT");
        return fresh.size();
    }

    void afterBatch() override
    {
        if (!m_merging && m_hot.authors.size() >= mergeAt)
            startMerge();
        if (m_merging)
            mergeSlice();
        while (m_merging && m_hot.authors.size() + m_frozen.authors.size() > hotLimit)
            mergeSlice(); // the bound of the memory comes first
    }
    void finish() override
    {
        while (m_merging)
            mergeSlice();
        startMerge();
        while (m_merging)
            mergeSlice();
    }
    bool contains(const Bytes32& id) override
    {
        for (const auto* generation : {&m_hot, &m_frozen}) {
            if (const auto entry = generation->ids.find(prefixOf(id));
                entry != generation->ids.end() && idOfSeq(entry->second) == QByteArrayView(id))
                return true;
        }
        return yieldsId(m_find, id);
    }

private:
    static constexpr std::size_t hotLimit = 250'000;
    static constexpr std::size_t mergeAt = 200'000; // the rest is for what arrives while merging
    static constexpr std::size_t rowsBetweenClockReads = 128;
    /// Leaves time for the commit within the 50 ms of a slice.
    static constexpr auto insertTime = std::chrono::milliseconds(30);

    QByteArray idOfSeq(std::int64_t seq)
    {
        sqlite3_bind_int64(m_idOfSeq, 1, seq);
        QByteArray id;
        if (sqlite3_step(m_idOfSeq) == SQLITE_ROW)
            id = QByteArray(static_cast<const char*>(sqlite3_column_blob(m_idOfSeq, 0)),
                            sqlite3_column_bytes(m_idOfSeq, 0));
        sqlite3_reset(m_idOfSeq);
        return id;
    }

    void startMerge()
    {
        std::swap(m_hot, m_frozen);
        m_hot.clear();
        m_sortedIds.assign(m_frozen.ids.begin(), m_frozen.ids.end());
        std::ranges::sort(m_sortedIds);
        m_sortedAuthors = m_frozen.authors;
        std::ranges::sort(m_sortedAuthors, std::less<>());
        m_next = 0;
        m_mergingUpTo = m_seq;
        m_merging = true;
    }

    /// First all ids, then all authors: `merged_seq` moves when both are done, so a crash repeats the merge.
    void mergeSlice()
    {
        const auto start = SteadyClock::now();
        const auto total = m_sortedIds.size() + m_sortedAuthors.size();
        m_db.exec("BEGIN IMMEDIATE");
        while (m_next < total && SteadyClock::now() - start < insertTime) {
            const auto end = std::min(total, m_next + rowsBetweenClockReads);
            for (; m_next < end; ++m_next)
                mergeEntry(m_next);
        }
        m_merging = m_next < total;
        if (!m_merging) {
            sqlite3_bind_int64(m_setMerged, 1, m_mergingUpTo);
            m_db.run(m_setMerged);
            m_frozen.clear();
        }
        m_db.exec("COMMIT");
        m_longestSlice =
            std::max(m_longestSlice,
                     std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - start));
    }
    void mergeEntry(std::size_t index)
    {
        if (index < m_sortedIds.size()) {
            sqlite3_bind_int64(m_mergeId, 1, m_sortedIds[index].first);
            sqlite3_bind_int64(m_mergeId, 2, m_sortedIds[index].second);
            m_db.run(m_mergeId);
            return;
        }
        const auto& entry = m_sortedAuthors[index - m_sortedIds.size()];
        sqlite3_bind_int64(m_mergeAuthor, 1, entry.author);
        sqlite3_bind_int64(m_mergeAuthor, 2, entry.createdAt);
        sqlite3_bind_int64(m_mergeAuthor, 3, entry.seq);
        m_db.run(m_mergeAuthor);
    }

    sqlite3_stmt* m_find = nullptr;
    sqlite3_stmt* m_idOfSeq = nullptr;
    sqlite3_stmt* m_insert = nullptr;
    sqlite3_stmt* m_mergeId = nullptr;
    sqlite3_stmt* m_mergeAuthor = nullptr;
    sqlite3_stmt* m_setMerged = nullptr;
    Generation m_hot;
    Generation m_frozen; ///< being merged, still answers look-ups
    std::vector<std::pair<std::int64_t, std::int64_t>> m_sortedIds;
    std::vector<AuthorEntry> m_sortedAuthors;
    std::size_t m_next = 0;
    std::int64_t m_seq = 0;
    std::int64_t m_mergingUpTo = 0;
    bool m_merging = false;
};

} // namespace

LayoutDb::LayoutDb(const QString& file, int checkpointPages)
{
    if (sqlite3_open(file.toUtf8().constData(), &m_db) != SQLITE_OK)
        fail("open");
    exec("PRAGMA page_size=8192");
    exec("PRAGMA journal_mode=WAL");
    exec("PRAGMA synchronous=NORMAL");
    exec("PRAGMA cache_size=-65536");
    exec(QByteArray("PRAGMA wal_autocheckpoint=" + QByteArray::number(checkpointPages)).constData());
}

LayoutDb::~LayoutDb()
{
    for (auto* statement : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_db);
}

void LayoutDb::exec(const char* sql)
{
    if (sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sql);
}

sqlite3_stmt* LayoutDb::prepare(const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(m_db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        fail(sql);
    m_statements.push_back(statement);
    return statement;
}

void LayoutDb::run(sqlite3_stmt* statement)
{
    const int result = sqlite3_step(statement);
    if (result != SQLITE_DONE)
        fail(sqlite3_sql(statement));
    sqlite3_reset(statement);
}

void LayoutDb::fail(const char* what)
{
    std::fprintf(stderr, "bench_layout: %s: %s\n", what, sqlite3_errmsg(m_db));
    std::exit(1);
}

std::unique_ptr<Layout> makeLayout(char name, LayoutDb& db)
{
    switch (name) {
    case 'a':
        return std::make_unique<TimeOrderedLayout>(db);
    case 'b':
        return std::make_unique<UniqueIdLayout>(db);
    case 'c':
        return std::make_unique<HotColdLayout>(db);
    default:
        return nullptr;
    }
}

} // namespace nostrscope::bench
