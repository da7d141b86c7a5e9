// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/records/archive.h"
#include "core/storage/sqlitestore.h"

#include <QElapsedTimer>

#include <atomic>
#include <functional>
#include <thread>

namespace nostrscope {

/// One long work on the store, in a thread of its own: it reads on a connection of its own and borrows the
/// writer for slices of about 50 ms, so that collection goes on. A vacuum is one slice. Destroying it cancels
/// and joins; what was done stays and is whole.
class StoreTask {
public:
    struct Listener {
        /// In the thread of the task, a few times a second.
        std::function<void(qint64 done, qint64 total)> progress;
        /// In the thread of the task, once, the last.
        std::function<void(const TaskResult& result)> ended;
    };
    StoreTask(StoreTaskOrder order, SqliteStore& store, const Clock& clock, Listener listener);
    ~StoreTask();
    Q_DISABLE_COPY_MOVE(StoreTask)

    [[nodiscard]] static TaskInfo infoOf(TaskKind kind);
    /// Changes the store, so that only one of them may run.
    [[nodiscard]] static bool isWriting(TaskKind kind);
    [[nodiscard]] TaskKind kind() const { return m_order.kind; }
    void cancel();
    /// Holds it between two slices.
    void setPaused(bool paused);

private:
    void run();
    void work(SqlDatabase& reader);
    void runExport(SqlDatabase& reader);
    void runCheck(SqlDatabase& reader);
    void runBackup();
    void runVacuum();
    /// Tells how far it is; waits while paused; false when cancelled.
    [[nodiscard]] bool goesOn(quint64 done, quint64 total);
    void fail(const StoreError& error, const QString& file = {});
    template <typename Report> void take(StoreResult<Report> report);
    void markCancelled() { m_result.end = TaskEnd::Cancelled; }

    const StoreTaskOrder m_order;
    SqliteStore& m_store;
    const Clock& m_clock;
    const Listener m_listener;
    TaskResult m_result;
    std::shared_ptr<std::atomic<bool>> m_cancelled = std::make_shared<std::atomic<bool>>(false);
    std::atomic<bool> m_paused{false};
    std::optional<std::chrono::milliseconds> m_toldAt; ///< of the clock
    std::thread m_thread;
};

} // namespace nostrscope
