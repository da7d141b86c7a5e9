// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/nostr/address.h"

namespace nostrscope {

class EventParser;

/// A repost: kind 6 of a note, kind 16 of anything else (NIP-18).
struct Repost {
    std::optional<EventId> target; ///< the first `e` tag
    std::optional<Address> address; ///< the first `a` tag: all versions are meant
    std::optional<Kind> kind; ///< of the target: 1 for kind 6, else the `k` tag
    std::optional<PubKey> author; ///< of the target, as the reposter says
    QByteArray relay; ///< where the target can be found, as written
};
/// None when the event is no repost or names nothing.
[[nodiscard]] std::optional<Repost> readRepost(const Event& event);

/// The event inside the content of a repost, when it is the one that the tags name. Neither its id nor its
/// signature is checked.
[[nodiscard]] std::optional<Event> embeddedEvent(const Event& repost, EventParser& parser);

} // namespace nostrscope
