// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/eventstream.h"

namespace nostrscope {

EventStream::EventStream(Population population, Plan plan)
    : m_queue(plan.aheadBytes)
    , m_thread([this, population = std::move(population), plan = std::move(plan)]() mutable {
        run(population, plan);
    })
{
}

EventStream::~EventStream()
{
    m_queue.close();
    m_thread.join();
}

SimEventPtr EventStream::tryNext()
{
    auto event = m_queue.tryPop();
    return event ? std::move(*event) : nullptr;
}

void EventStream::run(Population& population, const Plan& plan)
{
    for (std::uint64_t n = 0; plan.count == 0 || n < plan.count; ++n) {
        auto event = std::make_shared<const SimEvent>(population.next(plan.timeOf(n)),
                                                      plan.firstNumber + static_cast<std::uint32_t>(n));
        const auto bytes = static_cast<std::size_t>(event->json.size());
        if (!m_queue.push(std::move(event), bytes))
            return;
        m_signed = n + 1;
    }
}

} // namespace nostrscope
