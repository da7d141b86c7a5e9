// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/histogramchart.h"

#include "ui/charts/chartcanvas.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nostrscope {

std::vector<HistogramBin> latencyBins(std::span<const double> milliseconds)
{
    constexpr int perDecade = 5;
    constexpr std::size_t most = 60;
    std::vector<HistogramBin> bins{{0, 1, 0}};
    const auto edge = [](std::size_t index) {
        return std::pow(10.0, static_cast<double>(index) / perDecade);
    };
    for (const double value : milliseconds) {
        if (!std::isfinite(value) || value < 0)
            continue;
        while (bins.back().to <= value && bins.size() < most)
            bins.push_back({edge(bins.size() - 1), edge(bins.size()), 0});
        const auto found = std::find_if(bins.begin(), bins.end() - 1,
                                        [value](const HistogramBin& bin) { return value < bin.to; });
        ++found->count;
    }
    return bins;
}

HistogramChart::HistogramChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
                               QWidget* parent)
    : ChartPanel(theme, fmt, title, parent)
    , m_unit(unit)
    , m_canvas(new ChartCanvas([this](QPainter& painter) { paintBins(painter); }, this))
{
    m_canvas->setLayoutDirection(Qt::LeftToRight);
    setBody(m_canvas);
    setSubtitle(unit);
    setMinimumHeight(140);
    connect(&theme, &Theme::changed, m_canvas, qOverload<>(&QWidget::update));
    connect(m_canvas, &ChartCanvas::hovered, this, [this](const QPointF& pos) {
        const auto box = plot();
        if (m_bins.empty() || pos.x() < box.left() || pos.x() >= box.right())
            setCursorAt(std::nullopt);
        else
            setCursorAt(std::min(m_bins.size() - 1,
                                 static_cast<std::size_t>((pos.x() - box.left()) / box.width()
                                                          * static_cast<double>(m_bins.size()))));
    });
    connect(m_canvas, &ChartCanvas::left, this, [this] { setCursorAt(std::nullopt); });
}

void HistogramChart::setBins(std::vector<HistogramBin> bins, std::vector<Mark> marks, ChartUnit axis)
{
    bins.resize(std::min(bins.size(), maximumBins));
    double maximum = 0;
    for (auto& bin : bins) {
        bin.count = std::isfinite(bin.count) && bin.count > 0 ? std::min(bin.count, 1e30) : 0;
        maximum = std::max(maximum, bin.count);
    }
    m_scale = ValueScale::linear(maximum, ChartUnit::Count);
    m_bins = std::move(bins);
    m_marks = std::move(marks);
    m_marks.resize(std::min<std::size_t>(m_marks.size(), 6));
    m_axis = axis;
    if (m_cursor && *m_cursor >= m_bins.size())
        m_cursor.reset();
    m_canvas->update();
    updateTip();
    refreshTexts();
}

double HistogramChart::total() const
{
    double sum = 0;
    for (const auto& bin : m_bins)
        sum += bin.count;
    return sum;
}

QRectF HistogramChart::plot() const
{
    const auto metrics = m_canvas->fontMetrics();
    int widest = 0;
    for (const double tick : m_scale.ticks)
        widest = std::max(widest, metrics.horizontalAdvance(chartValue(fmt(), ChartUnit::Count, tick)));
    return QRectF(m_canvas->rect())
        .adjusted(widest + 8, metrics.height() + 4, -metrics.averageCharWidth() * 3, -(metrics.height() + 6));
}

QRectF HistogramChart::barRect(std::size_t bin) const
{
    const auto box = plot();
    const double width = box.width() / std::max<double>(1, static_cast<double>(m_bins.size()));
    return {box.left() + width * static_cast<double>(bin), box.top(), width, box.height()};
}

std::optional<double> HistogramChart::xOf(double value) const
{
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        const auto& bin = m_bins[i];
        if (!(value >= bin.from && value < bin.to))
            continue;
        // Within a bin as the axis grows: by factors, but evenly where it starts at zero.
        const double part = bin.from > 0 ? std::log(value / bin.from) / std::log(bin.to / bin.from)
                                         : (value - bin.from) / (bin.to - bin.from);
        return barRect(i).left() + barRect(i).width() * std::clamp(part, 0.0, 1.0);
    }
    return std::nullopt;
}

void HistogramChart::paintBins(QPainter& painter)
{
    const auto& c = colors();
    const auto box = plot();
    if (m_bins.empty() || total() <= 0) {
        painter.setPen(c.secondary);
        painter.drawText(m_canvas->rect(), static_cast<int>(Qt::AlignCenter), tr("No data in this range"));
        return;
    }
    if (box.width() < 10 || box.height() < 10)
        return;
    paintAxes(painter, box);
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        const auto cell = barRect(i);
        const double height = box.height() * m_scale.place(m_bins[i].count);
        const double gap = cell.width() >= 4 ? 1 : 0;
        // What exists is seen, however little it is.
        const double seen = m_bins[i].count > 0 ? std::max(height, 1.0) : 0;
        painter.fillRect(QRectF(cell.left() + gap / 2, box.bottom() - seen, cell.width() - gap, seen),
                         c.series[0]);
    }
    paintMarks(painter, box);
    if (m_cursor && !isExporting()) {
        auto shade = c.text;
        shade.setAlpha(40);
        painter.fillRect(barRect(*m_cursor), shade);
        painter.setPen(QPen(c.focus, c.isHighContrast ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(barRect(*m_cursor));
    }
}

void HistogramChart::paintAxes(QPainter& painter, const QRectF& box)
{
    const auto& c = colors();
    const auto metrics = m_canvas->fontMetrics();
    for (const double tick : m_scale.ticks) {
        const double y = std::round(box.bottom() - box.height() * m_scale.place(tick)) + 0.5;
        painter.setPen(QPen(c.hairline, 0));
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        painter.setPen(c.secondary);
        painter.drawText(QRectF(0, y - metrics.height(), box.left() - 6, 2 * metrics.height()),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                         chartValue(fmt(), ChartUnit::Count, tick));
    }
    double free = -1e9;
    for (std::size_t i = 0; i <= m_bins.size(); ++i) {
        const bool isEnd = i == m_bins.size();
        const double value = isEnd ? m_bins.back().to : m_bins[i].from;
        const double x = isEnd ? box.right() : barRect(i).left();
        const auto text = chartValue(fmt(), m_axis, value);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - width / 2, 0.0, std::max(0.0, m_canvas->width() - width));
        if (left < free)
            continue;
        free = left + width + 10;
        painter.setPen(QPen(c.hairline, 0));
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + 4));
        painter.setPen(c.secondary);
        painter.drawText(QPointF(left, box.bottom() + 4 + metrics.ascent()), text);
    }
}

