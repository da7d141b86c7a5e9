// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/discoverydata.h"
#include "models/tablefilterproxy.h"
#include "ui/pages/discoverytab.h"

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

/// Candidates for the list: the stages of their way as lists, how many came each day, and what can be
/// decided.
class DiscoveryCandidates final : public DiscoveryTab {
    Q_OBJECT

public:
    /// The most mentioned ones of a stage; the line says how many more there are.
    static constexpr int maximumCandidates = 500;

    explicit DiscoveryCandidates(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] TableView* table() const { return m_table; }
    /// Null before the first answer.
    [[nodiscard]] const std::shared_ptr<const DiscoveryView>& view() const { return m_ask.view(); }

signals:
    /// There is a newer view().
    void shown();

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void connectActions();
    void showData();
    void showStages();
    void showChart();
    void showStack();
    void updateActions();
    void decide(CandidateState state, const QString& reason = {});
    void askReason();
    void showRowMenu(const QPoint& globalPos);
    [[nodiscard]] QString runText() const;

    UiContext& m_context;
    DiscoveryAsk m_ask;
    CellTableModel m_model;
    TableFilterProxy m_proxy;
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
