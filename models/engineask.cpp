// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/engineask.h"

namespace nostrscope {

EngineAsk::EngineAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_interval(interval)
{
    connect(&engine, &EngineLink::askFailed, this, [this](int token, const QString& message) {
        if (!accept(token))
            return;
        m_error = message;
        setState(State::Failed);
    });
}

EngineAsk::~EngineAsk()
{
    if (m_token)
        m_engine.cancel(*m_token);
}

void EngineAsk::ask()
{
    if (m_token)
        m_engine.cancel(*m_token);
    const int token = m_engine.takeToken();
    m_token = token; // before asking: the answer may come at once
    m_sinceAsked.start();
    setState(State::Loading);
    send(token);
}

void EngineAsk::retry()
{
    if (m_state == State::Failed)
        ask();
}

void EngineAsk::stop()
{
    if (!m_token)
        return;
    m_engine.cancel(*m_token);
    m_token.reset();
    m_sinceAsked.invalidate(); // it was not answered: asks again when it is visible
    setState(hasAnswer() ? State::Ready : State::Idle);
}

bool EngineAsk::isOld() const
{
    return !m_token && (!m_sinceAsked.isValid() || m_sinceAsked.elapsed() >= m_interval.count());
}

bool EngineAsk::accept(int token)
{
    if (token != m_token)
        return false;
    m_token.reset();
    m_error.clear();
    return true;
}

void EngineAsk::setState(State state)
{
    m_state = state;
    emit changed();
}

HealthAsk::HealthAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent)
    : EngineAsk(engine, interval, parent)
{
    connect(&engine, &EngineLink::relayHealthRead, this,
            [this](int token, const std::shared_ptr<const RelayHealthDetail>& detail) {
                if (!accept(token))
                    return;
                m_detail = detail;
                setState(State::Ready);
            });
}

void HealthAsk::ask(RelayId relay, const TimeRange& range)
{
    if (relay != m_relay)
        m_detail.reset();
    m_relay = relay;
    m_range = range;
    EngineAsk::ask();
}

void HealthAsk::refresh(const TimeRange& range)
{
    if (!isOld())
        return;
    m_range = range;
    EngineAsk::ask();
}

void HealthAsk::send(int token)
{
    engine().readRelayHealth(token, m_relay, m_range);
}

/// What a hash names never changes: no answer grows old.
DocumentsAsk::DocumentsAsk(EngineLink& engine, QObject* parent)
    : EngineAsk(engine, std::chrono::milliseconds::max(), parent)
{
    connect(&engine, &EngineLink::documentsRead, this, [this](int token, const QList<QByteArray>& bodies) {
        if (!accept(token))
            return;
        m_bodies = bodies;
        setState(State::Ready);
    });
}

void DocumentsAsk::ask(const QList<QByteArray>& sha256)
{
    m_hashes = sha256;
    m_bodies.clear();
    EngineAsk::ask();
}

void DocumentsAsk::send(int token)
{
    engine().readDocuments(token, m_hashes);
}

IncidentsAsk::IncidentsAsk(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent)
    : EngineAsk(engine, interval, parent)
{
    connect(&engine, &EngineLink::incidentsRead, this,
            [this](int token, const std::shared_ptr<const std::vector<Incident>>& incidents) {
                if (!accept(token))
                    return;
                m_incidents = incidents;
                setState(State::Ready);
            });
}

void IncidentsAsk::ask(const IncidentQuery& query)
{
    m_query = query;
    EngineAsk::ask();
}

void IncidentsAsk::refresh(const IncidentQuery& query)
{
    if (isOld())
        ask(query);
}

void IncidentsAsk::send(int token)
{
    engine().readIncidents(token, m_query);
}

} // namespace nostrscope
