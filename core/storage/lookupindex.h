// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/sqlite.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace nostrscope {

/// The three look-ups from a random key to event rows. New entries are hot: in RAM only, because the rows
/// they come from are on disk and give them back after a restart. When there are enough, they are merged
/// in key order into a cold table, slice by slice: random keys then cost a few sequential passes instead
/// of a page each (docs/decisions/0001-keys-and-layout.md).
class LookupIndex {
public:
    enum class What : std::uint8_t { Id, Author, Tag };
    struct Entry {
        std::int64_t key;
        std::int64_t seq;
    };

    LookupIndex(SqlDatabase& database, What what);

    void add(std::int64_t key, std::int64_t seq) { m_hot.push_back({key, seq}); }
    [[nodiscard]] std::size_t hotSize() const { return m_hot.size() + (m_merging.size() - m_position); }
    /// Entries that are not in a running merge and those that are, in no order.
    template <typename Function> void forEachHot(Function function) const
    {
        for (const auto& entry : m_merging)
            function(entry);
        for (const auto& entry : m_hot)
            function(entry);
    }
    /// After a failed transaction: forgets entries above this row.
    void forgetAbove(std::int64_t lastSeq);

    /// Starts a merge of all that is hot when that is at least `threshold` entries, or comes from so many
    /// rows.
    void startMerge(std::size_t threshold, std::int64_t lastSeq);
    [[nodiscard]] bool isMerging() const { return m_position < m_merging.size() || m_mergeUpTo != 0; }
    /// Inserts the next entries of the running merge inside the caller's transaction; false on an error.
    [[nodiscard]] bool mergeSlice(std::size_t entries);
    /// After the commit of a slice: when it was the last one, the entries leave RAM. True in that case.
    bool afterCommit();
    /// After a failed transaction: the running merge starts again; inserting twice is harmless.
    void restartMerge() { m_position = 0; }

    /// Rows up to here are in the cold table.
    [[nodiscard]] std::int64_t mergedUpTo() const { return m_mergedUpTo; }

    [[nodiscard]] static const char* mergedColumn(What what);

private:
    SqlDatabase& m_database;
    What m_what;
    SqlStatement m_insert;
    SqlStatement m_setMerged;
    std::vector<Entry> m_hot;
    std::vector<Entry> m_merging;
    std::size_t m_position = 0;
    std::int64_t m_mergeUpTo = 0; ///< of the running merge; 0 = none
    std::int64_t m_mergedUpTo = 0;
};

/// Key of a tag in the tag look-up: 64 bits of a hash of name and value; the event itself decides.
[[nodiscard]] std::int64_t tagKey(char name, QByteArrayView value) noexcept;

} // namespace nostrscope
