// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/recordingformat.h"
#include "core/ingest/recordingreader.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace nostrscope;

namespace {

constexpr std::size_t enough = 4096; // a small input may unpack to very much

struct Outcome {
    std::size_t frames = 0;
    QByteArray texts;
    RecordingFault fault = RecordingFault::None;
};

Outcome readAll(QByteArrayView bytes, qint64 step)
{
    qsizetype at = 0;
    RecordingReader reader([&](char* data, qint64 maxSize) {
        const auto count = std::min<qint64>({step, maxSize, bytes.size() - at});
        std::copy_n(bytes.data() + at, count, data);
        at += count;
        return count;
    });
    Outcome outcome;
    while (outcome.frames < enough) {
        const auto frame = reader.next();
        if (!frame)
            break;
        ++outcome.frames;
        FUZZ_REQUIRE(frame->relay < reader.relays().size());
        FUZZ_REQUIRE(static_cast<std::size_t>(frame->json.size()) <= recording::maxFrameBytes);
        FUZZ_REQUIRE(toMillis(frame->arrivedAt) >= 0 && toMillis(frame->arrivedAt) <= recording::maxTime);
        FUZZ_REQUIRE(frame->origin <= Origin::Archive);
        outcome.texts += frame->json.first(std::min<qsizetype>(frame->json.size(), 64));
    }
    FUZZ_REQUIRE(reader.relays().size() <= recording::maxRelays);
    outcome.fault = reader.fault();
    if (outcome.fault != RecordingFault::None)
        FUZZ_REQUIRE(!reader.next());
    return outcome;
}

} // namespace

/// What is read is bounded, and does not depend on how the bytes are portioned.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = fuzz::view(data, size);
    const auto whole = readAll(bytes, 1 << 20);
    const auto parts = readAll(bytes, size < 4096 ? 1 : 997);
    // how much comes out of damaged compressed data before the damage shows is for the library to say
    if (whole.fault == RecordingFault::Damaged)
        return 0;
    FUZZ_REQUIRE(parts.fault == whole.fault && parts.frames == whole.frames && parts.texts == whole.texts);
    return 0;
}
