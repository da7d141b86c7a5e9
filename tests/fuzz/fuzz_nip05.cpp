// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip05.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

/// Identifiers keep their form; any body is an answer or none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = fuzz::view(data, size);
    if (const auto id = InternetIdentifier::parse(text)) {
        FUZZ_REQUIRE(InternetIdentifier::parse(id->text()) == id);
        FUZZ_REQUIRE(!id->url().contains(' '));
    }
    if (const auto answer = readNostrJson(text, "bob"))
        FUZZ_REQUIRE(answer->key || answer->relays.empty());
    return 0;
}
