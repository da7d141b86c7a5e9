// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <optional>

namespace nostrscope {

/// The time of the first `expiration` tag (NIP-40); none when missing, malformed, or the kind is ephemeral,
/// which the tag does not concern.
[[nodiscard]] std::optional<Timestamp> expiration(const Event& event) noexcept;
/// At the stated second the event is expired.
[[nodiscard]] bool isExpired(const Event& event, Timestamp now) noexcept;

} // namespace nostrscope
