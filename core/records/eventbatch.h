// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/event.h"
#include "core/records/relay.h"

#include <QByteArray>

#include <array>
#include <map>
#include <memory>
#include <vector>

namespace nostrscope {

/// How an event reached us (architecture.md §6).
enum class Origin : std::uint8_t { Live, CatchUp, Archive, Import };

/// A frame as it left a socket, or a line of a file; not parsed yet.
struct RawEvent {
    QByteArray json; ///< `["EVENT","sub",{…}]`, or the bare object when `isFrame` is false
    RelayId relay;
    UnixMillis arrivedAt{};
    Origin origin = Origin::Live;
    bool isFrame = true;
    std::uint64_t place = 0; ///< of a file: where the text begins (fileimport.h); 0: no file
    std::uint64_t mark = 0; ///< not 0: no event but a place in the stream of its relay (StreamMark); no text
};

/// Why something was not stored. Names are those of `import --json` (architecture.md §7).
enum class InvalidReason : std::uint8_t { Malformed, TooLarge, BadId, BadPubKey, BadSignature, Count };
[[nodiscard]] constexpr const char* toString(InvalidReason reason) noexcept
{
    switch (reason) {
    case InvalidReason::Malformed:
        return "malformed";
    case InvalidReason::TooLarge:
        return "too_large";
    case InvalidReason::BadId:
        return "bad_id";
    case InvalidReason::BadPubKey:
        return "bad_pubkey";
    case InvalidReason::BadSignature:
        return "bad_signature";
    case InvalidReason::Count:
        break;
    }
    return "";
}
using InvalidCounts = std::array<std::uint64_t, static_cast<std::size_t>(InvalidReason::Count)>;

/// An event whose id and signature hold.
struct VerifiedEvent {
    Event event;
    RelayId relay;
    UnixMillis receivedAt{};
    Origin origin = Origin::Live;
    bool zapRequestValid = false; ///< kind 9735: the request inside is a signed kind 9734 (NIP-57)
};

/// A known event, seen again. A claim of the relay: only the id was read.
struct Sighting {
    EventId id;
    RelayId relay;
    UnixMillis seenAt{};
    Origin origin = Origin::Live;
};

/// Something that was refused, kept for people to look at; bounded.
struct QuarantinedItem {
    InvalidReason reason = InvalidReason::Malformed;
    RelayId relay;
    UnixMillis arrivedAt{};
    QByteArray excerpt; ///< at most 4 KiB of the raw text
    std::uint64_t place = 0; ///< RawEvent::place; not stored
};

/// Says of a relay's stream, when its batch is stored: all that was offered before this place is stored or
/// was refused. So what is believed complete is so only after it is durable (ARC-1).
struct StreamMark {
    RelayId relay;
    std::uint64_t mark = 0; ///< as given
    std::uint64_t refused = 0; ///< of origin Archive, since the mark of this relay before it
    friend bool operator==(const StreamMark&, const StreamMark&) = default;
};

/// The unit between ingest and the store: one transaction, all or nothing, idempotent by `number`.
struct EventBatch {
    std::uint64_t number = 0;
    std::vector<VerifiedEvent> events;
    std::vector<Sighting> sightings;
    std::vector<QuarantinedItem> quarantine;
    std::map<RelayId, InvalidCounts> refused; ///< counts of all refused items, also those not in quarantine
    std::vector<StreamMark> marks; ///< not stored; told when the batch is
    std::uint64_t bytes = 0; ///< of the raw texts, for the bound
};

/// What became of the events of a batch.
enum class Outcome : std::uint8_t { Stored, Duplicate, Ephemeral, BelowFloor };

struct CommitResult {
    std::uint64_t batch = 0;
    std::vector<Outcome> outcomes; ///< one for each event of the batch
    std::uint64_t lastSeq = 0; ///< highest sequence number in the store
};

} // namespace nostrscope
