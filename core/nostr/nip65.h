// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/relayurl.h"

#include <vector>

namespace nostrscope {

/// One relay of somebody's relay list, kind 10002 (NIP-65).
struct RelayListItem {
    RelayUrl url;
    bool isRead = false;
    bool isWrite = false;
};

/// The `r` tags whose URL we may use (RelayUrlRules::discovered), each relay once, markers united; no marker
/// or an unknown one means both. Empty for other kinds.
[[nodiscard]] std::vector<RelayListItem> readRelayListEvent(const Event& event);

} // namespace nostrscope
