// SPDX-License-Identifier: GPL-3.0-or-later
// Private to core/nostr: the members of a NIP-11 document, once for reading and for writing it.
#pragma once

#include "core/nostr/nip11.h"

#include <array>

namespace nostrscope::detail {

struct LimitNumber {
    const char* name;
    std::optional<std::int64_t> RelayLimitation::*member;
};
struct LimitFlag {
    const char* name;
    std::optional<bool> RelayLimitation::*member;
};
/// What a text must be to be kept.
enum class TextKind { Text, WebUrl, Key };
struct Text {
    const char* name;
    QByteArray RelayInformation::*member;
    TextKind kind = TextKind::Text;
};
struct TextList {
    const char* name;
    std::vector<QByteArray> RelayInformation::*member;
};
struct FeeList {
    const char* name;
    std::vector<RelayFee> RelayFees::*member;
};

inline constexpr std::array limitNumbers{
    LimitNumber{"max_message_length", &RelayLimitation::maxMessageLength},
    LimitNumber{"max_subscriptions", &RelayLimitation::maxSubscriptions},
    LimitNumber{"max_filters", &RelayLimitation::maxFilters},
    LimitNumber{"max_limit", &RelayLimitation::maxLimit},
    LimitNumber{"default_limit", &RelayLimitation::defaultLimit},
    LimitNumber{"max_subid_length", &RelayLimitation::maxSubidLength},
    LimitNumber{"max_event_tags", &RelayLimitation::maxEventTags},
    LimitNumber{"max_content_length", &RelayLimitation::maxContentLength},
    LimitNumber{"min_pow_difficulty", &RelayLimitation::minPowDifficulty},
    LimitNumber{"created_at_lower_limit", &RelayLimitation::createdAtLowerLimit},
    LimitNumber{"created_at_upper_limit", &RelayLimitation::createdAtUpperLimit},
};
inline constexpr std::array limitFlags{
    LimitFlag{"auth_required", &RelayLimitation::authRequired},
    LimitFlag{"payment_required", &RelayLimitation::paymentRequired},
    LimitFlag{"restricted_writes", &RelayLimitation::restrictedWrites},
};
inline constexpr std::array texts{
    Text{"name", &RelayInformation::name},
    Text{"description", &RelayInformation::description},
    Text{"banner", &RelayInformation::banner, TextKind::WebUrl},
    Text{"icon", &RelayInformation::icon, TextKind::WebUrl},
    Text{"pubkey", &RelayInformation::pubkey, TextKind::Key},
    Text{"self", &RelayInformation::self, TextKind::Key},
    Text{"contact", &RelayInformation::contact},
    Text{"software", &RelayInformation::software},
    Text{"version", &RelayInformation::version},
    Text{"privacy_policy", &RelayInformation::privacyPolicy},
    Text{"terms_of_service", &RelayInformation::termsOfService},
    Text{"posting_policy", &RelayInformation::postingPolicy},
    Text{"payments_url", &RelayInformation::paymentsUrl},
};
inline constexpr std::array textLists{
    TextList{"relay_countries", &RelayInformation::relayCountries},
    TextList{"language_tags", &RelayInformation::languageTags},
    TextList{"tags", &RelayInformation::tags},
    TextList{"attributes", &RelayInformation::attributes},
};
inline constexpr std::array feeLists{
    FeeList{"admission", &RelayFees::admission},
    FeeList{"subscription", &RelayFees::subscription},
    FeeList{"publication", &RelayFees::publication},
};

} // namespace nostrscope::detail
