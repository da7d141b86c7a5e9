// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip22.h"

namespace nostrscope {

namespace {

constexpr Kind commentKind = 1111;

/// Upper case names the root, lower case the parent.
CommentTarget readTarget(const Tags& tags, bool isRoot)
{
    CommentTarget target;
    target.event = EventId::fromHex(tags.firstValue(isRoot ? "E" : "e"));
    target.address = Address::parse(tags.firstValue(isRoot ? "A" : "a"));
    const auto external = tags.firstValue(isRoot ? "I" : "i");
    if (!external.isEmpty())
        target.external = ExternalId{external.toByteArray()};
    target.kind = tags.firstValue(isRoot ? "K" : "k").toByteArray();
    target.author = PubKey::fromHex(tags.firstValue(isRoot ? "P" : "p"));
    return target;
}

} // namespace

bool Comment::isTopLevel() const
{
    if (root.address)
        return parent.address == root.address;
    if (root.event)
        return parent.event == root.event;
    return parent.external == root.external;
}

std::optional<Comment> readComment(const Event& event)
{
    if (event.kind != commentKind)
        return std::nullopt;
    Comment comment{readTarget(event.tags, true), readTarget(event.tags, false)};
    if (!comment.root.isNamed() || !comment.parent.isNamed())
        return std::nullopt;
    return comment;
}

} // namespace nostrscope
