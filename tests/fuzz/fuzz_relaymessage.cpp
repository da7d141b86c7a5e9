// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/json.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

void checkPrefix(const QByteArray& text)
{
    const auto prefix = reasonPrefix(text);
    FUZZ_REQUIRE(prefix.size() <= text.size());
    FUZZ_REQUIRE(!prefix.contains(':'));
    FUZZ_REQUIRE(prefix.toLower() == prefix);
}

void checkEvent(EventParser& parser, const EventMessage& message)
{
    QByteArray frame("[\"EVENT\",");
    appendJsonString(message.subscription, frame);
    frame += ',';
    appendJson(message.event, frame);
    frame += ']';
    const auto again = parser.parseRelayMessage(frame);
    const auto* same = std::get_if<EventMessage>(&again);
    FUZZ_REQUIRE(same);
    FUZZ_REQUIRE(same->event == message.event);
    FUZZ_REQUIRE(same->subscription == message.subscription);
}

} // namespace

/// Any frame of a relay becomes one message; what carries an event carries it unchanged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static EventParser parser;
    const auto message = parser.parseRelayMessage(fuzz::view(data, size));
    if (const auto* event = std::get_if<EventMessage>(&message))
        checkEvent(parser, *event);
    else if (const auto* ok = std::get_if<OkMessage>(&message))
        checkPrefix(ok->text);
    else if (const auto* closed = std::get_if<ClosedMessage>(&message))
        checkPrefix(closed->text);
    else if (const auto* error = std::get_if<NegErrorMessage>(&message))
        checkPrefix(error->text);
    else if (const auto* notice = std::get_if<NoticeMessage>(&message))
        FUZZ_REQUIRE(notice->text.isValidUtf8());
    else if (const auto* count = std::get_if<CountMessage>(&message))
        FUZZ_REQUIRE(count->hll.isEmpty() || count->hll.size() == 256);
    else if (const auto* neg = std::get_if<NegMessage>(&message))
        FUZZ_REQUIRE(static_cast<std::size_t>(neg->payload.size()) * 2 <= size);
    return 0;
}
