// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr int sample = 18; ///< width of box or line in front of a name
constexpr int gap = 8;

} // namespace

ChartLegend::ChartLegend(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Legend"));
}

void ChartLegend::setRows(std::vector<Row> rows, const QStringList& headings)
{
    const bool isReshaped = rows.size() != m_rows.size() || headings.size() != m_headings.size();
    m_rows = std::move(rows);
    m_headings = headings;
    m_current = std::clamp(m_current, 0, std::max(0, rowCount() - 1));
    int widest = m_columnWidth;
    for (const auto& heading : headings)
        widest = std::max(widest, fontMetrics().horizontalAdvance(heading));
    for (const auto& row : m_rows) {
        for (const auto& value : row.values)
            widest = std::max(widest, fontMetrics().horizontalAdvance(value));
    }
    if (isReshaped || widest > m_columnWidth) {
        m_columnWidth = widest;
        updateGeometry();
    }
    if (hasFocus())
        describe();
    update();
}

void ChartLegend::setCompact(bool compact)
{
    if (compact == m_isCompact)
        return;
    m_isCompact = compact;
    updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const
{
    if (m_rows.empty())
        return {0, 0};
    int names = 0;
    for (const auto& row : m_rows)
        names = std::max(names, fontMetrics().horizontalAdvance(row.name));
    names = std::min(names, fontMetrics().averageCharWidth() * 20);
    return {sample + 6 + names + 4 + shownColumns() * (m_columnWidth + gap),
            (rowCount() + 1) * rowHeight() + 4};
}

QRect ChartLegend::rowRect(int row) const
{
    return {0, (row + 1) * rowHeight(), width(), rowHeight()};
}

int ChartLegend::rowAt(const QPoint& pos) const
{
    const int row = pos.y() / rowHeight() - 1;
    return rect().contains(pos) && row >= 0 && row < rowCount() ? row : -1;
}

void ChartLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto& colors = m_theme.colors();
    const auto placed = [this](const QRect& box) {
        return QStyle::visualRect(layoutDirection(), rect(), box);
    };
    const auto trailing = static_cast<int>(Qt::AlignVCenter | Qt::AlignTrailing);
    const auto columnBox = [this](const QRect& line, int column) {
        const int fromEnd = shownColumns() - 1 - column;
        return QRect(line.right() - (fromEnd + 1) * m_columnWidth - fromEnd * gap, line.top(), m_columnWidth,
                     line.height());
    };
    painter.setLayoutDirection(layoutDirection());
    painter.setPen(colors.secondary);
    if (!m_rows.empty()) {
        for (int column = 0; column < shownColumns(); ++column)
            painter.drawText(placed(columnBox(rowRect(-1), column)), trailing, m_headings.at(column));
    }
    for (int i = 0; i < rowCount(); ++i) {
        const auto& row = m_rows[static_cast<std::size_t>(i)];
        const auto line = rowRect(i);
        const int middle = line.center().y() + 1;
        if (row.isHidden) {
            painter.setPen(QPen(colors.controlBorder, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(placed(QRect(3, middle - 5, 10, 10)));
        } else if (row.line.style() != Qt::NoPen) {
            auto pen = row.line;
            // Dashes are counted in widths of the line: of a thick one hardly one would have room.
            if (auto dashes = pen.dashPattern(); pen.style() == Qt::CustomDashLine && pen.widthF() > 1) {
                std::transform(dashes.begin(), dashes.end(), dashes.begin(),
                               [&pen](qreal dash) { return dash / pen.widthF(); });
                pen.setDashPattern(dashes);
            }
            painter.setPen(pen);
            const auto box = placed(QRect(0, middle, sample, 1));
            painter.drawLine(box.left(), middle, box.right(), middle);
        } else {
            painter.fillRect(placed(QRect(3, middle - 5, 10, 10)), row.brush);
        }
        int valuesWidth = 0;
        for (int column = 0; column < shownColumns() && !row.isHidden; ++column) {
            painter.setPen(column == 0 ? colors.text : colors.secondary);
            painter.drawText(placed(columnBox(line, column)), trailing,
                             row.values[static_cast<std::size_t>(column)]);
            valuesWidth += m_columnWidth + gap;
        }
        painter.setPen(row.isHidden ? colors.disabled : colors.text);
        const auto name = line.adjusted(sample + 6, 0, -valuesWidth - 2, 0);
        painter.drawText(placed(name), static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                         fontMetrics().elidedText(row.name, Qt::ElideRight, std::max(0, name.width())));
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(colors.focus, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(line.adjusted(1, 1, -2, -1));
        }
    }
}

void ChartLegend::mouseReleaseEvent(QMouseEvent* event)
{
    const int index = rowAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    // A copy: the slots give new rows.
    const auto name = row(index).name;
    if (event->modifiers().testFlag(Qt::AltModifier))
        emit isolated(name);
    else
        emit toggled(name);
}

void ChartLegend::keyPressEvent(QKeyEvent* event)
{
    if (m_rows.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto name = row(m_current).name;
    switch (event->key()) {
    case Qt::Key_Up:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Down:
        m_current = std::min(rowCount() - 1, m_current + 1);
        break;
    case Qt::Key_Space:
        emit toggled(name);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit isolated(name);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    describe();
    update();
}

void ChartLegend::describe()
{
    if (m_rows.empty())
        return;
    const auto& current = row(m_current);
    QStringList parts{current.isHidden ? tr("%1, hidden").arg(current.name) : current.name};
    for (qsizetype i = 0; i < m_headings.size() && !current.isHidden; ++i)
        parts.append(m_headings.at(i) + u' ' + current.values[static_cast<std::size_t>(i)]);
    setAccessibleDescription(parts.join(u", "));
}

void ChartLegend::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    describe();
    update();
}

void ChartLegend::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool ChartLegend::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int index = rowAt(help->pos());
        if (index >= 0)
            QToolTip::showText(
                help->globalPos(),
                tr("%1 (click hides it, Alt+click shows it alone)").arg(row(index).name).toHtmlEscaped(),
                this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace nostrscope
