// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nostr/nip57.h"

#include "core/nostr/bolt11.h"
#include "core/nostr/eventparser.h"

#include <QCryptographicHash>

namespace nostrscope {

namespace {

constexpr Kind requestKind = 9734;
constexpr Kind receiptKind = 9735;
constexpr std::size_t maxRelays = 100;

struct Targets {
    std::vector<QByteArrayView> keys;
    std::vector<QByteArrayView> events;
    std::vector<QByteArrayView> addresses;
};

Targets targetsOf(const Tags& tags)
{
    Targets targets;
    for (const auto tag : tags) {
        if (tag.name() == "p")
            targets.keys.push_back(tag.value());
        else if (tag.name() == "e")
            targets.events.push_back(tag.value());
        else if (tag.name() == "a")
            targets.addresses.push_back(tag.value());
    }
    return targets;
}

QByteArray sha256Of(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes);
    return hash.result();
}

/// What the invoice proves of the rest.
void readHashes(const Event& event, QByteArrayView invoice, QByteArrayView description, ZapReceipt& receipt)
{
    const auto hashes = invoiceHashes(invoice);
    if (!hashes)
        return;
    receipt.descriptionHashMatches = hashes->description == sha256Of(description);
    std::array<std::uint8_t, 32> preimage;
    const auto hex = event.tags.firstValue("preimage");
    if (hex.isEmpty())
        return;
    const QByteArrayView bytes(reinterpret_cast<const char*>(preimage.data()), qsizetype(preimage.size()));
    receipt.preimageMatches = fromLowerHex(hex, preimage) && hashes->payment == sha256Of(bytes);
}

ZapProblem problemOf(const ZapReceipt& receipt, const Event& request,
                     const std::function<bool(const Event&)>& isValid)
{
    if (!isValid(request))
        return ZapProblem::BadRequestSignature;
    if (!receipt.amount())
        return ZapProblem::NoInvoice;
    const auto& wanted = *receipt.request;
    if (receipt.invoiceAmount && wanted.amount && *receipt.invoiceAmount != *wanted.amount)
        return ZapProblem::AmountMismatch;
    const bool isSame = receipt.recipient == wanted.recipient && receipt.event == wanted.event
        && receipt.address == wanted.address;
    return isSame ? ZapProblem::None : ZapProblem::TargetMismatch;
}

} // namespace

std::optional<ZapRequest> readZapRequest(const Event& event)
{
    const auto targets = targetsOf(event.tags);
    if (event.kind != requestKind || targets.keys.size() != 1 || targets.events.size() > 1
        || targets.addresses.size() > 1)
        return std::nullopt;
    const auto recipient = PubKey::fromHex(targets.keys.front());
    ZapRequest request;
    if (!targets.events.empty())
        request.event = EventId::fromHex(targets.events.front());
    if (!targets.addresses.empty())
        request.address = Address::parse(targets.addresses.front());
    if (!recipient || request.event.has_value() == targets.events.empty()
        || request.address.has_value() == targets.addresses.empty())
        return std::nullopt;
    request.id = event.id;
    request.sender = event.pubkey;
    request.recipient = *recipient;
    request.kind = parseKind(event.tags.firstValue("k"));
    request.amount = parseDigits(event.tags.firstValue("amount"));
    request.lnurl = event.tags.firstValue("lnurl").toByteArray();
    if (const auto relays = event.tags.first("relays")) {
        for (qsizetype i = 1; i < relays->size() && request.relays.size() < maxRelays; ++i)
            request.relays.push_back(relays->at(i).toByteArray());
    }
    return request;
}

std::optional<std::int64_t> ZapReceipt::amount() const
{
    return invoiceAmount || !request ? invoiceAmount : request->amount;
}

ZapReceipt readZapReceipt(const Event& event, EventParser& parser,
                          const std::function<bool(const Event&)>& isValid)
{
    ZapReceipt receipt;
    const auto recipient = PubKey::fromHex(event.tags.firstValue("p"));
    if (event.kind != receiptKind || !recipient) {
        receipt.problem = ZapProblem::NotAReceipt;
        return receipt;
    }
    receipt.recipient = *recipient;
    receipt.statedSender = PubKey::fromHex(event.tags.firstValue("P"));
    receipt.event = EventId::fromHex(event.tags.firstValue("e"));
    receipt.address = Address::parse(event.tags.firstValue("a"));

    const auto invoice = event.tags.firstValue("bolt11");
    const auto description = event.tags.firstValue("description");
    const auto stated = nostrscope::invoiceAmount(invoice);
    if (stated)
        receipt.invoiceAmount = *stated;
    readHashes(event, invoice, description, receipt);

    const auto request = parser.parseEvent(description);
    if (request)
        receipt.request = readZapRequest(*request);
    if (!stated)
        receipt.problem = ZapProblem::NoInvoice;
    else if (!receipt.request)
        receipt.problem = ZapProblem::BadRequest;
    else
        receipt.problem = problemOf(receipt, *request, isValid);
    return receipt;
}

} // namespace nostrscope
