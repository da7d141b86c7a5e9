// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/relayurl.h"
#include "core/storage/sqlitestore.h"

#include <map>

namespace nostrscope {

/// Numbers of relays that a sync or a recording speaks of. One that is not in the list comes in paused:
/// reading its past must not make us collect from it. Blocks: not for a thread that the store answers to.
class PausedRelays {
public:
    PausedRelays(SqliteStore& store, const Clock& clock)
        : m_store(store)
        , m_clock(clock)
    {
    }
    /// Of a text that may be no URL: then zero, which stands for no relay. An error is the store's.
    [[nodiscard]] StoreResult<RelayId> find(const QByteArray& text);
    [[nodiscard]] StoreResult<RelayId> find(const RelayUrl& url);
    /// Zero when it is not in the list; changes nothing.
    [[nodiscard]] StoreResult<RelayId> known(const RelayUrl& url);

private:
    SqliteStore& m_store;
    const Clock& m_clock;
    std::map<QByteArray, RelayId> m_known;
    bool m_isLoaded = false;
};

} // namespace nostrscope
