// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"

#include "ui/charts/timechart.h"

#include <QPainter>

#include <numeric>

namespace nostrscope {

namespace {

constexpr int swatch = 10;

} // namespace

ChartLegend::ChartLegend(const Theme& theme, const Fmt& fmt, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fmt(fmt)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void ChartLegend::setData(const TimeChartData& chart, std::optional<std::size_t> cursor)
{
    std::vector<Row> rows;
    for (auto it = chart.series.rbegin(); it != chart.series.rend(); ++it) {
        const auto value = cursor ? (*cursor < it->values.size() ? it->values[*cursor] : 0)
                                  : std::accumulate(it->values.begin(), it->values.end(), std::uint64_t(0));
        const bool isGap = cursor && !chart.present[*cursor];
        rows.push_back({it->name, isGap ? Fmt::missing() : m_fmt.number(value), it->color});
    }
    if (rows.size() != m_rows.size())
        updateGeometry();
    m_rows = std::move(rows);
    update();
}

QSize ChartLegend::sizeHint() const
{
    const int width = m_rows.empty() ? 0 : fontMetrics().averageCharWidth() * 30 + swatch;
    return {width, static_cast<int>(m_rows.size()) * rowHeight() + 8};
}

void ChartLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto& colors = m_theme.colors();
    int top = 4;
    for (const auto& row : m_rows) {
        const QRect line(0, top, width(), rowHeight());
        top += rowHeight();
        const QRect box(0, line.center().y() - swatch / 2 + 1, swatch, swatch);
        const auto color =
            row.color < 0 ? colors.secondary : colors.series[static_cast<std::size_t>(row.color)];
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), box),
                         row.color < 0 ? QBrush(color, Qt::BDiagPattern) : QBrush(color));
        const int valueWidth = fontMetrics().horizontalAdvance(row.value) + 8;
        const auto nameBox = line.adjusted(swatch + 6, 0, -valueWidth, 0);
        painter.setPen(colors.text);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), nameBox),
                         static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading),
                         fontMetrics().elidedText(row.name, Qt::ElideRight, nameBox.width()));
        painter.setPen(colors.secondary);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), line),
                         static_cast<int>(Qt::AlignVCenter | Qt::AlignTrailing), row.value);
    }
}

} // namespace nostrscope
