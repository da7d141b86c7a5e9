// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"
#include "core/storage/eventbody.h"
#include "core/storage/lookupruns.h"
#include "core/storage/sqlite.h"

#include <unordered_map>

namespace nostrscope {

/// Reads events on a read-only connection of one thread. Hot look-ups are not shared with the writer: what
/// is not in the cold tables yet is read from the rows above the merge mark, so that another process can
/// do the same.
class EventReader {
public:
    explicit EventReader(SqlDatabase& database);

    [[nodiscard]] StoreResult<std::vector<StoredEvent>> byIds(const std::vector<EventId>& ids);
    [[nodiscard]] StoreResult<EventPage> page(const Filter& filter, EventOrder order,
                                              std::optional<EventCursor> after, int count);
    /// How many events match but are left out of pages, because a retention setting removed their body. Their
    /// tags went with it: conditions on tags count as met.
    [[nodiscard]] StoreResult<std::uint64_t> trimmedCount(const Filter& filter);
    /// found[i] = ids[i] is stored. False when the database fails.
    [[nodiscard]] bool find(const std::vector<EventId>& ids, std::vector<bool>& found);
    /// The same, but events stored since the first call need not be found. For those who know these
    /// themselves: reading every new row again costs more than the look-up.
    [[nodiscard]] bool findOlder(const std::vector<EventId>& ids, std::vector<bool>& found);

private:
    /// A look-up half in runs, half in rows that are newer.
    struct Rows {
        Lookup what;
        SqlStatement merged;
        SqlStatement newer;
        std::unordered_multimap<std::int64_t, std::int64_t> hot;
        std::vector<LookupRun> runs; ///< valid until the read transaction ends
        std::int64_t mergedUpTo = 0;
        std::int64_t readUpTo = 0;
        bool wasRead = false;
    };
    [[nodiscard]] Rows makeLookup(Lookup what, const char* merged, const char* newer);
    enum class NewRows : std::uint8_t { Read, ReadOnce };
    void refresh(Rows& lookup, NewRows newRows = NewRows::Read);
    [[nodiscard]] bool findAll(const std::vector<EventId>& ids, std::vector<bool>& found, NewRows newRows);
    /// refresh() first, once for all keys of a question.
    void rowsOf(Rows& lookup, std::int64_t key, std::vector<std::int64_t>& rows);
    [[nodiscard]] bool readRow(SqlStatement& row, StoredEvent& stored);
    /// refresh() of m_ids first.
    [[nodiscard]] std::optional<std::int64_t> rowOf(const EventId& id);
    /// Candidate rows of the most selective condition; none when only time can narrow it down.
    [[nodiscard]] std::optional<std::vector<std::int64_t>> candidates(const Filter& filter);
    [[nodiscard]] EventPage pageOfRows(const std::vector<std::int64_t>& rows, const Filter& filter,
                                       EventOrder order, std::optional<EventCursor> after, int count);
    [[nodiscard]] EventPage pageByTime(const Filter& filter, EventOrder order,
                                       std::optional<EventCursor> after, int count);

    SqlDatabase& m_database;
    LookupRunReader m_runs;
    Rows m_ids;
    Rows m_authors;
    Rows m_tags;
    SqlStatement m_row;
    SqlStatement m_idOfRow;
    SqlStatement m_authorNo;
    SqlStatement m_forward;
    SqlStatement m_backward;
    BodyDictionaries m_dictionaries;
};

} // namespace nostrscope
