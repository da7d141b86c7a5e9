// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/latencyrollup.h"

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

constexpr std::uint64_t samplesForP95 = 20;
constexpr std::uint64_t samplesForP99 = 100;

double consistencyOf(double spread, double median)
{
    return median > 0 ? std::max(0.0, 100 - 50 * spread / median) : 100;
}

/// `quantile` answers for any share.
template <typename Quantile> void fillIn(LatencyFigures& figures, Quantile quantile)
{
    figures.p50 = quantile(0.5);
    figures.p90 = quantile(0.9);
    if (figures.samples >= samplesForP95)
        figures.p95 = quantile(0.95);
    if (figures.samples >= samplesForP99)
        figures.p99 = quantile(0.99);
    figures.spread = quantile(0.75) - quantile(0.25);
    figures.consistency = consistencyOf(*figures.spread, *figures.p50);
}

} // namespace

double quantileOf(std::span<const std::int64_t> sorted, double quantile01)
{
    const double rank = double(sorted.size() - 1) * quantile01;
    const auto below = static_cast<std::size_t>(rank);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return double(sorted[below]) + (rank - double(below)) * double(sorted[above] - sorted[below]);
}

LatencyFigures latencyOf(std::span<const std::chrono::microseconds> samples)
{
    LatencyFigures figures;
    figures.isExact = true;
    figures.samples = samples.size();
    if (samples.empty())
        return figures;
    std::vector<std::int64_t> sorted;
    sorted.reserve(samples.size());
    double sum = 0;
    double steps = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        sorted.push_back(samples[i].count());
        sum += double(samples[i].count());
        if (i > 0)
            steps += std::abs(double(samples[i].count() - samples[i - 1].count()));
    }
    std::sort(sorted.begin(), sorted.end());
    figures.minimum = double(sorted.front());
    figures.maximum = double(sorted.back());
    figures.mean = sum / double(samples.size());
    if (samples.size() > 1)
        figures.jitter = steps / double(samples.size() - 1);
    fillIn(figures, [&sorted](double share) { return quantileOf(sorted, share); });
    return figures;
}

LatencyFigures latencyOf(const LatencyHistogram& merged)
{
    LatencyFigures figures;
    figures.samples = merged.count;
    if (merged.count == 0)
        return figures;
    figures.minimum = double(merged.minimum);
    figures.maximum = double(merged.maximum);
    figures.mean = double(merged.sum) / double(merged.count);
    fillIn(figures, [&merged](double share) { return merged.quantile(share); });
    return figures;
}

std::vector<LatencyBucket> bucketsOf(std::span<const CheckRecord> checks, CheckLevel level)
{
    std::map<std::int64_t, LatencyCell> cells;
    for (const auto& check : checks)
        cells[bucketOf(check.at, level)].add(check);
    std::vector<LatencyBucket> buckets;
    for (auto& [number, cell] : cells)
        buckets.push_back({bucketStart(number, level), std::move(cell)});
    return buckets;
}

} // namespace nostrscope
