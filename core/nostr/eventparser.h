// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/nostr/event.h"
#include "core/nostr/messages.h"

#include <QByteArrayView>

#include <memory>

namespace nostrscope {

/// Why a text is not an event. Policies where NIP-01 is silent: docs/protocol-policies.md.
enum class EventError : std::uint8_t {
    NotJson, ///< not JSON, not UTF-8, an unpaired surrogate, a BOM, too deep
    NotAnEvent, ///< JSON, but not an object with the seven members in the right form
    TooLarge, ///< above limits::maxEventBytes
};

/// Parses JSON text by simdjson. Holds buffers that are reused, so it is one per thread and not shared.
class EventParser {
public:
    EventParser();
    ~EventParser();
    Q_DISABLE_COPY_MOVE(EventParser)

    /// One event object. Unknown members are dropped; a repeated member of the seven is refused; numbers must
    /// be integer tokens; hex must be lowercase. Neither id nor signature is checked here.
    [[nodiscard]] Expected<Event, EventError> parseEvent(QByteArrayView json);

    /// A frame of a relay: `["EVENT","sub",{…}]` and the other verbs (NIP-01, 42, 45, 67, 77).
    /// Never fails: what is not a message is MalformedMessage or UnknownMessage.
    [[nodiscard]] RelayMessage parseRelayMessage(QByteArrayView json);

    struct Private; ///< eventparser_p.h, for the messages of the other direction
    [[nodiscard]] Private& shared() noexcept { return *d; }

private:
    std::unique_ptr<Private> d;
};

} // namespace nostrscope
