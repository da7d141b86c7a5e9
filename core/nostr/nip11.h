// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/expected.h"
#include "core/nostr/ids.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace nostrscope {

/// NIP-11 `limitation`: what a relay claims of itself. Absent = not said. Sizes and counts as the NIP defines
/// them, times in seconds relative to now.
struct RelayLimitation {
    std::optional<std::int64_t> maxMessageLength;
    std::optional<std::int64_t> maxSubscriptions;
    std::optional<std::int64_t> maxFilters; ///< removed from the NIP in 2025-04, still common
    std::optional<std::int64_t> maxLimit;
    std::optional<std::int64_t> defaultLimit;
    std::optional<std::int64_t> maxSubidLength;
    std::optional<std::int64_t> maxEventTags;
    std::optional<std::int64_t> maxContentLength;
    std::optional<std::int64_t> minPowDifficulty;
    std::optional<std::int64_t> createdAtLowerLimit;
    std::optional<std::int64_t> createdAtUpperLimit;
    std::optional<bool> authRequired;
    std::optional<bool> paymentRequired;
    std::optional<bool> restrictedWrites;

    friend bool operator==(const RelayLimitation&, const RelayLimitation&) = default;
};

/// Inclusive.
using KindRange = std::pair<Kind, Kind>;

struct RelayFee {
    std::optional<std::int64_t> amount;
    QByteArray unit; ///< "msats" or "sats"
    std::optional<std::int64_t> period; ///< seconds
    std::vector<Kind> kinds;

    friend bool operator==(const RelayFee&, const RelayFee&) = default;
};
struct RelayFees {
    std::vector<RelayFee> admission;
    std::vector<RelayFee> subscription;
    std::vector<RelayFee> publication;

    friend bool operator==(const RelayFees&, const RelayFees&) = default;
};

/// One entry of `retention`, removed from the NIP in 2026-02 but still common.
struct RelayRetention {
    std::vector<KindRange> kinds; ///< empty = all
    bool isForever = false; ///< `"time": null`
    std::optional<std::int64_t> time; ///< seconds; 0 = not stored
    std::optional<std::int64_t> count;

    friend bool operator==(const RelayRetention&, const RelayRetention&) = default;
};

/// A relay information document as far as it is understood: a member of the wrong type is dropped, the others
/// stay (docs/protocol-policies.md). Texts are as sent: show them through plainText().
struct RelayInformation {
    QByteArray name;
    QByteArray description;
    QByteArray banner; ///< http or https only
    QByteArray icon; ///< http or https only
    QByteArray pubkey; ///< 64 hex digits as sent, in any case
    QByteArray self; ///< likewise
    QByteArray contact;
    QByteArray software;
    QByteArray version;
    QByteArray privacyPolicy;
    QByteArray termsOfService;
    QByteArray postingPolicy;
    QByteArray paymentsUrl;
    std::vector<int> supportedNips; ///< in the order sent, each once
    std::vector<QByteArray> supportedNipNames; ///< those with letters: "5A"
    std::optional<std::int64_t> negentropy; ///< version, by strfry
    RelayLimitation limitation;
    std::vector<RelayRetention> retention;
    RelayFees fees;
    std::vector<QByteArray> relayCountries;
    std::vector<QByteArray> languageTags;
    std::vector<QByteArray> tags;
    std::vector<QByteArray> attributes;

    [[nodiscard]] bool supports(int nip) const;
    /// The key in `pubkey`, the operator's.
    [[nodiscard]] std::optional<PubKey> operatorKey() const;
    /// What was understood, as compact JSON; absent members are left out. Parsing it gives the same value.
    [[nodiscard]] QByteArray toJson() const;

    friend bool operator==(const RelayInformation&, const RelayInformation&) = default;
};

enum class RelayInformationError : std::uint8_t {
    TooLarge, ///< above limits::maxRelayInformationBytes
    NotJson, ///< an HTML page, torn JSON, nested too deep
    NotAnObject, ///< JSON, but no document
};

/// A leading byte order mark is skipped.
[[nodiscard]] Expected<RelayInformation, RelayInformationError> parseRelayInformation(QByteArrayView body);

} // namespace nostrscope
