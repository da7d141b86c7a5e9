// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpanel.h"
#include "ui/charts/chartvalue.h"

#include <optional>
#include <vector>

namespace nostrscope {

class ChartCanvas;

/// A table of values as shades: weekday × hour, weeks of a cohort. Zero has the colour of the ground, no data
/// a hatch. The arrow keys, Home and End move the cell cursor; its exact value is in the tooltip.
class HeatGrid final : public ChartPanel {
    Q_OBJECT

public:
    static constexpr int maximumRows = 100;
    static constexpr int maximumColumns = 400;

    struct Data {
        QStringList rows; ///< labels, top to bottom
        QStringList columns; ///< labels, left to right in every language
        std::vector<double> values; ///< row after row; NaN: no data
        ChartUnit unit = ChartUnit::Count;
    };
    using Cell = std::pair<int, int>; ///< row, column

    HeatGrid(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
             QWidget* parent = nullptr);

    /// Rows and columns beyond the limits are cut; missing values are no data.
    void setData(Data given);
    /// Instead of a grid without data; what it says by itself when empty.
    void setEmptyText(const QString& text);
    [[nodiscard]] double value(int row, int column) const;
    [[nodiscard]] std::optional<Cell> current() const { return m_current; }
    [[nodiscard]] QRectF cellRect(int row, int column) const;
    /// Step of the ramp, 1 … 7; 0 for zero, −1 for no data.
    [[nodiscard]] int step(double value) const;

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable toTable() const override;
    [[nodiscard]] QString cursorText() const override;

signals:
    void activated(int row, int column);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void updateTip() override;

private:
    [[nodiscard]] int rowCount() const { return static_cast<int>(m_data.rows.size()); }
    [[nodiscard]] int columnCount() const { return static_cast<int>(m_data.columns.size()); }
    [[nodiscard]] QRectF grid() const;
    [[nodiscard]] std::optional<Cell> cellAt(const QPointF& pos) const;
    void setCurrent(std::optional<Cell> cell);
    void paintGrid(QPainter& painter);
    void paintScale(QPainter& painter, const QRectF& box);

    QString m_unit;
    QString m_emptyText;
    ChartCanvas* m_canvas;
    Data m_data;
    double m_maximum = 0;
    std::optional<Cell> m_current;
};

} // namespace nostrscope
