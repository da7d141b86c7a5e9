// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cardgrid.h"

#include <QEvent>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr int minimumCharacters = 22; ///< of a card

} // namespace

CardGrid::CardGrid(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
}

void CardGrid::addCard(QWidget* card)
{
    m_cards.append(card);
    arrange(std::max(m_columns, 1));
}

void CardGrid::arrange(int columns)
{
    for (int column = 0; column < std::max(columns, m_layout->columnCount()); ++column)
        m_layout->setColumnStretch(column, column < columns ? 1 : 0);
    for (int i = 0; i < m_cards.size(); ++i)
        m_layout->addWidget(m_cards.at(i), i / columns, i % columns);
    m_columns = columns;
}

void CardGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CardGrid::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

void CardGrid::fit()
{
    const int count = static_cast<int>(m_cards.size());
    if (count == 0)
        return;
    const int narrowest = minimumCharacters * fontMetrics().averageCharWidth();
    const int fitting = std::clamp(width() / std::max(narrowest, 1), 1, count);
    // Even rows look better than a full and a nearly empty one.
    const int rows = (count + fitting - 1) / fitting;
    const int columns = (count + rows - 1) / rows;
    if (columns != m_columns)
        arrange(columns);
}

} // namespace nostrscope
