// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/relaystore.h"

#include <algorithm>

namespace nostrscope {

namespace {

bool isExpired(const Event& event, Timestamp now)
{
    const auto value = event.tags.firstValue("expiration");
    if (value.isNull())
        return false;
    bool isNumber = false;
    const auto expiry = value.toByteArray().toLongLong(&isNumber);
    return isNumber && expiry <= now;
}

QByteArray addressOf(const Event& event)
{
    const bool addressable = kindClass(event.kind) == KindClass::Addressable;
    return address(event.kind, event.pubkey, addressable ? identifier(event) : QByteArrayView());
}

bool isVersioned(const Event& event)
{
    const auto type = kindClass(event.kind);
    return type == KindClass::Replaceable || type == KindClass::Addressable;
}

} // namespace

RelayStore::Outcome RelayStore::add(const SimEventPtr& event, Timestamp now, QByteArrayView ownUrl)
{
    const auto& e = event->event;
    if (m_times.contains(e.id))
        return Outcome::Duplicate;
    if (m_rules == Rules::Nostr) {
        if (isExpired(e, now))
            return Outcome::Expired;
        if (isHidden(e))
            return Outcome::Deleted;
        if (kindClass(e.kind) == KindClass::Ephemeral)
            return Outcome::Ephemeral;
        if (isVersioned(e)) {
            const auto key = addressOf(e);
            const auto current = m_current.constFind(key);
            if (current != m_current.cend()) {
                if (!replaces(e.createdAt, e.id, current->createdAt, current->id))
                    return Outcome::Superseded;
                remove(current->id, current->createdAt);
            }
            m_current.insert(key, {e.createdAt, e.id});
        }
    }
    m_events.emplace(Order{e.createdAt, e.id}, event);
    m_times.insert(e.id, e.createdAt);
    if (m_rules == Rules::Nostr) {
        if (e.kind == 5)
            applyDeletion(e);
        else if (e.kind == 62)
            applyVanish(e, ownUrl);
    }
    return Outcome::Stored;
}

bool RelayStore::isHidden(const Event& event) const
{
    if (event.kind != 5) {
        const auto byId = m_deletedIds.constFind(event.id);
        if (byId != m_deletedIds.cend() && *byId == event.pubkey)
            return true;
        if (isVersioned(event) && m_deletedAddresses.value(addressOf(event), -1) >= event.createdAt)
            return true;
    }
    return event.kind != 62 && m_vanished.value(event.pubkey, -1) >= event.createdAt;
}

void RelayStore::remove(const EventId& id, Timestamp createdAt)
{
    m_events.erase({createdAt, id});
    m_times.remove(id);
}

void RelayStore::applyDeletion(const Event& deletion)
{
    for (const auto tag : deletion.tags) {
        if (tag.name() == "e") {
            const auto id = EventId::fromHex(tag.value());
            if (!id)
                continue;
            m_deletedIds.insert(*id, deletion.pubkey);
            const auto time = m_times.constFind(*id);
            if (time == m_times.cend())
                continue;
            const auto at = m_events.find({*time, *id});
            if (at->second->event.pubkey == deletion.pubkey && at->second->event.kind != 5)
                remove(*id, *time);
        } else if (tag.name() == "a") {
            const auto key = tag.value().toByteArray();
            const auto parts = key.split(':');
            if (parts.size() < 3 || parts[1] != deletion.pubkey.toHex())
                continue;
            auto& time = m_deletedAddresses[key];
            time = std::max(time, deletion.createdAt);
            const auto current = m_current.constFind(key);
            if (current != m_current.cend() && current->createdAt <= deletion.createdAt) {
                remove(current->id, current->createdAt);
                m_current.erase(current);
            }
        }
    }
}

void RelayStore::applyVanish(const Event& request, QByteArrayView ownUrl)
{
    const bool here = std::any_of(request.tags.begin(), request.tags.end(), [&](const Tags::View& tag) {
        return tag.name() == "relay"
            && (tag.value() == "ALL_RELAYS" || (!ownUrl.isEmpty() && tag.value() == ownUrl));
    });
    if (!here)
        return;
    auto& time = m_vanished[request.pubkey];
    time = std::max(time, request.createdAt);
    std::vector<Order> gone;
    for (const auto& entry : m_events) {
        const auto& event = entry.second->event;
        if (event.pubkey == request.pubkey && event.createdAt <= request.createdAt && event.kind != 62)
            gone.push_back(entry.first);
    }
    for (const auto& order : gone) {
        const auto at = m_events.find(order);
        if (isVersioned(at->second->event))
            m_current.remove(addressOf(at->second->event));
        remove(order.id, order.createdAt);
    }
}

bool RelayStore::isVisible(const Event& event, Timestamp now) const
{
    return m_rules == Rules::KeepAll || !isExpired(event, now);
}

/// Calls `take` for at most `limit` visible events that match, newest first.
template <typename Take>
void RelayStore::select(const Filter& filter, Timestamp now, std::size_t limit, Take take) const
{
    if (filter.ids) { // by their index, as relays do: a sync asks for a hundred of them at a time
        Events found;
        for (const auto& id : *filter.ids) {
            const auto time = m_times.constFind(id);
            if (time == m_times.cend())
                continue;
            const auto event = m_events.find({*time, id});
            if (filter.matches(event->second->event) && isVisible(event->second->event, now))
                found.insert(*event);
        }
        std::size_t taken = 0;
        for (const auto& [order, event] : found) {
            if (taken++ == limit)
                return;
            take(order, event);
        }
        return;
    }
    auto at = filter.until ? m_events.lower_bound({*filter.until, EventId()}) : m_events.begin();
    for (std::size_t taken = 0; at != m_events.end() && taken < limit; ++at) {
        const auto& event = at->second->event;
        if (filter.since && event.createdAt < *filter.since)
            return;
        if (!filter.matches(event) || !isVisible(event, now))
            continue;
        take(at->first, at->second);
        ++taken;
    }
}

std::vector<SimEventPtr> RelayStore::query(const std::vector<Filter>& filters, Timestamp now,
                                           std::size_t cap) const
{
    Events found;
    for (const auto& filter : filters) {
        const auto limit = filter.limit ? std::min<std::size_t>(*filter.limit, cap) : cap;
        select(filter, now, limit,
               [&](const Order& order, const SimEventPtr& event) { found.emplace(order, event); });
    }
    std::vector<SimEventPtr> events;
    events.reserve(found.size());
    for (auto& entry : found)
        events.push_back(std::move(entry.second));
    return events;
}

std::size_t RelayStore::count(const std::vector<Filter>& filters, Timestamp now) const
{
    std::set<EventId> ids;
    for (const auto& filter : filters)
        select(filter, now, m_events.size(),
               [&](const Order& order, const SimEventPtr&) { ids.insert(order.id); });
    return ids.size();
}

} // namespace nostrscope
