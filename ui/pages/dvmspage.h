// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/dvmdata.h"
#include "ui/pages/page.h"

#include <array>

class QStackedLayout;
class QStackedWidget;

namespace nostrscope {

class Card;
class CardGrid;
class DataLine;
class DiscoveryTable;
class EmptyState;
class FlatTabs;

/// Data vending machines (NIP-90): who serves what, how fast, for how much, and what fails?
class DvmsPage final : public Page {
    Q_OBJECT

public:
    explicit DvmsPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    /// "tab:machines" or "tab:kinds".
    [[nodiscard]] QString selection() const override;
    void select(const QString& selection) override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] TableView* keptTable() const override;

    [[nodiscard]] const DvmData& data() const { return m_data; }

protected:
    void hideEvent(QHideEvent* event) override;

private:
    enum CardIndex {
        RequestsCard,
        ResultsCard,
        FeedbackCard,
        CustomersCard,
        MachinesCard,
        KindsCard,
        UsedCard,
        RequestedCard,
        ContestedCard,
        AskedCard,
        CardCount
    };
    enum TabIndex { MachinesTab, KindsTab, TabCount };

    void buildCards();
    void buildTables();
    void buildEmpty();
    void showData();
    void showFigures();
    void showKindCard(CardIndex card, const QVariant& kind, const QString& detail);
    void showTables();
    void showEmpty();
    /// Of a table without rows: that it loads, cannot be read, or has none.
    [[nodiscard]] QString emptyTextOf(const Asker& asker, const QString& none) const;
    /// The tab with the row of this key; an empty key: the tab alone.
    void showRow(TabIndex tab, const QString& key);
    [[nodiscard]] DiscoveryTable& table() const;

    UiContext& m_context;
    DvmData m_data;
    QWidget* m_content;
    DataLine* m_line;
    CardGrid* m_grid;
    std::array<Card*, CardCount> m_cards{};
    FlatTabs* m_tabs;
    QStackedWidget* m_tableStack;
    std::array<DiscoveryTable*, TabCount> m_tables{};
    EmptyState* m_empty;
    QStackedLayout* m_stack;
};

} // namespace nostrscope
