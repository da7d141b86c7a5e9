// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/settings.h"
#include "core/engine/engineconfig.h"

namespace nostrscope {

/// The engine as the settings want it, without the database. `now` is what ages such as "7d" count from. The
/// error is an English sentence that names the setting.
[[nodiscard]] Expected<EngineConfig, QString> engineConfigOf(const Settings& settings, Timestamp now);

/// "0,1,5000-5999"; none when it is no such list or empty. Ascending, each once.
[[nodiscard]] std::optional<std::vector<Kind>> parseKinds(QStringView text);

} // namespace nostrscope
