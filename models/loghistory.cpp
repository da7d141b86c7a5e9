// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/loghistory.h"

#include "models/logmodel.h"

#include <algorithm>

namespace nostrscope {

LogHistory::LogHistory(EngineLink& engine, LogModel& model, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_model(model)
{
    connect(&engine, &EngineLink::logRead, this, &LogHistory::onRead);
    connect(&engine, &EngineLink::askFailed, this, &LogHistory::onFailed);
}

LogHistory::~LogHistory()
{
    if (m_token)
        m_engine.cancel(*m_token);
}

void LogHistory::loadOlder()
{
    if (!m_token && !m_isAtEnd)
        ask();
}

void LogHistory::loadUntil(UnixMillis time)
{
    m_wanted = time;
    if (hasReached() || m_isAtEnd)
        stopSearch();
    else
        loadOlder();
}

void LogHistory::reset()
{
    if (m_token)
        m_engine.cancel(*m_token);
    m_token.reset();
    m_next.reset();
    m_wanted.reset();
    m_hasStarted = false;
    m_isAtEnd = false;
    m_error.clear();
    m_model.dropOlder();
    emit changed();
}

void LogHistory::ask()
{
    LogQuery query;
    query.before = m_next;
    // Lines of this run are stored too: begin where those in memory begin.
    if (!m_hasStarted && m_model.rowCount() > 0)
        query.until = m_model.record(0).at;
    m_hasStarted = true;
    m_token = m_engine.takeToken(); // before asking: the answer may come at once
    emit changed();
    m_engine.readLog(*m_token, query);
}

bool LogHistory::hasReached() const
{
    return m_wanted && m_model.rowCount() > 0 && m_model.record(0).at < *m_wanted;
}

void LogHistory::stopSearch()
{
    if (const auto wanted = std::exchange(m_wanted, std::nullopt))
        emit reached(*wanted);
}

/// Only lines of the same moment as the first one can be there twice.
bool LogHistory::isShown(const LogRecord& record) const
{
    for (int row = 0; row < m_model.rowCount() && m_model.record(row).at == record.at; ++row) {
        const auto& shown = m_model.record(row);
        if (shown.message == record.message && shown.relay == record.relay)
            return true;
    }
    return false;
}

void LogHistory::onRead(int token, const std::shared_ptr<const LogPage>& page)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_error.clear();
    m_next = page->next;
    std::vector<LogRecord> older;
    std::remove_copy_if(page->records.rbegin(), page->records.rend(), std::back_inserter(older),
                        [this](const LogRecord& record) { return isShown(record); });
    m_model.prepend(std::move(older));
    m_isAtEnd = !page->next || !m_model.canTakeOlder();
    emit changed();
    if (hasReached() || m_isAtEnd)
        stopSearch();
    else if (m_wanted)
        ask();
}

void LogHistory::onFailed(int token, const QString& message)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_error = message;
    emit changed();
    stopSearch();
}

} // namespace nostrscope
