// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simzap.h"

#include "app/simnet/bolt11maker.h"
#include "core/crypto/sha256.h"
#include "core/crypto/verify.h"

namespace nostrscope {

void fillZapReceipt(Event& receipt, const SimZap& zap, SimRandom& random)
{
    const auto id = zap.target.toHex();
    const auto recipient = zap.recipient.toHex();
    Event request;
    request.kind = 9734;
    request.createdAt = receipt.createdAt;
    request.content = zap.comment;
    request.tags.append({"relays", zap.firstRelay, zap.secondRelay});
    request.tags.append({"amount", QByteArray::number(static_cast<qulonglong>(zap.sats * 1000))});
    request.tags.append({"p", recipient});
    request.tags.append({"e", id});
    sign(request, zap.sender);
    const auto description = toJson(request);
    receipt.kind = 9735;
    receipt.tags.append({"p", recipient});
    receipt.tags.append({"P", request.pubkey.toHex()});
    receipt.tags.append({"e", id});
    receipt.tags.append({"bolt11", makeBolt11(zap.sats, receipt.createdAt, sha256(description), random)});
    receipt.tags.append({"description", description});
}

} // namespace nostrscope
