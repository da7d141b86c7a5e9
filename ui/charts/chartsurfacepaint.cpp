// SPDX-License-Identifier: GPL-3.0-or-later
// How a ChartSurface paints: the kept picture below, what follows the pointer above.
#include "ui/charts/chartsurface.h"
#include "ui/charts/hatch.h"
#include "ui/charts/timeaxis.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nostrscope {

namespace {

/// Above this the picture is not kept: 8,000 × 4,000 pixels would take 128 MB.
constexpr double mostKeptPixels = 12e6;
constexpr std::size_t mostSmoothPoints = 500;

/// The dashes of a row of lines; the pattern (in `unit` pixels) runs on where one line meets the next.
QList<QLineF> dashed(const QList<QLineF>& lines, const QList<qreal>& pattern, double unit)
{
    QList<QLineF> dashes;
    qsizetype part = 0; // even: drawn
    double left = pattern.constFirst() * unit; // of the part
    for (const auto& line : lines) {
        const double length = line.length();
        double done = 0;
        while (done < length) {
            const double step = std::min(left, length - done);
            if (part % 2 == 0)
                dashes.append({line.pointAt(done / length), line.pointAt((done + step) / length)});
            done += step;
            left -= step;
            if (left <= 1e-6) {
                part = (part + 1) % pattern.size();
                left = pattern.at(part) * unit;
            }
        }
    }
    return dashes;
}

} // namespace

void ChartSurface::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    if (m_isExporting || width() * ratio * height() * ratio > mostKeptPixels) {
        paintPicture(painter);
    } else {
        if (m_picture.isNull() || m_picture.devicePixelRatio() != ratio) {
            m_picture = QPixmap((QSizeF(size()) * ratio).toSize().expandedTo(QSize(1, 1)));
            m_picture.setDevicePixelRatio(ratio);
            QPainter picture(&m_picture);
            picture.setFont(font());
            paintPicture(picture);
        }
        painter.drawPixmap(0, 0, m_picture);
    }
    if (!m_isExporting)
        paintOverlay(painter);
}

void ChartSurface::paintPicture(QPainter& painter)
{
    const auto& colors = m_theme.colors();
    painter.fillRect(rect(), colors.base);
    if (m_data.size() == 0 || m_data.series.empty()) {
        painter.setPen(colors.secondary);
        painter.drawText(rect(), static_cast<int>(Qt::AlignCenter | Qt::TextWordWrap), m_emptyText);
        return;
    }
    if (!isDrawable())
        return;
    paintGrid(painter);
    paintGaps(painter);
    if (hasAreas())
        m_layers.paint(painter);
    else if (isLineForm())
        paintBandColumns(painter);
    else
        paintColumns(painter);
    paintLines(painter);
    paintUnfinished(painter);
    paintFlags(painter);
    paintTimeAxis(painter, m_plot, width(), m_data.first, m_data.startOf(m_data.size()), m_fmt, colors,
                  QFontMetricsF(font()));
}

void ChartSurface::paintGrid(QPainter& painter) const
{
    const auto& colors = m_theme.colors();
    const double textHeight = QFontMetricsF(font()).height();
    double free = rect().bottom() + 1; // of labels, from below
    for (const double tick : m_scale.ticks) {
        const double y = std::round(yOf(tick)) + 0.5;
        painter.setPen(QPen(colors.hairline, 0));
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        // In a low chart only every second or third line has room for its number.
        if (y + textHeight / 2 > free + textHeight)
            continue;
        if (tick != m_scale.ticks.constFirst() && y + textHeight / 2 > free)
            continue;
        free = y - textHeight / 2;
        painter.setPen(colors.secondary);
        painter.drawText(QRectF(0, y - textHeight, m_plot.left() - 6, 2 * textHeight),
                         static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), axisValue(m_fmt, m_unit, tick));
    }
}

void ChartSurface::paintGaps(QPainter& painter) const
{
    const auto& colors = m_theme.colors();
    const auto band = [this](double from, double to) {
        return QRectF(QPointF(xOf(from), m_plot.top()), QPointF(xOf(to), m_plot.bottom()));
    };
    // A gap is not a zero.
    for (std::size_t i = 0; i < m_data.size(); ++i) {
        if (m_data.present[i])
            continue;
        auto end = i;
        while (end < m_data.size() && !m_data.present[end])
            ++end;
        paintHatch(painter, band(static_cast<double>(i), static_cast<double>(end)), colors.hairline);
        i = end;
    }
    const auto width = static_cast<double>(std::chrono::milliseconds(m_data.bucket).count());
    const auto count = static_cast<double>(m_data.size());
    // Those that overlap are one: hatches upon hatches would be a solid block, and slow.
    std::vector<std::pair<double, double>> outages;
    for (const auto& span : m_data.outages) {
        const double from = static_cast<double>((span.from - m_data.first).count()) / width;
        const double to = static_cast<double>((span.to - m_data.first).count()) / width;
        if (to > 0 && from < count && to > from)
            outages.emplace_back(std::max(from, 0.0), std::min(to, count));
    }
    std::sort(outages.begin(), outages.end());
    for (std::size_t i = 0; i < outages.size();) {
        auto whole = outages[i];
        for (++i; i < outages.size() && outages[i].first <= whole.second; ++i)
            whole.second = std::max(whole.second, outages[i].second);
        paintHatch(painter, band(whole.first, whole.second), colors.controlBorder, HatchLean::Backward, 8);
    }
}

