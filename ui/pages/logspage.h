// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logfilterproxy.h"
#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QToolButton;

namespace nostrscope {

class EmptyState;
class TableView;

/// Why did it do that? The newest log lines, followed until one scrolls up.
class LogsPage final : public Page {
    Q_OBJECT

public:
    explicit LogsPage(UiContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString filterPlaceholder() const override;
    [[nodiscard]] QString filterText() const override;
    void setFilterText(const QString& text) override;
    void refresh() override;
    [[nodiscard]] QWidget* mainView() override;
    [[nodiscard]] bool isFollowing() const { return m_following; }
    void setMinimumLevel(LogLevel level);
    void saveState(UiState& state) const override;
    void restoreState(const UiState& state) override;

private:
    void buildStack();
    void onRowsInserted();
    void onScrolled();
    void setFollowing(bool following);
    void showDetail();
    void showRowMenu(const QPoint& globalPos);

    UiContext& m_context;
    LogFilterProxy m_proxy;
    TableView* m_table;
    QComboBox* m_level;
    QToolButton* m_follow;
    QToolButton* m_waiting;
    QLabel* m_count;
    QPlainTextEdit* m_detail;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
    bool m_following = true;
};

} // namespace nostrscope
