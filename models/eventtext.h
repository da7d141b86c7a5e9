// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <QString>

namespace nostrscope {

/// The event as a JSON object with one field and one tag a line, the fields in the order of NIP-01. Exact but
/// for white space, while it is not cut: for reading. toJson() is for copies.
[[nodiscard]] QByteArray prettyJson(const Event& event);
/// prettyJson() made harmless for a text view (plaintext.h), at most `maxLength` UTF-16 units.
[[nodiscard]] QString jsonForReading(const Event& event, qsizetype maxLength);
/// nevent with author and kind, without relays.
[[nodiscard]] QByteArray neventOf(const Event& event);

} // namespace nostrscope
