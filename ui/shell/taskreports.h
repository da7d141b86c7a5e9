// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskmodel.h"
#include "ui/uicontext.h"

#include <QObject>

#include <map>

namespace nostrscope {

class MessageArea;

/// Brings what the engine says of its long work into the list of tasks, and what came of it into the message
/// area.
class TaskReports final : public QObject {
    Q_OBJECT

public:
    TaskReports(UiContext& context, TaskModel& tasks, MessageArea& messages, QWidget* window);

signals:
    /// The user wants to see what a replay stored.
    void databaseWanted(const QString& path);

private:
    void onChanged(int task, const QString& title, qint64 done, qint64 total, bool finished,
                   const QString& message);
    void onEnded(int task, const TaskResult& result);
    void report(const QString& key, const TaskResult& result);
    void showDetails(const TaskResult& result);

    UiContext& m_context;
    TaskModel& m_tasks;
    MessageArea& m_messages;
    QWidget* m_window;
    std::map<int, TaskResult> m_results; ///< of tasks whose last taskChanged() is to come
};

} // namespace nostrscope
