// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/probeclock.h"

namespace nostrscope {

std::chrono::microseconds SystemProbeClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

UnixMillis SystemProbeClock::now() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

bool ClockWatch::hasStepped() const
{
    const auto wall = m_clock->now() - m_now;
    const auto passed =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_clock->monotonic() - m_monotonic);
    return wall - passed > tolerance || passed - wall > tolerance;
}

} // namespace nostrscope
