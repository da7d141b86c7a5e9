// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "models/tablefilterproxy.h"
#include "ui/pages/chartgroup.h"
#include "ui/pages/page.h"

#include <QTimer>

class QLabel;
class QStackedLayout;

namespace nostrscope {

class DataLine;
class EmptyState;
class FilterBar;
class FlatTabs;
class IncidentDetail;
class LaneChart;
class PreviewPane;
class TableActions;
class TableView;

/// What broke, when, for how long, and have I seen it?
class IncidentsPage final : public Page {
    Q_OBJECT

public:
    enum List { OpenList, AcknowledgedList, ResolvedList, ListCount };
    /// Of one range; older ones are said to be left out.
    static constexpr int maximumIncidents = 500;

    explicit IncidentsPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] QString selection() const override;
    /// Number of the incident.
    void select(const QString& key) override;
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

    static void declareActions(ActionRegistry& actions);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void connectActions();
    void showData();
    void showList();
    void showChart();
    void showStack();
    void showSelected();
    void updateActions();
    void showRowMenu(const QPoint& globalPos);
    void acknowledge(bool acknowledged);
    void openRelay();
    [[nodiscard]] IncidentQuery query() const;
    [[nodiscard]] static List listOf(const Incident& incident);
    [[nodiscard]] const Incident* find(const QString& key) const;
    [[nodiscard]] QList<std::int64_t> selectedNumbers(bool acknowledged) const;
    /// Of the selected incidents, each once.
    [[nodiscard]] QList<RelayId> selectedRelays() const;
    [[nodiscard]] QByteArray urlOf(RelayId relay) const;

    UiContext& m_context;
    ChartGroup m_charts;
    IncidentsAsk m_ask;
    std::optional<RangePreset> m_preset;
    std::optional<TimeRange> m_range; ///< asked last
    CellTableModel m_model;
    TableFilterProxy m_proxy;
    int m_knownRelays = -1; ///< when the rows were made
    QTimer m_soon; ///< several changes at once are one question
    QLabel* m_gap;
    DataLine* m_line;
    FlatTabs* m_lists;
    FilterBar* m_filter;
    LaneChart* m_chart;
    TableView* m_table;
    TableActions* m_cells;
    IncidentDetail* m_detail;
    PreviewPane* m_pane;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
    QAction* m_acknowledge;
    QAction* m_undo;
    QAction* m_note;
    QAction* m_open;
    QAction* m_check;
    QAction* m_export;
};

} // namespace nostrscope
