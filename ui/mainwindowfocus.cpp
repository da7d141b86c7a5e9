// SPDX-License-Identifier: GPL-3.0-or-later
// Tab in the main window.
#include "ui/mainwindow.h"

#include "ui/shell/readingorder.h"

#include <QApplication>

namespace nostrscope {

/// Qt's own order is that in which widgets were made; pages are made when they are opened first.
bool MainWindow::focusNextPrevChild(bool next)
{
    const auto stops = readingOrder(*this);
    if (stops.isEmpty())
        return false;
    auto* now = QApplication::focusWidget();
    auto at = stops.indexOf(now);
    // In a part of a stop, such as the viewport of a table.
    for (auto* widget = now; at < 0 && widget != nullptr; widget = widget->parentWidget())
        at = stops.indexOf(widget);
    const auto count = stops.size();
    const auto to = at < 0 ? (next ? 0 : count - 1) : (at + (next ? 1 : count - 1)) % count;
    stops.at(to)->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace nostrscope
