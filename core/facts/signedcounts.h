// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/loghistogram.h"

#include <QByteArray>

#include <cstdint>
#include <map>

namespace nostrscope {

/// Counts by number, which may also be taken away again: a sum of them is the same in any order. Numbers that
/// count zero are not in it.
class SignedCounts {
public:
    void add(std::uint32_t number, std::int64_t count)
    {
        if (const auto place = m_counts.try_emplace(number, 0).first; (place->second += count) == 0)
            m_counts.erase(place);
    }
    /// `sign`: 1 or -1.
    void add(const SignedCounts& other, int sign = 1)
    {
        for (const auto& [number, count] : other.m_counts)
            add(number, sign * count);
    }
    [[nodiscard]] bool isEmpty() const noexcept { return m_counts.empty(); }
    /// Numbers that count anything.
    [[nodiscard]] std::size_t size() const noexcept { return m_counts.size(); }
    [[nodiscard]] const std::map<std::uint32_t, std::int64_t>& counts() const noexcept { return m_counts; }

    void appendTo(QByteArray& out) const;
    [[nodiscard]] bool readFrom(class ByteReader& in);
    friend bool operator==(const SignedCounts&, const SignedCounts&) = default;

private:
    std::map<std::uint32_t, std::int64_t> m_counts;
};

/// A LogHistogram from which values can be taken away again.
class SignedHistogram {
public:
    void add(std::int64_t value, int sign = 1) { m_buckets.add(LogHistogram::bucketOf(value), sign); }
    void add(const SignedHistogram& other, int sign = 1) { m_buckets.add(other.m_buckets, sign); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_buckets.isEmpty(); }
    /// Without buckets below zero, which only a part of a sum can have.
    [[nodiscard]] LogHistogram histogram() const;

    void appendTo(QByteArray& out) const { m_buckets.appendTo(out); }
    [[nodiscard]] bool readFrom(class ByteReader& in) { return m_buckets.readFrom(in); }
    friend bool operator==(const SignedHistogram&, const SignedHistogram&) = default;

private:
    SignedCounts m_buckets;
};

} // namespace nostrscope
