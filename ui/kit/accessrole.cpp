// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/accessrole.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace nostrscope {

namespace {

/// Asked with each class of an object in turn, the derived ones first.
QAccessibleInterface* interfaceOf(const QString& className, QObject* object)
{
    if (!object->isWidgetType())
        return nullptr;
    auto* widget = static_cast<QWidget*>(object);
    if (className == QLatin1StringView("nostrscope::ChartPanel"))
        return new QAccessibleWidget(widget, QAccessible::Chart);
    if (className == QLatin1StringView("nostrscope::MessageBar"))
        return new QAccessibleWidget(widget, QAccessible::Notification);
    return nullptr;
}

} // namespace

void installAccessRoles()
{
    [[maybe_unused]] static const bool once = [] {
        QAccessible::installFactory(interfaceOf);
        return true;
    }();
}

} // namespace nostrscope
