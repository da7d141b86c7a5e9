// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engineconfig.h"
#include "core/engine/enginelink.h"

#include <memory>

namespace nostrscope {

/// The engine behind the link: opens the database in its own thread, so this returns at once; what goes
/// wrong comes as failed(). Destroying it stops in the order of the flow and joins all threads.
[[nodiscard]] std::unique_ptr<EngineLink> createEngine(const EngineConfig& config);

} // namespace nostrscope
