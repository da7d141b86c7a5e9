// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace nostrscope {

/// Where a size is going that grew by so much each day: at the mean of the last days, with a cone in which it
/// should end in four of five cases when the days to come scatter as these did. The cone is the prediction
/// interval of a sum of independent days: after k days ± t · s · √(k + k²/n), with the standard deviation s
/// and number n of the measured days and Student's t for 80 % and n − 1 degrees of freedom
/// (Student 1908; Hahn and Meeker, Statistical Intervals, 1991, chapter 4).
class SizeForecast {
public:
    static constexpr std::size_t fewestDays = 2; ///< one day has no spread
    static constexpr std::size_t mostDays = 7; ///< each day of the week once

    struct Bounds {
        double expected;
        double low; ///< never below the size of now: what arrives only adds
        double high;
    };

    /// `growth` of whole days, oldest first, of which the last seven count; impossible values are taken for
    /// 0. None for fewer than two days.
    [[nodiscard]] static std::optional<SizeForecast> of(double size, const std::vector<double>& growth);

    /// `days` from now, 0 and more.
    [[nodiscard]] Bounds after(double days) const;
    /// When the expected size is reached, in days from now; none when it does not grow. 0 when it is.
    [[nodiscard]] std::optional<double> daysUntil(double size) const;
    /// That were measured.
    [[nodiscard]] std::size_t days() const { return m_days; }

private:
    double m_size = 0;
    double m_mean = 0; ///< each day
    double m_reach = 0; ///< t · s
    std::size_t m_days = 0;
};

} // namespace nostrscope
