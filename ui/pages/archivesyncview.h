// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/synctablemodel.h"
#include "models/tablefilterproxy.h"
#include "ui/uicontext.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QLabel;
class QSplitter;
class QStackedLayout;

namespace nostrscope {

class Card;
class CardGrid;
class EmptyState;
class FilterBar;
class LaneChart;
class TableActions;
class TableView;

/// How complete our copy of each relay's history is, and what is done about it.
class ArchiveSyncView final : public QWidget {
    Q_OBJECT

public:
    explicit ArchiveSyncView(UiContext& context, QWidget* parent = nullptr);

    static void declareActions(ActionRegistry& actions);

    /// The page is seen, or has news of the time.
    void refresh();
    [[nodiscard]] QWidget* mainView() const;
    [[nodiscard]] QList<QWidget*> panes() const;
    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] QString filterText() const { return m_proxy.text(); }
    void setFilterText(const QString& text);

signals:
    void filterEdited(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum CardIndex { CoverageCard, CompleteCard, RateCard, TrafficCard, CardCount };

    void buildCards();
    void connectActions();
    void showData();
    void showCards();
    void showChart();
    void showStack();
    void updateActions();
    void showRowMenu(const QPoint& globalPos);
    void switchArchive(bool on);
    void shiftPriority(int by);
    void retryPart(const QVariant& key);
    void openRange();
    [[nodiscard]] QList<RelayId> selected() const;
    [[nodiscard]] QList<RelayId> withGaps() const;

    UiContext& m_context;
    std::shared_ptr<const ArchiveView> m_view; ///< null: the engine said nothing yet
    bool m_isShown = false; ///< what is in m_view is on the screen
    SyncTableModel m_model;
    TableFilterProxy m_proxy;
    QWidget* m_content;
    QLabel* m_summary;
    CardGrid* m_grid;
    std::array<Card*, CardCount> m_cards{};
    LaneChart* m_chart;
    FilterBar* m_filter;
    QSplitter* m_split;
    TableView* m_table;
    TableActions* m_cells;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
};

} // namespace nostrscope
