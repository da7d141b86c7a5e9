// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <span>

namespace nostrscope {

/// Lowercase hex of `bytes`.
[[nodiscard]] QByteArray toHex(std::span<const std::uint8_t> bytes);

/// Writes the lowercase hex of `bytes` to `out`, which has room for 2 × size characters.
void writeHex(std::span<const std::uint8_t> bytes, char* out) noexcept;

/// Strict: exactly 2 × size lowercase hex digits, else false and `out` is unspecified.
/// (QByteArray::fromHex skips bad characters silently, NIP-01 wants lowercase.)
[[nodiscard]] bool fromLowerHex(QByteArrayView text, std::span<std::uint8_t> out) noexcept;

} // namespace nostrscope
