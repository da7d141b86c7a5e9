// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/taskmodel.h"
#include "ui/uicontext.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace nostrscope {

/// "about 12 min left", "—" before the rate is steady.
[[nodiscard]] QString timeLeftText(const TaskModel& tasks, int id, const Fmt& fmt);

/// "Import of a.jsonl".
[[nodiscard]] QString taskTitle(const Task& task);

/// One task: name, bar, done of total, rate, time left, pause, cancel.
class TaskRow final : public QWidget {
    Q_OBJECT

public:
    TaskRow(TaskModel& tasks, UiContext& context, int id, QWidget* parent = nullptr);
    void refresh();
    [[nodiscard]] int id() const { return m_id; }

private:
    [[nodiscard]] QString detail(const Task& task) const;

    TaskModel& m_tasks;
    UiContext& m_context;
    int m_id;
    QLabel* m_title;
    QProgressBar* m_bar;
    QLabel* m_detail;
    QPushButton* m_pause;
    QPushButton* m_cancel;
};

/// The list of tasks above the status line; closes when one clicks elsewhere or presses Esc.
class TaskPopup final : public QFrame {
    Q_OBJECT

public:
    TaskPopup(TaskModel& tasks, UiContext& context, QWidget* parent);

    /// Opens with its lower edge at the point, within the screen.
    void popup(const QPoint& bottomRight);

private:
    void rebuild();
    void refresh();

    TaskModel& m_tasks;
    UiContext& m_context;
    QVBoxLayout* m_rows;
    QLabel* m_none;
};

} // namespace nostrscope
