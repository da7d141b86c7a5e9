// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nostr/ids.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

namespace nostrscope {

/// Keys of look-ups have 40 bits: they name candidates, the event itself decides. At 10 million entries one
/// look-up in 100,000 meets a stranger; four bytes an entry are saved.
inline constexpr int lookupKeyBits = 40;

/// One entry of a look-up: the row `seq` has this key. Ordered by key, then row.
struct LookupEntry {
    std::int64_t key = 0; ///< 0 … 2^40 - 1
    std::int64_t seq = 0;

    friend auto operator<=>(const LookupEntry&, const LookupEntry&) = default;
};

/// Key of an id: its first 40 bits.
[[nodiscard]] std::int64_t idKey(const EventId& id) noexcept;
/// Key of a tag: bits of a hash of name and value.
[[nodiscard]] std::int64_t tagKey(char name, QByteArrayView value) noexcept;

/// Sorted entries packed into a few bytes each: a byte with the width of keys, a byte with the width of rows,
/// all keys less the first one, all rows; little endian. Fixed widths, so that a look-up is a binary search
/// in place. A view: the bytes must outlive it.
class LookupBlock {
public:
    LookupBlock() = default;
    /// None when the bytes are no block.
    [[nodiscard]] static std::optional<LookupBlock> of(std::int64_t firstKey, QByteArrayView data);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::int64_t firstKey() const { return m_firstKey; }
    [[nodiscard]] LookupEntry at(std::size_t index) const
    {
        return {m_firstKey + read(m_keys, index, m_keyWidth), read(m_rows, index, m_rowWidth)};
    }
    /// Appends the rows of this key.
    void find(std::int64_t key, std::vector<std::int64_t>& rows) const;

private:
    [[nodiscard]] std::int64_t read(const char* base, std::size_t index, unsigned width) const;

    std::int64_t m_firstKey = 0;
    const char* m_keys = nullptr;
    const char* m_rows = nullptr;
    const char* m_end = nullptr;
    std::size_t m_size = 0;
    unsigned m_keyWidth = 0;
    unsigned m_rowWidth = 0;
};

/// Makes blocks of entries that come in order.
class LookupBlockBuilder {
public:
    /// False when the block would grow above `maxBytes`: take() it first. One entry always fits.
    [[nodiscard]] bool add(const LookupEntry& entry, std::size_t maxBytes);
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] std::int64_t firstKey() const { return m_entries.front().key; }
    /// The block; the builder is empty afterwards.
    [[nodiscard]] QByteArray take();

private:
    std::vector<LookupEntry> m_entries;
    std::int64_t m_highestRow = 0;
};

} // namespace nostrscope
