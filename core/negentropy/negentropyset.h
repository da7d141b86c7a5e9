// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <QList>

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace nostrscope {

/// What NIP-77 compares of an event. Ordered by time, then by the bytes of the id.
struct NegentropyItem {
    std::uint64_t createdAt = 0; ///< seconds
    EventId id;
    friend constexpr auto operator<=>(const NegentropyItem&, const NegentropyItem&) noexcept = default;
};
static_assert(sizeof(NegentropyItem) == 40);

/// The end of a range, not part of it: where an item of this time and an id of these first bytes would stand.
struct NegentropyBound {
    static constexpr std::uint64_t infinity = std::numeric_limits<std::uint64_t>::max();

    NegentropyItem at; ///< bytes of the id after the prefix are zero
    std::uint8_t prefixLength = 0; ///< bytes of the id that are written, 0 … 32

    [[nodiscard]] static NegentropyBound end() noexcept { return {{infinity, {}}, 0}; }
    [[nodiscard]] bool isEnd() const noexcept { return at.createdAt == infinity; }
    friend bool operator==(const NegentropyBound& a, const NegentropyBound& b) noexcept
    {
        return a.at == b.at;
    }
    friend auto operator<=>(const NegentropyBound& a, const NegentropyBound& b) noexcept
    {
        return a.at <=> b.at;
    }
};

using NegentropyFingerprint = std::array<std::uint8_t, 16>;

/// The events of one side of a reconciliation: 40 bytes each, and 32 for every 256 of them. Filled by add()
/// in any order, then sealed; read only from then on, by any number of threads.
class NegentropySet {
public:
    /// Room for so many items, when it is known.
    void reserve(std::size_t items) { m_items.reserve(static_cast<qsizetype>(items)); }
    /// `createdAt` ≥ 0.
    void add(Timestamp createdAt, const EventId& id);
    /// Sorts and drops repeated items. Linear when the items came sorted either way.
    void seal();

    [[nodiscard]] bool isSealed() const noexcept { return m_sealed; }
    [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(m_items.size()); }
    [[nodiscard]] const NegentropyItem& at(std::size_t index) const
    {
        return m_items.at(static_cast<qsizetype>(index));
    }
    /// Index of the first item from `from` on that is not below the bound; size() when all are. Sealed only.
    [[nodiscard]] std::size_t indexOf(const NegentropyBound& bound, std::size_t from = 0) const;
    /// Of the items in [begin, end). Adds at most 510 items and the sums of the blocks between. Sealed only.
    [[nodiscard]] NegentropyFingerprint fingerprint(std::size_t begin, std::size_t end) const;
    /// What the items and sums occupy.
    [[nodiscard]] std::size_t memoryBytes() const noexcept;

private:
    using Sum = std::array<std::uint64_t, 4>; ///< a number of 256 bits, lowest word first

    [[nodiscard]] Sum sumOf(std::size_t begin, std::size_t end) const;

    /// QList grows by realloc(), which the system does by moving pages: a vector would hold two copies.
    QList<NegentropyItem> m_items;
    std::vector<Sum> m_blockSums; ///< of each whole block
    bool m_sealed = false;
};

} // namespace nostrscope

Q_DECLARE_TYPEINFO(nostrscope::NegentropyItem, Q_PRIMITIVE_TYPE);
