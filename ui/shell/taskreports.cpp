// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/taskreports.h"

#include "models/taskwords.h"
#include "ui/kit/messagebar.h"
#include "ui/kit/textdialog.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Something is wrong although the task did its work.
bool hasProblems(const TaskResult& result)
{
    if (const auto* import = std::get_if<ImportResult>(&result.figures))
        return import->invalidTotal() > 0;
    if (const auto* replay = std::get_if<ReplayResult>(&result.figures))
        return std::any_of(replay->invalid.begin(), replay->invalid.end(), [](auto n) { return n > 0; });
    if (const auto* check = std::get_if<CheckResult>(&result.figures))
        return !check->problems.isEmpty();
    if (const auto* report = std::get_if<VerifyReport>(&result.figures))
        return report->bad > 0;
    return false;
}

Tone toneOf(const TaskResult& result)
{
    switch (result.end) {
    case TaskEnd::Done:
        return hasProblems(result) ? Tone::Warning : Tone::Ok;
    case TaskEnd::Cancelled:
        return Tone::Info;
    case TaskEnd::Failed:
        return Tone::Error;
    }
    Q_UNREACHABLE();
}

} // namespace

TaskReports::TaskReports(UiContext& context, TaskModel& tasks, MessageArea& messages, QWidget* window)
    : QObject(window)
    , m_context(context)
    , m_tasks(tasks)
    , m_messages(messages)
    , m_window(window)
{
    connect(&context.engine, &EngineLink::taskStarted, &tasks, &TaskModel::describe);
    connect(&context.engine, &EngineLink::taskCounted, &tasks, &TaskModel::count);
    connect(&context.engine, &EngineLink::taskEnded, this, &TaskReports::onEnded);
    connect(&context.engine, &EngineLink::taskChanged, this, &TaskReports::onChanged);
}

void TaskReports::onEnded(int task, const TaskResult& result)
{
    m_results[task] = result;
    m_tasks.conclude(task, result.end, words::taskOutcome(result, m_context.fmt));
}

void TaskReports::onChanged(int task, const QString& title, qint64 done, qint64 total, bool finished,
                            const QString& message)
{
    m_tasks.report(task, title, done, total, finished, message);
    if (!finished)
        return;
    const auto key = u"task%1"_s.arg(task);
    const auto found = m_results.find(task);
    if (found != m_results.end()) {
        report(key, found->second);
        m_results.erase(found);
        return;
    }
    const auto name = QFileInfo(title).fileName();
    const auto* ended = m_tasks.find(task);
    if (ended != nullptr && ended->state == Task::State::Cancelled)
        m_messages.show(key, Tone::Info, tr("%1: %2").arg(name, message));
    else if (message.isEmpty())
        m_messages.show(key, Tone::Ok, tr("%1: done.").arg(name))->setLifetime(MessageArea::undoTime);
    else
        m_messages.show(key, Tone::Error, tr("%1: %2").arg(name, message));
}

void TaskReports::report(const QString& key, const TaskResult& result)
{
    const auto tone = toneOf(result);
    auto* bar = m_messages.show(
        key, tone,
        tr("%1: %2", "name of a task: what came of it")
            .arg(words::taskName(result.kind, result.file), words::taskOutcome(result, m_context.fmt)));
    const bool hasFile =
        (result.end == TaskEnd::Done && (result.kind == TaskKind::Export || result.kind == TaskKind::Backup))
        || (result.kind == TaskKind::Record && std::holds_alternative<RecordResult>(result.figures));
    const auto* replay = std::get_if<ReplayResult>(&result.figures);
    const bool hasDatabase = replay != nullptr && !replay->database.isEmpty();
    if (hasDatabase)
        bar->setAction(tr("&Open in a new window"),
                       [this, path = replay->database] { emit databaseWanted(path); });
    else if (hasFile)
        bar->setAction(tr("Open &folder"), [folder = QFileInfo(result.file).absolutePath()] {
            QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
        });
    else if (!words::taskDetails(result, m_context.fmt).isEmpty())
        bar->setAction(tr("Show &details"), [this, result] { showDetails(result); });
    if (tone == Tone::Ok && !hasFile && !hasDatabase && replay == nullptr
        && result.kind != TaskKind::Retention)
        bar->setLifetime(MessageArea::undoTime);
}

void TaskReports::showDetails(const TaskResult& result)
{
    (new TextDialog(words::taskName(result.kind, result.file), words::taskDetails(result, m_context.fmt),
                    m_window))
        ->open();
}

} // namespace nostrscope
