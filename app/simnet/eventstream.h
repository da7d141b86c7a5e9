// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/population.h"
#include "app/simnet/simevent.h"
#include "core/base/boundedqueue.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <thread>

namespace nostrscope {

/// Composes and signs events ahead in a thread of its own, in order.
class EventStream {
public:
    struct Plan {
        std::uint32_t firstNumber = 0;
        std::uint64_t count = 0; ///< 0 = no end
        std::size_t aheadBytes = 4 * 1024 * 1024;
        std::function<Timestamp(std::uint64_t)>
            timeOf; ///< created_at of the n-th event; called in the thread
    };

    EventStream(Population population, Plan plan);
    /// Stops the thread.
    ~EventStream();
    Q_DISABLE_COPY_MOVE(EventStream)

    /// The next event, if it is ready.
    [[nodiscard]] SimEventPtr tryNext();
    /// How many were signed; all of them when a count was planned and it is reached.
    [[nodiscard]] std::uint64_t signedCount() const noexcept { return m_signed; }

private:
    void run(Population& population, const Plan& plan);

    BoundedQueue<SimEventPtr> m_queue;
    std::atomic<std::uint64_t> m_signed{0};
    std::thread m_thread;
};

} // namespace nostrscope
