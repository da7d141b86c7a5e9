// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sightingstore.h"

#include <algorithm>

namespace nostrscope {

bool SightingList::holds(std::uint32_t relay) const
{
    // Asked for every duplicate. Nearly all numbers of relays and some times are of one byte.
    ByteReader in(blob());
    while (!in.atEnd()) {
        if (in.varint() == relay)
            return true;
        in.skipVarint();
    }
    return false;
}

void SightingList::add(const Item& item)
{
    constexpr std::size_t longest = 20; // two varints
    // Doubling would leave half of the memory unused.
    if (m_bytes.capacity() < m_bytes.size() + longest)
        m_bytes.reserve(m_bytes.size() + m_bytes.size() / 5 + longest);
    appendVarint(m_bytes, item.relay);
    appendVarint(m_bytes, zigZag(item.millisAfterFirst));
}

SightingList::Item SightingList::readItem(ByteReader& in)
{
    const auto relay = static_cast<std::uint32_t>(in.varint());
    return {relay, unZigZag(in.varint())};
}

bool SightingList::fromBlob(QByteArrayView blob)
{
    m_bytes.assign(blob.begin(), blob.end());
    ByteReader in(blob);
    while (!in.atEnd())
        (void)readItem(in);
    if (in.failed())
        m_bytes.clear();
    return !in.failed();
}

SightingStore::SightingStore(SqlDatabase& database)
    : m_database(database)
    , m_writeBlob(database, "INSERT OR REPLACE INTO sighting VALUES(?, ?)")
    , m_readBlob(database, "SELECT data FROM sighting WHERE seq = ?")
    , m_appendJournal(database, "INSERT OR REPLACE INTO sighting_journal VALUES(?, ?)")
    , m_trimJournal(database, "DELETE FROM sighting_journal WHERE batch < ?")
{
}

bool SightingStore::load()
{
    SqlStatement event(m_database,
                       "SELECT created_at, kind, author, size, future, received_at FROM event WHERE seq = ?");
    SqlStatement rows(m_database, "SELECT batch, data FROM sighting_journal ORDER BY batch");
    while (rows.step()) {
        const auto batch = rows.number(0);
        ByteReader in(rows.blob(1));
        std::int64_t seq = 0;
        while (!in.atEnd() && !in.failed()) {
            seq += unZigZag(in.varint());
            const auto relay = static_cast<std::uint32_t>(in.varint());
            const auto millis = unZigZag(in.varint());
            const auto [found, isFirst] = m_unsettled.try_emplace(seq);
            auto& entry = found->second;
            if (isFirst) {
                if (!event.bind(1, seq).step()) { // removed by retention
                    m_unsettled.erase(found);
                    continue;
                }
                entry.firstBatch = batch;
                entry.recent.measure.createdAt = event.integer(0);
                entry.recent.measure.kind = static_cast<Kind>(event.integer(1));
                entry.recent.measure.author = static_cast<AuthorNo>(event.integer(2));
                entry.recent.measure.contentBytes = static_cast<std::uint32_t>(event.integer(3));
                entry.recent.measure.isFuture = event.integer(4) != 0;
                entry.recent.firstSeen = fromMillis(event.integer(5));
                event.reset();
                // A kill between two slices of settling leaves a blob and journal entries: take their union.
                if (!readBlob(seq, entry.list))
                    return false;
                m_listBytes += entry.list.size();
                m_order.push_back(seq);
            }
            if (relay != 0 && !entry.list.holds(relay))
                append(entry.list, {relay, millis});
            entry.lastSeen =
                std::max(entry.lastSeen, entry.recent.firstSeen + std::chrono::milliseconds(millis));
        }
    }
    return m_database.error().code == StoreErrorCode::None;
}

bool SightingStore::addNew(std::int64_t seq, std::uint32_t relay, UnixMillis firstSeen,
                           const EventMeasure& measure, bool settled)
{
    if (relay == 0)
        return true;
    SightingList list;
    list.add({relay, 0});
    if (settled)
        return writeBlob(seq, list);
    m_listBytes += list.size();
    m_unsettled.emplace(seq, Entry{{measure, firstSeen}, firstSeen, m_batch, std::move(list)});
    m_order.push_back(seq);
    m_changes.push_back({seq, 0});
    appendVarint(m_journal, zigZag(seq - m_journalSeq));
    appendVarint(m_journal, relay);
    appendVarint(m_journal, zigZag(0));
    m_journalSeq = seq;
    return true;
}

SightingStore::Added SightingStore::add(std::int64_t seq, std::uint32_t relay, UnixMillis at,
                                        UnixMillis firstSeen)
{
    const auto millis = std::int64_t((at - firstSeen).count());
    const auto found = m_unsettled.find(seq);
    if (found == m_unsettled.end()) {
        SightingList list;
        if (!readBlob(seq, list))
            return Added::Failed;
        if (list.holds(relay))
            return Added::Known;
        list.add({relay, millis});
        return writeBlob(seq, list) ? Added::New : Added::Failed;
    }
    auto& entry = found->second;
    entry.lastSeen = std::max(entry.lastSeen, at);
    if (entry.list.holds(relay))
        return Added::Known;
    m_changes.push_back({seq, entry.list.size()});
    append(entry.list, {relay, millis});
    appendVarint(m_journal, zigZag(seq - m_journalSeq));
    appendVarint(m_journal, relay);
    appendVarint(m_journal, zigZag(millis));
    m_journalSeq = seq;
    return Added::New;
}

const SightingStore::Recent* SightingStore::recent(std::int64_t seq) const
{
    const auto found = m_unsettled.find(seq);
    return found == m_unsettled.end() ? nullptr : &found->second.recent;
}

const SightingList* SightingStore::unsettledList(std::int64_t seq) const
{
    const auto found = m_unsettled.find(seq);
    return found == m_unsettled.end() ? nullptr : &found->second.list;
}

bool SightingStore::appendJournal(std::uint64_t batch)
{
    return m_journal.isEmpty() || m_appendJournal.bind(1, batch).bind(2, m_journal).run();
}

void SightingStore::afterCommit()
{
    for (const auto seq : m_settling)
        forget(seq);
    m_settling.clear();
    m_changes.clear();
    m_journal.resize(0);
    m_journalSeq = 0;
}

void SightingStore::afterRollback()
{
    for (auto change = m_changes.rbegin(); change != m_changes.rend(); ++change) {
        if (change->sizeBefore > 0) {
            auto& list = m_unsettled.at(change->seq).list;
            m_listBytes -= list.size() - change->sizeBefore;
            list.shrinkTo(change->sizeBefore);
            continue;
        }
        forget(change->seq);
        m_order.pop_back();
    }
    for (auto seq = m_settling.rbegin(); seq != m_settling.rend(); ++seq)
        m_order.push_front(*seq);
    m_settling.clear();
    m_changes.clear();
    m_journal.resize(0);
    m_journalSeq = 0;
}

void SightingStore::append(SightingList& list, const SightingList::Item& item)
{
    const auto before = list.size();
    list.add(item);
    m_listBytes += list.size() - before;
}

void SightingStore::forget(std::int64_t seq)
{
    const auto entry = m_unsettled.find(seq);
    m_listBytes -= entry->second.list.size();
    m_unsettled.erase(entry);
}

bool SightingStore::settle(UnixMillis now, std::size_t most, std::size_t keep)
{
    std::size_t looked = 0;
    std::size_t settlingBytes = 0;
    while (!m_order.empty() && m_settling.size() < most && looked++ < 4 * most) {
        const auto seq = m_order.front();
        const auto& entry = m_unsettled.at(seq);
        const bool tooMany =
            m_unsettled.size() - m_settling.size() > keep || m_listBytes - settlingBytes > maxListBytes;
        if (!tooMany && entry.recent.firstSeen + quietTime > now)
            break; // all others came later
        m_order.pop_front();
        if (!tooMany && entry.lastSeen + quietTime > now) {
            m_order.push_back(seq);
            continue;
        }
        m_settling.push_back(seq);
        settlingBytes += entry.list.size();
        if (!writeBlob(seq, entry.list))
            return false;
    }
    if (m_settling.empty())
        return true;
    if (++m_settleCount % trimEvery != 0)
        return true;
    std::uint64_t oldest = m_batch;
    for (const auto seq : m_order)
        oldest = std::min(oldest, m_unsettled.at(seq).firstBatch);
    return m_trimJournal.bind(1, oldest).run();
}

bool SightingStore::writeBlob(std::int64_t seq, const SightingList& list)
{
    return m_writeBlob.bind(1, seq).bind(2, list.blob()).run();
}

bool SightingStore::readBlob(std::int64_t seq, SightingList& list)
{
    if (!m_readBlob.bind(1, seq).step())
        return m_database.error().code == StoreErrorCode::None;
    const bool intact = list.fromBlob(m_readBlob.blob(0));
    m_readBlob.reset();
    if (!intact)
        list = {}; // a damaged list costs its sightings, not the store
    return true;
}

} // namespace nostrscope
