// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/outbox.h"
#include "core/records/store.h"
#include "core/storage/sqlite.h"

#include <unordered_map>

namespace nostrscope {

/// Whether relays answer, by what is stored of the last two days: the newest stretch of uptime of our checks,
/// else the last connection that brought stored events to an end (EOSE), else the last look of validation.
class RelayLiveness {
public:
    [[nodiscard]] static StoreResult<RelayLiveness> read(SqlDatabase& database, UnixMillis now);
    /// Of a canonical URL.
    [[nodiscard]] Liveness of(const QByteArray& url) const;

private:
    std::unordered_map<QByteArray, Liveness> m_known;
};

} // namespace nostrscope
