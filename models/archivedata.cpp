// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archivedata.h"

#include <algorithm>

namespace nostrscope {

namespace {

constexpr double daySeconds = 86400;

} // namespace

ArchiveData::ArchiveData(EngineLink& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
    connect(&engine, &EngineLink::storeFiguresRead, this, &ArchiveData::onRead);
    connect(&engine, &EngineLink::askFailed, this, &ArchiveData::onFailed);
}

ArchiveData::~ArchiveData()
{
    if (m_token)
        m_engine.cancel(*m_token);
}

void ArchiveData::refresh(bool force)
{
    const bool isOld =
        !m_sinceAsked.isValid() || m_sinceAsked.elapsed() >= std::chrono::milliseconds(interval).count();
    if (m_token || (!isOld && !force))
        return;
    m_token = m_engine.takeToken(); // before asking: the answer may come at once
    m_sinceAsked.start();
    emit changed();
    m_engine.readStoreFigures(*m_token);
}

void ArchiveData::stop()
{
    if (!m_token)
        return;
    m_engine.cancel(*m_token);
    m_token.reset();
    m_sinceAsked.invalidate(); // it was not answered: asks again when it is visible
}

void ArchiveData::onRead(int token, const std::shared_ptr<const StoreFigures>& figures)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_figures = figures;
    m_error.clear();
    emit changed();
}

void ArchiveData::onFailed(int token, const QString& message)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_error = message;
    emit changed();
}

std::optional<double> ArchiveData::bytesPerEvent() const
{
    if (!m_figures || m_figures->events == 0)
        return std::nullopt;
    return double(m_figures->usedBytes) / double(m_figures->events);
}

std::optional<ArchiveData::Growth> ArchiveData::growth() const
{
    const auto each = bytesPerEvent();
    if (!each || !m_figures->firstArrival || m_figures->days.empty())
        return std::nullopt;
    const auto& days = m_figures->days;
    const auto now = double(toSeconds(m_figures->asOf));
    // Whole days before today, and the part of today that has passed.
    const auto count = std::min<std::size_t>(days.size(), growthDays + 1);
    const auto begin = std::max(double(days[days.size() - count].day) * daySeconds,
                                double(toSeconds(*m_figures->firstArrival)));
    const auto length = now - begin;
    if (length < double(std::chrono::seconds(shortestMeasure).count()))
        return std::nullopt;
    quint64 events = 0;
    for (auto day = days.end() - static_cast<std::ptrdiff_t>(count); day != days.end(); ++day)
        events += day->events;
    Growth growth;
    growth.days = length / daySeconds;
    growth.eventsPerDay = double(events) / growth.days;
    growth.bytesPerDay = growth.eventsPerDay * *each;
    return growth;
}

std::optional<SizeForecast> ArchiveData::forecast() const
{
    const auto each = bytesPerEvent();
    if (!each || !m_figures->firstArrival)
        return std::nullopt;
    // On its first day the store began at some hour, and today is not over.
    const auto first = double(toSeconds(*m_figures->firstArrival));
    const auto today = toSeconds(m_figures->asOf) / std::int64_t(daySeconds);
    std::vector<double> growth;
    for (const auto& day : m_figures->days) {
        if (double(day.day) * daySeconds >= first && day.day < today)
            growth.push_back(double(day.events) * *each);
    }
    return SizeForecast::of(double(m_figures->usedBytes), growth);
}

std::optional<double> ArchiveData::daysUntilFull() const
{
    const auto measured = growth();
    if (!measured || measured->bytesPerDay < 1)
        return std::nullopt;
    return double(m_figures->diskFreeBytes) / measured->bytesPerDay;
}

} // namespace nostrscope
