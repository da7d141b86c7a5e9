// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/records/archive.h"

#include <QAbstractListModel>
#include <QString>

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace nostrscope {

/// Long work of the engine: what it is, how far, how fast, how long still.
struct Task {
    enum class State : std::uint8_t { Running, Paused, Cancelling, Done, Failed, Cancelled };
    int id = 0;
    QString title;
    qint64 done = 0; ///< in the unit of `info`
    qint64 total = 0; ///< 0: not known
    State state = State::Running;
    QString message; ///< what came of it, what went wrong or what was kept, when it ended
    TaskInfo info = {};
    std::optional<qint64> frames = {}; ///< of a recording or a replay
    std::chrono::milliseconds since{0}; ///< monotonic

    [[nodiscard]] bool isActive() const { return state <= State::Cancelling; }
};

/// The tasks of this session: active ones and the last that ended, newest first.
class TaskModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole };
    static constexpr std::size_t maximumEnded = 20; ///< older ones are forgotten

    explicit TaskModel(const Clock& clock, QObject* parent = nullptr);

    /// News of EngineLink::taskStarted(): what it counts and whether it can be held.
    void describe(int id, const TaskInfo& info);
    /// News of EngineLink::taskEnded(), before the last report(); `outcome` is the sentence about it.
    void conclude(int id, TaskEnd end, const QString& outcome);
    /// News of EngineLink::taskChanged(); what is not known yet is a new task.
    void report(int id, const QString& title, qint64 done, qint64 total, bool finished,
                const QString& message);
    /// News of EngineLink::taskCounted().
    void count(int id, qint64 frames);
    /// The user asked for it; ended tasks stay as they are.
    void setPaused(int id, bool paused);
    void setCancelling(int id);

    [[nodiscard]] const std::vector<Task>& tasks() const { return m_tasks; }
    [[nodiscard]] const Task* find(int id) const;
    [[nodiscard]] int activeCount() const;
    /// In the unit of the task each second, mean of the last half minute; none before there is a mean.
    [[nodiscard]] std::optional<double> rate(int id) const;
    /// Since its first report.
    [[nodiscard]] std::chrono::seconds elapsed(int id) const;
    /// Time left; none until the rate is steady, while paused, and when the end is not known.
    [[nodiscard]] std::optional<std::chrono::seconds> timeLeft(int id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

signals:
    /// Something of a task or their number changed.
    void changed();

private:
    struct Sample {
        std::chrono::milliseconds at;
        qint64 done;
    };
    struct Progress {
        int id = 0;
        std::deque<Sample> samples; ///< of the last half minute without a pause, oldest first
    };
    void sample(int id, qint64 done);
    void emitRow(std::size_t row);
    void forgetOld();
    [[nodiscard]] const Progress* progress(int id) const;

    const Clock& m_clock;
    std::vector<Task> m_tasks;
    std::vector<Progress> m_progress; ///< of active tasks
    struct Ending {
        TaskEnd end = TaskEnd::Done;
        QString outcome;
    };
    std::map<int, TaskInfo> m_infos; ///< of tasks that did not report yet
    std::map<int, qint64> m_counts; ///< to be shown with the next report
    std::map<int, Ending> m_endings; ///< of tasks whose last report is to come
};

} // namespace nostrscope
