// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnmodel.h"
#include "ui/theme/theme.h"
#include "ui/uistate.h"

#include <QTableView>

#include <functional>

class QMenu;

namespace nostrscope {

using ColumnName = std::function<QString(int)>;

/// The table of every page: whole rows, no grid, no row numbers, compact rows, header menu with the columns.
/// Selection, scroll position and column state are kept by keys and names, never by numbers.
class TableView final : public QTableView {
    Q_OBJECT

public:
    /// Names of columns that never change; state is kept by them. Without `columnName` the model tells them
    /// (ColumnNameRole).
    explicit TableView(const Theme& theme, ColumnName columnName = {}, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Elision side of one column; the others cut at the end.
    void setElide(int column, Qt::TextElideMode mode);
    /// Widths in characters of the body font, in order of the columns; the column `stretch` takes what is
    /// left.
    void setColumnWidths(const QList<int>& characters, int stretch);
    /// What the columns are now is what Reset brings back, and what columns unknown to a stored state get.
    void setDefaults();
    [[nodiscard]] TableState saveState() const;
    void restoreState(const TableState& state);
    void resetColumns() { restoreState(m_defaults); }
    /// As wide as the rows in sight need, the title too; at most half of the table.
    void fitColumn(int column);
    void fitColumns();
    void setColumnShown(int column, bool shown);
    /// A column that has nothing to say, such as one of a file that the user does not have: hidden and not
    /// offered, until it is again; what the user wanted of it stays.
    void setColumnOffered(int column, bool offered);
    [[nodiscard]] bool isColumnOffered(int column) const { return !m_withheld.contains(column); }
    /// The stretched column cannot be hidden.
    [[nodiscard]] bool canHide(int column) const { return column != m_stretch; }
    [[nodiscard]] QString columnName(int column) const;
    /// Visible columns in visible order.
    [[nodiscard]] QList<int> shownColumns() const;
    /// True while the pointer is over the rows: then they must not move (ux.md §2).
    [[nodiscard]] bool isPointedAt() const;
    /// Selected rows in their order.
    [[nodiscard]] QModelIndexList selectedRowsInOrder() const;
    /// Selected rows as tab separated text with CopyRole, in visible order.
    [[nodiscard]] QString selectedText() const;
    /// Source-independent: the KeyRole of each selected row.
    [[nodiscard]] QVariantList selectedKeys() const;
    /// Selects the rows of these keys, and nothing else.
    void selectKeys(const QVariantList& keys);
    /// What every row menu ends with: copy the cell, copy rows as …, the menu of the column.
    void addCommonActions(QMenu& menu);
    /// Only the last of these.
    void addColumnMenu(QMenu& menu);

signals:
    /// The menu is wanted for the selected rows, by mouse, Menu key or Shift+F10. When nobody listens the
    /// table has one of its own.
    void rowMenuRequested(const QPoint& globalPos);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showHeaderMenu(const QPoint& pos);
    void showOwnMenu(const QPoint& globalPos);
    void fitStretch();

    const Theme& m_theme;
    ColumnName m_columnName;
    TableState m_defaults;
    QHash<int, bool> m_withheld; ///< columns that are not offered; true: shown as soon as they are
    int m_stretch = -1;
    int m_fontHeight = 0; ///< for which rows and columns were made
};

} // namespace nostrscope
