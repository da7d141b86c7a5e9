// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/claimjudge.h"

#include <algorithm>

namespace nostrscope {

namespace {

using How = ClaimAnswer::How;

/// A refusal that is about us and not about the question.
ClaimReason reasonOfPrefix(QByteArrayView prefix)
{
    if (prefix == "auth-required")
        return ClaimReason::NeedsAuth;
    if (prefix == "payment-required")
        return ClaimReason::NeedsPayment;
    if (prefix == "restricted")
        return ClaimReason::Restricted;
    if (prefix == "rate-limited")
        return ClaimReason::RateLimited;
    return ClaimReason::Refused;
}

/// Why nothing can be read, when nothing can.
ClaimReason reasonOf(ProbeCode read, int httpStatus)
{
    switch (read) {
    case ProbeCode::Ok:
        return ClaimReason::None;
    case ProbeCode::AuthRequired:
        return ClaimReason::NeedsAuth;
    case ProbeCode::PaymentRequired:
        return ClaimReason::NeedsPayment;
    case ProbeCode::Restricted:
        return ClaimReason::Restricted;
    case ProbeCode::RateLimited:
        return ClaimReason::RateLimited;
    case ProbeCode::ReadClosed:
        return ClaimReason::Refused;
    case ProbeCode::ReadTimeout:
        return ClaimReason::NoAnswer;
    case ProbeCode::HttpStatus:
        return httpStatus == 401 ? ClaimReason::NeedsAuth
            : httpStatus == 402  ? ClaimReason::NeedsPayment
            : httpStatus == 429  ? ClaimReason::RateLimited
                                 : ClaimReason::Unreachable;
    default:
        return ClaimReason::Unreachable;
    }
}

/// Why an answer tells nothing; None when it does.
ClaimReason reasonOf(const ClaimAnswer& answer, const ClaimAnswers& all)
{
    switch (answer.how) {
    case How::NotAsked:
        return all.isRateLimited ? ClaimReason::RateLimited : ClaimReason::Unreachable;
    case How::Refused:
        return reasonOfPrefix(answer.prefix);
    case How::Silent:
        return ClaimReason::NoAnswer;
    case How::Ended:
        return ClaimReason::Unreachable;
    case How::Answered:
    case How::Enough:
    case How::TooManyBytes:
        break;
    }
    return ClaimReason::None;
}

class Judge {
public:
    Judge(const RelayClaims& claims, const ClaimAnswers& answers)
        : m_claims(claims)
        , m_answers(answers)
        , m_base(reasonOf(answers.read, answers.httpStatus))
    {
    }

    [[nodiscard]] std::vector<ClaimFinding> findings() const
    {
        return {access(ClaimItem::AuthRequired, m_claims.authRequired, ClaimReason::NeedsAuth),
                access(ClaimItem::PaymentRequired, m_claims.paymentRequired, ClaimReason::NeedsPayment),
                limit(ClaimItem::MaxLimit, m_claims.maxLimit),
                limit(ClaimItem::DefaultLimit, m_claims.defaultLimit),
                verb(ClaimItem::Count, m_claims.count),
                verb(ClaimItem::Negentropy, m_claims.negentropy),
                search(),
                {ClaimItem::RestrictedWrites,
                 ClaimValue::of(m_claims.restrictedWrites),
                 {},
                 ClaimVerdict::NotTested,
                 ClaimReason::OnlyByWriting,
                 {}}};
    }

private:
    [[nodiscard]] const ClaimAnswer& answer(ClaimItem item) const
    {
        return m_answers.items[static_cast<std::size_t>(item)];
    }

    [[nodiscard]] static ClaimFinding nothing(ClaimItem item, const ClaimValue& claimed, ClaimReason reason,
                                              const QByteArray& frame = {})
    {
        return {item, claimed, {}, ClaimVerdict::NotTested, reason, frame.left(maxEvidenceBytes)};
    }

    [[nodiscard]] static ClaimFinding seen(ClaimItem item, const ClaimValue& claimed, bool observed,
                                           ClaimReason how, const QByteArray& frame)
    {
        ClaimFinding finding{item,
                             claimed,
                             ClaimValue::of(std::optional(observed)),
                             ClaimVerdict::Unclaimed,
                             how,
                             frame.left(maxEvidenceBytes)};
        if (claimed.kind != ClaimValue::Kind::None)
            finding.verdict = claimed == finding.observed ? ClaimVerdict::Agrees : ClaimVerdict::Contradicts;
        return finding;
    }

