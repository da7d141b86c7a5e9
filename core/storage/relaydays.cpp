// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/relaydays.h"

#include "core/storage/retention.h"
#include "core/storage/rollupstore.h"

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr std::int64_t daySeconds = 86400;
/// After midnight lists of the evening still grow; what comes later goes through the journal.
constexpr auto closesAfter = 15min;
constexpr std::size_t maxJournalBytes = 256 * 1024; // readers go through it for each answer
// One round of work in RAM, about 10 MB; strangers choose the days of their events.
constexpr std::size_t maxOpenRows = 20000;
constexpr std::size_t maxOpenPairs = 2'000'000;

UnixMillis midnightBefore(UnixMillis time)
{
    return fromSeconds(toSeconds(time) / daySeconds * daySeconds);
}

AuthorNo offsetOf(std::int64_t seq)
{
    return static_cast<AuthorNo>(seq % RelayDayKey::blockEvents);
}

} // namespace

RelayDayTable::RelayDayTable(SqlDatabase& database, QByteArrayView schema)
    : m_read(database,
             "SELECT data FROM " + schema.toByteArray()
                 + ".relay_day WHERE relay = ? AND day = ? AND block = ?")
    , m_write(database, "INSERT OR REPLACE INTO " + schema.toByteArray() + ".relay_day VALUES(?, ?, ?, ?)")
{
}

AuthorSet RelayDayTable::read(const RelayDayKey& key)
{
    AuthorSet events;
    if (!m_read.bind(1, key.relay).bind(2, key.day).bind(3, key.block).step())
        return events;
    ByteReader in(m_read.blob(0));
    if (!events.readFrom(in))
        events = {};
    m_read.reset();
    return events;
}

bool RelayDayTable::unite(const RelayDayKey& key, const AuthorSet& events)
{
    auto all = read(key);
    all.unite(events);
    QByteArray blob;
    all.appendTo(blob);
    return m_write.bind(1, key.relay).bind(2, key.day).bind(3, key.block).bind(4, blob).run();
}

RelayDayStore::RelayDayStore(SqlDatabase& database, const SightingStore& sightings, const Tuning& tuning)
    : m_database(database)
    , m_sightings(sightings)
    , m_tuning(tuning)
    , m_table(database)
    , m_events(
          database,
          "SELECT event.seq, created_at, future, received_at, sighting.data FROM event LEFT JOIN sighting "
          "ON sighting.seq = event.seq WHERE event.seq > ? AND event.seq <= ? ORDER BY event.seq LIMIT ?")
    , m_firstUnmapped(database, "SELECT received_at FROM event WHERE seq > ? ORDER BY seq LIMIT 1")
    , m_appendJournal(database, "INSERT OR REPLACE INTO relay_day_journal VALUES(?, ?)")
    , m_trimJournal(database, "DELETE FROM relay_day_journal WHERE batch <= ?")
    , m_setMapped(database, "UPDATE state SET mapped_seq = ?")
    , m_mapped(database.value("SELECT mapped_seq FROM state"))
    , m_read(m_mapped)
    , m_journalBytes(
          static_cast<std::size_t>(database.value("SELECT sum(length(data)) FROM relay_day_journal")))
{
}

void RelayDayStore::addSighting(std::int64_t seq, std::uint32_t relay, const EventMeasure& measure)
{
    if (seq > m_read)
        return; // its list will be read
    const auto day = bucketAt(RollupLevel::Day, measure.hour());
    appendVarint(m_journal, zigZag(seq - m_journalSeq));
    appendVarint(m_journal, relay);
    appendVarint(m_journal, zigZag(day - m_journalDay));
    m_journalSeq = seq;
    m_journalDay = day;
}

bool RelayDayStore::appendJournal(std::uint64_t batch)
{
    return m_journal.isEmpty() || m_appendJournal.bind(1, batch).bind(2, m_journal).run();
}

void RelayDayStore::afterCommit()
{
    m_journalBytes += static_cast<std::size_t>(m_journal.size());
    afterRollback();
}

void RelayDayStore::afterRollback()
{
    m_journal.resize(0);
    m_journalSeq = 0;
    m_journalDay = 0;
}

/// Whether there is something to do; then it begins.
bool RelayDayStore::start(UnixMillis now, std::int64_t lastSeq, bool everything)
{
    const auto blockEnd =
        (m_mapped + 1) / RelayDayKey::blockEvents * RelayDayKey::blockEvents + RelayDayKey::blockEvents - 1;
    const auto today = midnightBefore(now);
    m_target = std::min(lastSeq, blockEnd);
    m_readUntil = UnixMillis::max();
    if (!everything && lastSeq - m_mapped < 2 * m_tuning.blockEvents) {
        bool isDayOver = false;
        if (m_mapped < lastSeq && now >= today + closesAfter && m_firstUnmapped.bind(1, m_mapped).step()) {
            isDayOver = fromMillis(m_firstUnmapped.integer(0)) < today;
            m_firstUnmapped.reset();
        }
        if (isDayOver)
            m_readUntil = today;
        else if (m_journalBytes >= maxJournalBytes)
            m_target = m_mapped; // only the journal
        else
            return false;
    } else if (m_target == m_mapped && m_journalBytes == 0) {
        return false;
    }
    m_phase = Phase::Reading;
    readJournal();
    return true;
}

void RelayDayStore::readJournal()
{
    m_foldThrough = 0;
    forEachLateSighting(m_database,
                        [this](std::int64_t seq, std::uint32_t relay, std::int64_t day, std::int64_t batch) {
                            m_open[{relay, day, seq / RelayDayKey::blockEvents}].add(offsetOf(seq));
                            m_foldThrough = batch;
                        });
}

