// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip25.h"

namespace nostrscope {

namespace {

constexpr Kind reactionKind = 7;
constexpr Kind externalReactionKind = 17;

ReactionSign signOf(QByteArrayView content)
{
    if (content.isEmpty() || content == "+")
        return ReactionSign::Like;
    return content == "-" ? ReactionSign::Dislike : ReactionSign::Emoji;
}

QByteArray emojiUrl(const Event& event)
{
    const QByteArrayView content = event.content;
    if (content.size() < 3 || !content.startsWith(':') || !content.endsWith(':'))
        return {};
    const auto shortcode = content.sliced(1, content.size() - 2);
    for (const auto tag : event.tags) {
        if (tag.name() == "emoji" && tag.value() == shortcode)
            return tag.at(2).toByteArray();
    }
    return {};
}

} // namespace

std::optional<Reaction> readReaction(const Event& event)
{
    if (event.kind != reactionKind && event.kind != externalReactionKind)
        return std::nullopt;
    Reaction reaction;
    reaction.sign = signOf(event.content);
    reaction.emojiUrl = emojiUrl(event);
    if (event.kind == externalReactionKind) {
        reaction.external = event.tags.firstValue("i").toByteArray();
        return reaction.external.isEmpty() ? std::nullopt : std::optional(std::move(reaction));
    }
    // Clients copy the tags of the target before their own, so the last one counts.
    for (const auto tag : event.tags) {
        if (tag.name() == "e")
            reaction.target = EventId::fromHex(tag.value());
        else if (tag.name() == "a")
            reaction.address = Address::parse(tag.value());
        else if (tag.name() == "p")
            reaction.author = PubKey::fromHex(tag.value());
        else if (tag.name() == "k")
            reaction.kind = parseKind(tag.value());
    }
    if (!reaction.target && !reaction.address)
        return std::nullopt;
    return reaction;
}

} // namespace nostrscope
