// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/nip11.h"
#include "core/records/relay.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

/// What a relay says of itself (NIP-11) against what we saw (MON-3).
namespace nostrscope {

/// A claim that can be looked at. The numbers are stored: append only.
enum class ClaimItem : std::uint8_t {
    AuthRequired = 0,
    PaymentRequired = 1,
    MaxLimit = 2,
    DefaultLimit = 3,
    Count = 4, ///< NIP-45
    Negentropy = 5, ///< NIP-77
    Search = 6, ///< NIP-50
    RestrictedWrites = 7, ///< only what is claimed: we never try by writing
};
inline constexpr int claimItemCount = 8;
/// The name in exports: "auth_required", "max_limit", "nip45" …
[[nodiscard]] const char* toString(ClaimItem item) noexcept;

/// The part of an information document that is looked at; absent = not said. A list of NIPs without a number
/// says that it is not supported; no list says nothing.
struct RelayClaims {
    std::optional<std::int64_t> maxLimit;
    std::optional<std::int64_t> defaultLimit;
    std::optional<bool> authRequired;
    std::optional<bool> paymentRequired;
    std::optional<bool> restrictedWrites;
    std::optional<bool> count;
    std::optional<bool> negentropy;
    std::optional<bool> search;
    friend bool operator==(const RelayClaims&, const RelayClaims&) = default;
};
[[nodiscard]] RelayClaims claimsOf(const RelayInformation& information);

/// One side of a comparison.
struct ClaimValue {
    /// The numbers are stored: append only.
    enum class Kind : std::uint8_t {
        None = 0, ///< not said, not seen
        No = 1,
        Yes = 2,
        Number = 3,
        AtLeast = 4, ///< `number` or more: nobody asked for more
    };
    Kind kind = Kind::None;
    std::int64_t number = 0;

    [[nodiscard]] static ClaimValue of(std::optional<bool> value)
    {
        return {!value ? Kind::None : *value ? Kind::Yes : Kind::No, 0};
    }
    [[nodiscard]] static ClaimValue of(std::optional<std::int64_t> value)
    {
        return {value ? Kind::Number : Kind::None, value.value_or(0)};
    }
    friend bool operator==(const ClaimValue&, const ClaimValue&) = default;
};

/// The numbers are stored: append only.
enum class ClaimVerdict : std::uint8_t {
    Agrees = 0,
    Contradicts = 1,
    NotTested = 2, ///< or nothing came out; ClaimFinding::reason says why
    Unclaimed = 3, ///< seen, but the document says nothing of it
};
inline constexpr int claimVerdictCount = 4;
[[nodiscard]] const char* toString(ClaimVerdict verdict) noexcept;

/// Why nothing came out, or how something did. The numbers are stored: append only.
enum class ClaimReason : std::uint8_t {
    None = 0,
    NotClaimed = 1, ///< a limit that is not claimed is not asked for
    NoAnswer = 2, ///< silence until the time was up
    Refused = 3, ///< CLOSED, NOTICE or NEG-ERR instead of an answer
    NeedsAuth = 4, ///< not without NIP-42
    NeedsPayment = 5,
    Restricted = 6, ///< not for us
    RateLimited = 7, ///< the relay asked us to slow down: nothing more was asked
    Unreachable = 8, ///< the connection could not be opened, or ended
    TooFewEvents = 9, ///< the relay holds too little to tell
    TooMuchToAsk = 10, ///< a limit above what manners let us ask for
    TooManyBytes = 11, ///< the answer was cut where ours end
    Impossible = 12, ///< a limit that nobody can ask for
    OnlyByWriting = 13,
    Ignored = 14, ///< answered as if the condition had not been there
};
inline constexpr int claimReasonCount = 15;
[[nodiscard]] const char* toString(ClaimReason reason) noexcept;

/// One claim and what came of it.
struct ClaimFinding {
    ClaimItem item = ClaimItem::AuthRequired;
    ClaimValue claimed;
    ClaimValue observed;
    ClaimVerdict verdict = ClaimVerdict::NotTested;
    ClaimReason reason = ClaimReason::None;
    QByteArray evidence; ///< the raw frame that shows it, at most maxEvidenceBytes; untrusted
    friend bool operator==(const ClaimFinding&, const ClaimFinding&) = default;
};

/// One look at the claims of a relay.
struct RelayObservation {
    RelayId relay;
    UnixMillis at{};
    std::vector<ClaimFinding> findings; ///< each item once, in the order of ClaimItem
    friend bool operator==(const RelayObservation&, const RelayObservation&) = default;
};
/// At most one in this time, whoever asks.
inline constexpr std::chrono::hours observeEvery{24};

/// Findings as a blob; the relay and the time are columns.
[[nodiscard]] QByteArray encodeFindings(const std::vector<ClaimFinding>& findings);
/// None for what is damaged or of a later version.
[[nodiscard]] std::optional<std::vector<ClaimFinding>> decodeFindings(QByteArrayView blob);

} // namespace nostrscope
