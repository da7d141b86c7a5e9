// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roles.h"

#include <QColor>
#include <QPalette>

#include <array>

namespace nostrscope {

/// Kinds of message bars.
enum class Tone : std::uint8_t { Ok, Info, Warning, Error };

/// The colours of ux.md §4, measured for contrast and for colour-blind eyes: do not change one alone.
struct ThemeColors {
    bool isDark = false;
    QColor window, base, alternate;
    QColor text, secondary, disabled;
    QColor controlBorder, hairline;
    QColor accent, focus, selection;
    std::array<QColor, 6> states; ///< in order of Status
    std::array<QColor, 4> tints; ///< in order of Tone
    std::array<QColor, 6> series;

    [[nodiscard]] static ThemeColors light();
    [[nodiscard]] static ThemeColors dark();
    [[nodiscard]] QPalette toPalette() const;
    [[nodiscard]] const QColor& state(Status status) const
    {
        return states[static_cast<std::size_t>(status)];
    }
    [[nodiscard]] const QColor& tint(Tone tone) const { return tints[static_cast<std::size_t>(tone)]; }
    /// Colour of a message's edge and shape.
    [[nodiscard]] const QColor& toneColor(Tone tone) const;
};

} // namespace nostrscope
