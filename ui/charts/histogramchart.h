// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartpanel.h"
#include "ui/charts/chartvalue.h"

#include <optional>
#include <span>
#include <vector>

namespace nostrscope {

class ChartCanvas;

/// From `from` (inclusive) to `to` (exclusive).
struct HistogramBin {
    double from = 0;
    double to = 0;
    double count = 0;
};

/// Times in milliseconds in bins that grow by the same factor, five for each power of ten, from 1 ms to the
/// greatest value; what is faster than 1 ms has a bin of its own. NaN, negative and infinite values are left
/// out. At most 60 bins: what is slower than the last one counts there.
[[nodiscard]] std::vector<HistogramBin> latencyBins(std::span<const double> milliseconds);

/// How often which value: one bar for each bin, all of the same width. ←/→/Home/End move the cursor; its text
/// has the share of the bin and of all up to it.
class HistogramChart final : public ChartPanel {
    Q_OBJECT

public:
    static constexpr std::size_t maximumBins = 200;

    /// A line at a value, such as the median.
    struct Mark {
        QString name;
        double value = 0;
    };

    /// `unit` names what is counted: "checks".
    HistogramChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
                   QWidget* parent = nullptr);

    /// Bins in order; marks outside of them are not drawn.
    void setBins(std::vector<HistogramBin> bins, std::vector<Mark> marks = {},
                 ChartUnit axis = ChartUnit::Milliseconds);
    [[nodiscard]] const std::vector<HistogramBin>& bins() const { return m_bins; }
    [[nodiscard]] std::optional<std::size_t> cursor() const { return m_cursor; }
    [[nodiscard]] QRectF barRect(std::size_t bin) const; ///< whole height of the plot

    [[nodiscard]] QString summary() const override;
    [[nodiscard]] ChartTable toTable() const override;
    [[nodiscard]] QString cursorText() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void updateTip() override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double total() const;
    [[nodiscard]] QString binName(std::size_t bin) const;
    [[nodiscard]] QString upTo(std::size_t bin) const;
    [[nodiscard]] std::optional<double> xOf(double value) const;
    void setCursorAt(std::optional<std::size_t> bin);
    void paintBins(QPainter& painter);
    void paintAxes(QPainter& painter, const QRectF& box);
    void paintMarks(QPainter& painter, const QRectF& box);

    QString m_unit;
    ChartCanvas* m_canvas;
    std::vector<HistogramBin> m_bins;
    std::vector<Mark> m_marks;
    ChartUnit m_axis = ChartUnit::Milliseconds;
    ValueScale m_scale;
    std::optional<std::size_t> m_cursor;
};

} // namespace nostrscope
