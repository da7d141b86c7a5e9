// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/nostr/event.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace nostrscope {

/// A NIP-01 filter. An absent list is no condition; a present list is never empty (relays differ on what an
/// empty one means, so we neither send nor accept it).
struct Filter {
    std::optional<std::vector<EventId>> ids;
    std::optional<std::vector<PubKey>> authors;
    std::optional<std::vector<Kind>> kinds;
    std::map<char, std::vector<QByteArray>> tags; ///< `#x`, x one ASCII letter; values as sent
    std::optional<Timestamp> since; ///< inclusive
    std::optional<Timestamp> until; ///< inclusive
    std::optional<std::uint32_t> limit; ///< stored events only; 0 = live only
    QByteArray search; ///< NIP-50; empty = none

    /// All conditions but `limit` and `search` (NIP-01).
    [[nodiscard]] bool matches(const Event& event) const;
    /// Compact JSON for REQ.
    [[nodiscard]] QByteArray toJson() const;
    /// From JSON of a user or a file; the error is an English sentence naming the member.
    [[nodiscard]] static Expected<Filter, QString> fromJson(QByteArrayView json);

    friend bool operator==(const Filter&, const Filter&) = default;
};

/// Filters of one REQ are OR-ed; none matches nothing.
[[nodiscard]] bool matchesAny(const std::vector<Filter>& filters, const Event& event);

} // namespace nostrscope
