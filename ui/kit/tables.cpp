// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/tables.h"

#include "ui/kit/delegates.h"
#include "ui/kit/headerview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

namespace nostrscope {

TableView::TableView(const Theme& theme, ColumnName columnName, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_columnName(std::move(columnName))
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new CellDelegate(theme, Qt::ElideRight, this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    auto* header = new HeaderView(theme, this);
    setHorizontalHeader(header);
    connect(header, &QHeaderView::customContextMenuRequested, this, &TableView::showHeaderMenu);
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        if (column != m_stretch)
            fitStretch();
    });
}

void TableView::setElide(int column, Qt::TextElideMode mode)
{
    setItemDelegateForColumn(column, new CellDelegate(m_theme, mode, this));
}

void TableView::setColumnWidths(const QList<int>& characters, int stretch)
{
    const int unit = fontMetrics().averageCharWidth();
    m_stretch = stretch;
    for (int column = 0; column < characters.size(); ++column) {
        // A header must be readable with its sort arrow.
        const auto title = model()->headerData(column, Qt::Horizontal).toString();
        const int forTitle =
            fontMetrics().horizontalAdvance(title) + 2 * cellPadding + (isSortingEnabled() ? 14 : 2);
        setColumnWidth(column, std::max(characters.at(column) * unit + 2 * cellPadding, forTitle));
    }
    fitStretch();
}

/// The stretched column takes the free width but never less than 90 px; then the table scrolls.
void TableView::fitStretch()
{
    if (m_stretch < 0 || model() == nullptr || isColumnHidden(m_stretch))
        return;
    int used = 0;
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (column != m_stretch && !isColumnHidden(column))
            used += columnWidth(column);
    }
    const QSignalBlocker blocker(horizontalHeader());
    setColumnWidth(m_stretch, std::max(90, viewport()->width() - used));
    viewport()->update();
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitStretch();
    horizontalHeader()->viewport()->update();
}

TableState TableView::saveState() const
{
    TableState state;
    const auto* header = horizontalHeader();
    if (isSortingEnabled() && header->sortIndicatorSection() >= 0
        && header->sortIndicatorSection() < header->count())
        state.sortColumn = m_columnName(header->sortIndicatorSection());
    state.isDescending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const auto name = m_columnName(column);
        state.order.append(name);
        if (isColumnHidden(column))
            state.hidden.append(name);
        else if (column != m_stretch)
            state.widths.insert(name, columnWidth(column));
    }
    return state;
}

void TableView::restoreState(const TableState& state)
{
    auto* header = horizontalHeader();
    QHash<QString, int> columns;
    for (int column = 0; column < header->count(); ++column)
        columns.insert(m_columnName(column), column);
    int visual = 0;
    for (const auto& name : state.order) {
        const auto found = columns.constFind(name);
        if (found != columns.constEnd())
            header->moveSection(header->visualIndex(*found), visual++);
    }
    for (auto it = columns.constBegin(); it != columns.constEnd(); ++it) {
        const int width = state.widths.value(it.key(), 0);
        if (width >= header->minimumSectionSize() && width <= 2000)
            setColumnWidth(it.value(), width);
        setColumnHidden(it.value(), state.hidden.contains(it.key()));
    }
    if (isSortingEnabled() && columns.contains(state.sortColumn))
        sortByColumn(columns.value(state.sortColumn),
                     state.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    fitStretch();
}

bool TableView::isPointedAt() const
{
    return viewport()->underMouse();
}

QVariantList TableView::selectedKeys() const
{
    QVariantList keys;
    const auto selected = selectionModel() != nullptr ? selectionModel()->selectedRows() : QModelIndexList();
    for (const auto& index : selected)
        keys.append(index.data(KeyRole));
    return keys;
}

QString TableView::selectedText() const
{
    auto selected = selectionModel()->selectedRows();
    std::sort(selected.begin(), selected.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QStringList lines;
    for (const auto& index : std::as_const(selected)) {
        QStringList cells;
        for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            if (!isColumnHidden(column))
                cells.append(index.siblingAtColumn(column).data(CopyRole).toString());
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    auto pos = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        pos = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    emit rowMenuRequested(pos);
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectedText());
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::showHeaderMenu(const QPoint& pos)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        auto* action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != m_stretch);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            fitStretch();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(pos));
}

} // namespace nostrscope
