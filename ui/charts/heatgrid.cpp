// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/heatgrid.h"

#include "ui/charts/chartcanvas.h"
#include "ui/charts/hatch.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nostrscope {

HeatGrid::HeatGrid(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
                   QWidget* parent)
    : ChartPanel(theme, fmt, title, parent)
    , m_unit(unit)
    , m_canvas(new ChartCanvas([this](QPainter& painter) { paintGrid(painter); }, this))
{
    m_canvas->setLayoutDirection(Qt::LeftToRight);
    setBody(m_canvas);
    setSubtitle(unit);
    setMinimumHeight(140);
    connect(&theme, &Theme::changed, m_canvas, qOverload<>(&QWidget::update));
    connect(m_canvas, &ChartCanvas::hovered, this, [this](const QPointF& pos) { setCurrent(cellAt(pos)); });
    connect(m_canvas, &ChartCanvas::left, this, [this] { setCurrent(std::nullopt); });
    connect(m_canvas, &ChartCanvas::clicked, this, [this](const QPointF& pos) {
        if (const auto cell = cellAt(pos))
            emit activated(cell->first, cell->second);
    });
}

void HeatGrid::setData(Data given)
{
    const auto width = static_cast<std::size_t>(given.columns.size());
    given.rows = given.rows.mid(0, maximumRows);
    given.columns = given.columns.mid(0, maximumColumns);
    std::vector<double> values;
    m_maximum = 0;
    for (std::size_t row = 0; row < static_cast<std::size_t>(given.rows.size()); ++row) {
        for (std::size_t column = 0; column < static_cast<std::size_t>(given.columns.size()); ++column) {
            const auto index = row * width + column;
            const double raw = index < given.values.size() ? given.values[index] : noValue;
            values.push_back(std::isfinite(raw) && raw >= 0 ? std::min(raw, 1e30) : noValue);
            m_maximum = std::fmax(m_maximum, values.back());
        }
    }
    given.values = std::move(values);
    constexpr qsizetype longestLabel = 100;
    for (auto* labels : {&given.rows, &given.columns}) {
        for (auto& label : *labels)
            label.truncate(longestLabel);
    }
    m_data = std::move(given);
    m_canvas->setRowNames(m_data.rows);
    if (m_current && (m_current->first >= rowCount() || m_current->second >= columnCount()))
        m_current.reset();
    m_canvas->update();
    updateTip();
    refreshTexts();
}

void HeatGrid::setEmptyText(const QString& text)
{
    if (text == m_emptyText)
        return;
    m_emptyText = text;
    m_canvas->update();
}

double HeatGrid::value(int row, int column) const
{
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
        return noValue;
    return m_data.values[static_cast<std::size_t>(row * columnCount() + column)];
}

int HeatGrid::step(double value) const
{
    if (std::isnan(value))
        return -1;
    if (value <= 0 || m_maximum <= 0)
        return 0;
    return std::clamp(static_cast<int>(std::ceil(value / m_maximum * 7)), 1, 7);
}

QRectF HeatGrid::grid() const
{
    const int names = m_canvas->rowNamesWidth();
    const double line = m_canvas->fontMetrics().height() + 4.0;
    // Below: labels of the columns, then the scale of colours.
    return QRectF(m_canvas->rect()).adjusted(names + 8, 1, -1, -2 * line - 6);
}

QRectF HeatGrid::cellRect(int row, int column) const
{
    const auto box = grid();
    const double width = box.width() / std::max(1, columnCount());
    const double height = box.height() / std::max(1, rowCount());
    return {box.left() + column * width, box.top() + row * height, width, height};
}

std::optional<HeatGrid::Cell> HeatGrid::cellAt(const QPointF& pos) const
{
    const auto box = grid();
    if (!box.contains(pos) || rowCount() == 0 || columnCount() == 0)
        return std::nullopt;
    return Cell{
        std::min(static_cast<int>((pos.y() - box.top()) / box.height() * rowCount()), rowCount() - 1),
        std::min(static_cast<int>((pos.x() - box.left()) / box.width() * columnCount()), columnCount() - 1)};
}

