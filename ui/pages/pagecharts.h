// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/kindtablemodel.h"
#include "ui/charts/barrank.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/heatgrid.h"
#include "ui/uicontext.h"

namespace nostrscope {

/// What models and snapshots say, as the charts of the pages want it.

/// Events of the range by kind. Also the frame of the other charts of a page: same buckets, same time.
[[nodiscard]] TimeChartData eventsOverTime(UiContext& context, const Snapshot& snapshot);
/// Share of connected and of answering relays in the same buckets, with our own outages.
[[nodiscard]] TimeChartData availabilityOverTime(UiContext& context, const Snapshot& snapshot);
/// Answer to Totals as one series. An absurd range is cut as charts cut it: the oldest buckets go.
[[nodiscard]] TimeChartData totalsOverTime(const Table& table, const Question& question, const QString& name,
                                           int color);
/// Answer to WeekHours; days and hours as people of the locale call them. No data where nothing is covered.
[[nodiscard]] HeatGrid::Data weekHours(const Table& table, const QLocale& locale);
/// The kinds with most events; their keys are numbers of kinds.
void showKindRank(BarRank& chart, UiContext& context, const std::vector<KindRow>& rows);

} // namespace nostrscope
