// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"

namespace nostrscope {

// Parts of "db …"; each takes the arguments after its name.
[[nodiscard]] ExitCode runCheck(const Options& options, Console& console);
[[nodiscard]] ExitCode runVacuum(const Options& options, Console& console);
[[nodiscard]] ExitCode runCompress(const Options& options, Console& console);
[[nodiscard]] ExitCode runBackup(const Options& options, Console& console);
[[nodiscard]] ExitCode runMigrate(const Options& options, Console& console);
[[nodiscard]] ExitCode runRetention(const Options& options, Console& console);

} // namespace nostrscope
