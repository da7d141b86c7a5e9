// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the main window that work on every page, and its menu.
#include "ui/mainwindow.h"

#include "models/words.h"
#include "ui/headerbar.h"
#include "ui/kit/rangedialog.h"
#include "ui/shell/pagestack.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

template <typename Slot>
QAction* MainWindow::command(const QString& id, const QString& group, const QString& text,
                             const QString& icon, const QList<QKeySequence>& keys, Slot slot)
{
    auto* action = m_actions->add({id, group, text, icon, keys});
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void MainWindow::buildActions()
{
    buildGoActions();
    buildRangeActions();
    buildWindowActions();
    buildTextActions();
    buildPageActions();
    buildTrayActions();
}

void MainWindow::buildGoActions()
{
    const auto group = tr("Go to");
    int number = 0;
    for (const auto& page : m_pages->infos()) {
        if (!page.isInSidebar)
            continue;
        QList<QKeySequence> keys;
        if (number < 9)
            keys.append(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number)));
        ++number;
        command(u"go."_s + page.id, group, page.title, page.icon, keys,
                [this, id = page.id] { showPage(id); });
    }
    m_header->setHistoryActions(command(u"go.back"_s, group, tr("&Back"), u"back"_s,
                                        {QKeySequence(Qt::ALT | Qt::Key_Left)}, &MainWindow::goBack),
                                command(u"go.forward"_s, group, tr("&Forward"), u"forward"_s,
                                        {QKeySequence(Qt::ALT | Qt::Key_Right)}, &MainWindow::goForward));
    command(u"go.nextPane"_s, group, tr("Next pane"), {}, {QKeySequence(Qt::Key_F6)},
            [this] { focusPane(1); });
    command(u"go.previousPane"_s, group, tr("Previous pane"), {}, {QKeySequence(Qt::SHIFT | Qt::Key_F6)},
            [this] { focusPane(-1); });
}

void MainWindow::buildRangeActions()
{
    const auto group = tr("Time range");
    for (const auto preset : {RangePreset::Hour, RangePreset::SixHours, RangePreset::Day, RangePreset::Week,
                              RangePreset::Month, RangePreset::Quarter, RangePreset::All}) {
        const auto key = static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(preset));
        command(u"range."_s + toString(preset), group, words::rangeName(preset), {},
                {QKeySequence(Qt::ALT | key)}, [this, preset] { m_range.setChoice(preset); });
    }
    const auto key = [](Qt::Key arrow) { return QKeySequence(Qt::ALT | Qt::SHIFT | arrow); };
    command(u"range.earlier"_s, group, tr("&Earlier"), {}, {key(Qt::Key_Left)},
            [this] { m_range.shift(-1); });
    command(u"range.later"_s, group, tr("&Later"), {}, {key(Qt::Key_Right)}, [this] { m_range.shift(1); });
    command(u"range.zoomOut"_s, group, tr("Zoom &out"), {}, {key(Qt::Key_Up)}, [this] { m_range.zoomOut(); });
    command(u"range.zoomIn"_s, group, tr("Zoom &in"), {}, {key(Qt::Key_Down)}, [this] { m_range.zoomIn(); });
    command(u"range.custom"_s, group, tr("&Custom range…"), {}, {QKeySequence(Qt::ALT | Qt::Key_8)},
            [this] { (new RangeDialog(m_range, m_formats, m_clock, this))->open(); });
    updateRangeActions();
}

void MainWindow::buildWindowActions()
{
    const auto view = tr("View");
    const auto window = tr("Window");
    command(u"view.live"_s, view, tr("Pause or resume the &display"), u"pause"_s,
            {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)}, [this] { m_feed.setLive(!m_feed.isLive()); });
    command(u"view.sidebar"_s, view, tr("&Sidebar"), {}, {QKeySequence(Qt::Key_F9)},
            &MainWindow::toggleSidebar);
    command(u"view.fullScreen"_s, view, tr("F&ull screen"), {}, {QKeySequence(Qt::Key_F11)},
            &MainWindow::toggleFullScreen);
    command(u"view.tasks"_s, view, tr("&Tasks"), {}, {}, &MainWindow::openTasks);
    command(u"view.mini"_s, view, tr("&Mini window"), {}, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)},
            &MainWindow::toggleMiniWindow);
    command(u"collect.start"_s, tr("Collecting"), tr("Start collecting"), u"start"_s, {},
            [this] { setCollecting(true); });
    command(u"collect.stop"_s, tr("Collecting"), tr("Stop collecting"), u"stop"_s, {},
            [this] { setCollecting(false); });
    command(u"data.demo"_s, tr("Data"), tr("Explore &demo data"), {}, {}, &MainWindow::demoRequested);
    command(u"window.palette"_s, window, tr("&Go to or do…"), u"search"_s,
            {QKeySequence(Qt::CTRL | Qt::Key_K)}, &MainWindow::openPalette);
    command(u"window.keys"_s, tr("Help"), tr("&Keys…"), {},
            {QKeySequence(Qt::CTRL | Qt::Key_Question), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Slash),
             QKeySequence(Qt::Key_F1)},
            &MainWindow::openKeys);
    command(u"window.settings"_s, window, tr("S&ettings…"), {}, {QKeySequence(Qt::CTRL | Qt::Key_Comma)},
            [this] { openSettings(); });
    command(u"window.open"_s, window, tr("&Open the window"), {}, {}, &MainWindow::bringToFront);
    auto* tray = command(u"window.closeToTray"_s, window, tr("Closing hides in the &tray"), {}, {}, [this] {
        const bool isOn = m_settings.values().flag(u"window/closeToTray");
        m_settings.change(u"window/closeToTray"_s, isOn ? u"false"_s : u"true"_s);
    });
    tray->setCheckable(true);
    m_actions->setAvailable(tray->objectName(), false, tr("This desktop has no tray"));
    command(u"window.close"_s, window, tr("&Close the window"), u"close"_s,
            {QKeySequence(Qt::CTRL | Qt::Key_W)}, [this] { close(); });
    command(u"window.quit"_s, window, tr("&Quit"), {}, {QKeySequence(Qt::CTRL | Qt::Key_Q)},
            &MainWindow::quit);
}

