// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hex.h"

#include <array>

namespace nostrscope {

namespace {

constexpr char digits[] = "0123456789abcdef";

constexpr std::array<std::int8_t, 256> makeTable()
{
    std::array<std::int8_t, 256> table{};
    for (auto& value : table)
        value = -1;
    for (int i = 0; i < 16; ++i)
        table[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    return table;
}

constexpr auto values = makeTable();

} // namespace

void writeHex(std::span<const std::uint8_t> bytes, char* out) noexcept
{
    for (const auto byte : bytes) {
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
}

QByteArray toHex(std::span<const std::uint8_t> bytes)
{
    QByteArray text(static_cast<qsizetype>(bytes.size()) * 2, Qt::Uninitialized);
    writeHex(bytes, text.data());
    return text;
}

bool fromLowerHex(QByteArrayView text, std::span<std::uint8_t> out) noexcept
{
    if (text.size() != static_cast<qsizetype>(out.size()) * 2)
        return false;
    int bad = 0;
    const char* in = text.data();
    for (auto& byte : out) {
        const int high = values[static_cast<unsigned char>(in[0])];
        const int low = values[static_cast<unsigned char>(in[1])];
        bad |= high | low;
        byte = static_cast<std::uint8_t>((high << 4) | (low & 15));
        in += 2;
    }
    return bad >= 0;
}

} // namespace nostrscope
