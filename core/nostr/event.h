// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"
#include "core/nostr/tags.h"

#include <QByteArray>

namespace nostrscope {

/// A signed Nostr event (NIP-01) whose fields have the right form. Whether id and signature are true is
/// for crypto/verify.h to say.
struct Event {
    EventId id;
    PubKey pubkey;
    Timestamp createdAt = 0;
    Kind kind = 0;
    Tags tags;
    QByteArray content; ///< UTF-8
    Sig sig;

    friend bool operator==(const Event&, const Event&) = default;
};

/// Appends the bytes whose SHA-256 is the id: `[0,"<pubkey>",<created_at>,<kind>,<tags>,"<content>"]`
/// without white space (NIP-01, protocol.md §1.1).
void appendCanonical(const Event& event, QByteArray& out);

/// Appends the event as a JSON object of the seven fields, in the order of NIP-01, compact.
void appendJson(const Event& event, QByteArray& out);
[[nodiscard]] QByteArray toJson(const Event& event);

/// The value of the first `d` tag; missing, `["d"]` and `["d",""]` are all empty (NIP-01).
[[nodiscard]] QByteArrayView identifier(const Event& event) noexcept;

/// Text form `kind:pubkey:d` of what newer versions replace; also for plain replaceable kinds (empty d).
[[nodiscard]] QByteArray address(Kind kind, const PubKey& author, QByteArrayView identifier);

/// The winner of two versions: newer created_at, on a tie the lowest id (NIP-01).
[[nodiscard]] constexpr bool replaces(Timestamp newTime, const EventId& newId, Timestamp oldTime,
                                      const EventId& oldId) noexcept
{
    return newTime != oldTime ? newTime > oldTime : newId < oldId;
}

} // namespace nostrscope
