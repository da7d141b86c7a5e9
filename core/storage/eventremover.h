// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/storage/eventbody.h"
#include "core/storage/floorscan.h"

#include <optional>
#include <vector>

namespace nostrscope {

/// Removes events with all rows that only speak of them. Sums stay: buckets below the floor are sealed.
class EventRemover {
public:
    EventRemover(SqlDatabase& writer, const RetentionFloors& floors);

    /// One transaction of at most `most` events, oldest first; how many it removed, none on an error.
    [[nodiscard]] std::optional<quint64> removeSlice(std::size_t most);

private:
    [[nodiscard]] bool remove(std::int64_t seq);
    [[nodiscard]] bool removeVersion(std::int64_t seq, std::int64_t author, const Event& event,
                                     bool isReadable);

    SqlDatabase& m_database;
    const BodyDictionaries m_dictionaries;
    FloorScan m_scan;
    SqlStatement m_event;
    SqlStatement m_version;
    SqlStatement m_versionOfRow;
    std::vector<SqlStatement> m_bySeq;
};

} // namespace nostrscope