void MainWindow::buildMenu()
{
    auto* menu = m_header->menu();
    auto* group = new QActionGroup(this);
    menu->addSection(tr("Appearance"));
    const std::pair<QString, QString> choices[] = {{u"system"_s, tr("As the &system")},
                                                   {u"light"_s, tr("&Light")},
                                                   {u"dark"_s, tr("&Dark")},
                                                   {u"contrast"_s, tr("High &contrast")}};
    for (const auto& entry : choices) {
        const auto choice = entry.first;
        auto* action = menu->addAction(entry.second);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, choice] { m_settings.change(u"window/theme"_s, choice); });
        connect(menu, &QMenu::aboutToShow, action, [this, action, choice] {
            action->setChecked(m_settings.values().value(u"window/theme") == choice);
            action->setEnabled(!m_settings.values().isFixed(u"window/theme"));
        });
    }
    menu->addSeparator();
    for (const auto& id : {u"page.export"_s, u"page.print"_s, u"page.refresh"_s, u"page.chartTable"_s})
        menu->addAction(m_actions->find(id));
    menu->addSeparator();
    for (const auto& id : {u"relays.add"_s, u"data.import"_s, u"data.demo"_s})
        menu->addAction(m_actions->find(id));
    menu->addSection(tr("Tools"));
    for (const auto& id : {u"data.record"_s, u"data.replay"_s})
        menu->addAction(m_actions->find(id));
    menu->addSeparator();
    for (const auto& id :
         {u"view.sidebar"_s, u"view.tasks"_s, u"view.mini"_s, u"view.fullScreen"_s, u"window.palette"_s,
          u"window.keys"_s, u"window.closeToTray"_s, u"window.settings"_s})
        menu->addAction(m_actions->find(id));
    menu->addSeparator();
    menu->addAction(m_actions->find(u"window.quit"_s));
}

void MainWindow::buildPageActions()
{
    const auto group = tr("Page");
    command(u"page.filter"_s, group, tr("&Filter"), u"search"_s, {QKeySequence(Qt::CTRL | Qt::Key_F)},
            [this] { m_header->focusFilter(); });
    command(u"page.export"_s, group, tr("&Export…"), u"export"_s, {QKeySequence(Qt::CTRL | Qt::Key_E)},
            &MainWindow::exportPage)
        ->setToolTip(tr("Write the table or the chart to a file, as it is shown"));
    command(u"page.print"_s, group, tr("&Print…"), {}, {QKeySequence(Qt::CTRL | Qt::Key_P)},
            &MainWindow::printPage);
    command(u"page.refresh"_s, group, tr("&Read again"), {}, {QKeySequence(Qt::Key_F5)},
            &MainWindow::refreshPage);
    // Qt takes only the Menu key for it by itself.
    command(u"page.menu"_s, group, tr("Me&nu of what is marked"), {}, {QKeySequence(Qt::SHIFT | Qt::Key_F10)},
            &MainWindow::openContextMenu);
    command(u"page.chartTable"_s, group, tr("Chart as &table"), {},
            {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)}, &MainWindow::toggleChartTable);
}

void MainWindow::buildTrayActions()
{
    auto* mute = command(u"tray.mute"_s, tr("Window"), tr("&Mute the tray for 1 hour"), {}, {},
                         [this] { setMuted(!m_mute.isActive()); });
    mute->setCheckable(true);
    m_actions->setAvailable(mute->objectName(), false, tr("This desktop has no tray"));
    m_mute.setSingleShot(true);
    connect(&m_mute, &QTimer::timeout, this, [this] { setMuted(false); });
}

void MainWindow::buildTextActions()
{
    const auto group = tr("View");
    command(u"view.textLarger"_s, group, tr("&Larger text"), {},
            {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)},
            [this] { stepTextSize(1); });
    command(u"view.textSmaller"_s, group, tr("S&maller text"), {}, {QKeySequence(Qt::CTRL | Qt::Key_Minus)},
            [this] { stepTextSize(-1); });
    command(u"view.textNormal"_s, group, tr("&Normal text size"), {}, {QKeySequence(Qt::CTRL | Qt::Key_0)},
            [this] { m_settings.change(u"window/textPercent"_s, {}); });
}

void MainWindow::toggleSidebar()
{
    m_sidebarCollapsed = !m_sidebarCollapsed;
    updateSidebar();
}

void MainWindow::toggleFullScreen()
{
    setWindowState(windowState() ^ Qt::WindowFullScreen);
}

} // namespace nostrscope
