// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/charts/chartlegend.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <optional>
#include <vector>

class QLabel;

namespace nostrscope {

class ChartSurface;

/// Counts over time, stacked. Buckets are equal in width and touch each other.
struct TimeChartData {
    struct Series {
        QString name;
        int color = -1; ///< 0 … 5 of the theme's series; −1 = "Other", hatched
        std::vector<std::uint64_t> values; ///< one for each bucket
    };
    UnixMillis first{}; ///< start of bucket 0
    std::chrono::seconds bucket{60};
    UnixMillis asOf{}; ///< the bucket that contains it is not complete
    std::vector<Series> series; ///< at most seven, lowest first
    std::vector<bool> present; ///< false = gap: nobody counted then

    [[nodiscard]] std::size_t size() const { return present.size(); }
    [[nodiscard]] std::uint64_t total(std::size_t bucketIndex) const;
};

/// Stacked bars over time with a value cursor (mouse, arrow keys), gaps, a hatched last bucket, and a
/// sentence for screen readers. At most 1,000 buckets; longer data is cut at the old end.
class TimeChart final : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t maximumBuckets = 1000;
    /// Repaints are limited to two a second (ux.md §4).
    static constexpr std::chrono::milliseconds interval{500};

    TimeChart(const Theme& theme, const Fmt& fmt, const QString& title, const QString& unit,
              QWidget* parent = nullptr);

    void setData(TimeChartData data);
    /// Shown in the middle when there is nothing to draw.
    void setEmptyText(const QString& text);

    /// The bucket under the cursor.
    [[nodiscard]] std::optional<std::size_t> cursor() const { return m_cursor; }
    void setCursorAt(std::optional<std::size_t> bucket);
    /// Text of the cursor: time with zone, sum, value of each series.
    [[nodiscard]] QString cursorText() const;
    /// One sentence: what, how much, where the peak is.
    [[nodiscard]] QString summary() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void redraw();
    void applyData();
    void updateSubtitle();

    const Theme& m_theme;
    Fmt m_fmt;
    QString m_title;
    QString m_unit;
    QLabel* m_subtitle;
    ChartSurface* m_surface;
    ChartLegend* m_legend;
    TimeChartData m_data;
    std::optional<std::size_t> m_cursor;
    QElapsedTimer m_sinceDrawn;
    QTimer m_pace;
    bool m_isDirty = false;
};

} // namespace nostrscope
