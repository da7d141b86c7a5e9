// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/rollup.h"
#include "core/storage/sightingstore.h"
#include "core/storage/sqlite.h"

namespace nostrscope {

class RetentionFloors;

/// A row of relay_day: the events of a day that a relay showed, of one block of row numbers.
struct RelayDayKey {
    std::uint32_t relay = 0;
    std::int64_t day = 0; ///< of created_at, UTC; futureHour for events of that bucket
    std::int64_t block = 0;
    friend constexpr auto operator<=>(const RelayDayKey&, const RelayDayKey&) noexcept = default;

    /// Rows are whole when their block is: two containers of a bitmap, 16 KiB at most.
    static constexpr std::int64_t blockEvents = 1 << 17;
};
/// Which events: their row numbers less the first of the block. The set is the one that authors are kept in.
using RelayDays = std::map<RelayDayKey, AuthorSet>;

/// The table relay_day, or the one of this name in another schema.
class RelayDayTable {
public:
    explicit RelayDayTable(SqlDatabase& database, QByteArrayView schema = "main");
    /// Adds to a row; doing it again changes nothing. In the caller's transaction.
    [[nodiscard]] bool unite(const RelayDayKey& key, const AuthorSet& events);
    /// Empty when there is no such row, or a damaged one.
    [[nodiscard]] AuthorSet read(const RelayDayKey& key);

private:
    SqlStatement m_read;
    SqlStatement m_write;
};

/// Reads relay_day_journal: function(seq, relay, day, batch) for each entry.
template <typename Function> void forEachLateSighting(SqlDatabase& database, Function function)
{
    SqlStatement rows(database, "SELECT batch, data FROM relay_day_journal ORDER BY batch");
    while (rows.step()) {
        ByteReader in(rows.blob(1));
        std::int64_t seq = 0;
        std::int64_t day = 0;
        while (!in.atEnd() && !in.failed()) {
            seq += unZigZag(in.varint());
            const auto relay = static_cast<std::uint32_t>(in.varint());
            day += unZigZag(in.varint());
            if (!in.failed())
                function(seq, relay, day, rows.integer(0));
        }
    }
}

/// The writer's half of the bitmaps: which events each relay showed, for questions about sets of events over
/// long ranges. Lists of sightings are turned round, block by block, when a day is over or a block is full.
///
/// Every event up to state.mapped_seq is in the bitmaps with all its relays, or in the journal of sightings
/// that came later; of events above it, readers take the lists. Everything is a union of sets, so a step
/// that a kill interrupted is simply done again.
class RelayDayStore {
public:
    /// How much one step takes; tests make it small.
    struct Tuning {
        std::int64_t blockEvents = RelayDayKey::blockEvents; ///< that wait before a block is turned round
        int readRows = 20000; ///< about 30 ms
        std::size_t writeRows = 200; ///< at most 3 MiB
    };
    RelayDayStore(SqlDatabase& database, const SightingStore& sightings, const Tuning& tuning);

    /// A relay showed an event that was stored before, for the first time.
    void addSighting(std::int64_t seq, std::uint32_t relay, const EventMeasure& measure);
    /// The journal row of this batch; inside its transaction.
    [[nodiscard]] bool appendJournal(std::uint64_t batch);
    void afterCommit();
    void afterRollback();

    enum class Step : std::uint8_t { Nothing, Done, Failed };
    /// One slice of what is due, in a transaction of its own; `lastSeq` is stored. `everything`: not only
    /// what is due. Done: there may be more.
    [[nodiscard]] Step step(UnixMillis now, std::int64_t lastSeq, bool everything = false);

    /// Makes all rows anew in temp.relay_day and replaces what differs, in the caller's transaction, after
    /// everything was mapped. Bits of events that retention removed stay. How many rows differed; none on an
    /// error.
    [[nodiscard]] std::optional<std::uint64_t> rebuild(const RetentionFloors& floors);

private:
    enum class Phase : std::uint8_t { Idle, Reading, Writing };
    [[nodiscard]] bool start(UnixMillis now, std::int64_t lastSeq, bool everything);
    void readJournal();
    [[nodiscard]] bool readSlice();
    [[nodiscard]] bool writeSlice();
    /// Adds a row of `m_events`.
    void collect(SqlStatement& row);
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] bool rebuildBelow(RelayDayTable& made, const RetentionFloors& floors);

    SqlDatabase& m_database;
    const SightingStore& m_sightings;
    const Tuning m_tuning;
    RelayDayTable m_table;
    SqlStatement m_events;
    SqlStatement m_firstUnmapped;
    SqlStatement m_appendJournal;
    SqlStatement m_trimJournal;
    SqlStatement m_setMapped;

    Phase m_phase = Phase::Idle;
    RelayDays m_open; ///< read, not written yet
    std::size_t m_openPairs = 0;
    std::int64_t m_mapped; ///< state.mapped_seq
    std::int64_t m_read; ///< lists up to here are in m_open or mapped
    std::int64_t m_target = 0; ///< of the running work
    UnixMillis m_readUntil{}; ///< events received from then on wait
    std::int64_t m_foldThrough = 0; ///< journal rows in m_open
    QByteArray m_journal; ///< of the running batch
    std::int64_t m_journalSeq = 0;
    std::int64_t m_journalDay = 0;
    std::size_t m_journalBytes = 0; ///< in the table
};

} // namespace nostrscope
