// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <algorithm>
#include <functional>

class QPainter;

namespace nostrscope {

/// The painted part of a chart that holds it; passes on where the pointer is. The chart takes the keys.
class ChartCanvas final : public QWidget {
    Q_OBJECT

public:
    ChartCanvas(std::function<void(QPainter&)> paint, QWidget* parent);

    /// Names of rows at the left of what is painted.
    void setRowNames(const QStringList& names);
    /// Room for the widest of them, at most a quarter of the canvas; pixels.
    [[nodiscard]] int rowNamesWidth() const { return std::min(m_rowNamesWidth, width() / 4); }

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
    void changeEvent(QEvent* event) override;

private:
    std::function<void(QPainter&)> m_paint;
    QStringList m_rowNames;
    int m_rowNamesWidth = 0;
    bool m_isPressed = false;
};

} // namespace nostrscope
