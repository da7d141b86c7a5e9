// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/pausedrelays.h"

#include "core/records/await.h"

namespace nostrscope {

StoreResult<RelayId> PausedRelays::find(const QByteArray& text)
{
    const auto url = RelayUrl::parse(QString::fromUtf8(text), RelayUrlRules::byHand());
    return url ? find(*url) : RelayId();
}

StoreResult<RelayId> PausedRelays::known(const RelayUrl& url)
{
    if (!m_isLoaded) {
        const auto relays = await<std::vector<RelayEntry>>(
            [&](Reply<std::vector<RelayEntry>> reply) { m_store.relays(std::move(reply)); });
        if (!relays)
            return Unexpected(relays.error());
        for (const auto& relay : *relays)
            m_known[relay.url] = relay.id;
        m_isLoaded = true;
    }
    const auto found = m_known.find(url.text());
    return found == m_known.end() ? RelayId() : found->second;
}

StoreResult<RelayId> PausedRelays::find(const RelayUrl& url)
{
    const auto listed = known(url);
    if (!listed || *listed)
        return listed;
    RelayEntry entry;
    entry.url = url.text();
    entry.source = RelaySource::Imported;
    entry.paused = true;
    entry.addedAt = m_clock.now();
    const auto added = await<std::vector<RelayEntry>>(
        [&](Reply<std::vector<RelayEntry>> reply) { m_store.addRelays({entry}, std::move(reply)); });
    if (!added)
        return Unexpected(added.error());
    const auto id = added->front().id;
    // one that was removed once comes back as it was
    const auto paused =
        await<Nothing>([&](Reply<Nothing> reply) { m_store.setPaused({id}, true, std::move(reply)); });
    if (!paused)
        return Unexpected(paused.error());
    m_known[url.text()] = id;
    return id;
}

} // namespace nostrscope
