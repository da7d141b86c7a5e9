// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/address.h"

#include <functional>
#include <vector>

namespace nostrscope {

class EventParser;

/// A zap request, kind 9734 (NIP-57).
struct ZapRequest {
    EventId id;
    PubKey sender; ///< may be a key made for this zap
    PubKey recipient;
    std::optional<EventId> event;
    std::optional<Address> address;
    std::optional<Kind> kind; ///< of the target
    std::optional<std::int64_t> amount; ///< millisatoshi
    std::vector<QByteArray> relays; ///< as written
    QByteArray lnurl; ///< as written
};
/// None when the kind is another, there is not exactly one `p`, more than one `e` or `a`, or one of these is
/// malformed.
[[nodiscard]] std::optional<ZapRequest> readZapRequest(const Event& event);

/// The first reason not to count a receipt.
enum class ZapProblem : std::uint8_t {
    None, ///< "claimed": the issuer's key is for the caller to confirm (LNURL)
    NotAReceipt, ///< another kind, or no recipient
    NoInvoice, ///< missing, unreadable, or an open amount that the request does not state
    BadRequest, ///< `description` is not a zap request
    BadRequestSignature,
    AmountMismatch, ///< invoice and request differ
    TargetMismatch, ///< `p`, `e` or `a` of receipt and request differ
};

/// A zap receipt, kind 9735.
struct ZapReceipt {
    ZapProblem problem = ZapProblem::None;
    PubKey recipient;
    std::optional<PubKey> statedSender; ///< `P` tag
    std::optional<EventId> event;
    std::optional<Address> address;
    std::optional<std::int64_t> invoiceAmount; ///< millisatoshi of the invoice
    std::optional<ZapRequest> request;
    std::optional<bool> descriptionHashMatches; ///< advisory: half of the real receipts fail it
    std::optional<bool> preimageMatches; ///< none without a preimage

    /// Millisatoshi: of the invoice, or of the request when the invoice is open.
    [[nodiscard]] std::optional<std::int64_t> amount() const;
};

/// Reads as much as there is, also of a receipt with a problem. The signature of the receipt itself is the
/// caller's; `isValid` checks id and signature of the request inside.
[[nodiscard]] ZapReceipt readZapReceipt(const Event& event, EventParser& parser,
                                        const std::function<bool(const Event&)>& isValid);

} // namespace nostrscope
