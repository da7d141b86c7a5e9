// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/healthjudge.h"

namespace nostrscope::test {

using namespace std::chrono_literals;

/// When the tests of the monitor begin: a midnight.
inline constexpr auto healthStart = fromSeconds(1'780'272'000);

/// One letter: S answers, L answers for some only (auth-required), F refused, T timed out, X undecided.
[[nodiscard]] inline CheckRecord checkOfLetter(char letter, RelayId relay, UnixMillis at,
                                               std::chrono::milliseconds interval = 5min,
                                               std::uint32_t network = 0)
{
    CheckRecord check;
    check.relay = relay;
    check.at = at;
    check.interval = interval;
    check.network = network;
    switch (letter) {
    case 'S':
        check.code = ProbeCode::Ok;
        check.times.set(ProbePhase::Open, 80ms);
        check.times.set(ProbePhase::Read, 50ms);
        break;
    case 'L':
        check.code = ProbeCode::AuthRequired;
        check.times.set(ProbePhase::Open, 80ms);
        break;
    case 'F':
        check.code = ProbeCode::TcpRefused;
        check.failedIn = ProbePhase::Tcp;
        break;
    case 'T':
        check.code = ProbeCode::ReadTimeout;
        check.failedIn = ProbePhase::Read;
        check.times.set(ProbePhase::Open, 80ms);
        break;
    default:
        check.code = ProbeCode::RateLimited;
    }
    return check;
}

/// One letter for a state: ? u g(rey, degraded) s d r p m.
[[nodiscard]] inline char letterOf(RelayState state)
{
    return "?ugsdrpm"[static_cast<int>(state)];
}

} // namespace nostrscope::test
