// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archivedata.h"
#include "models/kindgroupmodel.h"
#include "ui/pages/page.h"

#include <array>

class QLayout;
class QStackedLayout;
class QStackedWidget;

namespace nostrscope {

class ArchiveSyncView;
class Card;
class CardGrid;
class ChartGroup;
class DataLine;
class EmptyState;
class FlatTabs;
class TableView;
class TimeChart;

/// How complete the histories are (ArchiveSyncView), how much is stored, how it grows, will the disk hold,
/// and what can be done about it.
class ArchivePage final : public Page {
    Q_OBJECT

public:
    explicit ArchivePage(UiContext& context, QWidget* parent = nullptr);

    static void declareActions(ActionRegistry& actions);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    void reload() override { m_data.refresh(true); }
    [[nodiscard]] QWidget* mainView() override;
    /// "tab:histories" or "tab:storage".
    [[nodiscard]] QString selection() const override;
    void select(const QString& selection) override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] TableView* keptTable() const override { return m_table; }
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

    [[nodiscard]] const ArchiveData& data() const { return m_data; }

protected:
    void hideEvent(QHideEvent* event) override;

private:
    enum CardIndex { EventsCard, SizeCard, GrowthCard, RateCard, DuplicatesCard, DiskCard, CardCount };

    enum Tab { HistoryTab, StorageTab };

    void buildCards();
    void buildCharts();
    void buildButtons(QLayout& row);
    QWidget* buildTable();
    void connectActions();
    void showFigures();
    void showGrowth();
    void showNow();
    void showChart();
    void openImport();
    void openBackup();
    void confirmVacuum();
    void start(TaskKind kind, const QString& file = {});

    UiContext& m_context;
    ArchiveData m_data;
    KindGroupModel m_model;
    FlatTabs* m_tabs;
    QStackedWidget* m_views;
    ArchiveSyncView* m_sync;
    QWidget* m_storage; ///< with m_stack
    QWidget* m_content;
    DataLine* m_line;
    CardGrid* m_grid;
    std::array<Card*, CardCount> m_cards{};
    ChartGroup* m_charts;
    TimeChart* m_traffic;
    TimeChart* m_chart; ///< of the size
    TableView* m_table;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
};

} // namespace nostrscope
