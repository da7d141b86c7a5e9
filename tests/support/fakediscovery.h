// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discoveryview.h"

namespace nostrscope {

/// `count` candidates in every state, found over the days before `now`.
[[nodiscard]] DiscoveryView fakeDiscovery(int count, UnixMillis now);

} // namespace nostrscope
