// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simrandom.h"
#include "core/crypto/schnorr.h"
#include "core/nostr/event.h"

namespace nostrscope {

struct SimZap {
    const KeyPair& sender;
    EventId target;
    PubKey recipient;
    std::uint64_t sats;
    QByteArrayView firstRelay;
    QByteArrayView secondRelay;
    QByteArray comment;
};

/// Makes `receipt`, whose created_at is given, a zap receipt (NIP-57) with the sender's signed request
/// inside; the invoice commits to the request. The caller signs the receipt.
void fillZapReceipt(Event& receipt, const SimZap& zap, SimRandom& random);

} // namespace nostrscope
