// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoveryquestions.h"
#include "core/records/discoveryview.h"

namespace nostrscope {

/// `count` candidates in every state, found over the days before `now`.
[[nodiscard]] DiscoveryView fakeDiscovery(int count, UnixMillis now);
/// A group by name, one by document with a member on the list, one of many.
[[nodiscard]] DuplicatesView fakeDuplicates();
/// Some that announce themselves, and one that only reports.
[[nodiscard]] MonitorsView fakeMonitors(UnixMillis now);
/// Authors in every state.
[[nodiscard]] OutboxView fakeOutbox();

} // namespace nostrscope
