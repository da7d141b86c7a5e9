// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sha256.h"

#include <openssl/evp.h>

#include <memory>

namespace nostrscope {

namespace {

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Digest = std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)>;

const EVP_MD* sha256Digest()
{
    static const Digest digest(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free); // a fetch costs 1 µs
    return digest.get();
}

} // namespace

std::array<std::uint8_t, 32> sha256(QByteArrayView data)
{
    thread_local const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::array<std::uint8_t, 32> result;
    if (EVP_DigestInit_ex2(context.get(), sha256Digest(), nullptr) != 1
        || EVP_DigestUpdate(context.get(), data.data(), static_cast<std::size_t>(data.size())) != 1
        || EVP_DigestFinal_ex(context.get(), result.data(), nullptr) != 1)
        qFatal("OpenSSL cannot compute SHA-256");
    return result;
}

} // namespace nostrscope
