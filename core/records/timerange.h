// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/ids.h"

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace nostrscope {

/// A window over created_at: from < t <= to, seconds, exact (architecture.md §6). `all` has no bound and
/// counts every stored event, future-dated ones too.
struct TimeRange {
    Timestamp from = 0; ///< exclusive
    Timestamp to = 0; ///< inclusive
    bool all = false;

    [[nodiscard]] static TimeRange everything() { return {0, 0, true}; }
    [[nodiscard]] static TimeRange last(std::chrono::seconds length, Timestamp now)
    {
        return {now - length.count(), now, false};
    }
    [[nodiscard]] bool contains(Timestamp time) const noexcept { return all || (time > from && time <= to); }
    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// The choices of every range picker and of `--range`.
enum class RangePreset : std::uint8_t { Hour, SixHours, Day, Week, Month, Quarter, All };
/// "1h" "6h" "24h" "7d" "30d" "90d" "all".
[[nodiscard]] QString toString(RangePreset preset);
[[nodiscard]] std::optional<RangePreset> rangePresetFromString(QStringView text);
[[nodiscard]] TimeRange rangeOf(RangePreset preset, Timestamp now);
/// Bucket width of a chart over the range (ux.md §2): 1h→1 min … all→1 d, one week above two years.
[[nodiscard]] std::chrono::seconds bucketOf(const TimeRange& range);

/// A point in time as people give it: unix seconds, ISO 8601 (UTC unless it says otherwise), or an age
/// such as "7d", "36h", "90m" before `now`.
[[nodiscard]] std::optional<Timestamp> parseTime(QStringView text, Timestamp now);
/// A preset, or FROM..TO in the forms of parseTime(); FROM itself is included, so `from` is one less.
[[nodiscard]] std::optional<TimeRange> parseRange(QStringView text, Timestamp now);

} // namespace nostrscope
