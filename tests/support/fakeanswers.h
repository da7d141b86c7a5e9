// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/eventdetail.h"
#include "core/records/snapshot.h"

namespace nostrscope {

/// What a store with the figures of `state` would answer: the same for the same question.
[[nodiscard]] Table fakeTable(const Question& question, const Snapshot& state);
/// A page of 180 invented events, newest first, one every 97 seconds back from `asOf`, all of the first kind
/// that the filter asks for.
[[nodiscard]] EventPage fakePage(const EventQuery& query, UnixMillis asOf);
/// One of them, or none.
[[nodiscard]] std::shared_ptr<const EventDetail> fakeDetail(const EventId& id, UnixMillis asOf);

} // namespace nostrscope
