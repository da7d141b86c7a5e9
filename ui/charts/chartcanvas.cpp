// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcanvas.h"

#include <QMouseEvent>
#include <QPainter>

namespace nostrscope {

ChartCanvas::ChartCanvas(std::function<void(QPainter&)> paint, QWidget* parent)
    : QWidget(parent)
    , m_paint(std::move(paint))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setMinimumSize(60, 40);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ChartCanvas::setRowNames(const QStringList& names)
{
    m_rowNames = names;
    m_rowNamesWidth = 0;
    for (const auto& name : names)
        m_rowNamesWidth = std::max(m_rowNamesWidth, fontMetrics().horizontalAdvance(name));
}

void ChartCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setRowNames(QStringList(m_rowNames));
}

void ChartCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    m_paint(painter);
}

void ChartCanvas::mousePressEvent(QMouseEvent* event)
{
    m_isPressed = event->button() == Qt::LeftButton;
    // Not accepted: a click gives the focus to the chart around.
    QWidget::mousePressEvent(event);
}

void ChartCanvas::mouseMoveEvent(QMouseEvent* event)
{
    emit hovered(event->position());
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_isPressed, false)
        && rect().contains(event->pos()))
        emit clicked(event->position());
}

void ChartCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit doubleClicked(event->position());
}

void ChartCanvas::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    emit left();
}

} // namespace nostrscope
