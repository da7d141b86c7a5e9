// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/latencycell.h"

#include <span>

namespace nostrscope {

/// The value at rank (n-1) * q of sorted values, linear between neighbours ("type 7"); `sorted` is not empty.
[[nodiscard]] double quantileOf(std::span<const std::int64_t> sorted, double quantile01);

/// Latency of a range (monitors.md §5.6), in microseconds. What too few samples cannot tell is not there.
struct LatencyFigures {
    std::uint64_t samples = 0;
    std::optional<double> p50;
    std::optional<double> p90;
    std::optional<double> p95; ///< from 20 samples
    std::optional<double> p99; ///< from 100 samples
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<double> mean;
    std::optional<double> spread; ///< third less first quartile (IQR)
    std::optional<double> jitter; ///< mean absolute difference of successive samples; only of raw samples
    std::optional<double> consistency; ///< 100 - 50 * IQR / median, at least 0
    bool isExact = false; ///< of raw samples; else percentiles are within 2 %
};
/// Of raw samples in order of time.
[[nodiscard]] LatencyFigures latencyOf(std::span<const std::chrono::microseconds> samples);
/// Of merged rollups.
[[nodiscard]] LatencyFigures latencyOf(const LatencyHistogram& merged);

/// The cells of one level in order, made of checks in any order: what the store folds, for raw checks.
[[nodiscard]] std::vector<LatencyBucket> bucketsOf(std::span<const CheckRecord> checks, CheckLevel level);

} // namespace nostrscope
