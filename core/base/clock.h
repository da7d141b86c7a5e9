// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace nostrscope {

/// Milliseconds since the Unix epoch, UTC.
using UnixMillis = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// The only source of "now". Stages take the time of a frame from the frame (`arrivedAt`);
/// whatever must ask the clock asks this one, so that tests and replay move time by hand.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall time; may jump.
    [[nodiscard]] virtual UnixMillis now() const = 0;
    /// Never jumps back; for durations only.
    [[nodiscard]] virtual std::chrono::milliseconds monotonic() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] UnixMillis now() const override;
    [[nodiscard]] std::chrono::milliseconds monotonic() const override;
};

/// Stands still until told otherwise. Not thread safe: set it before the threads start, or use it in one.
class ManualClock final : public Clock {
public:
    explicit ManualClock(UnixMillis start)
        : m_now(start)
    {
    }
    [[nodiscard]] UnixMillis now() const override { return m_now; }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    void advance(std::chrono::milliseconds step)
    {
        m_now += step;
        m_monotonic += step;
    }
    /// A wall clock jump: monotonic time does not move.
    void jumpTo(UnixMillis now) { m_now = now; }

private:
    UnixMillis m_now;
    std::chrono::milliseconds m_monotonic{0};
};

[[nodiscard]] constexpr std::int64_t toSeconds(UnixMillis time) noexcept
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}
[[nodiscard]] constexpr std::int64_t toMillis(UnixMillis time) noexcept
{
    return time.time_since_epoch().count();
}
[[nodiscard]] constexpr UnixMillis fromMillis(std::int64_t millis) noexcept
{
    return UnixMillis(std::chrono::milliseconds(millis));
}
[[nodiscard]] constexpr UnixMillis fromSeconds(std::int64_t seconds) noexcept
{
    return UnixMillis(std::chrono::seconds(seconds));
}

} // namespace nostrscope
