// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window listens to: keys, header, pages, engine, drops.
#include "ui/mainwindow.h"

#include "ui/headerbar.h"
#include "ui/kit/messagebar.h"
#include "ui/pages/logspage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/relayspage.h"
#include "ui/sidebar.h"
#include "ui/statusline.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QUrl>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

void MainWindow::connectHeader()
{
    connect(m_sidebar, &Sidebar::pageRequested, this, &MainWindow::openPage);
    connect(m_header, &HeaderBar::filterChanged, this,
            [this](const QString& text) { currentPage()->setFilterText(text); });
    connect(m_header, &HeaderBar::rangeChosen, this, &MainWindow::setRange);
    connect(m_header, &HeaderBar::liveToggled, &m_feed, &LiveFeed::setLive);
    connect(m_header, &HeaderBar::collectToggled, this, [this](bool collect) {
        if (collect && m_feed.relays().rowCount() == 0)
            showPage(u"overview"_s); // the start card asks for relays first
        else if (collect)
            m_engine.startCollecting();
        else
            m_engine.stopCollecting();
    });
    connect(m_status, &StatusLine::pageRequested, this, &MainWindow::showPage);
    connect(&m_feed, &LiveFeed::updated, this, &MainWindow::onFeedUpdated);
    connect(&m_feed, &LiveFeed::liveChanged, this, [this](bool live) {
        m_header->setLive(live, m_feed.shown() ? m_feed.shown()->asOf : UnixMillis{});
    });
}

void MainWindow::connectPages()
{
    for (auto* page : std::as_const(m_pages))
        connect(page, &Page::filterCleared, m_header, &HeaderBar::clearFilter);
    connect(m_overview, &OverviewPage::pageRequested, this, &MainWindow::showPage);
    connect(m_overview, &OverviewPage::rangeRequested, this, &MainWindow::setRange);
    connect(m_overview, &OverviewPage::importRequested, m_relays, &RelaysPage::openImportDialog);
    connect(m_overview, &OverviewPage::typeRequested, m_relays, [this] { m_relays->openAddDialog(); });
    connect(m_overview, &OverviewPage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_overview, &OverviewPage::relayRequested, this, [this](RelayId id) {
        showPage(m_relays->id());
        m_relays->select(id);
    });
}

void MainWindow::connectEngine()
{
    connect(&m_engine, &EngineLink::relaysRemoved, this, &MainWindow::onRelaysRemoved);
    connect(&m_engine, &EngineLink::relaysAdded, this, &MainWindow::onRelaysAdded);
    connect(&m_engine, &EngineLink::taskChanged, this, &MainWindow::onTaskChanged);
    connect(&m_engine, &EngineLink::failed, this,
            [this](const QString& message) { m_messages->show(u"failed"_s, Tone::Error, message); });
}

void MainWindow::buildShortcuts()
{
    const auto on = [this](const QKeySequence& key, auto slot) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, slot);
    };
    for (int number = 0; number < m_pages.size(); ++number)
        on(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number)),
           [this, number] { openPage(number); });
    on(QKeySequence::Find, [this] { m_header->focusFilter(); });
    on(Qt::CTRL | Qt::SHIFT | Qt::Key_L, [this] { m_feed.setLive(!m_feed.isLive()); });
    on(QKeySequence::Undo, [this] { undoLast(); });
    on(Qt::Key_F9, [this] {
        m_sidebarCollapsed = !m_sidebarCollapsed;
        updateSidebar();
    });
    on(Qt::CTRL | Qt::Key_Q, [this] { close(); });
    on(Qt::CTRL | Qt::Key_W, [this] { close(); });
}

void MainWindow::buildMenu()
{
    auto* menu = m_header->menu();
    auto* group = new QActionGroup(this);
    menu->addSection(tr("Appearance"));
    const std::pair<Theme::Choice, QString> choices[] = {{Theme::Choice::System, tr("As the &system")},
                                                         {Theme::Choice::Light, tr("&Light")},
                                                         {Theme::Choice::Dark, tr("&Dark")},
                                                         {Theme::Choice::HighContrast, tr("High &contrast")}};
    for (const auto& entry : choices) {
        const auto choice = entry.first;
        auto* action = menu->addAction(entry.second);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] { setTheme(choice); });
        connect(menu, &QMenu::aboutToShow, action,
                [this, action, choice] { action->setChecked(m_theme.choice() == choice); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Explore &demo data")), &QAction::triggered, this, &MainWindow::demoRequested);
    auto* quit = menu->addAction(tr("&Quit"));
    connect(quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateSidebar();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    emit closing();
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
    const auto* mime = event->mimeData();
    if (mime->hasUrls() || mime->text().contains("ws://"_L1) || mime->text().contains("wss://"_L1))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const auto* mime = event->mimeData();
    QStringList eventFiles;
    QString list;
    const auto urls = mime->urls();
    for (const auto& url : urls) {
        const auto file = url.toLocalFile();
        if (file.endsWith(".jsonl"_L1) || file.endsWith(".gz"_L1) || file.endsWith(".zst"_L1))
            eventFiles.append(file);
        else if (list.isEmpty())
            list = file;
    }
    event->acceptProposedAction();
    if (!eventFiles.isEmpty())
        m_engine.importFiles(eventFiles);
    if (!list.isEmpty())
        m_relays->openPreview(list);
    else if (eventFiles.isEmpty())
        m_relays->openAddDialog(mime->text());
}

} // namespace nostrscope
