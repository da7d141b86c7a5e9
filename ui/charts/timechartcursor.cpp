// SPDX-License-Identifier: GPL-3.0-or-later
// The cursor of a TimeChart: what it says, how keys, pointer and menu move it, and the ranges it marks.
#include "ui/charts/timechart.h"

#include <QActionGroup>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace nostrscope {

using namespace Qt::Literals::StringLiterals;

UnixMillis TimeChart::middleOf(std::size_t bucket) const
{
    return m_data.startOf(bucket) + std::chrono::milliseconds(m_data.bucket) / 2;
}

void TimeChart::joinCursor(ChartCursor& shared)
{
    disconnect(m_cursor, &ChartCursor::moved, this, &TimeChart::onCursorMoved);
    m_cursor = &shared;
    connect(m_cursor, &ChartCursor::moved, this, &TimeChart::onCursorMoved);
    // A page is destroyed before its children.
    connect(m_cursor, &QObject::destroyed, this, [this] { m_cursor = &m_ownCursor; });
    onCursorMoved();
}

std::optional<std::size_t> TimeChart::cursor() const
{
    return m_cursor->time() ? m_data.bucketAt(*m_cursor->time()) : std::nullopt;
}

void TimeChart::setCursorAt(std::optional<std::size_t> bucket)
{
    m_cursor->moveTo(bucket && *bucket < m_data.size() ? std::optional(middleOf(*bucket)) : std::nullopt,
                     this);
}

void TimeChart::onCursorMoved()
{
    m_surface->setCursorAt(cursor());
    updateLegend(shownData());
    updateTip();
    refreshTexts();
}

void TimeChart::onClicked(std::size_t bucket)
{
    m_isHovering = true;
    if (m_cursor->isPinned() && cursor() == bucket) {
        m_cursor->setPinned(false);
        return;
    }
    setCursorAt(bucket);
    m_cursor->setPinned(true);
}

QString TimeChart::valueText(double value) const
{
    const auto unit = m_form == ChartForm::Share ? ChartUnit::Ratio : m_valueUnit;
    const auto number = chartValue(fmt(), unit, value, true);
    return unit == ChartUnit::Count && !std::isnan(value) ? tr("%1 %2", "number and unit").arg(number, m_unit)
                                                          : number;
}

QString TimeChart::shareText(const TimeChartData& shown, std::size_t series, std::size_t bucket) const
{
    if (!showsSum())
        return {};
    const double total = shown.total(bucket);
    const double value = shown.value(series, bucket);
    return total > 0 && !std::isnan(value) ? fmt().percent(value / total) : QString();
}

QString TimeChart::cursorHeading(const TimeChartData& shown, std::size_t bucket) const
{
    const auto time = fmt().dateTimeZone(m_data.startOf(bucket));
    const auto width = fmt().bucket(m_data.bucket);
    if (!shown.present[bucket])
        return tr("%1 for %2: no data", "time, bucket width").arg(time, width);
    if (!showsSum())
        return tr("%1 for %2", "time, bucket width").arg(time, width);
    return tr("%1 for %2: %3", "time, bucket width, value").arg(time, width, valueText(shown.total(bucket)));
}

QStringList TimeChart::notesAt(std::size_t bucket) const
{
    QStringList notes;
    const auto from = m_data.startOf(bucket);
    const auto to = m_data.startOf(bucket + 1);
    if (!m_data.isComplete(bucket) && m_data.asOf >= from)
        notes.append(tr("not complete: until %1").arg(fmt().dateTimeZone(m_data.asOf)));
    for (const auto& span : m_data.outages) {
        if (span.from < to && span.to > from)
            notes.append(span.text.isEmpty() ? tr("outage") : span.text);
    }
    for (const auto& flag : m_data.flags) {
        if (flag.time >= from && flag.time < to)
            notes.append(tr("%1 at %2", "what happened, time").arg(flag.text, fmt().timeOfDay(flag.time)));
    }
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        if (const auto band = bandText(s, bucket); !band.isEmpty() && !isSeriesHidden(m_data.series[s].name))
            notes.append(band);
    }
    constexpr qsizetype most = 6;
    if (notes.size() > most)
        notes.erase(notes.begin() + most, notes.end());
    return notes;
}

