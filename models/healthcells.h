// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/celltablemodel.h"
#include "models/fmt.h"
#include "models/healthwords.h"

#include <QCoreApplication>

/// Cells of the small tables of healthtables.h, which are made in two files.
namespace nostrscope::healthcells {

struct Tables {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::HealthTables)
};

inline constexpr qsizetype maximumText = 200;

inline Cell missing(const QString& tip = {})
{
    return {Fmt::missing(), {}, tip};
}

inline Cell count(std::uint64_t value, const Fmt& fmt)
{
    return {fmt.number(value), QVariant::fromValue<quint64>(value), {}, fmt.numberFull(value)};
}

inline Cell moment(UnixMillis time, UnixMillis now, const Fmt& fmt)
{
    if (time == UnixMillis{})
        return missing();
    return {fmt.moment(time, now), QVariant::fromValue<qint64>(toMillis(time)), fmt.momentTip(time, now),
            fmt.dateTimeZone(time)};
}

inline Cell exact(UnixMillis time, const Fmt& fmt)
{
    if (time == UnixMillis{})
        return missing();
    return {fmt.dateTime(time), QVariant::fromValue<qint64>(toMillis(time)), fmt.dateTimeZone(time),
            fmt.dateTimeZone(time)};
}

inline Cell latency(const std::optional<ProbeTimes::Duration>& time, const Fmt& fmt, const QString& reason)
{
    const auto millis = wholeMillis(time);
    return millis ? Cell{fmt.latency(millis), QVariant::fromValue<qint64>(millis->count())} : missing(reason);
}

inline Cell latency(const std::optional<double>& millis, const Fmt& fmt, const QString& reason)
{
    if (!millis)
        return missing(reason);
    return latency(std::optional(ProbeTimes::Duration(static_cast<std::int64_t>(*millis * 1000))), fmt,
                   reason);
}

inline Cell length(const std::optional<std::chrono::milliseconds>& time, const Fmt& fmt,
                   const QString& reason)
{
    if (!time)
        return missing(reason);
    return {fmt.duration(std::chrono::floor<std::chrono::seconds>(*time)),
            QVariant::fromValue<qint64>(time->count())};
}

inline Cell text(const QString& value, const QString& tip = {})
{
    return {value, value, tip};
}

inline QString shortHash(const QByteArray& sha256)
{
    return Fmt::shortId(QString::fromLatin1(sha256.toHex()));
}

} // namespace nostrscope::healthcells
