// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monitor/probesettings.h"
#include "models/settinglayers.h"

namespace nostrscope {

/// How relays are probed, as the settings want it.
[[nodiscard]] ProbeSettings makeProbeSettings(const SettingLayers& settings);

} // namespace nostrscope
