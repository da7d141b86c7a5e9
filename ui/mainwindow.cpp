// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/headerbar.h"
#include "ui/kit/messagebar.h"
#include "ui/shell/diskwatch.h"
#include "ui/shell/miniwindow.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/recordcommands.h"
#include "ui/shell/relaycommands.h"
#include "ui/shell/taskreports.h"
#include "ui/shell/trayicon.h"
#include "ui/sidebar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Below this the sidebar shows icons only (ux.md §3.0).
constexpr int narrowWindow = 1100;

} // namespace

MainWindow::MainWindow(EngineLink& engine, Theme& theme, const Fmt& fmt, std::chrono::milliseconds staleAfter)
    : m_formats(fmt)
    , m_startZone(fmt.zone())
    , m_fmt(m_formats.fmt())
    , m_range(m_clock)
    , m_theme(theme)
    , m_engine(engine)
    , m_feed(engine, m_fmt, staleAfter)
    , m_tasks(m_clock)
    , m_actions(new ActionRegistry(theme, this))
    , m_context{engine, theme, m_fmt, m_feed, *m_actions, m_range, m_formats, m_settings}
    , m_sidebar(new Sidebar(theme, this))
    , m_header(new HeaderBar(m_context, m_clock, this))
    , m_messages(new MessageArea(theme, this))
    , m_pages(new PageStack(m_context, allPages(), this))
    , m_status(new StatusLine(m_fmt, this))
    , m_relayCommands(nullptr)
    , m_mini(std::make_unique<MiniWindow>(m_context))
{
    m_systemFont = QApplication::font();
    m_context.messages = m_messages;
    setWindowTitle(tr("Nostrscope"));
    setMinimumSize(960, 600);
    resize(1280, 800);
    setAcceptDrops(true);
    buildActions();
    m_relayCommands = new RelayCommands(m_context, *m_messages, this);
    m_recordCommands = new RecordCommands(m_context, m_tasks, this);
    auto* disk = new DiskWatch(m_context, *m_messages, this);
    connect(disk, &DiskWatch::storageRequested, this, [this] { showPage(u"archive"_s, u"tab:storage"_s); });
    for (const auto& page : m_pages->infos()) {
        if (page.declareActions)
            page.declareActions(*m_actions);
    }
    buildMenu();
    m_header->refreshTexts();
    buildLayout();
    connectShell();
    m_header->setLive(true, UnixMillis{});
    showPage(m_pages->infos().front().id);
    onFeedUpdated();
}

MainWindow::~MainWindow()
{
    hide(); // pages end their questions while all that they look at is still there
    if (QApplication::font() != m_systemFont)
        QApplication::setFont(m_systemFont);
}

void MainWindow::buildLayout()
{
    std::optional<Section> section;
    for (const auto& page : m_pages->infos()) {
        if (!page.isInSidebar)
            continue;
        if (section != page.section)
            m_sidebar->addSection(sectionTitle(page.section));
        section = page.section;
        m_sidebar->addPage(page.id, page.icon, page.title, m_actions->key(u"go."_s + page.id));
    }
    m_sidebar->addCommand(u"window.settings"_s, u"settings"_s, tr("Settings"),
                          m_actions->key(u"window.settings"_s));
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_messages);
    right->addWidget(m_pages, 1);
    right->addWidget(m_status);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sidebar);
    layout->addLayout(right, 1);
}