/// Stacked bars, and areas of so many buckets that a bucket is hardly wider than a pixel.
void ChartSurface::paintColumns(QPainter& painter) const
{
    const auto& colors = m_theme.colors();
    const double width = m_plot.width() / static_cast<double>(m_data.size());
    // Narrower bars have no gap between them: they would vanish.
    constexpr double minimumGappedBar = 4;
    const bool isGapped = m_form == ChartForm::Bars && width >= minimumGappedBar;
    std::vector<double> sums(m_data.size(), 0.0);
    QList<QRectF> columns;
    painter.save();
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        columns.clear();
        for (std::size_t i = 0; i < m_data.size(); ++i) {
            const double value = m_data.value(s, i);
            if (!(value > 0))
                continue;
            const double bottom = yOf(sums[i]);
            sums[i] += value;
            QRectF column(xOf(static_cast<double>(i)), yOf(sums[i]), width, 0);
            column.setBottom(bottom);
            if (isGapped)
                // Neighbouring colours can be close in lightness: the ground between keeps them apart.
                column.adjust(0.5, column.height() > 3 ? 1 : 0, -0.5, 0);
            columns.append(column);
        }
        const int color = m_data.series[s].color;
        painter.setBrush(seriesBrush(color, colors));
        // Patterns have a line of their own colour around them.
        painter.setPen(isGapped && colors.isHighContrast ? QPen(colors.seriesColor(color), 1)
                                                         : QPen(Qt::NoPen));
        painter.drawRects(columns);
    }
    painter.restore();
}

void ChartSurface::paintBandColumns(QPainter& painter) const
{
    const auto& colors = m_theme.colors();
    const double width = m_plot.width() / static_cast<double>(m_data.size());
    painter.save();
    painter.setPen(Qt::NoPen);
    for (const auto& series : m_data.series) {
        if (series.low.size() != m_data.size() || series.high.size() != m_data.size())
            continue;
        QList<QRectF> columns;
        for (std::size_t i = 0; i < m_data.size(); ++i) {
            if (!m_data.present[i] || std::isnan(series.low[i]) || std::isnan(series.high[i]))
                continue;
            columns.append(QRectF(QPointF(xOf(static_cast<double>(i)), yOf(series.high[i])),
                                  QSizeF(width, yOf(series.low[i]) - yOf(series.high[i]))));
        }
        painter.setBrush(bandBrush(series.color, colors));
        painter.drawRects(columns);
    }
    painter.restore();
}

/// Painted, not a QLineSeries: that one joins the points on both sides of a gap.
void ChartSurface::paintLine(QPainter& painter, const std::vector<double>& values,
                             const std::vector<bool>& present, const QPen& pen) const
{
    const auto size = std::min(values.size(), present.size());
    const auto isKnown = [&](std::size_t i) { return i < size && present[i] && !std::isnan(values[i]); };
    QList<QLineF> lines;
    QList<QPointF> lone;
    double length = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (!isKnown(i))
            continue;
        const QPointF point(middleOf(i), yOf(values[i]));
        if (isKnown(i + 1)) {
            lines.append({point, {middleOf(i + 1), yOf(values[i + 1])}});
            length += lines.constLast().length();
        } else if (i == 0 || !isKnown(i - 1)) {
            lone.append(point);
        }
    }
    auto solid = pen;
    solid.setStyle(Qt::SolidLine);
    // In a line that mostly goes up and down dashes cannot be told from it, and there would be thousands.
    constexpr double longestDashed = 6;
    if (pen.style() == Qt::CustomDashLine && length < longestDashed * m_plot.width())
        lines = dashed(lines, pen.dashPattern(), std::max(1.0, pen.widthF()));
    else
        solid.setCapStyle(Qt::SquareCap); // no notch where pieces meet at an angle
    painter.setPen(solid);
    painter.drawLines(lines); // many times faster than a path
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    for (const auto& point : std::as_const(lone))
        painter.drawEllipse(point, pen.widthF() + 0.5, pen.widthF() + 0.5);
}

void ChartSurface::paintLines(QPainter& painter) const
{
    const auto& colors = m_theme.colors();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, m_data.size() <= mostSmoothPoints);
    if (!m_data.previous.empty()) {
        QPen dotted(colors.secondary, 1);
        dotted.setDashPattern({1, 2});
        // The period before may be known where this one has gaps.
        paintLine(painter, m_data.previous, std::vector<bool>(m_data.size(), true), dotted);
    }
    if (isLineForm()) {
        for (std::size_t s = 0; s < m_data.series.size(); ++s) {
            auto pen = seriesPen(m_data.series[s], s, colors);
            // So many points lie a pixel apart: a hairline is stroked six times faster.
            if (m_data.size() > mostSmoothPoints && !colors.isHighContrast)
                pen.setWidth(0);
            // Around the shape itself a line would go down to the axis wherever the band begins and ends.
            if (colors.isHighContrast && m_data.series[s].hasBand()) {
                const QPen edge(colors.seriesColor(m_data.series[s].color), 1);
                paintLine(painter, m_data.series[s].low, m_data.present, edge);
                paintLine(painter, m_data.series[s].high, m_data.present, edge);
            }
            paintLine(painter, m_data.series[s].values, m_data.present, pen);
        }
        paintEndLabels(painter);
    }
    painter.restore();
}

