// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/readingorder.h"

#include <QAbstractButton>
#include <QButtonGroup>

#include <algorithm>

namespace nostrscope {

namespace {

bool isStop(const QWidget& widget)
{
    if ((widget.focusPolicy() & Qt::TabFocus) == 0 || !widget.isEnabled() || widget.focusProxy() != nullptr)
        return false;
    // Arrow keys lead to the others of a group.
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    const auto* group = button != nullptr ? button->group() : nullptr;
    return group == nullptr || !group->exclusive() || group->checkedButton() == nullptr
        || button->isChecked();
}

/// Visible children by rows; two are in one row when the middle of one lies within the height of the other.
QList<QWidget*> childrenByRows(const QWidget& parent)
{
    QList<QWidget*> rest;
    for (auto* child : parent.children()) {
        if (auto* widget = qobject_cast<QWidget*>(child);
            widget != nullptr && widget->isVisible() && !widget->isWindow())
            rest.append(widget);
    }
    std::stable_sort(rest.begin(), rest.end(),
                     [](const QWidget* a, const QWidget* b) { return a->y() < b->y(); });
    QList<QWidget*> ordered;
    while (!rest.isEmpty()) {
        const auto first = rest.constFirst()->geometry();
        QList<QWidget*> row{rest.takeFirst()}; // without a height it is beside nothing, not even itself
        for (auto it = rest.begin(); it != rest.end();) {
            const auto box = (*it)->geometry();
            const int middle = box.center().y();
            const bool isBeside = (middle >= first.top() && middle <= first.bottom())
                || (first.center().y() >= box.top() && first.center().y() <= box.bottom());
            if (isBeside) {
                row.append(*it);
                it = rest.erase(it);
            } else {
                ++it;
            }
        }
        const bool isMirrored = parent.isRightToLeft();
        std::stable_sort(row.begin(), row.end(), [isMirrored](const QWidget* a, const QWidget* b) {
            return isMirrored ? a->geometry().right() > b->geometry().right() : a->x() < b->x();
        });
        ordered += row;
    }
    return ordered;
}

void collect(const QWidget& parent, QList<QWidget*>& stops)
{
    const auto children = childrenByRows(parent);
    for (auto* child : children) {
        if (isStop(*child))
            stops.append(child);
        collect(*child, stops);
    }
}

} // namespace

QList<QWidget*> readingOrder(const QWidget& root)
{
    QList<QWidget*> stops;
    collect(root, stops);
    return stops;
}

} // namespace nostrscope
