// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace nostrscope {

/// The table of docs/settings.md, English, with one line for each setting: a test compares them.
[[nodiscard]] QString settingsAsMarkdown();

} // namespace nostrscope
