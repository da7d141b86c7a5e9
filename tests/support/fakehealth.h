// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "core/records/timerange.h"

#include <memory>
#include <vector>

namespace nostrscope {

// Believable health of relays, the same for the same relay and moment: up, degraded, slow, down, flapping,
// limited, never checked, certificates that end soon or have ended, an onion without a proxy.
[[nodiscard]] std::shared_ptr<const HealthRow> fakeHealth(const RelayRow& row, UnixMillis now);
[[nodiscard]] std::shared_ptr<const RelayHealthDetail>
fakeHealthDetail(const RelayRow& row, const TimeRange& range, UnixMillis now);
/// The body of a version that fakeHealthDetail() lists.
[[nodiscard]] QByteArray fakeDocument(const QByteArray& sha256);
/// Of those that are down, and some that are over; the newest first, numbered from `rows.size()` down.
[[nodiscard]] std::vector<Incident> fakeIncidents(const std::vector<RelayRow>& rows, UnixMillis now);
[[nodiscard]] HealthTotals fakeTotals(const std::vector<RelayRow>& rows,
                                      const std::vector<Incident>& incidents);

} // namespace nostrscope
