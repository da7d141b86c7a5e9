// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

#include <QProxyStyle>

namespace nostrscope {

/// Fusion with the borders of controls in the measured colour of ux.md §4 (at least 3:1 against window and
/// base, WCAG 1.4.11); Fusion's own is a shade of the window, about 2:1, and none at all on black.
class ControlStyle final : public QProxyStyle {
    Q_OBJECT

public:
    explicit ControlStyle(const ThemeColors& colors);
    void setColors(const ThemeColors& colors) { m_colors = colors; }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

private:
    void stroke(const QRectF& box, double radius, const QStyleOption& option, QPainter& painter) const;

    ThemeColors m_colors;
};

} // namespace nostrscope