void MainWindow::connectShell()
{
    connect(m_sidebar, &Sidebar::pageRequested, this, [this](const QString& id) { showPage(id); });
    connect(m_sidebar, &Sidebar::commandRequested, this,
            [this](const QString& id) { m_actions->find(id)->trigger(); });
    connect(m_header, &HeaderBar::filterChanged, this,
            [this](const QString& text) { currentPage()->setFilterText(text); });
    connect(m_header, &HeaderBar::parentRequested, this, [this] {
        const auto* page = currentPage();
        showPage(page->parentId(), page->selection());
    });
    connect(m_header, &HeaderBar::liveToggled, &m_feed, &LiveFeed::setLive);
    connect(m_header, &HeaderBar::collectToggled, this, &MainWindow::setCollecting);
    connect(m_status, &StatusLine::activated, this, &MainWindow::onStatusActivated);
    connect(&m_tasks, &TaskModel::changed, this, &MainWindow::showTasks);
    connect(m_mini.get(), &MiniWindow::opened, this, &MainWindow::bringToFront);
    connect(m_actions, &ActionRegistry::keysChanged, this, [this] {
        for (const auto& page : m_pages->infos()) {
            if (page.isInSidebar)
                m_sidebar->setKey(page.id, m_actions->key(u"go."_s + page.id));
        }
        m_sidebar->setKey(u"window.settings"_s, m_actions->key(u"window.settings"_s));
    });
    connect(&m_formats, &FmtSource::changed, this, [this] {
        m_feed.refreshTexts();
        onFeedUpdated();
    });
    connect(m_pages, &PageStack::pageMade, this, &MainWindow::wirePage);
    connect(&m_feed, &LiveFeed::updated, this, &MainWindow::onFeedUpdated);
    for (auto change : {&LiveFeed::liveChanged, &LiveFeed::staleChanged})
        connect(&m_feed, change, this, &MainWindow::showAge);
    connect(&m_range, &RangeModel::changed, this, &MainWindow::onRangeChanged);
    connect(&m_range, &RangeModel::moved, &m_engine, &EngineLink::setCustomRange);
    connect(&m_settings, &SettingsHub::changed, this, &MainWindow::applySettings);
    m_taskReports = new TaskReports(m_context, m_tasks, *m_messages, this);
    connect(m_taskReports, &TaskReports::databaseWanted, this, &MainWindow::databaseRequested);
    connect(&m_engine, &EngineLink::storeUnavailable, this, [this](const QString& message) {
        auto* bar = m_messages->show(u"unavailable"_s, Tone::Error,
                                     tr("The database cannot be used: %1").arg(message));
        bar->setAction(tr("&Retry"), [this] { m_engine.retryStore(); });
    });
    connect(&m_engine, &EngineLink::failed, this,
            [this](const QString& message) { m_messages->show(u"failed"_s, Tone::Error, message); });
}

void MainWindow::wirePage(Page* page)
{
    connect(page, &Page::filterCleared, m_header, &HeaderBar::clearFilter);
    connect(page, &Page::filterEdited, this, [this, page](const QString& text) {
        m_header->setFilterText(text);
        m_header->setFilterPlaceholder(page->filterPlaceholder()); // of the tab that is shown now
        updatePageActions();
    });
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
    connect(page, &Page::rangeRequested, this, [this](RangePreset preset) { m_range.setChoice(preset); });
}

QStringList MainWindow::pageIds()
{
    return nostrscope::pageIds();
}

Page* MainWindow::currentPage() const
{
    return m_pages->current();
}

void MainWindow::showAge()
{
    m_header->setLive(m_feed.isLive(), m_feed.shown() ? m_feed.shown()->asOf : UnixMillis{},
                      m_feed.isStale());
    currentPage()->refresh(); // figures say now how old they are
}

void MainWindow::onFeedUpdated()
{
    m_range.advance();
    currentPage()->refresh();
    updateTitle(); // a page may find out only now what it is about
    const auto& snapshot = m_feed.shown();
    if (!snapshot)
        return;
    m_header->setLive(m_feed.isLive(), snapshot->asOf, m_feed.isStale());
    m_header->setCollecting(snapshot->vitals.collecting);
    m_actions->setAvailable(u"collect.start"_s, !snapshot->vitals.collecting, tr("It is collecting"));
    m_actions->setAvailable(u"collect.stop"_s, snapshot->vitals.collecting, tr("It is not collecting"));
    showIncidents(snapshot->health);
    m_status->show(*snapshot);
    m_mini->update(*snapshot);
    if (m_tray != nullptr)
        m_tray->update(*snapshot);
    showVitals(*snapshot);
}

