// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmtsource.h"
#include "models/livefeed.h"
#include "models/settingshub.h"
#include "models/taskmodel.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/navigation.h"
#include "ui/statusline.h"
#include "ui/uicontext.h"
#include "ui/uistate.h"

#include <QTimer>
#include <QWidget>

namespace nostrscope {

class HeaderBar;
class MessageArea;
class MiniWindow;
class Page;
class PageStack;
class RecordCommands;
class RelayCommands;
class Sidebar;
class TaskPopup;
class TaskReports;
class TrayIcon;

/// The window: sidebar, header, messages, pages, status line. Sees the engine only through EngineLink.
class MainWindow final : public QWidget {
    Q_OBJECT

public:
    /// `staleAfter`: as for LiveFeed.
    MainWindow(EngineLink& engine, Theme& theme, const Fmt& fmt,
               std::chrono::milliseconds staleAfter = LiveFeed::patience);
    ~MainWindow() override;

    void restore(const UiState& state);
    [[nodiscard]] UiState save() const;
    /// Goes to a page by its id ("overview", "relays", "logs"), and there to the row or object of that key;
    /// false when there is none.
    bool showPage(const QString& id, const QString& selection = {});
    [[nodiscard]] static QStringList pageIds();
    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] const LiveFeed& feed() const { return m_feed; }
    [[nodiscard]] MessageArea& messages() { return *m_messages; }
    [[nodiscard]] SettingsHub& settings() { return m_settings; }
    [[nodiscard]] ActionRegistry& actions() { return *m_actions; }
    [[nodiscard]] RelayCommands& relayCommands() { return *m_relayCommands; }
    [[nodiscard]] TaskModel& tasks() { return m_tasks; }
    /// What its pages are made with.
    [[nodiscard]] const UiContext& context() const { return m_context; }
    [[nodiscard]] MiniWindow& miniWindow() { return *m_mini; }
    /// Shows the window above the others, also from the icon of the task bar.
    void bringToFront();
    /// What the command line or another start brought: files to import, addresses and ids to go to.
    void openArguments(const QStringList& files, const QStringList& urls);
    /// How large the disk with the database is; 0: not known.
    void setDiskBytes(std::uint64_t bytes) { m_context.diskBytes = bytes; }
    /// The shape in the tray, where there is one.
    void showTray(bool isAvailable);
    /// Opens the settings, at this key where it is given ("format/zone").
    void openSettings(const QString& key = {});
    /// Ends the program; asks when a task runs.
    void quit();
    /// The same without a question: the session or the system ends. Tasks stop where they are.
    void quitNow();

signals:
    void demoRequested();
    /// To be opened beside this one.
    void databaseRequested(const QString& path);
    /// The last window is closing; app ends the engine in order.
    void closing();

protected:
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildLayout();
    void connectShell();
    void wirePage(Page* page);
    /// Adds a command that works everywhere.
    template <typename Slot>
    QAction* command(const QString& id, const QString& group, const QString& text, const QString& icon,
                     const QList<QKeySequence>& keys, Slot slot);
    void buildActions();
    void buildGoActions();
    void buildRangeActions();
    void buildWindowActions();
    void buildMenu();

    void buildTextActions();
    void buildPageActions();
    void buildTrayActions();
    [[nodiscard]] QWidget* exportable() const;
    void exportPage();
    void printPage();
    void refreshPage();
    void toggleChartTable();
    void openContextMenu();
    void updatePageActions();
    void setMuted(bool muted);

    void openPalette();
    void openKeys();
    void askToQuit();
    void applySettings(const QStringList& keys);
    void applyFormats();
    void applyTextSize();
    void stepTextSize(int steps);

    [[nodiscard]] Place currentPlace() const;
    void goTo(const Place& place);
    void showPlace(const Place& place);
    void goBack();
    void goForward();
    void updateHistory();
    void updateTitle();
    void focusPane(int step);
    [[nodiscard]] QList<QWidget*> panes() const;

    void onFeedUpdated();
    void showAge();
    void showTasks();
    void openTasks();
    void onStatusActivated(StatusLine::Part part);
    void toggleMiniWindow();
    void setCollecting(bool collect);
    void onRangeChanged(const RangeChoice& choice);
    void askForRange();
    void updateRangeActions();
    void toggleSidebar();
    void toggleFullScreen();
    void updateSidebar();
    void updateVisibility();
    void showIncidents(const HealthTotals& health);
    void showVitals(const Snapshot& snapshot);

    SystemClock m_clock;
    FmtSource m_formats;
    SettingsHub m_settings;
    QTimeZone m_startZone; ///< of the computer
    Fmt m_fmt; ///< follows m_formats
    RangeModel m_range;
    Theme& m_theme;
    EngineLink& m_engine;
    LiveFeed m_feed;
    TaskModel m_tasks;
    ActionRegistry* m_actions;
    UiContext m_context;
    Sidebar* m_sidebar;
    HeaderBar* m_header;
    MessageArea* m_messages;
    PageStack* m_pages;
    StatusLine* m_status;
    RelayCommands* m_relayCommands;
    RecordCommands* m_recordCommands = nullptr;
    TaskReports* m_taskReports = nullptr;
    TaskPopup* m_taskPopup = nullptr;
    TrayIcon* m_tray = nullptr;
    std::unique_ptr<MiniWindow> m_mini; ///< no child: it stays when this one is minimized
    NavigationHistory m_history;
    UiState m_restored;
    RangeChoice m_shownRange; ///< of the present place in the history
    QFont m_systemFont;
    QString m_exportFolder; ///< of the last export
    QTimer m_mute; ///< runs while the tray is muted
    std::uint32_t m_seenIncidents = 0; ///< unseen ones that are no news: of the run before, or looked at
    std::uint32_t m_newIncidents = 0; ///< the others
    bool m_isTravelling = false; ///< on the way to a place of the history
    bool m_isQuitting = false; ///< Quit closes even where closing only hides
    bool m_mayStopTasks = false; ///< the user said so
    bool m_sidebarCollapsed = false; ///< by the user; a narrow window collapses it too
};

} // namespace nostrscope
