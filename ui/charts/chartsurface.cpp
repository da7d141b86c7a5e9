// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartsurface.h"

#include <QAreaSeries>
#include <QChart>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include <array>
#include <cmath>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

constexpr int maximumGridLines = 5;
/// Narrower bars than this have no gaps between them, they would vanish.
constexpr double minimumGappedBar = 4;

/// The round step (1, 2, 5 × 10ⁿ, at least 1) that needs at most `lines` steps to `maximum`.
double niceStep(double maximum, int lines)
{
    const double raw = std::max(maximum / lines, 1.0);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

ChartSurface::ChartSurface(const Theme& theme, const Fmt& fmt, QWidget* parent)
    : QChartView(parent)
    , m_theme(theme)
    , m_fmt(fmt)
    , m_time(new QValueAxis(this))
    , m_values(new QValueAxis(this))
{
    setFocusPolicy(Qt::NoFocus); // the TimeChart around it takes the keys
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setMinimumSize(200, 120);
    setViewportUpdateMode(FullViewportUpdate);
    setBackgroundBrush(Qt::NoBrush);
    auto* plot = chart();
    plot->legend()->hide();
    plot->setBackgroundVisible(false);
    plot->setAnimationOptions(QChart::NoAnimation);
    plot->setMargins({});
    plot->layout()->setContentsMargins(0, 0, 0, 0);
    plot->addAxis(m_time, Qt::AlignBottom);
    plot->addAxis(m_values, Qt::AlignLeft);
    m_time->setVisible(false);
    m_values->setVisible(false);
}

void ChartSurface::ensureLayers(std::size_t count)
{
    while (m_layers.size() > count) {
        chart()->removeSeries(m_layers.back().area);
        delete m_layers.back().area;
        delete m_layers.back().lower;
        delete m_layers.back().upper;
        m_layers.pop_back();
    }
    while (m_layers.size() < count) {
        Layer layer{new QLineSeries(this), new QLineSeries(this), nullptr};
        layer.area = new QAreaSeries(layer.upper, layer.lower);
        chart()->addSeries(layer.area);
        layer.area->attachAxis(m_time);
        layer.area->attachAxis(m_values);
        m_layers.push_back(layer);
    }
}

void ChartSurface::styleLayers()
{
    const auto& colors = m_theme.colors();
    const bool isGapped =
        m_data.size() > 0 && m_plot.width() / static_cast<double>(m_data.size()) >= minimumGappedBar;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const int number = m_data.series[i].color;
        const auto brush = number < 0 ? QBrush(colors.secondary, Qt::BDiagPattern)
                                      : QBrush(colors.series[static_cast<std::size_t>(number)]);
        // Neighbouring colours can be close in lightness: a line of the ground keeps them apart.
        const auto pen = isGapped ? QPen(colors.base, 1) : QPen(Qt::NoPen);
        if (m_layers[i].area->brush() != brush)
            m_layers[i].area->setBrush(brush);
        if (m_layers[i].area->pen() != pen)
            m_layers[i].area->setPen(pen);
    }
}

void ChartSurface::fillLayers()
{
    const auto count = m_data.size();
    const double barWidth = m_plot.width() / std::max<double>(1, static_cast<double>(count));
    const double gap = barWidth >= minimumGappedBar ? 0.5 / barWidth : 0.0;
    std::vector<double> floorOf(count, 0.0);
    for (std::size_t s = 0; s < m_layers.size(); ++s) {
        const auto& values = m_data.series[s].values;
        QList<QPointF> lower;
        QList<QPointF> upper;
        lower.reserve(static_cast<qsizetype>(count) * 2);
        upper.reserve(static_cast<qsizetype>(count) * 4);
        for (std::size_t i = 0; i < count; ++i) {
            const double from = floorOf[i];
            const double to =
                from + (m_data.present[i] && i < values.size() ? static_cast<double>(values[i]) : 0.0);
            const auto left = static_cast<double>(i) + gap;
            const auto right = static_cast<double>(i + 1) - gap;
            lower << QPointF(left, from) << QPointF(right, from);
            // Between two bars both lines are one: nothing is filled there.
            upper << QPointF(left, from) << QPointF(left, to) << QPointF(right, to) << QPointF(right, from);
            floorOf[i] = to;
        }
        m_layers[s].lower->replace(lower);
        m_layers[s].upper->replace(upper);
    }
}