void HistogramChart::paintMarks(QPainter& painter, const QRectF& box)
{
    const auto& c = colors();
    const auto metrics = m_canvas->fontMetrics();
    double free = -1e9;
    for (const auto& mark : m_marks) {
        const auto x = xOf(mark.value);
        if (!x)
            continue;
        painter.setPen(QPen(c.text, c.lineWidth(), Qt::DashLine));
        painter.drawLine(QPointF(*x, box.top()), QPointF(*x, box.bottom()));
        const auto text =
            tr("%1 %2", "name of a mark and its value").arg(mark.name, chartValue(fmt(), m_axis, mark.value));
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(*x - width / 2, 0.0, std::max(0.0, m_canvas->width() - width));
        if (left < free)
            continue;
        free = left + width + 8;
        painter.setPen(c.text);
        painter.drawText(QPointF(left, box.top() - 4), text);
    }
}

void HistogramChart::setCursorAt(std::optional<std::size_t> bin)
{
    if (bin == m_cursor)
        return;
    m_cursor = bin;
    m_canvas->update();
    updateTip();
    refreshTexts();
}

void HistogramChart::keyPressEvent(QKeyEvent* event)
{
    if (isTableShown() || m_bins.empty() || event->modifiers() != Qt::NoModifier) {
        ChartPanel::keyPressEvent(event);
        return;
    }
    const auto last = m_bins.size() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        setCursorAt(m_cursor ? (*m_cursor > 0 ? *m_cursor - 1 : 0) : last);
        break;
    case Qt::Key_Right:
        setCursorAt(m_cursor ? std::min(*m_cursor + 1, last) : 0);
        break;
    case Qt::Key_Home:
        setCursorAt(0);
        break;
    case Qt::Key_End:
        setCursorAt(last);
        break;
    case Qt::Key_Escape:
        setCursorAt(std::nullopt);
        break;
    default:
        ChartPanel::keyPressEvent(event);
    }
}

QString HistogramChart::binName(std::size_t bin) const
{
    return tr("%1 to %2", "bounds of a bin")
        .arg(chartValue(fmt(), m_axis, m_bins[bin].from), chartValue(fmt(), m_axis, m_bins[bin].to));
}

QString HistogramChart::upTo(std::size_t bin) const
{
    double sum = 0;
    for (std::size_t i = 0; i <= bin; ++i)
        sum += m_bins[i].count;
    return total() > 0 ? fmt().percent(sum / total()) : Fmt::missing();
}

void HistogramChart::updateTip()
{
    if (!m_cursor) {
        hideTip();
        return;
    }
    const auto& bin = m_bins[*m_cursor];
    showTip(binName(*m_cursor),
            {{m_unit, chartValue(fmt(), ChartUnit::Count, bin.count, true),
              total() > 0 ? fmt().percent(bin.count / total()) : QString(), colors().series[0], false}},
            {tr("%1 lie below %2").arg(upTo(*m_cursor), chartValue(fmt(), m_axis, bin.to))}, *m_canvas,
            barRect(*m_cursor).center().toPoint());
}

QString HistogramChart::cursorText() const
{
    if (!m_cursor)
        return {};
    const auto& bin = m_bins[*m_cursor];
    return tr("%1: %2 %3; %4 lie below %5", "bin, number, unit, share, upper bound")
        .arg(binName(*m_cursor), chartValue(fmt(), ChartUnit::Count, bin.count, true), m_unit,
             upTo(*m_cursor), chartValue(fmt(), m_axis, bin.to));
}

QString HistogramChart::summary() const
{
    if (m_bins.empty() || total() <= 0)
        return tr("%1: no data in this range").arg(title());
    const auto peak =
        std::max_element(m_bins.begin(), m_bins.end(),
                         [](const HistogramBin& a, const HistogramBin& b) { return a.count < b.count; });
    return tr("%1: %2 %3, most at %4")
        .arg(title(), chartValue(fmt(), ChartUnit::Count, total(), true), m_unit,
             binName(static_cast<std::size_t>(peak - m_bins.begin())));
}

ChartTable HistogramChart::toTable() const
{
    ChartTable table;
    table.header = {tr("From"), tr("To"), m_unit, tr("Share")};
    const auto number = [this](ChartUnit unit, double value) {
        return ChartTable::Cell{chartValue(fmt(), unit, value, true), rawValue(value),
                                std::isnan(value) ? -1.0 : value, false};
    };
    for (const auto& bin : m_bins)
        table.rows.push_back({number(m_axis, bin.from), number(m_axis, bin.to),
                              number(ChartUnit::Count, bin.count),
                              number(ChartUnit::Ratio, total() > 0 ? bin.count / total() : noValue)});
    return table;
}

} // namespace nostrscope
