// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

namespace nostrscope {

/// LEB128: seven bits a byte, least significant group first. The form of every integer in our own blobs.
void appendVarint(QByteArray& out, std::uint64_t value);
void appendVarint(std::vector<char>& out, std::uint64_t value);

/// ZigZag: small negative numbers stay short.
[[nodiscard]] constexpr std::uint64_t zigZag(std::int64_t value) noexcept
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
[[nodiscard]] constexpr std::int64_t unZigZag(std::uint64_t value) noexcept
{
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// Reads blobs of varints and byte strings. Any read past the end, or a varint over 64 bits, makes it
/// `failed()` for good and yields zeros, so that callers check once at the end.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes) noexcept
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    [[nodiscard]] std::uint64_t varint() noexcept
    {
        if (m_at != m_end && static_cast<std::uint8_t>(*m_at) < 0x80) // most are of one byte
            return static_cast<std::uint8_t>(*m_at++);
        return longVarint();
    }
    /// Past the next varint without looking at it.
    void skipVarint() noexcept
    {
        while (m_at != m_end && static_cast<std::uint8_t>(*m_at) >= 0x80)
            ++m_at;
        if (m_at == m_end)
            m_failed = true;
        else
            ++m_at;
    }
    /// A view into the blob; empty when fewer bytes are left.
    [[nodiscard]] QByteArrayView bytes(std::uint64_t size) noexcept;
    [[nodiscard]] std::uint8_t byte() noexcept;
    [[nodiscard]] bool atEnd() const noexcept { return m_at == m_end; }
    [[nodiscard]] bool failed() const noexcept { return m_failed; }
    [[nodiscard]] std::uint64_t remaining() const noexcept
    {
        return static_cast<std::uint64_t>(m_end - m_at);
    }

private:
    [[nodiscard]] std::uint64_t longVarint() noexcept;

    const char* m_at;
    const char* m_end;
    bool m_failed = false;
};

} // namespace nostrscope
