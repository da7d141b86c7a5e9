// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/validitybar.h"

#include "models/tooltip.h"

#include <QPainter>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr int trackHeight = 8;
constexpr int markHeight = 16;
constexpr int gap = 4;

} // namespace

ValidityBar::ValidityBar(const Theme& theme, const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ValidityBar::setTimes(UnixMillis from, UnixMillis until, UnixMillis now, Status status,
                           const QString& sentence)
{
    m_from = from;
    m_until = until;
    m_now = now;
    m_status = status;
    setToolTip(plainToolTip(sentence));
    setAccessibleDescription(sentence);
    update();
}

double ValidityBar::place() const
{
    if (m_until <= m_from)
        return 1;
    return std::clamp(double((m_now - m_from).count()) / double((m_until - m_from).count()), 0.0, 1.0);
}

QSize ValidityBar::sizeHint() const
{
    return {300, markHeight + gap + fontMetrics().height() + 2};
}

void ValidityBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colors = m_theme.colors();
    const QRectF track(1, (markHeight - trackHeight) / 2.0, width() - 2, trackHeight);
    const auto end = track.left() + track.width() * place();
    painter.setPen(QPen(colors.controlBorder, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(track);
    painter.fillRect(QRectF(track.left(), track.top(), end - track.left(), trackHeight), colors.series[0]);
    const auto x = std::clamp(end, 2.0, width() - 2.0);
    painter.fillRect(QRectF(x - 2, 0, 4, markHeight), colors.state(m_status));
    painter.setPen(colors.secondary);
    const QRect text(1, markHeight + gap, width() - 2, fontMetrics().height());
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, m_fmt.dateTime(m_from));
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, m_fmt.dateTime(m_until));
}

} // namespace nostrscope
