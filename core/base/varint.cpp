// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/varint.h"

namespace nostrscope {

namespace {

constexpr int longest = 10;

/// Writes at most `longest` bytes and tells how many.
int encode(std::uint64_t value, char* out)
{
    int size = 0;
    while (value >= 0x80) {
        out[size++] = static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out[size++] = static_cast<char>(value);
    return size;
}

} // namespace

void appendVarint(QByteArray& out, std::uint64_t value)
{
    char buffer[longest];
    out.append(buffer, encode(value, buffer));
}

void appendVarint(std::vector<char>& out, std::uint64_t value)
{
    char buffer[longest];
    out.insert(out.end(), buffer, buffer + encode(value, buffer));
}

std::uint64_t ByteReader::longVarint() noexcept
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        if (m_at == m_end)
            break;
        const auto byte = static_cast<std::uint8_t>(*m_at++);
        if (shift == 63 && byte > 1)
            break;
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    m_failed = true;
    m_at = m_end;
    return 0;
}

QByteArrayView ByteReader::bytes(std::uint64_t size) noexcept
{
    if (size > remaining()) {
        m_failed = true;
        m_at = m_end;
        return {};
    }
    const QByteArrayView view(m_at, static_cast<qsizetype>(size));
    m_at += size;
    return view;
}

std::uint8_t ByteReader::byte() noexcept
{
    const auto view = bytes(1);
    return view.isEmpty() ? 0 : static_cast<std::uint8_t>(view[0]);
}

} // namespace nostrscope
