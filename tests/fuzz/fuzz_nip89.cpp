// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/eventparser.h"
#include "core/nostr/nip89.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace nostrscope;

namespace {

void requireBounds(const HandlerProfile& profile)
{
    FUZZ_REQUIRE(profile.name.size() <= maxHandlerText && profile.about.size() <= maxHandlerAbout);
    FUZZ_REQUIRE(profile.name.isValidUtf8() && profile.about.isValidUtf8());
    FUZZ_REQUIRE(profile.picture.isEmpty() || profile.picture.left(4).toLower() == "http");
    FUZZ_REQUIRE(profile.params.size() <= maxHandlerListItems);
    for (const auto& param : profile.params) {
        FUZZ_REQUIRE(!param.name.isEmpty() && param.name.size() <= maxHandlerText);
        FUZZ_REQUIRE(param.values.size() <= maxHandlerParamValues);
    }
}

} // namespace

/// The input as a content, and as a whole announcement.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static EventParser parser;
    static HandlerReader reader;
    HandlerProfile profile;
    const auto content = reader.readProfile(fuzz::view(data, size), profile);
    FUZZ_REQUIRE(content == HandlerContent::Profile || profile == HandlerProfile());
    requireBounds(profile);
    auto event = parser.parseEvent(fuzz::view(data, size));
    if (!event)
        return 0;
    event->kind = handlerKind;
    const auto handler = reader.read(*event);
    FUZZ_REQUIRE(handler.has_value());
    FUZZ_REQUIRE(handler->kinds.size() <= maxHandlerListItems
                 && handler->topics.size() <= maxHandlerListItems);
    FUZZ_REQUIRE(std::is_sorted(handler->kinds.begin(), handler->kinds.end()));
    requireBounds(handler->profile);
    return 0;
}
