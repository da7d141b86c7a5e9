// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/contactrelays.h"
#include "core/nostr/eventparser.h"
#include "core/records/discovery.h"

#include <QHash>

#include <vector>

namespace nostrscope {

/// One event names one relay by one way.
struct RelayMention {
    QByteArray url; ///< canonical
    RelayNetwork network = RelayNetwork::Clearnet;
    DiscoverySource source = DiscoverySource::Hint;
    bool isRead = false; ///< marked for reading, kinds 10002 and 3
    bool isWrite = false;
    friend bool operator==(const RelayMention&, const RelayMention&) = default;
};

struct RelayMentions {
    std::vector<RelayMention> relays; ///< each relay once for each source, in the order of the event
    std::vector<QByteArray> refused; ///< texts in the place of a relay URL that are none (MON-11)
};

/// Finds the relays that events name (DIS-1, protocol.md §7). Only what RelayUrlRules::discovered() accepts:
/// no private addresses, whatever a stranger writes. Remembers texts it has read; one per thread.
class MentionReader {
public:
    /// Of one event, relays and refused texts each: lists of real users have below twenty.
    static constexpr std::size_t maxPerEvent = 200;
    /// Entities in one content.
    static constexpr std::size_t maxEntities = 50;

    [[nodiscard]] RelayMentions read(const Event& event);

private:
    struct Known {
        QByteArray url; ///< empty: refused
        RelayNetwork network = RelayNetwork::Clearnet;
    };
    void readRelayTag(const Event& event, const Tags::View& tag);
    void readEntities(QByteArrayView content);
    void readReceipt(const Event& event);
    void add(QByteArrayView text, DiscoverySource source, bool isRead = false, bool isWrite = false);
    [[nodiscard]] const Known& lookUp(QByteArrayView text);

    ContactRelayReader m_contacts;
    EventParser m_parser;
    QHash<QByteArray, Known> m_known;
    RelayMentions m_found;
};

} // namespace nostrscope
