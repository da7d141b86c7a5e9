// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/discoverycandidates.h"
#include "ui/pages/page.h"

class QStackedWidget;

namespace nostrscope {

/// Which relays exist that we do not watch? Candidates, duplicates, other monitors and where authors write,
/// each a tab.
class DiscoveryPage final : public Page {
    Q_OBJECT

public:
    explicit DiscoveryPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    /// "tab:candidates", "tab:duplicates", "tab:monitors" or "tab:outbox".
    [[nodiscard]] QString selection() const override;
    void select(const QString& selection) override;
    [[nodiscard]] QList<QWidget*> panes() override;
    [[nodiscard]] TableView* keptTable() const override { return m_candidates->table(); }

    static void declareActions(ActionRegistry& actions);

private:
    void addTab(const QString& title, DiscoveryTab* tab);
    void connectActions();
    void updateActions();
    void onDecided(const QList<CandidateDecision>& before);
    void onDismissed(const QList<QByteArray>& keys);
    void undo();
    [[nodiscard]] DiscoveryTab& tab() const;

    UiContext& m_context;
    // The last decision, to be undone: at most one of these.
    QList<CandidateDecision> m_before;
    QList<QByteArray> m_dismissed;
    bool m_isUndoing = false;
    FlatTabs* m_tabs;
    QStackedWidget* m_stack;
    DiscoveryCandidates* m_candidates;
};

} // namespace nostrscope
