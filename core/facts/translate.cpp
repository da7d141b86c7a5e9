// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/facts/facts.h"

#include "core/nostr/eventparser.h"
#include "core/nostr/nip09.h"
#include "core/nostr/nip40.h"
#include "core/nostr/nip57.h"
#include "core/nostr/nip62.h"
#include "core/nostr/nip90.h"

namespace nostrscope::facts {

namespace {

constexpr QByteArrayView indexedNames = "eapqEAdrtkic"; // c: "client"
constexpr qsizetype maxIndexedValue = 512; // longer values are not looked up by anybody

void translateVersion(const Event& event, std::vector<Fact>& facts)
{
    const auto replacement = kindClass(event.kind);
    if (replacement == KindClass::Replaceable)
        facts.emplace_back(Version{});
    else if (replacement == KindClass::Addressable)
        facts.emplace_back(Version{identifier(event).toByteArray()});
}

void translateDeletion(const Deletion& deletion, std::vector<Fact>& facts)
{
    for (const auto& target : deletion.events)
        facts.emplace_back(DeletesEvent{target});
    for (const auto& target : deletion.addresses)
        facts.emplace_back(DeletesAddress{target.kind, target.identifier});
}

void translateZap(const Event& event, bool requestIsSigned, std::vector<Fact>& facts)
{
    thread_local EventParser parser; // buffers only
    const auto receipt =
        readZapReceipt(event, parser, [requestIsSigned](const Event&) { return requestIsSigned; });
    const auto amount = receipt.amount();
    if (!amount)
        return;
    Zap zap;
    zap.millisats = static_cast<std::uint64_t>(*amount);
    zap.recipient = receipt.recipient;
    zap.payer = receipt.request ? receipt.request->sender : receipt.statedSender;
    zap.target = receipt.event;
    zap.requestValid = receipt.problem == ZapProblem::None;
    facts.emplace_back(zap);
}

void translateJob(const Event& event, std::vector<Fact>& facts)
{
    if (const auto request = readJobRequest(event)) {
        facts.emplace_back(JobAsked{request->isEncrypted});
        return;
    }
    const auto add = [&facts](const JobAnswer& answer, JobStatus status) {
        facts.emplace_back(
            JobAnswered{answer.request, answer.customer, status, answer.price.asked, answer.price.invoiced});
    };
    if (const auto result = readJobResult(event))
        add(*result, JobStatus::Other);
    else if (const auto feedback = readJobFeedback(event))
        add(*feedback, feedback->status);
}

} // namespace

bool hasIndexedTags(Kind kind) noexcept
{
    return kind != 3 && !(kind >= 10000 && kind <= 10007) && !(kind >= 30000 && kind <= 30003);
}

bool isIndexed(char name, QByteArrayView value) noexcept
{
    return indexedNames.contains(name) && value.size() <= maxIndexedValue;
}

std::vector<Fact> translate(const Event& event, bool zapRequestValid)
{
    std::vector<Fact> facts;
    translateVersion(event, facts);
    if (const auto deletion = readDeletion(event))
        translateDeletion(*deletion, facts);
    if (const auto vanish = readVanish(event))
        facts.emplace_back(Vanishes{vanish->everywhere});
    if (event.kind == 9735)
        translateZap(event, zapRequestValid, facts);
    if (dvmRole(event.kind) != DvmRole::None)
        translateJob(event, facts);
    if (const auto at = expiration(event))
        facts.emplace_back(Expires{*at});
    return facts;
}

} // namespace nostrscope::facts
