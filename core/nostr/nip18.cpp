// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip18.h"

#include "core/nostr/eventparser.h"

namespace nostrscope {

namespace {

constexpr Kind noteRepostKind = 6;
constexpr Kind genericRepostKind = 16;

} // namespace

std::optional<Repost> readRepost(const Event& event)
{
    if (event.kind != noteRepostKind && event.kind != genericRepostKind)
        return std::nullopt;
    Repost repost;
    if (const auto tag = event.tags.first("e")) {
        repost.target = EventId::fromHex(tag->value());
        repost.relay = tag->at(2).toByteArray();
    }
    repost.address = Address::parse(event.tags.firstValue("a"));
    repost.author = PubKey::fromHex(event.tags.firstValue("p"));
    repost.kind = event.kind == noteRepostKind ? Kind(1) : parseKind(event.tags.firstValue("k"));
    if (!repost.target && !repost.address)
        return std::nullopt;
    return repost;
}

std::optional<Event> embeddedEvent(const Event& repost, EventParser& parser)
{
    const auto named = readRepost(repost);
    if (!named || repost.content.isEmpty())
        return std::nullopt;
    auto event = parser.parseEvent(repost.content);
    if (!event)
        return std::nullopt;
    const bool isNamed = named->target ? event->id == *named->target : Address::of(*event) == named->address;
    return isNamed ? std::optional(*std::move(event)) : std::nullopt;
}

} // namespace nostrscope
