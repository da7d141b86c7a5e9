// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoverystore.h"

/// What the page "Discovery" shows.
namespace nostrscope {

/// What discovery is doing.
enum class DiscoveryStep : std::uint8_t { Idle, Reading, Validating };

struct DiscoveryView {
    UnixMillis asOf{};
    DiscoveryFigures figures;
    CandidatePage page;
    DiscoveryStep step = DiscoveryStep::Idle;
    std::uint64_t done = 0; ///< of the step: events or candidates
    std::uint64_t total = 0;
    UnixMillis nextRunAt{}; ///< epoch: only when it is asked for
};

} // namespace nostrscope
