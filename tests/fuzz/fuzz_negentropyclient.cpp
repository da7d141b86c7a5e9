// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/negentropy/negentropyclient.h"
#include "tests/fuzz/fuzz.h"

#include <set>

using namespace nostrscope;

namespace {

/// Times and ids close together, so that random messages meet them.
NegentropySet makeSet(unsigned items)
{
    NegentropySet set;
    for (unsigned i = 0; i < items; ++i) {
        std::array<std::uint8_t, 32> id{};
        id[0] = static_cast<std::uint8_t>(i * 37);
        id[1] = static_cast<std::uint8_t>(i);
        id[2] = static_cast<std::uint8_t>(i >> 8);
        set.add(i / 3, EventId(id));
    }
    set.seal();
    return set;
}

} // namespace

/// The first byte chooses a set; then messages follow, each after its length. Whatever a relay answers: what
/// we send keeps its limit and can be read, ids come once, only we have what is ours, and an end is the end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::array sets{makeSet(0), makeSet(10), makeSet(100), makeSet(700)};
    if (size == 0)
        return 0;
    const auto& set = sets[data[0] % sets.size()];
    NegentropyLimits limits;
    limits.frameBytes = minNegentropyFrame;
    limits.rounds = 20;
    limits.needIds = 1000;
    NegentropyClient client(set, limits);
    auto last = client.initiate();
    std::set<EventId> have, need;
    auto rest = fuzz::view(data + 1, size - 1);
    while (!rest.isEmpty()) {
        const auto length =
            std::min<qsizetype>(1 + static_cast<std::uint8_t>(rest.front()) * 16, rest.size() - 1);
        const auto message = rest.sliced(1, length);
        rest = rest.sliced(1 + length);
        const auto step = client.reconcile(message);
        FUZZ_REQUIRE(client.rounds() <= limits.rounds);
        if (!step) {
            const auto ended = client.reconcile(message);
            FUZZ_REQUIRE(!ended && ended.error() == NegentropyError::Ended);
            return 0;
        }
        for (const auto& id : step->have)
            FUZZ_REQUIRE(have.insert(id).second);
        for (const auto& id : step->need)
            FUZZ_REQUIRE(need.insert(id).second);
        FUZZ_REQUIRE(have.size() <= set.size() && need.size() <= limits.needIds);
        FUZZ_REQUIRE(step->isDone == step->next.isEmpty());
        if (step->isDone)
            return 0;
        FUZZ_REQUIRE(step->next.size() <= minNegentropyFrame && step->next != last);
        NegentropyReader reader(step->next);
        while (reader.next()) { }
        FUZZ_REQUIRE(!reader.error());
        last = step->next;
    }
    return 0;
}
