// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/logfilterproxy.h"
#include "models/loghistory.h"
#include "ui/pages/page.h"

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QPlainTextEdit;
class QStackedLayout;
class QToolButton;

namespace nostrscope {

class EmptyState;
class TableView;

/// Why did it do that? The newest log lines, followed until one scrolls up; older ones come from the store.
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
    /// Selects the first line of this moment or later, also when it must be read from the store first.
    void jumpTo(UnixMillis time);
    [[nodiscard]] TableView* keptTable() const override { return m_table; }

private:
    QWidget* buildTools();
    QWidget* buildDetail();
    void buildStack();
    void onRowsInserted();
    void onScrolled();
    void setFollowing(bool following);
    void showDetail();
    void showHistory();
    void onReached(UnixMillis time);
    void copyLine();
    void showRowMenu(const QPoint& globalPos);

    UiContext& m_context;
    LogFilterProxy m_proxy;
    LogHistory m_history;
    QString m_filterText;
    TableView* m_table;
    QComboBox* m_level;
    QToolButton* m_follow;
    QToolButton* m_waiting;
    QLabel* m_count;
    QLabel* m_older;
    QDateTimeEdit* m_jump;
    QPlainTextEdit* m_detail;
    QToolButton* m_copy;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
    QPersistentModelIndex m_topLine; ///< while rows come in front of it
    bool m_following = true;
};

} // namespace nostrscope
