// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/discoverydata.h"
#include "models/tablefilterproxy.h"
#include "ui/pages/page.h"

#include <QTimer>

class QLabel;
class QStackedLayout;

namespace nostrscope {

class DataLine;
class EmptyState;
class FilterBar;
class FlatTabs;
class TableActions;
class TableView;
class TimeChart;

/// Which relays exist that we do not watch?
class DiscoveryPage final : public Page {
    Q_OBJECT

public:
    /// The most mentioned ones of a stage; the line says how many more there are.
    static constexpr int maximumCandidates = 500;

    explicit DiscoveryPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] TableView* keptTable() const override { return m_table; }

    static void declareActions(ActionRegistry& actions);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void connectActions();
    void askStage();
    void showData();
    void showStages();
    void showChart();
    void showStack();
    void updateActions();
    void decide(CandidateState state);
    void undo();
    void showRowMenu(const QPoint& globalPos);
    [[nodiscard]] QString runText() const;

    UiContext& m_context;
    DiscoveryAsk m_ask;
    CellTableModel m_model;
    TableFilterProxy m_proxy;
    QList<CandidateDecision> m_before; ///< of the last decision, to be undone
    bool m_isUndoing = false;
    QTimer m_soon; ///< several changes at once are one question
    FlatTabs* m_stages;
    QLabel* m_run;
    DataLine* m_line;
    TimeChart* m_chart;
    FilterBar* m_filter;
    TableView* m_table;
    TableActions* m_cells;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
};

} // namespace nostrscope
