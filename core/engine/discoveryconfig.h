// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace nostrscope {

/// When relays are looked for, and what becomes of them (docs/discovery.md).
struct DiscoveryConfig {
    std::chrono::minutes every{60}; ///< stored events are read; 0: only when it is asked for
    std::chrono::milliseconds firstAfter{120'000}; ///< a start has other things to do
    bool validates = false; ///< connects to candidates after a run, while we collect
};

} // namespace nostrscope
