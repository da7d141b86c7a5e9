// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/schnorr.h"
#include "core/nostr/event.h"

namespace nostrscope {

enum class Verdict : std::uint8_t { Valid, BadId, BadKey, BadSignature };

/// Checks that an event is what its author signed: first the id, then the signature over the id (NIP-01).
/// One per thread.
class EventVerifier {
public:
    [[nodiscard]] Verdict verify(const Event& event);

private:
    SchnorrVerifier m_schnorr;
    QByteArray m_canonical; // reused
};

/// Whether the request inside a zap receipt (kind 9735, tag `description`) is a signed event of kind 9734,
/// else anybody could name a payer (NIP-57).
[[nodiscard]] bool isZapRequestSigned(const Event& receipt, class EventParser& parser,
                                      EventVerifier& verifier);

/// The id that the fields of `event` hash to (NIP-01); `event.id` is not read.
[[nodiscard]] EventId computeId(const Event& event);

/// Sets pubkey, id and sig; the other fields are given.
void sign(Event& event, const KeyPair& keys);

} // namespace nostrscope
