// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/storetasks.h"
#include "models/settinglayers.h"

namespace nostrscope {

inline constexpr double bytesPerGiB = 1024.0 * 1024 * 1024;

/// Key of the setting that says how many days a group of kinds is kept: "retention/keepNotes".
[[nodiscard]] QString keepKey(KindGroup group);

/// What retention does by the settings "retention/…", ages before `now` (unix seconds).
[[nodiscard]] RetentionPolicy retentionPolicy(const SettingLayers& settings, Timestamp now);

} // namespace nostrscope
