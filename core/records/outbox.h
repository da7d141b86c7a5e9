// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"
#include "core/records/relay.h"

#include <map>
#include <set>
#include <vector>

/// Where authors write, and whether their events can be had there (DIS-5, NIP-65).
namespace nostrscope {

/// Whether a relay answers, by what is stored of its checks, validations and connections.
enum class Liveness : std::uint8_t { Unknown, Up, Down };
/// "unknown", "up", "down": never translated.
[[nodiscard]] const char* toString(Liveness liveness) noexcept;

/// How well the relays that an author declares for writing serve those who read it.
enum class OutboxState : std::uint8_t {
    NoList, ///< no kind 10002 is stored, or it names no relay for writing
    NoneAlive, ///< none of them is known to answer, and one at least is known not to
    NotChecked, ///< of none is known whether it answers
    NothingHeld, ///< one answers, but none of those that do showed us an event of the author
    Covered, ///< one that answers showed us events of the author
};
[[nodiscard]] const char* toString(OutboxState state) noexcept;

struct OutboxAuthor {
    PubKey key;
    bool hasList = false; ///< a kind 10002 is stored; the newest counts
    std::set<QByteArray> declared; ///< its relays for writing, canonical
    std::uint64_t events = 0; ///< newest stored ones that were looked at, at most OutboxFacts::eventsOfAuthor
    std::map<QByteArray, std::uint64_t> held; ///< relay → how many of them it showed us
    OutboxState state = OutboxState::NoList;
};

struct OutboxFacts {
    static constexpr std::uint64_t eventsOfAuthor = 50;
    static constexpr std::size_t maximumAuthors = 5000;
    /// Newest events that are looked through for those of the authors.
    static constexpr std::uint64_t maximumEvents = 5'000'000;
    std::vector<OutboxAuthor> authors;
    std::map<QByteArray, Liveness> relays; ///< all that are named above
    bool isComplete = true; ///< false: there are older events that were not looked at
};

/// A relay that helps to follow a set of authors, with the terms by which it was chosen.
struct OutboxChoice {
    QByteArray url;
    Liveness liveness = Liveness::Unknown;
    std::uint64_t newAuthors = 0; ///< that no relay chosen before serves
    std::uint64_t declaredBy = 0; ///< authors that name it as a relay for writing
    std::uint64_t heldFor = 0; ///< authors of whom it showed us something
    std::uint64_t heldEvents = 0; ///< of the newest that were looked at
    friend bool operator==(const OutboxChoice&, const OutboxChoice&) = default;
};
struct OutboxCover {
    std::vector<OutboxChoice> choices; ///< in the order of choosing
    std::vector<PubKey> unserved; ///< nobody who lives is known to have them
};

} // namespace nostrscope
