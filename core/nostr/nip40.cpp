// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip40.h"

#include "core/nostr/address.h"

namespace nostrscope {

std::optional<Timestamp> expiration(const Event& event) noexcept
{
    if (kindClass(event.kind) == KindClass::Ephemeral)
        return std::nullopt;
    return parseDigits(event.tags.firstValue("expiration"));
}

bool isExpired(const Event& event, Timestamp now) noexcept
{
    const auto time = expiration(event);
    return time && *time <= now;
}

} // namespace nostrscope
