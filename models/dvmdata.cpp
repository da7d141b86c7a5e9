// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dvmdata.h"

#include "models/activitydata.h"

#include <algorithm>

namespace nostrscope {

namespace {

bool hasTraffic(const Table& totals)
{
    return std::ranges::any_of(
        std::array{"total_requests", "total_responses", "total_feedback"},
        [&totals](const char* column) { return totals.value(0, column).toULongLong() > 0; });
}

} // namespace

DvmData::DvmData(EngineLink& engine, QObject* parent, std::chrono::milliseconds renewAfter)
    : QObject(parent)
    , m_totals(engine, renewAfter)
    , m_machines(engine, renewAfter)
    , m_kinds(engine, renewAfter)
    , m_ever(engine, renewAfter)
{
    connect(&m_totals, &Asker::changed, this, [this] {
        m_isOtherRange = m_isOtherRange && m_totals.state() != Asker::State::Ready;
        askEver();
    });
    // After that: who listens finds the new state.
    for (const auto* asker : askers())
        connect(asker, &Asker::changed, this, &DvmData::changed);
}

std::array<const Asker*, 4> DvmData::askers() const
{
    return {&m_totals, &m_machines, &m_kinds, &m_ever};
}

void DvmData::update(const Snapshot& snapshot)
{
    const auto range = ActivityData::rangeOfSnapshot(snapshot);
    // A preset that moved on is the same range to the reader.
    const bool isNew = !m_range || snapshot.preset != m_preset || (!m_preset && range != *m_range);
    m_preset = snapshot.preset;
    m_range = range;
    m_isOtherRange = m_isOtherRange || (isNew && m_totals.table());
    Question question;
    question.range = range;
    question.now = toSeconds(snapshot.asOf);
    m_everQuestion = question;
    m_everQuestion.subject = Question::Subject::DvmTotals;
    m_everQuestion.range = rangeOf(RangePreset::All, question.now);
    const auto ask = [&question, isNew](Asker& asker, Question::Subject subject, int limit) {
        question.subject = subject;
        question.limit = limit;
        if (isNew)
            asker.ask(question);
        else
            asker.refresh(question);
    };
    using Subject = Question::Subject;
    ask(m_totals, Subject::DvmTotals, 0);
    // One more than is shown tells that there are more.
    ask(m_machines, Subject::Dvms, maximumRows + 1);
    ask(m_kinds, Subject::JobKinds, maximumRows + 1);
}

void DvmData::askEver()
{
    if (m_totals.state() == Asker::State::Ready && isEmpty() && !m_totals.answered().range.all)
        m_ever.refresh(m_everQuestion);
}

void DvmData::stop()
{
    for (auto* asker : {&m_totals, &m_machines, &m_kinds, &m_ever})
        asker->stop();
    if (m_isOtherRange)
        m_range.reset(); // it was never answered: asks at once when it is visible again
}

void DvmData::reload(const Snapshot& snapshot)
{
    m_range.reset();
    update(snapshot);
    m_isOtherRange = false; // the same figures, newer
}

void DvmData::retry()
{
    for (auto* asker : {&m_totals, &m_machines, &m_kinds, &m_ever})
        asker->retry();
}

bool DvmData::isLoading() const
{
    return std::ranges::any_of(askers(),
                               [](const Asker* asker) { return asker->state() == Asker::State::Loading; });
}

QString DvmData::error() const
{
    for (const auto* asker : askers()) {
        if (asker->state() == Asker::State::Failed)
            return asker->error();
    }
    return {};
}

QString DvmData::partialReason() const
{
    for (const auto* asker : {&m_totals, &m_machines, &m_kinds}) {
        if (asker->table() && !asker->table()->complete)
            return asker->table()->partialReason;
    }
    return {};
}

bool DvmData::isCut() const
{
    return std::ranges::any_of(std::array{&m_machines, &m_kinds}, [](const Asker* asker) {
        return asker->table() && asker->table()->rows.size() > std::size_t{maximumRows};
    });
}

bool DvmData::isEmpty() const
{
    return m_totals.table() && !hasTraffic(*m_totals.table());
}

bool DvmData::isEmptyEver() const
{
    if (!isEmpty())
        return false;
    return m_totals.answered().range.all || (m_ever.table() && !hasTraffic(*m_ever.table()));
}

UnixMillis DvmData::asOf() const
{
    return m_totals.table() ? m_totals.table()->asOf : UnixMillis{};
}

} // namespace nostrscope
