// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace nostrscope {

/// What Tab stops at in `root`, in the order in which people read: children by rows from top to bottom, in a
/// row from the left (from the right in a mirrored window), each with all that is in it before the next. Only
/// what is visible, enabled and takes the focus by Tab. Of buttons that exclude each other, the checked one.
[[nodiscard]] QList<QWidget*> readingOrder(const QWidget& root);

} // namespace nostrscope
