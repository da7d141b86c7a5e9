// SPDX-License-Identifier: GPL-3.0-or-later
// What the writer reads when it opens a file.
#include "core/storage/eventbody.h"
#include "core/storage/storewriter.h"

namespace nostrscope {

bool StoreWriter::load()
{
    m_batch = static_cast<std::uint64_t>(m_database->value("SELECT batch FROM state"));
    m_nextSeq = m_database->value("SELECT next_seq FROM state", 1);
    reloadFloors();
    reloadDictionaries();
    return m_sightings.load() && loadHot() && m_database->error().code == StoreErrorCode::None;
}

void StoreWriter::reloadFloors()
{
    m_floors = storedFloors(*m_database);
    m_hasTombstones = m_database->value("SELECT EXISTS(SELECT 1 FROM tombstone)") != 0;
}

bool StoreWriter::loadHot()
{
    SqlStatement ids(*m_database, "SELECT seq, id FROM event WHERE seq > ?");
    ids.bind(1, m_ids.mergedUpTo());
    while (ids.step()) {
        if (const auto id = EventId::fromBytes(ids.blob(1)))
            rememberId(*id, ids.integer(0));
    }
    SqlStatement authors(*m_database, "SELECT seq, author FROM event WHERE seq > ?");
    authors.bind(1, m_authorRows.mergedUpTo());
    while (authors.step())
        m_authorRows.add(authors.integer(1), authors.integer(0));
    const BodyDictionaries dictionaries(*m_database);
    SqlStatement tags(*m_database, "SELECT seq, kind, body FROM event WHERE seq > ?");
    tags.bind(1, m_tags.mergedUpTo());
    while (tags.step()) {
        Event event;
        event.kind = static_cast<Kind>(tags.integer(1));
        if (!facts::hasIndexedTags(event.kind) || !decodeBody(tags.blob(2), dictionaries, event))
            continue;
        facts::forEachIndexedTag(event, [&](char name, QByteArrayView value) {
            m_tags.add(tagKey(name, value), tags.integer(0));
        });
    }
    return m_database->error().code == StoreErrorCode::None;
}

} // namespace nostrscope
