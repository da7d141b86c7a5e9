// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

#include <QRectF>

#include <optional>
#include <span>

class QPainter;

namespace nostrscope {

/// A line of values, oldest left, scaled to its own minimum and maximum; the last value has a dot. NaN and
/// infinities are gaps. More values than pixels are drawn by the extremes of each pixel. Made for cells of
/// 96 × 16 pixels; safe at every size. On a selected row everything is white.
void paintSparkline(QPainter* painter, const QRectF& box, std::span<const double> values,
                    const ThemeColors& colors, bool isSelected = false);

/// The state of a relay during one segment of a heartbeat bar; nothing when nobody looked.
using Heartbeat = std::optional<Status>;

/// Segments of equal width, oldest left. Height and place tell the state without its colour: online is full,
/// degraded two thirds with a slanted top, down hangs from above, unknown is a frame at the bottom, paused a
/// thin bar in the middle, checking half; nothing is a hairline. `current` gets a mark above and below.
void paintHeartbeat(QPainter* painter, const QRectF& box, std::span<const Heartbeat> segments,
                    const ThemeColors& colors, bool isSelected = false, int current = -1);

/// Bounds of one segment as paintHeartbeat() draws it.
[[nodiscard]] QRectF heartbeatSegment(const QRectF& box, std::size_t index, std::size_t count);

} // namespace nostrscope
