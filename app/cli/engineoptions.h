// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/settings.h"
#include "core/engine/engineconfig.h"

namespace nostrscope {

/// The engine as the settings want it, without the database. `now` is what ages such as "7d" count from. The
/// error is an English sentence that names the setting: who types a command wants no default instead.
[[nodiscard]] Expected<EngineConfig, QString> engineConfigOf(const Settings& settings, Timestamp now);

} // namespace nostrscope
