// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/records/discoverystore.h"

namespace nostrscope {

class Console;

// Parts of the command `discover`.

/// `discover candidates`: what was found so far.
[[nodiscard]] ExitCode runDiscoverCandidates(const Options& options, Console& console);
/// `discover accept|reject|never|reopen URL…`
[[nodiscard]] ExitCode runDiscoverDecide(const Options& options, Console& console);

} // namespace nostrscope
