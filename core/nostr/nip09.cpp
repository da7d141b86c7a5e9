// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip09.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr Kind deletionKind = 5;
constexpr Kind vanishKind = 62;
constexpr Kind giftWrapKind = 1059;

bool mayDelete(const Event& deletion, const Event& target)
{
    if (target.kind == giftWrapKind) {
        const auto recipient = PubKey::fromHex(target.tags.firstValue("p"));
        if (recipient == deletion.pubkey)
            return true;
    }
    return target.pubkey == deletion.pubkey && target.kind != deletionKind && target.kind != vanishKind;
}

} // namespace

std::optional<Deletion> readDeletion(const Event& event)
{
    if (event.kind != deletionKind)
        return std::nullopt;
    Deletion deletion;
    for (const auto tag : event.tags) {
        if (tag.name() == "e") {
            if (const auto id = EventId::fromHex(tag.value()))
                deletion.events.push_back(*id);
        } else if (tag.name() == "a") {
            auto address = Address::parse(tag.value());
            if (address && address->author == event.pubkey)
                deletion.addresses.push_back(*std::move(address));
        }
    }
    return deletion;
}

bool deletes(const Event& deletion, const Event& target)
{
    const auto wanted = readDeletion(deletion);
    if (!wanted || !mayDelete(deletion, target))
        return false;
    if (std::find(wanted->events.begin(), wanted->events.end(), target.id) != wanted->events.end())
        return true;
    const auto address = Address::of(target);
    return address && target.createdAt <= deletion.createdAt
        && std::find(wanted->addresses.begin(), wanted->addresses.end(), *address) != wanted->addresses.end();
}

} // namespace nostrscope