void ChartSurface::scaleValues()
{
    std::uint64_t maximum = 0;
    for (std::size_t i = 0; i < m_data.size(); ++i) {
        if (m_data.present[i])
            maximum = std::max(maximum, m_data.total(i));
    }
    m_step = niceStep(static_cast<double>(maximum), maximumGridLines);
    m_top = std::max(std::ceil(static_cast<double>(maximum) / m_step) * m_step, m_step);
}

void ChartSurface::setData(const TimeChartData& counts)
{
    m_data = counts;
    ensureLayers(m_data.series.size());
    scaleValues();
    m_time->setRange(0, std::max<double>(1, static_cast<double>(m_data.size())));
    m_values->setRange(0, m_top);
    placePlot();
    fillLayers();
    styleLayers();
    viewport()->update();
}

void ChartSurface::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void ChartSurface::setCursorAt(std::optional<std::size_t> bucket)
{
    m_cursor = bucket;
    viewport()->update();
}

void ChartSurface::placePlot()
{
    int widest = 0;
    for (double value = 0; value <= m_top; value += m_step)
        widest = std::max(widest,
                          fontMetrics().horizontalAdvance(m_fmt.number(static_cast<std::uint64_t>(value))));
    const QRectF area(viewport()->rect());
    const auto plot =
        area.adjusted(widest + 8, fontMetrics().height() / 2.0 + 1, -1, -(fontMetrics().height() + 6));
    if (plot == m_plot || plot.width() < 10 || plot.height() < 10)
        return;
    m_plot = plot;
    chart()->setPlotArea(m_plot);
}

void ChartSurface::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placePlot();
    fillLayers();
    styleLayers();
}

double ChartSurface::xOf(double bucket) const
{
    return m_plot.left() + m_plot.width() * bucket / std::max<double>(1, static_cast<double>(m_data.size()));
}

double ChartSurface::yOf(double value) const
{
    return m_plot.bottom() - m_plot.height() * value / m_top;
}

void ChartSurface::drawBackground(QPainter* painter, const QRectF&)
{
    const auto& colors = m_theme.colors();
    painter->fillRect(viewport()->rect(), colors.base);
    if (m_data.size() == 0 || m_data.series.empty())
        return;
    painter->setFont(font());
    for (double value = 0; value <= m_top + m_step / 2; value += m_step) {
        const double y = std::round(yOf(value)) + 0.5;
        painter->setPen(QPen(colors.hairline, 0));
        painter->drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter->setPen(colors.secondary);
        painter->drawText(QRectF(0, y - 20, m_plot.left() - 6, 40),
                          static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                          m_fmt.number(static_cast<std::uint64_t>(value)));
    }
    // A gap is not a zero.
    for (std::size_t i = 0; i < m_data.size(); ++i) {
        if (m_data.present[i])
            continue;
        auto end = i;
        while (end < m_data.size() && !m_data.present[end])
            ++end;
        const QRectF band(QPointF(xOf(static_cast<double>(i)), m_plot.top()),
                          QPointF(xOf(static_cast<double>(end)), m_plot.bottom()));
        painter->fillRect(band, QBrush(colors.hairline, Qt::BDiagPattern));
        i = end;
    }
    drawTimeLabels(painter);
}

