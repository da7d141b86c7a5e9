// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/schnorr.h"

#include <QByteArrayView>

namespace nostrscope {

/// The key of somebody in a simulated network: the same for the same seed, part and numbers. It is no secret.
[[nodiscard]] KeyPair simKey(std::uint64_t seed, QByteArrayView part, std::size_t index,
                             std::uint32_t generation = 0);

} // namespace nostrscope
