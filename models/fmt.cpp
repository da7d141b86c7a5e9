// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fmt.h"

#include "core/nostr/plaintext.h"
#include "core/records/timerange.h"
#include "models/words.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QChar trueMinus(0x2212);
constexpr std::chrono::hours farFuture{10 * 365 * 24};
constexpr QChar isolateLeftToRight(0x2066);
constexpr QChar isolateFirstStrong(0x2068);
constexpr QChar endOfIsolate(0x2069);

bool isRightToLeftLetter(QChar c)
{
    return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
}

} // namespace

Fmt::Fmt(const QLocale& locale, const QTimeZone& zone)
    : m_choices(std::make_shared<const FormatChoices>(FormatChoices{
        locale, zone.isValid() ? zone : QTimeZone::utc(), false, locale.textDirection() == Qt::RightToLeft}))
{
}

Fmt::Fmt(std::shared_ptr<const FormatChoices> choices)
    : m_choices(std::move(choices))
{
    Q_ASSERT(m_choices);
}

QString Fmt::missing()
{
    return QString(QChar(0x2014));
}

QString Fmt::numberFull(std::uint64_t value) const
{
    return locale().toString(static_cast<qulonglong>(value));
}

/// Three significant digits, cut and not rounded: 999,999 never becomes "1.00 M" too early.
QString Fmt::significant(double value) const
{
    const int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    const double scale = std::pow(10.0, decimals);
    // A value such as 1.15 is stored a hair below itself; without the nudge it would be cut to 1.14.
    return locale().toString(std::floor(value * scale + 1e-9) / scale, 'f', decimals);
}

QString Fmt::number(std::uint64_t value) const
{
    if (value <= 999'999)
        return numberFull(value);
    if (value < 1'000'000'000)
        return tr("%1 M").arg(significant(static_cast<double>(value) / 1e6));
    return tr("%1 G").arg(significant(static_cast<double>(value) / 1e9));
}

QString Fmt::decimal(double value) const
{
    if (!std::isfinite(value) || value < 0)
        return missing();
    if (value > 0 && value < 0.05)
        return tr("<%1").arg(locale().toString(0.1, 'f', 1));
    return locale().toString(value, 'f', value < 1000 ? 1 : 0);
}

QString Fmt::perSecond(double rate) const
{
    const auto value = decimal(rate);
    return value == missing() ? value : tr("%1/s").arg(value);
}

QString Fmt::perMinute(double rate) const
{
    const auto value = decimal(rate);
    return value == missing() ? value : tr("%1/min").arg(value);
}

QString Fmt::percent(double ratio) const
{
    if (!std::isfinite(ratio) || ratio < 0)
        return missing();
    const double value = ratio * 100;
    if (value > 0 && value < 0.01)
        return tr("<%1 %").arg(locale().toString(0.01, 'f', 2));
    if (value >= 100)
        return tr("%1 %").arg(locale().toString(100));
    return tr("%1 %").arg(locale().toString(std::floor(value * 100 + 1e-9) / 100, 'f', 2));
}

QString Fmt::latency(std::optional<std::chrono::milliseconds> time) const
{
    if (!time || *time < 0ms)
        return missing();
    if (*time < 1ms)
        return tr("<%1 ms").arg(locale().toString(1));
    if (*time < 1s)
        return tr("%1 ms").arg(locale().toString(static_cast<qlonglong>(time->count())));
    return tr("%1 s").arg(significant(static_cast<double>(time->count()) / 1000.0));
}

QString Fmt::duration(std::chrono::seconds time) const
{
    struct Unit {
        std::chrono::seconds length;
        QString text;
    };
    const std::array<Unit, 4> units{
        {{24h, tr("%1 d")}, {1h, tr("%1 h")}, {1min, tr("%1 min")}, {1s, tr("%1 s")}}};
    time = std::max(time, 0s);
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (time < units[i].length && i + 1 < units.size())
            continue;
        const auto text =
            units[i].text.arg(locale().toString(static_cast<qlonglong>(time / units[i].length)));
        const auto rest = time % units[i].length;
        if (i + 2 >= units.size() || rest < units[i + 1].length)
            return text;
        const auto second = locale().toString(static_cast<qlonglong>(rest / units[i + 1].length));
        return tr("%1 %2", "two units of time: 2 d 3 h").arg(text, units[i + 1].text.arg(second));
    }
    Q_UNREACHABLE();
}

QString Fmt::bucket(std::chrono::seconds width) const
{
    return width == 7 * 24h ? tr("1 week") : duration(width);
}

QString Fmt::bytes(std::uint64_t count) const
{
    const auto format = choices().siBytes ? QLocale::DataSizeSIFormat : QLocale::DataSizeIecFormat;
    return locale().formattedDataSize(static_cast<qint64>(std::min<std::uint64_t>(count, INT64_MAX)),
                                      count < (choices().siBytes ? 1000 : 1024) ? 0 : 1, format);
}

/// `text` is without a sign.
QString Fmt::withSign(const QString& text, int sign) const
{
    const auto signText = sign > 0 ? QString(u'+') : sign < 0 ? QString(trueMinus) : QString();
    return leftToRight(signText + text);
}

QString Fmt::change(std::int64_t value) const
{
    const auto size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return withSign(number(size), value > 0 ? 1 : value < 0 ? -1 : 0);
}

QString Fmt::changePercent(double ratio) const
{
    if (!std::isfinite(ratio))
        return missing();
    const double tenths = std::round(std::abs(ratio) * 1000);
    const int sign = tenths == 0 ? 0 : ratio > 0 ? 1 : -1;
    return withSign(tr("%1 %").arg(locale().toString(tenths / 10, 'f', 1)), sign);
}

QString Fmt::sats(std::uint64_t millisats) const
{
    return tr("%1 sat").arg(number(millisats / 1000));
}

QString Fmt::ago(UnixMillis time, UnixMillis now) const
{
    if (time == UnixMillis{})
        return missing();
    auto age = std::chrono::floor<std::chrono::seconds>(now - time);
    const bool isFuture = age < -1s;
    if (isFuture)
        age = -age;
    if (age < 2s)
        return tr("now");
    if (isFuture && age > farFuture)
        return tr("far in the future"); // somebody's joke; the tooltip has the date
    // One unit is enough for an age; the tooltip has the exact time.
    std::chrono::seconds unit = 1s;
    for (const std::chrono::seconds candidate :
         {std::chrono::seconds(24h), std::chrono::seconds(1h), std::chrono::seconds(1min)}) {
        if (age >= candidate) {
            unit = candidate;
            break;
        }
    }
    const auto text = duration(age / unit * unit);
    return isFuture ? tr("in %1").arg(text) : tr("%1 ago").arg(text);
}

QDateTime Fmt::toZone(UnixMillis time) const
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(time), zone());
}

