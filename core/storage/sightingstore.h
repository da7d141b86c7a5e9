// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/varint.h"
#include "core/facts/rollup.h"
#include "core/records/relay.h"
#include "core/storage/sqlite.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace nostrscope {

/// Where an event was seen, and when: in RAM the very bytes of the blob of a settled event, about four for
/// each relay (a varint of its number, one of the time). Lists of events that are not settled are most of the
/// memory in a flood.
class SightingList {
public:
    struct Item {
        std::uint32_t relay = 0;
        std::int64_t millisAfterFirst = 0; ///< after received_at of the event
    };

    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); } ///< bytes
    [[nodiscard]] bool holds(std::uint32_t relay) const;
    /// The caller knows that it does not hold the relay.
    void add(const Item& item);
    /// Forgets what was added since it had this size().
    void shrinkTo(std::size_t size) { m_bytes.resize(size); }
    template <typename Function> void forEach(Function function) const
    {
        ByteReader in(blob());
        while (!in.atEnd())
            function(readItem(in));
    }
    [[nodiscard]] QByteArrayView blob() const { return {m_bytes.data(), qsizetype(m_bytes.size())}; }
    /// False when the blob is damaged; the list is then empty.
    [[nodiscard]] bool fromBlob(QByteArrayView blob);

private:
    [[nodiscard]] static Item readItem(ByteReader& in);
    std::vector<char> m_bytes;
};

/// Which relays showed which event. Most writes of a monitor are this, so a batch appends one journal row;
/// when an event has been quiet for ten minutes its list becomes one blob beside the event.
class SightingStore {
public:
    explicit SightingStore(SqlDatabase& database);

    /// Reads the journal after a start: unsettled lists come back. False when the database fails.
    [[nodiscard]] bool load();

    /// An event that is new in this transaction. `relay` 0: known from a file only. `settled`: its list is
    /// written at once (imports: nobody will send it again soon).
    [[nodiscard]] bool addNew(std::int64_t seq, std::uint32_t relay, UnixMillis firstSeen,
                              const EventMeasure& measure, bool settled);
    enum class Added : std::uint8_t { New, Known, Failed };
    /// A known event on a relay; New when this pair was not known. `firstSeen` is the event's received_at.
    [[nodiscard]] Added add(std::int64_t seq, std::uint32_t relay, UnixMillis at, UnixMillis firstSeen);

    /// Measure and first arrival of an event that is not settled yet; null when it is.
    struct Recent {
        EventMeasure measure;
        UnixMillis firstSeen{};
    };
    [[nodiscard]] const Recent* recent(std::int64_t seq) const;
    /// What is in RAM of the event's sightings; null when it is settled.
    [[nodiscard]] const SightingList* unsettledList(std::int64_t seq) const;
    /// The number of the batch that begins.
    void beginBatch(std::uint64_t batch) { m_batch = batch; }
    /// The journal row of this batch; inside its transaction.
    [[nodiscard]] bool appendJournal(std::uint64_t batch);
    void afterCommit();
    void afterRollback();

    /// Writes lists of events that were quiet for ten minutes, or that are too many, at most `most`; in the
    /// caller's transaction. Call afterCommit() or afterRollback().
    [[nodiscard]] bool settle(UnixMillis now, std::size_t most, std::size_t keep = maxUnsettled);
    [[nodiscard]] std::size_t unsettled() const { return m_unsettled.size(); }

    static constexpr std::size_t maxUnsettled = 200000; ///< about 25 MB, and as much as the lists at most:
    static constexpr std::size_t maxListBytes = 32 * 1024 * 1024;
    static constexpr auto quietTime = std::chrono::minutes(10);

private:
    struct Entry {
        Recent recent;
        UnixMillis lastSeen{};
        std::uint64_t firstBatch = 0; ///< journal rows from here on may hold it
        SightingList list;
    };
    struct Change {
        std::int64_t seq;
        std::size_t sizeBefore; ///< of the list; 0 = the event is new
    };
    void append(SightingList& list, const SightingList::Item& item); ///< a list in RAM
    void forget(std::int64_t seq);
    [[nodiscard]] bool writeBlob(std::int64_t seq, const SightingList& list);
    [[nodiscard]] bool readBlob(std::int64_t seq, SightingList& list);

    SqlDatabase& m_database;
    SqlStatement m_writeBlob;
    SqlStatement m_readBlob;
    SqlStatement m_appendJournal;
    SqlStatement m_trimJournal;
    std::unordered_map<std::int64_t, Entry> m_unsettled;
    std::deque<std::int64_t> m_order; ///< of first arrival
    std::vector<Change> m_changes; ///< of the running batch, for undo
    std::vector<std::int64_t> m_settling; ///< of the running transaction
    std::size_t m_listBytes = 0; ///< of all lists
    QByteArray m_journal;
    std::int64_t m_journalSeq = 0;
    std::uint64_t m_batch = 1;
    std::uint64_t m_settleCount = 0;
    static constexpr std::uint64_t trimEvery = 16; ///< finding the oldest row in use looks at all entries
};

} // namespace nostrscope
