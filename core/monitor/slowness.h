// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/varint.h"
#include "core/monitor/healthrules.h"

#include <deque>
#include <optional>

namespace nostrscope {

/// Whether the answers of one relay are slow (monitors.md §5.6). Pure.
class Slowness {
public:
    /// An answer and how long it took; true when the rule says slow. With ten samples p95 is nearly the
    /// largest, so `slowRun` of them must be slow: one late answer is none.
    [[nodiscard]] bool add(UnixMillis at, std::chrono::microseconds took, const HealthRules& rules);
    /// What is too slow now; the median of seven days counts when it is known.
    [[nodiscard]] std::chrono::microseconds limit(const HealthRules& rules) const;
    /// Of seven days, over the first answer of each hour; none before `medianFrom` hours have one.
    [[nodiscard]] std::optional<std::chrono::microseconds> median(const HealthRules& rules) const;

    void writeTo(QByteArray& out) const;
    [[nodiscard]] bool readFrom(ByteReader& in);
    friend bool operator==(const Slowness&, const Slowness&) = default;

private:
    struct HourValue {
        std::int64_t hour = 0;
        std::int64_t took = 0; ///< µs
        friend bool operator==(const HourValue&, const HourValue&) = default;
    };
    std::deque<std::int64_t> m_last; ///< µs, newest at the end
    std::deque<HourValue> m_hours; ///< at most a week of them
};

} // namespace nostrscope
