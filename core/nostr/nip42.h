// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/event.h"
#include "core/nostr/relayurl.h"

namespace nostrscope {

/// The event that answers a challenge (NIP-42): kind 22242, to be signed by the caller (crypto/verify.h) and
/// never to be published or stored.
[[nodiscard]] Event authEvent(const RelayUrl& relay, QByteArrayView challenge, Timestamp now);

enum class AuthCheck : std::uint8_t { Good, WrongKind, WrongTime, WrongChallenge, WrongRelay };
/// What a relay checks besides id and signature: the kind, created_at within ten minutes, its own challenge,
/// its own host (paths and ports differ behind proxies).
[[nodiscard]] AuthCheck checkAuth(const Event& event, const RelayUrl& relay, QByteArrayView challenge,
                                  Timestamp now);

} // namespace nostrscope
