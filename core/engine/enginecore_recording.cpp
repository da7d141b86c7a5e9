// SPDX-License-Identifier: GPL-3.0-or-later
// What relays send goes to a file, and from a file into another database (COL-11).
#include "core/base/coretext.h"
#include "core/engine/enginecore.h"

namespace nostrscope {

namespace {

constexpr std::chrono::seconds tellEvery{1};
constexpr std::size_t maxReplays = 4; ///< each is a store with its threads

} // namespace

void EngineCore::startRecording(std::unique_ptr<RecordingWriter> writer)
{
    if (m_recorder)
        m_recorder->start(std::move(writer));
}

RecordingSink::Status EngineCore::stopRecording()
{
    return m_recorder ? m_recorder->stop() : RecordingSink::Status();
}

void EngineCore::startRecordTask(int task, const StoreTaskOrder& order)
{
    const auto info = StoreTask::infoOf(order.kind);
    if (m_recorder->status().isOn) {
        refuseTask(task, info, order.file, CoreText::tr("A recording is going on already."));
        return;
    }
    auto writer = RecordingWriter::create(order.file);
    if (!writer) {
        refuseTask(task, info, order.file, writer.error());
        return;
    }
    startRecording(std::move(*writer));
    m_recordTask = RecordTask{task, order.file, m_clock.monotonic()};
    m_recordTimer.start(tellEvery);
    emit taskStarted(task, info);
    tellRecording();
}

void EngineCore::tellRecording()
{
    if (!m_recordTask)
        return;
    const auto status = m_recorder->status();
    if (!status.error.isEmpty()) {
        endRecordTask(m_recordTask->task, TaskEnd::Failed, status.error);
        return;
    }
    emit taskCounted(m_recordTask->task, static_cast<qint64>(status.frames));
    emit taskChanged(m_recordTask->task, m_recordTask->file, static_cast<qint64>(status.fileBytes), 0, false,
                     {});
}

bool EngineCore::endRecordTask(int task, TaskEnd end, const QString& error)
{
    if (!m_recordTask || m_recordTask->task != task)
        return false;
    const auto ended = *std::exchange(m_recordTask, std::nullopt);
    m_recordTimer.stop();
    const auto status = stopRecording();
    TaskResult result;
    result.kind = TaskKind::Record;
    result.file = ended.file;
    result.error = error.isEmpty() ? status.error : error;
    result.end = result.error.isEmpty() ? end : TaskEnd::Failed;
    result.figures =
        RecordResult{status.frames, status.messages, status.fileBytes, m_clock.monotonic() - ended.since};
    endTask(task, ended.file, result);
    return true;
}

void EngineCore::startReplay(int task, const StoreTaskOrder& order)
{
    const auto info = StoreTask::infoOf(order.kind);
    if (m_replays.size() >= maxReplays) {
        refuseTask(task, info, order.file,
                   CoreText::tr("Other replays are going on. Start this one when they are done."));
        return;
    }
    emit taskStarted(task, info);
    emit taskChanged(task, order.file, 0, 0, false, {});
    ReplayTask::Listener listener;
    listener.progress = [this, task, file = order.file](quint64 frames, qint64 done, qint64 total) {
        QMetaObject::invokeMethod(this, [this, task, file, frames, done, total] {
            emit taskCounted(task, static_cast<qint64>(frames));
            emit taskChanged(task, file, done, total, false, {});
        });
    };
    listener.ended = [this, task](const TaskResult& result) {
        QMetaObject::invokeMethod(this, [this, task, result] {
            m_replays.erase(task);
            endTask(task, result.file, result);
        });
    };
    m_replays[task] = std::make_unique<ReplayTask>(order, std::move(listener));
}

} // namespace nostrscope
