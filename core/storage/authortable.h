// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/authorset.h"
#include "core/nostr/ids.h"
#include "core/storage/sqlite.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <vector>

namespace nostrscope {

/// Public keys as dense numbers, so that sets of authors are small. Belongs to the writer.
class AuthorTable {
public:
    explicit AuthorTable(SqlDatabase& database);

    /// The number of a key, given now if it is new; none when the database fails.
    [[nodiscard]] std::optional<AuthorNo> intern(const PubKey& key);
    void afterCommit() { m_new.clear(); }
    /// After a failed transaction: numbers given in it are free again.
    void afterRollback();

private:
    struct Hash {
        std::size_t operator()(const PubKey& key) const noexcept
        {
            return static_cast<std::size_t>(key.prefix());
        }
    };
    SqlDatabase& m_database;
    SqlStatement m_find;
    SqlStatement m_insert;
    boost::unordered_flat_map<PubKey, AuthorNo, Hash> m_known;
    std::vector<PubKey> m_new;
    AuthorNo m_next;
};

} // namespace nostrscope
