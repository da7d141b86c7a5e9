// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tableexport.h"

#include <QModelIndex>
#include <QObject>
#include <QPointer>

class QAction;
class QMenu;

namespace nostrscope {

class TableView;

/// What the cells of every table offer: copy the cell, copy the rows as …, filter by the cell, exclude it.
/// The page puts it into its row menu; where a table has no menu of its own, it is the menu.
class TableActions final : public QObject {
    Q_OBJECT

public:
    explicit TableActions(TableView& table);

    /// For the current cell and the selected rows. With `filters`, Filter by this and Exclude this too.
    void addTo(QMenu& menu, bool filters);
    /// Selected rows with the visible columns; all rows when none is selected.
    [[nodiscard]] TableData copiedRows() const;
    void copyAs(TableFormat format);
    void copyCell();
    /// The filter term of a cell: `status=Down`, `events=12`, as it is typed. Empty for a cell without a
    /// value.
    [[nodiscard]] static QString termOf(const QModelIndex& cell, bool excluded);

signals:
    /// To be added to what is typed.
    void filterTermRequested(const QString& term);

private:
    TableView& m_table;
};

} // namespace nostrscope
