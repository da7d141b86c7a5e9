// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/statusshape.h"

#include <QPainter>
#include <QPainterPath>

namespace nostrscope {

void paintStatus(QPainter& painter, const QRectF& square, Status status, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const auto s = square.width();
    const auto inner = square.adjusted(s * 0.14, s * 0.14, -s * 0.14, -s * 0.14);
    const auto c = square.center();
    switch (status) {
    case Status::Online:
        painter.drawEllipse(inner);
        break;
    case Status::Degraded:
        painter.drawPolygon(
            QPolygonF{{c.x(), inner.top() - s * 0.03}, inner.bottomRight(), inner.bottomLeft()});
        break;
    case Status::Down: {
        QPainterPath path;
        path.addRoundedRect(inner, s * 0.1, s * 0.1);
        painter.drawPath(path);
        // The cross is cut out, so that it shows on every background.
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        const bool isLight = color.lightness() > 140;
        painter.setPen(
            QPen(isLight ? QColor(0x12161B) : QColor(Qt::white), s * 0.11, Qt::SolidLine, Qt::RoundCap));
        const auto arm = s * 0.18;
        painter.drawLine(c + QPointF(-arm, -arm), c + QPointF(arm, arm));
        painter.drawLine(c + QPointF(arm, -arm), c + QPointF(-arm, arm));
        break;
    }
    case Status::Unknown:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, s * 0.1, Qt::CustomDashLine));
        {
            auto pen = painter.pen();
            pen.setDashPattern({2.2, 1.6});
            painter.setPen(pen);
        }
        painter.drawEllipse(inner.adjusted(s * 0.04, s * 0.04, -s * 0.04, -s * 0.04));
        break;
    case Status::Paused: {
        const auto width = s * 0.2;
        painter.drawRect(QRectF(inner.left() + s * 0.08, inner.top(), width, inner.height()));
        painter.drawRect(QRectF(inner.right() - s * 0.08 - width, inner.top(), width, inner.height()));
        break;
    }
    case Status::Checking:
        painter.drawPie(inner, 90 * 16, 180 * 16);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, s * 0.09));
        painter.drawEllipse(inner.adjusted(s * 0.04, s * 0.04, -s * 0.04, -s * 0.04));
        break;
    }
    painter.restore();
}

QPixmap statusPixmap(Status status, const QColor& color, int size, qreal ratio)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintStatus(painter, QRectF(0, 0, size, size), status, color);
    return pixmap;
}

} // namespace nostrscope
