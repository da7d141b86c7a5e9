// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/loghistogram.h"
#include "core/base/varint.h"
#include "core/records/health.h"

namespace nostrscope {

/// Durations in microseconds, mergeable; percentiles within 2 %, sum and ends exact.
struct LatencyHistogram {
    std::uint64_t count = 0;
    std::uint64_t sum = 0;
    std::int64_t minimum = 0; ///< meaningless when empty
    std::int64_t maximum = 0;
    LogHistogram histogram;

    void add(ProbeTimes::Duration duration);
    void add(const LatencyHistogram& other);
    /// Within 2 %, and within what was measured; not of an empty one.
    [[nodiscard]] double quantile(double share01) const;
    friend bool operator==(const LatencyHistogram&, const LatencyHistogram&) = default;
};

/// What the checks of one relay in one bucket of time were (MON-8). A function of the set of checks: merging
/// knows no order.
struct LatencyCell {
    std::uint64_t up = 0;
    std::uint64_t limited = 0; ///< up, but not for everybody
    std::uint64_t failed = 0;
    std::uint64_t undecided = 0;
    std::map<FailureCause, std::uint64_t> causes; ///< of `failed`
    LatencyHistogram open; ///< of checks that opened, as no failure is a number
    LatencyHistogram read;

    void add(const CheckRecord& check);
    void add(const LatencyCell& other);
    [[nodiscard]] QByteArray toBlob() const;
    /// Adds what a blob says; false when it is damaged, and then the cell is meaningless.
    [[nodiscard]] bool addBlob(QByteArrayView blob);
    friend bool operator==(const LatencyCell&, const LatencyCell&) = default;
};

/// Sizes of buckets. The numbers are stored.
enum class CheckLevel : std::uint8_t { FiveMinutes = 0, Hour = 1, Day = 2 };
inline constexpr std::array checkLevels{CheckLevel::FiveMinutes, CheckLevel::Hour, CheckLevel::Day};
[[nodiscard]] std::chrono::seconds lengthOf(CheckLevel level) noexcept;
/// How long a level is kept; none: for ever.
[[nodiscard]] std::optional<std::chrono::hours> keptFor(CheckLevel level) noexcept;
/// How long raw checks are kept.
inline constexpr std::chrono::hours checksKeptFor{14 * 24};
/// Buckets are half-open [start, start + length) in UTC.
[[nodiscard]] std::int64_t bucketOf(UnixMillis at, CheckLevel level) noexcept;
[[nodiscard]] UnixMillis bucketStart(std::int64_t bucket, CheckLevel level) noexcept;

struct LatencyBucket {
    UnixMillis start{};
    LatencyCell cell;
    friend bool operator==(const LatencyBucket&, const LatencyBucket&) = default;
};

} // namespace nostrscope
