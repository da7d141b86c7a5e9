// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/lookupruns.h"

#include <array>
#include <vector>

namespace nostrscope {

/// Says of most ids that are not stored that they are not, without a look into the runs on disk: a Bloom
/// filter whose bits of one key lie in one line of cache (Putze, Sanders, Singler: Cache-, Hash- and
/// Space-Efficient Bloom Filters, 2007). In RAM only. It is made when it pays, slice by slice over the keys,
/// so that neither a start nor a quiet collector reads all ids for it; that runs are merged meanwhile does
/// not matter.
class IdFilter {
public:
    /// `firstKeys`: misses after which making it pays.
    explicit IdFilter(std::size_t missesBefore)
        : m_missesBefore(missesBefore)
    {
    }

    /// False: the key is in no run and was never added. Always true until the filter is complete.
    [[nodiscard]] bool mayContain(std::int64_t key) const { return m_nextKey < keyEnd || contains(key); }
    void add(std::int64_t key);
    /// A key that was looked for in the runs and was not there.
    void countMiss() { ++m_misses; }

    /// Something is to be read: the filter is being made, or ought to be made, or has too many keys.
    [[nodiscard]] bool isWanted(std::int64_t stored) const;
    /// Takes in the next keys, about `entries` of them. `hot`: those that are in no run yet, asked at the
    /// start. False when the database fails; what was made is then gone.
    template <typename Hot>
    [[nodiscard]] bool slice(LookupRunReader& reader, const std::vector<LookupRun>& runs, std::size_t entries,
                             std::int64_t stored, Hot forEachHot)
    {
        if (m_lines.empty() || m_nextKey >= keyEnd) {
            start(stored);
            forEachHot([this](const LookupEntry& entry) { add(entry.key); });
        }
        return readSlice(reader, runs, entries, stored);
    }

private:
    using Line = std::array<std::uint64_t, 8>; // 64 bytes
    static constexpr std::int64_t keyEnd = std::int64_t(1) << lookupKeyBits;

    void start(std::int64_t stored);
    [[nodiscard]] bool readSlice(LookupRunReader& reader, const std::vector<LookupRun>& runs,
                                 std::size_t entries, std::int64_t stored);
    [[nodiscard]] bool contains(std::int64_t key) const;

    const std::size_t m_missesBefore;
    std::vector<Line> m_lines;
    std::size_t m_capacity = 0; ///< keys, at ten bits each
    std::size_t m_keys = 0;
    std::size_t m_misses = 0; ///< since it was made
    std::int64_t m_nextKey = 0; ///< keys of runs below are in it
};

} // namespace nostrscope
