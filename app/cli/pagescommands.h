// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"
#include "app/cli/console.h"

namespace nostrscope {

/// `relays log [URL]`: what happened on connections, newest first (COL-12).
[[nodiscard]] ExitCode runRelaysLog(const Options& options, Console& console);
/// `db quarantine`: what was refused, with reason and relay, newest first (COL-5).
[[nodiscard]] ExitCode runQuarantine(const Options& options, Console& console);

/// The option of both.
[[nodiscard]] QCommandLineOption pageLimitOption();

} // namespace nostrscope
