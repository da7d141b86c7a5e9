// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/store.h"

namespace nostrscope {

/// Whether an event is what its author signed, checked anew (NIP-01).
enum class SignatureState : std::uint8_t { Valid, BadId, BadKey, BadSignature };

/// All that is stored about one event.
struct EventDetail {
    StoredEvent stored;
    SignatureState signature = SignatureState::Valid;
    std::vector<SeenOn> seen; ///< earliest first; empty: known from a file
};

/// A page of stored events that is wanted.
struct EventQuery {
    static constexpr int maximumCount = 500;

    Filter filter; ///< its `limit` is ignored
    EventOrder order = EventOrder::NewestFirst;
    std::optional<EventCursor> after; ///< where the last page ended
    int count = 50; ///< 1 … maximumCount
};

} // namespace nostrscope
