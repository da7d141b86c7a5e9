// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/asker.h"
#include "models/eventlistmodel.h"
#include "models/ranktablemodel.h"
#include "ui/pages/chartgroup.h"
#include "ui/pages/page.h"

#include <QSortFilterProxyModel>

class QLabel;
class QPushButton;

namespace nostrscope {

class DataLine;
class Panel;
class TableView;
class TimeChart;

/// One kind: when, by whom, on which relays, and its newest events.
class KindPage final : public Page {
    Q_OBJECT

public:
    explicit KindPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString crumb() const override;
    [[nodiscard]] QString parentId() const override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QString selection() const override;
    /// Number of the kind.
    void select(const QString& kind) override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] EventListModel& events() { return m_events; }

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildRanks();
    QWidget* buildEvents();
    void update(bool isNew);
    void loadEvents(const TimeRange& range);
    void showData();
    void showChart();
    void showRanks();
    void showEvents();
    void openSelected();

    UiContext& m_context;
    ChartGroup m_charts;
    Asker m_totals;
    Asker m_authors;
    Asker m_relays;
    RankTableModel m_authorModel;
    RankTableModel m_relayModel;
    QSortFilterProxyModel m_authorProxy;
    QSortFilterProxyModel m_relayProxy;
    EventListModel m_events;
    std::optional<Kind> m_kind;
    std::optional<RangePreset> m_preset;
    std::optional<TimeRange> m_range; ///< asked last
    QLabel* m_heading;
    QLabel* m_link;
    DataLine* m_line;
    TimeChart* m_chart;
    TableView* m_authorTable;
    TableView* m_relayTable;
    Panel* m_relayPanel = nullptr;
    TableView* m_eventTable;
    QLabel* m_eventState;
    QPushButton* m_newest;
    QPushButton* m_older;
    QPushButton* m_retry;
};

} // namespace nostrscope
