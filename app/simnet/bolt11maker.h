// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simnet/simrandom.h"
#include "core/nostr/ids.h"

#include <QByteArray>

#include <array>
#include <cstdint>

namespace nostrscope {

/// A Lightning invoice with a true form: amount, time, payment hash, description hash and bech32 checksum
/// (BOLT 11). Its signature is random bytes: nobody is paid here.
[[nodiscard]] QByteArray makeBolt11(std::uint64_t sats, Timestamp time,
                                    const std::array<std::uint8_t, 32>& descriptionHash, SimRandom& random);

} // namespace nostrscope