/// The number in the sidebar; and one bar for all that began since the page was looked at last.
void MainWindow::showIncidents(const HealthTotals& health)
{
    const auto unseen = health.unseenIncidents;
    m_sidebar->setBadge(u"incidents"_s, unseen > 0 ? m_context.fmt.number(unseen) : QString());
    const auto key = u"incidents"_s;
    // Before the first check of this run nothing can have begun: these are of the run before.
    if (health.checks == 0 || unseen <= m_seenIncidents || currentPage()->id() == key) {
        m_seenIncidents = unseen;
        m_newIncidents = 0;
        m_messages->remove(key);
        return;
    }
    const auto before = std::exchange(m_newIncidents, unseen - m_seenIncidents);
    const auto text = tr("%n new incident(s)", nullptr, static_cast<int>(m_newIncidents));
    if (auto* bar = m_messages->find(key))
        bar->setText(text); // a storm is one bar, read out once
    else if (m_newIncidents > before)
        m_messages->show(key, Tone::Warning, text)->setAction(tr("S&how"), [this, key] { showPage(key); });
}

/// What must be seen on every page, not only on the overview.
void MainWindow::showVitals(const Snapshot& snapshot)
{
    const auto keep = [this](const QString& key, bool wanted, Tone tone, const QString& text) -> MessageBar* {
        const auto* shown = m_messages->find(key);
        if (!wanted)
            m_messages->remove(key);
        else if (shown == nullptr || shown->text() != text)
            return m_messages->show(key, tone, text);
        return nullptr;
    };
    const bool isElsewhere = currentPage()->id() != "overview"_L1;
    if (auto* bar = keep(u"store"_s, isElsewhere && !snapshot.vitals.storeError.isEmpty(), Tone::Error,
                         tr("Nothing is stored: %1").arg(snapshot.vitals.storeError)))
        bar->setAction(tr("&Retry"), [this] { m_engine.retryStore(); });
    keep(u"outage"_s, isElsewhere && snapshot.vitals.ownOutage, Tone::Warning,
         tr("This machine seems to be offline since %1.")
             .arg(m_fmt.dateTimeZone(snapshot.vitals.ownOutageSince)));
}

void MainWindow::setCollecting(bool collect)
{
    if (collect && m_feed.relays().rowCount() == 0)
        showPage(u"overview"_s); // the start card asks for relays first
    else if (collect)
        m_engine.startCollecting();
    else
        m_engine.stopCollecting();
}

void MainWindow::updateSidebar()
{
    m_sidebar->setCollapsed(m_sidebarCollapsed || width() < narrowWindow);
}

void MainWindow::updateVisibility()
{
    m_engine.setVisible((isVisible() && !isMinimized()) || m_mini->isVisible());
}

UiState MainWindow::save() const
{
    auto state = m_restored;
    state.geometry = saveGeometry();
    state.page = currentPage()->id();
    state.range = m_range.choice();
    state.exportFolder = m_exportFolder;
    state.sidebarCollapsed = m_sidebarCollapsed;
    state.collecting = m_feed.shown() && m_feed.shown()->vitals.collecting;
    state.settings = m_settings.values();
    state.shortcuts = m_actions->changedKeys();
    m_pages->save(state);
    return state;
}

void MainWindow::restore(const UiState& state)
{
    m_restored = state;
    if (!state.geometry.isEmpty())
        restoreGeometry(state.geometry);
    m_sidebarCollapsed = state.sidebarCollapsed;
    m_settings.setValues(state.settings);
    m_actions->setChangedKeys(state.shortcuts);
    m_pages->restore(state);
    m_history = {};
    m_exportFolder = state.exportFolder;
    m_isTravelling = true;
    m_range.setChoice(state.range);
    m_isTravelling = false;
    askForRange();
    showPage(m_pages->contains(state.page) ? state.page : m_pages->infos().front().id);
    updateSidebar();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateSidebar();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool canHide = m_tray != nullptr && m_tray->isAvailable();
    if (m_settings.values().flag(u"window/closeToTray") && canHide && !m_isQuitting) {
        event->ignore();
        hide();
        return;
    }
    if (m_tasks.activeCount() > 0 && !m_mayStopTasks) {
        event->ignore();
        askToQuit();
        return;
    }
    emit closing();
    m_mini->close(); // the program ends with its last window
    event->accept();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange)
        updateVisibility();
    QWidget::changeEvent(event);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    updateVisibility();
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    updateVisibility();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (RelayCommands::canTake(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    m_relayCommands->take(*event->mimeData());
}

} // namespace nostrscope
