// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/lookupruns.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace nostrscope {

/// A Bloom filter whose bits of one key lie in one line of cache (Putze, Sanders, Singler: Cache-, Hash- and
/// Space-Efficient Bloom Filters, 2007). One thread adds, any thread asks: whoever learned otherwise that a
/// key was added (its commit was acknowledged) finds it.
class IdBits {
public:
    explicit IdBits(std::size_t keys);
    void add(std::int64_t key) noexcept;
    [[nodiscard]] bool contains(std::int64_t key) const noexcept;

private:
    using Line = std::array<std::atomic<std::uint64_t>, 8>; // 64 bytes
    std::vector<Line> m_lines;
};

/// Where the complete filter is for other threads; none while it is being made.
class SharedIdBits {
public:
    [[nodiscard]] std::shared_ptr<const IdBits> get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_bits;
    }
    void set(std::shared_ptr<const IdBits> bits)
    {
        const std::lock_guard lock(m_mutex);
        m_bits = std::move(bits);
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const IdBits> m_bits;
};

/// Says of most ids that are not stored that they are not, without a look into the runs on disk. In RAM only.
/// It is made when it pays, slice by slice over the keys, so that neither a start nor a quiet collector reads
/// all ids for it; that runs are merged meanwhile does not matter. Belongs to the writer; other threads look
/// into shared().
class IdFilter {
public:
    /// `firstKeys`: misses after which making it pays.
    explicit IdFilter(std::size_t missesBefore)
        : m_missesBefore(missesBefore)
    {
    }

    /// False: the key is in no run and was never added. Always true until the filter is complete.
    [[nodiscard]] bool mayContain(std::int64_t key) const
    {
        return m_nextKey < keyEnd || m_bits->contains(key);
    }
    [[nodiscard]] const std::shared_ptr<SharedIdBits>& shared() const { return m_shared; }
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
        if (!m_bits || m_nextKey >= keyEnd) {
            start(stored);
            forEachHot([this](const LookupEntry& entry) { add(entry.key); });
        }
        return readSlice(reader, runs, entries, stored);
    }

private:
    static constexpr std::int64_t keyEnd = std::int64_t(1) << lookupKeyBits;

    void start(std::int64_t stored);
    [[nodiscard]] bool readSlice(LookupRunReader& reader, const std::vector<LookupRun>& runs,
                                 std::size_t entries, std::int64_t stored);

    const std::size_t m_missesBefore;
    std::shared_ptr<IdBits> m_bits;
    std::shared_ptr<SharedIdBits> m_shared = std::make_shared<SharedIdBits>();
    std::size_t m_capacity = 0; ///< keys, at ten bits each
    std::size_t m_keys = 0;
    std::size_t m_misses = 0; ///< since it was made
    std::int64_t m_nextKey = 0; ///< keys of runs below are in it
};

} // namespace nostrscope
