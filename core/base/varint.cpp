// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/varint.h"

namespace nostrscope {

void appendVarint(QByteArray& out, std::uint64_t value)
{
    char buffer[10];
    int size = 0;
    while (value >= 0x80) {
        buffer[size++] = static_cast<char>(value | 0x80);
        value >>= 7;
    }
    buffer[size++] = static_cast<char>(value);
    out.append(buffer, size);
}

std::uint64_t ByteReader::varint() noexcept
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
