// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lookupblock.h"

#include <QtEndian>

#include <bit>
#include <cstring>

namespace nostrscope {

namespace {

constexpr std::size_t headerBytes = 2;
constexpr unsigned widest = 8;

/// Bytes that hold the value; 0 for 0.
unsigned widthOf(std::int64_t value)
{
    return static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(value)) + 7) / 8;
}

void write(char*& at, std::int64_t value, unsigned width)
{
    const auto bytes = qToLittleEndian(value);
    std::memcpy(at, &bytes, width);
    at += width;
}

} // namespace

std::int64_t idKey(const EventId& id) noexcept
{
    return static_cast<std::int64_t>(id.prefix() >> (64 - lookupKeyBits));
}

std::int64_t tagKey(char name, QByteArrayView value) noexcept
{
    // FNV-1a with a final mix: stable over versions and machines, because it is stored. Strangers can
    // make keys collide; that costs them and us a few wasted reads, never a wrong answer.
    std::uint64_t hash = 0xcbf29ce484222325U ^ static_cast<std::uint8_t>(name);
    hash *= 0x100000001b3U;
    for (const char c : value) {
        hash ^= static_cast<std::uint8_t>(c);
        hash *= 0x100000001b3U;
    }
    hash ^= hash >> 32;
    hash *= 0x9e3779b97f4a7c15U;
    hash ^= hash >> 29;
    return static_cast<std::int64_t>(hash >> (64 - lookupKeyBits));
}

std::optional<LookupBlock> LookupBlock::of(std::int64_t firstKey, QByteArrayView data)
{
    LookupBlock block;
    if (data.size() < qsizetype(headerBytes))
        return std::nullopt;
    block.m_firstKey = firstKey;
    block.m_keyWidth = static_cast<std::uint8_t>(data[0]);
    block.m_rowWidth = static_cast<std::uint8_t>(data[1]);
    const auto entryBytes = std::size_t(block.m_keyWidth) + block.m_rowWidth;
    const auto bytes = static_cast<std::size_t>(data.size()) - headerBytes;
    if (block.m_keyWidth > widest || block.m_rowWidth > widest || entryBytes == 0 || bytes == 0
        || bytes % entryBytes != 0)
        return std::nullopt;
    block.m_size = bytes / entryBytes;
    block.m_keys = data.data() + headerBytes;
    block.m_rows = block.m_keys + block.m_size * block.m_keyWidth;
    block.m_end = data.data() + data.size();
    return block;
}

std::int64_t LookupBlock::read(const char* base, std::size_t index, unsigned width) const
{
    const auto* at = base + index * width;
    std::uint64_t value = 0;
    if (m_end - at >= qsizetype(sizeof value)) {
        std::memcpy(&value, at, sizeof value); // one load; what is behind the number is masked away
        value = qFromLittleEndian(value);
        return static_cast<std::int64_t>(width == widest ? value
                                                         : value & ((std::uint64_t(1) << 8 * width) - 1));
    }
    std::memcpy(&value, at, width);
    return static_cast<std::int64_t>(qFromLittleEndian(value));
}

void LookupBlock::find(std::int64_t key, std::vector<std::int64_t>& rows) const
{
    const auto offset = key - m_firstKey;
    std::size_t low = 0;
    for (auto high = m_size; low < high;) {
        const auto middle = low + (high - low) / 2;
        if (read(m_keys, middle, m_keyWidth) < offset)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < m_size && read(m_keys, low, m_keyWidth) == offset; ++low)
        rows.push_back(read(m_rows, low, m_rowWidth));
}

bool LookupBlockBuilder::add(const LookupEntry& entry, std::size_t maxBytes)
{
    if (!m_entries.empty()) {
        const auto highest = std::max(m_highestRow, entry.seq);
        const auto width = widthOf(entry.key - firstKey()) + widthOf(highest);
        if (headerBytes + (m_entries.size() + 1) * width > maxBytes)
            return false;
    }
    m_entries.push_back(entry);
    m_highestRow = std::max(m_highestRow, entry.seq);
    return true;
}

QByteArray LookupBlockBuilder::take()
{
    const auto keyWidth = widthOf(m_entries.back().key - firstKey());
    const auto rowWidth = std::max(widthOf(m_highestRow), 1U); // never an entry without bytes
    QByteArray data(qsizetype(headerBytes + m_entries.size() * (keyWidth + rowWidth)), Qt::Uninitialized);
    auto* at = data.data();
    *at++ = static_cast<char>(keyWidth);
    *at++ = static_cast<char>(rowWidth);
    for (const auto& entry : m_entries)
        write(at, entry.key - firstKey(), keyWidth);
    for (const auto& entry : m_entries)
        write(at, entry.seq, rowWidth);
    m_entries.clear();
    m_highestRow = 0;
    return data;
}

} // namespace nostrscope
