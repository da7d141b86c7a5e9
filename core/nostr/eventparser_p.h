// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/nostr: what the two directions of the protocol share.
#pragma once

#include "core/nostr/eventparser.h"
#include "core/nostr/filter.h"
#include "core/nostr/jsonreader_p.h"

namespace nostrscope {

struct EventParser::Private {
    detail::JsonReader reader{limits::maxArchiveMessageBytes};
};

namespace detail {

/// The seven members in the right form into `event`, else false (EventParser::parseEvent).
[[nodiscard]] bool readEvent(JsonElement value, Event& event);
/// Filter::fromJson of a value inside a message.
[[nodiscard]] Expected<Filter, QString> readFilter(JsonElement value);
/// The bytes of an even number of lowercase hex digits.
[[nodiscard]] std::optional<QByteArray> bytesOfHex(QByteArrayView hex);

} // namespace detail
} // namespace nostrscope
