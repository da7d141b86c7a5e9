// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/authortable.h"

namespace nostrscope {

namespace {

constexpr std::size_t maxCached = 500000; // 20 MB; above, the cache starts anew

} // namespace

AuthorTable::AuthorTable(SqlDatabase& database)
    : m_database(database)
    , m_find(database, "SELECT no FROM author WHERE pubkey = ?")
    , m_insert(database, "INSERT INTO author VALUES(?, ?)")
    , m_next(static_cast<AuthorNo>(database.value("SELECT max(no) FROM author") + 1))
{
}

std::optional<AuthorNo> AuthorTable::intern(const PubKey& key)
{
    const auto cached = m_known.find(key);
    if (cached != m_known.end())
        return cached->second;
    if (m_known.size() >= maxCached)
        m_known.clear();
    if (m_find.bind(1, key.view()).step()) {
        const auto number = static_cast<AuthorNo>(m_find.integer(0));
        m_find.reset();
        m_known.emplace(key, number);
        return number;
    }
    if (m_database.error().code != StoreErrorCode::None
        || !m_insert.bind(1, m_next).bind(2, key.view()).run())
        return std::nullopt;
    m_known.emplace(key, m_next);
    m_new.push_back(key);
    return m_next++;
}

void AuthorTable::afterRollback()
{
    for (const auto& key : m_new)
        m_known.erase(key);
    m_next -= static_cast<AuthorNo>(m_new.size());
    m_new.clear();
}

} // namespace nostrscope
