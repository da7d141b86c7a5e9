// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QPainter;

namespace nostrscope {

/// The painted part of a chart that holds it; passes on where the pointer is. The chart takes the keys.
class ChartCanvas final : public QWidget {
    Q_OBJECT

public:
    ChartCanvas(std::function<void(QPainter&)> paint, QWidget* parent);

signals:
    void hovered(const QPointF& pos);
    void left();
    void clicked(const QPointF& pos);
    void doubleClicked(const QPointF& pos);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    std::function<void(QPainter&)> m_paint;
    bool m_isPressed = false;
};

} // namespace nostrscope
