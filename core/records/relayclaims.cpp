// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/relayclaims.h"

#include "core/base/varint.h"
#include "core/records/probe.h"

#include <algorithm>
#include <array>

namespace nostrscope {

namespace {

constexpr std::uint64_t findingsVersion = 1;
constexpr int valueKindCount = 5;

constexpr std::array<const char*, claimItemCount> itemNames{
    "auth_required", "payment_required", "max_limit", "default_limit", "nip45", "nip77",
    "nip50",         "restricted_writes"};
constexpr std::array<const char*, claimVerdictCount> verdictNames{"agrees", "contradicts", "not-tested",
                                                                  "unclaimed"};
constexpr std::array<const char*, claimReasonCount> reasonNames{
    "",           "not-claimed",     "no-answer",   "refused",        "needs-auth",      "needs-payment",
    "restricted", "rate-limited",    "unreachable", "too-few-events", "too-much-to-ask", "too-many-bytes",
    "impossible", "only-by-writing", "ignored"};

void appendValue(QByteArray& out, const ClaimValue& value)
{
    appendVarint(out, static_cast<std::uint64_t>(value.kind));
    appendVarint(out, zigZag(value.number));
}

/// False, and `value` untouched, when the number is none of the enumeration.
template <typename Enum> bool readEnum(ByteReader& in, int count, Enum& value)
{
    const auto number = in.varint();
    if (number >= static_cast<std::uint64_t>(count))
        return false;
    value = static_cast<Enum>(number);
    return true;
}

bool readValue(ByteReader& in, ClaimValue& value)
{
    if (!readEnum(in, valueKindCount, value.kind))
        return false;
    value.number = unZigZag(in.varint());
    return true;
}

bool readFinding(ByteReader& in, ClaimFinding& finding)
{
    if (!readEnum(in, claimItemCount, finding.item) || !readValue(in, finding.claimed)
        || !readValue(in, finding.observed) || !readEnum(in, claimVerdictCount, finding.verdict)
        || !readEnum(in, claimReasonCount, finding.reason))
        return false;
    const auto size = in.varint();
    if (size > static_cast<std::uint64_t>(maxEvidenceBytes))
        return false;
    finding.evidence = in.bytes(size).toByteArray();
    return !in.failed();
}

} // namespace

const char* toString(ClaimItem item) noexcept
{
    return itemNames[static_cast<std::size_t>(item)];
}

const char* toString(ClaimVerdict verdict) noexcept
{
    return verdictNames[static_cast<std::size_t>(verdict)];
}

const char* toString(ClaimReason reason) noexcept
{
    return reasonNames[static_cast<std::size_t>(reason)];
}

RelayClaims claimsOf(const RelayInformation& information)
{
    const auto& limits = information.limitation;
    RelayClaims claims;
    claims.maxLimit = limits.maxLimit;
    claims.defaultLimit = limits.defaultLimit;
    claims.authRequired = limits.authRequired;
    claims.paymentRequired = limits.paymentRequired;
    claims.restrictedWrites = limits.restrictedWrites;
    if (!information.supportedNips.empty() || !information.supportedNipNames.empty()) {
        claims.count = information.supports(45);
        claims.negentropy = information.supports(77);
        claims.search = information.supports(50);
    }
    if (information.negentropy.value_or(0) > 0) // strfry has a member of its own
        claims.negentropy = true;
    return claims;
}

QByteArray encodeFindings(const std::vector<ClaimFinding>& findings)
{
    QByteArray out;
    appendVarint(out, findingsVersion);
    const auto count = std::min(findings.size(), static_cast<std::size_t>(claimItemCount));
    appendVarint(out, count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& finding = findings[i];
        appendVarint(out, static_cast<std::uint64_t>(finding.item));
        appendValue(out, finding.claimed);
        appendValue(out, finding.observed);
        appendVarint(out, static_cast<std::uint64_t>(finding.verdict));
        appendVarint(out, static_cast<std::uint64_t>(finding.reason));
        const auto evidence = finding.evidence.left(maxEvidenceBytes);
        appendVarint(out, static_cast<std::uint64_t>(evidence.size()));
        out.append(evidence);
    }
    return out;
}

std::optional<std::vector<ClaimFinding>> decodeFindings(QByteArrayView blob)
{
    ByteReader in(blob);
    if (in.varint() != findingsVersion)
        return std::nullopt;
    const auto count = in.varint();
    if (count > static_cast<std::uint64_t>(claimItemCount))
        return std::nullopt;
    std::vector<ClaimFinding> findings(static_cast<std::size_t>(count));
    for (auto& finding : findings) {
        if (!readFinding(in, finding))
            return std::nullopt;
    }
    if (in.failed() || !in.atEnd())
        return std::nullopt;
    return findings;
}

} // namespace nostrscope
