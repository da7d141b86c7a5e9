// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/eventstatus.h"

#include "core/nostr/address.h"
#include "core/nostr/nip40.h"
#include "core/storage/factwriter.h"

namespace nostrscope {

namespace {

constexpr Kind giftWrapKind = 1059;

} // namespace

EventStatus::EventStatus(SqlDatabase& database)
    : m_database(database)
    , m_author(database, "SELECT no FROM author WHERE pubkey = ?")
    , m_versions(database)
    , m_deletion(database, "SELECT 1 FROM deletion WHERE target = ? AND author = ?")
    , m_addressDeletion(
          database,
          "SELECT deleted_at FROM address_deletion WHERE author = ? AND kind = ? AND identifier = ?")
    , m_vanish(database, "SELECT until FROM vanish WHERE author = ?")
{
}

std::optional<std::int64_t> EventStatus::authorNo(const PubKey& key)
{
    std::optional<std::int64_t> number;
    if (m_author.bind(1, key.view()).step())
        number = m_author.integer(0);
    m_author.reset();
    return number;
}

bool EventStatus::isDeletedBy(const PubKey& key, const EventId& target)
{
    const auto author = authorNo(key);
    const bool found = author && m_deletion.bind(1, target.view()).bind(2, *author).step();
    m_deletion.reset();
    return found;
}

void EventStatus::readVersion(std::int64_t author, const Event& event, facts::Claims& claims)
{
    const auto address = Address::of(event);
    if (!address)
        return;
    const auto key = identifierKey(address->identifier);
    m_versions.refresh();
    if (const auto newest = m_versions.find({author, event.kind, key}))
        claims.newest = {newest->id, newest->createdAt};
    if (m_addressDeletion.bind(1, author).bind(2, int(event.kind)).bind(3, key).step())
        claims.addressDeletedAt = m_addressDeletion.integer(0);
    m_addressDeletion.reset();
}

std::optional<facts::Visibility> EventStatus::of(const Event& event, Timestamp now)
{
    m_database.clearError();
    facts::Claims claims;
    claims.expiresAt = expiration(event);
    if (const auto author = authorNo(event.pubkey)) {
        readVersion(*author, event, claims);
        if (m_vanish.bind(1, *author).step())
            claims.vanishedUntil = m_vanish.integer(0);
        m_vanish.reset();
    }
    claims.deletedById = isDeletedBy(event.pubkey, event.id);
    if (event.kind == giftWrapKind && !claims.deletedById) {
        const auto recipient = PubKey::fromHex(event.tags.firstValue("p"));
        claims.deletedById = recipient && isDeletedBy(*recipient, event.id);
    }
    if (m_database.error().code != StoreErrorCode::None)
        return std::nullopt;
    return facts::visibility(event.kind, event.id, event.createdAt, claims, now);
}

} // namespace nostrscope
