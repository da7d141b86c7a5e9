// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttip.h"

#include <QPainter>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr int padding = 8;
constexpr int swatch = 10;
constexpr int columnGap = 12;

} // namespace

ChartTip::ChartTip(const Theme& theme, QWidget* window)
    : QWidget(window)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void ChartTip::setContent(const QString& heading, const QList<Line>& lines, const QStringList& notes)
{
    m_heading = heading;
    m_lines = lines;
    m_notes = notes;
    const auto metrics = fontMetrics();
    const int widest = metrics.averageCharWidth() * 60;
    int nameWidth = 0;
    m_valueWidth = m_shareWidth = 0;
    for (const auto& line : lines) {
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(line.name));
        m_valueWidth = std::max(m_valueWidth, metrics.horizontalAdvance(line.value));
        m_shareWidth = std::max(m_shareWidth, metrics.horizontalAdvance(line.share));
    }
    int width =
        swatch + 6 + nameWidth + columnGap + m_valueWidth + (m_shareWidth > 0 ? columnGap + m_shareWidth : 0);
    width = std::max(width, metrics.horizontalAdvance(heading));
    for (const auto& note : notes)
        width = std::max(width, metrics.horizontalAdvance(note));
    resize(std::min(width, widest) + 2 * padding,
           static_cast<int>(1 + lines.size() + notes.size()) * lineHeight() + 2 * padding);
    update();
}

void ChartTip::placeBeside(const QPoint& anchor)
{
    const auto room = parentWidget()->rect();
    int x = anchor.x() + 14;
    if (x + width() > room.right())
        x = anchor.x() - 14 - width();
    move(std::clamp(x, 0, std::max(0, room.right() - width())),
         std::clamp(anchor.y() - height() / 3, 0, std::max(0, room.bottom() - height())));
    show();
    raise();
}

void ChartTip::paintEvent(QPaintEvent*)
{
    const auto& colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.controlBorder, 1));
    painter.setBrush(colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const auto metrics = fontMetrics();
    QRect line(padding, padding, width() - 2 * padding, lineHeight());
    const auto leading = static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading);
    const auto trailing = static_cast<int>(Qt::AlignVCenter | Qt::AlignTrailing);
    painter.setLayoutDirection(layoutDirection());
    const auto placed = [&](const QRect& box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    painter.setPen(colors.text);
    painter.drawText(placed(line), leading, metrics.elidedText(m_heading, Qt::ElideRight, line.width()));
    for (const auto& entry : m_lines) {
        line.translate(0, lineHeight());
        if (entry.color.isValid()) {
            const QRect box(line.left(), line.center().y() - swatch / 2 + 1, swatch, swatch);
            painter.fillRect(placed(box),
                             QBrush(entry.color, entry.isHatched ? Qt::BDiagPattern : Qt::SolidPattern));
        }
        auto rest = line.adjusted(swatch + 6, 0, 0, 0);
        painter.setPen(colors.secondary);
        if (m_shareWidth > 0) {
            painter.drawText(placed(rest), trailing, entry.share);
            rest.adjust(0, 0, -m_shareWidth - columnGap, 0);
        }
        painter.setPen(colors.text);
        painter.drawText(placed(rest), trailing, entry.value);
        rest.adjust(0, 0, -m_valueWidth - columnGap, 0);
        painter.drawText(placed(rest), leading,
                         metrics.elidedText(entry.name, Qt::ElideMiddle, rest.width()));
    }
    painter.setPen(colors.secondary);
    for (const auto& note : m_notes) {
        line.translate(0, lineHeight());
        painter.drawText(placed(line), leading, metrics.elidedText(note, Qt::ElideRight, line.width()));
    }
}

} // namespace nostrscope
