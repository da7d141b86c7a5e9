// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QGraphicsScene>
#include <QList>
#include <QPen>
#include <QPointF>

#include <vector>

class QAreaSeries;
class QChart;
class QLineSeries;
class QPainter;
class QValueAxis;

namespace nostrscope {

/// One filled shape between two lines. Both axes run from 0 to 1, so that the scale is the caller's.
struct ChartFill {
    QList<QPointF> lower;
    QList<QPointF> upper;
    QBrush brush;
    QPen pen{Qt::NoPen};
};

/// The areas of a chart; Qt Charts is used here and nowhere else. Each line takes all its points in
/// one replace(); there is no animation, no axis, no legend: those are painted around it, as Qt Charts has
/// neither gaps, nor hatches, nor times at round hours, nor a cursor.
class ChartLayers final {
public:
    /// Of each line. With a gap at every second bucket an area has five points for each run.
    static constexpr qsizetype maximumPoints = 1000;

    ChartLayers();
    ~ChartLayers();
    Q_DISABLE_COPY_MOVE(ChartLayers)

    /// The shapes in order of painting.
    void setFills(const std::vector<ChartFill>& fills);
    /// Where 0 … 1 lies, in the coordinates of the painter.
    void setPlot(const QSizeF& whole, const QRectF& plot);
    void paint(QPainter& painter);

private:
    struct Layer {
        QLineSeries* lower;
        QLineSeries* upper;
        QAreaSeries* area;
    };
    void ensureLayers(std::size_t count);

    QGraphicsScene m_scene;
    QChart* m_chart; ///< the scene's
    QValueAxis* m_across; ///< the chart's, as all axes and series
    QValueAxis* m_up;
    std::vector<Layer> m_layers;
};

} // namespace nostrscope
