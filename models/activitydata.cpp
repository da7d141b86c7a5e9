// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activitydata.h"

#include <algorithm>

namespace nostrscope {

ActivityData::ActivityData(EngineLink& engine, const QTimeZone& zone, QObject* parent,
                           std::chrono::milliseconds renewAfter)
    : QObject(parent)
    , m_overview(engine, renewAfter)
    , m_kinds(engine, renewAfter)
    , m_previous(engine, renewAfter)
    , m_previousTotals(engine, renewAfter)
    , m_last(engine, renewAfter)
    , m_totals(engine, renewAfter)
    , m_week(engine, renewAfter)
    , m_zone(zone.id())
{
    connect(&m_kinds, &Asker::changed, this,
            [this] { m_isOtherRange = m_isOtherRange && m_kinds.state() != Asker::State::Ready; });
    // After that: who listens finds the new state.
    for (const auto* asker : askers())
        connect(asker, &Asker::changed, this, &ActivityData::changed);
}

QList<const Asker*> ActivityData::askers() const
{
    return {&m_overview, &m_kinds, &m_previous, &m_previousTotals, &m_last, &m_totals, &m_week};
}

TimeRange ActivityData::rangeOfSnapshot(const Snapshot& snapshot)
{
    return snapshot.preset ? rangeOf(*snapshot.preset, toSeconds(snapshot.asOf)) : snapshot.range;
}

std::optional<TimeRange> ActivityData::previousOf(const TimeRange& range)
{
    if (range.all)
        return std::nullopt;
    return TimeRange{range.from - (range.to - range.from), range.from, false};
}

void ActivityData::update(const Snapshot& snapshot)
{
    const auto range = rangeOfSnapshot(snapshot);
    // A preset that moved on is the same range to the reader.
    const bool isNew = !m_range || snapshot.preset != m_preset || (!m_preset && range != *m_range);
    m_preset = snapshot.preset;
    m_range = range;
    m_isOtherRange = m_isOtherRange || (isNew && m_kinds.table());
    Question question;
    question.range = range;
    question.now = toSeconds(snapshot.asOf);
    question.bucket = bucketOf(range);
    question.zone = m_zone;
    question.limit = EngineLink::maximumRows;
    const auto ask = [&question, isNew](Asker& asker, Question::Subject subject) {
        question.subject = subject;
        if (isNew)
            asker.ask(question);
        else
            asker.refresh(question);
    };
    using Subject = Question::Subject;
    ask(m_overview, Subject::Overview);
    ask(m_kinds, Subject::Kinds);
    ask(m_last, Subject::KindsLast);
    ask(m_totals, Subject::Totals);
    ask(m_week, Subject::WeekHours);
    if (const auto previous = previousOf(range)) {
        question.range = *previous;
        ask(m_previous, Subject::Kinds);
        ask(m_previousTotals, Subject::Totals);
    } else if (isNew) {
        m_previous.clear();
        m_previousTotals.clear();
    }
}

void ActivityData::stop()
{
    for (auto* asker : {&m_overview, &m_kinds, &m_previous, &m_previousTotals, &m_last, &m_totals, &m_week})
        asker->stop();
    if (m_isOtherRange)
        m_range.reset(); // it was never answered: asks at once when it is visible again
}

void ActivityData::reload(const Snapshot& snapshot)
{
    m_range.reset();
    update(snapshot);
    m_isOtherRange = false; // the same figures, newer
}

void ActivityData::retry()
{
    for (auto* asker : {&m_overview, &m_kinds, &m_previous, &m_previousTotals, &m_last, &m_totals, &m_week})
        asker->retry();
}

void ActivityData::setZone(const QTimeZone& zone)
{
    if (zone.id() == m_zone)
        return;
    m_zone = zone.id();
    if (!m_week.table())
        return;
    auto question = m_week.answered();
    question.zone = m_zone;
    m_week.ask(question);
}

bool ActivityData::isLoading() const
{
    const auto all = askers();
    return std::any_of(all.begin(), all.end(),
                       [](const Asker* asker) { return asker->state() == Asker::State::Loading; });
}

bool ActivityData::isOfOtherRange() const
{
    return m_isOtherRange;
}

QString ActivityData::error() const
{
    for (const auto* asker : askers()) {
        if (asker->state() == Asker::State::Failed)
            return asker->error();
    }
    return {};
}

UnixMillis ActivityData::asOf() const
{
    return m_kinds.table() ? m_kinds.table()->asOf : UnixMillis{};
}

/// Length of the range; all time counts from the first bucket with events.
std::optional<double> ActivityData::secondsCounted() const
{
    const auto& question = m_kinds.answered();
    if (!question.range.all)
        return double(question.range.to - question.range.from);
    if (!m_totals.table() || m_totals.table()->rows.empty())
        return std::nullopt;
    return double(question.now - m_totals.table()->value(0, "bucket").toLongLong());
}

std::optional<ActivityFigures> ActivityData::figures() const
{
    if (!m_kinds.table())
        return std::nullopt;
    ActivityFigures figures;
    double bytes = 0;
    const auto& kinds = *m_kinds.table();
    for (std::size_t i = 0; i < kinds.rows.size(); ++i) {
        const auto events = kinds.value(i, "events").toULongLong();
        figures.events += events;
        bytes += kinds.value(i, "mean_size").toDouble() * double(events);
    }
    figures.kinds = kinds.rows.size();
    if (figures.events > 0)
        figures.meanSize = bytes / double(figures.events);
    if (m_overview.table() && !m_overview.table()->rows.empty())
        figures.authors = m_overview.table()->value(0, "unique_authors").toULongLong();
    if (const auto seconds = secondsCounted(); seconds && *seconds > 0)
        figures.perSecond = double(figures.events) / *seconds;
    if (m_totals.table()) {
        std::uint64_t most = 0;
        for (std::size_t i = 0; i < m_totals.table()->rows.size(); ++i)
            most = std::max<std::uint64_t>(most, m_totals.table()->value(i, "events").toULongLong());
        figures.peakPerSecond = double(most) / double(m_totals.answered().bucket.count());
    }
    if (m_previous.table()) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < m_previous.table()->rows.size(); ++i)
            sum += m_previous.table()->value(i, "events").toULongLong();
        figures.previousEvents = sum;
    }
    return figures;
}

std::vector<KindRow> ActivityData::kindRows() const
{
    if (!m_kinds.table())
        return {};
    return nostrscope::kindRows(*m_kinds.table(), m_previous.table().get(), m_last.table().get());
}

std::vector<double> ActivityData::previousOver(const EventSeries& series) const
{
    const auto& table = m_previousTotals.table();
    const auto& question = m_previousTotals.answered();
    if (!table || table->rows.empty() || question.range.all || question.bucket != series.bucket
        || series.bucket.count() <= 0)
        return {};
    const auto width = series.bucket.count();
    // Whole buckets: what is compared begins at the same second of its bucket.
    const auto length = question.range.to - question.range.from;
    const auto shift = (length + width / 2) / width * width;
    std::vector<double> values(series.listening.size());
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        const auto at = table->value(i, "bucket").toLongLong() + shift - series.firstBucket;
        if (at >= 0 && static_cast<std::size_t>(at / width) < values.size())
            values[static_cast<std::size_t>(at / width)] += table->value(i, "events").toDouble();
    }
    return values;
}

} // namespace nostrscope
