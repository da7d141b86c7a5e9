// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/address.h"

#include <variant>

namespace nostrscope {

/// An identifier of something outside Nostr (NIP-73): a web address, a podcast, a hashtag.
struct ExternalId {
    QByteArray text;

    friend bool operator==(const ExternalId&, const ExternalId&) = default;
};

/// What a comment is about (root) or answers (parent).
struct CommentTarget {
    std::optional<EventId> event; ///< `E` or `e`; beside an address the concrete version
    std::optional<Address> address; ///< `A` or `a`
    std::optional<ExternalId> external; ///< `I` or `i`
    QByteArray kind; ///< `K` or `k`: a kind in digits or an external type; empty when missing
    std::optional<PubKey> author; ///< `P` or `p`

    [[nodiscard]] bool isNamed() const { return event || address || external; }
};

/// A kind 1111 event (NIP-22).
struct Comment {
    CommentTarget root;
    CommentTarget parent;

    /// Answers the root itself, not another comment.
    [[nodiscard]] bool isTopLevel() const;
};

/// None when the event is not of kind 1111, or names no root or no parent. The NIP requires `K` and `k`;
/// we count comments without them, as their target is clear.
[[nodiscard]] std::optional<Comment> readComment(const Event& event);

} // namespace nostrscope
