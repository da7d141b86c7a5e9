// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recentset.h"
#include "core/crypto/verify.h"
#include "core/nostr/eventparser.h"
#include "core/records/eventbatch.h"
#include "core/records/store.h"

#include <array>
#include <map>
#include <memory>
#include <vector>

namespace nostrscope {

[[nodiscard]] InvalidReason reasonOf(EventError error);
/// Of a verdict that is not Valid.
[[nodiscard]] InvalidReason reasonOf(Verdict verdict);

/// Counts of one origin; sums over all chunks.
struct IngestCounts {
    std::uint64_t received = 0;
    std::uint64_t duplicates = 0; ///< known before verification, or found by the store
    std::uint64_t stored = 0;
    std::uint64_t ephemeral = 0;
    std::uint64_t belowFloor = 0;
    InvalidCounts invalid{};
    std::uint64_t bytes = 0;

    void add(const IngestCounts& other);
};
using CountsByOrigin = std::array<IngestCounts, 4>; ///< index: Origin

/// What verification made of a chunk of raw events, in their order.
struct CheckedChunk {
    std::vector<VerifiedEvent> events;
    std::vector<Sighting> sightings;
    std::vector<QuarantinedItem> quarantine;
    std::map<RelayId, InvalidCounts> refused;
    std::map<RelayId, std::uint64_t>
        forged; ///< duplicates whose body did not hash to the id that they claimed
    std::vector<StreamMark> marks; ///< `refused`: since the one before it in this chunk
    std::map<RelayId, std::uint64_t> refusedAfterMarks; ///< of origin Archive, after the last mark
    CountsByOrigin counts;
    std::uint64_t bytes = 0;
};

/// A secret per run: ids are chosen by strangers, who must not be able to make two of them look alike.
class IdHash {
public:
    IdHash();
    [[nodiscard]] std::uint64_t operator()(const EventId& id) const noexcept;

private:
    std::array<std::uint64_t, 4> m_secret;
};

/// Decodes and verifies. One per worker thread; the set of known ids is shared.
///
/// The cheap questions come first: an id that was verified before is only a sighting (0.2 µs instead of 50).
class EventChecker {
public:
    EventChecker(const RecentSet& known, const IdHash& hash, std::unique_ptr<IdLookup> stored);

    [[nodiscard]] CheckedChunk check(std::vector<RawEvent> chunk);

private:
    struct Candidate {
        std::size_t index; ///< in the chunk
        EventId claimed;
    };
    [[nodiscard]] QByteArrayView eventJson(const RawEvent& raw) const;
    void checkDuplicate(const RawEvent& raw, const EventId& claimed, CheckedChunk& result);
    void checkFully(RawEvent& raw, CheckedChunk& result);
    void refuse(const RawEvent& raw, InvalidReason reason, CheckedChunk& result);
    void placeMarks(const std::vector<RawEvent>& chunk, CheckedChunk& result);

    const RecentSet& m_known;
    const IdHash& m_hash;
    std::unique_ptr<IdLookup> m_stored;
    EventParser m_parser;
    EventParser m_innerParser;
    EventVerifier m_verifier;
    std::map<RelayId, std::uint32_t> m_sinceCheck;
    std::vector<const RawEvent*> m_refusedArchive; ///< of the chunk in work
};

} // namespace nostrscope
