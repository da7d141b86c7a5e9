// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/verify.h"

#include "core/crypto/sha256.h"
#include "core/nostr/eventparser.h"

namespace nostrscope {

Verdict EventVerifier::verify(const Event& event)
{
    m_canonical.resize(0);
    appendCanonical(event, m_canonical);
    if (EventId(sha256(m_canonical)) != event.id)
        return Verdict::BadId;
    switch (m_schnorr.verify(event.pubkey, event.id.bytes(), event.sig)) {
    case SchnorrVerifier::Result::Valid:
        return Verdict::Valid;
    case SchnorrVerifier::Result::BadKey:
        return Verdict::BadKey;
    case SchnorrVerifier::Result::BadSignature:
        return Verdict::BadSignature;
    }
    Q_UNREACHABLE();
}

bool isZapRequestSigned(const Event& receipt, EventParser& parser, EventVerifier& verifier)
{
    const auto request = parser.parseEvent(receipt.tags.firstValue("description"));
    return request && request->kind == 9734 && verifier.verify(*request) == Verdict::Valid;
}

EventId computeId(const Event& event)
{
    QByteArray canonical;
    appendCanonical(event, canonical);
    return EventId(sha256(canonical));
}

void sign(Event& event, const KeyPair& keys)
{
    event.pubkey = keys.publicKey();
    event.id = computeId(event);
    event.sig = keys.sign(event.id.bytes());
}

} // namespace nostrscope
