// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"

// What the relays of the fake engine go through: the same for the same relay.
namespace nostrscope::fake {

/// When the fake engine begins: 2025-11-20 23:36:22 UTC.
inline constexpr UnixMillis start{std::chrono::milliseconds(1'763'681'782'000)};

using Duration = ProbeTimes::Duration;

enum class Story {
    Up,
    Degraded,
    Slow,
    Down,
    Flapping,
    Limited,
    Ending,
    Ended,
    Onion,
    Unchecked,
    Paused,
    Suspect
};

/// A number of a relay and a place, without an order of calls.
[[nodiscard]] std::uint32_t hashOf(std::uint32_t relay, std::uint32_t place);
/// What a relay goes through, by its address, its link and its number.
[[nodiscard]] Story storyOf(const RelayRow& row);
[[nodiscard]] FailureCause causeOf(Story story, std::uint32_t number);
[[nodiscard]] RelayState stateOf(Story story);
[[nodiscard]] bool isDown(Story story);
[[nodiscard]] Duration openTime(Story story, std::uint32_t number);
/// Of `count` beats the one at `at`, oldest first.
[[nodiscard]] Beat beatOf(Story story, std::uint32_t number, std::size_t at, std::size_t count);
[[nodiscard]] SpanKind kindOf(Beat beat);

} // namespace nostrscope::fake
