// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"
#include "app/cli/console.h"

namespace nostrscope {

/// `relays import FILE|builtin|- [--dry-run]`: adds what a list holds and tells what became of each line.
[[nodiscard]] ExitCode runRelaysImport(const Options& options, Console& console);

} // namespace nostrscope
