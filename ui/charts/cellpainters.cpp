// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/cellpainters.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

constexpr double dotRadius = 2;

struct Extent {
    double low = 0;
    double high = 0;
    bool isEmpty = true;
    void add(double value)
    {
        low = isEmpty ? value : std::min(low, value);
        high = isEmpty ? value : std::max(high, value);
        isEmpty = false;
    }
};

Extent extentOf(std::span<const double> values)
{
    Extent extent;
    for (const double value : values) {
        if (std::isfinite(value))
            extent.add(value);
    }
    return extent;
}

/// 0 … 1 within the extent; the middle when all values are equal. Halves first: the difference of two great
/// numbers may be infinite.
double place(double value, const Extent& extent)
{
    const double span = extent.high / 2 - extent.low / 2;
    return span > 0 ? std::clamp((value / 2 - extent.low / 2) / span, 0.0, 1.0) : 0.5;
}

} // namespace

void paintSparkline(QPainter* painter, const QRectF& box, std::span<const double> values,
                    const ThemeColors& colors, bool isSelected)
{
    const auto area = box.adjusted(1, dotRadius, -dotRadius - 1, -dotRadius);
    const auto all = extentOf(values);
    if (all.isEmpty || area.width() < 1 || area.height() < 1)
        return;
    const auto yOf = [&](double value) { return area.bottom() - area.height() * place(value, all); };
    const auto columns =
        std::min(values.size(), std::max<std::size_t>(1, static_cast<std::size_t>(area.width())));
    const double step = columns > 1 ? area.width() / static_cast<double>(columns - 1) : 0;
    QPainterPath line;
    QPointF dot;
    bool isOpen = false;
    double startOfRun = 0;
    const auto closeRun = [&] {
        // A run of one point would not be seen.
        if (isOpen && line.currentPosition().x() <= startOfRun)
            line.lineTo(line.currentPosition() + QPointF(1, 0));
        isOpen = false;
    };
    for (std::size_t column = 0; column < columns; ++column) {
        const auto from = column * values.size() / columns;
        const auto to = std::max(from + 1, (column + 1) * values.size() / columns);
        const auto part = extentOf(values.subspan(from, to - from));
        if (part.isEmpty) {
            closeRun();
            continue;
        }
        const double x = columns > 1 ? area.left() + step * static_cast<double>(column) : area.right();
        const QPointF first(x, yOf(part.high));
        if (isOpen) {
            line.lineTo(first);
        } else {
            line.moveTo(first);
            startOfRun = x;
            isOpen = true;
        }
        if (part.low < part.high)
            line.lineTo(x, yOf(part.low));
        dot = line.currentPosition();
    }
    closeRun();
    const auto color = isSelected ? QColor(Qt::white) : colors.series[0];
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, colors.isHighContrast ? 2.0 : 1.2));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(line);
    // The last value is marked only if it is the newest: a line that ends early has no "now".
    if (std::isfinite(values.back())) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawEllipse(dot, dotRadius, dotRadius);
    }
    painter->restore();
}

QRectF heartbeatSegment(const QRectF& box, std::size_t index, std::size_t count)
{
    if (count == 0)
        return {};
    const double width = box.width() / static_cast<double>(count);
    const double gap = width >= 3 ? 1 : width * 0.2;
    return {box.left() + width * static_cast<double>(index), box.top(), std::max(width - gap, 0.1),
            box.height()};
}

void paintHeartbeat(QPainter* painter, const QRectF& box, std::span<const Heartbeat> segments,
                    const ThemeColors& colors, bool isSelected, int current)
{
    if (segments.empty() || box.width() < 1 || box.height() < 2)
        return;
    constexpr std::size_t maximumSegments = 4096;
    segments = segments.last(std::min(segments.size(), maximumSegments));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto inner = current >= 0 && box.height() > 10 ? box.adjusted(0, 4, 0, -4) : box;
    const double height = inner.height();
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto cell = heartbeatSegment(inner, i, segments.size());
        const auto part = [&](double top, double share) {
            return QRectF(cell.left(), cell.top() + height * top, cell.width(), height * share);
        };
        if (!segments[i]) {
            painter->fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1),
                              isSelected ? QColor(Qt::white) : colors.controlBorder);
            continue;
        }
        const auto color = isSelected ? QColor(Qt::white) : colors.state(*segments[i]);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        switch (*segments[i]) {
        case Status::Online:
            painter->drawRect(cell);
            break;
        case Status::Degraded:
            painter->drawPolygon(QPolygonF{{cell.left(), cell.top() + height * 0.5},
                                           {cell.right(), cell.top() + height * 0.25},
                                           cell.bottomRight(),
                                           cell.bottomLeft()});
            break;
        case Status::Down:
            painter->drawRect(part(0, 0.6));
            break;
        case Status::Unknown: {
            const double pen = std::min(1.0, cell.width() / 3);
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(color, pen));
            painter->drawRect(part(0.65, 0.35).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2));
            break;
        }
        case Status::Paused:
            painter->drawRect(part(0.42, 0.16));
            break;
        case Status::Checking:
            painter->drawRect(part(0.5, 0.5));
            break;
        }
    }
    if (current >= 0 && static_cast<std::size_t>(current) < segments.size()) {
        const auto cell = heartbeatSegment(box, static_cast<std::size_t>(current), segments.size());
        const auto color = isSelected ? QColor(Qt::white) : colors.focus;
        const double thick = std::min(2.0, box.height() / 4);
        painter->fillRect(QRectF(cell.left() - 1, box.top(), cell.width() + 2, thick), color);
        painter->fillRect(QRectF(cell.left() - 1, box.bottom() - thick, cell.width() + 2, thick), color);
    }
    painter->restore();
}

} // namespace nostrscope
