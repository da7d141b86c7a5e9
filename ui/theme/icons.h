// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace nostrscope {

/// resources/icons/NAME.svg drawn at any size in these colours (`currentColor` in the file); white when
/// selected. Empty when the SVG image plugin is missing: buttons have words too.
[[nodiscard]] QIcon themedIcon(const QString& name, const QColor& normal, const QColor& disabled);

} // namespace nostrscope
