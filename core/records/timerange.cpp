// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/timerange.h"

#include "core/base/limits.h"

#include <QDateTime>
#include <QTimeZone>

namespace nostrscope {

using namespace std::chrono_literals;

namespace {

struct Preset {
    RangePreset value;
    QLatin1StringView text;
    std::chrono::seconds length;
};

constexpr std::chrono::seconds day = 24h;
const Preset presets[] = {
    {RangePreset::Hour, QLatin1StringView("1h"), 1h},
    {RangePreset::SixHours, QLatin1StringView("6h"), 6h},
    {RangePreset::Day, QLatin1StringView("24h"), day},
    {RangePreset::Week, QLatin1StringView("7d"), 7 * day},
    {RangePreset::Month, QLatin1StringView("30d"), 30 * day},
    {RangePreset::Quarter, QLatin1StringView("90d"), 90 * day},
    {RangePreset::All, QLatin1StringView("all"), 0s},
};

std::optional<Timestamp> parseAge(QStringView text, Timestamp now)
{
    static constexpr std::pair<char16_t, Timestamp> units[] = {
        {u's', 1}, {u'm', 60}, {u'h', 3600}, {u'd', 86400}, {u'w', 604800}};
    for (const auto& [letter, seconds] : units) {
        bool isNumber = false;
        if (text.endsWith(QChar(letter))) {
            const auto count = text.chopped(1).toUInt(&isNumber);
            if (isNumber)
                return now - Timestamp(count) * seconds;
        }
    }
    return std::nullopt;
}

} // namespace

QString toString(RangePreset preset)
{
    for (const auto& entry : presets) {
        if (entry.value == preset)
            return entry.text;
    }
    Q_UNREACHABLE();
}

std::optional<RangePreset> rangePresetFromString(QStringView text)
{
    for (const auto& entry : presets) {
        if (text == entry.text)
            return entry.value;
    }
    return std::nullopt;
}

TimeRange rangeOf(RangePreset preset, Timestamp now)
{
    for (const auto& entry : presets) {
        if (entry.value == preset && preset != RangePreset::All)
            return TimeRange::last(entry.length, now);
    }
    return TimeRange::everything();
}

std::chrono::seconds bucketOf(const TimeRange& range)
{
    const auto length = std::chrono::seconds(range.to - range.from);
    if (range.all)
        return day;
    if (length <= 1h)
        return 1min;
    if (length <= 6h)
        return 5min;
    if (length <= day)
        return 15min;
    if (length <= 7 * day)
        return 1h;
    if (length <= 30 * day)
        return 6h;
    return length <= 731 * day ? day : 7 * day;
}

std::optional<Timestamp> parseTime(QStringView text, Timestamp now)
{
    text = text.trimmed();
    bool isNumber = false;
    const auto seconds = text.toLongLong(&isNumber);
    if (isNumber)
        return seconds >= 0 && seconds <= limits::maxCreatedAt ? std::optional<Timestamp>(seconds)
                                                               : std::nullopt;
    if (const auto age = parseAge(text, now))
        return age;
    auto time = QDateTime::fromString(text.toString(), Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeZone(QTimeZone::utc());
    return time.toSecsSinceEpoch();
}

std::optional<TimeRange> parseRange(QStringView text, Timestamp now)
{
    if (const auto preset = rangePresetFromString(text))
        return rangeOf(*preset, now);
    const auto dots = text.indexOf(QLatin1StringView(".."));
    if (dots < 0)
        return std::nullopt;
    const auto from = parseTime(text.first(dots), now);
    const auto to = parseTime(text.sliced(dots + 2), now);
    if (!from || !to || *from > *to)
        return std::nullopt;
    return TimeRange{*from - 1, *to, false};
}

} // namespace nostrscope
