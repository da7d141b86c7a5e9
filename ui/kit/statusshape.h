// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

#include <QIcon>

class QPainter;

namespace nostrscope {

/// Paints the shape of a state into the square: fonts lack these glyphs, so they are never typed (ux.md §4).
void paintStatus(QPainter& painter, const QRectF& square, Status status, const QColor& color);
/// The same as a widget-sized picture, sharp at `ratio` device pixels per pixel.
[[nodiscard]] QPixmap statusPixmap(Status status, const QColor& color, int size, qreal ratio);

} // namespace nostrscope
