// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace nostrscope {

class StoreWriter;

/// How long work gets at the writer: runs a function with it in the writer's thread and returns when that is
/// done. Between two calls the writer does what else waits for it, so a call should take about 50 ms.
using WriterAccess = std::function<void(const std::function<void(StoreWriter&)>&)>;

/// For callers in the writer's thread, who hold it for the whole run.
[[nodiscard]] inline WriterAccess directAccess(StoreWriter& writer)
{
    return [&writer](const std::function<void(StoreWriter&)>& function) { function(writer); };
}

} // namespace nostrscope
