// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskmodel.h"
#include "ui/uicontext.h"

#include <QObject>

namespace nostrscope {

/// Recording what relays send, and replaying it (COL-11). One recording at a time: while it runs, the command
/// that starts it stops it.
class RecordCommands final : public QObject {
    Q_OBJECT

public:
    /// Dialogs open over `window`.
    RecordCommands(UiContext& context, const TaskModel& tasks, QWidget* window);

    /// Asks for a file, or stops the recording that runs.
    void toggleRecording();
    void startRecording(const QString& file);
    /// Asks for a recording, then how it is replayed.
    void openReplay();
    void openReplayOf(const QString& file);

private:
    void onTasksChanged();

    UiContext& m_context;
    const TaskModel& m_tasks;
    QWidget* m_window;
    std::optional<int> m_recording; ///< task
};

} // namespace nostrscope
