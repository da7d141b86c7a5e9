// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/maintenance.h"
#include "core/storage/retention.h"

namespace nostrscope {

class StoreWriter;

/// Which bodies (signature, tags, content) may go while their events stay: they are still known, counted and
/// in every figure. Nothing of it is on by itself, because the signature goes too: what is trimmed can be
/// neither verified nor exported again.
struct TrimPolicy {
    bool superseded = false; ///< of versions that a newer one replaced (NIP-01)
    /// Of everything that authors asked all relays to forget, their deletions too, up to the time of the
    /// request (NIP-62). A request to single relays does not name us; the request itself stays.
    bool vanished = false;

    [[nodiscard]] bool isOff() const { return !superseded && !vanished; }
};

struct TrimReport {
    quint64 superseded = 0; ///< events
    quint64 vanished = 0; ///< events; counted here when both hold
    quint64 bytes = 0; ///< of their bodies, exactly
    bool complete = true; ///< false: ended early, the next run goes on

    [[nodiscard]] quint64 events() const { return superseded + vanished; }
};

/// What applyTrim() would do; on any connection, in short reads. Events below the floors are left to the
/// removal.
[[nodiscard]] StoreResult<TrimReport> planTrim(SqlDatabase& reader, const TrimPolicy& policy,
                                               const RetentionFloors& floors, const Progress& progress = {});
/// Removes the bodies, in transactions of about 50 ms at most; after a kill the next run goes on. In the
/// writer's thread, after StoreWriter::settleEverything().
[[nodiscard]] StoreResult<TrimReport> applyTrim(StoreWriter& writer, const TrimPolicy& policy,
                                                const Progress& progress = {});

} // namespace nostrscope
