// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/slowness.h"

#include "core/monitor/latencyrollup.h"
#include "core/records/healthcodec.h"

#include <algorithm>
#include <vector>

namespace nostrscope {

namespace {

constexpr std::int64_t hoursKept = 7 * 24;
constexpr std::uint64_t maxLast = 1000;

} // namespace

std::optional<std::chrono::microseconds> Slowness::median(const HealthRules& rules) const
{
    if (m_hours.size() < rules.medianFrom)
        return std::nullopt;
    std::vector<std::int64_t> values;
    values.reserve(m_hours.size());
    for (const auto& hour : m_hours)
        values.push_back(hour.took);
    std::sort(values.begin(), values.end());
    return std::chrono::microseconds(std::llround(quantileOf(values, 0.5)));
}

std::chrono::microseconds Slowness::limit(const HealthRules& rules) const
{
    const auto usual = median(rules);
    if (!usual)
        return rules.slowAbove;
    return std::min(rules.slowAbove, std::max(rules.slowFloor, *usual * rules.slowFactor));
}

bool Slowness::add(UnixMillis at, std::chrono::microseconds took, const HealthRules& rules)
{
    m_last.push_back(took.count());
    while (m_last.size() > rules.slowWindow)
        m_last.pop_front();
    bool isSlow = false;
    if (m_last.size() == rules.slowWindow) {
        std::vector<std::int64_t> values(m_last.begin(), m_last.end());
        std::sort(values.begin(), values.end());
        const auto most = limit(rules).count();
        const auto slow = values.end() - std::upper_bound(values.begin(), values.end(), most);
        isSlow = slow >= rules.slowRun && quantileOf(values, 0.95) > double(most);
    }
    // Judged by what was usual before; then it is a part of that.
    const auto hour = toSeconds(at) / 3600;
    std::erase_if(m_hours, [hour](const HourValue& one) {
        return one.hour <= hour - hoursKept || one.hour > hour; // of a clock that was ahead
    });
    if (m_hours.empty() || m_hours.back().hour != hour)
        m_hours.push_back({hour, took.count()});
    return isSlow;
}

void Slowness::writeTo(QByteArray& out) const
{
    appendVarint(out, m_last.size());
    for (const auto took : m_last)
        appendVarint(out, static_cast<std::uint64_t>(took));
    appendVarint(out, m_hours.size());
    std::int64_t before = 0;
    for (const auto& one : m_hours) {
        appendVarint(out, zigZag(one.hour - before));
        appendVarint(out, static_cast<std::uint64_t>(one.took));
        before = one.hour;
    }
}

bool Slowness::readFrom(ByteReader& in)
{
    m_last.clear();
    m_hours.clear();
    const auto last = in.varint();
    if (last > maxLast)
        return false;
    for (std::uint64_t i = 0; i < last && !in.failed(); ++i)
        m_last.push_back(readAmount(in));
    const auto hours = in.varint();
    if (hours > std::uint64_t(hoursKept))
        return false;
    std::int64_t before = 0;
    for (std::uint64_t i = 0; i < hours && !in.failed(); ++i) {
        before = std::clamp(before + toMillis(readTime(in)), -mostOfBlob, mostOfBlob);
        m_hours.push_back({before, readAmount(in)});
    }
    return !in.failed();
}

} // namespace nostrscope
