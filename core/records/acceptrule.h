// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/discovery.h"

#include <QString>

#include <vector>

namespace nostrscope {

/// When a candidate joins the list without being asked for (DIS-3): it spoke Nostr, and all of this holds.
struct AcceptRule {
    bool readable = false; ///< it answered a question of ours; a relay for members only may not
    std::uint64_t minAuthors = 0; ///< distinct ones
    std::uint64_t minMentions = 0;
    DiscoverySources sources = 0; ///< at least one of these names it; 0: any

    /// "readable, authors>=5, mentions>=20, source=relay-list+monitor" in any order, each at most once, at
    /// least one of them; none when malformed.
    [[nodiscard]] static std::optional<AcceptRule> parse(const QString& text);
    [[nodiscard]] QString text() const; ///< as parse() reads it
    /// Undecided, neither listed nor removed from the list by the user, spoke Nostr.
    [[nodiscard]] bool accepts(const Candidate& candidate) const;
    friend bool operator==(const AcceptRule&, const AcceptRule&) = default;
};

/// The entry of our list that a candidate becomes: source "discovered", named as its document says.
[[nodiscard]] RelayEntry entryFor(const Candidate& candidate, UnixMillis at);

/// The first rule that accepts it; null when none does.
[[nodiscard]] const AcceptRule* acceptingRule(const std::vector<AcceptRule>& rules,
                                              const Candidate& candidate);

} // namespace nostrscope
