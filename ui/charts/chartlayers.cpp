// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlayers.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

namespace nostrscope {

ChartLayers::ChartLayers()
    : m_chart(new QChart)
    , m_across(new QValueAxis(m_chart))
    , m_up(new QValueAxis(m_chart))
{
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    m_scene.addItem(m_chart);
    m_chart->legend()->hide();
    m_chart->setBackgroundVisible(false);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_across, Qt::AlignBottom);
    m_chart->addAxis(m_up, Qt::AlignLeft);
    for (auto* axis : {m_across, m_up}) {
        axis->setRange(0, 1);
        axis->setVisible(false);
    }
}

ChartLayers::~ChartLayers() = default;

void ChartLayers::ensureLayers(std::size_t count)
{
    while (m_layers.size() > count) {
        const auto layer = m_layers.back();
        m_chart->removeSeries(layer.area);
        delete layer.area;
        delete layer.lower;
        delete layer.upper;
        m_layers.pop_back();
    }
    while (m_layers.size() < count) {
        Layer layer{new QLineSeries(m_chart), new QLineSeries(m_chart), nullptr};
        layer.area = new QAreaSeries(layer.upper, layer.lower);
        m_chart->addSeries(layer.area);
        layer.area->attachAxis(m_across);
        layer.area->attachAxis(m_up);
        m_layers.push_back(layer);
    }
}

void ChartLayers::setFills(const std::vector<ChartFill>& fills)
{
    ensureLayers(fills.size());
    for (std::size_t i = 0; i < fills.size(); ++i) {
        const auto& fill = fills[i];
        Q_ASSERT(fill.upper.size() <= maximumPoints && fill.lower.size() <= maximumPoints);
        auto* area = m_layers[i].area;
        m_layers[i].lower->replace(fill.lower);
        m_layers[i].upper->replace(fill.upper);
        if (area->brush() != fill.brush)
            area->setBrush(fill.brush);
        if (area->pen() != fill.pen)
            area->setPen(fill.pen);
    }
}

void ChartLayers::setPlot(const QSizeF& whole, const QRectF& plot)
{
    m_scene.setSceneRect(QRectF(QPointF(), whole));
    m_chart->resize(whole);
    m_chart->setPlotArea(plot);
}

void ChartLayers::paint(QPainter& painter)
{
    const auto whole = m_scene.sceneRect();
    if (whole.isEmpty() || m_layers.empty())
        return;
    painter.save();
    m_scene.render(&painter, whole, whole, Qt::IgnoreAspectRatio);
    painter.restore();
}

} // namespace nostrscope
