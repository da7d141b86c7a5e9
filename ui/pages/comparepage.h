// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "models/relaycompare.h"
#include "ui/pages/chartgroup.h"
#include "ui/pages/page.h"

#include <QSortFilterProxyModel>

#include <memory>

class QStackedLayout;

namespace nostrscope {

class DataLine;
class EmptyState;
class TableView;
class TimeChart;

/// Two to six relays side by side over the range of the window: which one is better, and when?
class ComparePage final : public Page {
    Q_OBJECT

public:
    explicit ComparePage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString crumb() const override;
    [[nodiscard]] QString parentId() const override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QList<QWidget*> panes() override;
    /// Numbers of the relays: "1,2,3".
    [[nodiscard]] QString selection() const override;
    void select(const QString& key) override;

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildContent();
    void showData();
    void showState();
    [[nodiscard]] std::vector<relaycompare::Relay> relays() const;
    [[nodiscard]] QList<RelayId> firstRelays() const;

    UiContext& m_context;
    ChartGroup m_charts;
    QList<RelayId> m_relays;
    std::vector<std::unique_ptr<HealthAsk>> m_asks; ///< one for each relay
    std::optional<RangePreset> m_preset;
    std::optional<TimeRange> m_range; ///< asked last
    CellTableModel m_model;
    QSortFilterProxyModel m_order;
    DataLine* m_line;
    TableView* m_table;
    TimeChart* m_open;
    TimeChart* m_read;
    EmptyState* m_empty;
    QWidget* m_content = nullptr;
    QStackedLayout* m_stack;
};

} // namespace nostrscope
