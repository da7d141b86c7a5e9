// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar.h"

#include "ui/theme/icons.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace nostrscope {

SidebarButton::SidebarButton(const Theme& theme, const QString& icon, const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_iconName(icon)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SidebarButton::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    update();
}

QSize SidebarButton::sizeHint() const
{
    return {Sidebar::narrowWidth - 12, std::max(32, fontMetrics().height() + 12)};
}

void SidebarButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colors = m_theme.colors();
    const auto body = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? colors.tint(Tone::Info) : colors.alternate);
        painter.drawRoundedRect(body, 5, 5);
    }
    if (isChecked()) {
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(1, 8, 3, height() - 16)),
                         colors.accent);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(body, 5, 5);
    }
    const QRect iconBox(12, (height() - 16) / 2, 16, 16);
    const auto icon = themedIcon(m_iconName, isChecked() ? colors.accent : colors.text, colors.disabled);
    icon.paint(&painter, QStyle::visualRect(layoutDirection(), rect(), iconBox));
    if (m_collapsed)
        return;
    painter.setPen(colors.text);
    const auto textBox = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(38, 0, -6, 0));
    painter.drawText(textBox, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                     fontMetrics().elidedText(text(), Qt::ElideRight, textBox.width()));
}

Sidebar::Sidebar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_layout->setContentsMargins(6, 8, 6, 8);
    m_layout->setSpacing(2);
    m_layout->addStretch();
    setFixedWidth(fullWidth);
    setAccessibleName(tr("Pages"));
    connect(m_group, &QButtonGroup::idClicked, this, &Sidebar::pageRequested);
}

void Sidebar::addSection(const QString& title)
{
    auto* label = new QLabel(title, this);
    auto small = font();
    small.setPointSizeF(font().pointSizeF() * 0.9);
    label->setFont(small);
    label->setContentsMargins(12, m_sections.isEmpty() ? 4 : 12, 4, 4);
    label->setForegroundRole(QPalette::PlaceholderText);
    m_layout->insertWidget(m_layout->count() - 1, label);
    m_sections.append(label);
}

int Sidebar::addPage(const QString& icon, const QString& text, const QString& shortcut)
{
    const int number = static_cast<int>(m_buttons.size());
    auto* button = new SidebarButton(m_theme, icon, text, this);
    button->setToolTip(tr("%1 (%2)", "page and its key").arg(text, shortcut));
    m_group->addButton(button, number);
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_buttons.append(button);
    return number;
}

void Sidebar::setCurrent(int page)
{
    m_buttons.at(page)->setChecked(true);
}

void Sidebar::setCollapsed(bool collapsed)
{
    if (collapsed == m_collapsed)
        return;
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? narrowWidth : fullWidth);
    for (auto* section : std::as_const(m_sections))
        section->setVisible(!collapsed);
    for (auto* button : std::as_const(m_buttons))
        button->setCollapsed(collapsed);
}

void Sidebar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().base);
    painter.setPen(QPen(m_theme.colors().hairline, 0));
    const int edge = layoutDirection() == Qt::LeftToRight ? width() - 1 : 0;
    painter.drawLine(edge, 0, edge, height());
}

} // namespace nostrscope
