// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/headerview.h"

#include <QPainter>
#include <QPainterPath>

namespace nostrscope {

namespace {

constexpr int arrowSize = 7;

} // namespace

HeaderView::HeaderView(const Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionsMovable(true);
    setMinimumSectionSize(40);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

QSize HeaderView::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 10};
}

void HeaderView::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const auto& colors = m_theme.colors();
    painter->save();
    painter->fillRect(rect, colors.base);
    painter->setPen(QPen(colors.hairline, 0));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    auto box = rect.adjusted(cellPadding, 0, -cellPadding, 0);
    const auto given = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
    const auto alignment = given.isValid() ? Qt::Alignment(given.toInt()) : Qt::AlignLeft | Qt::AlignVCenter;
    const bool isRight = alignment.testFlag(Qt::AlignRight);
    const auto title = model()->headerData(section, Qt::Horizontal).toString();
    if (isSortIndicatorShown() && sortIndicatorSection() == section) {
        // In front of right-aligned titles: these end where their numbers end.
        const int width = std::min(box.width(), fontMetrics().horizontalAdvance(title));
        const int left = isRight ? box.right() - width - arrowSize - 4 : box.left() + width + 5;
        const QRectF place(left, box.center().y() - 2, arrowSize, arrowSize / 2.0 + 1);
        QPainterPath arrow;
        if (sortIndicatorOrder() == Qt::AscendingOrder)
            arrow.addPolygon(
                QPolygonF{{place.center().x(), place.top()}, place.bottomRight(), place.bottomLeft()});
        else
            arrow.addPolygon(
                QPolygonF{place.topLeft(), place.topRight(), {place.center().x(), place.bottom()}});
        painter->setRenderHint(QPainter::Antialiasing);
        painter->fillPath(arrow, colors.text);
    }
    painter->setPen(colors.secondary);
    painter->drawText(box, static_cast<int>(alignment),
                      fontMetrics().elidedText(title, Qt::ElideRight, box.width()));
    painter->restore();
}

} // namespace nostrscope
