// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace nostrscope {

/// Cells of all tables: rows of text height + 8, elision at a fixed side, the shape of StatusRole in front,
/// the bar of BarRole below, sparklines and heartbeat bars by their roles. On a selected row the shape is
/// white, as the status colours would be too faint there.
class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    CellDelegate(const Theme& theme, Qt::TextElideMode elide, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Shows the full text where it is cut.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    void paintBar(QPainter& painter, const QRect& box, const QStyleOptionViewItem& cell,
                  const QModelIndex& index) const;
    [[nodiscard]] QPixmap heartbeat(const QList<int>& states, const QSize& size, double ratio,
                                    bool isSelected) const;
    bool paintSeries(QPainter& painter, QRect& box, const QModelIndex& index, bool isSelected) const;

    const Theme& m_theme;
    Qt::TextElideMode m_elide;
};

} // namespace nostrscope
