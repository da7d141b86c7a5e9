// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rangemodel.h"

#include "models/fmt.h"
#include "models/words.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array ladder{RangePreset::Hour,  RangePreset::SixHours, RangePreset::Day, RangePreset::Week,
                            RangePreset::Month, RangePreset::Quarter,  RangePreset::All};
/// Longer ones are "all": Nostr is not that old.
constexpr std::chrono::seconds longest = 10 * 365 * 24h;
constexpr std::chrono::seconds advanceStep = 1min;

std::chrono::seconds lengthOf(const TimeRange& range)
{
    return std::chrono::seconds(range.to - range.from);
}

std::optional<RangePreset> presetOfLength(std::chrono::seconds length)
{
    for (const auto preset : ladder) {
        if (preset != RangePreset::All && lengthOf(rangeOf(preset, 0)) == length)
            return preset;
    }
    return std::nullopt;
}

QString fileTime(Timestamp time)
{
    return QDateTime::fromSecsSinceEpoch(time, QTimeZone::utc()).toString(u"yyyy-MM-dd'T'HHmm'Z'"_s);
}

QString shortLength(std::chrono::seconds length)
{
    if (length % 24h == 0s)
        return QString::number(length / 24h) + u'd';
    if (length % 1h == 0s)
        return QString::number(length / 1h) + u'h';
    return QString::number(length / 1min) + u"min"_s;
}

} // namespace

RangeChoice RangeChoice::last(std::chrono::seconds length)
{
    Q_ASSERT(length > 0s);
    RangeChoice choice;
    if (const auto known = presetOfLength(length))
        choice.m_value = *known;
    else
        choice.m_value = length;
    return choice;
}

RangeChoice RangeChoice::fixed(const TimeRange& range)
{
    RangeChoice choice;
    if (range.all)
        choice.m_value = RangePreset::All;
    else
        choice.m_value = range;
    return choice;
}

std::optional<RangePreset> RangeChoice::preset() const
{
    const auto* preset = std::get_if<RangePreset>(&m_value);
    return preset != nullptr ? std::optional(*preset) : std::nullopt;
}

std::optional<std::chrono::seconds> RangeChoice::lastLength() const
{
    const auto* length = std::get_if<std::chrono::seconds>(&m_value);
    return length != nullptr ? std::optional(*length) : std::nullopt;
}

TimeRange RangeChoice::resolve(Timestamp now) const
{
    if (const auto known = preset())
        return rangeOf(*known, now);
    if (const auto length = lastLength())
        return TimeRange::last(*length, now);
    return std::get<TimeRange>(m_value);
}

QString RangeChoice::toString() const
{
    if (const auto known = preset())
        return nostrscope::toString(*known);
    if (const auto length = lastLength())
        return u"last %1"_s.arg(length->count());
    const auto& range = std::get<TimeRange>(m_value);
    return u"%1..%2"_s.arg(range.from + 1).arg(range.to);
}

std::optional<RangeChoice> RangeChoice::fromString(QStringView text, Timestamp now)
{
    if (const auto known = rangePresetFromString(text))
        return RangeChoice(*known);
    if (text.startsWith("last "_L1)) {
        const std::chrono::seconds length(text.sliced(5).toLongLong());
        if (length < RangeModel::shortest || length > longest)
            return std::nullopt;
        return last(length);
    }
    const auto range = parseRange(text, now);
    if (!range || RangeModel::check(range->from + 1, range->to, now))
        return std::nullopt;
    return fixed(*range);
}

QString RangeChoice::fileSuffix() const
{
    if (const auto known = preset())
        return nostrscope::toString(*known);
    if (const auto length = lastLength())
        return shortLength(*length);
    const auto& range = std::get<TimeRange>(m_value);
    return fileTime(range.from) + u'_' + fileTime(range.to);
}

