// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/barrank.h"

#include "ui/charts/chartcanvas.h"
#include "ui/charts/chartshapes.h"
#include "ui/charts/hatch.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace nostrscope {

BarRank::BarRank(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
                 QWidget* parent)
    : ChartPanel(theme, fmt, title, parent)
    , m_unit(unit)
    , m_canvas(new ChartCanvas([this](QPainter& painter) { paintBars(painter); }, this))
{
    setBody(m_canvas);
    setSubtitle(unit);
    setMinimumHeight(120);
    connect(&theme, &Theme::changed, m_canvas, qOverload<>(&QWidget::update));
    connect(m_canvas, &ChartCanvas::hovered, this, [this](const QPointF& pos) { setCurrent(rowAt(pos)); });
    connect(m_canvas, &ChartCanvas::left, this, [this] { setCurrent(-1); });
    connect(m_canvas, &ChartCanvas::clicked, this, [this](const QPointF& pos) { activate(rowAt(pos)); });
}

void BarRank::setBars(std::vector<Bar> bars, double others, ChartUnit valueUnit)
{
    constexpr double greatest = 1e30;
    std::erase_if(bars, [](const Bar& bar) { return !(bar.value >= 0); });
    for (auto& bar : bars) {
        bar.value = std::min(bar.value, greatest);
        bar.name.truncate(200);
    }
    std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.value > b.value; });
    m_others = others > 0 ? std::min(others, greatest) : 0;
    for (std::size_t i = maximumBars; i < bars.size(); ++i)
        m_others += bars[i].value;
    bars.resize(std::min(bars.size(), maximumBars));
    m_bars = std::move(bars);
    m_valueUnit = valueUnit;
    m_current = std::min(m_current, rowCount() - 1);
    m_canvas->update();
    updateTip();
    refreshTexts();
}

void BarRank::setEmptyText(const QString& text)
{
    if (text == m_emptyText)
        return;
    m_emptyText = text;
    m_canvas->update();
}

int BarRank::rowCount() const
{
    return static_cast<int>(m_bars.size()) + (m_others > 0 ? 1 : 0);
}

double BarRank::total() const
{
    double sum = m_others;
    for (const auto& bar : m_bars)
        sum += bar.value;
    return sum;
}

QString BarRank::nameOf(int row) const
{
    return row < static_cast<int>(m_bars.size()) ? m_bars[static_cast<std::size_t>(row)].name : tr("Other");
}

double BarRank::valueOf(int row) const
{
    return row < static_cast<int>(m_bars.size()) ? m_bars[static_cast<std::size_t>(row)].value : m_others;
}

QRectF BarRank::rowRect(int row) const
{
    const double wanted = fontMetrics().height() + 8.0;
    // Rows never grow beyond their text; many of them in a low chart get narrower.
    const double height =
        std::min(wanted, m_canvas->height() / std::max(1.0, static_cast<double>(rowCount())));
    return {0, row * height, static_cast<double>(m_canvas->width()), height};
}

int BarRank::rowAt(const QPointF& pos) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (rowRect(row).contains(pos))
            return row;
    }
    return -1;
}

