// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/idfilter.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::size_t bitsPerKey = 10; // about one in a hundred is looked for in vain
constexpr std::size_t lineBits = 512;
constexpr int probes = 6;
constexpr std::size_t fewestKeys = 100000;
constexpr std::size_t mostKeys = 40'000'000; ///< 50 MB; more ids are looked up in the runs

/// Spreads the 40 bits of a key over 64 (the finalizer of MurmurHash3).
std::uint64_t spread(std::int64_t key)
{
    auto hash = static_cast<std::uint64_t>(key) + 0x9e3779b97f4a7c15U;
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdU;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53U;
    return hash ^ (hash >> 33);
}

std::size_t lineOf(std::uint64_t hash, std::size_t lines)
{
    return static_cast<std::size_t>(((hash >> 32) * lines) >> 32);
}

/// Positions of the bits of a key in its line.
template <typename Visit> bool forEachBit(std::uint64_t hash, Visit visit)
{
    const auto low = static_cast<std::uint32_t>(hash);
    const auto step = static_cast<std::uint32_t>(spread(static_cast<std::int64_t>(hash >> 1))) | 1U;
    for (std::uint32_t i = 0; i < probes; ++i) {
        const auto bit = (low + i * step) >> 23; // of 512
        if (!visit(bit / 64, std::uint64_t(1) << (bit % 64)))
            return false;
    }
    return true;
}

} // namespace

IdBits::IdBits(std::size_t keys)
    : m_lines(keys * bitsPerKey / lineBits + 1)
{
}

void IdBits::add(std::int64_t key) noexcept
{
    const auto hash = spread(key);
    auto& line = m_lines[lineOf(hash, m_lines.size())];
    forEachBit(hash, [&](std::uint32_t word, std::uint64_t bit) {
        // Only one thread writes: no locked instruction is needed.
        line[word].store(line[word].load(std::memory_order_relaxed) | bit, std::memory_order_relaxed);
        return true;
    });
}

bool IdBits::contains(std::int64_t key) const noexcept
{
    const auto hash = spread(key);
    const auto& line = m_lines[lineOf(hash, m_lines.size())];
    return forEachBit(hash, [&](std::uint32_t word, std::uint64_t bit) {
        return (line[word].load(std::memory_order_relaxed) & bit) != 0;
    });
}

void IdFilter::add(std::int64_t key)
{
    if (!m_bits)
        return;
    m_bits->add(key);
    ++m_keys;
}

bool IdFilter::isWanted(std::int64_t stored) const
{
    if (static_cast<std::size_t>(stored) > mostKeys)
        return false;
    if (!m_bits || m_keys > 2 * m_capacity) // nearly full: a new one is made when it pays again
        return m_misses >= m_missesBefore;
    return m_nextKey < keyEnd;
}

void IdFilter::start(std::int64_t stored)
{
    // Twice what is there, so that it need not be made anew soon.
    m_capacity = std::max(fewestKeys, 2 * static_cast<std::size_t>(stored));
    m_shared->set(nullptr); // the old one learns nothing more
    m_bits = std::make_shared<IdBits>(m_capacity);
    m_keys = 0;
    m_misses = 0;
    m_nextKey = 0;
}

bool IdFilter::readSlice(LookupRunReader& reader, const std::vector<LookupRun>& runs, std::size_t entries,
                         std::int64_t stored)
{
    const auto slices = std::max<std::int64_t>(stored / static_cast<std::int64_t>(entries), 1);
    const auto end = std::min(keyEnd, m_nextKey + keyEnd / slices + 1); // ids are spread evenly
    for (const auto& run : runs) {
        if (!reader.forEachKey(run.number, m_nextKey, end, [this](std::int64_t key) { add(key); })) {
            m_bits.reset();
            m_nextKey = 0;
            return false;
        }
    }
    m_nextKey = end;
    if (m_nextKey >= keyEnd)
        m_shared->set(m_bits);
    return true;
}

} // namespace nostrscope
