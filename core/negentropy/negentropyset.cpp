// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/negentropy/negentropyset.h"

#include "core/crypto/sha256.h"
#include "core/negentropy/negentropycodec.h"

#include <QtEndian>

#include <algorithm>

namespace nostrscope {

namespace {

constexpr std::size_t blockItems = 256;

/// sum += value, modulo 2^256; both lowest word first.
void addTo(std::array<std::uint64_t, 4>& sum, const std::array<std::uint64_t, 4>& value) noexcept
{
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        const std::uint64_t withCarry = value[i] + carry;
        carry = withCarry < carry ? 1 : 0;
        sum[i] += withCarry;
        carry += sum[i] < withCarry ? 1U : 0U;
    }
}

/// The bytes of an id as a number, lowest byte first (protocol.md §15.1).
std::array<std::uint64_t, 4> numberOf(const EventId& id) noexcept
{
    std::array<std::uint64_t, 4> words;
    qFromLittleEndian<std::uint64_t>(id.bytes().data(), 4, words.data());
    return words;
}

} // namespace

void NegentropySet::add(Timestamp createdAt, const EventId& id)
{
    Q_ASSERT(!m_sealed && createdAt >= 0);
    m_items.append({static_cast<std::uint64_t>(createdAt), id});
}

void NegentropySet::seal()
{
    Q_ASSERT(!m_sealed);
    // stores hand out newest first
    if (m_items.size() > 1 && m_items.last() < m_items.first())
        std::reverse(m_items.begin(), m_items.end());
    if (!std::is_sorted(m_items.cbegin(), m_items.cend()))
        std::sort(m_items.begin(), m_items.end());
    m_items.erase(std::unique(m_items.begin(), m_items.end()), m_items.end());
    m_sealed = true;
    m_blockSums.reserve(size() / blockItems);
    for (std::size_t block = 0; (block + 1) * blockItems <= size(); ++block)
        m_blockSums.push_back(sumOf(block * blockItems, (block + 1) * blockItems));
}

std::size_t NegentropySet::indexOf(const NegentropyBound& bound, std::size_t from) const
{
    Q_ASSERT(m_sealed && from <= size());
    if (bound.isEnd())
        return size();
    const auto at =
        std::lower_bound(m_items.cbegin() + static_cast<qsizetype>(from), m_items.cend(), bound.at);
    return static_cast<std::size_t>(at - m_items.cbegin());
}

NegentropyFingerprint NegentropySet::fingerprint(std::size_t begin, std::size_t end) const
{
    Q_ASSERT(m_sealed && begin <= end && end <= size());
    const auto firstBlock = (begin + blockItems - 1) / blockItems;
    const auto lastBlock = end / blockItems;
    Sum sum{};
    if (firstBlock >= lastBlock) {
        sum = sumOf(begin, end);
    } else {
        sum = sumOf(begin, firstBlock * blockItems);
        for (auto block = firstBlock; block < lastBlock; ++block)
            addTo(sum, m_blockSums[block]);
        addTo(sum, sumOf(lastBlock * blockItems, end));
    }
    QByteArray text(32, Qt::Uninitialized);
    qToLittleEndian<std::uint64_t>(sum.data(), 4, text.data());
    appendNegentropyVarint(text, end - begin);
    const auto hash = sha256(text);
    NegentropyFingerprint fingerprint;
    std::copy_n(hash.begin(), fingerprint.size(), fingerprint.begin());
    return fingerprint;
}

std::size_t NegentropySet::memoryBytes() const noexcept
{
    return static_cast<std::size_t>(m_items.capacity()) * sizeof(NegentropyItem)
        + m_blockSums.capacity() * sizeof(Sum);
}

NegentropySet::Sum NegentropySet::sumOf(std::size_t begin, std::size_t end) const
{
    Sum sum{};
    const auto* items = m_items.constData();
    for (auto i = begin; i < end; ++i)
        addTo(sum, numberOf(items[i].id));
    return sum;
}

} // namespace nostrscope
