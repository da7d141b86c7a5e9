// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/recentchecks.h"

#include "core/monitor/latencyrollup.h"
#include "core/monitor/uptime.h"

#include <algorithm>

namespace nostrscope {

namespace {

std::optional<ProbeTimes::Duration> duration(const std::optional<double>& microseconds)
{
    if (!microseconds)
        return std::nullopt;
    return ProbeTimes::Duration(static_cast<std::int64_t>(*microseconds));
}

} // namespace

std::array<Beat, HealthRow::beatCount> beatsOf(std::span<const HealthSpan> spans, UnixMillis now)
{
    std::array<Beat, HealthRow::beatCount> beats{};
    constexpr auto count = static_cast<std::int64_t>(HealthRow::beatCount);
    constexpr auto width = std::chrono::milliseconds(RecentChecks::window) / count;
    const auto begin = now - RecentChecks::window;
    for (const auto& span : spans) {
        if (span.to <= begin || span.from >= now || span.to <= span.from)
            continue;
        const auto first = std::max<std::int64_t>((span.from - begin) / width, 0);
        // Half-open: a span that ends at an edge is not in the segment after it.
        const auto last =
            std::min<std::int64_t>((span.to - begin - std::chrono::milliseconds(1)) / width, count - 1);
        for (auto i = first; i <= last; ++i) {
            auto& beat = beats[static_cast<std::size_t>(i)];
            beat = std::max(beat, beatOf(span.kind));
        }
    }
    return beats;
}

void RecentChecks::add(const CheckRecord& check)
{
    if (check.code != ProbeCode::ClockStep && check.code != ProbeCode::Cancelled)
        m_samples.push_back({check.at, check.times.of(ProbePhase::Open), check.times.of(ProbePhase::Read)});
    while (!m_samples.empty() && m_samples.front().at < check.at - window)
        m_samples.pop_front();
}

void RecentChecks::add(const HealthSpan& span)
{
    const auto known = std::find_if(m_spans.begin(), m_spans.end(),
                                    [&](const HealthSpan& other) { return other.from == span.from; });
    if (known != m_spans.end())
        *known = span;
    else
        m_spans.push_back(span);
    while (!m_spans.empty() && m_spans.front().to < span.to - window)
        m_spans.pop_front();
}

void RecentChecks::fill(HealthRow& row, std::span<const HealthSpan> pending,
                        std::span<const HealthSpan> everybody, UnixMillis now) const
{
    std::vector<ProbeTimes::Duration> opens;
    std::vector<ProbeTimes::Duration> reads;
    for (const auto& sample : m_samples) {
        if (sample.at < now - window)
            continue;
        if (sample.open)
            opens.push_back(*sample.open);
        if (sample.read)
            reads.push_back(*sample.read);
    }
    const auto open = latencyOf(opens);
    const auto read = latencyOf(reads);
    row.openP50 = duration(open.p50);
    row.readP50 = duration(read.p50);
    row.readP95 = duration(read.p95);
    std::vector<HealthSpan> spans(m_spans.begin(), m_spans.end());
    spans.insert(spans.end(), pending.begin(), pending.end());
    spans.insert(spans.end(), everybody.begin(), everybody.end());
    const auto uptime = uptimeOf(spans, now - window, now);
    row.uptime01 = uptime.ratio01();
    row.coverage01 = uptime.coverage01();
    row.beats = beatsOf(spans, now);
}

} // namespace nostrscope
