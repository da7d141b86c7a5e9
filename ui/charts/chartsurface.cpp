// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartsurface.h"

#include <QApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

constexpr double smallestPlot = 10;

} // namespace

ChartSurface::ChartSurface(const Theme& theme, const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
{
    setFocusPolicy(Qt::NoFocus); // the chart around it takes the keys
    setLayoutDirection(Qt::LeftToRight);
    setMouseTracking(true);
    setMinimumSize(120, 80);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

bool ChartSurface::isDrawable() const
{
    return m_data.size() > 0 && !m_data.series.empty() && m_plot.width() >= smallestPlot
        && m_plot.height() >= smallestPlot;
}

void ChartSurface::setData(const TimeChartData& values, ChartUnit unit, ChartForm form, bool isLog)
{
    m_data = values;
    m_unit = unit;
    m_form = form;
    m_isLog = isLog && isLineForm();
    scaleValues();
    refill();
}

void ChartSurface::scaleValues()
{
    double maximum = 0;
    double minimum = noValue;
    const auto take = [&](double value) {
        if (std::isnan(value))
            return;
        maximum = std::max(maximum, value);
        if (value > 0 && !(value >= minimum))
            minimum = value;
    };
    for (std::size_t i = 0; i < m_data.size(); ++i) {
        if (!isLineForm()) {
            take(m_data.total(i));
            continue;
        }
        for (std::size_t s = 0; s < m_data.series.size(); ++s) {
            take(m_data.value(s, i));
            const auto& high = m_data.series[s].high;
            if (m_data.present[i] && i < high.size())
                take(high[i]);
        }
    }
    for (const double value : m_data.previous)
        take(value);
    m_scale = m_form == ChartForm::Share ? ValueScale::linear(1, ChartUnit::Ratio)
        : m_isLog                        ? ValueScale::logarithmic(minimum, maximum)
                                         : ValueScale::linear(maximum, m_unit);
}

void ChartSurface::placePlot()
{
    const QFontMetricsF metrics(font());
    double widest = 0;
    for (const double tick : std::as_const(m_scale.ticks))
        widest = std::max(widest, metrics.horizontalAdvance(axisValue(m_fmt, m_unit, tick)));
    m_labelWidth = 0;
    constexpr double widthForNames = 420;
    if (isLineForm() && m_data.series.size() > 1 && width() >= widthForNames) {
        for (const auto& series : m_data.series)
            m_labelWidth = std::max(m_labelWidth, metrics.horizontalAdvance(series.name));
        m_labelWidth = std::min(m_labelWidth, width() / 6.0);
    }
    m_plot = QRectF(rect()).adjusted(widest + 8, metrics.height() / 2 + 1,
                                     -1 - (m_labelWidth > 0 ? m_labelWidth + 8 : 0), -(metrics.height() + 6));
}

bool ChartSurface::hasAreas() const
{
    return m_form != ChartForm::Bars && m_data.size() <= mostAreaBuckets;
}

void ChartSurface::refill()
{
    placePlot();
    m_picture = {};
    if (isDrawable()) {
        m_layers.setPlot(size(), m_plot);
        const auto& colors = m_theme.colors();
        m_layers.setFills(!hasAreas()        ? std::vector<ChartFill>()
                              : isLineForm() ? bandShapes(m_data, m_scale, colors)
                                             : stackShapes(m_data, m_scale, colors));
    }
    update();
}

void ChartSurface::setEmptyText(const QString& text)
{
    if (text == m_emptyText)
        return;
    m_emptyText = text;
    m_picture = {};
    update();
}

void ChartSurface::setCursorAt(std::optional<std::size_t> bucket)
{
    if (bucket == m_cursor)
        return;
    m_cursor = bucket;
    update();
}

void ChartSurface::setSelection(std::optional<Buckets> buckets)
{
    if (buckets == m_selection)
        return;
    m_selection = buckets;
    update();
}

void ChartSurface::setExporting(bool exporting)
{
    m_isExporting = exporting;
}

void ChartSurface::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refill();
}

void ChartSurface::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        refill();
}

double ChartSurface::xOf(double bucket) const
{
    return m_plot.left() + m_plot.width() * bucket / std::max<double>(1, static_cast<double>(m_data.size()));
}

double ChartSurface::yOf(double value) const
{
    return m_plot.bottom() - m_plot.height() * m_scale.place(value);
}

std::optional<std::size_t> ChartSurface::bucketAt(double x) const
{
    if (!isDrawable() || x < m_plot.left() || x >= m_plot.right())
        return std::nullopt;
    const auto bucket =
        static_cast<std::size_t>((x - m_plot.left()) / m_plot.width() * static_cast<double>(m_data.size()));
    return std::min(bucket, m_data.size() - 1);
}

ChartSurface::Buckets ChartSurface::draggedTo(double x) const
{
    const auto inside = [this](double at) {
        return *bucketAt(std::clamp(at, m_plot.left(), m_plot.right() - 0.01));
    };
    const auto a = inside(*m_pressed);
    const auto b = inside(x);
    return {std::min(a, b), std::max(a, b)};
}

void ChartSurface::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && bucketAt(event->position().x()))
        m_pressed = event->position().x();
    // Not accepted: a click gives the focus to the chart around.
    QWidget::mousePressEvent(event);
}

void ChartSurface::mouseMoveEvent(QMouseEvent* event)
{
    const double x = event->position().x();
    if (m_pressed && isDrawable()) {
        m_isDragging = m_isDragging || std::abs(x - *m_pressed) >= QApplication::startDragDistance();
        if (m_isDragging)
            setSelection(draggedTo(x));
    }
    if (const auto bucket = bucketAt(x))
        emit hovered(*bucket);
    else
        emit left();
}

void ChartSurface::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    const double x = event->position().x();
    const bool wasDragging = m_isDragging && isDrawable();
    const auto buckets = wasDragging ? draggedTo(x) : Buckets{};
    m_pressed.reset();
    m_isDragging = false;
    if (wasDragging) {
        setSelection(std::nullopt);
        emit dragged(buckets);
    } else if (const auto bucket = bucketAt(x)) {
        emit clicked(*bucket);
    }
}

void ChartSurface::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    emit left();
}

} // namespace nostrscope
