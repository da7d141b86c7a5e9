// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace nostrscope {

/// The relays that the first start offers, as JSON text: `[{"url","name","purpose"}…]`, sorted by url.
/// Purposes: general, paid, search, dvm, video, profile-index, regional, community, archive, inbox, monitor.
[[nodiscard]] QByteArray builtinRelays();

} // namespace nostrscope
