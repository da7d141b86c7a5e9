// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/nip90.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

/// What one verified event says, in the terms that figures are made of. An event is translated once;
/// every figure is a function of the set of facts and never of their order of arrival: sums over distinct
/// keys, newest-wins with ties by lowest id, minimum and maximum (architecture.md §3).
namespace nostrscope::facts {

/// A version of something replaceable; (kind, author, identifier) is what it is a version of (NIP-01).
struct Version {
    QByteArray identifier; ///< `d`, empty for plain replaceable kinds
};

/// The author asks that this event be forgotten (NIP-09). Effective only on events of the same author.
struct DeletesEvent {
    EventId target;
};

/// The same for all versions up to the deletion's own created_at; only of the same author, so the address
/// needs no author.
struct DeletesAddress {
    Kind kind = 0;
    QByteArray identifier;
};

/// The author asks to be forgotten up to created_at (NIP-62). `everywhere` is the relay "ALL_RELAYS".
struct Vanishes {
    bool everywhere = false;
};

/// To be ignored from this second on (NIP-40).
struct Expires {
    Timestamp at = 0;
};

/// A zap receipt (NIP-57) whose amount is taken from the invoice. Without the recipient's LNURL document
/// anybody can write one: it is "claimed", never "paid".
struct Zap {
    std::uint64_t millisats = 0;
    std::optional<PubKey> recipient;
    std::optional<PubKey> payer; ///< author of the request inside; may be a one-time key
    std::optional<EventId> target;
    bool requestValid = false; ///< the request inside is signed and agrees with the receipt
};

/// A request to data vending machines (NIP-90).
struct JobAsked {
    bool isEncrypted = false;
};

/// A result of a job, or feedback on it.
struct JobAnswered {
    std::optional<EventId> request;
    std::optional<PubKey> customer; ///< as stated
    JobStatus status = JobStatus::Other; ///< of feedback
    std::optional<std::int64_t> asked; ///< millisatoshi
    std::optional<std::int64_t> invoiced;
};

using Fact =
    std::variant<Version, DeletesEvent, DeletesAddress, Vanishes, Expires, Zap, JobAsked, JobAnswered>;

/// Translates `event` (already verified). `zapRequestValid` is the verdict on the 9734 inside a 9735.
/// An odd tag costs its own fact only.
[[nodiscard]] std::vector<Fact> translate(const Event& event, bool zapRequestValid = false);

/// Whether tags of this kind are looked up at all: lists (3, 10000 … 10007, 30000 … 30003) are not, their
/// thousands of tags would be most of the index.
[[nodiscard]] bool hasIndexedTags(Kind kind) noexcept;
/// Whether such a tag is looked up: `e a p q E A d r t k i` with a value that somebody could look for.
[[nodiscard]] bool isIndexed(char name, QByteArrayView value) noexcept;
/// Calls `function(char name, QByteArrayView value)` for each tag that questions look up, "client" as 'c'.
/// Only for kinds with hasIndexedTags(). Views, because most of what a store writes is these.
template <typename Function> void forEachIndexedTag(const Event& event, Function function)
{
    for (const auto tag : event.tags) {
        if (tag.size() < 2)
            continue;
        const auto name = tag.name();
        const char letter = name.size() == 1 ? name[0] : name == "client" ? 'c' : '\0';
        if (letter != '\0' && (name.size() > 1 || letter != 'c') && isIndexed(letter, tag.value()))
            function(letter, tag.value());
    }
}

} // namespace nostrscope::facts
