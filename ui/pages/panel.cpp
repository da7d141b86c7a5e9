// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/panel.h"

#include "ui/kit/card.h"

#include <QLabel>
#include <QVBoxLayout>

namespace nostrscope {

Panel::Panel(const Theme& theme, const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new QLabel(title, this))
{
    auto bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setContentsMargins(11, 0, 11, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 6);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(content, 1);
}

void Panel::setTitle(const QString& title)
{
    m_title->setText(title);
}

void Panel::paintEvent(QPaintEvent*)
{
    paintPanel(*this, m_theme.colors(), false);
}

} // namespace nostrscope
