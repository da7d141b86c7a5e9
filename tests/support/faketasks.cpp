// SPDX-License-Identifier: GPL-3.0-or-later
// Long work of the fake engine.
#include "tests/support/fakearchive.h"
#include "tests/support/fakeengine.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

int FakeEngine::importFiles(const QStringList& files)
{
    m_calls.append(u"importFiles "_s + files.join(u' '));
    const int task = m_nextTask++;
    StoreTaskOrder order;
    order.kind = TaskKind::Import;
    order.file = files.value(0);
    m_tasks[task] = fakeResult(order);
    emit taskStarted(task, {TaskKind::Import, TaskUnit::Bytes, true});
    return task;
}

int FakeEngine::startStoreTask(const StoreTaskOrder& order)
{
    m_lastOrder = order;
    const int task = m_nextTask++;
    m_calls.append(u"startStoreTask %1"_s.arg(int(order.kind)));
    m_tasks[task] = fakeResult(order);
    emit taskStarted(task, fakeInfo(order.kind));
    const bool isRecord = order.kind == TaskKind::Record;
    if (isRecord || order.kind == TaskKind::Replay)
        emit taskCounted(task, 1234);
    emit taskChanged(task, order.file, 400'000, isRecord ? 0 : 1'000'000, false, {});
    return task;
}

void FakeEngine::endTask(int task, TaskEnd end, const QString& error)
{
    const auto found = m_tasks.find(task);
    if (found == m_tasks.end())
        return;
    auto result = found->second;
    m_tasks.erase(found);
    result.end = end;
    result.error = error;
    if (end == TaskEnd::Failed)
        result.figures = {};
    emit taskEnded(task, result);
    emit taskChanged(task, result.file, 1'000'000, 1'000'000, true,
                     end == TaskEnd::Cancelled ? u"Cancelled."_s : error);
}

void FakeEngine::cancelTask(int task)
{
    m_calls.append(u"cancelTask %1"_s.arg(task));
    if (m_tasks.contains(task))
        endTask(task, m_tasks[task].kind == TaskKind::Record ? TaskEnd::Done : TaskEnd::Cancelled);
    else
        emit taskChanged(task, u"a.jsonl"_s, 40, 100, true,
                         u"Cancelled. The events read so far are stored."_s);
}

void FakeEngine::pauseTask(int task, bool paused)
{
    m_calls.append(u"pauseTask %1 %2"_s.arg(task).arg(paused ? 1 : 0));
}

void FakeEngine::previewImport(int token, const QString& file)
{
    m_calls.append(u"previewImport "_s + file);
    if (answers != Answers::Never)
        emit importPreviewed(token, fakePreview(file));
}

void FakeEngine::planRetention(int token, const RetentionPolicy& policy)
{
    m_calls.append(u"planRetention"_s);
    m_lastPolicy = policy;
    if (answers == Answers::AtOnce)
        emit retentionPlanned(token, fakePlan(policy));
    else if (answers == Answers::Empty)
        emit retentionPlanned(token, std::make_shared<const RetentionReport>());
    else if (answers == Answers::Fail)
        emit askFailed(token, u"The database is locked by another program. Try again."_s);
}

} // namespace nostrscope
