// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/filter.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

/// What is accepted as a filter is written and read again without any change.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto filter = Filter::fromJson(fuzz::view(data, size));
    if (!filter) {
        FUZZ_REQUIRE(!filter.error().isEmpty());
        return 0;
    }
    const auto again = Filter::fromJson(filter->toJson());
    FUZZ_REQUIRE(again && *again == *filter);
    FUZZ_REQUIRE(!filter->since || !filter->until || *filter->since <= *filter->until);
    Event event;
    const bool matches = filter->matches(event);
    FUZZ_REQUIRE(matchesAny({*filter}, event) == matches);
    return 0;
}
