// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/maintenance.h"

namespace nostrscope {

class StoreWriter;

/// What a rebuild found, by table.
struct RebuildReport {
    struct TableReport {
        QString name;
        quint64 rows = 0; ///< as they are now
        quint64 differences = 0; ///< rows that were missing, too many or wrong before
    };
    std::vector<TableReport> tables;
    quint64 sealedCells = 0; ///< hours below a retention floor, kept as they are: their events are gone
    quint64 trimmedRows = 0; ///< rows of trimmed events, kept as they are: their bodies are gone

    [[nodiscard]] quint64 differences() const;
};

/// Computes every table that is a function of events and sightings anew, beside the present ones, and
/// replaces what differs in one transaction. What lies below a retention floor, rows of trimmed events, and
/// counters without events (ephemeral, invalid, duplicates), stay. In the writer's thread. Error Cancelled:
/// nothing was changed.
[[nodiscard]] StoreResult<RebuildReport> rebuildTables(StoreWriter& writer, const Progress& progress = {});

} // namespace nostrscope
