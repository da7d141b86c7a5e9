// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/emptystate.h"

#include "ui/theme/icons.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace nostrscope {

EmptyState::EmptyState(const Theme& theme, const QString& icon, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch();
    layout->addWidget(m_icon);
    layout->addWidget(m_text);
    m_buttons->addStretch();
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    layout->addStretch();
    connect(&theme, &Theme::changed, this, &EmptyState::applyColors);
    applyColors();
}

void EmptyState::applyColors()
{
    m_icon->setPixmap(
        themedIcon(m_iconName, m_theme.colors().secondary, m_theme.colors().disabled).pixmap(48, 48));
}

void EmptyState::setText(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

QPushButton* EmptyState::addButton(const QString& text)
{
    auto* button = new QPushButton(text, this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace nostrscope
