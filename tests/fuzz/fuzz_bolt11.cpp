// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/bech32.h"
#include "core/nostr/bolt11.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

void check(QByteArrayView invoice)
{
    const auto amount = invoiceAmount(invoice);
    if (amount && *amount)
        FUZZ_REQUIRE(**amount >= 0);
    if (const auto hashes = invoiceHashes(invoice)) {
        FUZZ_REQUIRE(hashes->payment.isEmpty() || hashes->payment.size() == 32);
        FUZZ_REQUIRE(hashes->description.isEmpty() || hashes->description.size() == 32);
    }
}

} // namespace

/// Amounts and hashes; a right checksum is rare among mutations, so the bytes are also wrapped in one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto text = fuzz::view(data, size);
    check(text);
    check(encodeBech32("lnbc20m", wordsOfBytes(text)));
    return 0;
}
