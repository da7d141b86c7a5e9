// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/relayurl.h"

/// Events and values of tests that read a NIP.
namespace nostrscope::test {

[[nodiscard]] inline QByteArray hex(char digit)
{
    return QByteArray(64, digit);
}
[[nodiscard]] inline EventId id(char digit)
{
    return *EventId::fromHex(hex(digit));
}
[[nodiscard]] inline PubKey key(char digit)
{
    return *PubKey::fromHex(hex(digit));
}
[[nodiscard]] inline Event make(Kind kind, Tags tags, char author = 'a', Timestamp time = 100)
{
    Event event;
    event.id = id('e');
    event.pubkey = key(author);
    event.kind = kind;
    event.createdAt = time;
    event.tags = std::move(tags);
    return event;
}
[[nodiscard]] inline RelayUrl relay(QStringView text)
{
    return *RelayUrl::parse(text, RelayUrlRules::byHand());
}

} // namespace nostrscope::test