/// Of a line with a band that is wider than the line here; else empty.
QString TimeChart::bandText(std::size_t series, std::size_t bucket) const
{
    const auto& one = m_data.series[series];
    if (!one.hasBand() || !m_data.present[bucket] || std::isnan(one.low[bucket])
        || std::isnan(one.high[bucket]) || one.low[bucket] == one.high[bucket])
        return {};
    return tr("%1: %2 to %3", "series, edges of its band")
        .arg(one.name, chartValue(fmt(), m_valueUnit, one.low[bucket], true),
             chartValue(fmt(), m_valueUnit, one.high[bucket], true));
}

QString TimeChart::cursorText() const
{
    const auto bucket = cursor();
    if (!bucket)
        return {};
    const auto shown = shownData();
    QStringList lines{cursorHeading(shown, *bucket)};
    for (std::size_t s = 0; s < shown.series.size() && shown.present[*bucket]; ++s) {
        const auto value = valueText(shown.value(s, *bucket));
        const auto share = shareText(shown, s, *bucket);
        lines.append(share.isEmpty()
                         ? tr("%1: %2", "series and value").arg(shown.series[s].name, value)
                         : tr("%1: %2 (%3)", "series, value, share").arg(shown.series[s].name, value, share));
    }
    if (*bucket < shown.previous.size())
        lines.append(tr("period before: %1").arg(valueText(shown.previous[*bucket])));
    return (lines + notesAt(*bucket)).join(u'\n');
}

void TimeChart::updateTip()
{
    const auto bucket = cursor();
    if (!bucket || m_cursor->holder() != this) {
        hideTip();
        return;
    }
    const auto shown = shownData();
    QList<ChartTip::Line> lines;
    for (std::size_t s = shown.series.size(); s-- > 0 && shown.present[*bucket];) {
        const auto& one = shown.series[s];
        const bool isOther = one.color < 0 || one.color > 5;
        lines.append({one.name, valueText(shown.value(s, *bucket)), shareText(shown, s, *bucket),
                      colors().seriesColor(one.color), isOther});
    }
    if (*bucket < shown.previous.size())
        lines.append({tr("period before"), valueText(shown.previous[*bucket]), {}, {}, false});
    showTip(cursorHeading(shown, *bucket), lines, notesAt(*bucket), *m_surface,
            {static_cast<int>(m_surface->middleOf(*bucket)), m_surface->height() / 2});
}

QString TimeChart::summary() const
{
    const auto forecast = std::find_if(m_data.series.begin(), m_data.series.end(),
                                       [](const ChartSeries& one) { return one.isForecast; });
    const bool hasForecast = forecast != m_data.series.end();
    std::size_t peak = 0;
    double sum = 0;
    double best = -1;
    for (std::size_t i = 0; i < m_data.size(); ++i) {
        if (m_data.startOf(i) > m_data.asOf && hasForecast)
            break; // what is to come is no figure of ours
        double value = m_data.total(i);
        if (!isAdditive(m_valueUnit)) {
            value = noValue;
            for (std::size_t s = 0; s < m_data.series.size(); ++s)
                value = m_data.series[s].isForecast ? value : std::fmax(value, m_data.value(s, i));
        }
        sum += std::isnan(value) ? 0 : value;
        if (value > best) {
            best = value;
            peak = i;
        }
    }
    if (best < 0 || (isAdditive(m_valueUnit) && sum <= 0))
        return tr("%1: no data in this range").arg(title());
    const auto at = fmt().dateTimeZone(m_data.startOf(peak));
    const auto most = chartValue(fmt(), m_valueUnit, best, true);
    if (!isAdditive(m_valueUnit)) {
        const auto last = statsOf(m_data.series.front().values).last;
        auto text = tr("%1: %2 last %3; most at %4 (%5)")
                        .arg(title(), m_data.series.front().name, chartValue(fmt(), m_valueUnit, last, true),
                             at, most);
        if (hasForecast)
            text += tr("; %1 for %2: %3", "forecast, time, value")
                        .arg(forecast->name, fmt().dateTimeZone(m_data.startOf(m_data.size() - 1)),
                             chartValue(fmt(), m_valueUnit, statsOf(forecast->values).last, true));
        return text;
    }
    return tr("%1: %2 %3 in all, most at %4 (%5 per %6)")
        .arg(title(), chartValue(fmt(), m_valueUnit, sum, true), m_unit, at, most,
             fmt().bucket(m_data.bucket));
}

