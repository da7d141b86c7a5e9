// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/claimtable.h"

#include "core/nostr/nip11.h"
#include "core/nostr/plaintext.h"
#include "models/roles.h"
#include "models/words.h"

#include <QCoreApplication>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Claims {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::Claims)
};

constexpr qsizetype maximumTip = 300;

QString itemText(ClaimItem item)
{
    switch (item) {
    case ClaimItem::AuthRequired:
        return Claims::tr("Wants authentication");
    case ClaimItem::PaymentRequired:
        return Claims::tr("Wants payment");
    case ClaimItem::MaxLimit:
        return Claims::tr("Greatest limit");
    case ClaimItem::DefaultLimit:
        return Claims::tr("Default limit");
    case ClaimItem::Count:
        return Claims::tr("Counts (NIP-45)");
    case ClaimItem::Negentropy:
        return Claims::tr("Syncs by negentropy (NIP-77)");
    case ClaimItem::Search:
        return Claims::tr("Searches (NIP-50)");
    case ClaimItem::RestrictedWrites:
        return Claims::tr("Restricted writes");
    }
    Q_UNREACHABLE();
}

/// How the claim is looked at.
QString itemTip(ClaimItem item)
{
    switch (item) {
    case ClaimItem::AuthRequired:
        return Claims::tr("Is a plain question for a note answered without NIP-42?");
    case ClaimItem::PaymentRequired:
        return Claims::tr("Is a plain question for a note answered without a payment?");
    case ClaimItem::MaxLimit:
        return Claims::tr("One event more than this is asked for, 1,001 at most");
    case ClaimItem::DefaultLimit:
        return Claims::tr("Events are asked for without a limit; after one more than this we end it");
    case ClaimItem::Count:
        return Claims::tr("COUNT of the profiles of one author");
    case ClaimItem::Negentropy:
        return Claims::tr("NEG-OPEN for the profile of one author");
    case ClaimItem::Search:
        return Claims::tr(
            "A search for a word that nobody wrote: who answers with the newest note does not search");
    case ClaimItem::RestrictedWrites:
        return Claims::tr("Never tried: we write nothing");
    }
    Q_UNREACHABLE();
}

Cell valueCell(const ClaimValue& value, const Fmt& fmt, const QString& whyNone)
{
    const auto number = fmt.locale().toString(static_cast<qlonglong>(value.number));
    switch (value.kind) {
    case ClaimValue::Kind::None:
        return {Fmt::missing(), {}, whyNone};
    case ClaimValue::Kind::No:
        return {Claims::tr("no"), u"no"_s};
    case ClaimValue::Kind::Yes:
        return {Claims::tr("yes"), u"yes"_s};
    case ClaimValue::Kind::Number:
        return {number, QString::number(value.number)};
    case ClaimValue::Kind::AtLeast:
        return {Claims::tr("at least %1").arg(number), u">=%1"_s.arg(value.number)};
    }
    Q_UNREACHABLE();
}

QString reasonText(ClaimReason reason)
{
    switch (reason) {
    case ClaimReason::None:
        return {};
    case ClaimReason::NotClaimed:
        return Claims::tr("it claims none");
    case ClaimReason::NoAnswer:
        return Claims::tr("no answer in time");
    case ClaimReason::Refused:
        return Claims::tr("refused");
    case ClaimReason::NeedsAuth:
        return Claims::tr("only with authentication");
    case ClaimReason::NeedsPayment:
        return Claims::tr("only for a payment");
    case ClaimReason::Restricted:
        return Claims::tr("only for members");
    case ClaimReason::RateLimited:
        return Claims::tr("the relay asked us to slow down");
    case ClaimReason::Unreachable:
        return Claims::tr("the connection ended");
    case ClaimReason::TooFewEvents:
        return Claims::tr("the relay holds too few events to tell");
    case ClaimReason::TooMuchToAsk:
        return Claims::tr("more than we ask for");
    case ClaimReason::TooManyBytes:
        return Claims::tr("the answer was too large to read on");
    case ClaimReason::Impossible:
        return Claims::tr("no limit that one can ask for");
    case ClaimReason::OnlyByWriting:
        return Claims::tr("only writing would show it");
    case ClaimReason::Ignored:
        return Claims::tr("the condition is ignored");
    }
    Q_UNREACHABLE();
}

