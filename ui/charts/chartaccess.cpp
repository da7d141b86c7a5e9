// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartaccess.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace nostrscope {

namespace {

/// Asked with each class of an object in turn, the derived ones first.
QAccessibleInterface* chartInterface(const QString& className, QObject* object)
{
    if (className != QLatin1StringView("nostrscope::ChartPanel") || !object->isWidgetType())
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Chart);
}

} // namespace

void installChartAccess()
{
    [[maybe_unused]] static const bool once = [] {
        QAccessible::installFactory(chartInterface);
        return true;
    }();
}

} // namespace nostrscope
