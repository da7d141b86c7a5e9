// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/relayfilterproxy.h"
#include "ui/pages/page.h"

#include <QElapsedTimer>

class QAction;
class QLabel;
class QStackedLayout;
class QToolButton;

namespace nostrscope {

class EmptyState;
class FilterBar;
class PreviewPane;
class RelayPreview;
class TableActions;
class TableView;
class ViewBar;

/// Which relays are good, slow, down? The table of all relays and what can be done with them.
class RelaysPage final : public Page {
    Q_OBJECT

public:
    explicit RelaysPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    /// Checks the selected relays now; without a selection there is nothing to read again.
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] TableView* keptTable() const override { return m_table; }
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

    [[nodiscard]] QString selection() const override;
    /// Selects and shows the relays of these numbers ("1,2,3"), or the view of that name ("view:down").
    void select(const QString& key) override;

    static void declareActions(ActionRegistry& actions);

private:
    void connectActions();
    void buildToolBar(class QLayout* layout);
    void buildStack();
    void updateActions();
    void updateStack();
    void updateCounts();
    void updatePreview();
    void chooseBuiltIn(const QString& id);
    void chooseSaved(const SavedView& view);
    void saveView(const QString& name);
    void showRowMenu(const QPoint& globalPos);
    void openSelected();
    void showCalendar(bool shown);
    [[nodiscard]] QList<RelayId> selectedIds() const;
    [[nodiscard]] QStringList selectedUrls() const;
    void setSelectedPaused(bool paused);

    UiContext& m_context;
    RelayFilterProxy m_proxy;
    TableView* m_table;
    TableActions* m_cells;
    ViewBar* m_views;
    FilterBar* m_filter;
    RelayPreview* m_preview;
    PreviewPane* m_pane;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    EmptyState* m_noMatch;
    QLabel* m_count;
    QAction* m_add;
    QAction* m_import;
    QAction* m_open;
    QAction* m_check;
    QAction* m_pause;
    QAction* m_resume;
    QAction* m_watch;
    QAction* m_unwatch;
    QAction* m_compare;
    QAction* m_remove;
    QAction* m_copy;
    QAction* m_export;
    QAction* m_showPreview;
    QElapsedTimer m_sinceSorted;
    std::optional<TableState> m_ordinary; ///< of the table, while the view of certificates has its own
};

} // namespace nostrscope
