// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storewriter.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/storage/schema.h"

namespace nostrscope {

namespace {

constexpr int maxQuarantineRows = 10000;

} // namespace

/// What a batch changes, until it is committed.
struct StoreWriter::Work {
    const EventBatch& batch;
    std::shared_ptr<CommittedDelta> delta;
    RelayDelta relays;
};

StoreResult<std::unique_ptr<StoreWriter>> StoreWriter::open(const QString& path, const StoreTuning& tuning)
{
    auto database = SqlDatabase::open(path, SqlDatabase::Mode::ReadWrite);
    if (!database)
        return Unexpected(database.error());
    if (auto error = prepareWriter(**database); error.code != StoreErrorCode::None)
        return Unexpected(error);
    std::unique_ptr<StoreWriter> writer(new StoreWriter(std::move(*database), tuning));
    if (!writer->load())
        return Unexpected(writer->lastError());
    return writer;
}

StoreWriter::StoreWriter(std::unique_ptr<SqlDatabase> database, const StoreTuning& tuning)
    : m_database(std::move(database))
    , m_tuning(tuning)
    , m_insertEvent(*m_database, "INSERT INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_eventById(*m_database, "SELECT id FROM event WHERE seq = ?")
    , m_eventMeasure(*m_database,
                     "SELECT created_at, kind, author, size, future, received_at FROM event WHERE seq = ?")
    , m_writeState(*m_database, "UPDATE state SET batch = ?, next_seq = ?")
    , m_countUnstored(
          *m_database,
          "INSERT INTO uncounted VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count")
    , m_quarantine(*m_database, "INSERT INTO quarantine(at, relay, reason, excerpt) VALUES(?, ?, ?, ?)")
    , m_trimQuarantine(*m_database, "DELETE FROM quarantine WHERE no <= (SELECT max(no) FROM quarantine) - ?")
    , m_tombstone(*m_database, "SELECT 1 FROM tombstone WHERE id = ?")
    , m_authors(*m_database)
    , m_facts(*m_database)
    , m_dvms(
          *m_database, [this](const EventId& id) { return rowOf(id); },
          [this](const PubKey& key) { return m_authors.intern(key); })
    , m_dvmBackfill(*m_database)
    , m_versions(*m_database)
    , m_rollups(*m_database)
    , m_sightings(*m_database)
    , m_relayDays(*m_database, m_sightings, tuning.relayDays)
    , m_runWriter(*m_database)
    , m_ids(*m_database, m_runWriter, Lookup::Id, {tuning.hotEntries, tuning.lookupBlockBytes})
    , m_idFilter(tuning.missesBeforeFilter)
    , m_authorRows(*m_database, m_runWriter, Lookup::Author, {tuning.hotEntries, tuning.lookupBlockBytes})
    , m_tags(*m_database, m_runWriter, Lookup::Tag, {tuning.hotEntries, tuning.lookupBlockBytes})
{
}

StoreWriter::~StoreWriter() = default;

StoreError StoreWriter::lastError() const
{
    const auto& error = m_database->error();
    return error.code == StoreErrorCode::None ? StoreError{StoreErrorCode::Failed, {}} : error;
}

void StoreWriter::rememberId(const EventId& id, std::int64_t seq)
{
    m_ids.add(idKey(id), seq);
    m_idFilter.add(idKey(id));
    if (!m_hotIds.emplace(idKey(id), seq).second)
        m_hotCollisions.emplace(idKey(id), seq);
}

void StoreWriter::rebuildHotIds()
{
    m_hotIds.clear();
    m_hotCollisions.clear();
    m_ids.forEachHot([this](const LookupEntry& entry) {
        if (!m_hotIds.emplace(entry.key, entry.seq).second)
            m_hotCollisions.emplace(entry.key, entry.seq);
    });
}

bool StoreWriter::holdsId(std::int64_t seq, const EventId& id)
{
    if (!m_eventById.bind(1, seq).step())
        return false;
    const bool same = m_eventById.blob(0) == id.view();
    m_eventById.reset();
    return same;
}

StoreWriter::Found StoreWriter::findId(const EventId& id, std::int64_t& seq)
{
    const auto key = idKey(id);
    const auto hot = m_hotIds.find(key);
    if (hot != m_hotIds.end() && holdsId(hot->second, id)) {
        seq = hot->second;
        return Found::Yes;
    }
    const auto [first, last] = m_hotCollisions.equal_range(key);
    for (auto entry = first; entry != last; ++entry) {
        if (holdsId(entry->second, id)) {
            seq = entry->second;
            return Found::Yes;
        }
    }
    if (!m_idFilter.mayContain(key))
        return Found::No;
    m_candidates.clear();
    if (!m_ids.findCold(key, m_candidates))
        return Found::Failed;
    for (const auto row : m_candidates) {
        if (holdsId(row, id)) {
            seq = row;
            return Found::Yes;
        }
    }
    m_idFilter.countMiss();
    return m_database->error().code == StoreErrorCode::None ? Found::No : Found::Failed;
}

std::optional<std::int64_t> StoreWriter::rowOf(const EventId& id)
{
    std::int64_t seq = 0;
    return findId(id, seq) == Found::Yes ? std::optional(seq) : std::nullopt;
}

StoreResult<std::shared_ptr<const CommittedDelta>> StoreWriter::commit(const EventBatch& batch)
{
    m_database->clearError();
    Work work{batch, std::make_shared<CommittedDelta>(), {}};
    auto& result = work.delta->result;
    result.batch = batch.number;
    if (batch.number <= m_batch) { // committed before: the sender never saw the answer
        result.outcomes.assign(batch.events.size(), Outcome::Duplicate);
        result.lastSeq = lastSeq();
        return std::shared_ptr<const CommittedDelta>(std::move(work.delta));
    }
    const auto nextSeq = m_nextSeq;
    const StoreTraffic::Watch watch(m_traffic, StoreTraffic::Part::Commit, *m_database);
    SqlTransaction transaction(*m_database);
    m_sightings.beginBatch(batch.number);
    if (!transaction.isOpen() || !commitEvents(work) || !writeState(batch.number) || !transaction.commit()) {
        rollBack(nextSeq);
        return Unexpected(lastError());
    }
    m_batch = batch.number;
    m_authors.afterCommit();
    m_versions.add(m_facts.takeVersions());
    m_rollups.afterCommit();
    m_sightings.afterCommit();
    m_relayDays.afterCommit();
    result.lastSeq = lastSeq();
    for (const auto& [key, measure] : work.relays.days()) {
        auto& counts = work.delta->relays[RelayId(key.relay)];
        counts.seen += measure.seen;
        counts.novel += measure.novel;
        counts.duplicates += measure.duplicates;
    }
    return std::shared_ptr<const CommittedDelta>(std::move(work.delta));
}

bool StoreWriter::commitEvents(Work& work)
{
    work.delta->result.outcomes.reserve(work.batch.events.size());
    for (const auto& verified : work.batch.events) {
        auto outcome = Outcome::Stored;
        if (!storeEvent(verified, work, outcome))
            return false;
        work.delta->result.outcomes.push_back(outcome);
    }
    for (const auto& sighting : work.batch.sightings) {
        std::int64_t seq = 0;
        const auto found = findId(sighting.id, seq);
        if (found == Found::Failed
            || (found == Found::Yes
                && !addSighting(seq, sighting.relay, sighting.seenAt, sighting.origin, work)))
            return false;
    }
    return writeRefused(work.batch) && m_rollups.append(work.batch.number, work.delta->rollups, work.relays)
        && m_sightings.appendJournal(work.batch.number) && m_relayDays.appendJournal(work.batch.number);
}

bool StoreWriter::storeEvent(const VerifiedEvent& verified, Work& work, Outcome& outcome)
{
    const auto& event = verified.event;
    if (kindClass(event.kind) == KindClass::Ephemeral) {
        outcome = Outcome::Ephemeral;
        return countUnstored(verified.relay, verified.receivedAt, "ephemeral", 1);
    }
    if (m_floors.isBelow(event.kind, event.createdAt)) {
        outcome = Outcome::BelowFloor;
        return countUnstored(verified.relay, verified.receivedAt, "below_floor", 1);
    }
    if (m_hasTombstones && m_tombstone.bind(1, event.id.view()).step()) {
        m_tombstone.reset();
        outcome = Outcome::BelowFloor;
        return countUnstored(verified.relay, verified.receivedAt, "tombstone", 1);
    }
    std::int64_t seq = 0;
    switch (findId(event.id, seq)) {
    case Found::Failed:
        return false;
    case Found::Yes:
        outcome = Outcome::Duplicate;
        return addSighting(seq, verified.relay, verified.receivedAt, verified.origin, work);
    case Found::No:
        break;
    }
    return insertEvent(verified, work);
}

bool StoreWriter::insertEvent(const VerifiedEvent& verified, Work& work)
{
    const auto& event = verified.event;
    const auto author = m_authors.intern(event.pubkey);
    if (!author)
        return false;
    EventMeasure measure;
    measure.createdAt = event.createdAt;
    measure.kind = event.kind;
    measure.author = *author;
    measure.contentBytes = static_cast<std::uint32_t>(event.content.size());
    measure.isFuture = fromSeconds(event.createdAt) > verified.receivedAt + limits::futureTolerance;
    const auto seq = m_nextSeq++;
    m_body.resize(0);
    m_encoder.encode(event, m_body);
    if (!m_insertEvent.bind(1, seq)
             .bind(2, event.id.view())
             .bind(3, *author)
             .bind(4, event.createdAt)
             .bind(5, int(event.kind))
             .bind(6, toMillis(verified.receivedAt))
             .bind(7, int(verified.origin))
             .bind(8, int(measure.isFuture))
             .bind(9, measure.contentBytes)
             .bind(10, m_body)
             .run())
        return false;
    rememberId(event.id, seq);
    m_authorRows.add(*author, seq);
    DvmEventRow row{seq, event.id, event.createdAt, measure.isFuture, event.kind, *author, {}};
    if (verified.origin == Origin::Live)
        row.liveAt = toMillis(verified.receivedAt);
    for (const auto& fact : facts::translate(event, verified.zapRequestValid)) {
        if (const auto* zap = std::get_if<facts::Zap>(&fact)) {
            measure.isZap = true;
            measure.millisats = zap->millisats;
        }
        if (!m_facts.write(fact, event, seq, *author) || !m_dvms.add(fact, row, work.delta->rollups))
            return false;
    }
    if (facts::hasIndexedTags(event.kind))
        facts::forEachIndexedTag(
            event, [&](char name, QByteArrayView value) { m_tags.add(tagKey(name, value), seq); });
    work.delta->rollups.addEvent(measure);
    work.delta->events.push_back({measure, verified.relay, verified.receivedAt, verified.origin});
    if (!verified.relay)
        return true;
    work.delta->rollups.addSighting(measure, verified.relay.number());
    auto& counts = work.relays.at(verified.relay.number(), verified.receivedAt);
    ++counts.seen;
    ++counts.novel;
    if (verified.origin == Origin::Live)
        counts.delays.add(0);
    return m_sightings.addNew(seq, verified.relay.number(), verified.receivedAt, measure,
                              verified.origin == Origin::Import);
}

bool StoreWriter::addSighting(std::int64_t seq, RelayId relay, UnixMillis at, Origin origin, Work& work)
{
    if (!relay)
        return true;
    SightingStore::Recent stored;
    const auto* recent = m_sightings.recent(seq);
    if (recent) {
        stored = *recent;
    } else {
        if (!m_eventMeasure.bind(1, seq).step())
            return m_database->error().code == StoreErrorCode::None;
        stored.measure.createdAt = m_eventMeasure.integer(0);
        stored.measure.kind = static_cast<Kind>(m_eventMeasure.integer(1));
        stored.measure.author = static_cast<AuthorNo>(m_eventMeasure.integer(2));
        stored.measure.contentBytes = static_cast<std::uint32_t>(m_eventMeasure.integer(3));
        stored.measure.isFuture = m_eventMeasure.integer(4) != 0;
        stored.firstSeen = fromMillis(m_eventMeasure.integer(5));
        m_eventMeasure.reset();
    }
    auto& counts = work.relays.at(relay.number(), at);
    ++counts.duplicates;
    switch (m_sightings.add(seq, relay.number(), at, stored.firstSeen)) {
    case SightingStore::Added::Failed:
        return false;
    case SightingStore::Added::Known:
        return true;
    case SightingStore::Added::New:
        break;
    }
    ++counts.seen;
    if (origin == Origin::Live)
        counts.delays.add((at - stored.firstSeen).count());
    work.delta->rollups.addSighting(stored.measure, relay.number());
    m_relayDays.addSighting(seq, relay.number(), stored.measure);
    return true;
}

bool StoreWriter::countUnstored(RelayId relay, UnixMillis at, const char* reason, std::uint64_t count)
{
    m_countUnstored.bind(1, toSeconds(at) / 86400).bind(2, relay.number());
    m_countUnstored.bindText(3, QString::fromLatin1(reason));
    return m_countUnstored.bind(4, count).run();
}

bool StoreWriter::writeRefused(const EventBatch& batch)
{
    for (const auto& item : batch.quarantine) {
        if (!m_quarantine.bind(1, toMillis(item.arrivedAt))
                 .bind(2, item.relay.number())
                 .bind(3, int(item.reason))
                 .bind(4, item.excerpt)
                 .run())
            return false;
    }
    const auto at = batch.quarantine.empty() ? UnixMillis{} : batch.quarantine.front().arrivedAt;
    for (const auto& [relay, counts] : batch.refused) {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (counts[i] > 0
                && !countUnstored(relay, at, toString(static_cast<InvalidReason>(i)), counts[i]))
                return false;
        }
    }
    return batch.quarantine.empty() || m_trimQuarantine.bind(1, maxQuarantineRows).run();
}

bool StoreWriter::writeState(std::uint64_t batch)
{
    return m_writeState.bind(1, batch).bind(2, m_nextSeq).run();
}

void StoreWriter::rollBack(std::int64_t nextSeq)
{
    m_nextSeq = nextSeq;
    m_authors.afterRollback();
    (void)m_facts.takeVersions();
    m_sightings.afterRollback();
    m_relayDays.afterRollback();
    m_ids.forgetAbove(nextSeq - 1);
    m_authorRows.forgetAbove(nextSeq - 1);
    m_tags.forgetAbove(nextSeq - 1);
    rebuildHotIds();
}

} // namespace nostrscope
