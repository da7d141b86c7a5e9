// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/tables.h"

#include "ui/kit/columnchooser.h"
#include "ui/kit/delegates.h"
#include "ui/kit/headerview.h"
#include "ui/kit/scrollkeeper.h"
#include "ui/kit/tableactions.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMetaMethod>
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
    verticalHeader()->setDefaultSectionSize(theme.rowHeight(fontMetrics().height()));
    m_fontHeight = fontMetrics().height();
    auto* header = new HeaderView(theme, this);
    setHorizontalHeader(header);
    connect(header, &QHeaderView::customContextMenuRequested, this, &TableView::showHeaderMenu);
    connect(header, &QHeaderView::sectionResized, this, [this](int column) {
        if (column != m_stretch)
            fitStretch();
    });
}

void TableView::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    // Once for each model: ours live as long as their views.
    if (model != nullptr)
        (new ScrollKeeper(*this))->watch(model);
}

QString TableView::columnName(int column) const
{
    return m_columnName ? m_columnName(column) : columnInfo(*model(), column).name;
}

void TableView::setElide(int column, Qt::TextElideMode mode)
{
    setItemDelegateForColumn(column, new CellDelegate(m_theme, mode, this));
}

void TableView::setColumnWidths(const QList<int>& characters, int stretch)
{
    // Digits are wider than the average, and most columns hold figures.
    const int unit = std::max(fontMetrics().averageCharWidth(), fontMetrics().horizontalAdvance(u'0'));
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

/// The stretched column takes the free width but never less than a dozen characters; then the table scrolls.
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
    setColumnWidth(m_stretch, std::max(12 * fontMetrics().averageCharWidth(), viewport()->width() - used));
    viewport()->update();
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitStretch();
    horizontalHeader()->viewport()->update();
}

/// Larger text needs higher rows and wider columns, in tables too that were there before.
void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    const int height = fontMetrics().height();
    if (event->type() != QEvent::FontChange || m_fontHeight == 0 || height == m_fontHeight)
        return;
    const auto scaled = [this, height](int width) { return width * height / m_fontHeight; };
    verticalHeader()->setDefaultSectionSize(m_theme.rowHeight(height));
    for (int column = 0; model() != nullptr && column < model()->columnCount(); ++column) {
        if (!isColumnHidden(column))
            setColumnWidth(column, scaled(columnWidth(column)));
    }
    for (auto& width : m_defaults.widths)
        width = scaled(width);
    m_fontHeight = height;
    fitStretch();
}

TableState TableView::saveState() const
{
    TableState state;
    const auto* header = horizontalHeader();
    if (isSortingEnabled() && header->sortIndicatorSection() >= 0
        && header->sortIndicatorSection() < header->count())
        state.sortColumn = columnName(header->sortIndicatorSection());
    state.isDescending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const auto name = columnName(column);
        state.order.append(name);
        if (!m_withheld.value(column, !isColumnHidden(column)))
            state.hidden.append(name);
        else if (column != m_stretch && !isColumnHidden(column))
            state.widths.insert(name, columnWidth(column));
    }
    return state;
}

