// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace nostrscope {

/// Every chart with data that show all it can draw: gaps, outages, flags, the period before, missing cells.
[[nodiscard]] std::unique_ptr<QWidget> makeGallery(const Theme& theme, const Fmt& fmt);

} // namespace nostrscope
