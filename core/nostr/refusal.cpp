// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/refusal.h"

#include "core/nostr/messages.h"

#include <algorithm>

namespace nostrscope {

namespace {

bool containsAny(const QByteArray& text, std::initializer_list<const char*> words)
{
    return std::any_of(words.begin(), words.end(), [&text](const char* word) { return text.contains(word); });
}

} // namespace

Refusal refusalOf(QByteArrayView text)
{
    const auto prefix = reasonPrefix(text);
    if (prefix == "rate-limited")
        return Refusal::RateLimited;
    if (prefix == "auth-required")
        return Refusal::AuthRequired;
    if (prefix == "restricted" || prefix == "blocked" || prefix == "payment-required")
        return Refusal::Policy;
    const auto words = text.toByteArray().toLower();
    if (containsAny(words, {"rate limit", "rate-limit", "slow down", "too many requests", "too fast"}))
        return Refusal::RateLimited;
    if (words.startsWith("auth-required"))
        return Refusal::AuthRequired;
    return Refusal::Narrow;
}

bool noticeIsRefusal(QByteArrayView text)
{
    const auto words = text.toByteArray().toLower();
    if (refusalOf(text) != Refusal::Narrow)
        return true;
    return containsAny(words,
                       {"error", "invalid", "bad req", "bad msg", "could not parse", "unsupported",
                        "too many", "too large", "too big", "filter", "not allowed", "refus", "reject",
                        "denied"});
}

} // namespace nostrscope
