// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace nostrscope {

/// Reads values of a section of a MaxMind file (MaxMind DB File Format Specification 2.0, "Data Section").
/// The file may be hostile: nothing is read outside of the section, nothing recurses, and one question looks
/// at a bounded number of values. libmaxminddb 1.7 walks nested values recursively without a bound, so only
/// its search tree is used.
class MmdbValue {
public:
    /// Values that one call looks at; a record of a city has about a hundred.
    static constexpr std::uint32_t maxValues = 100'000;

    explicit MmdbValue(QByteArrayView section, std::uint64_t offset = 0)
        : m_section(section)
        , m_offset(offset)
    {
    }
    /// The value behind a key; none when this is no map or has no such key.
    [[nodiscard]] std::optional<MmdbValue> member(QByteArrayView key) const;
    /// UTF-8 as it is in the file; empty when this is no text.
    [[nodiscard]] QByteArrayView text() const;
    /// Of an unsigned number of 16, 32 or 64 bits; none otherwise.
    [[nodiscard]] std::optional<std::uint64_t> number() const;
    /// A map that is whole, without pointers and nested less than `depth` deep, as metadata is.
    [[nodiscard]] bool isPlainMap(int depth) const;

private:
    enum class Type : std::uint8_t {
        Extended = 0,
        Pointer = 1,
        Text = 2,
        Double = 3,
        Bytes = 4,
        UInt16 = 5,
        UInt32 = 6,
        Map = 7,
        Int32 = 8,
        UInt64 = 9,
        UInt128 = 10,
        Array = 11,
        Boolean = 14,
        Float = 15,
    };
    struct Head {
        Type type = Type::Extended;
        std::uint64_t size = 0; ///< bytes, members, items; of a pointer the offset it leads to
        std::uint64_t payload = 0; ///< offset
        std::uint64_t end = 0; ///< offset behind the value; of a map or a list behind its head
    };
    [[nodiscard]] std::optional<std::uint64_t> bigEndian(std::uint64_t offset, std::uint64_t bytes) const;
    /// As it is there: a pointer is one.
    [[nodiscard]] std::optional<Head> headAt(std::uint64_t offset) const;
    /// Behind a pointer; a pointer to a pointer is none.
    [[nodiscard]] std::optional<Head> valueAt(std::uint64_t offset) const;
    /// Where the value at `offset` ends, with all that is in it.
    [[nodiscard]] std::optional<std::uint64_t> skip(std::uint64_t offset, std::uint32_t& budget) const;

    QByteArrayView m_section;
    std::uint64_t m_offset;
};

} // namespace nostrscope
