// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/seenreader.h"

#include "core/base/varint.h"
#include "core/storage/sightingstore.h"

#include <algorithm>

namespace nostrscope {

namespace {

/// Relay → milliseconds after the first arrival; the earliest when a journal row repeats a settled one.
using Delays = std::map<std::uint32_t, std::int64_t>;

void note(Delays& delays, std::uint32_t relay, std::int64_t millis)
{
    if (relay == 0)
        return; // a file
    const auto [known, isNew] = delays.try_emplace(relay, millis);
    if (!isNew)
        known->second = std::min(known->second, millis);
}

Delays delaysOf(SqlDatabase& database, std::int64_t seq)
{
    Delays delays;
    SqlStatement settled(database, "SELECT data FROM sighting WHERE seq = ?");
    if (settled.bind(1, seq).step()) {
        SightingList list;
        (void)list.fromBlob(settled.blob(0));
        list.forEach(
            [&delays](const SightingList::Item& item) { note(delays, item.relay, item.millisAfterFirst); });
    }
    settled.reset();
    SqlStatement journal(database, "SELECT data FROM sighting_journal");
    while (journal.step()) {
        ByteReader in(journal.blob(0));
        std::int64_t at = 0;
        while (!in.atEnd() && !in.failed()) {
            at += unZigZag(in.varint());
            const auto relay = static_cast<std::uint32_t>(in.varint());
            const auto millis = unZigZag(in.varint());
            if (at == seq && !in.failed())
                note(delays, relay, millis);
        }
    }
    return delays;
}

} // namespace

StoreResult<std::vector<SeenOn>> readSeenOn(SqlDatabase& database, std::uint64_t seq)
{
    database.clearError();
    std::vector<SeenOn> seen;
    SqlStatement event(database, "SELECT received_at FROM event WHERE seq = ?");
    SqlStatement relay(database, "SELECT url FROM relay WHERE id = ?");
    const auto number = static_cast<std::int64_t>(seq);
    if (event.bind(1, number).step()) {
        const auto first = fromMillis(event.integer(0));
        event.reset();
        for (const auto& [id, millis] : delaysOf(database, number)) {
            SeenOn one{RelayId(id), {}, first + std::chrono::milliseconds(millis)};
            if (relay.bind(1, std::int64_t(id)).step())
                one.url = relay.blob(0).toByteArray();
            relay.reset();
            seen.push_back(std::move(one));
        }
    }
    if (database.error().code != StoreErrorCode::None)
        return Unexpected(database.error());
    std::sort(seen.begin(), seen.end(), [](const SeenOn& a, const SeenOn& b) {
        return std::pair(a.at, a.relay) < std::pair(b.at, b.relay);
    });
    return seen;
}

} // namespace nostrscope
