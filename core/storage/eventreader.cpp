// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventreader.h"

#include "core/base/limits.h"
#include "core/facts/facts.h"

#include <algorithm>
#include <limits>

namespace nostrscope {

namespace {

#define EVENT_COLUMNS                                                                                        \
    "event.seq, event.id, author.pubkey, event.created_at, event.kind, event.received_at, event.origin, "    \
    "event.body "                                                                                            \
    "FROM event JOIN author ON author.no = event.author "

// A page of a filter that matches little must still end: it then hands back what it has and a cursor.
constexpr int maxRowsLooked = 200000;

/// All parts of an answer are of one instant: runs of look-ups are replaced as a whole.
class ReadTransaction {
public:
    explicit ReadTransaction(SqlDatabase& database)
        : m_database(database)
        , m_isOurs(!database.inTransaction() && database.exec("BEGIN"))
    {
    }
    ~ReadTransaction()
    {
        const auto error = m_database.error();
        if (m_isOurs)
            m_database.exec("COMMIT");
        m_database.restoreError(error);
    }
    Q_DISABLE_COPY_MOVE(ReadTransaction)

private:
    SqlDatabase& m_database;
    const bool m_isOurs;
};

bool isAfter(const StoredEvent& event, EventOrder order, const EventCursor& cursor)
{
    const auto left = std::pair(event.event.createdAt, event.seq);
    const auto right = std::pair(cursor.createdAt, cursor.seq);
    return order == EventOrder::OldestFirst ? left > right : left < right;
}

} // namespace

EventReader::EventReader(SqlDatabase& database)
    : m_database(database)
    , m_runs(database)
    , m_ids(makeLookup(Lookup::Id, "SELECT id_merged FROM state", "SELECT seq, id FROM event WHERE seq > ?"))
    , m_authors(makeLookup(Lookup::Author, "SELECT author_merged FROM state",
                           "SELECT seq, author FROM event WHERE seq > ?"))
    , m_tags(makeLookup(Lookup::Tag, "SELECT tag_merged FROM state",
                        "SELECT seq, kind, body FROM event WHERE seq > ?"))
    , m_row(database, "SELECT " EVENT_COLUMNS "WHERE event.seq = ?")
    , m_idOfRow(database, "SELECT id FROM event WHERE seq = ?")
    , m_authorNo(database, "SELECT no FROM author WHERE pubkey = ?")
    , m_forward(database,
                "SELECT " EVENT_COLUMNS
                "WHERE (event.created_at, event.seq) > (?, ?) AND event.created_at BETWEEN ? "
                "AND ? ORDER BY event.created_at, event.seq")
    , m_backward(database,
                 "SELECT " EVENT_COLUMNS
                 "WHERE (event.created_at, event.seq) < (?, ?) AND event.created_at BETWEEN "
                 "? AND ? ORDER BY event.created_at DESC, event.seq DESC")
    , m_dictionaries(database)
{
}

EventReader::Rows EventReader::makeLookup(Lookup what, const char* merged, const char* newer)
{
    return {what, SqlStatement(m_database, merged), SqlStatement(m_database, newer), {}, {}, 0, 0, false};
}

void EventReader::refresh(Rows& lookup, NewRows newRows)
{
    lookup.runs = m_runs.runsOf(lookup.what);
    if (!lookup.merged.step())
        return;
    const auto merged = lookup.merged.integer(0);
    lookup.merged.reset();
    if (merged > lookup.mergedUpTo) {
        std::erase_if(lookup.hot, [merged](const auto& entry) { return entry.second <= merged; });
        lookup.mergedUpTo = merged;
    }
    if (newRows == NewRows::ReadOnce && lookup.wasRead)
        return;
    lookup.wasRead = true;
    const auto from = std::max(lookup.readUpTo, merged);
    auto& rows = lookup.newer;
    rows.bind(1, from);
    while (rows.step()) {
        const auto seq = rows.integer(0);
        lookup.readUpTo = seq;
        if (lookup.what == Lookup::Id) {
            if (const auto id = EventId::fromBytes(rows.blob(1)))
                lookup.hot.emplace(idKey(*id), seq);
            continue;
        }
        if (lookup.what == Lookup::Author) {
            lookup.hot.emplace(rows.integer(1), seq);
            continue;
        }
        Event event;
        event.kind = static_cast<Kind>(rows.integer(1));
        if (!facts::hasIndexedTags(event.kind) || !decodeBody(rows.blob(2), m_dictionaries, event))
            continue;
        facts::forEachIndexedTag(
            event, [&](char name, QByteArrayView value) { lookup.hot.emplace(tagKey(name, value), seq); });
    }
    lookup.readUpTo = std::max(lookup.readUpTo, merged);
}

void EventReader::rowsOf(Rows& lookup, std::int64_t key, std::vector<std::int64_t>& rows)
{
    for (const auto& run : lookup.runs) {
        if (!m_runs.find(run.number, key, rows))
            return; // the database keeps the error
    }
    const auto [first, last] = lookup.hot.equal_range(key);
    for (auto entry = first; entry != last; ++entry)
        rows.push_back(entry->second);
}

std::optional<std::int64_t> EventReader::rowOf(const EventId& id)
{
    std::vector<std::int64_t> rows;
    rowsOf(m_ids, idKey(id), rows);
    for (const auto row : rows) {
        const bool same = m_idOfRow.bind(1, row).step() && m_idOfRow.blob(0) == id.view();
        m_idOfRow.reset();
        if (same)
            return row;
    }
    return std::nullopt;
}

bool EventReader::findAll(const std::vector<EventId>& ids, std::vector<bool>& found, NewRows newRows)
{
    m_database.clearError();
    const ReadTransaction transaction(m_database);
    found.assign(ids.size(), false);
    refresh(m_ids, newRows);
    for (std::size_t i = 0; i < ids.size(); ++i)
        found[i] = rowOf(ids[i]).has_value();
    return m_database.error().code == StoreErrorCode::None;
}

bool EventReader::find(const std::vector<EventId>& ids, std::vector<bool>& found)
{
    return findAll(ids, found, NewRows::Read);
}

bool EventReader::findOlder(const std::vector<EventId>& ids, std::vector<bool>& found)
{
    return findAll(ids, found, NewRows::ReadOnce);
}

bool EventReader::readRow(SqlStatement& row, StoredEvent& stored)
{
    const auto id = EventId::fromBytes(row.blob(1));
    const auto author = PubKey::fromBytes(row.blob(2));
    if (!id || !author)
        return false;
    stored.seq = row.number(0);
    stored.event.id = *id;
    stored.event.pubkey = *author;
    stored.event.createdAt = row.integer(3);
    stored.event.kind = static_cast<Kind>(row.integer(4));
    stored.receivedAt = fromMillis(row.integer(5));
    stored.origin = static_cast<Origin>(row.integer(6));
    return decodeBody(row.blob(7), m_dictionaries, stored.event);
}

StoreResult<std::vector<StoredEvent>> EventReader::byIds(const std::vector<EventId>& ids)
{
    m_database.clearError();
    const ReadTransaction transaction(m_database);
    std::vector<StoredEvent> events;
    refresh(m_ids);
    for (const auto& id : ids) {
        const auto row = rowOf(id);
        StoredEvent stored;
        if (row && m_row.bind(1, *row).step()) {
            if (readRow(m_row, stored))
                events.push_back(std::move(stored));
            m_row.reset();
        }
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return events;
}

std::optional<std::vector<std::int64_t>> EventReader::candidates(const Filter& filter)
{
    std::vector<std::int64_t> rows;
    if (filter.ids) {
        refresh(m_ids);
        for (const auto& id : *filter.ids) {
            if (const auto row = rowOf(id))
                rows.push_back(*row);
        }
        return rows;
    }
    for (const auto& [name, values] : filter.tags) {
        // Only what facts::forEachIndexedTag() yields can be looked up there; its 'c' is "client", not `c`.
        if (name == 'c' || !std::all_of(values.begin(), values.end(), [name = name](const QByteArray& value) {
                return facts::isIndexed(name, value);
            }))
            continue;
        const bool listsWanted = !filter.kinds
            || std::any_of(filter.kinds->begin(), filter.kinds->end(),
                           [](Kind kind) { return !facts::hasIndexedTags(kind); });
        // Lists (kind 3 …) have no rows for their tags: only a walk through time finds them.
        if (listsWanted)
            continue;
        refresh(m_tags);
        for (const auto& value : values)
            rowsOf(m_tags, tagKey(name, value), rows);
        return rows;
    }
    if (filter.authors && filter.authors->size() <= 1000) {
        refresh(m_authors);
        for (const auto& author : *filter.authors) {
            if (m_authorNo.bind(1, author.view()).step()) {
                const auto number = m_authorNo.integer(0);
                m_authorNo.reset();
                rowsOf(m_authors, number, rows);
            }
        }
        return rows;
    }
    return std::nullopt;
}

StoreResult<EventPage> EventReader::page(const Filter& filter, EventOrder order,
                                         std::optional<EventCursor> after, int count)
{
    m_database.clearError();
    const ReadTransaction transaction(m_database);
    auto rows = candidates(filter);
    if (rows) {
        std::sort(rows->begin(), rows->end());
        rows->erase(std::unique(rows->begin(), rows->end()), rows->end());
    }
    auto page =
        rows ? pageOfRows(*rows, filter, order, after, count) : pageByTime(filter, order, after, count);
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return page;
}

StoreResult<std::uint64_t> EventReader::trimmedCount(const Filter& filter)
{
    m_database.clearError();
    auto columns = filter;
    columns.tags.clear();
    SqlStatement rows(
        m_database,
        "SELECT event.id, author.pubkey, event.created_at, event.kind FROM trimmed JOIN event ON "
        "event.seq = trimmed.seq JOIN author ON author.no = event.author");
    std::uint64_t count = 0;
    Event event;
    while (rows.step()) {
        event.id = EventId::fromBytes(rows.blob(0)).value_or(EventId());
        event.pubkey = PubKey::fromBytes(rows.blob(1)).value_or(PubKey());
        event.createdAt = rows.integer(2);
        event.kind = static_cast<Kind>(rows.integer(3));
        count += columns.matches(event);
    }
    if (m_database.error().code != StoreErrorCode::None)
        return Unexpected(m_database.error());
    return count;
}

EventPage EventReader::pageOfRows(const std::vector<std::int64_t>& rows, const Filter& filter,
                                  EventOrder order, std::optional<EventCursor> after, int count)
{
    EventPage page;
    for (const auto row : rows) {
        StoredEvent stored;
        const bool read = m_row.bind(1, row).step() && readRow(m_row, stored);
        m_row.reset();
        if (read && filter.matches(stored.event) && (!after || isAfter(stored, order, *after)))
            page.events.push_back(std::move(stored));
    }
    std::sort(page.events.begin(), page.events.end(), [order](const StoredEvent& a, const StoredEvent& b) {
        return isAfter(b, order, {a.event.createdAt, a.seq});
    });
    if (page.events.size() > static_cast<std::size_t>(count)) {
        page.events.resize(static_cast<std::size_t>(count));
        page.next = EventCursor{page.events.back().event.createdAt, page.events.back().seq};
    }
    return page;
}

EventPage EventReader::pageByTime(const Filter& filter, EventOrder order, std::optional<EventCursor> after,
                                  int count)
{
    const bool forward = order == EventOrder::OldestFirst;
    auto& rows = forward ? m_forward : m_backward;
    const auto start =
        after.value_or(forward ? EventCursor{-1, 0} : EventCursor{limits::maxCreatedAt + 1, 0});
    rows.bind(1, start.createdAt)
        .bind(2, start.seq)
        .bind(3, filter.since.value_or(0))
        .bind(4, filter.until.value_or(limits::maxCreatedAt));
    EventPage page;
    EventCursor last;
    for (int looked = 1; rows.step(); ++looked) {
        StoredEvent stored;
        const bool read = readRow(rows, stored);
        last = {rows.integer(3), rows.number(0)};
        if (read && filter.matches(stored.event))
            page.events.push_back(std::move(stored));
        if (static_cast<int>(page.events.size()) == count || looked == maxRowsLooked) {
            page.next = last;
            rows.reset();
            break;
        }
    }
    return page;
}

} // namespace nostrscope
