// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/plaintext.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

void check(QByteArrayView text, qsizetype maxLength, TextLines lines)
{
    const auto plain = plainText(text, maxLength, lines);
    FUZZ_REQUIRE(plain.size() <= maxLength);
    FUZZ_REQUIRE(plain.isValidUtf16());
    FUZZ_REQUIRE(plainText(plain, maxLength, lines) == plain);
    for (const auto c : plain) {
        FUZZ_REQUIRE(c.unicode() >= 0x20 || (lines == TextLines::Keep && (c == u'\n' || c == u'\t')));
        FUZZ_REQUIRE(c.unicode() < 0x7f || c.unicode() > 0x9f);
        FUZZ_REQUIRE(c.unicode() < 0x202a || c.unicode() > 0x202e);
        FUZZ_REQUIRE(c.unicode() < 0x2066 || c.unicode() > 0x2069);
    }
}

} // namespace

/// No control and no bidi character passes, the bound holds, and what is plain stays as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = fuzz::view(data, size);
    for (const qsizetype maxLength : {0, 1, 7, 1000}) {
        check(text, maxLength, TextLines::Single);
        check(text, maxLength, TextLines::Keep);
    }
    return 0;
}
