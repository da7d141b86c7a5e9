// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/backoff.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr unsigned maxStep = 24; // 1 s × 2^24 is beyond any limit that makes sense

} // namespace

std::chrono::milliseconds Backoff::failed(std::chrono::milliseconds lasted)
{
    if (lasted >= m_rules.healthyAfter)
        m_step = 0;
    const auto plain = std::min(m_rules.first * (std::int64_t(1) << m_step), m_rules.longest);
    m_step = std::min(m_step + 1, maxStep);
    const double factor = 1.0 + m_rules.jitter * (2.0 * nextUnit() - 1.0);
    return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(plain.count()) * factor));
}

void Backoff::rateLimited()
{
    m_step = std::min(m_step + 1, maxStep);
}

double Backoff::nextUnit()
{
    // splitmix64: tiny, seeded, the same on every machine
    m_random += 0x9e3779b97f4a7c15U;
    std::uint64_t z = m_random;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    z ^= z >> 31;
    return static_cast<double>(z >> 11) * 0x1.0p-53;
}

} // namespace nostrscope
