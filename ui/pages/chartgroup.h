// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcursor.h"
#include "ui/uicontext.h"

#include <QObject>

namespace nostrscope {

class ChartPanel;
class TimeChart;

/// The charts of one page: one cursor for all that show time, the range that is dragged in one of them is the
/// range of the window, and all follow zone and formats.
class ChartGroup final : public QObject {
    Q_OBJECT

public:
    explicit ChartGroup(UiContext& context, QObject* parent = nullptr);

    void add(ChartPanel& chart);
    void add(TimeChart& chart);
    [[nodiscard]] ChartCursor& cursor() { return m_cursor; }

private:
    void select(const TimeRange& range);

    UiContext& m_context;
    ChartCursor m_cursor;
};

} // namespace nostrscope
