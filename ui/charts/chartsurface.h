// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/charts/timechart.h"
#include "ui/theme/theme.h"

#include <QChartView>

#include <optional>
#include <vector>

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace nostrscope {

/// The drawing of a TimeChart; Qt Charts is seen nowhere else. Bars are areas between two lines, as lines
/// take all their points in one replace(), which bar sets cannot. Grid, labels and cursor are painted here:
/// Qt Charts has neither times at round hours, nor gaps, nor a cursor.
class ChartSurface final : public QChartView {
    Q_OBJECT

public:
    ChartSurface(const Theme& theme, const Fmt& fmt, QWidget* parent = nullptr);

    void setData(const TimeChartData& data);
    void setEmptyText(const QString& text);
    void setCursorAt(std::optional<std::size_t> bucket);

signals:
    void hovered(std::optional<std::size_t> bucket);
    void left();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Layer {
        QLineSeries* lower;
        QLineSeries* upper;
        QAreaSeries* area;
    };
    void ensureLayers(std::size_t count);
    void styleLayers();
    void fillLayers();
    void scaleValues();
    void placePlot();
    [[nodiscard]] double xOf(double bucket) const; ///< pixels of a bucket's left edge
    [[nodiscard]] double yOf(double value) const;
    void drawTimeLabels(QPainter* painter);

    const Theme& m_theme;
    Fmt m_fmt;
    TimeChartData m_data;
    QString m_emptyText;
    std::vector<Layer> m_layers;
    QValueAxis* m_time;
    QValueAxis* m_values;
    QRectF m_plot;
    std::optional<std::size_t> m_cursor;
    double m_top = 1; ///< upper end of the value axis
    double m_step = 1; ///< between grid lines
};

} // namespace nostrscope
