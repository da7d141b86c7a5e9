// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"

#include <optional>

namespace nostrscope::facts {

/// Whether an event is still what its author says. Nothing is removed by any of it: events are marked, and
/// "current" figures leave the marked ones out (architecture.md §5).
enum class Visibility : std::uint8_t { Current, Superseded, Deleted, Expired, Vanished };

/// What is known about an event, from facts of any order of arrival.
struct Claims {
    /// Newest version of the same (author, kind, identifier); none for kinds without versions.
    struct Newest {
        EventId id;
        Timestamp createdAt = 0;
    };
    std::optional<Newest> newest;
    bool deletedById = false; ///< by its author, or a gift wrap by its recipient (NIP-59)
    std::optional<Timestamp> addressDeletedAt; ///< latest deletion of its address by its author
    std::optional<Timestamp> expiresAt; ///< NIP-40
    std::optional<Timestamp> vanishedUntil; ///< latest request of its author to vanish from all relays
};

/// The strongest mark: vanished, deleted, expired, superseded. Deletions (5) are not deleted and requests to
/// vanish (62) are neither deleted nor vanished. A deletion stays in effect when its own text has vanished.
[[nodiscard]] Visibility visibility(Kind kind, const EventId& id, Timestamp createdAt, const Claims& claims,
                                    Timestamp now) noexcept;

[[nodiscard]] const char* toString(Visibility visibility) noexcept;

} // namespace nostrscope::facts
