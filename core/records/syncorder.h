// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/filter.h"
#include "core/nostr/relayurl.h"
#include "core/records/relay.h"
#include "core/records/syncupload.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace nostrscope {

enum class SyncMethod : std::uint8_t {
    Auto, ///< negentropy, and windows where it is refused
    Negentropy, ///< NIP-77 only
    Windows,
};

/// What of a history is wanted (ARC-2, ARC-3).
struct SyncWish {
    Filter filter; ///< without since, until, limit
    Timestamp since = 0; ///< inclusive
    Timestamp until = 0; ///< inclusive
    SyncMethod method = SyncMethod::Auto;
    bool again = false; ///< also what the ledger calls complete
    /// Up and Both compare the whole range, and in windows read all pages of it, whatever the ledger says.
    SyncDirection direction = SyncDirection::Down;
    bool dryRun = false; ///< compare only; nothing is fetched and nothing written down
    /// What failed, or was cut short by the relay, more recently than this is left alone; 0: never.
    std::chrono::seconds failedRest{0};
    std::chrono::seconds truncatedRest{0};
};

enum class SyncPriority : std::int8_t { Low = -1, Normal = 0, High = 1 };

/// The same, of one relay.
struct SyncOrder : SyncWish {
    SyncOrder(RelayId ofRelay, RelayUrl atUrl, SyncWish wish)
        : SyncWish(std::move(wish))
        , relay(ofRelay)
        , url(std::move(atUrl))
    {
    }
    RelayId relay;
    RelayUrl url;
    SyncPriority priority = SyncPriority::Normal;
    /// NIP-11 max_message_length; what is longer is not sent. None: not known.
    std::optional<std::uint64_t> maxMessageBytes;
};

/// Manners and patience; all above zero.
struct SyncRules {
    std::uint32_t pageLimit = 500;
    int tries = 3; ///< of a page, and of a connection that made no progress
    std::chrono::milliseconds pageIdle{30'000}; ///< without a sign of an asked page
    std::chrono::milliseconds negIdle{30'000}; ///< without an answer to NEG-OPEN or NEG-MSG
    std::chrono::milliseconds countIdle{10'000};
    std::chrono::milliseconds idle{300'000}; ///< without any progress; then the session ends
    std::chrono::milliseconds total{14'400'000};
    std::chrono::milliseconds retryDelay{2'000}; ///< doubled up to maxRetryDelay
    std::chrono::milliseconds maxRetryDelay{60'000};
    int rounds = 1000; ///< of one comparison: a relay must not go on for ever
    std::size_t idsPerRequest = 100; ///< of needed events
    std::size_t requestsAtOnce = 4; ///< for needed events
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds okIdle{30'000}; ///< without an answer to EVENT
    std::size_t eventsInFlight = 16; ///< EVENTs that wait for their answer
};

enum class SyncState : std::uint8_t {
    Idle,
    Reading, ///< what is known and stored
    Connecting,
    Comparing, ///< negentropy
    Fetching, ///< events that only the relay has
    Paging,
    Uploading,
    Storing, ///< all has come; waits for the store
    Done, ///< to the end; gaps are in the ledger
    Failed, ///< error says why; what was proven stays
    Cancelled,
};

/// What a session did so far.
struct SyncFigures {
    SyncState state = SyncState::Idle;
    bool usedNegentropy = false;
    bool usedWindows = false;
    std::uint64_t received = 0; ///< events, also repeated ones
    std::uint64_t refused = 0; ///< of these, broken ones
    std::uint64_t have = 0; ///< events of ours that the relay lacks (negentropy)
    std::uint64_t need = 0; ///< events of the relay that we lacked (negentropy)
    std::uint64_t missing = 0; ///< of the needed ones, those that did not come
    SyncUpload upload;
    std::uint32_t requests = 0; ///< REQ, COUNT and NEG-OPEN
    std::uint32_t rounds = 0; ///< answers to NEG-OPEN and NEG-MSG
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    Timestamp secondsAsked = 0; ///< of what is to be learnt in this session
    Timestamp secondsDone = 0; ///< of these, those that are decided
    std::chrono::milliseconds took{0};
    QString error; ///< English; of Failed
};

} // namespace nostrscope