QString verdictText(ClaimVerdict verdict)
{
    switch (verdict) {
    case ClaimVerdict::Agrees:
        return Claims::tr("Agrees");
    case ClaimVerdict::Contradicts:
        return Claims::tr("Contradicts");
    case ClaimVerdict::NotTested:
        return Claims::tr("Not tested");
    case ClaimVerdict::Unclaimed:
        return Claims::tr("Not advertised");
    }
    Q_UNREACHABLE();
}

Status statusOf(ClaimVerdict verdict)
{
    switch (verdict) {
    case ClaimVerdict::Agrees:
        return Status::Online;
    case ClaimVerdict::Contradicts:
        return Status::Degraded;
    case ClaimVerdict::NotTested:
    case ClaimVerdict::Unclaimed:
        break;
    }
    return Status::Unknown;
}

QString evidenceTip(const ClaimFinding& finding)
{
    return finding.evidence.isEmpty() ? QString() : plainText(QByteArrayView(finding.evidence), maximumTip);
}

CellRow rowOf(const ClaimFinding& finding, bool isSeen, const Fmt& fmt)
{
    const auto item = itemText(finding.item);
    const auto status = statusOf(finding.verdict);
    auto verdict = isSeen ? verdictText(finding.verdict) : Claims::tr("Not tested yet");
    if (const auto reason = reasonText(finding.reason); isSeen && !reason.isEmpty())
        verdict = Claims::tr("%1: %2", "Not tested: no answer in time").arg(verdict, reason);
    const auto tip = evidenceTip(finding);
    auto observed = valueCell(finding.observed, fmt, isSeen ? reasonText(finding.reason) : QString());
    if (!tip.isEmpty())
        observed.tip = tip;
    return {QString::fromLatin1(toString(finding.item)),
            {{item, item, itemTip(finding.item)},
             valueCell(finding.claimed, fmt, Claims::tr("The document does not say")),
             observed,
             {verdict,
              verdict,
              tip.isEmpty() ? verdict : tip,
              {},
              static_cast<int>(status),
              words::severityOf(status)}}};
}

/// What the newest document says, when nobody has looked yet.
std::vector<ClaimFinding> unseen(const QByteArray& document)
{
    const auto information = parseRelayInformation(document);
    if (!information)
        return {};
    const auto claims = claimsOf(*information);
    const ClaimValue values[claimItemCount] = {
        ClaimValue::of(claims.authRequired), ClaimValue::of(claims.paymentRequired),
        ClaimValue::of(claims.maxLimit),     ClaimValue::of(claims.defaultLimit),
        ClaimValue::of(claims.count),        ClaimValue::of(claims.negentropy),
        ClaimValue::of(claims.search),       ClaimValue::of(claims.restrictedWrites)};
    std::vector<ClaimFinding> findings;
    for (int i = 0; i < claimItemCount; ++i) {
        ClaimFinding finding;
        finding.item = static_cast<ClaimItem>(i);
        finding.claimed = values[i];
        findings.push_back(finding);
    }
    return findings;
}

} // namespace

std::vector<Column> claimColumns()
{
    return {{"claim"_L1, Claims::tr("Claim"), Claims::tr("What the information document (NIP-11) says")},
            {"advertised"_L1, Claims::tr("Advertised"), Claims::tr("As the relay says of itself")},
            {"observed"_L1, Claims::tr("Observed"), Claims::tr("As we saw it")},
            {"verdict"_L1, Claims::tr("Result"), Claims::tr("Whether the two agree; if not tested, why")}};
}

CellRows claimRows(const RelayHealthDetail& detail, const Fmt& fmt)
{
    CellRows rows;
    const bool isSeen = detail.observation.has_value();
    for (const auto& finding : isSeen ? detail.observation->findings : unseen(detail.document))
        rows.push_back(rowOf(finding, isSeen, fmt));
    return rows;
}

QString claimEvidence(const RelayHealthDetail& detail, const QString& key)
{
    if (!detail.observation)
        return Claims::tr("Not tested yet.");
    for (const auto& finding : detail.observation->findings) {
        if (key == QLatin1StringView(toString(finding.item)) && !finding.evidence.isEmpty())
            return plainText(QByteArrayView(finding.evidence), maxEvidenceBytes, TextLines::Keep);
    }
    return Claims::tr("Nothing was sent that would show it.");
}

} // namespace nostrscope
