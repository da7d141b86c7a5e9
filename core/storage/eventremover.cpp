// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventremover.h"

#include "core/nostr/kinds.h"
#include "core/storage/factwriter.h"

namespace nostrscope {

EventRemover::EventRemover(SqlDatabase& writer, const RetentionFloors& floors)
    : m_database(writer)
    , m_dictionaries(m_database)
    , m_scan(m_database, floors)
    , m_event(m_database, "SELECT author, kind, body FROM event WHERE seq = ?")
    , m_version(m_database,
                "DELETE FROM version WHERE author = ? AND kind = ? AND identifier = ? AND seq = ?")
    , m_versionOfRow(m_database, "DELETE FROM version WHERE author = ? AND kind = ? AND seq = ?")
{
    for (const auto* sql :
         {"DELETE FROM sighting WHERE seq = ?", "DELETE FROM expiry WHERE seq = ?",
          "DELETE FROM zap WHERE seq = ?", "DELETE FROM trimmed WHERE seq = ?",
          "DELETE FROM event WHERE seq = ?", "INSERT OR IGNORE INTO lookup_stale VALUES(?)"})
        m_bySeq.emplace_back(m_database, sql);
}

bool EventRemover::removeVersion(std::int64_t seq, std::int64_t author, const Event& event, bool isReadable)
{
    const auto kindOf = kindClass(event.kind);
    if (kindOf != KindClass::Addressable && kindOf != KindClass::Replaceable)
        return true;
    if (!isReadable) // the identifier went with the body: look through all of the author's
        return m_versionOfRow.bind(1, author).bind(2, int(event.kind)).bind(3, seq).run();
    const auto key = kindOf == KindClass::Addressable ? identifierKey(identifier(event)) : QByteArray();
    return m_version.bind(1, author).bind(2, int(event.kind)).bind(3, key).bind(4, seq).run();
}

bool EventRemover::remove(std::int64_t seq)
{
    if (!m_event.bind(1, seq).step())
        return m_database.error().code == StoreErrorCode::None;
    Event event;
    event.kind = static_cast<Kind>(m_event.integer(1));
    const auto author = m_event.integer(0);
    const bool isReadable = decodeBody(m_event.blob(2), m_dictionaries, event);
    m_event.reset();
    bool ok = removeVersion(seq, author, event, isReadable);
    for (auto& statement : m_bySeq)
        ok = ok && statement.bind(1, seq).run();
    return ok;
}

std::optional<quint64> EventRemover::removeSlice(std::size_t most)
{
    const auto victims = m_scan.next(most);
    if (victims.empty())
        return m_database.error().code == StoreErrorCode::None ? std::optional<quint64>(0) : std::nullopt;
    SqlTransaction transaction(m_database);
    if (!transaction.isOpen())
        return std::nullopt;
    for (const auto& victim : victims) {
        if (!remove(victim.seq))
            return std::nullopt;
    }
    if (!transaction.commit())
        return std::nullopt;
    return victims.size();
}

} // namespace nostrscope
