// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar.h"

#include "ui/theme/icons.h"

#include <QButtonGroup>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

SidebarButton::SidebarButton(const Theme& theme, const QString& icon, const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_iconName(icon)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setAutoExclusive(true); // for screen readers one of several, not a box to tick
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SidebarButton::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    update();
}

void SidebarButton::setBadge(const QString& badge)
{
    m_badge = badge;
    setAccessibleDescription(badge);
    update();
}

QSize SidebarButton::sizeHint() const
{
    const int words = m_collapsed ? 0 : fontMetrics().horizontalAdvance(text() + m_badge);
    return {Sidebar::narrowWidth - 12 + words, std::max(32, fontMetrics().height() + 12)};
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
    const int badge = m_badge.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_badge) + 8;
    painter.setPen(colors.secondary);
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(38, 0, -8, 0)),
                     static_cast<int>(Qt::AlignVCenter | Qt::AlignTrailing), m_badge);
    painter.setPen(colors.text);
    const auto textBox = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(38, 0, -6 - badge, 0));
    painter.drawText(textBox, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                     fontMetrics().elidedText(text(), Qt::ElideRight, textBox.width()));
}

Sidebar::Sidebar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(nullptr)
    , m_bottom(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
{
    auto* list = new QWidget;
    m_layout = new QVBoxLayout(list);
    m_layout->setContentsMargins(6, 8, 6, 8);
    m_layout->setSpacing(2);
    m_layout->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll);
    m_bottom->setContentsMargins(6, 4, 6, 8);
    layout->addLayout(m_bottom);
    setAccessibleName(tr("Pages"));
    m_group->setExclusive(true);
    applyWidth();
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

SidebarButton* Sidebar::makeButton(const QString& id, const QString& icon, const QString& text,
                                   const QKeySequence& key)
{
    auto* button = new SidebarButton(m_theme, icon, text, this);
    button->setObjectName(u"page_"_s + id);
    m_buttons.insert(id, button);
    setKey(id, key);
    return button;
}

void Sidebar::addPage(const QString& id, const QString& icon, const QString& text, const QKeySequence& key)
{
    auto* button = makeButton(id, icon, text, key);
    m_group->addButton(button);
    m_layout->insertWidget(m_layout->count() - 1, button);
    connect(button, &QAbstractButton::clicked, this, [this, id] { emit pageRequested(id); });
    applyWidth();
}

void Sidebar::addCommand(const QString& id, const QString& icon, const QString& text, const QKeySequence& key)
{
    auto* button = makeButton(id, icon, text, key);
    button->setCheckable(false);
    m_bottom->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, id] { emit commandRequested(id); });
    applyWidth();
}

void Sidebar::setKey(const QString& page, const QKeySequence& key)
{
    auto* button = m_buttons.value(page);
    const auto text = button->accessibleName();
    button->setToolTip(
        key.isEmpty() ? text
                      : tr("%1 (%2)", "page and its key").arg(text, key.toString(QKeySequence::NativeText)));
}

void Sidebar::setCurrent(const QString& page)
{
    auto* button = m_buttons.value(page);
    if (button != nullptr) {
        button->setChecked(true);
    } else if (auto* checked = m_group->checkedButton()) {
        m_group->setExclusive(false);
        checked->setChecked(false);
        m_group->setExclusive(true);
    }
}

void Sidebar::setBadge(const QString& page, const QString& badge)
{
    if (auto* button = m_buttons.value(page))
        button->setBadge(badge);
}

void Sidebar::applyWidth()
{
    int wanted = fullWidth;
    for (const auto* button : std::as_const(m_buttons))
        wanted = std::max(wanted, button->sizeHint().width() + 24);
    setFixedWidth(m_collapsed ? narrowWidth : wanted);
}

void Sidebar::setCollapsed(bool collapsed)
{
    if (collapsed == m_collapsed)
        return;
    m_collapsed = collapsed;
    for (auto* section : std::as_const(m_sections))
        section->setVisible(!collapsed);
    for (auto* button : std::as_const(m_buttons))
        button->setCollapsed(collapsed);
    applyWidth();
}

void Sidebar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        auto small = font();
        small.setPointSizeF(font().pointSizeF() * 0.9);
        for (auto* section : std::as_const(m_sections))
            section->setFont(small);
        applyWidth();
    }
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
