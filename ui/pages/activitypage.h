// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activitydata.h"
#include "models/tablefilterproxy.h"
#include "ui/pages/chartgroup.h"
#include "ui/pages/page.h"

#include <array>

class QLabel;
class QStackedLayout;

namespace nostrscope {

class BarRank;
class Card;
class CardGrid;
class DataLine;
class EmptyState;
class HeatGrid;
class TableView;
class TimeChart;

/// How much, of what kind, when, is it normal?
class ActivityPage final : public Page {
    Q_OBJECT

public:
    explicit ActivityPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override { return m_proxy.text(); }
    void setFilterText(const QString& text) override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QString selection() const override;
    void select(const QString& kind) override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] TableView* keptTable() const override { return m_table; }

    [[nodiscard]] const KindTableModel& kinds() const { return m_model; }
    [[nodiscard]] const ActivityData& data() const { return m_data; }
    [[nodiscard]] ActivityData& data() { return m_data; }

protected:
    void hideEvent(QHideEvent* event) override;

private:
    enum CardIndex { EventsCard, RateCard, KindsCard, AuthorsCard, DuplicatesCard, SizeCard, CardCount };

    void buildCards();
    QWidget* buildCharts();
    QWidget* buildTable();
    void buildEmpty();
    void showData();
    void showFigures();
    void showCharts();
    void showDuplicates(const Snapshot& snapshot);
    void showChart(const Snapshot& snapshot);
    void showTable();
    void showEmpty(bool isEmpty);
    void openKind(const QModelIndex& index);

    UiContext& m_context;
    ChartGroup m_charts;
    ActivityData m_data;
    KindTableModel m_model;
    TableFilterProxy m_proxy;
    QWidget* m_content;
    DataLine* m_line;
    CardGrid* m_grid;
    std::array<Card*, CardCount> m_cards{};
    TimeChart* m_chart;
    HeatGrid* m_week;
    BarRank* m_rank;
    std::shared_ptr<const Table> m_shownWeek;
    std::shared_ptr<const Table> m_shownRank;
    TableView* m_table;
    QLabel* m_count;
    EmptyState* m_noMatch;
    EmptyState* m_failed; ///< instead of the table that was never read
    EmptyState* m_empty;
    QStackedLayout* m_tableStack = nullptr;
    QStackedLayout* m_stack;
    QString m_wanted; ///< kind to be selected when its row comes
    bool m_isSorted = false;
};

} // namespace nostrscope
