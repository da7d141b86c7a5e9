// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simnet/bolt11maker.h"

#include <span>
#include <vector>

namespace nostrscope {

namespace {

constexpr char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"; // BIP-173

using Words = std::vector<std::uint8_t>; // five bits each

std::uint32_t polymod(const Words& words)
{
    constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                     0x2a1462b3};
    std::uint32_t check = 1;
    for (const auto word : words) {
        const auto top = check >> 25;
        check = ((check & 0x1ffffff) << 5) ^ word;
        for (std::size_t i = 0; i < generator.size(); ++i) {
            if (((top >> i) & 1) != 0)
                check ^= generator[i];
        }
    }
    return check;
}

void appendChecksum(QByteArrayView prefix, Words& data)
{
    Words all;
    for (const char c : prefix)
        all.push_back(static_cast<std::uint8_t>(c >> 5));
    all.push_back(0);
    for (const char c : prefix)
        all.push_back(static_cast<std::uint8_t>(c & 31));
    all.insert(all.end(), data.begin(), data.end());
    all.insert(all.end(), 6, std::uint8_t(0));
    const auto check = polymod(all) ^ 1;
    for (int i = 0; i < 6; ++i)
        data.push_back(static_cast<std::uint8_t>((check >> (5 * (5 - i))) & 31));
}

/// Most significant bits first, the last word filled with zeros.
void appendBits(std::span<const std::uint8_t> bytes, Words& data)
{
    std::uint32_t pending = 0;
    int bits = 0;
    for (const auto byte : bytes) {
        pending = (pending << 8) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            data.push_back(static_cast<std::uint8_t>((pending >> bits) & 31));
        }
    }
    if (bits > 0)
        data.push_back(static_cast<std::uint8_t>((pending << (5 - bits)) & 31));
}

/// A tagged field of 52 words: `type` is its letter's value in the alphabet.
void appendHashField(std::uint8_t type, std::span<const std::uint8_t> hash, Words& data)
{
    data.insert(data.end(), {type, std::uint8_t(1), std::uint8_t(20)});
    appendBits(hash, data);
}

} // namespace

QByteArray makeBolt11(std::uint64_t sats, Timestamp time, const std::array<std::uint8_t, 32>& descriptionHash,
                      SimRandom& random)
{
    QByteArray text("lnbc");
    text.append(QByteArray::number(static_cast<qulonglong>(sats * 10))).append('n'); // nano-bitcoin
    Words data;
    for (int shift = 30; shift >= 0; shift -= 5)
        data.push_back(static_cast<std::uint8_t>((time >> shift) & 31));
    std::array<std::uint8_t, 32> paymentHash;
    for (auto& byte : paymentHash)
        byte = static_cast<std::uint8_t>(random.next());
    appendHashField(1, paymentHash, data); // p
    appendHashField(23, descriptionHash, data); // h
    for (int i = 0; i < 103; ++i)
        data.push_back(static_cast<std::uint8_t>(random.below(32)));
    data.push_back(0); // recovery id 0, as the last of 520 bits
    appendChecksum(text, data);
    text.append('1');
    for (const auto word : data)
        text.append(alphabet[word]);
    return text;
}

} // namespace nostrscope
