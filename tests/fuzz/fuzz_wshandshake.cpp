// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/wshandshake.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

/// A head is the same whatever follows it, and needs all of its bytes.
template <typename Parse> void checkHead(Parse parse, QByteArrayView bytes)
{
    const auto parsed = parse(bytes);
    if (!parsed || !*parsed)
        return;
    const auto size = (*parsed)->headBytes;
    FUZZ_REQUIRE(size > 0 && size <= bytes.size() && size <= maxHttpHeadBytes);
    const auto exact = parse(bytes.first(size));
    FUZZ_REQUIRE(exact && *exact && (*exact)->headers.fields() == (*parsed)->headers.fields());
    const auto less = parse(bytes.first(size - 1));
    FUZZ_REQUIRE(less && !*less);
    for (const auto& field : (*parsed)->headers.fields()) {
        FUZZ_REQUIRE(!field.first.isEmpty() && !field.second.contains('\n') && !field.second.contains('\r'));
        FUZZ_REQUIRE(!(*parsed)->headers.value(field.first).isNull());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = fuzz::view(data, size);
    checkHead([](QByteArrayView text) { return parseHttpRequest(text); }, bytes);
    checkHead([](QByteArrayView text) { return parseHttpResponse(text); }, bytes);
    const auto request = parseHttpRequest(bytes);
    if (request && *request) {
        if (const auto key = upgradeKey(**request)) {
            const auto answer = parseHttpResponse(upgradeResponse(*key));
            FUZZ_REQUIRE(answer && *answer && !checkUpgradeResponse(**answer, *key));
        }
    }
    const auto response = parseHttpResponse(bytes);
    if (response && *response)
        (void)checkUpgradeResponse(**response, "dGhlIHNhbXBsZSBub25jZQ==");
    return 0;
}
