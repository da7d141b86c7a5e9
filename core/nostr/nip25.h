// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/address.h"

namespace nostrscope {

enum class ReactionSign : std::uint8_t {
    Like, ///< "+" or empty
    Dislike, ///< "-"
    Emoji, ///< anything else: neither
};

/// A reaction (NIP-25): kind 7 to an event, kind 17 to something outside Nostr.
struct Reaction {
    ReactionSign sign = ReactionSign::Like;
    std::optional<EventId> target; ///< the last `e` tag
    std::optional<Address> address; ///< the last `a` tag
    std::optional<PubKey> author; ///< of the target: the last `p` tag
    std::optional<Kind> kind; ///< of the target
    QByteArray external; ///< kind 17: the `i` tag
    QByteArray emojiUrl; ///< of a `:shortcode:` (NIP-30), as written
};
/// None when the event is no reaction or names nothing.
[[nodiscard]] std::optional<Reaction> readReaction(const Event& event);

} // namespace nostrscope
