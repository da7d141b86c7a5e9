// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/chartgroup.h"

#include "ui/charts/timechart.h"
#include "ui/kit/messagebar.h"

#include <algorithm>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

ChartGroup::ChartGroup(UiContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
}

void ChartGroup::add(ChartPanel& chart)
{
    connect(&m_context.formats, &FmtSource::changed, &chart, [this, &chart] { chart.setFmt(m_context.fmt); });
}

void ChartGroup::add(TimeChart& chart)
{
    add(static_cast<ChartPanel&>(chart));
    chart.joinCursor(m_cursor);
    connect(&chart, &TimeChart::rangeSelected, this, &ChartGroup::select);
}

void ChartGroup::select(const TimeRange& range)
{
    // The newest bucket may be seconds old: the shortest range that ends with it.
    const auto from = std::max<Timestamp>(
        std::min<Timestamp>(range.from + 1, range.to + 1 - RangeModel::shortest.count()), 0);
    if (const auto fault = m_context.range.setFixed(from, range.to); fault && m_context.messages != nullptr)
        m_context.messages->show(u"range"_s, Tone::Info, RangeModel::faultText(*fault))
            ->setLifetime(MessageArea::undoTime);
}

} // namespace nostrscope
