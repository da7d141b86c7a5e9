// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/varint.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

/// No blob makes the reader leave it; what was read is written and read again; a failure stays one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    ByteReader reader(fuzz::view(data, size));
    QByteArray written;
    while (!reader.atEnd() && !reader.failed()) {
        const auto before = reader.remaining();
        const auto value = reader.varint();
        if (!reader.failed()) {
            FUZZ_REQUIRE(reader.remaining() < before);
            written.clear();
            appendVarint(written, value);
            ByteReader again(written);
            FUZZ_REQUIRE(again.varint() == value && again.atEnd() && !again.failed());
            FUZZ_REQUIRE(static_cast<std::uint64_t>(written.size()) <= before - reader.remaining());
            FUZZ_REQUIRE(zigZag(unZigZag(value)) == value);
        }
        const auto rest = reader.remaining();
        const auto length = value % 300;
        const auto bytes = reader.bytes(length); // each number is also the length of what follows
        FUZZ_REQUIRE(bytes.isEmpty() || static_cast<std::uint64_t>(bytes.size()) == length);
        FUZZ_REQUIRE(reader.failed() || reader.remaining() == rest - length);
        if (!reader.failed() && !reader.atEnd())
            (void)reader.byte();
    }
    if (reader.failed()) {
        FUZZ_REQUIRE(reader.varint() == 0 && reader.byte() == 0 && reader.bytes(1).isEmpty());
        FUZZ_REQUIRE(reader.failed());
    }
    return 0;
}
