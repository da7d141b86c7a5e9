// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/uistate.h"

#include <QTableView>

#include <functional>

namespace nostrscope {

using ColumnName = std::function<QString(int)>;

/// The table of every page: whole rows, no grid, no row numbers, compact rows, header menu with the columns.
class TableView final : public QTableView {
    Q_OBJECT

public:
    /// `columnName` gives names that never change; state is kept by them.
    TableView(const Theme& theme, ColumnName columnName, QWidget* parent = nullptr);

    /// Elision side of one column; the others cut at the end.
    void setElide(int column, Qt::TextElideMode mode);
    /// Widths in characters of the body font, in order of the columns; the column `stretch` takes what is
    /// left.
    void setColumnWidths(const QList<int>& characters, int stretch);
    [[nodiscard]] TableState saveState() const;
    void restoreState(const TableState& state);
    /// True while the pointer is over the rows: then they must not move (ux.md §2).
    [[nodiscard]] bool isPointedAt() const;
    /// Selected rows as tab separated text with CopyRole, in visible order.
    [[nodiscard]] QString selectedText() const;
    /// Source-independent: the KeyRole of each selected row.
    [[nodiscard]] QVariantList selectedKeys() const;

signals:
    /// The menu is wanted for the selected rows, by mouse, Menu key or Shift+F10.
    void rowMenuRequested(const QPoint& globalPos);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showHeaderMenu(const QPoint& pos);
    void fitStretch();

    const Theme& m_theme;
    ColumnName m_columnName;
    int m_stretch = -1;
};

} // namespace nostrscope
