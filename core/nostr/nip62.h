// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/relayurl.h"

#include <optional>
#include <vector>

namespace nostrscope {

/// A request to vanish, kind 62 (NIP-62): everything of the key up to its created_at.
struct Vanish {
    bool everywhere = false; ///< a `relay` tag says ALL_RELAYS, in capitals
    std::vector<RelayUrl> relays; ///< those that can be read
};
/// None when the event is not of kind 62 or names no relay.
[[nodiscard]] std::optional<Vanish> readVanish(const Event& event);

/// Whether `request` (any event) covers `target` on `relay`; without a relay only requests to all count.
/// Other requests to vanish stay, as proof.
[[nodiscard]] bool vanishes(const Event& request, const Event& target, const RelayUrl* relay = nullptr);

} // namespace nostrscope
