// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/engineask.h"
#include "ui/pages/page.h"

#include <QSortFilterProxyModel>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace nostrscope {

class DataLine;
class EmptyState;
class FlatTabs;
class RelayClaimsView;
class RelayDocumentView;
class RelayHealthView;
class RelayTlsView;
class RelayVersionsView;
class TableView;

/// One relay: what happened to it, and is it them or us?
class RelayPage final : public Page {
    Q_OBJECT

public:
    explicit RelayPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString crumb() const override;
    [[nodiscard]] QString parentId() const override;
    void refresh() override;
    void reload() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] QString selection() const override;
    /// Number of the relay.
    void select(const QString& key) override;
    [[nodiscard]] QList<QWidget*> panes() override;

    static void declareActions(ActionRegistry& actions);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHead();
    void fitHead();
    void buildEmptyStates();
    [[nodiscard]] const RelayRow* row() const;
    void showHead(const RelayRow& row);
    void updateActions(const RelayRow* relay); ///< null: it is not in the list
    void showDetail();
    void showTab();
    void setObserveAvailable();
    void setPaused(bool paused);

    UiContext& m_context;
    HealthAsk m_health;
    RelayId m_relay;
    std::optional<RangePreset> m_preset;
    std::optional<TimeRange> m_range; ///< asked last
    std::optional<UnixMillis> m_lastCheck; ///< when it was asked: a newer check is reason to ask again
    std::shared_ptr<const RelayHealthDetail> m_shown;
    CellTableModel m_checks;
    QSortFilterProxyModel m_checkOrder;
    QLabel* m_mark;
    QLabel* m_heading;
    QLabel* m_name;
    QLabel* m_state;
    DataLine* m_line;
    FlatTabs* m_tabs;
    QStackedWidget* m_stack;
    RelayHealthView* m_healthView;
    RelayDocumentView* m_document;
    RelayClaimsView* m_claims;
    RelayVersionsView* m_versions;
    RelayTlsView* m_tls;
    TableView* m_checkTable;
    EmptyState* m_unchecked;
    EmptyState* m_needsProxy;
    EmptyState* m_waiting;
    QPushButton* m_uncheckedButton = nullptr;
    QHash<QAction*, QToolButton*> m_buttons; ///< of the head
    QAction* m_check;
    QAction* m_observe;
    QAction* m_pause;
    QAction* m_resume;
    QAction* m_watch;
    QAction* m_unwatch;
};

} // namespace nostrscope
