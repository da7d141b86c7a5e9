// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <QByteArray>

#include <optional>
#include <variant>

namespace nostrscope {

// Relay to client (NIP-01, 42, 45, 67, 77). Texts are as sent; show them through plainText().

struct EventMessage {
    QByteArray subscription;
    Event event;
};
/// A frame that is an EVENT of a subscription, but whose object is no event.
struct BadEventMessage {
    QByteArray subscription;
};
struct EoseMessage {
    QByteArray subscription;
    bool finish = false; ///< NIP-67: everything was sent
    bool more = false; ///< NIP-67: there is more to page
};
struct OkMessage {
    std::optional<EventId> id; ///< none when the relay answers for an event it could not read ("?")
    bool accepted = false;
    QByteArray text;
};
struct ClosedMessage {
    QByteArray subscription;
    QByteArray text;
};
struct NoticeMessage {
    QByteArray text;
};
struct AuthMessage {
    QByteArray challenge;
};
struct CountMessage {
    QByteArray subscription;
    std::uint64_t count = 0;
    bool approximate = false;
    bool limited = false; ///< strfry: a lower bound
    QByteArray hll; ///< 256 registers (NIP-45), empty when absent or malformed
};
struct NegMessage {
    QByteArray subscription;
    QByteArray payload; ///< binary
};
struct NegErrorMessage {
    QByteArray subscription;
    QByteArray text;
    std::optional<std::uint64_t> maxRecords;
};
/// An array with a verb that we do not know: ignored, counted.
struct UnknownMessage {
    QByteArray verb;
};
/// Not a relay message at all.
struct MalformedMessage { };

using RelayMessage =
    std::variant<MalformedMessage, EventMessage, BadEventMessage, EoseMessage, OkMessage, ClosedMessage,
                 NoticeMessage, AuthMessage, CountMessage, NegMessage, NegErrorMessage, UnknownMessage>;

/// The machine-readable word before the first colon of an OK, CLOSED or NEG-ERR text, lowercase:
/// "rate-limited" of "rate-limited: slow down"; empty when there is none (protocol.md §3.1).
[[nodiscard]] QByteArray reasonPrefix(QByteArrayView text);

} // namespace nostrscope