    /// Authentication and payment: is a plain read refused for them?
    [[nodiscard]] ClaimFinding access(ClaimItem item, std::optional<bool> claim, ClaimReason refusal) const
    {
        const auto claimed = ClaimValue::of(claim);
        if (m_base == ClaimReason::None || m_base == refusal)
            return seen(item, claimed, m_base == refusal, ClaimReason::None, m_answers.readFrame);
        return nothing(item, claimed, m_base, m_answers.readFrame);
    }

    [[nodiscard]] ClaimFinding limit(ClaimItem item, std::optional<std::int64_t> claim) const
    {
        const auto claimed = ClaimValue::of(claim);
        const auto& got = answer(item);
        if (!claim)
            return nothing(item, claimed, ClaimReason::NotClaimed);
        if (*claim <= 0)
            return nothing(item, claimed, ClaimReason::Impossible);
        if (m_base != ClaimReason::None)
            return nothing(item, claimed, m_base, m_answers.readFrame);
        if (const auto reason = reasonOf(got, m_answers); reason != ClaimReason::None)
            return nothing(item, claimed, reason, got.frame);
        ClaimFinding finding{item,
                             claimed,
                             {ClaimValue::Kind::AtLeast, got.events},
                             ClaimVerdict::NotTested,
                             ClaimReason::None,
                             got.frame.left(maxEvidenceBytes)};
        if (got.events > *claim) {
            finding.verdict = ClaimVerdict::Contradicts;
        } else if (got.how == How::TooManyBytes) {
            finding.reason = ClaimReason::TooManyBytes;
        } else if (got.events >= got.asked) {
            finding.reason = ClaimReason::TooMuchToAsk;
        } else if (got.hasOlder.value_or(false)) {
            finding.observed.kind = ClaimValue::Kind::Number;
            const bool isAbout = got.events >= *claim - *claim / 10;
            finding.verdict = isAbout ? ClaimVerdict::Agrees : ClaimVerdict::Contradicts;
        } else {
            const bool isAllKnown = got.hasOlder || got.events == 0;
            finding.reason = isAllKnown   ? ClaimReason::TooFewEvents
                : m_answers.isRateLimited ? ClaimReason::RateLimited
                                          : ClaimReason::NoAnswer;
            if (got.events == 0)
                finding.observed = {};
        }
        return finding;
    }

    /// Silence means "no" only on a connection that went on to answer.
    [[nodiscard]] bool answeredAfter(ClaimItem item) const
    {
        return std::any_of(m_answers.items.begin() + static_cast<int>(item) + 1, m_answers.items.end(),
                           [](const ClaimAnswer& later) {
                               return later.how == How::Answered || later.how == How::Enough
                                   || later.how == How::Refused;
                           });
    }

    [[nodiscard]] ClaimFinding verb(ClaimItem item, std::optional<bool> claim) const
    {
        const auto claimed = ClaimValue::of(claim);
        const auto& got = answer(item);
        if (m_base != ClaimReason::None)
            return nothing(item, claimed, m_base, m_answers.readFrame);
        const auto reason = reasonOf(got, m_answers);
        if (reason == ClaimReason::None)
            return seen(item, claimed, true, reason, got.frame);
        const bool isNo =
            reason == ClaimReason::Refused || (reason == ClaimReason::NoAnswer && answeredAfter(item));
        return isNo ? seen(item, claimed, false, reason, got.frame)
                    : nothing(item, claimed, reason, got.frame);
    }

    /// A word that nobody wrote was searched for.
    [[nodiscard]] ClaimFinding search() const
    {
        const auto item = ClaimItem::Search;
        const auto claimed = ClaimValue::of(m_claims.search);
        const auto& got = answer(item);
        const bool isAnswered = got.how == How::Answered || got.how == How::Enough;
        if (m_base != ClaimReason::None || !isAnswered)
            return verb(item, m_claims.search);
        if (got.events > 0 && got.isNewest)
            return seen(item, claimed, false, ClaimReason::Ignored, got.frame);
        if (got.events == 0 && !m_answers.sawNote)
            return nothing(item, claimed, ClaimReason::TooFewEvents, got.frame);
        return seen(item, claimed, true, ClaimReason::None, got.frame);
    }

    const RelayClaims& m_claims;
    const ClaimAnswers& m_answers;
    const ClaimReason m_base; ///< None: a plain REQ is answered
};

} // namespace

std::vector<ClaimFinding> judgeClaims(const RelayClaims& claims, const ClaimAnswers& answers)
{
    return Judge(claims, answers).findings();
}

} // namespace nostrscope
