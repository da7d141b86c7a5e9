// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/miniwindow.h"

#include "ui/kit/statusshape.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace nostrscope {

using namespace std::chrono_literals;

MiniWindow::MiniWindow(UiContext& context, QWidget* parent)
    : QWidget(parent, Qt::Window | Qt::WindowStaysOnTopHint)
    , m_context(context)
{
    setObjectName(QStringLiteral("miniWindow"));
    setWindowTitle(tr("Nostrscope"));
    setFocusPolicy(Qt::StrongFocus);
    resize(startSize);
    setMinimumSize(160, 80);
    setToolTip(tr("Double-click or Enter opens the large window"));
    connect(&context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MiniWindow::update(const Snapshot& snapshot)
{
    const auto& overview = snapshot.overview;
    m_state = overallState(snapshot);
    m_relays = tr("%1 of %n relay(s) online", nullptr, static_cast<int>(overview.wantedRelays))
                   .arg(m_context.fmt.number(overview.activeRelays));
    m_rate = m_context.fmt.perSecond(snapshot.vitals.eventsPerSecond);
    if (snapshot.asOf - m_sampledAt >= 1s) {
        m_sampledAt = snapshot.asOf;
        m_samples.push_back(snapshot.vitals.eventsPerSecond);
        if (m_samples.size() > maximumSamples)
            m_samples.pop_front();
    }
    setAccessibleName(tr("%1. %2. %3 events").arg(m_state.text, m_relays, m_rate));
    if (isVisible())
        QWidget::update();
}

void MiniWindow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colors = m_context.theme.colors();
    painter.fillRect(rect(), colors.base);
    constexpr int margin = 12;
    const int line = fontMetrics().height();
    const bool isLeft = layoutDirection() == Qt::LeftToRight;
    const auto box = rect().adjusted(margin, margin, -margin, -margin);
    const auto shape =
        QStyle::visualRect(layoutDirection(), box, QRect(box.left(), box.top() + (line - 14) / 2, 14, 14));
    paintStatus(painter, shape, m_state.status, colors.state(m_state.status));
    const auto row = [&](int number, int indent, const QString& text) {
        const QRect at(box.left() + (isLeft ? indent : 0), box.top() + number * (line + 4),
                       box.width() - indent, line);
        painter.drawText(at, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                         fontMetrics().elidedText(text, Qt::ElideRight, at.width()));
    };
    painter.setPen(colors.text);
    row(0, 22, m_state.text);
    row(1, 0, m_relays);
    painter.setPen(colors.secondary);
    row(2, 0, m_rate);
    const int used = 3 * (line + 4);
    if (box.height() > used + 8)
        paintLine(painter, QRectF(box).adjusted(0, used, 0, 0));
}

void MiniWindow::paintLine(QPainter& painter, const QRectF& box) const
{
    const auto& colors = m_context.theme.colors();
    painter.setPen(QPen(colors.hairline, 0));
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    if (m_samples.size() < 2)
        return;
    const double top = std::max(*std::max_element(m_samples.begin(), m_samples.end()), 1.0);
    const double step = box.width() / static_cast<double>(maximumSamples - 1);
    QPainterPath path;
    double x = box.right() - step * static_cast<double>(m_samples.size() - 1);
    for (std::size_t i = 0; i < m_samples.size(); ++i, x += step) {
        const QPointF point(x, box.bottom() - box.height() * m_samples[i] / top);
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    painter.setPen(QPen(colors.series[0], 1.5));
    painter.drawPath(path);
}

void MiniWindow::mouseDoubleClickEvent(QMouseEvent*)
{
    emit opened();
}

void MiniWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit opened();
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace nostrscope
