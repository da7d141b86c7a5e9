// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/address.h"

#include <vector>

namespace nostrscope {

/// What a kind 5 event asks to delete (NIP-09). Malformed targets are skipped.
struct Deletion {
    std::vector<EventId> events; ///< effective only where the author is the same
    std::vector<Address> addresses; ///< only those of the same author
};
/// None when the event is not of kind 5.
[[nodiscard]] std::optional<Deletion> readDeletion(const Event& event);

/// Whether `deletion` (any event) covers `target`: named by id or, with all versions up to the time of the
/// deletion, by address; same author, or the recipient of a gift wrap (NIP-59). Deletions and requests to
/// vanish cannot be deleted.
[[nodiscard]] bool deletes(const Event& deletion, const Event& target);

} // namespace nostrscope
