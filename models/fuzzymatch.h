// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace nostrscope {

/// How well a typed text fits a name, case ignored: higher is better, none when it does not. Whole words and
/// parts of the name come before letters that are merely in order ("ovw" finds "Overview"). An empty text
/// fits everything. Only the first 200 characters of either count.
[[nodiscard]] std::optional<int> fuzzyMatch(QStringView typed, QStringView name);

} // namespace nostrscope
