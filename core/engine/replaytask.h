// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archive.h"

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <thread>

namespace nostrscope {

/// The replay of a recording into a database of its own, in a thread of its own; the database of the session
/// is not touched. Destroying it cancels and joins; what was stored stays and is whole, unless the database
/// is a temporary one.
class ReplayTask {
public:
    struct Listener {
        /// In the thread of the task, a few times a second; in bytes of the file.
        std::function<void(quint64 frames, qint64 done, qint64 total)> progress;
        /// In the thread of the task, once, the last.
        std::function<void(const TaskResult& result)> ended;
    };
    ReplayTask(StoreTaskOrder order, Listener listener);
    ~ReplayTask();
    Q_DISABLE_COPY_MOVE(ReplayTask)

    void cancel() { m_cancelled = true; }

private:
    void work();
    void fail(const QString& error);
    void replayInto(const QString& database);

    const StoreTaskOrder m_order;
    const Listener m_listener;
    TaskResult m_result;
    std::atomic<bool> m_cancelled{false};
    std::thread m_thread;
};

} // namespace nostrscope
