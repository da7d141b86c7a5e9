// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/asker.h"
#include "models/relayfilterproxy.h"
#include "ui/charts/timechart.h"
#include "ui/kit/attentionlist.h"
#include "ui/pages/chartgroup.h"
#include "ui/pages/page.h"

#include <QSortFilterProxyModel>

#include <array>

class QScrollArea;

namespace nostrscope {

class Card;
class CardGrid;
class StartCard;
class TableView;

/// Is the network well, are we collecting, what needs me now?
class OverviewPage final : public Page {
    Q_OBJECT

public:
    explicit OverviewPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] const AttentionList& attention() const { return *m_attention; }
    [[nodiscard]] TimeChart& chart() { return *m_chart; }
    [[nodiscard]] QList<QWidget*> panes() override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum CardIndex { RelaysCard, RateCard, EventsCard, AuthorsCard, ZapsCard, OpenCard, CardCount };

    void buildCards();
    QWidget* buildTables();
    void buildStartCard();
    [[nodiscard]] QList<AttentionItem> attentionItems(const Snapshot& snapshot) const;
    [[nodiscard]] QString allClearText(const Snapshot& snapshot) const;
    void showFigures(const Snapshot& snapshot);
    void showCharts(const Snapshot& snapshot);
    void askForFigures(const Snapshot& snapshot);
    void onAction(const QString& action);

    UiContext& m_context;
    ChartGroup m_charts;
    Asker m_previous; ///< figures of the period before
    Asker m_openTimes; ///< of the checks in the range
    std::optional<RangeChoice> m_asked; ///< its range
    QWidget* m_content;
    QScrollArea* m_scroll;
    StartCard* m_start;
    AttentionList* m_attention;
    CardGrid* m_grid;
    std::array<Card*, CardCount> m_cards{};
    TimeChart* m_chart;
    TimeChart* m_availability;
    RelayFilterProxy m_topRelays;
    QSortFilterProxyModel m_services;
    TableView* m_relayTable;
    TableView* m_serviceTable;
    bool m_wasStarted = false;
};

} // namespace nostrscope
