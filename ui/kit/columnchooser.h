// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace nostrscope {

class TableView;

/// The columns of a table: shown or not, in which order, found by name. Opens like a menu; works on the table
/// at once, Escape closes.
class ColumnChooser final : public QFrame {
    Q_OBJECT

public:
    static ColumnChooser* open(TableView& table, const QPoint& globalPos);

private:
    explicit ColumnChooser(TableView& table);
    void fill();
    void find(const QString& text);
    void onItemChanged(const QListWidgetItem* item);
    /// The table follows the list.
    void applyOrder();
    void moveCurrent(int step);

    TableView& m_table;
    QLineEdit* m_search;
    QListWidget* m_list;
};

} // namespace nostrscope
