// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip11.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

/// What is understood of a document is written and read again without any change.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto info = parseRelayInformation(fuzz::view(data, size));
    if (!info)
        return 0;
    const auto json = info->toJson();
    FUZZ_REQUIRE(json.isValidUtf8());
    const auto again = parseRelayInformation(json);
    FUZZ_REQUIRE(again && *again == *info);
    FUZZ_REQUIRE(again->toJson() == json);
    FUZZ_REQUIRE(info->operatorKey().has_value() == !info->pubkey.isEmpty());
    return 0;
}