void ChartSurface::drawTimeLabels(QPainter* painter)
{
    static constexpr std::array<std::chrono::seconds, 14> steps{1min, 5min, 10min, 15min, 30min, 1h,   2h,
                                                                3h,   6h,   12h,   24h,   48h,   168h, 720h};
    const auto span = m_data.bucket * static_cast<std::int64_t>(m_data.size());
    const double labelWidth = fontMetrics().horizontalAdvance(QStringLiteral("00 MMM")) + 24.0;
    const auto fitting = std::max<std::int64_t>(1, static_cast<std::int64_t>(m_plot.width() / labelWidth));
    auto step = steps.back();
    while (span / step > fitting && step < 100'000h)
        step *= 2;
    for (const auto candidate : steps) {
        if (candidate >= m_data.bucket && span / candidate <= fitting) {
            step = candidate;
            break;
        }
    }
    // Round times are round in the zone that is shown.
    const auto offset = std::chrono::seconds(
        m_fmt.zone().offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMillis(m_data.first), QTimeZone::utc())));
    const auto local = std::chrono::seconds(toSeconds(m_data.first)) + offset;
    auto tick = (local + step - 1s) / step * step;
    const auto& colors = m_theme.colors();
    for (; tick <= local + span; tick += step) {
        const double x =
            xOf(static_cast<double>((tick - local).count()) / static_cast<double>(m_data.bucket.count()));
        painter->setPen(QPen(colors.hairline, 0));
        painter->drawLine(QPointF(x, m_plot.bottom()), QPointF(x, m_plot.bottom() + 4));
        const auto text = m_fmt.axisTime(fromSeconds((tick - offset).count()), step);
        const double width = fontMetrics().horizontalAdvance(text);
        // The first and the last label stay inside instead of being cut.
        const double left = std::clamp(x - width / 2, 0.0, std::max(0.0, viewport()->width() - width));
        painter->setPen(colors.secondary);
        painter->drawText(QPointF(left, m_plot.bottom() + 4 + fontMetrics().ascent()), text);
    }
}

void ChartSurface::drawForeground(QPainter* painter, const QRectF&)
{
    const auto& colors = m_theme.colors();
    painter->setFont(font());
    if (m_data.size() == 0 || m_data.series.empty()) {
        painter->setPen(colors.secondary);
        painter->drawText(viewport()->rect(), static_cast<int>(Qt::AlignCenter | Qt::TextWordWrap),
                          m_emptyText);
        return;
    }
    const auto last = m_data.size() - 1;
    const auto lastEnd = m_data.first + m_data.bucket * static_cast<std::int64_t>(m_data.size());
    if (m_data.present[last] && lastEnd > m_data.asOf) {
        const QRectF bar(
            QPointF(xOf(static_cast<double>(last)), yOf(static_cast<double>(m_data.total(last)))),
            QPointF(xOf(static_cast<double>(m_data.size())), m_plot.bottom()));
        painter->fillRect(bar, QBrush(colors.base, Qt::FDiagPattern));
    }
    if (m_cursor && *m_cursor < m_data.size()) {
        const double left = xOf(static_cast<double>(*m_cursor));
        const double right = xOf(static_cast<double>(*m_cursor) + 1);
        auto shade = colors.text;
        shade.setAlpha(40);
        painter->fillRect(QRectF(QPointF(left, m_plot.top()), QPointF(right, m_plot.bottom())), shade);
        painter->setPen(QPen(colors.focus, 1));
        const double middle = std::round((left + right) / 2) + 0.5;
        painter->drawLine(QPointF(middle, m_plot.top()), QPointF(middle, m_plot.bottom()));
    }
}

void ChartSurface::mouseMoveEvent(QMouseEvent* event)
{
    const auto x = event->position().x();
    if (m_data.size() == 0 || x < m_plot.left() || x >= m_plot.right()) {
        emit left();
        return;
    }
    const auto bucket =
        static_cast<std::size_t>((x - m_plot.left()) / m_plot.width() * static_cast<double>(m_data.size()));
    emit hovered(std::min(bucket, m_data.size() - 1));
}

void ChartSurface::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    emit left();
}

} // namespace nostrscope
