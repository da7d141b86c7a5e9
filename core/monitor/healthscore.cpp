// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/healthscore.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr double uptimePoints = 40;
constexpr double readPoints = 30;
constexpr double latencyPoints = 20;
constexpr double infoPoints = 10;

/// The share of the others that are slower, in [0, 1].
double placeOf(double latency, const std::vector<double>& sorted)
{
    if (sorted.size() < 2)
        return 1;
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), latency);
    const auto slower = double(sorted.end() - last);
    const auto equal = double(last - first) - 1; // without itself
    return (slower + equal / 2) / double(sorted.size() - 1);
}

} // namespace

std::vector<std::optional<HealthScore>> scoresOf(std::span<const ScoreInput> inputs)
{
    std::vector<double> latencies;
    for (const auto& input : inputs) {
        if (input.uptime.isSufficient() && input.latency)
            latencies.push_back(*input.latency);
    }
    std::sort(latencies.begin(), latencies.end());
    std::vector<std::optional<HealthScore>> scores;
    for (const auto& input : inputs) {
        auto& score = scores.emplace_back();
        if (!input.uptime.isSufficient())
            continue;
        score.emplace();
        score->uptime = uptimePoints * input.uptime.ratio01().value_or(0);
        if (input.reads > 0)
            score->reads = readPoints * double(std::min(input.readsOk, input.reads)) / double(input.reads);
        if (input.latency)
            score->latency = latencyPoints * placeOf(*input.latency, latencies);
        score->info = input.hasFreshInfo ? infoPoints : 0;
    }
    return scores;
}

double dataQualityScore(const Uptime& uptime)
{
    return 100 * uptime.coverage01();
}

} // namespace nostrscope
