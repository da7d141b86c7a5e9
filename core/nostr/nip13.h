// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <optional>

namespace nostrscope {

/// Leading zero bits of an id, 0 … 256 (NIP-13).
[[nodiscard]] int difficulty(const EventId& id) noexcept;

/// The target that the author committed to in the `nonce` tag; none without a commitment.
[[nodiscard]] std::optional<int> committedDifficulty(const Event& event) noexcept;

/// The work that may be credited: the commitment where there is one and the id reaches it, the id's own
/// difficulty without one, 0 when the commitment is missed.
[[nodiscard]] int creditedDifficulty(const Event& event) noexcept;

} // namespace nostrscope
