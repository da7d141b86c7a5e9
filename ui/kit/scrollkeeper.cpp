// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/scrollkeeper.h"

#include <QScrollBar>

namespace nostrscope {

ScrollKeeper::ScrollKeeper(QTableView& view)
    : QObject(&view)
    , m_view(view)
{
}

void ScrollKeeper::watch(QAbstractItemModel* model)
{
    using Model = QAbstractItemModel;
    connect(model, &Model::layoutAboutToBeChanged, this, &ScrollKeeper::remember);
    connect(model, &Model::rowsAboutToBeInserted, this, &ScrollKeeper::remember);
    connect(model, &Model::rowsAboutToBeRemoved, this, &ScrollKeeper::remember);
    connect(model, &Model::layoutChanged, this, &ScrollKeeper::restore);
    connect(model, &Model::rowsInserted, this, &ScrollKeeper::restore);
    connect(model, &Model::rowsRemoved, this, &ScrollKeeper::restore);
}

void ScrollKeeper::remember()
{
    m_anchor = QPersistentModelIndex();
    const auto* bar = m_view.verticalScrollBar();
    // The table scrolls by rows: the value of the bar is the topmost one.
    if (!m_view.isVisible() || bar->value() <= bar->minimum() || bar->value() >= bar->maximum())
        return;
    const int top = bar->value();
    const auto current = m_view.currentIndex();
    const bool currentIsSeen =
        current.isValid() && current.row() >= top && current.row() < top + bar->pageStep();
    m_anchor = currentIsSeen ? current : m_view.model()->index(top, 0);
    m_offset = m_anchor.row() - top;
}

void ScrollKeeper::restore()
{
    if (!m_anchor.isValid())
        return;
    auto* bar = m_view.verticalScrollBar();
    const int wanted = m_anchor.row() - m_offset;
    // The bar learns of new rows only with the next layout; without it the value would be cut.
    if (wanted > bar->maximum())
        bar->setMaximum(wanted);
    bar->setValue(wanted);
    m_anchor = QPersistentModelIndex();
}

} // namespace nostrscope
