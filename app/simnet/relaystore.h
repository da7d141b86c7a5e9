// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simevent.h"
#include "core/nostr/filter.h"

#include <QByteArray>
#include <QHash>

#include <map>
#include <set>
#include <vector>

namespace nostrscope {

/// What one simulated relay keeps, with the rules of NIP-01 (replacement), 09 (deletion), 40 (expiry) and
/// 62 (vanishing), or, as an archive, without any of them.
class RelayStore {
public:
    enum class Rules : std::uint8_t { Nostr, KeepAll };
    enum class Outcome : std::uint8_t {
        Stored,
        Ephemeral, ///< for live subscriptions only
        Duplicate,
        Superseded, ///< a newer version is stored
        Deleted, ///< its author deleted it or vanished
        Expired,
    };

    explicit RelayStore(Rules rules)
        : m_rules(rules)
    {
    }

    /// `now` decides about expiry; `ownUrl` about requests to vanish from one relay (may be empty).
    Outcome add(const SimEventPtr& event, Timestamp now, QByteArrayView ownUrl = {});

    /// Newest first, ties by lowest id; `cap` bounds the limit of each filter.
    [[nodiscard]] std::vector<SimEventPtr> query(const std::vector<Filter>& filters, Timestamp now,
                                                 std::size_t cap) const;
    /// Events that match any filter (NIP-45); limits do not count.
    [[nodiscard]] std::size_t count(const std::vector<Filter>& filters, Timestamp now) const;
    [[nodiscard]] std::size_t size() const noexcept { return m_events.size(); }

private:
    struct Order {
        Timestamp createdAt;
        EventId id;
        friend bool operator<(const Order& a, const Order& b) noexcept
        {
            return a.createdAt != b.createdAt ? a.createdAt > b.createdAt : a.id < b.id;
        }
    };
    using Events = std::map<Order, SimEventPtr>;

    [[nodiscard]] bool isHidden(const Event& event) const;
    [[nodiscard]] bool isVisible(const Event& event, Timestamp now) const;
    void remove(const EventId& id, Timestamp createdAt);
    void applyDeletion(const Event& deletion);
    void applyVanish(const Event& request, QByteArrayView ownUrl);
    template <typename Take>
    void select(const Filter& filter, Timestamp now, std::size_t limit, Take take) const;

    Rules m_rules;
    Events m_events;
    QHash<EventId, Timestamp> m_times; ///< of every stored event
    QHash<QByteArray, Order> m_current; ///< address → the version that counts
    QHash<EventId, PubKey> m_deletedIds; ///< by whom
    QHash<QByteArray, Timestamp> m_deletedAddresses;
    QHash<PubKey, Timestamp> m_vanished;
};

} // namespace nostrscope
