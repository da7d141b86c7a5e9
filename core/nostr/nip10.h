// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/address.h"

#include <vector>

namespace nostrscope {

/// What an event names by a `q` tag (NIP-18).
struct Quote {
    std::optional<EventId> event;
    std::optional<Address> address;

    friend bool operator==(const Quote&, const Quote&) = default;
};

/// Place of a kind 1 event in a thread (NIP-10).
struct Thread {
    std::optional<EventId> root;
    std::optional<EventId> reply; ///< the event that is answered; the root itself for a direct answer
    std::vector<EventId> mentions;
    std::vector<Quote> quotes;
};

/// Reads markers; without any, positions: one `e` = root and reply, two = root, reply, more = root, mentions,
/// reply. A marked reply without a root has its target as root.
[[nodiscard]] Thread readThread(const Event& event);

} // namespace nostrscope
