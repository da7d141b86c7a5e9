// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/relaylist.h"
#include "core/records/discoverystore.h"

#include <map>

namespace nostrscope {

/// A list of relays as candidates.
struct ListMentions {
    MentionBatch batch; ///< for DiscoveryStore::addMentions(); moves no place
    std::uint64_t entries = 0;
    std::uint64_t repeated = 0; ///< entries that name a relay named before
    std::map<RelayUrlError, std::uint64_t> refused; ///< entries that are no relay URL, by reason
    struct Refusal {
        int line = 0;
        QString text; ///< untrusted
        RelayUrlError reason = RelayUrlError::Empty;
    };
    std::vector<Refusal> first; ///< of them, at most maxRefusals
    static constexpr std::size_t maxRefusals = 100;

    [[nodiscard]] std::uint64_t refusedTotal() const
    {
        std::uint64_t total = 0;
        for (const auto& [reason, count] : refused)
            total += count;
        return total;
    }
};

/// The entries of a list (readRelayList), by the rules for what strangers name: no private addresses (but
/// with `allowPrivate`), and ws:// becomes wss:// where it leaves this machine's networks. `origin`: the file
/// or the address, kept with each.
[[nodiscard]] Expected<ListMentions, RelayListError> readListMentions(QByteArrayView content,
                                                                      RelayListFormat format,
                                                                      const QString& origin, UnixMillis at,
                                                                      bool allowPrivate = false);

} // namespace nostrscope
