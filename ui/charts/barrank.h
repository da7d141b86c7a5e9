// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpanel.h"
#include "ui/charts/chartvalue.h"

#include <QVariant>

#include <optional>
#include <vector>

namespace nostrscope {

class ChartCanvas;

/// What is most: horizontal bars, greatest first, at most 15 and one for all others. ↑/↓/Home/End choose a
/// bar, Enter or a click opens it.
class BarRank final : public ChartPanel {
    Q_OBJECT

public:
    static constexpr std::size_t maximumBars = 15;

    struct Bar {
        QString name; ///< plain text; elided in the middle
        double value = 0;
        int color = 0; ///< 0 … 5 of the theme's series
        QVariant key; ///< what `activated` gives back
    };

    /// `unit` names what is counted: "events".
    BarRank(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
            QWidget* parent = nullptr);

    /// In any order. `others` is the sum of what is not among `bars`. Values below zero and NaN are left out.
    void setBars(std::vector<Bar> bars, double others = 0, ChartUnit valueUnit = ChartUnit::Count);
    void setEmptyText(const QString& text);
    [[nodiscard]] const std::vector<Bar>& bars() const { return m_bars; }
    [[nodiscard]] double others() const { return m_others; }
    [[nodiscard]] int current() const { return m_current; } ///< −1: none
    /// Bounds of a bar's row in the canvas.
    [[nodiscard]] QRectF rowRect(int row) const;

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable toTable() const override;
    [[nodiscard]] QString cursorText() const override;

signals:
    void activated(const QVariant& key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void updateTip() override;

private:
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] int rowAt(const QPointF& pos) const;
    [[nodiscard]] double total() const;
    [[nodiscard]] QString nameOf(int row) const;
    [[nodiscard]] double valueOf(int row) const;
    void setCurrent(int row);
    void activate(int row);
    void paintBars(QPainter& painter);

    QString m_unit;
    ChartCanvas* m_canvas;
    std::vector<Bar> m_bars;
    double m_others = 0;
    ChartUnit m_valueUnit = ChartUnit::Count;
    QString m_emptyText;
    int m_current = -1;
};

} // namespace nostrscope
