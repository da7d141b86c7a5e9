// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/simkeys.h"

#include "core/crypto/sha256.h"
#include "core/nostr/json.h"

namespace nostrscope {

KeyPair simKey(std::uint64_t seed, QByteArrayView part, std::size_t index, std::uint32_t generation)
{
    for (int attempt = 0;; ++attempt) {
        QByteArray text("nostrscope-simnet ");
        text.append(part);
        for (const auto number :
             {static_cast<std::int64_t>(seed), static_cast<std::int64_t>(index),
              static_cast<std::int64_t>(generation), static_cast<std::int64_t>(attempt)}) {
            text.append(' ');
            appendNumber(number, text);
        }
        if (auto keys = KeyPair::fromSecret(sha256(text)))
            return std::move(*keys);
    }
}

} // namespace nostrscope
