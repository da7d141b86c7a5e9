// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/event.h"
#include "core/nostr/eventparser.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

/// What is accepted as an event is written and read again without any change.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static EventParser parser;
    const auto event = parser.parseEvent(fuzz::view(data, size));
    if (!event)
        return 0;
    const auto json = toJson(*event);
    FUZZ_REQUIRE(static_cast<std::size_t>(json.size()) <= size); // our form is the shortest
    const auto again = parser.parseEvent(json);
    FUZZ_REQUIRE(again);
    FUZZ_REQUIRE(*again == *event);
    FUZZ_REQUIRE(toJson(*again) == json);

    QByteArray canonical;
    appendCanonical(*event, canonical);
    QByteArray canonicalAgain;
    appendCanonical(*again, canonicalAgain);
    FUZZ_REQUIRE(canonical == canonicalAgain);
    FUZZ_REQUIRE(canonical.startsWith("[0,\"" + event->pubkey.toHex() + "\",") && canonical.endsWith("\"]"));
    FUZZ_REQUIRE(canonical.isValidUtf8());
    for (const char letter : canonical)
        FUZZ_REQUIRE(static_cast<unsigned char>(letter) >= 0x20); // control characters are always escaped

    const auto where = address(event->kind, event->pubkey, identifier(*event));
    FUZZ_REQUIRE(where.startsWith(QByteArray::number(event->kind) + ':'));
    FUZZ_REQUIRE(replaces(event->createdAt, event->id, event->createdAt, event->id) == false);
    return 0;
}
