// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace nostrscope {

/// The clocks of a measurement: one that never jumps, in microseconds, and the wall clock only to notice that
/// the machine slept or was set while we measured.
class ProbeClock {
public:
    virtual ~ProbeClock() = default;
    /// Of no particular beginning; stands still while the machine sleeps.
    [[nodiscard]] virtual std::chrono::microseconds monotonic() const = 0;
    [[nodiscard]] virtual UnixMillis now() const = 0;
};

class SystemProbeClock final : public ProbeClock {
public:
    [[nodiscard]] std::chrono::microseconds monotonic() const override;
    [[nodiscard]] UnixMillis now() const override;
};

/// Notices from its making on that the wall clock went another way than the monotonic one.
class ClockWatch {
public:
    /// NTP slews stay far below it; a sleep or a clock set by hand does not.
    static constexpr std::chrono::milliseconds tolerance{2000};

    explicit ClockWatch(const ProbeClock& clock)
        : m_clock(&clock)
        , m_monotonic(clock.monotonic())
        , m_now(clock.now())
    {
    }
    [[nodiscard]] bool hasStepped() const;
    [[nodiscard]] UnixMillis startedAt() const noexcept { return m_now; }

private:
    const ProbeClock* m_clock;
    std::chrono::microseconds m_monotonic;
    UnixMillis m_now;
};

} // namespace nostrscope
