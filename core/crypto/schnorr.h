// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace nostrscope {

/// Verifies BIP-340 signatures with libsecp256k1. Keeps the parsed form of recent keys, because parsing is
/// a tenth of a verification and authors repeat. One per thread.
class SchnorrVerifier {
public:
    SchnorrVerifier();
    ~SchnorrVerifier();
    Q_DISABLE_COPY_MOVE(SchnorrVerifier)

    enum class Result : std::uint8_t { Valid, BadKey, BadSignature };
    /// `message` is 32 bytes in Nostr; BIP-340 allows any length.
    [[nodiscard]] Result verify(const PubKey& key, std::span<const std::uint8_t> message, const Sig& sig);

private:
    struct KeyCache;
    std::unique_ptr<KeyCache> m_keys;
};

/// A secret key with its public key. Signs events for simulated networks, NIP-42 and NIP-66.
/// The secret is wiped on destruction and never leaves the object.
class KeyPair {
public:
    /// None when the scalar is zero or not below the group order.
    [[nodiscard]] static std::optional<KeyPair> fromSecret(const std::array<std::uint8_t, 32>& secret);
    /// From the system's random source.
    [[nodiscard]] static KeyPair generate();
    ~KeyPair();
    KeyPair(KeyPair&&) noexcept;
    KeyPair& operator=(KeyPair&&) noexcept;
    Q_DISABLE_COPY(KeyPair)

    [[nodiscard]] const PubKey& publicKey() const noexcept { return m_publicKey; }
    /// BIP-340 with the given auxiliary randomness; zeros make it deterministic.
    [[nodiscard]] Sig sign(std::span<const std::uint8_t> message,
                           const std::array<std::uint8_t, 32>& auxiliary = {}) const;

private:
    KeyPair();
    struct Private;
    std::unique_ptr<Private> d;
    PubKey m_publicKey;
};

} // namespace nostrscope