RangeModel::RangeModel(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_resolvedAt(now())
{
}

void RangeModel::setChoice(const RangeChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_resolvedAt = now();
    emit changed(m_choice);
}

std::optional<RangeFault> RangeModel::check(Timestamp from, Timestamp to, Timestamp now)
{
    if (from < 0)
        return RangeFault::BeforeEpoch;
    if (to < from)
        return RangeFault::Backwards;
    if (from > now)
        return RangeFault::StartsInFuture;
    if (to - now > farthestAhead.count())
        return RangeFault::EndsInFuture;
    if (to - from + 1 < shortest.count())
        return RangeFault::TooShort;
    return std::nullopt;
}

QString RangeModel::faultText(RangeFault fault)
{
    switch (fault) {
    case RangeFault::Backwards:
        return tr("The end lies before the start.");
    case RangeFault::TooShort:
        return tr("The range must be at least one minute long.");
    case RangeFault::BeforeEpoch:
        return tr("Dates before 1970 have no events.");
    case RangeFault::StartsInFuture:
        return tr("The start lies in the future.");
    case RangeFault::EndsInFuture:
        return tr("The end lies more than two days in the future.");
    }
    Q_UNREACHABLE();
}

std::optional<RangeFault> RangeModel::setFixed(Timestamp from, Timestamp to)
{
    const auto fault = check(from, to, now());
    if (!fault)
        setChoice(RangeChoice::fixed({from - 1, to, false}));
    return fault;
}

bool RangeModel::canShift(int direction) const
{
    if (m_choice.isAll() || direction == 0)
        return false;
    const auto present = range();
    return direction < 0 ? present.from - lengthOf(present).count() >= 0 : present.to < now();
}

void RangeModel::shift(int direction)
{
    if (!canShift(direction))
        return;
    const auto present = range();
    const auto length = lengthOf(present);
    const auto step = direction < 0 ? -length.count() : length.count();
    if (present.to + step >= now())
        setChoice(RangeChoice::last(length));
    else
        setChoice(RangeChoice::fixed({present.from + step, present.to + step, false}));
}

void RangeModel::zoomOut()
{
    if (!canZoomOut())
        return;
    if (const auto preset = m_choice.preset()) {
        setChoice(*std::next(std::find(ladder.begin(), ladder.end(), *preset)));
        return;
    }
    const auto present = range();
    const auto length = lengthOf(present);
    if (length * 2 > longest) {
        setChoice(RangePreset::All);
    } else if (m_choice.lastLength() || present.to + length.count() / 2 >= now()) {
        setChoice(RangeChoice::last(length * 2));
    } else {
        const auto from = std::max<Timestamp>(present.from - length.count() / 2, 0);
        setChoice(RangeChoice::fixed({from, from + 2 * length.count(), false}));
    }
}

bool RangeModel::canZoomIn() const
{
    return m_choice.isAll() || lengthOf(range()) / 2 >= shortest;
}

void RangeModel::zoomIn()
{
    if (!canZoomIn())
        return;
    const auto preset = m_choice.preset();
    if (preset && *preset != ladder.front()) {
        setChoice(*std::prev(std::find(ladder.begin(), ladder.end(), *preset)));
        return;
    }
    const auto present = range();
    const auto length = lengthOf(present) / 2;
    if (!m_choice.isFixed()) {
        setChoice(RangeChoice::last(length)); // the newest is what a moving range is for
    } else {
        const auto from = present.from + length.count() / 2;
        setChoice(RangeChoice::fixed({from, from + length.count(), false}));
    }
}

void RangeModel::advance()
{
    const auto time = now();
    if (!m_choice.lastLength() || std::chrono::abs(std::chrono::seconds(time - m_resolvedAt)) < advanceStep)
        return;
    m_resolvedAt = time;
    emit moved(m_choice.resolve(time));
}

void RangeModel::setQuickRanges(const QList<QuickRange>& ranges)
{
    QList<QuickRange> accepted;
    for (const auto& range : ranges) {
        const auto name = range.name.trimmed();
        if (!name.isEmpty() && name.size() <= maximumNameLength && accepted.size() < maximumQuickRanges)
            accepted.append({name, range.choice});
    }
    if (accepted == m_quickRanges)
        return;
    m_quickRanges = accepted;
    emit quickRangesChanged();
}

bool RangeModel::addQuickRange(const QString& name, const RangeChoice& choice)
{
    const auto wanted = name.trimmed();
    if (wanted.isEmpty() || wanted.size() > maximumNameLength)
        return false;
    auto ranges = m_quickRanges;
    const auto known = std::find_if(ranges.begin(), ranges.end(),
                                    [&wanted](const QuickRange& range) { return range.name == wanted; });
    if (known != ranges.end())
        known->choice = choice;
    else if (ranges.size() < maximumQuickRanges)
        ranges.append({wanted, choice});
    else
        return false;
    setQuickRanges(ranges);
    return true;
}

void RangeModel::removeQuickRange(const QString& name)
{
    auto ranges = m_quickRanges;
    ranges.removeIf([&name](const QuickRange& range) { return range.name == name; });
    setQuickRanges(ranges);
}

QString RangeModel::text(const RangeChoice& choice, const Fmt& fmt)
{
    if (const auto preset = choice.preset())
        return words::rangeName(*preset);
    if (const auto length = choice.lastLength())
        return tr("Last %1", "a length of time").arg(fmt.duration(*length));
    return fmt.span(choice.resolve(0));
}

} // namespace nostrscope
