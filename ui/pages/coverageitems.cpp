// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/coverageitems.h"

#include "models/syncwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace nostrscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::CoverageItems)
};
} // namespace

CoverageItems::CoverageItems(const ArchiveView& view, qsizetype lanes, const ThemeColors& colors,
                             const Fmt& fmt)
    : m_lanes(lanes)
    , m_colors(colors)
    , m_fmt(fmt)
    , m_from(std::max(view.since, std::min(historyBegins, view.until)))
{
    m_data.from = fromSeconds(m_from);
    m_data.to = std::max(view.asOf, fromSeconds(m_from + 1));
}

void CoverageItems::add(const ArchiveRow& row)
{
    m_data.lanes.append(m_fmt.address(row.url));
    std::vector<const CoverageInterval*> parts;
    for (const auto& part : row.coverage->intervals()) {
        if (part.high >= m_from)
            parts.push_back(&part);
    }
    if (parts.size() > maximumParts) {
        // Gaps first, then the longest; what is left out would be thinner than a pixel.
        std::stable_sort(parts.begin(), parts.end(), [](const auto* a, const auto* b) {
            const bool isGapA = a->state != CoverageState::Complete;
            const bool isGapB = b->state != CoverageState::Complete;
            return isGapA != isGapB ? isGapA : a->high - a->low > b->high - b->low;
        });
        parts.resize(maximumParts);
        std::sort(parts.begin(), parts.end(), [](const auto* a, const auto* b) { return a->low < b->low; });
    }
    for (const auto* part : parts)
        addPart(row, *part);
    if (row.state == ArchiveState::Syncing && row.completeSince && *row.completeSince > m_from) {
        LaneChart::Item tick;
        tick.lane = static_cast<std::size_t>(m_data.lanes.size() - 1);
        tick.from = tick.to = fromSeconds(*row.completeSince);
        tick.shape = LaneChart::Shape::Tick;
        tick.color = m_colors.accent;
        tick.text = Texts::tr("asked down to here");
        m_data.items.push_back(std::move(tick));
    }
}

void CoverageItems::addPart(const ArchiveRow& row, const CoverageInterval& part)
{
    LaneChart::Item item;
    item.lane = static_cast<std::size_t>(m_data.lanes.size() - 1);
    item.from = fromSeconds(std::max(part.low, m_from));
    item.to = fromSeconds(part.high);
    const bool isComplete = part.state == CoverageState::Complete;
    item.shape = isComplete ? LaneChart::Shape::Bar : LaneChart::Shape::HatchedBar;
    item.color = isComplete                      ? m_colors.series[0]
        : part.state == CoverageState::Truncated ? m_colors.state(Status::Degraded)
                                                 : m_colors.state(Status::Down);
    item.text = isComplete ? words::coverage(part, m_fmt)
                           : Texts::tr("%1. Click to ask again").arg(words::coverage(part, m_fmt));
    item.key = QVariantList{row.relay.number(), QVariant::fromValue<qint64>(part.low),
                            QVariant::fromValue<qint64>(part.high), isComplete};
    m_data.items.push_back(std::move(item));
}

std::optional<CoverageItems::Part> CoverageItems::partOf(const QVariant& key)
{
    const auto values = key.toList();
    if (values.size() != 4)
        return std::nullopt;
    return Part{RelayId(values[0].toUInt()), values[1].toLongLong(), values[2].toLongLong(),
                values[3].toBool()};
}

} // namespace nostrscope