/// Names at the right end of their lines, pushed apart where lines end close together.
void ChartSurface::paintEndLabels(QPainter& painter) const
{
    if (m_labelWidth <= 0)
        return;
    struct Label {
        double y;
        std::size_t series;
    };
    std::vector<Label> labels;
    const bool hasForecast = std::any_of(m_data.series.begin(), m_data.series.end(),
                                         [](const ChartSeries& one) { return one.isForecast; });
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        const double last = statsOf(m_data.series[s].values).last;
        // A line that goes over into its forecast does not end at the edge.
        if (!std::isnan(last) && (m_data.series[s].isForecast || !hasForecast))
            labels.push_back({yOf(last), s});
    }
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y < b.y; });
    const QFontMetricsF metrics(font());
    const double height = metrics.height() - 1;
    double free = m_plot.top();
    for (auto& label : labels) {
        label.y = std::max(label.y, free + height / 2);
        free = label.y + height / 2;
    }
    double limit = m_plot.bottom() + height / 2;
    for (auto it = labels.rbegin(); it != labels.rend(); ++it) {
        it->y = std::min(it->y, limit - height / 2);
        limit = it->y - height / 2;
    }
    for (const auto& label : labels) {
        if (label.y < m_plot.top() - height)
            continue; // more names than room
        painter.setPen(m_theme.colors().text);
        painter.drawText(QRectF(m_plot.right() + 6, label.y - height, m_labelWidth + 2, 2 * height),
                         static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                         metrics.elidedText(m_data.series[label.series].name, Qt::ElideRight, m_labelWidth));
    }
}

/// The bucket of now goes on growing; it is hatched so that nobody reads a fall into it.
void ChartSurface::paintUnfinished(QPainter& painter) const
{
    const auto now = m_data.bucketAt(m_data.asOf);
    const double total = now ? m_data.total(*now) : noValue;
    if (std::isnan(total))
        return;
    const auto& colors = m_theme.colors();
    const double left = xOf(static_cast<double>(*now));
    const double right = xOf(static_cast<double>(*now) + 1);
    if (isLineForm()) {
        paintHatch(painter, QRectF(QPointF(left, m_plot.top()), QPointF(right, m_plot.bottom())),
                   colors.hairline);
    } else {
        paintHatch(painter, QRectF(QPointF(left, yOf(total)), QPointF(right, m_plot.bottom())), colors.base,
                   HatchLean::Backward, 4);
    }
}

void ChartSurface::paintFlags(QPainter& painter) const
{
    const auto& colors = m_theme.colors();
    const auto end = m_data.startOf(m_data.size());
    painter.save();
    for (const auto& flag : m_data.flags) {
        if (flag.time < m_data.first || flag.time >= end)
            continue;
        const double x =
            std::round(xOf(static_cast<double>((flag.time - m_data.first).count())
                           / static_cast<double>(std::chrono::milliseconds(m_data.bucket).count())))
            + 0.5;
        painter.setPen(QPen(colors.text, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.text);
        painter.drawPolygon(QPolygonF{{x, m_plot.top()}, {x + 8, m_plot.top() + 4}, {x, m_plot.top() + 8}});
    }
    painter.restore();
}

void ChartSurface::paintOverlay(QPainter& painter) const
{
    if (!isDrawable())
        return;
    const auto& colors = m_theme.colors();
    const auto shade = [&painter](const QRectF& box, QColor color, int alpha) {
        color.setAlpha(alpha);
        painter.fillRect(box, color);
    };
    const auto bucketBox = [this](const Buckets& buckets) {
        return QRectF(QPointF(xOf(static_cast<double>(buckets.first)), m_plot.top()),
                      QPointF(xOf(static_cast<double>(buckets.second) + 1), m_plot.bottom()));
    };
    if (m_selection && m_selection->second < m_data.size()) {
        const auto box = bucketBox(*m_selection);
        shade(box, colors.accent, 60);
        painter.setPen(QPen(colors.accent, colors.isHighContrast ? 2 : 1));
        painter.drawLine(box.topLeft(), box.bottomLeft());
        painter.drawLine(box.topRight(), box.bottomRight());
    }
    if (m_cursor && *m_cursor < m_data.size()) {
        shade(bucketBox({*m_cursor, *m_cursor}), colors.text, 40);
        painter.setPen(QPen(colors.focus, colors.isHighContrast ? 2 : 1));
        const double middle = std::round(middleOf(*m_cursor)) + 0.5;
        painter.drawLine(QPointF(middle, m_plot.top()), QPointF(middle, m_plot.bottom()));
    }
}

} // namespace nostrscope
