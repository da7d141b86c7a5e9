// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/versions.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr const char* recentColumns =
    "SELECT seq, author, kind, identifier, created_at, id FROM version_recent";

VersionKey keyOf(SqlStatement& row)
{
    return {row.integer(1), row.integer(2), row.blob(3).toByteArray()};
}

Version versionOf(SqlStatement& row)
{
    return {row.integer(4), EventId::fromBytes(row.blob(5)).value_or(EventId()), row.integer(0)};
}

} // namespace

QByteArray insertVersion(QByteArrayView schema)
{
    return "INSERT INTO " + schema.toByteArray()
        + ".version VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET created_at = excluded.created_at, "
          "id = excluded.id, seq = excluded.seq WHERE excluded.created_at > created_at "
          "OR (excluded.created_at = created_at AND excluded.id < id)";
}

VersionReader::VersionReader(SqlDatabase& database)
    : m_database(database)
    , m_version(database,
                "SELECT created_at, id, seq FROM version WHERE author = ? AND kind = ? AND identifier = ?")
    , m_since(database, QByteArray(recentColumns) + " WHERE seq > ? ORDER BY seq")
{
}

void VersionReader::refresh()
{
    // A merge removes the oldest rows first: when ours is gone, `version` has what it said.
    const auto first = m_database.value("SELECT min(seq) FROM version_recent");
    if (first != m_first) {
        m_recent.clear();
        m_first = first;
        m_last = 0;
    }
    m_since.bind(1, m_last);
    while (m_since.step()) {
        m_last = m_since.integer(0);
        const auto version = versionOf(m_since);
        const auto [known, isNew] = m_recent.try_emplace(keyOf(m_since), version);
        if (!isNew && version.isNewerThan(known->second))
            known->second = version;
    }
}

std::optional<Version> VersionReader::find(const VersionKey& key)
{
    std::optional<Version> newest;
    const auto& [author, kind, identifier] = key;
    if (m_version.bind(1, author).bind(2, kind).bind(3, identifier).step())
        newest = Version{m_version.integer(0), EventId::fromBytes(m_version.blob(1)).value_or(EventId()),
                         m_version.integer(2)};
    m_version.reset();
    const auto recent = m_recent.find(key);
    if (recent != m_recent.end() && (!newest || recent->second.isNewerThan(*newest)))
        newest = recent->second;
    return newest;
}

VersionMerger::VersionMerger(SqlDatabase& database)
    : m_database(database)
    , m_write(database, insertVersion("main"))
    , m_waiting(static_cast<std::size_t>(database.value("SELECT count(*) FROM version_recent")))
{
}

bool VersionMerger::start()
{
    afterRollback();
    SqlStatement rows(m_database, recentColumns);
    while (rows.step()) {
        m_through = std::max(m_through, rows.integer(0));
        m_rows.push_back({keyOf(rows), versionOf(rows)});
    }
    m_read = m_rows.size();
    // The newest of a key first; the others need not be written.
    std::sort(m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) {
        return a.key != b.key ? a.key < b.key : a.version.isNewerThan(b.version);
    });
    m_rows.erase(
        std::unique(m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) { return a.key == b.key; }),
        m_rows.end());
    m_waiting = m_read;
    return m_database.error().code == StoreErrorCode::None;
}

bool VersionMerger::slice(std::size_t rows)
{
    m_sliceNext = std::min(m_next + rows, m_rows.size());
    for (auto i = m_next; i < m_sliceNext; ++i) {
        const auto& [key, version] = m_rows[i];
        const auto& [author, kind, identifier] = key;
        if (!m_write.bind(1, author)
                 .bind(2, kind)
                 .bind(3, identifier)
                 .bind(4, version.createdAt)
                 .bind(5, version.id.view())
                 .bind(6, version.seq)
                 .run())
            return false;
    }
    if (m_sliceNext < m_rows.size())
        return true;
    SqlStatement remove(m_database, "DELETE FROM version_recent WHERE seq <= ?");
    return remove.bind(1, m_through).run();
}

void VersionMerger::afterSlice()
{
    m_next = m_sliceNext;
    if (m_next < m_rows.size())
        return;
    m_waiting -= std::min(m_waiting, m_read);
    afterRollback();
}

void VersionMerger::afterRollback()
{
    m_rows = {};
    m_next = 0;
    m_sliceNext = 0;
    m_through = 0;
    m_read = 0;
}

} // namespace nostrscope
