// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/flattabs.h"

#include <QPainter>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr int padding = 12;
constexpr int underline = 2;

} // namespace

FlatTabs::FlatTabs(const Theme& theme, QWidget* parent)
    : QTabBar(parent)
    , m_theme(theme)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QFont FlatTabs::fontOf(bool isCurrent) const
{
    auto wanted = font();
    wanted.setWeight(isCurrent ? QFont::DemiBold : QFont::Normal);
    return wanted;
}

QSize FlatTabs::tabSizeHint(int index) const
{
    // Always as wide as when it is current: the others must not move.
    const QFontMetrics metrics(fontOf(true));
    const auto size = metrics.size(Qt::TextHideMnemonic, tabText(index));
    return {size.width() + 2 * padding, std::max(32, metrics.height() + 14)};
}

void FlatTabs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto& c = m_theme.colors();
    painter.setPen(QPen(c.hairline, 0));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const auto pointer = mapFromGlobal(QCursor::pos());
    for (int tab = 0; tab < count(); ++tab) {
        const auto box = tabRect(tab);
        if (!isTabVisible(tab) || !box.intersects(rect()))
            continue;
        const bool isCurrent = tab == currentIndex();
        if (!isCurrent && underMouse() && box.contains(pointer))
            painter.fillRect(box.adjusted(0, 0, 0, -1), c.isHighContrast ? c.base : c.alternate);
        painter.setFont(fontOf(isCurrent));
        painter.setPen(isCurrent ? c.text : c.secondary);
        painter.drawText(box, static_cast<int>(Qt::AlignCenter | Qt::TextHideMnemonic), tabText(tab));
        if (isCurrent)
            painter.fillRect(QRect(box.left() + 4, box.bottom() + 1 - underline, box.width() - 8, underline),
                             c.accent);
        if (isCurrent && hasFocus()) {
            painter.setPen(QPen(c.focus, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -4), 4, 4);
        }
    }
}

} // namespace nostrscope
