// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

#include <QByteArray>

/// A decoder with a fault, for the test of the driver: it must be found and its input be left in a file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    FUZZ_REQUIRE(!nostrscope::fuzz::view(data, size).toByteArray().contains("aba"));
    return 0;
}