void RelayDayStore::collect(SqlStatement& row)
{
    const auto seq = row.integer(0);
    EventMeasure measure;
    measure.createdAt = row.integer(1);
    measure.isFuture = row.integer(2) != 0;
    const auto day = bucketAt(RollupLevel::Day, measure.hour());
    const auto add = [&](const SightingList::Item& item) {
        m_open[{item.relay, day, seq / RelayDayKey::blockEvents}].add(offsetOf(seq));
        ++m_openPairs;
    };
    SightingList settled;
    if (settled.fromBlob(row.blob(4)))
        settled.forEach(add);
    if (const auto* list = m_sightings.unsettledList(seq))
        list->forEach(add);
}

bool RelayDayStore::isFull() const
{
    return m_open.size() >= maxOpenRows || m_openPairs >= maxOpenPairs;
}

bool RelayDayStore::readSlice()
{
    m_events.bind(1, m_read).bind(2, m_target).bind(3, m_tuning.readRows);
    int rows = 0;
    bool isOver = m_read >= m_target;
    while (!isOver && m_events.step()) {
        if (fromMillis(m_events.integer(3)) >= m_readUntil || isFull()) {
            m_target = m_read;
            isOver = true;
            break;
        }
        ++rows;
        m_read = m_events.integer(0);
        collect(m_events);
    }
    m_events.reset();
    if (m_database.error().code != StoreErrorCode::None)
        return false;
    if (isOver || rows < m_tuning.readRows) {
        m_read = m_target;
        m_phase = Phase::Writing;
    }
    return true;
}

bool RelayDayStore::writeSlice()
{
    SqlTransaction transaction(m_database);
    if (!transaction.isOpen())
        return false;
    auto next = m_open.begin();
    for (std::size_t rows = 0; next != m_open.end() && rows < m_tuning.writeRows; ++next, ++rows) {
        if (!m_table.unite(next->first, next->second))
            return false;
    }
    const bool isLast = next == m_open.end();
    if (isLast && (!m_setMapped.bind(1, m_target).run() || !m_trimJournal.bind(1, m_foldThrough).run()))
        return false;
    if (!transaction.commit())
        return false;
    m_open.erase(m_open.begin(), next);
    if (!isLast)
        return true;
    m_phase = Phase::Idle;
    m_openPairs = 0;
    m_mapped = m_target;
    m_journalBytes =
        static_cast<std::size_t>(m_database.value("SELECT sum(length(data)) FROM relay_day_journal"));
    return true;
}

RelayDayStore::Step RelayDayStore::step(UnixMillis now, std::int64_t lastSeq, bool everything)
{
    if (m_phase == Phase::Idle && !start(now, lastSeq, everything))
        return m_database.error().code == StoreErrorCode::None ? Step::Nothing : Step::Failed;
    const bool ok = m_phase == Phase::Reading ? readSlice() : writeSlice();
    return ok && m_database.error().code == StoreErrorCode::None ? Step::Done : Step::Failed;
}

std::optional<std::uint64_t> RelayDayStore::rebuild(const RetentionFloors& floors)
{
    RelayDayTable made(m_database, "temp");
    const auto flush = [&] {
        for (const auto& [key, events] : std::exchange(m_open, {})) {
            if (!made.unite(key, events))
                return false;
        }
        m_openPairs = 0;
        return true;
    };
    m_events.bind(1, 0).bind(2, m_mapped).bind(3, -1);
    while (m_events.step()) {
        collect(m_events);
        if (isFull() && !flush())
            return std::nullopt;
    }
    if (!flush() || !rebuildBelow(made, floors))
        return std::nullopt;
    std::uint64_t differences = 0;
    SqlStatement rows(m_database,
                      "SELECT relay, day, block FROM main.relay_day UNION SELECT relay, day, block FROM "
                      "temp.relay_day");
    while (rows.step()) {
        const RelayDayKey key{static_cast<std::uint32_t>(rows.integer(0)), rows.integer(1), rows.integer(2)};
        differences += !(m_table.read(key) == made.read(key));
    }
    if (differences > 0)
        m_database.exec(
            "DELETE FROM main.relay_day; INSERT INTO main.relay_day SELECT * FROM temp.relay_day");
    return m_database.error().code == StoreErrorCode::None ? std::optional(differences) : std::nullopt;
}

/// Of days that a retention floor touches: events that are gone were shown nevertheless.
bool RelayDayStore::rebuildBelow(RelayDayTable& made, const RetentionFloors& floors)
{
    Timestamp highest = 0;
    for (const auto group : kindGroups)
        highest = std::max(highest, floors.of(group));
    if (highest == 0)
        return true;
    SqlStatement rows(m_database,
                      "SELECT relay, day, block, data FROM main.relay_day WHERE day * 86400 < ? OR day = ?");
    SqlStatement exists(m_database, "SELECT 1 FROM event WHERE seq = ?");
    rows.bind(1, highest).bind(2, futureHour);
    while (rows.step()) {
        const RelayDayKey key{static_cast<std::uint32_t>(rows.integer(0)), rows.integer(1), rows.integer(2)};
        AuthorSet before;
        ByteReader in(rows.blob(3));
        if (!before.readFrom(in))
            continue;
        AuthorSet gone;
        for (const auto offset : before.values()) {
            if (!exists.bind(1, key.block * RelayDayKey::blockEvents + offset).step())
                gone.add(offset);
            exists.reset();
        }
        if (!gone.isEmpty() && !made.unite(key, gone))
            return false;
    }
    return m_database.error().code == StoreErrorCode::None;
}

} // namespace nostrscope
