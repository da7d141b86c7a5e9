// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/monitorview.h"
#include "models/celltablemodel.h"
#include "models/fmt.h"

#include <functional>

namespace nostrscope {

/// Columns and rows of the small tables about the health of relays. Times are as of `now`.
namespace healthtables {

[[nodiscard]] std::vector<Column> uptimeColumns();
[[nodiscard]] CellRows uptimeRows(const RelayHealthDetail& detail, const Fmt& fmt);
[[nodiscard]] std::vector<Column> latencyColumns();
[[nodiscard]] CellRows latencyRows(const RelayHealthDetail& detail, const Fmt& fmt);
[[nodiscard]] std::vector<Column> checkColumns();
[[nodiscard]] CellRows checkRows(const RelayHealthDetail& detail, const Fmt& fmt, UnixMillis now);
[[nodiscard]] std::vector<Column> opinionColumns();
[[nodiscard]] CellRows opinionRows(const MonitorView& others, const Fmt& fmt, UnixMillis now);
[[nodiscard]] std::vector<Column> certificateColumns();
[[nodiscard]] CellRows certificateRows(const RelayHealthDetail& detail, const Fmt& fmt, UnixMillis now);
[[nodiscard]] std::vector<Column> documentColumns();
[[nodiscard]] CellRows documentRows(const RelayHealthDetail& detail, const Fmt& fmt, UnixMillis now);

/// Places of the columns of incidents.
enum IncidentColumn {
    SeverityColumn,
    RelayColumn,
    CauseColumn,
    SinceColumn,
    DurationColumn,
    ConfirmedColumn,
    ProbesColumn,
    OthersColumn,
    NoteColumn
};
[[nodiscard]] std::vector<Column> incidentColumns();
/// `urlOf` tells the address of a relay; empty when it is no longer known.
[[nodiscard]] CellRows incidentRows(const std::vector<Incident>& incidents, const Fmt& fmt, UnixMillis now,
                                    const std::function<QByteArray(RelayId)>& urlOf);
/// Others that may have the same reason: of the same relay, and of any that failed first within
/// relatedWithin of it. Nearest in time first, at most maximumRelated.
inline constexpr std::chrono::minutes relatedWithin{10};
inline constexpr std::size_t maximumRelated = 20;
[[nodiscard]] std::vector<Incident> relatedTo(const Incident& incident, const std::vector<Incident>& all);
/// The key of an incident in its table.
[[nodiscard]] QString incidentKey(const Incident& incident);

} // namespace healthtables

/// A part of a heartbeat bar.
struct BeatPart {
    UnixMillis from{};
    UnixMillis to{};
    Beat beat = Beat::None; ///< the worst of its time
    std::chrono::milliseconds down{};
};
/// `count` equal parts of [from, to); spans outside of it do not count.
[[nodiscard]] std::vector<BeatPart> beatsOf(const std::vector<HealthSpan>& spans, UnixMillis from,
                                            UnixMillis to, std::size_t count);

} // namespace nostrscope
