// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storetraffic.h"

#include <algorithm>
#include <ctime>

namespace nostrscope {

namespace {

std::chrono::nanoseconds threadCpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

const char* StoreTraffic::name(Part part)
{
    static constexpr const char* names[] = {"commit",   "ids",       "authors", "tags",       "drop",
                                            "versions", "sightings", "rollups", "relay_days", "checkpoint"};
    return names[static_cast<std::size_t>(part)];
}

StoreTraffic::Watch::Watch(StoreTraffic& traffic, Part part, SqlDatabase& database)
    : m_sum(traffic.m_sums[static_cast<std::size_t>(part)])
    , m_database(database)
    , m_start(std::chrono::steady_clock::now())
    , m_cpuStart(threadCpu())
{
    (void)m_database.takeBytesWritten();
}

StoreTraffic::Watch::~Watch()
{
    ++m_sum.calls;
    m_sum.bytes += m_database.takeBytesWritten();
    const auto cpu = threadCpu() - m_cpuStart;
    m_sum.cpu += cpu;
    m_sum.longestCpu = std::max(m_sum.longestCpu, cpu);
    m_sum.longest =
        std::max<std::chrono::nanoseconds>(m_sum.longest, std::chrono::steady_clock::now() - m_start);
}

} // namespace nostrscope
