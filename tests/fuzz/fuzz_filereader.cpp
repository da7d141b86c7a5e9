// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/ingest/filereader.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <vector>

using namespace nostrscope;

namespace {

constexpr std::size_t enough = 4096; // a small input may unpack to very much

struct Outcome {
    std::vector<QByteArray> texts;
    FileFault fault = FileFault::None;
    std::uint64_t others = 0;
};

Outcome readAll(QByteArrayView bytes, qint64 step)
{
    qsizetype at = 0;
    FileReader reader([&](char* data, qint64 maxSize) {
        const auto count = std::min<qint64>({step, maxSize, bytes.size() - at});
        std::copy_n(bytes.data() + at, count, data);
        at += count;
        return count;
    });
    Outcome outcome;
    while (outcome.texts.size() < enough) {
        auto text = reader.next();
        if (!text)
            break;
        outcome.texts.push_back(std::move(*text));
    }
    FUZZ_REQUIRE(reader.bytesRead() == static_cast<std::uint64_t>(at));
    outcome.fault = reader.fault();
    outcome.others = reader.otherMessages();
    return outcome;
}

} // namespace

/// Texts are bounded and never empty, and do not depend on how the bytes are portioned.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = fuzz::view(data, size);
    const auto whole = readAll(bytes, 1 << 20);
    for (const auto& text : whole.texts) {
        FUZZ_REQUIRE(!text.isEmpty());
        FUZZ_REQUIRE(static_cast<std::size_t>(text.size()) <= limits::maxEventBytes + 1024);
    }
    // Large ones cost too much to be read byte by byte.
    const auto parts = readAll(bytes, size < 4096 ? 1 : 997);
    FUZZ_REQUIRE(parts.fault == whole.fault || whole.texts.size() == enough || parts.texts.size() == enough);
    // How much comes out of damaged data before the damage shows is for the libraries to say.
    if (whole.fault == FileFault::BadCompression)
        return 0;
    FUZZ_REQUIRE(parts.texts == whole.texts);
    FUZZ_REQUIRE(parts.others == whole.others || whole.texts.size() == enough);
    return 0;
}
