// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/hatch.h"

#include <QLineF>
#include <QList>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nostrscope {

void paintHatch(QPainter& painter, const QRectF& box, const QColor& color, HatchLean lean, double spacing)
{
    constexpr double largest = 100'000; // pixels; bounds the count of lines
    if (box.width() <= 0 || box.height() <= 0 || box.width() + box.height() > largest || spacing < 1)
        return;
    // "/" are the lines x + y = c, "\" the lines x − y = c, for multiples c of the spacing.
    const double sign = lean == HatchLean::Forward ? 1 : -1;
    const double low = lean == HatchLean::Forward ? box.left() + box.top() : box.left() - box.bottom();
    const double high = low + box.width() + box.height();
    QList<QLineF> lines;
    for (double c = std::ceil(low / spacing) * spacing; c < high; c += spacing) {
        // Cut to the box: x from where y leaves it at one side to where it leaves at the other.
        const double yLow = sign > 0 ? box.bottom() : box.top();
        const double yHigh = sign > 0 ? box.top() : box.bottom();
        const double left = std::max(box.left(), c - sign * yLow);
        const double right = std::min(box.right(), c - sign * yHigh);
        if (right > left)
            lines.append({left, sign * (c - left), right, sign * (c - right)});
    }
    painter.save();
    painter.setPen(QPen(color, 1));
    painter.drawLines(lines);
    painter.restore();
}

} // namespace nostrscope
