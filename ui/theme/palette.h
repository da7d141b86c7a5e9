// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roles.h"

#include <QColor>
#include <QPalette>

#include <array>

namespace nostrscope {

/// Kinds of message bars.
enum class Tone : std::uint8_t { Ok, Info, Warning, Error };

/// The colours of ux.md §4, measured for contrast and for colour-blind eyes: do not change one alone
/// (tests/unit/tst_palette.cpp measures them again).
struct ThemeColors {
    bool isDark = false;
    bool isHighContrast = false; ///< no tints, lines of double width
    QColor window, base, alternate;
    QColor text, secondary, disabled;
    QColor controlBorder, hairline;
    QColor accent, focus, selection;
    std::array<QColor, 6> states; ///< in order of Status
    std::array<QColor, 4> tints; ///< in order of Tone
    std::array<QColor, 6> series;
    std::array<QColor, 7> heat; ///< sequential, low to high; zero is `base`, no data a hatch

    [[nodiscard]] static ThemeColors light();
    [[nodiscard]] static ThemeColors dark();
    /// Black on white, or white on black.
    [[nodiscard]] static ThemeColors highContrast(bool onBlack);
    [[nodiscard]] QPalette toPalette() const;
    [[nodiscard]] const QColor& state(Status status) const
    {
        return states[static_cast<std::size_t>(status)];
    }
    [[nodiscard]] const QColor& tint(Tone tone) const { return tints[static_cast<std::size_t>(tone)]; }
    /// Colour of a message's edge and shape.
    [[nodiscard]] const QColor& toneColor(Tone tone) const;
    /// Width of lines in charts and cells, in pixels.
    [[nodiscard]] double lineWidth() const { return isHighContrast ? 2.0 : 1.5; }
    /// Colour of a series by its number; anything but 0 … 5 is the grey of "Other".
    [[nodiscard]] const QColor& seriesColor(int number) const
    {
        const auto index = static_cast<std::size_t>(number);
        return number >= 0 && index < series.size() ? series[index] : secondary;
    }
};

} // namespace nostrscope
