// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/controlstyle.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double corner = 2; // as Fusion rounds its own

bool isBare(const QStyleOption& option)
{
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
    return button != nullptr && button->features.testFlag(QStyleOptionButton::Flat)
        && !option.state.testFlag(QStyle::State_Sunken) && !option.state.testFlag(QStyle::State_On);
}

} // namespace

ControlStyle::ControlStyle(const ThemeColors& colors)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_colors(colors)
{
}

void ControlStyle::stroke(const QRectF& box, double radius, const QStyleOption& option,
                          QPainter& painter) const
{
    const bool isEnabled = option.state.testFlag(State_Enabled);
    const bool isFocused = isEnabled && option.state.testFlag(State_HasFocus);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(isFocused       ? m_colors.focus
                            : isEnabled ? m_colors.controlBorder
                                        : m_colors.hairline,
                        isFocused && m_colors.isHighContrast ? 2 : 1));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const QRectF box = option->rect;
    switch (element) {
    case PE_PanelButtonCommand:
        if (!isBare(*option))
            stroke(box.adjusted(0, 1, 0, 0), corner, *option, *painter);
        break;
    case PE_FrameLineEdit:
    case PE_IndicatorCheckBox:
        stroke(box, corner, *option, *painter);
        break;
    case PE_IndicatorRadioButton:
        stroke(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, *option, *painter);
        break;
    case PE_Frame:
    case PE_FrameGroupBox:
        // Around lists they are decoration (ux.md §4), unless nothing may be left to a shade.
        if (m_colors.isHighContrast)
            stroke(box, element == PE_Frame ? 0 : corner, *option, *painter);
        break;
    default:
        break;
    }
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                      QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const QRectF box = option->rect;
    if (control == CC_SpinBox) {
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin && spin->frame)
            stroke(box.adjusted(0, 1, 0, 0), corner, *option, *painter);
    } else if (control == CC_ScrollBar && m_colors.isHighContrast) {
        const QRectF handle = subControlRect(control, option, SC_ScrollBarSlider, widget);
        stroke(handle.adjusted(1, 1, -1, -1), corner, *option, *painter);
    }
}

} // namespace nostrscope
