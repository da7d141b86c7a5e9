// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nostrscope {

/// Exit status of every command (docs: command line).
enum class ExitCode : int {
    Done = 0, ///< also for duplicates, ephemeral events and no hits
    Failed = 1,
    Usage = 2,
    Partly = 3, ///< a line, a relay or a file was refused; the rest is done
};

} // namespace nostrscope
