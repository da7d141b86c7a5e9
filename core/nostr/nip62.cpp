// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip62.h"

#include <QString>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr Kind vanishKind = 62;
constexpr std::size_t maxRelays = 1000;

} // namespace

std::optional<Vanish> readVanish(const Event& event)
{
    if (event.kind != vanishKind)
        return std::nullopt;
    Vanish vanish;
    for (const auto tag : event.tags) {
        if (tag.name() != "relay")
            continue;
        if (tag.value() == "ALL_RELAYS") {
            vanish.everywhere = true;
        } else if (vanish.relays.size() < maxRelays) {
            // Only compared with relays that we know, so private ones do no harm.
            if (auto url = RelayUrl::parse(QString::fromUtf8(tag.value()), {.allowPrivate = true}))
                vanish.relays.push_back(*std::move(url));
        }
    }
    if (!vanish.everywhere && vanish.relays.empty())
        return std::nullopt;
    return vanish;
}

bool vanishes(const Event& request, const Event& target, const RelayUrl* relay)
{
    const auto vanish = readVanish(request);
    if (!vanish || request.pubkey != target.pubkey || target.createdAt > request.createdAt
        || target.kind == vanishKind)
        return false;
    if (vanish->everywhere || relay == nullptr)
        return vanish->everywhere;
    return std::any_of(vanish->relays.begin(), vanish->relays.end(),
                       [relay](const RelayUrl& named) { return named == *relay; });
}

} // namespace nostrscope
