// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/livefeed.h"
#include "ui/uicontext.h"
#include "ui/uistate.h"

#include <QList>
#include <QWidget>

class QStackedWidget;

namespace nostrscope {

class HeaderBar;
class LogsPage;
class MessageArea;
class OverviewPage;
class Page;
class RelaysPage;
class Sidebar;
class StatusLine;

/// The window: sidebar, header, messages, pages, status line. Sees the engine only through EngineLink.
class MainWindow final : public QWidget {
    Q_OBJECT

public:
    MainWindow(EngineLink& engine, Theme& theme, const Fmt& fmt, QWidget* parent = nullptr);
    ~MainWindow() override;

    void restore(const UiState& state);
    [[nodiscard]] UiState save() const;
    /// Shows a page by its id ("overview", "relays", "logs"); false when there is none.
    bool showPage(const QString& id);
    [[nodiscard]] static QStringList pageIds();
    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] const LiveFeed& feed() const { return m_feed; }
    [[nodiscard]] MessageArea& messages() { return *m_messages; }

signals:
    void demoRequested();
    /// The last window is closing; app ends the engine in order.
    void closing();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildLayout();
    void connectHeader();
    void connectPages();
    void connectEngine();
    void buildShortcuts();
    void buildMenu();
    void openPage(int number);
    void onFeedUpdated();
    void onRelaysRemoved(const QList<RelayId>& relays, const QStringList& urls);
    void onRelaysAdded(int added, int known);
    void onTaskChanged(int task, const QString& title, qint64 done, qint64 total, bool finished,
                       const QString& message);
    void undoLast();
    void setRange(RangePreset preset);
    void setTheme(Theme::Choice choice);
    void updateSidebar();
    void updateVisibility();
    void showVitals(const Snapshot& snapshot);

    Fmt m_fmt;
    Theme& m_theme;
    EngineLink& m_engine;
    LiveFeed m_feed;
    UiContext m_context;
    Sidebar* m_sidebar;
    HeaderBar* m_header;
    MessageArea* m_messages;
    QStackedWidget* m_stack;
    StatusLine* m_status;
    OverviewPage* m_overview;
    RelaysPage* m_relays;
    LogsPage* m_logs;
    QList<Page*> m_pages;
    QList<QList<RelayId>> m_removed; ///< what undo brings back, newest last
    RangePreset m_range = RangePreset::Day;
    bool m_sidebarCollapsed = false; ///< by the user; a narrow window collapses it too
};

} // namespace nostrscope
