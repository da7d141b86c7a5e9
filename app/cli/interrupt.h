// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace nostrscope {

/// From now on SIGINT and SIGTERM set the flag that interruption() returns, system calls that wait return
/// early, and a second signal ends the process at once. SIGPIPE is ignored: writes fail instead.
void watchSignals();
[[nodiscard]] std::atomic<bool>& interruption();

} // namespace nostrscope
