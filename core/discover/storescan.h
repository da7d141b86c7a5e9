// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discover/mentionreader.h"
#include "core/records/discoverystore.h"
#include "core/records/storetasks.h"

namespace nostrscope {

struct StoreScanReport {
    std::uint64_t events = 0; ///< read in this run
    std::uint64_t mentions = 0; ///< of relays, whatever became of them
    MentionGain gain;
    bool complete = true; ///< false: ended early, the next run goes on
};

/// Sums what `slice` says, in the order of its events; with its places, ready to be stored.
[[nodiscard]] MentionBatch sumMentions(const DiscoverySlice& slice, std::uint64_t after,
                                       MentionReader& reader);
/// The entry of a table of refused texts; the same in every process.
[[nodiscard]] std::int64_t refusedHash(QByteArrayView text) noexcept;

/// Reads what was stored since the last run, slice by slice, each stored with its place: a run that is killed
/// loses nothing, and its cost is that of the new events. Waits for the store: for a thread of its own.
/// Progress is in events.
[[nodiscard]] StoreResult<StoreScanReport> scanStore(DiscoveryStore& store, const DiscoveryBounds& bounds,
                                                     const Progress& progress = {});

} // namespace nostrscope
