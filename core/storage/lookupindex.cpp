// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lookupindex.h"

#include <algorithm>
#include <string>

namespace nostrscope {

namespace {

struct Sql {
    const char* insert;
    const char* setMerged;
    const char* column;
};

constexpr Sql sqlOf(LookupIndex::What what)
{
    switch (what) {
    case LookupIndex::What::Id:
        return {"INSERT OR IGNORE INTO id_cold VALUES(?, ?)", "UPDATE state SET id_merged = ?", "id_merged"};
    case LookupIndex::What::Author:
        return {"INSERT OR IGNORE INTO author_cold VALUES(?, ?)", "UPDATE state SET author_merged = ?",
                "author_merged"};
    case LookupIndex::What::Tag:
        return {"INSERT OR IGNORE INTO tag_cold VALUES(?, ?)", "UPDATE state SET tag_merged = ?",
                "tag_merged"};
    }
    Q_UNREACHABLE();
}

} // namespace

LookupIndex::LookupIndex(SqlDatabase& database, What what)
    : m_database(database)
    , m_what(what)
    , m_insert(database, sqlOf(what).insert)
    , m_setMerged(database, sqlOf(what).setMerged)
    , m_mergedUpTo(database.value((std::string("SELECT ") + sqlOf(what).column + " FROM state").c_str()))
{
}

const char* LookupIndex::mergedColumn(What what)
{
    return sqlOf(what).column;
}

void LookupIndex::forgetAbove(std::int64_t lastSeq)
{
    while (!m_hot.empty() && m_hot.back().seq > lastSeq)
        m_hot.pop_back();
}

void LookupIndex::startMerge(std::size_t threshold, std::int64_t lastSeq)
{
    // Rows count as well as entries: events without tags must move the mark too, else every start reads them.
    if (isMerging()
        || (m_hot.size() < threshold && lastSeq - m_mergedUpTo < static_cast<std::int64_t>(threshold)))
        return;
    m_merging = std::move(m_hot);
    m_hot = {};
    std::sort(m_merging.begin(), m_merging.end(),
              [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.seq < b.seq; });
    m_position = 0;
    m_mergeUpTo = lastSeq;
}

bool LookupIndex::mergeSlice(std::size_t entries)
{
    const auto end = std::min(m_merging.size(), m_position + entries);
    for (; m_position < end; ++m_position) {
        const auto& entry = m_merging[m_position];
        if (!m_insert.bind(1, entry.key).bind(2, entry.seq).run())
            return false;
    }
    return m_position < m_merging.size() || m_setMerged.bind(1, m_mergeUpTo).run();
}

bool LookupIndex::afterCommit()
{
    if (m_mergeUpTo == 0 || m_position < m_merging.size())
        return false;
    m_mergedUpTo = m_mergeUpTo;
    m_mergeUpTo = 0;
    m_merging = {};
    m_position = 0;
    return true;
}

std::int64_t tagKey(char name, QByteArrayView value) noexcept
{
    // FNV-1a with a final mix: stable over versions and machines, because it is stored. Strangers can
    // make keys collide; that costs them and us a few wasted reads, never a wrong answer.
    std::uint64_t hash = 0xcbf29ce484222325U ^ static_cast<std::uint8_t>(name);
    hash *= 0x100000001b3U;
    for (const char c : value) {
        hash ^= static_cast<std::uint8_t>(c);
        hash *= 0x100000001b3U;
    }
    hash ^= hash >> 32;
    hash *= 0x9e3779b97f4a7c15U;
    hash ^= hash >> 29;
    return static_cast<std::int64_t>(hash);
}

} // namespace nostrscope
