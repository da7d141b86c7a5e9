// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window tells of long work and of the state of things.
#include "ui/mainwindow.h"

#include "models/taskwords.h"
#include "ui/kit/messagebar.h"
#include "ui/settings/keysdialog.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/entitylookup.h"
#include "ui/shell/miniwindow.h"
#include "ui/shell/pagestack.h"
#include "ui/shell/quitdialog.h"
#include "ui/shell/relaycommands.h"
#include "ui/shell/taskpopup.h"
#include "ui/shell/trayicon.h"

#include <QFileInfo>
#include <QToolButton>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One that is closed is deleted a moment later.
template <typename Dialog> bool isOpen(const QWidget& window)
{
    const auto dialogs = window.findChildren<Dialog*>();
    return std::any_of(dialogs.begin(), dialogs.end(),
                       [](const auto* dialog) { return dialog->isVisible(); });
}

} // namespace

void MainWindow::showTasks()
{
    const Task* active = nullptr;
    for (const auto& task : m_tasks.tasks()) {
        // The oldest; a recording may go on for days and has no end to wait for.
        if (task.isActive() && (active == nullptr || task.info.kind != TaskKind::Record))
            active = &task;
    }
    if (active == nullptr) {
        m_status->setTask({});
        return;
    }
    const double share =
        active->total > 0 ? static_cast<double>(active->done) / static_cast<double>(active->total) : -1;
    // Of a recording the figures say more than its file, which the list names.
    const bool isRecording = active->info.kind == TaskKind::Record;
    QStringList parts{isRecording ? tr("Recording") : taskTitle(*active)};
    if (share >= 0)
        parts.append(m_fmt.percent(share));
    if (isRecording)
        parts +=
            {words::frames(static_cast<quint64>(active->frames.value_or(0)), m_fmt),
             m_fmt.bytes(static_cast<quint64>(active->done)), m_fmt.duration(m_tasks.elapsed(active->id))};
    else
        parts.append(active->state == Task::State::Paused ? tr("paused")
                                                          : timeLeftText(m_tasks, active->id, m_fmt));
    if (const int others = m_tasks.activeCount() - 1; others > 0)
        parts.append(tr("%n more task(s)", nullptr, others));
    m_status->setTask(parts.join(u" · "_s), share);
}

void MainWindow::openTasks()
{
    if (m_taskPopup == nullptr)
        m_taskPopup = new TaskPopup(m_tasks, m_context, this);
    auto* button = m_status->button(StatusLine::Part::Task);
    const auto* anchor = button->isVisible() ? static_cast<QWidget*>(button) : m_status;
    m_taskPopup->popup(anchor->mapToGlobal(QPoint(anchor->width(), 0)));
}

void MainWindow::onStatusActivated(StatusLine::Part part)
{
    using Part = StatusLine::Part;
    // The best page that there is; the later ones always are.
    const auto showFirst = [this](std::initializer_list<QString> ids) {
        std::find_if(ids.begin(), ids.end(), [this](const QString& id) { return showPage(id); });
    };
    switch (part) {
    case Part::Relays:
        return showFirst({u"relays"_s});
    case Part::Rate:
        return showFirst({u"activity"_s, u"overview"_s});
    case Part::Queue:
        return showFirst({u"overview"_s});
    case Part::Task:
        return openTasks();
    case Part::Disk:
        return showFirst({u"archive"_s, u"overview"_s});
    case Part::Clock:
        return openSettings(u"format/zone"_s);
    }
    Q_UNREACHABLE();
}

void MainWindow::toggleMiniWindow()
{
    if (m_mini->isVisible())
        m_mini->close();
    else
        m_mini->show();
    updateVisibility();
}

void MainWindow::bringToFront()
{
    if (isMinimized())
        setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showTray(bool isAvailable)
{
    m_tray = new TrayIcon(m_context, isAvailable,
                          {u"window.open"_s, u"view.live"_s, u"tray.mute"_s, u"window.quit"_s}, this);
    connect(m_tray, &TrayIcon::opened, this, &MainWindow::bringToFront);
    auto* action = m_actions->find(u"window.closeToTray"_s);
    m_actions->setAvailable(action->objectName(), isAvailable, tr("This desktop has no tray"));
    action->setChecked(m_settings.values().flag(u"window/closeToTray"));
    m_actions->setAvailable(u"tray.mute"_s, isAvailable, tr("This desktop has no tray"));
    if (m_feed.shown())
        m_tray->update(*m_feed.shown());
}

/// For an hour the tray tells of nothing; the window goes on to tell of everything.
void MainWindow::setMuted(bool muted)
{
    constexpr std::chrono::hours length{1};
    m_actions->find(u"tray.mute"_s)->setChecked(muted);
    if (muted)
        m_mute.start(length);
    else
        m_mute.stop();
    if (m_tray != nullptr)
        m_tray->setMutedUntil(muted ? std::optional(m_clock.now() + length) : std::nullopt);
}

void MainWindow::quitNow()
{
    m_mayStopTasks = true;
    quit();
}

void MainWindow::quit()
{
    m_isQuitting = true;
    close();
    m_isQuitting = false;
}

void MainWindow::askToQuit()
{
    bringToFront();
    if (isOpen<QuitDialog>(*this))
        return;
    const bool hasTray = m_tray != nullptr && m_tray->isAvailable();
    auto* dialog = new QuitDialog(m_tasks.activeCount(), hasTray, this);
    connect(dialog, &QuitDialog::continueRequested, this, &QWidget::hide);
    connect(dialog, &QuitDialog::stopRequested, this, [this] {
        m_mayStopTasks = true;
        quit();
    });
    dialog->open();
}

void MainWindow::openPalette()
{
    const auto lookup = [this](const QString& text) {
        return entitiesFor(text, m_context, m_pages->infos(), *this);
    };
    if (!isOpen<CommandPalette>(*this))
        (new CommandPalette(m_context, lookup, this))->open();
}

void MainWindow::openKeys()
{
    if (!isOpen<KeysDialog>(*this))
        (new KeysDialog(*m_actions, this))->open();
}

void MainWindow::openArguments(const QStringList& files, const QStringList& urls)
{
    if (!files.isEmpty())
        m_relayCommands->openFiles(files);
    if (urls.isEmpty())
        return;
    const auto found = entitiesFor(urls.constFirst(), m_context, m_pages->infos(), *this);
    if (found.empty())
        m_messages->show(u"argument"_s, Tone::Warning,
                         tr("“%1” is nothing that can be opened.").arg(urls.constFirst().left(200)));
    else if (found.front().isEnabled)
        found.front().run();
    else
        m_messages->show(u"argument"_s, Tone::Info,
                         tr("%1: %2.").arg(found.front().title, found.front().hint));
}

} // namespace nostrscope
