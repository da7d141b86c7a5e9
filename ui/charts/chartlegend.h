// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fmt.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace nostrscope {

struct TimeChartData;

/// Series of a chart with their sum, or their value under the cursor; uppermost series first.
class ChartLegend final : public QWidget {
    Q_OBJECT

public:
    ChartLegend(const Theme& theme, const Fmt& fmt, QWidget* parent = nullptr);

    void setData(const TimeChartData& data, std::optional<std::size_t> cursor);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        QString name;
        QString value;
        int color = -1;
        friend bool operator==(const Row&, const Row&) = default;
    };
    [[nodiscard]] int rowHeight() const { return fontMetrics().height() + 4; }

    const Theme& m_theme;
    Fmt m_fmt;
    std::vector<Row> m_rows;
};

} // namespace nostrscope
