// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/engine/engineconfig.h"
#include "models/settinglayers.h"

namespace nostrscope {

/// The engine as the settings want it, without the database; what is not valid there has its default. `now`
/// is what ages such as "7d" count from. The error is an English sentence about a combination of settings.
[[nodiscard]] Expected<EngineConfig, QString> makeEngineConfig(const SettingLayers& settings, Timestamp now);

} // namespace nostrscope
