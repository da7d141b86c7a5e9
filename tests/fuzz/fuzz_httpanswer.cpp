// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/httpbody.h"
#include "tests/fuzz/fuzz.h"

using namespace nostrscope;

namespace {

constexpr std::size_t maxBody = 1000;

struct Outcome {
    HttpAnswer::State state = HttpAnswer::State::More;
    int status = 0;
    QByteArray body;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome read(QByteArrayView bytes, qsizetype step)
{
    HttpAnswer answer(maxBody);
    auto state = HttpAnswer::State::More;
    for (qsizetype at = 0; at < bytes.size() && state == HttpAnswer::State::More; at += step)
        state = answer.feed(bytes.sliced(at, std::min(step, bytes.size() - at)));
    state = answer.end();
    FUZZ_REQUIRE(state != HttpAnswer::State::More);
    FUZZ_REQUIRE(std::size_t(answer.body().size()) <= maxBody);
    FUZZ_REQUIRE(answer.header("Server", 10).size() <= 10);
    if (state != HttpAnswer::State::Done)
        return {state, 0, {}};
    FUZZ_REQUIRE(answer.status() != 0);
    return {state, answer.status(), answer.body()};
}

} // namespace

/// Whatever the cuts, what is read is the same; only an endless line is noticed by its parts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = fuzz::view(data, size);
    const auto whole = read(bytes, std::max<qsizetype>(bytes.size(), 1));
    const auto parts = read(bytes, 7);
    if (whole.state == HttpAnswer::State::Done)
        FUZZ_REQUIRE(parts == whole || parts.state == HttpAnswer::State::TooLarge);
    return 0;
}
