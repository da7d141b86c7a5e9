// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include <memory>
#include <utility>

namespace nostrscope {

/// A thread with an event loop and one object that lives in it: built in the thread, destroyed in the
/// thread, joined by the destructor. Everything the object shares with other threads is posted.
template <typename Worker> class WorkerThread {
public:
    /// Starts the thread and builds `Worker(args...)` in it; returns when the object exists.
    template <typename... Args> explicit WorkerThread(const QString& name, Args&&... args)
    {
        m_thread.setObjectName(name);
        m_thread.start();
        m_context.moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            &m_context, [&] { m_worker = std::make_unique<Worker>(std::forward<Args>(args)...); },
            Qt::BlockingQueuedConnection);
    }
    ~WorkerThread() { stop(); }
    Q_DISABLE_COPY_MOVE(WorkerThread)

    /// Destroys the object in its thread and joins; harmless when already stopped.
    void stop()
    {
        if (!m_thread.isRunning())
            return;
        // The thread that ends it may be another than the one that began it, which may be gone.
        QMetaObject::invokeMethod(
            &m_context,
            [this, owner = QThread::currentThread()] {
                m_worker.reset();
                m_context.moveToThread(owner);
            },
            Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    [[nodiscard]] Worker* get() const { return m_worker.get(); }
    Worker* operator->() const { return m_worker.get(); }

    /// Runs `function(Worker&)` in the thread later.
    template <typename Function> void post(Function&& function)
    {
        QMetaObject::invokeMethod(
            m_worker.get(), [worker = m_worker.get(), f = std::forward<Function>(function)] { f(*worker); },
            Qt::QueuedConnection);
    }
    /// Runs `function(Worker&)` in the thread and waits for it; never from the GUI thread in normal work.
    template <typename Function> void call(Function&& function)
    {
        QMetaObject::invokeMethod(
            m_worker.get(), [&] { function(*m_worker); }, Qt::BlockingQueuedConnection);
    }

    [[nodiscard]] QThread& thread() { return m_thread; }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Worker> m_worker;
};

} // namespace nostrscope
