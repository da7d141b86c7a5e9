// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/relayfilterproxy.h"
#include "ui/kit/viewbar.h"

namespace nostrscope {

/// Never changes: settings keep views by it.
[[nodiscard]] QString relayViewId(RelayView view);
/// The built-in views of the table of relays, in the order of relayViews.
[[nodiscard]] QList<ViewBar::BuiltIn> builtInRelayViews();

} // namespace nostrscope
