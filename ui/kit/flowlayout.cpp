// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace nostrscope {

FlowLayout::FlowLayout(QWidget* parent)
    : QLayout(parent)
{
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.emplace_back(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    auto* item = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, true);
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const auto& item : m_items) {
        if (item->isEmpty())
            continue;
        const auto hint = item->sizeHint();
        size = {size.width() + hint.width() + (size.width() > 0 ? spacing() : 0),
                std::max(size.height(), hint.height())};
    }
    const auto margins = contentsMargins();
    return size.grownBy(margins);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto& item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, false);
}

int FlowLayout::arrange(const QRect& rect, bool isTest) const
{
    const auto margins = contentsMargins();
    const auto box = rect.marginsRemoved(margins);
    int top = box.top();
    int lineHeight = 0;
    int used = 0;
    std::size_t first = 0;
    const auto endLine = [&](std::size_t end) {
        if (!isTest)
            placeLine(first, end, QRect(box.left(), top, box.width(), lineHeight));
        first = end;
    };
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i]->isEmpty())
            continue;
        const auto hint = m_items[i]->sizeHint();
        if (used > 0 && used + spacing() + hint.width() > box.width()) {
            endLine(i);
            top += lineHeight + spacing();
            lineHeight = used = 0;
        }
        used += hint.width() + (used > 0 ? spacing() : 0);
        lineHeight = std::max(lineHeight, hint.height());
    }
    endLine(m_items.size());
    return top + lineHeight - rect.top() + margins.bottom();
}

void FlowLayout::placeLine(std::size_t first, std::size_t end, const QRect& line) const
{
    const auto direction = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int left = line.left();
    for (auto i = first; i < end; ++i) {
        auto& item = *m_items[i];
        if (item.isEmpty())
            continue;
        // Wider than the line it is cut, in the middle of its height it stands like its neighbours.
        const QSize size(std::min(item.sizeHint().width(), line.width()), item.sizeHint().height());
        const bool isAtEnd = item.alignment().testFlag(Qt::AlignTrailing);
        const QRect place(QPoint(isAtEnd ? line.right() + 1 - size.width() : left,
                                 line.top() + (line.height() - size.height()) / 2),
                          size);
        left += size.width() + spacing();
        auto* widget = item.widget();
        const auto mirrored = QStyle::visualRect(direction, line, place);
        // The item would align its widget again.
        if (widget != nullptr)
            widget->setGeometry(mirrored);
        else
            item.setGeometry(mirrored);
    }
}

} // namespace nostrscope
