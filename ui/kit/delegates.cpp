// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/delegates.h"

#include "ui/charts/cellpainters.h"
#include "ui/kit/headerview.h"
#include "ui/kit/statusshape.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QPixmapCache>
#include <QToolTip>

#include <algorithm>
#include <vector>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shapeSize = 14;
constexpr int gap = 6;
constexpr int barHeight = 3;
constexpr int sparklineHeight = 16;
/// Of a heartbeat bar in a cell that has a text too.
constexpr double heartbeatShare = 0.65;

} // namespace

CellDelegate::CellDelegate(const Theme& theme, Qt::TextElideMode elide, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_elide(elide)
{
}

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = m_elide;
    // One focus mark for the row is enough; the dotted box around a cell says nothing more.
    option->state &= ~QStyle::State_HasFocus;
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    auto cell = option;
    initStyleOption(&cell, index);
    const auto text = std::exchange(cell.text, QString());
    const auto* style = cell.widget != nullptr ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool isSelected = cell.state.testFlag(QStyle::State_Selected);
    auto box = cell.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    const auto status = index.data(StatusRole);
    if (status.isValid()) {
        auto shape = QRect(0, 0, shapeSize, shapeSize);
        shape.moveCenter(box.center());
        shape.moveLeft(box.left());
        if (status.toInt() >= 0) {
            const auto state = static_cast<Status>(status.toInt());
            paintStatus(*painter, QStyle::visualRect(cell.direction, box, shape), state,
                        isSelected ? QColor(Qt::white) : m_theme.colors().state(state));
        }
        box = QStyle::visualRect(cell.direction, box, box.adjusted(shapeSize + gap, 0, 0, 0));
    }
    if (paintSeries(*painter, box, index, isSelected))
        return;
    paintBar(*painter, box, cell, index);
    painter->save();
    const auto group = cell.state.testFlag(QStyle::State_Enabled) ? QPalette::Normal : QPalette::Disabled;
    painter->setPen(cell.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(cell.font);
    painter->drawText(box, static_cast<int>(QStyle::visualAlignment(cell.direction, cell.displayAlignment)),
                      cell.fontMetrics.elidedText(text, m_elide, box.width()));
    painter->restore();
}

/// A share as a line below the text: it must not make the digits harder to read.
void CellDelegate::paintBar(QPainter& painter, const QRect& box, const QStyleOptionViewItem& cell,
                            const QModelIndex& index) const
{
    const auto share = index.data(BarRole);
    if (!share.isValid())
        return;
    const auto width = static_cast<int>(box.width() * std::clamp(share.toDouble(), 0.0, 1.0));
    auto bar = QRect(box.left(), cell.rect.bottom() - barHeight, width, barHeight);
    const bool isSelected = cell.state.testFlag(QStyle::State_Selected);
    painter.fillRect(QStyle::visualRect(cell.direction, box, bar),
                     isSelected ? QColor(Qt::white) : m_theme.colors().series[0]);
}

/// True when the cell is drawn; a heartbeat bar leaves room for its text.
bool CellDelegate::paintSeries(QPainter& painter, QRect& box, const QModelIndex& index, bool isSelected) const
{
    const auto band = [&box](int width) {
        auto area = QRectF(box.left(), 0, width, sparklineHeight);
        area.moveCenter(QPointF(area.center().x(), box.center().y()));
        return area;
    };
    const auto line = index.data(SparklineRole);
    if (line.isValid()) {
        const auto values = line.value<QList<double>>();
        paintSparkline(&painter, band(box.width()),
                       {values.constData(), static_cast<std::size_t>(values.size())}, m_theme.colors(),
                       isSelected);
        return true;
    }
    const auto beats = index.data(HeartbeatRole);
    if (!beats.isValid())
        return false;
    const bool hasText = !index.data().toString().isEmpty();
    const int width = hasText ? static_cast<int>(box.width() * heartbeatShare) : box.width();
    const auto area = band(width);
    painter.drawPixmap(area.topLeft(),
                       heartbeat(beats.value<QList<int>>(), area.size().toSize(),
                                 painter.device()->devicePixelRatio(), isSelected));
    box.setLeft(box.left() + width + gap);
    return !hasText;
}

/// Segments have smooth edges, and dozens of them a row are most of what painting a table costs: a row that
/// did not change is painted once.
QPixmap CellDelegate::heartbeat(const QList<int>& states, const QSize& size, double ratio,
                                bool isSelected) const
{
    if (size.isEmpty())
        return {};
    const auto& colors = m_theme.colors();
    QString key = u"heartbeat/%1/%2/%3/%4/"_s.arg(size.width()).arg(size.height()).arg(ratio).arg(isSelected);
    for (const auto status : {Status::Online, Status::Degraded, Status::Down, Status::Unknown})
        key += colors.state(status).name();
    key += colors.controlBorder.name();
    for (const int state : states)
        key += QChar(u'a' + std::clamp(state, -1, 24) + 1);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    std::vector<Heartbeat> segments;
    for (const int state : states)
        segments.push_back(state < 0 ? Heartbeat() : static_cast<Status>(state));
    pixmap = QPixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintHeartbeat(&painter, QRectF(QPointF(), size), segments, colors, isSelected);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    int width = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * cellPadding;
    if (index.data(StatusRole).isValid())
        width += shapeSize + gap;
    return {width, option.fontMetrics.height() + 8};
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index)
{
    if (event->type() == QEvent::ToolTip && index.data(Qt::ToolTipRole).toString().isEmpty()
        && sizeHint(option, index).width() > option.rect.width()) {
        QToolTip::showText(event->globalPos(), index.data().toString().toHtmlEscaped(), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace nostrscope
