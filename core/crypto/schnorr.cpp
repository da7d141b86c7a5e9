// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/schnorr.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <secp256k1.h>
#include <secp256k1_extrakeys.h>
#include <secp256k1_schnorrsig.h>

#include <vector>

namespace nostrscope {

namespace {

/// Signing needs a context of its own (the static one only verifies); it is immutable, so threads share it.
const secp256k1_context* signingContext()
{
    struct Destroy {
        void operator()(secp256k1_context* context) const { secp256k1_context_destroy(context); }
    };
    static const std::unique_ptr<secp256k1_context, Destroy> context([] {
        auto* created = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
        std::array<unsigned char, 32> seed;
        if (RAND_bytes(seed.data(), seed.size()) != 1
            || secp256k1_context_randomize(created, seed.data()) != 1)
            qFatal("cannot seed the signing context");
        return created;
    }());
    return context.get();
}

} // namespace

/// Direct-mapped: a slot holds the last key that hashed to it. 2^14 slots of 104 bytes are 1.7 MB a thread.
struct SchnorrVerifier::KeyCache {
    struct Slot {
        PubKey key;
        secp256k1_xonly_pubkey parsed;
        bool used = false;
    };
    std::vector<Slot> entries{std::size_t(1) << 14};

    const secp256k1_xonly_pubkey* find(const PubKey& key)
    {
        auto& slot = entries[key.prefix() & (entries.size() - 1)];
        if (slot.used && slot.key == key)
            return &slot.parsed;
        secp256k1_xonly_pubkey parsed;
        if (secp256k1_xonly_pubkey_parse(secp256k1_context_static, &parsed, key.bytes().data()) != 1)
            return nullptr;
        slot = {key, parsed, true};
        return &slot.parsed;
    }
};

SchnorrVerifier::SchnorrVerifier()
    : m_keys(std::make_unique<KeyCache>())
{
    [[maybe_unused]] static const bool tested = (secp256k1_selftest(), true);
}

SchnorrVerifier::~SchnorrVerifier() = default;

SchnorrVerifier::Result SchnorrVerifier::verify(const PubKey& key, std::span<const std::uint8_t> message,
                                                const Sig& sig)
{
    const auto* parsed = m_keys->find(key);
    if (!parsed)
        return Result::BadKey;
    return secp256k1_schnorrsig_verify(secp256k1_context_static, sig.bytes().data(), message.data(),
                                       message.size(), parsed)
            == 1
        ? Result::Valid
        : Result::BadSignature;
}

struct KeyPair::Private {
    secp256k1_keypair pair;
    ~Private() { OPENSSL_cleanse(&pair, sizeof pair); }
};

KeyPair::KeyPair()
    : d(std::make_unique<Private>())
{
}

KeyPair::~KeyPair() = default;
KeyPair::KeyPair(KeyPair&&) noexcept = default;
KeyPair& KeyPair::operator=(KeyPair&&) noexcept = default;

std::optional<KeyPair> KeyPair::fromSecret(const std::array<std::uint8_t, 32>& secret)
{
    KeyPair keys;
    if (secp256k1_keypair_create(signingContext(), &keys.d->pair, secret.data()) != 1)
        return std::nullopt;
    secp256k1_xonly_pubkey xonly;
    std::array<std::uint8_t, 32> bytes;
    if (secp256k1_keypair_xonly_pub(signingContext(), &xonly, nullptr, &keys.d->pair) != 1
        || secp256k1_xonly_pubkey_serialize(signingContext(), bytes.data(), &xonly) != 1)
        return std::nullopt;
    keys.m_publicKey = PubKey(bytes);
    return keys;
}

KeyPair KeyPair::generate()
{
    std::array<std::uint8_t, 32> secret;
    for (;;) {
        if (RAND_bytes(secret.data(), secret.size()) != 1)
            qFatal("the system has no random numbers");
        auto keys = fromSecret(secret);
        OPENSSL_cleanse(secret.data(), secret.size());
        if (keys)
            return std::move(*keys);
    }
}

Sig KeyPair::sign(std::span<const std::uint8_t> message, const std::array<std::uint8_t, 32>& auxiliary) const
{
    std::array<std::uint8_t, 64> sig;
    auto aux = auxiliary;
    secp256k1_schnorrsig_extraparams parameters = SECP256K1_SCHNORRSIG_EXTRAPARAMS_INIT;
    parameters.ndata = aux.data();
    if (secp256k1_schnorrsig_sign_custom(signingContext(), sig.data(), message.data(), message.size(),
                                         &d->pair, &parameters)
        != 1)
        qFatal("libsecp256k1 refuses to sign");
    return Sig(sig);
}

} // namespace nostrscope
