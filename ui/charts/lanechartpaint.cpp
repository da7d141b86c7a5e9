// SPDX-License-Identifier: GPL-3.0-or-later
// How a LaneChart paints.
#include "ui/charts/chartcanvas.h"
#include "ui/charts/hatch.h"
#include "ui/charts/lanechart.h"
#include "ui/charts/timeaxis.h"

#include <QPainter>

#include <cmath>

namespace nostrscope {

void LaneChart::paintLanes(QPainter& painter)
{
    const auto& c = colors();
    const auto box = plot();
    const auto metrics = m_canvas->fontMetrics();
    if (m_data.lanes.isEmpty() || m_data.to <= m_data.from) {
        painter.setPen(c.secondary);
        painter.drawText(m_canvas->rect(), static_cast<int>(Qt::AlignCenter), tr("Nothing in this range"));
        return;
    }
    if (box.width() < 10 || box.height() < 4)
        return;
    const double height = laneHeight();
    double free = 0; // of names, from above
    for (qsizetype lane = 0; lane < m_data.lanes.size(); ++lane) {
        const double top = box.top() + static_cast<double>(lane) * height;
        painter.setPen(QPen(c.hairline, 0));
        painter.drawLine(QPointF(box.left(), top + height), QPointF(box.right(), top + height));
        const double middle = top + height / 2;
        if (middle - metrics.height() / 2.0 + 2 < free)
            continue;
        free = middle + metrics.height() / 2.0;
        painter.setPen(c.text);
        painter.drawText(
            QRectF(0, middle - metrics.height(), box.left() - 8, 2.0 * metrics.height()),
            static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
            metrics.elidedText(m_data.lanes.at(lane), Qt::ElideMiddle, static_cast<int>(box.left()) - 8));
    }
    const double bottom = box.top() + height * static_cast<double>(m_data.lanes.size());
    paintTimeAxis(painter, QRectF(box.topLeft(), QPointF(box.right(), bottom)), m_canvas->width(),
                  m_data.from, m_data.to, fmt(), c, QFontMetricsF(m_canvas->font()));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, m_byTime.size() < 1000);
    painter.setClipRect(box.adjusted(-pointRadius, -1, pointRadius, 1));
    for (const auto index : m_byTime) {
        if (isSpan(m_data.items[index].shape))
            paintItem(painter, index);
    }
    for (const auto index : m_byTime) {
        if (m_data.items[index].cause)
            paintArrow(painter, *m_data.items[index].cause, index);
    }
    for (const auto index : m_byTime) {
        if (!isSpan(m_data.items[index].shape))
            paintItem(painter, index);
    }
    painter.restore();
    if (isExporting())
        return;
    painter.setBrush(Qt::NoBrush);
    if (m_cursor->time() && *m_cursor->time() >= m_data.from && *m_cursor->time() <= m_data.to) {
        const double x = std::round(xOf(*m_cursor->time())) + 0.5;
        painter.setPen(QPen(c.focus, c.isHighContrast ? 2 : 1));
        painter.drawLine(QPointF(x, box.top()), QPointF(x, bottom));
    }
    if (m_current) {
        painter.setPen(QPen(c.focus, 2));
        painter.drawRect(itemRect(*m_current).intersected(QRectF(m_canvas->rect())).adjusted(-3, -3, 3, 3));
    }
}

void LaneChart::paintItem(QPainter& painter, std::size_t index) const
{
    const auto& c = colors();
    const auto& item = m_data.items[index];
    const auto box = itemRect(index).intersected(plot().adjusted(-pointRadius, -1, pointRadius, 1));
    if (box.isEmpty())
        return;
    const auto color = item.color.isValid() ? item.color : c.text;
    const auto middle = itemRect(index).center();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (item.shape) {
    case Shape::Bar:
        painter.drawRect(box);
        break;
    case Shape::HatchedBar:
        paintHatch(painter, box, color, HatchLean::Forward, 5);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1));
        painter.drawRect(box);
        break;
    case Shape::DashedBar:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, c.lineWidth(), Qt::DashLine));
        painter.drawRect(box);
        break;
    case Shape::Dot:
        painter.drawEllipse(box);
        break;
    case Shape::Diamond:
        painter.drawPolygon(QPolygonF{{middle.x(), box.top()},
                                      {box.right(), middle.y()},
                                      {middle.x(), box.bottom()},
                                      {box.left(), middle.y()}});
        break;
    case Shape::Triangle:
        painter.drawPolygon(QPolygonF{{middle.x(), box.top()}, box.bottomRight(), box.bottomLeft()});
        break;
    case Shape::Cross:
        painter.setPen(QPen(color, 2.5));
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.topRight(), box.bottomLeft());
        break;
    case Shape::DashedDot:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, c.lineWidth(), Qt::DotLine));
        painter.drawEllipse(box);
        break;
    case Shape::Tick:
        painter.drawRect(box);
        break;
    }
}

void LaneChart::paintArrow(QPainter& painter, std::size_t from, std::size_t to) const
{
    const auto start = itemRect(from).center();
    const auto end = itemRect(to).center();
    const QLineF whole(start, end);
    if (whole.length() < 3 * pointRadius)
        return;
    const auto unit = (end - start) / whole.length();
    const auto tip = end - unit * (pointRadius + 1);
    const QPointF across(-unit.y(), unit.x());
    painter.setPen(QPen(colors().secondary, colors().isHighContrast ? 2 : 1));
    painter.drawLine(start + unit * (pointRadius + 1), tip);
    painter.setBrush(colors().secondary);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF{tip, tip - unit * 6 + across * 3, tip - unit * 6 - across * 3});
}

} // namespace nostrscope
