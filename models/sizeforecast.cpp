// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sizeforecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace nostrscope {

namespace {

/// Of Student's distribution, by degrees of freedom from 1 on: 80 % lie between −t and t.
constexpr std::array<double, SizeForecast::mostDays - 1> quantiles{3.0777, 1.8856, 1.6377,
                                                                   1.5332, 1.4759, 1.4398};

double possible(double value)
{
    return std::isfinite(value) && value > 0 ? value : 0;
}

} // namespace

std::optional<SizeForecast> SizeForecast::of(double size, const std::vector<double>& growth)
{
    if (growth.size() < fewestDays)
        return std::nullopt;
    const auto count = std::min(growth.size(), mostDays);
    std::vector<double> days(growth.end() - static_cast<std::ptrdiff_t>(count), growth.end());
    std::transform(days.begin(), days.end(), days.begin(), possible);
    const auto number = static_cast<double>(count);
    SizeForecast forecast;
    forecast.m_days = count;
    forecast.m_size = possible(size);
    forecast.m_mean = std::accumulate(days.begin(), days.end(), 0.0) / number;
    double squares = 0;
    for (const double day : days)
        squares += (day - forecast.m_mean) * (day - forecast.m_mean);
    forecast.m_reach = quantiles[count - 2] * std::sqrt(squares / (number - 1));
    return forecast;
}

SizeForecast::Bounds SizeForecast::after(double days) const
{
    days = possible(days);
    const double expected = m_size + m_mean * days;
    const double reach = m_reach * std::sqrt(days + days * days / static_cast<double>(m_days));
    return {expected, std::max(expected - reach, m_size), expected + reach};
}

std::optional<double> SizeForecast::daysUntil(double size) const
{
    if (size <= m_size)
        return 0.0;
    return m_mean > 0 ? std::optional((size - m_size) / m_mean) : std::nullopt;
}

} // namespace nostrscope
