// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/facts/authorset.h"
#include "core/nostr/event.h"
#include "core/records/probe.h"

#include <optional>
#include <vector>

/// Relays that others name (DIS-1 … DIS-4): candidates for our list.
namespace nostrscope {

/// By which way a relay was named. The numbers are stored: append only.
enum class DiscoverySource : std::uint8_t {
    RelayList = 0, ///< `r` of kind 10002 (NIP-65)
    Monitor = 1, ///< `d` of kind 30166 (NIP-66)
    Hint = 2, ///< third element of `e`, `p`, `a`, `q`
    Entity = 3, ///< nprofile, nevent, naddr in a content (NIP-19, NIP-27)
    Contacts = 4, ///< content of kind 3 (deprecated, NIP-24)
    Recommendation = 5, ///< content of kind 2 (deprecated, NIP-01)
    RelaySet = 6, ///< `relay` of 10050, 10006, 10007, 10012, 10013, 10102, 30002 (NIP-17, NIP-51)
    ZapRequest = 7, ///< `relays` of 9734, also of those within a receipt (NIP-57)
    Nip05 = 8, ///< nostr.json of a domain
    List = 9, ///< a file or an address that the user gave
};
inline constexpr int discoverySourceCount = 10;
/// "relay-list", "monitor", "hint" …: on the command line, in rules and exports; never translated.
[[nodiscard]] const char* toString(DiscoverySource source) noexcept;
[[nodiscard]] std::optional<DiscoverySource> discoverySourceFrom(QByteArrayView name) noexcept;

/// Which sources, as bits.
using DiscoverySources = std::uint16_t;
[[nodiscard]] constexpr DiscoverySources bitOf(DiscoverySource source) noexcept
{
    return static_cast<DiscoverySources>(1U << static_cast<unsigned>(source));
}

/// What strangers may make us remember. Tests make it small.
struct DiscoveryBounds {
    std::uint64_t candidates = 200'000; ///< a table of at most about 200 MB
    /// Candidates that one author brought in first; what it says of relays that are known always counts.
    std::uint64_t newPerAuthor = 500;
    std::uint64_t refused = 200'000; ///< texts that are no relay URL, told apart by a hash
    int failures = 720; ///< in a row; then a candidate is forgotten
};

/// All that one slice of events, or one list, says of one relay by one way.
struct MentionSum {
    QByteArray url; ///< canonical
    RelayNetwork network = RelayNetwork::Clearnet;
    DiscoverySource source = DiscoverySource::List;
    std::uint64_t mentions = 0; ///< events; a list counts once
    std::uint64_t reads = 0; ///< of them, those that mark it for reading (10002, 3)
    std::uint64_t writes = 0;
    std::vector<AuthorNo> authors; ///< each once, in the order of their events
    UnixMillis first{}; ///< when we received the first and the last
    UnixMillis last{};
    std::optional<EventId> example; ///< the earliest received; on a tie the lowest
    QString origin; ///< of lists and NIP-05: file, address or name
};

/// What is stored in one transaction with the place up to which events were read.
struct MentionBatch {
    std::uint64_t after = 0; ///< the place as it is stored now; else nothing is stored
    std::uint64_t through = 0; ///< lists leave it where it is: both zero
    std::uint64_t events = 0; ///< read
    std::vector<MentionSum> sums; ///< in the order of the first mention
    std::vector<std::int64_t> refused; ///< hashes of texts that are no relay URL
};
struct MentionGain {
    std::uint64_t created = 0; ///< new candidates
    std::uint64_t known = 0; ///< named again
    std::uint64_t overBudget = 0; ///< not taken: their authors named too many that nobody else names
    std::uint64_t noRoom = 0; ///< not taken: the table is full and nothing in it is worth less
    MentionGain& operator+=(const MentionGain& other)
    {
        created += other.created;
        known += other.known;
        overBudget += other.overBudget;
        noRoom += other.noRoom;
        return *this;
    }
    friend bool operator==(const MentionGain&, const MentionGain&) = default;
};

/// What the user, or a rule, decided. The numbers are stored: append only.
enum class CandidateState : std::uint8_t {
    New = 0,
    Accepted = 1,
    Rejected = 2, ///< is counted on, but neither validated nor accepted by a rule
    Never = 3, ///< is not even counted on
};
[[nodiscard]] const char* toString(CandidateState state) noexcept;

/// A relay is on our list, or was and the user removed it.
enum class CandidateListing : std::uint8_t { None, Listed, Removed };

struct CandidateSource {
    DiscoverySource source = DiscoverySource::List;
    std::uint64_t mentions = 0;
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;
    std::uint64_t authors = 0; ///< distinct ones, exactly
    UnixMillis first{};
    UnixMillis last{};
    std::optional<EventId> example;
    QString origin; ///< untrusted
};

/// What validation found (DIS-2).
struct CandidateCheck {
    int attempts = 0; ///< that told something
    int failures = 0; ///< in a row
    UnixMillis lastAt{}; ///< epoch: never
    UnixMillis nextAt{};
    std::optional<ProbeCode> code; ///< of the last attempt
    int httpStatus = 0;
    UnixMillis reachedAt{}; ///< when a WebSocket last opened; epoch: never
    UnixMillis nostrAt{}; ///< when it last spoke Nostr; epoch: never
    UnixMillis readAt{}; ///< when it last answered a question of ours; epoch: never
    std::optional<std::chrono::milliseconds> rttOpen;
    std::optional<std::chrono::milliseconds> rttRead;
    QByteArray infoSha256; ///< of the NIP-11 document; empty: none
    QByteArray infoKey; ///< `pubkey` of it, hex; empty: none
    QString infoName; ///< untrusted

    [[nodiscard]] bool wasReached() const { return reachedAt != UnixMillis(); }
    [[nodiscard]] bool isNostr() const { return nostrAt != UnixMillis(); }
    [[nodiscard]] bool isReadable() const { return readAt != UnixMillis(); }
};

struct Candidate {
    std::int64_t number = 0;
    QByteArray url;
    RelayNetwork network = RelayNetwork::Clearnet;
    CandidateState state = CandidateState::New;
    CandidateListing listing = CandidateListing::None;
    QString reason; ///< of the decision; empty: none was given
    UnixMillis firstSeen{};
    UnixMillis lastSeen{};
    std::uint64_t mentions = 0;
    std::uint64_t authors = 0; ///< distinct ones over all sources, exactly
    std::vector<CandidateSource> sources;
    CandidateCheck check;

    [[nodiscard]] DiscoverySources sourceBits() const
    {
        DiscoverySources bits = 0;
        for (const auto& one : sources)
            bits = static_cast<DiscoverySources>(bits | bitOf(one.source));
        return bits;
    }
};

} // namespace nostrscope
