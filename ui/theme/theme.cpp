// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/icons.h"

#include <QApplication>
#include <QStyleFactory>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

Theme::Theme(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_systemIsDark(application.palette().color(QPalette::Window).lightness() < 128)
    , m_colors(m_systemIsDark ? ThemeColors::dark() : ThemeColors::light())
{
    application.setStyle(QStyleFactory::create(u"Fusion"_s));
    application.setPalette(m_colors.toPalette());
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    const bool dark = choice == Choice::Dark || (choice == Choice::System && m_systemIsDark);
    if (dark == m_colors.isDark)
        return;
    m_colors = dark ? ThemeColors::dark() : ThemeColors::light();
    m_application.setPalette(m_colors.toPalette());
    emit changed();
}

QIcon Theme::icon(const QString& name) const
{
    return themedIcon(name, m_colors.text, m_colors.disabled);
}

} // namespace nostrscope
