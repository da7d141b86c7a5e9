// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartdata.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr UnixMillis earliest{-62'135'596'800'000ms}; // year 1
constexpr UnixMillis latest{253'402'300'799'000ms}; // year 9999
constexpr std::chrono::seconds widestBucket{366 * 24h};
constexpr qsizetype longestText = 200;

double possible(double value)
{
    return std::isfinite(value) && value >= 0 ? std::min(value, 1e30) : noValue;
}

/// One value for each bucket; what the oldest `surplus` buckets had goes.
void fit(std::vector<double>& values, std::size_t surplus, std::size_t size)
{
    values.erase(values.begin(),
                 values.begin() + static_cast<std::ptrdiff_t>(std::min(surplus, values.size())));
    values.resize(size, noValue);
    std::transform(values.begin(), values.end(), values.begin(), possible);
}

void fitOptional(std::vector<double>& values, std::size_t surplus, std::size_t size)
{
    if (!values.empty())
        fit(values, surplus, size);
}

void add(std::vector<double>& sum, const std::vector<double>& values)
{
    sum.resize(std::max(sum.size(), values.size()), noValue);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = possible(values[i]);
        if (!std::isnan(value))
            sum[i] = value + (std::isnan(possible(sum[i])) ? 0 : sum[i]);
    }
}

} // namespace

SeriesStats statsOf(const std::vector<double>& values)
{
    SeriesStats stats;
    double sum = 0;
    std::size_t count = 0;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        stats.last = value;
        stats.maximum = count == 0 ? value : std::max(stats.maximum, value);
        sum += value;
        ++count;
    }
    if (count > 0)
        stats.mean = sum / static_cast<double>(count);
    return stats;
}

double TimeChartData::value(std::size_t index, std::size_t bucketIndex) const
{
    if (index >= series.size() || bucketIndex >= size() || !present[bucketIndex]
        || bucketIndex >= series[index].values.size())
        return noValue;
    return series[index].values[bucketIndex];
}

double TimeChartData::total(std::size_t bucketIndex) const
{
    double sum = noValue;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const double one = value(i, bucketIndex);
        if (!std::isnan(one))
            sum = std::isnan(sum) ? one : sum + one;
    }
    return sum;
}

std::optional<std::size_t> TimeChartData::bucketAt(UnixMillis time) const
{
    if (time < first || bucket <= 0s)
        return std::nullopt;
    const auto index = static_cast<std::size_t>((time - first) / std::chrono::milliseconds(bucket));
    return index < size() ? std::optional(index) : std::nullopt;
}

void TimeChartData::tidy(bool isAdditive)
{
    bucket = std::clamp<std::chrono::seconds>(bucket, 1s, widestBucket);
    first = std::clamp(first, earliest, latest);
    const auto surplus = size() - std::min(size(), maximumBuckets);
    first += bucket * static_cast<std::int64_t>(surplus);
    first = std::clamp(first, earliest, latest);
    present.erase(present.begin(), present.begin() + static_cast<std::ptrdiff_t>(surplus));
    if (series.size() > maximumSeries) {
        if (isAdditive) {
            auto& rest = series[maximumSeries - 1];
            rest.name = QCoreApplication::translate("nostrscope::TimeChart", "Other");
            rest.color = -1;
            for (std::size_t i = maximumSeries; i < series.size(); ++i)
                add(rest.values, series[i].values);
        }
        series.resize(maximumSeries);
    }
    for (auto& one : series) {
        one.name.truncate(longestText);
        fit(one.values, surplus, size());
        fitOptional(one.low, surplus, size());
        fitOptional(one.high, surplus, size());
    }
    fitOptional(previous, surplus, size());
    outages.resize(std::min(outages.size(), maximumMarks));
    flags.resize(std::min(flags.size(), maximumMarks));
    for (auto& span : outages) {
        span.text.truncate(longestText);
        span.from = std::clamp(span.from, earliest, latest);
        span.to = std::clamp(span.to, earliest, latest);
    }
    for (auto& flag : flags) {
        flag.text.truncate(longestText);
        flag.time = std::clamp(flag.time, earliest, latest);
    }
    asOf = std::clamp(asOf, earliest, latest);
}

std::vector<double> toValues(const std::vector<std::uint64_t>& counts)
{
    std::vector<double> values(counts.size());
    std::transform(counts.begin(), counts.end(), values.begin(),
                   [](std::uint64_t count) { return static_cast<double>(count); });
    return values;
}

} // namespace nostrscope
