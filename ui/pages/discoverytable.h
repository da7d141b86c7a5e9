// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/discoverytables.h"
#include "models/tablefilterproxy.h"
#include "ui/uicontext.h"

#include <QWidget>

class QPushButton;
class QStackedLayout;

namespace nostrscope {

class EmptyState;
class FilterBar;
class TableActions;
class TableView;

/// A table of a tab with its filter, and a sentence when it is empty.
class DiscoveryTable final : public QWidget {
    Q_OBJECT

public:
    /// `name`: of the table, for tests and state; `title`: for those who cannot see it.
    DiscoveryTable(UiContext& context, std::vector<Column> columns, const QString& name, const QString& title,
                   QWidget* parent);
    ~DiscoveryTable() override;

    void setRows(CellRows rows);
    void setNow(UnixMillis now) { m_proxy.setNow(now); }
    /// Shown while there is no row.
    void setEmptyText(const QString& text);
    [[nodiscard]] TableView& view() { return *m_table; }
    [[nodiscard]] QString filterText() const { return m_proxy.text(); }
    void setFilterText(const QString& text);
    /// Actions of a row, before copying and filtering.
    void setRowActions(const QList<QAction*>& actions) { m_rowActions = actions; }
    /// Keys of the selected rows.
    [[nodiscard]] QStringList selectedKeys() const;
    [[nodiscard]] QWidget* mainView();
    [[nodiscard]] QList<QWidget*> panes();

signals:
    void filterEdited(const QString& text);
    void selectionChanged();

private:
    void showStack();
    void showRowMenu(const QPoint& globalPos);

    CellTableModel m_model;
    TableFilterProxy m_proxy;
    QList<QAction*> m_rowActions;
    QString m_emptyText;
    FilterBar* m_filter;
    TableView* m_table;
    TableActions* m_cells;
    EmptyState* m_empty;
    QPushButton* m_clear; ///< in m_empty, where only the filter hides the rows
    QStackedLayout* m_stack;
};

} // namespace nostrscope
