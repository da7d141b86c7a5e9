// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/charts/chartlayers.h"
#include "ui/charts/chartshapes.h"
#include "ui/theme/theme.h"

#include <QPixmap>
#include <QWidget>

#include <optional>
#include <utility>

namespace nostrscope {

/// The drawing of a TimeChart. What only data, size and colours change is kept as a picture, so that moving
/// the cursor costs no new drawing. Time runs from left to right in every language.
class ChartSurface final : public QWidget {
    Q_OBJECT

public:
    using Buckets = std::pair<std::size_t, std::size_t>; ///< first and last

    ChartSurface(const Theme& theme, const Fmt& fmt, QWidget* parent);

    /// Values as they are drawn: Share and Cumulative are worked out by the caller. Log is for lines only.
    void setData(const TimeChartData& data, ChartUnit unit, ChartForm form, bool isLog);
    void setEmptyText(const QString& text);
    [[nodiscard]] const QString& emptyText() const { return m_emptyText; }
    /// Drawn with the next data.
    void setFmt(const Fmt& fmt) { m_fmt = fmt; }
    void setCursorAt(std::optional<std::size_t> bucket);
    void setSelection(std::optional<Buckets> buckets);
    /// Paints everything anew and nothing for the pointer, for files.
    void setExporting(bool exporting);
    [[nodiscard]] const ValueScale& scale() const { return m_scale; }
    [[nodiscard]] QRectF plot() const { return m_plot; }
    /// Middle of a bucket in pixels of the widget.
    [[nodiscard]] double middleOf(std::size_t bucket) const { return xOf(static_cast<double>(bucket) + 0.5); }

signals:
    void hovered(std::size_t bucket);
    void left();
    void clicked(std::size_t bucket);
    void dragged(nostrscope::ChartSurface::Buckets buckets); ///< the button was let go

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] bool isDrawable() const;
    [[nodiscard]] bool isLineForm() const
    {
        return m_form == ChartForm::Lines || m_form == ChartForm::Cumulative;
    }
    void scaleValues();
    void placePlot();
    void refill();
    [[nodiscard]] double xOf(double bucket) const; ///< pixels of a bucket's left edge
    [[nodiscard]] double yOf(double value) const;
    [[nodiscard]] std::optional<std::size_t> bucketAt(double x) const;
    [[nodiscard]] Buckets draggedTo(double x) const;

    void paintPicture(QPainter& painter);
    void paintGrid(QPainter& painter) const;
    void paintGaps(QPainter& painter) const;
    [[nodiscard]] bool hasAreas() const;
    void paintColumns(QPainter& painter) const;
    void paintBandColumns(QPainter& painter) const;
    void paintLines(QPainter& painter) const;
    void paintLine(QPainter& painter, const std::vector<double>& values, const std::vector<bool>& present,
                   const QPen& pen) const;
    void paintEndLabels(QPainter& painter) const;
    void paintUnfinished(QPainter& painter) const;
    void paintFlags(QPainter& painter) const;
    void paintOverlay(QPainter& painter) const;

    const Theme& m_theme;
    Fmt m_fmt;
    TimeChartData m_data;
    ChartUnit m_unit = ChartUnit::Count;
    ChartForm m_form = ChartForm::Bars;
    bool m_isLog = false;
    QString m_emptyText;
    ChartLayers m_layers;
    ValueScale m_scale;
    QRectF m_plot;
    double m_labelWidth = 0; ///< of the names at the end of lines; 0: none
    QPixmap m_picture;
    std::optional<std::size_t> m_cursor;
    std::optional<Buckets> m_selection;
    std::optional<double> m_pressed; ///< x where the left button went down
    bool m_isDragging = false;
    bool m_isExporting = false;
};

} // namespace nostrscope