/// The pattern of a time of day: hours, minutes and what follows them (":ss").
QString Fmt::hours(QLatin1StringView rest) const
{
    return choices().twelveHours ? u"h:mm"_s + rest + u" AP"_s : u"HH:mm"_s + rest;
}

QString Fmt::moment(UnixMillis time, UnixMillis now) const
{
    if (time == UnixMillis{} || !choices().absoluteTimes)
        return ago(time, now);
    const auto there = toZone(time);
    const bool isToday = there.date() == toZone(now).date();
    return locale().toString(there, isToday ? hours(":ss"_L1) : u"yyyy-MM-dd "_s + hours());
}

QString Fmt::momentTip(UnixMillis time, UnixMillis now) const
{
    if (time == UnixMillis{} || !choices().absoluteTimes)
        return dateTimeZone(time);
    return tr("%1 (%2)", "date and age").arg(dateTimeZone(time), ago(time, now));
}

QString Fmt::dateTime(UnixMillis time) const
{
    return time == UnixMillis{} ? missing()
                                : locale().toString(toZone(time), u"yyyy-MM-dd "_s + hours(":ss"_L1));
}

QString Fmt::dateTimeZone(UnixMillis time) const
{
    return time == UnixMillis{} ? missing() : dateTime(time) + u' ' + zoneName(time);
}

QString Fmt::timeOfDay(UnixMillis time, bool withMillis) const
{
    return locale().toString(toZone(time), hours(withMillis ? ":ss.zzz"_L1 : ":ss"_L1));
}

QString Fmt::axisTime(UnixMillis time, std::chrono::seconds step, bool withYear) const
{
    const auto pattern = step < 24h ? hours()
        : step < 28 * 24h           ? u"d MMM"_s + (withYear ? u" yyyy"_s : QString())
        : step < 360 * 24h          ? u"MMM yyyy"_s
                                    : u"yyyy"_s;
    return locale().toString(toZone(time), pattern);
}

QString Fmt::zoneName(UnixMillis time) const
{
    return zone() == QTimeZone::utc() ? u"UTC"_s : zone().abbreviation(toZone(time));
}

QString Fmt::span(const TimeRange& range) const
{
    // The range excludes its first second; people mean the minute.
    const auto from = toZone(fromSeconds(range.from));
    const auto to = toZone(fromSeconds(range.to));
    const auto format = u"yyyy-MM-dd "_s + hours();
    return tr("%1 – %2", "from and to")
        .arg(locale().toString(from, format),
             locale().toString(to, from.date() == to.date() ? hours() : format));
}

QString Fmt::leftToRight(const QString& text) const
{
    return choices().isRightToLeft && !text.isEmpty() ? isolateLeftToRight + text + endOfIsolate : text;
}

QString Fmt::address(const QByteArray& url) const
{
    return leftToRight(plainText(relay(url), static_cast<qsizetype>(2048)));
}

QString Fmt::stranger(QStringView text, qsizetype maxLength) const
{
    const auto plain = plainText(text, maxLength);
    const bool needsIsolate = !plain.isEmpty()
        && (choices().isRightToLeft || std::any_of(plain.begin(), plain.end(), isRightToLeftLetter));
    return needsIsolate ? isolateFirstStrong + plain + endOfIsolate : plain;
}

QString Fmt::relay(const QByteArray& url)
{
    const auto text = QString::fromUtf8(url);
    return text.startsWith("wss://"_L1) ? text.sliced(6) : text;
}

QString Fmt::kind(Kind kind) const
{
    const auto name = words::kindName(kind);
    const auto number = QString::number(kind);
    return name.isEmpty() ? number : tr("%1 · %2", "number and name of an event kind").arg(number, name);
}

QString Fmt::shortId(QStringView id)
{
    constexpr qsizetype head = 10;
    constexpr qsizetype tail = 4;
    if (id.size() <= head + tail + 1)
        return id.toString();
    return id.first(head).toString() + QChar(0x2026) + id.last(tail).toString();
}

} // namespace nostrscope
