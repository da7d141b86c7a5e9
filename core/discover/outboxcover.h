// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/outbox.h"

namespace nostrscope {

/// How well an author is served, by the relays of `facts`.
[[nodiscard]] OutboxState outboxStateOf(const OutboxAuthor& author,
                                        const std::map<QByteArray, Liveness>& relays);

/// Greedy set cover: again and again the relay that serves most authors who are not served yet; among equals
/// one that is known to be up, then the one that showed more of their events, then the first by name. A relay
/// serves an author who declares it, or whose events it showed us; one that is down serves nobody.
[[nodiscard]] OutboxCover coverOutbox(const OutboxFacts& facts);

} // namespace nostrscope
