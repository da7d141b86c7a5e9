// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/loghistogram.h"

#include "core/base/varint.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nostrscope {

namespace {

const double logBase = std::log(1.04);
constexpr std::uint64_t lastBucket = 1200; // that of the largest 64-bit number is 1114

std::int64_t valueOf(std::uint32_t bucket)
{
    return bucket == 0 ? 0 : std::llround(std::exp((bucket - 1) * logBase));
}

} // namespace

std::uint32_t LogHistogram::bucketOf(std::int64_t value) noexcept
{
    return value <= 0 ? 0 : 1 + static_cast<std::uint32_t>(std::lround(std::log(double(value)) / logBase));
}

void LogHistogram::addBucket(std::uint32_t bucket, std::uint64_t count)
{
    if (count == 0 || bucket > lastBucket)
        return;
    if (bucket >= m_buckets.size())
        m_buckets.resize(bucket + 1);
    m_buckets[bucket] += count;
}

void LogHistogram::add(std::int64_t milliseconds, std::uint64_t count)
{
    addBucket(bucketOf(milliseconds), count);
}

void LogHistogram::add(const LogHistogram& other)
{
    if (m_buckets.size() < other.m_buckets.size())
        m_buckets.resize(other.m_buckets.size());
    for (std::size_t bucket = 0; bucket < other.m_buckets.size(); ++bucket)
        m_buckets[bucket] += other.m_buckets[bucket];
}

std::uint64_t LogHistogram::count() const
{
    return std::accumulate(m_buckets.begin(), m_buckets.end(), std::uint64_t(0));
}

std::optional<std::int64_t> LogHistogram::quantile(double quantile01) const
{
    const auto wanted = std::max(1.0, std::ceil(quantile01 * double(count())));
    double below = 0;
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
        below += double(m_buckets[bucket]);
        if (below >= wanted)
            return valueOf(static_cast<std::uint32_t>(bucket));
    }
    return std::nullopt;
}

double LogHistogram::beginOf(std::size_t bucket) noexcept
{
    return bucket == 0 ? 0 : std::exp((static_cast<double>(bucket) - 1.5) * logBase);
}

QByteArray LogHistogram::toBlob() const
{
    QByteArray out;
    std::size_t previous = 0;
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
        if (m_buckets[bucket] == 0)
            continue;
        appendVarint(out, bucket - previous);
        appendVarint(out, m_buckets[bucket]);
        previous = bucket;
    }
    return out;
}

bool LogHistogram::addBlob(QByteArrayView blob)
{
    ByteReader in(blob);
    std::uint64_t bucket = 0;
    while (!in.atEnd() && !in.failed()) {
        bucket += in.varint();
        const auto events = in.varint();
        if (in.failed() || bucket > lastBucket)
            return false;
        addBucket(static_cast<std::uint32_t>(bucket), events);
    }
    return !in.failed();
}

} // namespace nostrscope