ChartTable TimeChart::toTable() const
{
    const auto shown = shownData();
    const auto unit = m_form == ChartForm::Share ? ChartUnit::Ratio : m_valueUnit;
    ChartTable table;
    table.header.append(tr("Time (%1)").arg(fmt().zoneName(m_data.asOf)));
    // The lower edge of a band is often the line itself.
    const auto hasLowerEdge = [](const ChartSeries& one) {
        return one.hasBand()
            && !std::equal(one.low.begin(), one.low.end(), one.values.begin(), one.values.end(),
                           [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
    };
    const bool hasBands = m_form == ChartForm::Lines;
    for (const auto& one : shown.series) {
        table.header.append(one.name);
        if (hasBands && hasLowerEdge(one))
            table.header.append(tr("%1: at least", "series").arg(one.name));
        if (hasBands && one.hasBand())
            table.header.append(tr("%1: at most", "series").arg(one.name));
    }
    if (showsSum())
        table.header.append(tr("Sum"));
    if (!shown.previous.empty())
        table.header.append(tr("Period before"));
    const auto number = [&](double value) {
        return ChartTable::Cell{chartValue(fmt(), unit, value, true), rawValue(value),
                                std::isnan(value) ? -1.0 : value, false};
    };
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto start = shown.startOf(i);
        const auto iso = QDateTime::fromMSecsSinceEpoch(toMillis(start), fmt().zone()).toString(Qt::ISODate);
        std::vector<ChartTable::Cell> row{
            {fmt().dateTime(start), iso, static_cast<double>(toMillis(start)), false}};
        for (std::size_t s = 0; s < shown.series.size(); ++s) {
            const auto& one = shown.series[s];
            row.push_back(number(shown.value(s, i)));
            if (hasBands && hasLowerEdge(one))
                row.push_back(number(shown.present[i] ? one.low[i] : noValue));
            if (hasBands && one.hasBand())
                row.push_back(number(shown.present[i] ? one.high[i] : noValue));
        }
        if (showsSum())
            row.push_back(number(shown.total(i)));
        if (!shown.previous.empty())
            row.push_back(number(shown.previous[i]));
        table.rows.push_back(std::move(row));
    }
    return table;
}

void TimeChart::selectRange(std::size_t firstBucket, std::size_t lastBucket)
{
    if (lastBucket >= m_data.size() || firstBucket > lastBucket)
        return;
    // A range leaves its first second out and takes its last one in.
    TimeRange range{toSeconds(m_data.startOf(firstBucket)) - 1, toSeconds(m_data.startOf(lastBucket + 1)) - 1,
                    false};
    // What has not happened yet is nothing to look at.
    const auto now = toSeconds(m_data.asOf);
    if (now <= range.from && m_data.bucketAt(m_data.asOf))
        return;
    if (now > range.from + 1)
        range.to = std::min(range.to, now);
    m_anchor.reset();
    m_surface->setSelection(std::nullopt);
    emit rangeSelected(range);
}

void TimeChart::moveByKey(std::size_t bucket, bool marks)
{
    if (marks && !m_anchor)
        m_anchor = cursor().value_or(bucket);
    if (!marks)
        m_anchor.reset();
    m_isHovering = false;
    setCursorAt(bucket);
    m_surface->setSelection(m_anchor ? std::optional(ChartSurface::Buckets{std::min(*m_anchor, bucket),
                                                                           std::max(*m_anchor, bucket)})
                                     : std::nullopt);
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    const bool marks = event->modifiers() == Qt::ShiftModifier;
    if (m_data.size() == 0 || isTableShown() || (event->modifiers() != Qt::NoModifier && !marks)) {
        ChartPanel::keyPressEvent(event);
        return;
    }
    const auto last = m_data.size() - 1;
    const auto now = cursor();
    switch (event->key()) {
    // Time runs from left to right in every language.
    case Qt::Key_Left:
        moveByKey(now ? (*now > 0 ? *now - 1 : 0) : last, marks);
        break;
    case Qt::Key_Right:
        moveByKey(now ? std::min(*now + 1, last) : last, marks);
        break;
    case Qt::Key_Home:
        moveByKey(0, marks);
        break;
    case Qt::Key_End:
        moveByKey(last, marks);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (now)
            selectRange(std::min(m_anchor.value_or(*now), *now), std::max(m_anchor.value_or(*now), *now));
        break;
    case Qt::Key_Escape:
        if (!m_cursor->time()) {
            ChartPanel::keyPressEvent(event);
            break;
        }
        m_anchor.reset();
        m_surface->setSelection(std::nullopt);
        m_cursor->moveTo(std::nullopt, this);
        break;
    default:
        ChartPanel::keyPressEvent(event);
    }
}

void TimeChart::fillMenu(QMenu& menu)
{
    const auto formName = [](ChartForm form) {
        switch (form) {
        case ChartForm::Bars:
            return tr("&Bars");
        case ChartForm::Lines:
            return tr("&Lines");
        case ChartForm::Area:
            return tr("Stacked &areas");
        case ChartForm::Share:
            return tr("Share of the &whole");
        case ChartForm::Cumulative:
            return tr("&Cumulative");
        }
        Q_UNREACHABLE();
    };
    auto* forms = new QActionGroup(&menu);
    const auto addChoice = [&menu](QActionGroup* group, const QString& text, bool isChosen) {
        auto* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(isChosen);
        group->addAction(action);
        return action;
    };
    for (const auto form : std::as_const(m_forms))
        connect(addChoice(forms, formName(form), form == m_form), &QAction::triggered, this,
                [this, form] { setForm(form); });
    if (m_forms.contains(ChartForm::Lines)) {
        menu.addSeparator();
        auto* scales = new QActionGroup(&menu);
        connect(addChoice(scales, tr("Li&near scale"), !m_isLog), &QAction::triggered, this,
                [this] { setLogarithmic(false); });
        connect(addChoice(scales, tr("Lo&garithmic scale"), m_isLog), &QAction::triggered, this,
                [this] { setLogarithmic(true); });
    }
    if (m_data.series.size() > 1) {
        auto* series = menu.addMenu(tr("&Series"));
        for (const auto& one : m_data.series) {
            // An ampersand in a name is not a mnemonic.
            auto* action = series->addAction(QString(one.name).replace(u"&"_s, u"&&"_s));
            action->setCheckable(true);
            action->setChecked(!isSeriesHidden(one.name));
            connect(action, &QAction::toggled, this,
                    [this, name = one.name](bool on) { setSeriesHidden(name, !on); });
        }
    }
    if (const auto now = cursor()) {
        menu.addSeparator();
        auto* action = menu.addAction(tr("Show only the mar&ked range"));
        connect(action, &QAction::triggered, this, [this, from = m_anchor.value_or(*now), to = *now] {
            selectRange(std::min(from, to), std::max(from, to));
        });
    }
}

} // namespace nostrscope
