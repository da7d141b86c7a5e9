// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taskmodel.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr auto window = 30s;
/// Before this an estimate is a guess.
constexpr auto shortestMeasure = 5s;
/// The two halves of the window may differ by this share of their mean.
constexpr double steadyWithin = 0.5;

double perSecond(qint64 bytes, std::chrono::milliseconds time)
{
    return time > 0ms ? static_cast<double>(bytes) * 1000.0 / static_cast<double>(time.count()) : 0.0;
}

} // namespace

TaskModel::TaskModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

const Task* TaskModel::find(int id) const
{
    const auto found =
        std::find_if(m_tasks.begin(), m_tasks.end(), [id](const Task& task) { return task.id == id; });
    return found == m_tasks.end() ? nullptr : &*found;
}

const TaskModel::Progress* TaskModel::progress(int id) const
{
    const auto found =
        std::find_if(m_progress.begin(), m_progress.end(), [id](const auto& one) { return one.id == id; });
    return found == m_progress.end() ? nullptr : &*found;
}

int TaskModel::activeCount() const
{
    return static_cast<int>(
        std::count_if(m_tasks.begin(), m_tasks.end(), [](const Task& task) { return task.isActive(); }));
}

void TaskModel::emitRow(std::size_t row)
{
    const auto at = index(static_cast<int>(row));
    emit dataChanged(at, at);
    emit changed();
}

void TaskModel::report(int id, const QString& title, qint64 done, qint64 total, bool finished,
                       const QString& message)
{
    const auto* known = find(id);
    if (known == nullptr) {
        beginInsertRows({}, 0, 0);
        m_tasks.insert(m_tasks.begin(), Task{id, title, done, total, Task::State::Running, message});
        m_tasks.front().info = std::exchange(m_infos[id], {});
        m_tasks.front().since = m_clock.monotonic();
        m_infos.erase(id);
        endInsertRows();
        m_progress.push_back({id, {}});
        known = &m_tasks.front();
    }
    const auto row = static_cast<std::size_t>(known - m_tasks.data());
    auto& task = m_tasks[row];
    if (!task.isActive())
        return;
    task.title = title;
    task.message = message;
    if (const auto count = m_counts.find(id); count != m_counts.end()) {
        task.frames = count->second;
        m_counts.erase(count);
    }
    if (!finished || total > 0) {
        task.done = std::max<qint64>(done, 0);
        task.total = std::max<qint64>(total, 0);
    }
    const auto ending = finished ? m_endings.find(id) : m_endings.end();
    if (ending != m_endings.end()) {
        using enum Task::State;
        task.message = ending->second.outcome;
        task.state = ending->second.end == TaskEnd::Done ? Done
            : ending->second.end == TaskEnd::Cancelled   ? Cancelled
                                                         : Failed;
        m_endings.erase(ending);
        std::erase_if(m_progress, [id](const auto& one) { return one.id == id; });
    } else if (finished) {
        task.state = task.state == Task::State::Cancelling ? Task::State::Cancelled
            : message.isEmpty()                            ? Task::State::Done
                                                           : Task::State::Failed;
        std::erase_if(m_progress, [id](const auto& one) { return one.id == id; });
    } else if (task.state == Task::State::Running) {
        sample(id, done);
    }
    emitRow(row);
    if (finished)
        forgetOld();
}

void TaskModel::describe(int id, const TaskInfo& info)
{
    m_infos[id] = info;
}

void TaskModel::count(int id, qint64 frames)
{
    m_counts[id] = frames;
}

std::chrono::seconds TaskModel::elapsed(int id) const
{
    const auto* task = find(id);
    if (task == nullptr)
        return 0s;
    return std::chrono::duration_cast<std::chrono::seconds>(m_clock.monotonic() - task->since);
}

void TaskModel::conclude(int id, TaskEnd end, const QString& outcome)
{
    m_endings[id] = {end, outcome};
}

void TaskModel::sample(int id, qint64 done)
{
    auto& samples = const_cast<Progress*>(progress(id))->samples;
    const auto now = m_clock.monotonic();
    if (!samples.empty() && done < samples.back().done)
        samples.clear(); // it began anew
    samples.push_back({now, done});
    while (samples.size() > 2 && now - samples.front().at > window)
        samples.pop_front();
}

void TaskModel::setPaused(int id, bool paused)
{
    const auto* task = find(id);
    if (task == nullptr || !task->isActive() || task->state == Task::State::Cancelling)
        return;
    const auto row = static_cast<std::size_t>(task - m_tasks.data());
    m_tasks[row].state = paused ? Task::State::Paused : Task::State::Running;
    // The time of the pause is no time of work.
    const_cast<Progress*>(progress(id))->samples.clear();
    emitRow(row);
}

void TaskModel::setCancelling(int id)
{
    const auto* task = find(id);
    if (task == nullptr || !task->isActive())
        return;
    const auto row = static_cast<std::size_t>(task - m_tasks.data());
    m_tasks[row].state = Task::State::Cancelling;
    emitRow(row);
}

void TaskModel::forgetOld()
{
    std::size_t ended = 0;
    for (std::size_t row = 0; row < m_tasks.size(); ++row) {
        if (m_tasks[row].isActive() || ++ended <= maximumEnded)
            continue;
        const int number = static_cast<int>(row);
        beginRemoveRows({}, number, number);
        m_tasks.erase(m_tasks.begin() + number);
        endRemoveRows();
        --row;
    }
}

std::optional<double> TaskModel::rate(int id) const
{
    const auto* known = progress(id);
    if (known == nullptr || known->samples.size() < 2)
        return std::nullopt;
    const auto& first = known->samples.front();
    const auto& last = known->samples.back();
    if (last.at - first.at < 1s)
        return std::nullopt;
    return perSecond(last.done - first.done, last.at - first.at);
}

std::optional<std::chrono::seconds> TaskModel::timeLeft(int id) const
{
    const auto* task = find(id);
    const auto* known = progress(id);
    const auto mean = rate(id);
    if (task == nullptr || known == nullptr || !mean || *mean <= 0 || task->total <= 0
        || task->state != Task::State::Running)
        return std::nullopt;
    const auto& samples = known->samples;
    const auto length = samples.back().at - samples.front().at;
    if (length < shortestMeasure)
        return std::nullopt;
    const auto middle = std::find_if(samples.begin(), samples.end(), [&](const Sample& one) {
        return one.at >= samples.front().at + length / 2;
    });
    const double before = perSecond(middle->done - samples.front().done, middle->at - samples.front().at);
    const double after = perSecond(samples.back().done - middle->done, samples.back().at - middle->at);
    if (std::abs(before - after) > steadyWithin * *mean)
        return std::nullopt;
    const auto left = static_cast<double>(std::max<qint64>(task->total - task->done, 0)) / *mean;
    constexpr double longest = 365.0 * 86400;
    return std::chrono::seconds(static_cast<qint64>(std::ceil(std::min(left, longest))));
}

int TaskModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tasks.size());
}

QVariant TaskModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& task = m_tasks[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return task.title;
    if (role == IdRole)
        return task.id;
    return {};
}

} // namespace nostrscope
