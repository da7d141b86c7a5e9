// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/archiveview.h"
#include "ui/charts/lanechart.h"

namespace nostrscope {

/// The strips of the archive as lanes of a chart: filled where complete, hatched where failed or limited,
/// empty where to do, a tick where the session is.
class CoverageItems {
public:
    static constexpr std::size_t maximumParts = 80; ///< of a lane; gaps are shown before what is complete

    /// Of at most `lanes` relays.
    CoverageItems(const ArchiveView& view, qsizetype lanes, const ThemeColors& colors, const Fmt& fmt);

    void add(const ArchiveRow& row);
    [[nodiscard]] bool isFull() const { return m_data.lanes.size() >= m_lanes; }
    [[nodiscard]] LaneChart::Data take() { return std::move(m_data); }

    struct Part {
        RelayId relay;
        Timestamp low = 0;
        Timestamp high = 0;
        bool isComplete = false;
    };
    /// Of LaneChart::Item::key; none: of something else.
    [[nodiscard]] static std::optional<Part> partOf(const QVariant& key);

private:
    void addPart(const ArchiveRow& row, const CoverageInterval& part);

    const qsizetype m_lanes;
    const ThemeColors& m_colors;
    const Fmt& m_fmt;
    Timestamp m_from; ///< of the axis: before, nobody wrote
    LaneChart::Data m_data;
};

} // namespace nostrscope
