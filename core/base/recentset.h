// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>

#include <array>
#include <cstdint>
#include <mutex>

namespace nostrscope {

/// A set of 64-bit hashes in two generations: when the young one is full it becomes the old one and the
/// former old one is forgotten. Shared by threads, in shards so that they seldom wait for each other.
class RecentSet {
public:
    /// Remembers at least `capacity` and at most 2 × capacity values; about 15 bytes each.
    explicit RecentSet(std::size_t capacity)
        : m_shardCapacity(capacity / shardCount + 1)
    {
    }
    [[nodiscard]] bool contains(std::uint64_t hash) const
    {
        auto& shard = m_shards[hash % shardCount];
        const std::lock_guard lock(shard.mutex);
        return shard.young.contains(hash) || shard.old.contains(hash);
    }
    void insert(std::uint64_t hash)
    {
        auto& shard = m_shards[hash % shardCount];
        const std::lock_guard lock(shard.mutex);
        if (shard.young.size() >= m_shardCapacity) {
            shard.old = std::move(shard.young);
            shard.young = {};
        }
        shard.young.insert(hash);
    }

private:
    static constexpr std::size_t shardCount = 16;
    struct Shard {
        std::mutex mutex;
        boost::unordered_flat_set<std::uint64_t> young;
        boost::unordered_flat_set<std::uint64_t> old;
    };
    const std::size_t m_shardCapacity;
    mutable std::array<Shard, shardCount> m_shards;
};

} // namespace nostrscope