void TableView::restoreState(const TableState& state)
{
    auto* header = horizontalHeader();
    QHash<QString, int> columns;
    for (int column = 0; column < header->count(); ++column)
        columns.insert(columnName(column), column);
    int visual = 0;
    for (const auto& name : state.order) {
        const auto found = columns.constFind(name);
        if (found != columns.constEnd())
            header->moveSection(header->visualIndex(*found), visual++);
    }
    for (auto it = columns.constBegin(); it != columns.constEnd(); ++it) {
        const bool isKnown = state.order.contains(it.key());
        const auto& source = isKnown ? state : m_defaults;
        const int width = source.widths.value(it.key(), 0);
        if (width >= header->minimumSectionSize() && width <= 2000)
            setColumnWidth(it.value(), width);
        const bool shown = !canHide(it.value()) || !source.hidden.contains(it.key());
        setColumnHidden(it.value(), !shown || !isColumnOffered(it.value()));
        if (!isColumnOffered(it.value()))
            m_withheld[it.value()] = shown;
    }
    if (isSortingEnabled() && columns.contains(state.sortColumn))
        sortByColumn(columns.value(state.sortColumn),
                     state.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    fitStretch();
}

void TableView::setDefaults()
{
    m_defaults = saveState();
}

QList<int> TableView::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

void TableView::fitColumn(int column)
{
    if (column == m_stretch)
        return;
    const int wanted = std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
    setColumnWidth(column, std::min(wanted, std::max(viewport()->width() / 2, 90)));
}

void TableView::fitColumns()
{
    for (const int column : shownColumns())
        fitColumn(column);
    fitStretch();
}

void TableView::setColumnShown(int column, bool shown)
{
    if (!shown && !canHide(column))
        return;
    if (!isColumnOffered(column)) {
        m_withheld[column] = shown;
        return;
    }
    setColumnHidden(column, !shown);
    fitStretch();
}

void TableView::setColumnOffered(int column, bool offered)
{
    if (offered == isColumnOffered(column) || !canHide(column))
        return;
    if (offered) {
        const bool shown = m_withheld.take(column);
        setColumnShown(column, shown);
        return;
    }
    const bool shown = !isColumnHidden(column);
    setColumnShown(column, false);
    m_withheld.insert(column, shown);
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

void TableView::selectKeys(const QVariantList& keys)
{
    QItemSelection selection;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const auto index = model()->index(row, 0);
        if (keys.contains(index.data(KeyRole)))
            selection.select(index, index);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QModelIndexList TableView::selectedRowsInOrder() const
{
    auto selected = selectionModel() != nullptr ? selectionModel()->selectedRows() : QModelIndexList();
    std::sort(selected.begin(), selected.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    return selected;
}

QString TableView::selectedText() const
{
    QStringList lines;
    const auto columns = shownColumns();
    const auto rows = selectedRowsInOrder();
    for (const auto& row : rows) {
        QStringList cells;
        for (const int column : columns) {
            auto text = row.siblingAtColumn(column).data(CopyRole).toString();
            cells.append(text.replace(u'\t', u' ').replace(u'\n', u' '));
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
    if (isSignalConnected(QMetaMethod::fromSignal(&TableView::rowMenuRequested)))
        emit rowMenuRequested(pos);
    else
        showOwnMenu(pos);
}

void TableView::addCommonActions(QMenu& menu)
{
    auto* cells = new TableActions(*this);
    cells->setParent(&menu); // lives as long as what it is for
    cells->addTo(menu, false);
    menu.addSeparator();
    addColumnMenu(menu);
}

void TableView::addColumnMenu(QMenu& menu)
{
    auto* columns = menu.addAction(tr("Col&umn…"));
    columns->setObjectName(QStringLiteral("columnMenu"));
    connect(columns, &QAction::triggered, this, [this] {
        const int column = std::max(currentIndex().column(), 0);
        showHeaderMenu(QPoint(columnViewportPosition(column) + 1, horizontalHeader()->height() / 2));
    });
}

void TableView::showOwnMenu(const QPoint& globalPos)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addCommonActions(*menu);
    menu->popup(globalPos);
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
    const int column = horizontalHeader()->logicalIndexAt(pos);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("headerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (column >= 0) {
        if (isSortingEnabled()) {
            connect(menu->addAction(tr("Sort &ascending")), &QAction::triggered, this,
                    [this, column] { sortByColumn(column, Qt::AscendingOrder); });
            connect(menu->addAction(tr("Sort &descending")), &QAction::triggered, this,
                    [this, column] { sortByColumn(column, Qt::DescendingOrder); });
            menu->addSeparator();
        }
        auto* hide = menu->addAction(tr("&Hide this column"));
        hide->setEnabled(canHide(column));
        connect(hide, &QAction::triggered, this, [this, column] { setColumnShown(column, false); });
        auto* fit = menu->addAction(tr("&Fit this column"));
        fit->setEnabled(column != m_stretch);
        connect(fit, &QAction::triggered, this, [this, column] { fitColumn(column); });
        menu->addSeparator();
    }
    const auto place = horizontalHeader()->mapToGlobal(pos);
    connect(menu->addAction(tr("&Columns…")), &QAction::triggered, this,
            [this, place] { ColumnChooser::open(*this, place); });
    connect(menu->addAction(tr("Fit a&ll columns")), &QAction::triggered, this, &TableView::fitColumns);
    connect(menu->addAction(tr("&Reset columns")), &QAction::triggered, this, &TableView::resetColumns);
    menu->popup(place);
}

} // namespace nostrscope
