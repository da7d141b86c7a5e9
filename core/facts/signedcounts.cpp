// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/facts/signedcounts.h"

#include "core/base/varint.h"

namespace nostrscope {

void SignedCounts::appendTo(QByteArray& out) const
{
    appendVarint(out, m_counts.size());
    std::uint32_t last = 0;
    for (const auto& [number, count] : m_counts) {
        appendVarint(out, number - std::exchange(last, number));
        appendVarint(out, zigZag(count));
    }
}

bool SignedCounts::readFrom(ByteReader& in)
{
    m_counts.clear();
    const auto size = in.varint();
    std::uint64_t number = 0;
    for (std::uint64_t i = 0; i < size && !in.failed(); ++i) {
        const auto step = in.varint();
        const auto count = unZigZag(in.varint());
        number += step;
        if ((step == 0 && i > 0) || step > std::numeric_limits<std::uint32_t>::max()
            || number > std::numeric_limits<std::uint32_t>::max() || count == 0)
            return false;
        m_counts.emplace_hint(m_counts.end(), static_cast<std::uint32_t>(number), count);
    }
    return !in.failed();
}

LogHistogram SignedHistogram::histogram() const
{
    LogHistogram histogram;
    for (const auto& [bucket, count] : m_buckets.counts()) {
        if (count > 0)
            histogram.addBucket(bucket, static_cast<std::uint64_t>(count));
    }
    return histogram;
}

} // namespace nostrscope
