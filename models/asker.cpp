// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/asker.h"

namespace nostrscope {

Asker::Asker(EngineLink& engine, std::chrono::milliseconds interval, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_interval(interval)
{
    connect(&engine, &EngineLink::answered, this, &Asker::onAnswered);
    connect(&engine, &EngineLink::askFailed, this, &Asker::onFailed);
}

Asker::~Asker()
{
    if (m_token)
        m_engine.cancel(*m_token);
}

void Asker::ask(const Question& question)
{
    if (m_token)
        m_engine.cancel(*m_token);
    m_question = question;
    m_token = m_engine.takeToken(); // before asking: the answer may come at once
    m_sinceAsked.start();
    setState(State::Loading);
    m_engine.ask(*m_token, question);
}

void Asker::refresh(const Question& question)
{
    const bool isOld = !m_sinceAsked.isValid() || m_sinceAsked.elapsed() >= m_interval.count();
    if (!m_token && isOld)
        ask(question);
}

void Asker::retry()
{
    if (m_state == State::Failed)
        ask(m_question);
}

void Asker::stop()
{
    if (!m_token)
        return;
    m_engine.cancel(*m_token);
    m_token.reset();
    m_sinceAsked.invalidate(); // it was not answered: asks again when it is visible
    setState(m_table ? State::Ready : State::Idle);
}

void Asker::clear()
{
    stop();
    m_table.reset();
    m_sinceAsked.invalidate();
    setState(State::Idle);
}

void Asker::onAnswered(int token, const std::shared_ptr<const Table>& table)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_table = table;
    m_answered = m_question;
    m_error.clear();
    setState(State::Ready);
}

void Asker::onFailed(int token, const QString& message)
{
    if (token != m_token)
        return;
    m_token.reset();
    m_error = message;
    setState(State::Failed);
}

void Asker::setState(State state)
{
    m_state = state;
    emit changed();
}

} // namespace nostrscope
