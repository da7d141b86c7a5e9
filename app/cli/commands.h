// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"

namespace nostrscope {

/// All commands, in the order of the help.
[[nodiscard]] std::vector<Command> allCommands();

[[nodiscard]] Command importCommand();
[[nodiscard]] Command exportCommand();
[[nodiscard]] Command verifyCommand();
[[nodiscard]] Command rebuildCommand();
[[nodiscard]] Command collectCommand();
[[nodiscard]] Command recordCommand();
[[nodiscard]] Command replayCommand();
[[nodiscard]] Command checkCommand();
[[nodiscard]] Command statsCommand();
[[nodiscard]] Command reportCommand();
[[nodiscard]] Command statusCommand();
[[nodiscard]] Command syncCommand();
[[nodiscard]] Command relaysCommand();
[[nodiscard]] Command discoverCommand();
[[nodiscard]] Command dbCommand();

} // namespace nostrscope
