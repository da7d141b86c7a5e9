// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/nostr/ids.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <QTimeZone>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace nostrscope {

struct TimeRange;

/// What the user may choose about texts.
struct FormatChoices {
    QLocale locale;
    QTimeZone zone;
    bool siBytes = false; ///< kB, MB by 1,000 instead of KiB, MiB by 1,024
    bool isRightToLeft = false; ///< direction of the window; addresses in it need isolates
    bool twelveHours = false; ///< "6:30 PM" instead of "18:30"
    bool absoluteTimes = false; ///< dates in tables instead of ages

    friend bool operator==(const FormatChoices&, const FormatChoices&) = default;
};

/// The only place that turns numbers, times, sizes and ids into text for people (ux.md §4), by one locale
/// and one time zone. Cheap to copy. Copies taken from a FmtSource are handles: they follow it when the user
/// changes zone or units. GUI thread only; exports do not use it (they use the C locale).
class Fmt {
    Q_DECLARE_TR_FUNCTIONS(nostrscope::Fmt)

public:
    /// Fixed choices; a zone that the system does not know becomes UTC.
    explicit Fmt(const QLocale& locale = QLocale(), const QTimeZone& zone = QTimeZone::systemTimeZone());
    explicit Fmt(std::shared_ptr<const FormatChoices> choices);

    /// In full up to 999,999, above as "1.23 M", "4.56 G".
    [[nodiscard]] QString number(std::uint64_t value) const;
    /// Always in full: tooltips and copies.
    [[nodiscard]] QString numberFull(std::uint64_t value) const;
    /// "34.2", with one decimal below 1,000; "<0.1" for what is not quite zero.
    [[nodiscard]] QString decimal(double value) const;
    /// "34.2/s"; "<0.1/s" for what is not quite zero.
    [[nodiscard]] QString perSecond(double rate) const;
    /// "12.3/min".
    [[nodiscard]] QString perMinute(double rate) const;
    /// "99.97 %"; never rounded up to 100 %, "<0.01 %" for what is not quite zero. `ratio` 0 … 1.
    [[nodiscard]] QString percent(double ratio) const;
    /// A measured time: "<1 ms", "234 ms", "1.23 s"; "—" for none.
    [[nodiscard]] QString latency(std::optional<std::chrono::milliseconds> time) const;
    /// A long time by its two greatest units: "2 d 3 h", "3 h 12 min", "45 s".
    [[nodiscard]] QString duration(std::chrono::seconds time) const;
    /// Width of a chart bucket in words: "1 min", "15 min", "6 h", "1 d", "1 week".
    [[nodiscard]] QString bucket(std::chrono::seconds width) const;
    /// With its sign, the true minus among them: "+1,234", "−56", "0".
    [[nodiscard]] QString change(std::int64_t value) const;
    /// A change as a share, one decimal: "+3.1 %", "−0.4 %", "0.0 %"; `ratio` 0.031 is "+3.1 %".
    [[nodiscard]] QString changePercent(double ratio) const;
    /// IEC units "18.4 GiB", or SI units "19.8 GB" as chosen.
    [[nodiscard]] QString bytes(std::uint64_t count) const;
    /// "1,234 sat" of millisatoshi, cut.
    [[nodiscard]] QString sats(std::uint64_t millisats) const;

    /// "now", "34 s ago", "3 min ago", "2 d ago"; "—" for the epoch; "in 4 min" for what comes, "far in the
    /// future" for what is more than ten years ahead.
    [[nodiscard]] QString ago(UnixMillis time, UnixMillis now) const;
    /// A time in a table, as chosen: an age as of ago(), or "23:36:22" of today and "2025-11-20 23:36" of
    /// other days.
    [[nodiscard]] QString moment(UnixMillis time, UnixMillis now) const;
    /// What moment() does not show, for its tooltip: with the zone, and with the age where that is not shown.
    [[nodiscard]] QString momentTip(UnixMillis time, UnixMillis now) const;
    /// "2025-11-20 23:36:22"; "—" for the epoch.
    [[nodiscard]] QString dateTime(UnixMillis time) const;
    /// The same with the zone behind it.
    [[nodiscard]] QString dateTimeZone(UnixMillis time) const;
    /// "12:31:07", or "12:31:07.123".
    [[nodiscard]] QString timeOfDay(UnixMillis time, bool withMillis = false) const;
    /// Text of a tick of a time axis: "HH:mm" below a day between ticks, "d MMM" below four weeks (with the
    /// year when `withYear`), "MMM yyyy" below twelve months of 30 days, else "yyyy".
    [[nodiscard]] QString axisTime(UnixMillis time, std::chrono::seconds step, bool withYear = false) const;
    /// "UTC", "CET" … of the zone at that time.
    [[nodiscard]] QString zoneName(UnixMillis time) const;
    /// "2025-11-20 10:00 – 12:30", with the second date where it is another one.
    [[nodiscard]] QString span(const TimeRange& range) const;

    /// Relay without "wss://" (a plain "ws://" stays visible).
    [[nodiscard]] static QString relay(const QByteArray& url);
    /// The same for the window: neutralised, and isolated so that it stays left to right.
    [[nodiscard]] QString address(const QByteArray& url) const;
    /// Text that always reads left to right (an address, a key, JSON), isolated where the window does not.
    [[nodiscard]] QString leftToRight(const QString& text) const;
    /// One line of a stranger's text: controls and bidi controls neutralised (plaintext.h), isolated so that
    /// its direction does not reorder what stands around it. At most `maxLength` UTF-16 units of it.
    [[nodiscard]] QString stranger(QStringView text, qsizetype maxLength) const;
    /// "1 · Text note"; the number alone when the kind has no name.
    [[nodiscard]] QString kind(Kind kind) const;
    /// First ten … last four characters of a long id (npub1…, note1…, hex).
    [[nodiscard]] static QString shortId(QStringView id);
    /// Stands for a value that is missing; zero is "0".
    [[nodiscard]] static QString missing();

    [[nodiscard]] const FormatChoices& choices() const { return *m_choices; }
    [[nodiscard]] const QLocale& locale() const { return m_choices->locale; }
    [[nodiscard]] const QTimeZone& zone() const { return m_choices->zone; }

private:
    [[nodiscard]] QDateTime toZone(UnixMillis time) const;
    [[nodiscard]] QString significant(double value) const;
    [[nodiscard]] QString hours(QLatin1StringView rest = {}) const;
    [[nodiscard]] QString withSign(const QString& text, int sign) const;

    std::shared_ptr<const FormatChoices> m_choices; ///< never null
};

} // namespace nostrscope
