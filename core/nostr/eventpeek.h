// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <QByteArrayView>

#include <optional>

namespace nostrscope {

/// The parts of an EVENT frame, found without parsing the event. Views into the frame.
struct EventFrame {
    QByteArrayView subscription;
    QByteArrayView event; ///< from `{` on, up to the closing bracket of the frame; not validated
};
/// `["EVENT","sub",{…}]`, white space allowed where JSON allows it. None for every other text, and for
/// subscription ids with escapes (we never send such ids) or above 64 bytes.
[[nodiscard]] std::optional<EventFrame> peekEventFrame(QByteArrayView frame) noexcept;

/// What paging needs of an event. A claim of the relay: nothing is verified here.
struct EventKey {
    EventId id;
    Timestamp createdAt = 0;
};
/// The first top-level `id` and `created_at` of an event object, by one pass over its bytes (no parsing of
/// values, no recursion). None when one of them is missing or malformed.
[[nodiscard]] std::optional<EventKey> peekEventKey(QByteArrayView object) noexcept;

} // namespace nostrscope
