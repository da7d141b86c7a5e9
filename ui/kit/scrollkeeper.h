// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>
#include <QTableView>

namespace nostrscope {

/// Keeps what one looks at where it is while rows come, go and change places: the current row when it can be
/// seen, else the topmost row. At the very top and at the very bottom nothing is kept: there the newest or
/// worst is wanted. Rows are kept by their identity (persistent indexes), never by number.
class ScrollKeeper final : public QObject {
    Q_OBJECT

public:
    explicit ScrollKeeper(QTableView& view);
    /// Call it when the view has got a model.
    void watch(QAbstractItemModel* model);

private:
    void remember();
    void restore();

    QTableView& m_view;
    QPersistentModelIndex m_anchor;
    int m_offset = 0; ///< rows between the topmost visible row and the anchor
};

} // namespace nostrscope
