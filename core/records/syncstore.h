// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/coverage.h"
#include "core/records/store.h"
#include "core/records/syncorder.h"
#include "core/records/syncupload.h"

namespace nostrscope {

/// What is known of the history of one relay, for one filter.
struct RelayCoverage {
    RelayId relay;
    QByteArray filter; ///< coverageKey()
    Coverage coverage;
};

/// What the user decided about the archiving of one relay.
struct SyncChoice {
    RelayId relay;
    SyncPriority priority = SyncPriority::Normal;
    bool isPaused = false;
    friend bool operator==(const SyncChoice&, const SyncChoice&) = default;
};

/// The filter as the ledger names it: compact JSON without since, until and limit.
[[nodiscard]] QByteArray coverageKey(Filter filter);

/// The ledger of the archive (ARC-1), a face of the store like those of store.h: calls return at once,
/// answers come once, from a thread of the store.
class SyncStore {
public:
    virtual ~SyncStore() = default;
    virtual void coverage(RelayId relay, QByteArray filter, CallLimits limits, Reply<Coverage> reply) = 0;
    /// Of all relays and filters, by relay, then filter.
    virtual void allCoverage(CallLimits limits, Reply<std::vector<RelayCoverage>> reply) = 0;
    /// As Coverage::set() for each of them in turn; durable when the answer comes.
    virtual void setCoverage(RelayId relay, QByteArray filter, std::vector<CoverageInterval> intervals,
                             Reply<Nothing> reply) = 0;

    /// By relay; those that were never set are not there.
    virtual void syncChoices(CallLimits limits, Reply<std::vector<SyncChoice>> reply) = 0;
    virtual void setSyncChoices(std::vector<SyncChoice> choices, Reply<Nothing> reply) = 0;
    /// Retention keeps no event of these kinds (none given: of any kind) that is dated before; 0: it may keep
    /// all (STO-4).
    virtual void lowestFloor(std::optional<std::vector<Kind>> kinds, CallLimits limits,
                             Reply<Timestamp> reply) = 0;

    using TakeItem = std::function<void(Timestamp, const EventId&)>;
    /// Hands the keys of all stored events that match to `take`, in a thread of the store, in no order,
    /// without reading contents; also superseded, deleted and trimmed ones. The answer is their number. Fails
    /// for a filter with tags or a search.
    virtual void keys(Filter filter, TakeItem take, CallLimits limits, Reply<std::uint64_t> reply) = 0;
    /// Those of the events whose contents are stored, and what they count for at `now`.
    virtual void forUpload(std::vector<EventId> ids, Timestamp now, CallLimits limits,
                           Reply<std::vector<EventForUpload>> reply) = 0;
};

} // namespace nostrscope
