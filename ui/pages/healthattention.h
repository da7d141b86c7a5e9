// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/snapshot.h"
#include "models/fmt.h"
#include "ui/kit/attentionlist.h"

namespace nostrscope {

/// What the monitor found that needs somebody. Few relays have a row each, whose action opens the relay
/// ("relay/7"); of many it says how many there are.
[[nodiscard]] QList<AttentionItem> downItems(const Fmt& fmt, const Snapshot& snapshot);
[[nodiscard]] QList<AttentionItem> certificateItems(const Fmt& fmt, const Snapshot& snapshot);

} // namespace nostrscope
