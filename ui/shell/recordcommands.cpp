// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/recordcommands.h"

#include "ui/kit/messagebar.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/replaydialog.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

QString documentsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

} // namespace

RecordCommands::RecordCommands(UiContext& context, const TaskModel& tasks, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_tasks(tasks)
    , m_window(window)
{
    const auto group = tr("Data");
    auto* record = context.actions.add({u"data.record"_s, group, tr("Record &traffic…")});
    record->setToolTip(tr("Write all that relays send into a file, with its times"));
    connect(record, &QAction::triggered, this, &RecordCommands::toggleRecording);
    auto* replay = context.actions.add({u"data.replay"_s, group, tr("Re&play a recording…")});
    replay->setToolTip(tr("Store a recording in a database of its own, as if it arrived again"));
    connect(replay, &QAction::triggered, this, &RecordCommands::openReplay);
    connect(&tasks, &TaskModel::changed, this, &RecordCommands::onTasksChanged);
}

void RecordCommands::toggleRecording()
{
    if (m_recording) {
        m_context.engine.cancelTask(*m_recording);
        return;
    }
    const auto time = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd'T'HHmm'Z'"_s);
    auto* dialog = new QFileDialog(m_window, tr("Record traffic to"),
                                   QDir(documentsFolder()).filePath(u"traffic_%1.nsrec"_s.arg(time)),
                                   tr("Recordings (*.nsrec)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"nsrec"_s);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is replaced: the engine says so
    connect(dialog, &QFileDialog::fileSelected, this, &RecordCommands::startRecording);
    dialog->open();
}

void RecordCommands::startRecording(const QString& file)
{
    StoreTaskOrder order;
    order.kind = TaskKind::Record;
    order.file = file;
    m_context.engine.startStoreTask(order);
    const auto shown = m_context.feed.shown();
    if (m_context.messages == nullptr || !shown || shown->vitals.collecting)
        return;
    auto* bar = m_context.messages->show(
        u"record"_s, Tone::Info,
        tr("No relay is connected. The recording fills when events are collected or fetched."));
    bar->setAction(tr("&Start collecting"),
                   [this] { m_context.actions.find(u"collect.start"_s)->trigger(); });
}

void RecordCommands::openReplay()
{
    auto* dialog = new QFileDialog(m_window, tr("Replay a recording"), documentsFolder(),
                                   tr("Recordings (*.nsrec);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &RecordCommands::openReplayOf);
    dialog->open();
}

void RecordCommands::openReplayOf(const QString& file)
{
    (new ReplayDialog(m_context, file, m_window))->open();
}

void RecordCommands::onTasksChanged()
{
    const auto& tasks = m_tasks.tasks();
    const auto running = std::find_if(tasks.begin(), tasks.end(), [](const Task& task) {
        return task.isActive() && task.info.kind == TaskKind::Record;
    });
    const auto recording = running == tasks.end() ? std::nullopt : std::optional(running->id);
    if (recording == m_recording)
        return;
    m_recording = recording;
    m_context.actions.find(u"data.record"_s)
        ->setText(m_recording ? tr("Stop recording &traffic") : tr("Record &traffic…"));
    if (!m_recording && m_context.messages != nullptr)
        m_context.messages->remove(u"record"_s);
}

} // namespace nostrscope
