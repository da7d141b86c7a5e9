// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

namespace nostrscope {

/// Work in a thread of its own that ends early when it is told to. Destroying it cancels and joins.
class BackgroundJob {
public:
    using Cancelled = std::shared_ptr<std::atomic<bool>>;

    /// `work` looks at the flag now and then; whom it reports to may not be told once the flag is set.
    explicit BackgroundJob(std::function<void(const Cancelled&)> work)
        : m_thread([work = std::move(work), cancelled = m_cancelled] { work(cancelled); })
    {
    }
    ~BackgroundJob()
    {
        cancel();
        m_thread.join();
    }
    BackgroundJob(const BackgroundJob&) = delete;
    BackgroundJob& operator=(const BackgroundJob&) = delete;

    void cancel() { *m_cancelled = true; }
    [[nodiscard]] bool isCancelled() const { return *m_cancelled; }

private:
    Cancelled m_cancelled = std::make_shared<std::atomic<bool>>(false);
    std::thread m_thread;
};

} // namespace nostrscope
