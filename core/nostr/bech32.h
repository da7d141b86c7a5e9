// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nostrscope {

/// A bech32 text (BIP-173, not bech32m) taken apart: prefix in lowercase, words of 5 bits without checksum.
struct Bech32 {
    QByteArray prefix;
    std::vector<std::uint8_t> words;
};

/// None when a character, the case (all or nothing), the separator or the checksum is wrong, or the text is
/// longer than `maxLength`; NIP-19 and BOLT 11 lift the 90 characters of BIP-173.
[[nodiscard]] std::optional<Bech32> decodeBech32(QByteArrayView text, std::size_t maxLength);
/// In lowercase. The prefix must be valid.
[[nodiscard]] QByteArray encodeBech32(QByteArrayView prefix, std::span<const std::uint8_t> words);

/// 5-bit words to bytes; none when the padding is not zero or as long as a word.
[[nodiscard]] std::optional<QByteArray> bytesOfWords(std::span<const std::uint8_t> words);
[[nodiscard]] std::vector<std::uint8_t> wordsOfBytes(QByteArrayView bytes);

} // namespace nostrscope