void HeatGrid::paintGrid(QPainter& painter)
{
    const auto& c = colors();
    const auto box = grid();
    if (rowCount() == 0 || columnCount() == 0) {
        painter.setPen(c.secondary);
        painter.drawText(m_canvas->rect(), static_cast<int>(Qt::AlignCenter),
                         m_emptyText.isEmpty() ? tr("No data in this range") : m_emptyText);
        return;
    }
    if (box.width() < columnCount() || box.height() < rowCount())
        return; // less than a pixel for a cell
    const auto metrics = m_canvas->fontMetrics();
    const double gap = cellRect(0, 0).width() > 6 && cellRect(0, 0).height() > 6 ? 1 : 0;
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            auto cell = cellRect(row, column).adjusted(0, 0, -gap, -gap);
            const int shade = step(value(row, column));
            if (shade < 0) {
                // Neighbours without data are one: a hatch of its own for each of 40,000 cells takes long.
                while (column + 1 < columnCount() && std::isnan(value(row, column + 1)))
                    cell.setRight(cellRect(row, ++column).right() - gap);
                paintHatch(painter, cell, c.hairline, HatchLean::Forward, 4);
                continue;
            }
            painter.fillRect(cell, shade == 0 ? c.base : c.heat[static_cast<std::size_t>(shade - 1)]);
            if (shade == 0 && gap > 0) {
                painter.setPen(QPen(c.hairline, 1));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
            }
        }
        const auto first = cellRect(row, 0);
        painter.setPen(c.secondary);
        if (first.height() >= metrics.height() * 0.8)
            painter.drawText(
                QRectF(0, first.top() - 4, box.left() - 6, first.height() + 8),
                static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                metrics.elidedText(m_data.rows.at(row), Qt::ElideRight, static_cast<int>(box.left()) - 6));
    }
    // Every column, every second …: as many as have room, at even distances.
    double widest = 1;
    for (const auto& label : std::as_const(m_data.columns))
        widest = std::max<double>(widest, metrics.horizontalAdvance(label) + 6);
    const int step = std::max(1, static_cast<int>(std::ceil(widest / cellRect(0, 0).width())));
    for (int column = 0; column < columnCount(); column += step) {
        const auto text = m_data.columns.at(column);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(cellRect(0, column).center().x() - width / 2, 0.0,
                                       std::max(0.0, m_canvas->width() - width));
        painter.drawText(QPointF(left, box.bottom() + 3 + metrics.ascent()), text);
    }
    const double line = metrics.height() + 4.0;
    paintScale(painter, QRectF(box.left(), box.bottom() + line + 4, box.width(), line));
    if (m_current && !isExporting()) {
        painter.setBrush(Qt::NoBrush);
        const auto cell = cellRect(m_current->first, m_current->second).adjusted(0, 0, -gap, -gap);
        // A line of the ground inside the ring: one of both is seen on every shade.
        painter.setPen(QPen(c.base, 1));
        painter.drawRect(cell.adjusted(1.5, 1.5, -1.5, -1.5));
        painter.setPen(QPen(c.focus, 2));
        painter.drawRect(cell);
    }
}

