// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/pairrow.h"

#include <QBoxLayout>
#include <QEvent>

namespace nostrscope {

PairRow::PairRow(QWidget* first, QWidget* second, QWidget* parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::TopToBottom, this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addWidget(first, 1);
    m_layout->addWidget(second, 1);
}

bool PairRow::isSideBySide() const
{
    return m_layout->direction() == QBoxLayout::LeftToRight;
}

QSize PairRow::minimumSizeHint() const
{
    int width = 0;
    for (int i = 0; i < m_layout->count(); ++i)
        width = std::max(width, m_layout->itemAt(i)->minimumSize().width());
    return {width, m_layout->minimumSize().height()};
}

void PairRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void PairRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void PairRow::arrange()
{
    const bool hasRoom = width() >= sideBySideCharacters * fontMetrics().averageCharWidth();
    m_layout->setDirection(hasRoom ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace nostrscope
