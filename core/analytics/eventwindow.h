// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "core/records/store.h"

#include <map>

namespace nostrscope {

/// Events per bucket and kind over the shown range: loaded once from the store, then kept by what is
/// committed, so that a live chart asks the store nothing.
class EventWindow {
public:
    /// Starts anew; `bucket` as bucketOf(range).
    void reset(const TimeRange& range, std::chrono::seconds bucket);
    /// The store's answer to Subject::Series.
    void load(const Table& table);
    void add(const CommittedEvent& event);
    /// Moves a sliding range on.
    void slide(const TimeRange& range);

    /// At most six kinds, the most frequent ones of the window, and the others together.
    [[nodiscard]] EventSeries series(Timestamp now, Timestamp listeningSince) const;

private:
    TimeRange m_range;
    std::int64_t m_width = 60;
    std::map<std::int64_t, std::map<Kind, std::uint64_t>> m_buckets;
};

} // namespace nostrscope
