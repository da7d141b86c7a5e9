// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/charts/chartvalue.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace nostrscope {

/// One line, layer or kind of bar.
struct ChartSeries {
    QString name;
    int color = -1; ///< 0 … 5 of the theme's series; anything else is the hatched grey of "Other"
    std::vector<double> values; ///< one for each bucket; NaN (and what is negative or infinite) is a gap
    std::vector<double> low; ///< with `high`: lower edge of a band around the line; else empty
    std::vector<double> high;
    bool isForeign = false; ///< measured by others: always dashed, never mixed with our own
    bool isForecast = false; ///< of what is to come: always dashed
    [[nodiscard]] bool hasBand() const { return !low.empty() && low.size() == high.size(); }
};

/// A time when nothing could be measured, by our own fault or outage.
struct ChartSpan {
    UnixMillis from{};
    UnixMillis to{};
    QString text;
};

/// A small flag at a moment: incident, restart, end of a sync.
struct ChartFlag {
    UnixMillis time{};
    QString text;
};

/// The last, mean and greatest value of a series, gaps left out; NaN when there is none.
struct SeriesStats {
    double last = noValue;
    double mean = noValue;
    double maximum = noValue;
};
[[nodiscard]] SeriesStats statsOf(const std::vector<double>& values);

/// Values over time in buckets that are equal in width and touch each other.
struct TimeChartData {
    using Series = ChartSeries;
    static constexpr std::size_t maximumBuckets = 1000;
    static constexpr std::size_t maximumSeries = 7; ///< six and "Other"
    static constexpr std::size_t maximumMarks = 200; ///< spans, and flags

    UnixMillis first{}; ///< start of bucket 0
    std::chrono::seconds bucket{60};
    UnixMillis asOf{}; ///< the bucket that contains it is not complete, later ones are a forecast
    std::vector<ChartSeries> series; ///< lowest first
    std::vector<bool> present; ///< false = gap: nobody counted then
    std::vector<double> previous; ///< sums of the period before, one for each bucket; may be empty
    std::vector<ChartSpan> outages;
    std::vector<ChartFlag> flags;

    [[nodiscard]] std::size_t size() const { return present.size(); }
    /// Sum of all series; NaN in a gap.
    [[nodiscard]] double total(std::size_t bucketIndex) const;
    [[nodiscard]] double value(std::size_t series, std::size_t bucketIndex) const;
    [[nodiscard]] UnixMillis startOf(std::size_t bucketIndex) const
    {
        return first + bucket * static_cast<std::int64_t>(bucketIndex);
    }
    [[nodiscard]] std::optional<std::size_t> bucketAt(UnixMillis time) const;
    [[nodiscard]] bool isComplete(std::size_t bucketIndex) const { return startOf(bucketIndex + 1) <= asOf; }
    /// Puts everything within bounds: the oldest buckets, the last series and marks beyond the limits go
    /// (counts of surplus series are added to a seventh, "Other"), lists get one entry for each bucket,
    /// impossible values become gaps, impossible times are moved to the years 1 … 9999.
    void tidy(bool isAdditive);
};

/// Counts as values.
[[nodiscard]] std::vector<double> toValues(const std::vector<std::uint64_t>& counts);

} // namespace nostrscope
