// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/controlstyle.h"
#include "ui/theme/icons.h"

#include <QApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

Theme::Theme(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_paletteIsDark(application.palette().color(QPalette::Window).lightness() < 128)
    , m_colors(wanted())
    , m_style(new ControlStyle(m_colors))
{
    application.setStyle(m_style);
    application.setPalette(m_colors.toPalette());
}

ThemeColors Theme::wanted() const
{
    const bool systemIsDark = m_system.isDark.value_or(m_paletteIsDark);
    switch (m_choice) {
    case Choice::System:
        if (m_system.highContrast)
            return ThemeColors::highContrast(systemIsDark);
        return systemIsDark ? ThemeColors::dark() : ThemeColors::light();
    case Choice::Light:
        return ThemeColors::light();
    case Choice::Dark:
        return ThemeColors::dark();
    case Choice::HighContrast:
        return ThemeColors::highContrast(systemIsDark);
    }
    Q_UNREACHABLE();
}

void Theme::apply()
{
    const auto colors = wanted();
    if (colors.isDark == m_colors.isDark && colors.isHighContrast == m_colors.isHighContrast)
        return;
    m_colors = colors;
    if (m_style)
        m_style->setColors(m_colors);
    m_application.setPalette(m_colors.toPalette());
    emit changed();
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    apply();
}

void Theme::setSystemLook(const SystemLook& look)
{
    m_system = look;
    apply();
}

QIcon Theme::icon(const QString& name) const
{
    return themedIcon(name, m_colors.text, m_colors.disabled);
}

} // namespace nostrscope
