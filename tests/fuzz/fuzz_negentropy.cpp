// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/negentropy/negentropyresponder.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

const NegentropySet& smallSet()
{
    static const NegentropySet set = [] {
        NegentropySet items;
        for (unsigned i = 0; i < 200; ++i) {
            std::array<std::uint8_t, 32> id{};
            id[0] = static_cast<std::uint8_t>(i * 37);
            id[1] = static_cast<std::uint8_t>(i);
            items.add(i / 3, EventId(id));
        }
        items.seal();
        return items;
    }();
    return set;
}

} // namespace

/// What is read follows in order and stays inside the message; written again it reads the same; an answer
/// keeps its limit.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto message = fuzz::view(data, size);
    NegentropyReader reader(message);
    NegentropyWriter writer;
    std::vector<NegentropyRange> ranges;
    qsizetype payload = 0;
    while (const auto range = reader.next()) {
        FUZZ_REQUIRE(!(range->upper < range->lower));
        FUZZ_REQUIRE(ranges.empty() || ranges.back().upper == range->lower);
        FUZZ_REQUIRE(range->upper.prefixLength <= EventId::size);
        FUZZ_REQUIRE(range->payload.isEmpty()
                     || (range->payload.begin() >= message.begin() && range->payload.end() <= message.end()));
        payload += range->payload.size();
        FUZZ_REQUIRE(payload <= message.size());
        ranges.push_back(*range);
        switch (range->mode) {
        case NegentropyMode::Skip:
            writer.addSkip(range->upper);
            break;
        case NegentropyMode::Fingerprint: {
            NegentropyFingerprint fingerprint;
            std::copy(range->payload.begin(), range->payload.end(), fingerprint.begin());
            FUZZ_REQUIRE(isEqual(fingerprint, range->payload));
            writer.addFingerprint(range->upper, fingerprint);
            break;
        }
        case NegentropyMode::IdList:
            for (std::size_t i = 0; i < range->idCount(); ++i)
                (void)range->idAt(i);
            writer.addIds(range->upper, smallSet(), 0, 0);
            break;
        }
    }
    if (reader.error())
        FUZZ_REQUIRE(!reader.next());
    NegentropyReader again(writer.bytes());
    for (const auto& range : ranges) {
        const auto same = again.next();
        FUZZ_REQUIRE(same && same->upper == range.upper && same->mode == range.mode);
    }
    FUZZ_REQUIRE(!again.next() && !again.error());

    const auto answer = NegentropyResponder(smallSet(), minNegentropyFrame).answer(message);
    FUZZ_REQUIRE(!answer || (!answer->isEmpty() && answer->size() <= minNegentropyFrame));
    return 0;
}
