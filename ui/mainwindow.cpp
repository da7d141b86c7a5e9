// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/headerbar.h"
#include "ui/kit/messagebar.h"
#include "ui/pages/logspage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/relayspage.h"
#include "ui/sidebar.h"
#include "ui/statusline.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Below this the sidebar shows icons only (ux.md §3.0).
constexpr int narrowWindow = 1100;
constexpr std::size_t maximumUndo = 50;

} // namespace

MainWindow::MainWindow(EngineLink& engine, Theme& theme, const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_fmt(fmt)
    , m_theme(theme)
    , m_engine(engine)
    , m_feed(engine, fmt)
    , m_context{engine, theme, fmt, m_feed}
    , m_sidebar(new Sidebar(theme, this))
    , m_header(new HeaderBar(theme, fmt, this))
    , m_messages(new MessageArea(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_status(new StatusLine(fmt, this))
    , m_overview(new OverviewPage(m_context, m_stack))
    , m_relays(new RelaysPage(m_context, m_stack))
    , m_logs(new LogsPage(m_context, m_stack))
    , m_pages{m_overview, m_relays, m_logs}
{
    setWindowTitle(tr("Nostrscope"));
    setMinimumSize(960, 600);
    resize(1280, 800);
    setAcceptDrops(true);
    buildLayout();
    connectHeader();
    connectPages();
    connectEngine();
    buildShortcuts();
    buildMenu();
    m_header->setRange(m_range, UnixMillis{});
    m_header->setLive(true, UnixMillis{});
    openPage(0);
    onFeedUpdated();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    m_sidebar->addSection(tr("Monitor"));
    m_sidebar->addPage(u"overview"_s, m_overview->title(), u"Ctrl+1"_s);
    m_sidebar->addPage(u"relays"_s, m_relays->title(), u"Ctrl+2"_s);
    m_sidebar->addSection(tr("System"));
    m_sidebar->addPage(u"logs"_s, m_logs->title(), u"Ctrl+3"_s);
    for (auto* page : std::as_const(m_pages))
        m_stack->addWidget(page);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_messages);
    right->addWidget(m_stack, 1);
    right->addWidget(m_status);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sidebar);
    layout->addLayout(right, 1);
}

QStringList MainWindow::pageIds()
{
    return {u"overview"_s, u"relays"_s, u"logs"_s};
}

Page* MainWindow::currentPage() const
{
    return m_pages.at(m_stack->currentIndex());
}

bool MainWindow::showPage(const QString& id)
{
    for (int number = 0; number < m_pages.size(); ++number) {
        if (m_pages.at(number)->id() == id) {
            openPage(number);
            return true;
        }
    }
    return false;
}

void MainWindow::openPage(int number)
{
    m_stack->setCurrentIndex(number);
    m_sidebar->setCurrent(number);
    auto* page = m_pages.at(number);
    m_header->setTitle(page->title());
    m_header->setFilter(page->filterText(), page->filterPlaceholder());
    page->refresh();
    page->mainView()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::onFeedUpdated()
{
    currentPage()->refresh();
    const auto& snapshot = m_feed.shown();
    if (!snapshot)
        return;
    m_header->setLive(m_feed.isLive(), snapshot->asOf);
    m_header->setCollecting(snapshot->vitals.collecting);
    m_header->setRange(m_range, snapshot->asOf);
    m_status->show(*snapshot);
    showVitals(*snapshot);
}

/// What must be seen on every page, not only on the overview.
void MainWindow::showVitals(const Snapshot& snapshot)
{
    const auto keep = [this](const QString& key, bool wanted, Tone tone, const QString& text) {
        const auto* shown = m_messages->find(key);
        if (!wanted)
            m_messages->remove(key);
        else if (shown == nullptr || shown->text() != text)
            m_messages->show(key, tone, text);
    };
    const bool isElsewhere = currentPage() != m_overview;
    keep(u"store"_s, isElsewhere && !snapshot.vitals.storeError.isEmpty(), Tone::Error,
         tr("Nothing is stored: %1").arg(snapshot.vitals.storeError));
    keep(u"outage"_s, isElsewhere && snapshot.vitals.ownOutage, Tone::Warning,
         tr("This machine seems to be offline since %1.")
             .arg(m_fmt.dateTimeZone(snapshot.vitals.ownOutageSince)));
}

void MainWindow::setRange(RangePreset preset)
{
    m_range = preset;
    m_header->setRange(preset, m_feed.shown() ? m_feed.shown()->asOf : UnixMillis{});
    m_engine.setRange(preset);
}

void MainWindow::setTheme(Theme::Choice choice)
{
    m_theme.setChoice(choice);
}

void MainWindow::undoLast()
{
    if (m_removed.isEmpty())
        return;
    m_engine.restoreRelays(m_removed.takeLast());
    m_messages->remove(u"undo"_s);
}

void MainWindow::onRelaysRemoved(const QList<RelayId>& relays, const QStringList& urls)
{
    if (relays.isEmpty())
        return;
    m_removed.append(relays);
    if (static_cast<std::size_t>(m_removed.size()) > maximumUndo)
        m_removed.removeFirst();
    const auto text = urls.size() == 1
        ? tr("%1 was removed. Its events stay.").arg(Fmt::relay(urls.constFirst().toUtf8()))
        : tr("%n relay(s) were removed. Their events stay.", nullptr, static_cast<int>(relays.size()));
    auto* bar = m_messages->show(u"undo"_s, Tone::Info, text);
    bar->setAction(tr("&Undo"), [this] { undoLast(); });
    bar->setLifetime(MessageArea::undoTime);
}

void MainWindow::onRelaysAdded(int added, int known)
{
    const auto text = known == 0 ? tr("%n relay(s) added.", nullptr, added)
                                 : tr("%n relay(s) added, the others were in the list.", nullptr, added);
    m_messages->show(u"added"_s, Tone::Ok, text)->setLifetime(MessageArea::undoTime);
}

void MainWindow::onTaskChanged(int task, const QString& title, qint64 done, qint64 total, bool finished,
                               const QString& message)
{
    const auto key = u"task%1"_s.arg(task);
    if (!finished) {
        m_status->setTask(total > 0 ? tr("%1: %2").arg(
                              title, m_fmt.percent(static_cast<double>(done) / static_cast<double>(total)))
                                    : title);
        return;
    }
    m_status->setTask({});
    if (message.isEmpty())
        m_messages->show(key, Tone::Ok, tr("%1: done.").arg(title))->setLifetime(MessageArea::undoTime);
    else
        m_messages->show(key, Tone::Error, tr("%1: %2").arg(title, message));
}

void MainWindow::updateSidebar()
{
    m_sidebar->setCollapsed(m_sidebarCollapsed || width() < narrowWindow);
}

void MainWindow::updateVisibility()
{
    m_engine.setVisible(isVisible() && !isMinimized());
}

UiState MainWindow::save() const
{
    UiState state;
    state.geometry = saveGeometry();
    state.page = currentPage()->id();
    state.range = m_range;
    state.sidebarCollapsed = m_sidebarCollapsed;
    state.collecting = m_feed.shown() && m_feed.shown()->vitals.collecting;
    state.theme = m_theme.choice();
    for (const auto* page : std::as_const(m_pages))
        page->saveState(state);
    return state;
}

void MainWindow::restore(const UiState& state)
{
    if (!state.geometry.isEmpty())
        restoreGeometry(state.geometry);
    m_sidebarCollapsed = state.sidebarCollapsed;
    setTheme(state.theme);
    for (auto* page : std::as_const(m_pages))
        page->restoreState(state);
    setRange(state.range);
    showPage(state.page);
    updateSidebar();
}

} // namespace nostrscope
