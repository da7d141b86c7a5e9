// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace nostrscope {

enum class HatchLean : std::uint8_t { Forward, Backward }; ///< "/" or "\"

/// Diagonal lines over a rectangle, `spacing` pixels apart. Lines, not a pattern brush: a brush is finer on
/// finer screens, and an SVG file has no pattern brushes and no clipping. Lines of neighbouring rectangles
/// meet.
void paintHatch(QPainter& painter, const QRectF& box, const QColor& color,
                HatchLean lean = HatchLean::Forward, double spacing = 6);

} // namespace nostrscope