void HeatGrid::paintScale(QPainter& painter, const QRectF& box)
{
    const auto& c = colors();
    const auto metrics = m_canvas->fontMetrics();
    const auto low = chartValue(fmt(), m_data.unit, 0);
    const auto high = chartValue(fmt(), m_data.unit, m_maximum);
    constexpr double square = 12;
    double x = box.left();
    const double y = box.center().y();
    const auto text = [&](const QString& words) {
        painter.setPen(c.secondary);
        painter.drawText(QPointF(x, y + metrics.ascent() / 2.0 - 1), words);
        x += metrics.horizontalAdvance(words) + 6;
    };
    text(low);
    for (int shade = 0; shade <= 7; ++shade) {
        const QRectF cell(x, y - square / 2, square, square);
        painter.fillRect(cell, shade == 0 ? c.base : c.heat[static_cast<std::size_t>(shade - 1)]);
        painter.setPen(QPen(c.hairline, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
        x += square + 1;
    }
    x += 6;
    text(high);
    x += 12;
    if (x + square + metrics.horizontalAdvance(tr("no data")) > box.right())
        return;
    paintHatch(painter, QRectF(x, y - square / 2, square, square), c.hairline, HatchLean::Forward, 4);
    x += square + 6;
    text(tr("no data"));
}

void HeatGrid::setCurrent(std::optional<Cell> cell)
{
    if (cell == m_current)
        return;
    m_current = cell;
    m_canvas->update();
    updateTip();
    refreshTexts();
}

void HeatGrid::keyPressEvent(QKeyEvent* event)
{
    if (isTableShown() || rowCount() == 0 || columnCount() == 0 || event->modifiers() != Qt::NoModifier) {
        ChartPanel::keyPressEvent(event);
        return;
    }
    const auto [row, column] = m_current.value_or(Cell{0, 0});
    const auto move = [this](int toRow, int toColumn) {
        setCurrent(Cell{std::clamp(toRow, 0, rowCount() - 1), std::clamp(toColumn, 0, columnCount() - 1)});
    };
    const int by = m_current ? 1 : 0; // the first key shows the cursor
    switch (event->key()) {
    case Qt::Key_Up:
        move(row - by, column);
        break;
    case Qt::Key_Down:
        move(row + by, column);
        break;
    case Qt::Key_Left:
        move(row, column - by);
        break;
    case Qt::Key_Right:
        move(row, column + by);
        break;
    case Qt::Key_Home:
        move(row, 0);
        break;
    case Qt::Key_End:
        move(row, columnCount() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current)
            emit activated(row, column);
        break;
    case Qt::Key_Escape:
        setCurrent(std::nullopt);
        break;
    default:
        ChartPanel::keyPressEvent(event);
    }
}

void HeatGrid::updateTip()
{
    if (!m_current) {
        hideTip();
        return;
    }
    const auto [row, column] = *m_current;
    showTip(tr("%1, %2", "row and column").arg(m_data.rows.at(row), m_data.columns.at(column)),
            {{m_unit, chartValue(fmt(), m_data.unit, value(row, column), true), {}, {}, false}}, {},
            *m_canvas, cellRect(row, column).center().toPoint());
}

QString HeatGrid::cursorText() const
{
    if (!m_current)
        return {};
    const double there = value(m_current->first, m_current->second);
    return tr("%1, %2: %3", "row, column, value")
        .arg(m_data.rows.at(m_current->first), m_data.columns.at(m_current->second),
             std::isnan(there)
                 ? tr("no data")
                 : tr("%1 %2", "number and unit").arg(chartValue(fmt(), m_data.unit, there, true), m_unit));
}

QString HeatGrid::summary() const
{
    if (m_maximum <= 0)
        return tr("%1: no data in this range").arg(title());
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            if (value(row, column) == m_maximum)
                return tr("%1: most at %2, %3 (%4 %5)")
                    .arg(title(), m_data.rows.at(row), m_data.columns.at(column),
                         chartValue(fmt(), m_data.unit, m_maximum, true), m_unit);
        }
    }
    return {};
}

ChartTable HeatGrid::toTable() const
{
    ChartTable table;
    table.header = QStringList{m_unit} + m_data.columns;
    for (int row = 0; row < rowCount(); ++row) {
        std::vector<ChartTable::Cell> cells{ChartTable::text(m_data.rows.at(row))};
        for (int column = 0; column < columnCount(); ++column) {
            const double one = value(row, column);
            cells.push_back({chartValue(fmt(), m_data.unit, one, true), rawValue(one),
                             std::isnan(one) ? -1.0 : one, false});
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

} // namespace nostrscope
