// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

namespace nostrscope {

/// Counts of durations in buckets that grow by 4 %: merging loses nothing, and a quantile is within 2 %
/// of the true value. Percentiles of a whole come from the merged histogram, never from averages.
class LogHistogram {
public:
    /// Negative values count as zero.
    void add(std::int64_t milliseconds, std::uint64_t count = 1);
    void add(const LogHistogram& other);
    [[nodiscard]] std::uint64_t count() const;
    /// The value below which the share `quantile01` of all lies; none when empty.
    [[nodiscard]] std::optional<std::int64_t> quantile(double quantile01) const;

    /// Counts by bucket, up to the last one that counts anything.
    [[nodiscard]] const std::vector<std::uint64_t>& buckets() const { return m_buckets; }
    /// Where a bucket begins, in the unit of add(); it ends where the next one begins.
    [[nodiscard]] static double beginOf(std::size_t bucket) noexcept;
    /// Where add() counts a value.
    [[nodiscard]] static std::uint32_t bucketOf(std::int64_t value) noexcept;
    /// Buckets beyond the one of the largest number are ignored.
    void addBucket(std::uint32_t bucket, std::uint64_t count);

    [[nodiscard]] QByteArray toBlob() const;
    /// False when the blob is damaged.
    [[nodiscard]] bool addBlob(QByteArrayView blob);
    friend bool operator==(const LogHistogram&, const LogHistogram&) = default;

private:
    /// By bucket, up to the last one that counts anything; thousands are merged for a table of relays.
    std::vector<std::uint64_t> m_buckets;
};

} // namespace nostrscope
