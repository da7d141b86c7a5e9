// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip13.h"

#include "core/nostr/address.h"

#include <bit>

namespace nostrscope {

int difficulty(const EventId& id) noexcept
{
    int bits = 0;
    for (const auto byte : id.bytes()) {
        bits += std::countl_zero(byte);
        if (byte != 0)
            break;
    }
    return bits;
}

std::optional<int> committedDifficulty(const Event& event) noexcept
{
    const auto tag = event.tags.first("nonce");
    const auto target = tag ? parseDigits(tag->at(2)) : std::nullopt;
    return target && *target <= 256 ? std::optional(static_cast<int>(*target)) : std::nullopt;
}

int creditedDifficulty(const Event& event) noexcept
{
    const int reached = difficulty(event.id);
    const auto target = committedDifficulty(event);
    if (!target)
        return reached;
    return reached >= *target ? *target : 0;
}

} // namespace nostrscope
