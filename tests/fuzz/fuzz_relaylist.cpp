// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/nostr/relaylist.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

/// Any file is read within the bounds, in every format, and lines only grow.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    for (const auto format : {RelayListFormat::Text, RelayListFormat::Csv, RelayListFormat::Json}) {
        const auto entries = readRelayList(fuzz::view(data, size), format);
        if (!entries)
            continue;
        FUZZ_REQUIRE(entries->size() <= limits::maxRelayListEntries);
        int last = 0;
        for (const auto& entry : *entries) {
            FUZZ_REQUIRE(entry.line > last);
            last = entry.line;
            FUZZ_REQUIRE(!entry.url || entry.url->network() != RelayNetwork::Local);
        }
    }
    return 0;
}