void BarRank::paintBars(QPainter& painter)
{
    const auto& c = colors();
    if (rowCount() == 0) {
        painter.setPen(c.secondary);
        painter.drawText(m_canvas->rect(), static_cast<int>(Qt::AlignCenter | Qt::TextWordWrap), m_emptyText);
        return;
    }
    const auto metrics = m_canvas->fontMetrics();
    int valueWidth = 0;
    double greatest = 0;
    for (int row = 0; row < rowCount(); ++row) {
        valueWidth =
            std::max(valueWidth, metrics.horizontalAdvance(chartValue(fmt(), m_valueUnit, valueOf(row))));
        greatest = std::max(greatest, valueOf(row));
    }
    const int shareWidth = metrics.horizontalAdvance(fmt().percent(0.8888));
    const int width = m_canvas->width();
    const int nameWidth = std::min(metrics.averageCharWidth() * 26, width * 2 / 5);
    const int barWidth = width - nameWidth - valueWidth - shareWidth - 32;
    const auto placed = [this](const QRectF& box) {
        return QStyle::visualRect(layoutDirection(), m_canvas->rect(), box.toRect());
    };
    painter.setLayoutDirection(layoutDirection());
    for (int row = 0; row < rowCount(); ++row) {
        const auto line = rowRect(row);
        if (row == m_current && !isExporting())
            painter.fillRect(line, c.isHighContrast ? c.base : c.alternate);
        painter.setPen(c.text);
        painter.drawText(placed(QRectF(0, line.top(), nameWidth, line.height())),
                         static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                         metrics.elidedText(nameOf(row), Qt::ElideMiddle, nameWidth));
        const double share = greatest > 0 ? valueOf(row) / greatest : 0;
        const double thickness = std::max(2.0, line.height() - 8);
        const QRectF bar(nameWidth + 8, line.center().y() - thickness / 2,
                         valueOf(row) > 0 ? std::max(1.0, barWidth * share) : 0, thickness);
        if (barWidth > 8) {
            if (row < static_cast<int>(m_bars.size())) {
                painter.fillRect(placed(bar), c.seriesColor(m_bars[static_cast<std::size_t>(row)].color));
            } else {
                paintHatch(painter, placed(bar), c.secondary, HatchLean::Forward, 5);
                painter.setPen(QPen(c.secondary, 1));
                painter.drawRect(placed(bar).adjusted(0, 0, -1, -1));
            }
        }
        const auto trailing = static_cast<int>(Qt::AlignVCenter | Qt::AlignTrailing);
        painter.setPen(c.text);
        painter.drawText(
            placed(QRectF(width - shareWidth - valueWidth - 14, line.top(), valueWidth + 2, line.height())),
            trailing, chartValue(fmt(), m_valueUnit, valueOf(row)));
        painter.setPen(c.secondary);
        painter.drawText(placed(QRectF(width - shareWidth - 4, line.top(), shareWidth, line.height())),
                         trailing, total() > 0 ? fmt().percent(valueOf(row) / total()) : QString());
        if (row == m_current && hasFocus() && !isExporting()) {
            painter.setPen(QPen(c.focus, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(line.adjusted(1, 1, -1, -1));
        }
    }
}

void BarRank::setCurrent(int row)
{
    if (row == m_current)
        return;
    m_current = row;
    m_canvas->setCursor(row >= 0 && row < static_cast<int>(m_bars.size()) ? Qt::PointingHandCursor
                                                                          : Qt::ArrowCursor);
    m_canvas->update();
    updateTip();
    refreshTexts();
}

void BarRank::activate(int row)
{
    if (row >= 0 && row < static_cast<int>(m_bars.size()))
        emit activated(m_bars[static_cast<std::size_t>(row)].key);
}

void BarRank::keyPressEvent(QKeyEvent* event)
{
    if (isTableShown() || rowCount() == 0 || event->modifiers() != Qt::NoModifier) {
        ChartPanel::keyPressEvent(event);
        return;
    }
    const int last = rowCount() - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        setCurrent(m_current < 0 ? last : std::max(0, m_current - 1));
        break;
    case Qt::Key_Down:
        setCurrent(std::min(last, m_current + 1));
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(last);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_current);
        break;
    case Qt::Key_Escape:
        setCurrent(-1);
        break;
    default:
        ChartPanel::keyPressEvent(event);
    }
}

void BarRank::focusOutEvent(QFocusEvent* event)
{
    ChartPanel::focusOutEvent(event);
    m_canvas->update();
}

void BarRank::updateTip()
{
    if (m_current < 0 || m_current >= rowCount()) {
        hideTip();
        return;
    }
    showTip(nameOf(m_current),
            {{m_unit,
              chartValue(fmt(), m_valueUnit, valueOf(m_current), true),
              total() > 0 ? fmt().percent(valueOf(m_current) / total()) : QString(),
              {},
              false}},
            {}, *m_canvas, rowRect(m_current).center().toPoint());
}

QString BarRank::cursorText() const
{
    if (m_current < 0 || m_current >= rowCount())
        return {};
    return tr("%1: %2 %3", "name, number, unit")
        .arg(nameOf(m_current), chartValue(fmt(), m_valueUnit, valueOf(m_current), true), m_unit);
}

QString BarRank::summary() const
{
    if (m_bars.empty())
        return tr("%1: no data in this range").arg(title());
    return tr("%1: most are %2 with %3 %4")
        .arg(title(), m_bars.front().name, chartValue(fmt(), m_valueUnit, m_bars.front().value, true),
             m_unit);
}

ChartTable BarRank::toTable() const
{
    ChartTable table;
    table.header = {tr("Name"), m_unit, tr("Share")};
    for (int row = 0; row < rowCount(); ++row) {
        const double share = total() > 0 ? valueOf(row) / total() : noValue;
        table.rows.push_back({ChartTable::text(nameOf(row)),
                              {chartValue(fmt(), m_valueUnit, valueOf(row), true), rawValue(valueOf(row)),
                               valueOf(row), false},
                              {chartValue(fmt(), ChartUnit::Ratio, share), rawValue(share),
                               std::isnan(share) ? -1.0 : share, false}});
    }
    return table;
}

} // namespace nostrscope
